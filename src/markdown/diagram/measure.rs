//! How wide a text is, without the font: a Chinese character is one em, a Latin one a little more than half.

use unicode_normalization::char::is_combining_mark;

/// Tenths of an em of a narrow character; of a wide one, ten.
const NARROW: i32 = 6;
/// These do not begin a line.
const CLOSING: &str = "，。、；：？！）》〉」』】〕”’%‰,.;:?!)";

/// The width of a text in pixels, at a size in pixels.
pub(super) fn width(text: &str, size: i32) -> i32 {
    (text.chars().map(tenths).sum::<i32>() * size + 9) / 10
}

fn tenths(character: char) -> i32 {
    match character {
        c if is_combining_mark(c) => 0,
        c if u32::from(c) < 0x1100 => NARROW,
        _ => 10,
    }
}

/// A text in lines of about the same width, no wider than `limit` but for a mark that closes a line. A word in Latin letters
/// or a number stays whole when it fits on a line.
pub(super) fn wrap(text: &str, size: i32, limit: i32) -> Vec<String> {
    let mut lines = filled(text, size, limit);
    // As many lines as it takes, and the narrowest: no character stands alone on the last one.
    for narrower in (size..limit).rev().step_by(usize::try_from(size).unwrap_or(1).max(1)) {
        let others = filled(text, size, narrower);
        if others.len() > lines.len() {
            break;
        }
        lines = others;
    }
    lines
}

/// A text in lines, each filled as far as it goes.
fn filled(text: &str, size: i32, limit: i32) -> Vec<String> {
    let most = usize::try_from(limit * 10 / (NARROW * size)).unwrap_or(1).max(1);
    let mut lines = vec![String::new()];
    let mut used = 0;
    for word in words(text, most) {
        let wide = width(word, size);
        let closes = used <= limit && word.chars().all(|c| CLOSING.contains(c));
        match lines.last_mut() {
            Some(line) if used + wide <= limit || closes => line.push_str(word),
            _ => {
                lines.push(word.trim_start().to_owned());
                used = 0;
            }
        }
        used += wide;
    }
    lines.retain(|line| !line.trim().is_empty());
    lines
}

/// Runs of at most so many narrow characters without a blank, blanks, and every wide character by itself.
fn words(text: &str, most: usize) -> impl Iterator<Item = &str> {
    let run = |c: &char| tenths(*c) < 10 && !c.is_whitespace() && !CLOSING.contains(*c);
    let mut rest = text;
    std::iter::from_fn(move || {
        let first = rest.chars().next()?;
        let length = rest.chars().take(most).take_while(run).map(char::len_utf8).sum::<usize>();
        let (word, left) = rest.split_at(length.max(first.len_utf8()));
        rest = left;
        Some(word)
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_chinese_character_is_one_em_and_words_stay_whole() {
        assert_eq!((width("受理", 15), width("AB", 15)), (30, 18));
        assert_eq!(wrap("告知不予受理，并说明理由", 15, 90), ["告知不予受理，", "并说明理由"]);
        assert_eq!(wrap("政务服务中心综合窗口", 10, 95), ["政务服务中", "心综合窗口"]);
        assert_eq!(filled("拨打12345热线", 10, 50), ["拨打12345", "热线"]);
        assert_eq!(filled("通过 12345 热线", 10, 50), ["通过 ", "12345 热", "线"]);
    }

    proptest! {
        #[test]
        fn nothing_but_blanks_is_lost(text in "[\\PC　a-z，]{0,40}", limit in 10..200) {
            let seen = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
            prop_assert_eq!(seen(&wrap(&text, 15, limit).concat()), seen(&text));
        }
    }
}
