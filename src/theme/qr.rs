//! A text as a QR code (ISO/IEC 18004), drawn as SVG that stands in the page.

use minijinja::HtmlEscape;
use qrcodegen::{Mask, QrCode, QrCodeEcc, QrSegment, Version};

/// Light modules around the code (ISO/IEC 18004, 5.3.8).
const QUIET: i32 = 4;

/// The code of a text as an image with this label, black on white whatever the page's colours are; nothing for a text
/// that no code can hold (2,953 bytes and more).
pub(super) fn svg(text: &str, label: &str) -> Option<String> {
    let code = code(text)?;
    let side = code.size() + 2 * QUIET;
    Some(format!(
        "<svg class=\"qr\" role=\"img\" aria-label=\"{}\" viewBox=\"0 0 {side} {side}\" shape-rendering=\"crispEdges\">\
         <path fill=\"#fff\" d=\"M0 0h{side}v{side}H0z\"/><path stroke=\"#000\" d=\"{}\"/></svg>",
        HtmlEscape(label),
        dark(&code)
    ))
}

/// The smallest code, with as much correction as it has room for. The mask is always the same one: a reader takes it
/// from the code itself, and to weigh all eight would cost four times as much on every page.
fn code(text: &str) -> Option<QrCode> {
    let text = [QrSegment::make_bytes(text.as_bytes())];
    let (versions, mask) = ((Version::MIN, Version::MAX), Some(Mask::new(0)));
    QrCode::encode_segments_advanced(&text, QrCodeEcc::Low, versions.0, versions.1, mask, true).ok()
}

/// The dark modules as strokes one module high, row by row, each move from where the last stroke ended.
fn dark(code: &QrCode) -> String {
    let size = code.size();
    let mut path = format!("M{QUIET} {QUIET}.5").into_bytes();
    let (mut end_x, mut end_y) = (0, 0);
    for y in 0..size {
        let mut x = 0;
        while x < size {
            let start = x;
            while code.get_module(x, y) {
                x += 1;
            }
            if x > start {
                for (sign, number) in [(b'm', start - end_x), (b' ', y - end_y), (b'h', x - start)] {
                    path.push(sign);
                    push(&mut path, number);
                }
                (end_x, end_y) = (x, y);
            }
            x += 1;
        }
    }
    String::from_utf8(path).expect("letters and digits are text")
}

/// Writes a number that lies within a code, 177 modules at most. There are a thousand on a page: as text, digit by digit, they
/// took as long as all else.
fn push(path: &mut Vec<u8>, number: i32) {
    if number < 0 {
        path.push(b'-');
    }
    let number = number.unsigned_abs().to_le_bytes()[0];
    if number > 99 {
        path.push(b'0' + number / 100);
    }
    if number > 9 {
        path.push(b'0' + number / 10 % 10);
    }
    path.push(b'0' + number % 10);
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a reader sees: the strokes of the path, as a picture of a few pixels a module.
    fn read(svg: &str) -> String {
        const SCALE: i32 = 3;
        let between = |start: &str, end: &str| svg.split(start).nth(1).unwrap().split(end).next().unwrap();
        let side: i32 = between("viewBox=\"0 0 ", " ").parse().unwrap();
        let mut dark = std::collections::HashSet::new();
        let (first, strokes) = between("stroke=\"#000\" d=\"M", "\"").split_once('m').unwrap();
        assert_eq!(first, "4 4.5");
        let (mut x, mut y) = (QUIET, QUIET);
        for stroke in strokes.split('m') {
            let (to, length) = stroke.split_once('h').unwrap();
            let (right, down) = to.split_once(' ').unwrap();
            (x, y) = (x + right.parse::<i32>().unwrap(), y + down.parse::<i32>().unwrap());
            for _ in 0..length.parse().unwrap() {
                dark.insert((x, y));
                x += 1;
            }
        }
        let size = usize::try_from(side * SCALE).unwrap();
        let module = |at: usize| i32::try_from(at).unwrap() / SCALE;
        let shade = |x, y| if dark.contains(&(module(x), module(y))) { 0 } else { 255 };
        let mut picture = rqrr::PreparedImage::prepare_from_greyscale(size, size, shade);
        let [grid] = &picture.detect_grids()[..] else { panic!("no code in {svg}") };
        grid.decode().unwrap().1
    }

    #[test]
    fn a_reader_reads_what_was_written() {
        let long = format!("https://www.example.gov.cn/{}.html", "%E6%B3%95".repeat(30));
        for text in ["https://www.example.gov.cn/fzzf/zcwj/2024-1.html", "a", "https://x.cn/?a=1&b=\"<>", &long] {
            assert_eq!(read(&svg(text, "码").unwrap()), text);
        }
    }

    #[test]
    fn a_label_stays_within_its_quotes() {
        let svg = svg("https://x.cn/", "a\"><b>&").unwrap();
        assert!(svg.contains(" aria-label=\"a&quot;&gt;&lt;b&gt;&amp;\" "), "{svg}");
    }

    #[test]
    fn an_address_of_usual_length_takes_little_room() {
        let svg = svg("https://www.example.gov.cn/fzzf/fzbg/2024-qidong.html", "码").unwrap();
        assert!(svg.len() < 1700, "{} bytes", svg.len());
    }

    #[test]
    fn what_no_code_holds_is_none() {
        assert!(svg(&"长".repeat(1000), "码").is_none());
    }
}
