//! Elements of a picture, written one after the other.

use super::FONT;
use crate::portal::xml::escape;
use std::fmt::{self, Write as _};

/// A picture as far as it is drawn.
#[derive(Debug, Default)]
pub(super) struct Svg {
    elements: String,
    /// How far down it goes.
    height: i64,
}

/// At which end of a text its place is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Anchor {
    Start,
    Middle,
    End,
}

/// A length in tenths of a pixel, written in pixels.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tenths(pub(super) i64);

impl fmt::Display for Tenths {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (sign, size) = (if self.0 < 0 { "-" } else { "" }, self.0.unsigned_abs());
        match size % 10 {
            0 => write!(f, "{sign}{}", size / 10),
            tenth => write!(f, "{sign}{}.{tenth}", size / 10),
        }
    }
}

impl Anchor {
    fn attribute(self) -> &'static str {
        match self {
            Self::Start => "",
            Self::Middle => " text-anchor=\"middle\"",
            Self::End => " text-anchor=\"end\"",
        }
    }
}

impl Svg {
    /// Adds elements as they are written.
    pub(super) fn raw(&mut self, elements: fmt::Arguments<'_>) {
        self.elements.write_fmt(elements).expect("writing to a string cannot fail");
    }

    /// Adds a line of text, which stands on `y`.
    pub(super) fn text(&mut self, class: &str, (x, y): (i64, i64), anchor: Anchor, text: &str) {
        let (x, y, anchor, text) = (Tenths(x), Tenths(y), anchor.attribute(), escape(text));
        self.raw(format_args!("<text class=\"{class}\" x=\"{x}\" y=\"{y}\"{anchor}>{text}</text>\n"));
    }

    /// Adds a straight line.
    pub(super) fn line(&mut self, class: &str, (x1, y1): (i64, i64), (x2, y2): (i64, i64)) {
        let [x1, y1, x2, y2] = [x1, y1, x2, y2].map(Tenths);
        self.raw(format_args!("<path class=\"{class}\" d=\"M{x1} {y1}L{x2} {y2}\" stroke=\"currentColor\"/>\n"));
    }

    /// It goes down to here.
    pub(super) fn reach(&mut self, height: i64) {
        self.height = self.height.max(height);
    }

    /// The whole picture, with its names for those who do not see it.
    pub(super) fn finish(self, width: i64, title: &str, description: &str) -> String {
        let (width, height) = (Tenths(width), Tenths(self.height));
        let (title, description, elements, font) = (escape(title), escape(description), self.elements, Tenths(FONT));
        format!(
            "<svg class=\"chart\" role=\"img\" aria-labelledby=\"chart-title chart-desc\" viewBox=\"0 0 {width} {height}\" \
             width=\"{width}\" height=\"{height}\" font-family=\"inherit\" font-size=\"{font}\" fill=\"currentColor\">\n\
             <title id=\"chart-title\">{title}</title>\n<desc id=\"chart-desc\">{description}</desc>\n{elements}</svg>"
        )
    }
}

/// How wide a text is printed, in tenths of a pixel: Chinese characters are as wide as they are high, others about half.
pub(super) fn width(text: &str) -> i64 {
    text.chars().map(advance).sum()
}

fn advance(character: char) -> i64 {
    if character.is_ascii() { FONT * 3 / 5 } else { FONT }
}

/// A text in lines that are no wider than this; each has a character at the least.
pub(super) fn wrapped(text: &str, widest: i64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut room = widest;
    for character in text.chars() {
        room -= advance(character);
        match lines.last_mut().filter(|line| room >= 0 || line.is_empty()) {
            Some(line) => line.push(character),
            None => {
                lines.push(character.to_string());
                room = widest - advance(character);
            }
        }
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn lengths_are_written_short() {
        assert_eq!([0, 5, 130, -15].map(|tenths| Tenths(tenths).to_string()), ["0", "0.5", "13", "-1.5"]);
    }

    proptest! {
        #[test]
        fn wrapping_loses_nothing_and_fits(text in "\\PC{0,60}", widest in FONT..9000) {
            let lines = wrapped(&text, widest);
            prop_assert_eq!(lines.concat(), text);
            prop_assert!(lines.iter().all(|line| width(line) <= widest));
        }
    }
}
