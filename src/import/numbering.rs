//! Numbers that a program sets before paragraphs by itself, and that stand nowhere in the text.
//!
//! In: the levels of each list, and its items in order. Out: the number before each item as it is seen (`一、`, `（二）`, `3.`),
//! or that it is an item of a plain list.

use super::model::{Line, begin, is_blank, prefix};
use super::report::{News, Report};
use crate::attachment::Part;
use crate::markdown::numbered;
use crate::say;
use std::collections::BTreeMap;

/// Whether a text is a number before a text, and nothing else: 一、 （二） 3.
pub(super) fn is_number(text: &str) -> bool {
    text.ends_with(['、', '.', '．', '）', ')']) && numbered(text).is_some()
}

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Format {
    /// A sign that does not count.
    Bullet,
    /// No number at all.
    None,
    Digits,
    /// 一, 二, 三.
    Han,
    /// ①, ②, ③.
    Circled,
    LowerLetter,
    UpperLetter,
    LowerRoman,
    UpperRoman,
}

/// One level of a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Level {
    pub(super) format: Format,
    /// What is seen, with `%1` for the number of the first level, and so on.
    pub(super) text: String,
    pub(super) start: u32,
}

/// What stands before an item.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Label {
    /// A sign: an item of a list without numbers.
    Bullet,
    /// A plain number: an item of a list with numbers.
    Number(u32),
    /// Words that belong to the text.
    Words(String),
}

impl Label {
    /// Writes a number that the program sets itself before the text, which is told.
    pub(super) fn write(self, line: &mut Line, at: &Part, report: &mut Report) {
        let words = match self {
            Self::Bullet => return,
            Self::Number(number) => format!("{number}. "),
            Self::Words(words) => words,
        };
        let what = say!("自动编号写成了文字", "a number that the program sets by itself became a part of the text");
        report.tell(News::Mended, at, what, &format!("{words}{}", begin(line)));
        prefix(line, words);
    }

    /// Writes it in a cell of a table, where Markdown has no lists. A blank paragraph shows its number, too, as in a column of
    /// numbers.
    pub(super) fn write_in_cell(self, line: &mut Line, at: &Part, report: &mut Report) {
        let label = match self {
            Self::Number(number) if is_blank(line) => Self::Words(number.to_string()),
            Self::Bullet if !is_blank(line) => Self::Words("• ".to_owned()),
            label => label,
        };
        label.write(line, at, report);
    }
}

/// Lists, and how far each has counted.
#[derive(Debug, Default)]
pub(super) struct Counter {
    /// By the id that paragraphs name: what counts together, and its levels.
    lists: BTreeMap<String, (String, Vec<Level>)>,
    counts: BTreeMap<String, Vec<Option<u32>>>,
}

impl Counter {
    /// Adds a list; those with one `count` go on with each other's numbers.
    pub(super) fn add(&mut self, id: &str, count: String, levels: Vec<Level>) {
        self.lists.insert(id.to_owned(), (count, levels));
    }

    /// Counts a list from its beginning again.
    pub(super) fn restart(&mut self, id: &str) {
        if let Some((count, _)) = self.lists.get(id) {
            self.counts.remove(count);
        }
    }

    /// Gives the next item of a level a number.
    pub(super) fn set(&mut self, id: &str, depth: usize, number: u32) {
        if let Some((count, _)) = self.lists.get(id) {
            let counts = self.counts.entry(count.clone()).or_default();
            counts.resize(counts.len().max(depth + 1), None);
            counts[depth] = Some(number.wrapping_sub(1));
        }
    }

    /// The label of the next item; nothing where there is none.
    pub(super) fn next(&mut self, id: &str, depth: usize) -> Option<Label> {
        let (count, levels) = self.lists.get(id)?;
        let level = levels.get(depth)?;
        let counts = self.counts.entry(count.clone()).or_default();
        counts.resize(counts.len().max(depth + 1), None);
        let number = counts[depth].map_or(level.start, |last| last.wrapping_add(1));
        counts[depth] = Some(number);
        counts.truncate(depth + 1);
        match level.format {
            Format::None if !level.text.contains('%') && level.text.is_empty() => None,
            Format::Bullet => Some(Label::Bullet),
            Format::Digits if is_plain(&level.text, depth) => Some(Label::Number(number)),
            _ => Some(Label::Words(written(levels, counts, &level.text))),
        }
    }
}

/// Whether what is seen is a number and a dot, as a list of Markdown has it.
fn is_plain(text: &str, depth: usize) -> bool {
    let sign = format!("%{}", depth + 1);
    text.strip_prefix(&sign).is_some_and(|rest| matches!(rest.trim(), "." | "．" | ")" | ""))
}

fn written(levels: &[Level], counts: &[Option<u32>], text: &str) -> String {
    let mut seen = text.to_owned();
    for (at, level) in levels.iter().enumerate().take(9) {
        let number = counts.get(at).copied().flatten().unwrap_or(level.start);
        seen = seen.replace(&format!("%{}", at + 1), &level.format.written(number));
    }
    seen
}

impl Format {
    /// By the word of WordprocessingML (ST_NumberFormat).
    pub(super) fn of_word(word: &str) -> Self {
        match word {
            "bullet" => Self::Bullet,
            "none" => Self::None,
            "lowerLetter" => Self::LowerLetter,
            "upperLetter" => Self::UpperLetter,
            "lowerRoman" => Self::LowerRoman,
            "upperRoman" => Self::UpperRoman,
            "decimalEnclosedCircle" | "decimalEnclosedCircleChinese" => Self::Circled,
            word if ["chinese", "ideograph", "japanese", "taiwanese"].iter().any(|begin| word.starts_with(begin)) => {
                Self::Han
            }
            _ => Self::Digits,
        }
    }

    /// By the sample of OpenDocument (style:num-format).
    pub(super) fn of_open_document(sample: &str) -> Self {
        match sample.chars().next() {
            None => Self::None,
            Some('一' | '壹') => Self::Han,
            Some('①') => Self::Circled,
            Some('a') => Self::LowerLetter,
            Some('A') => Self::UpperLetter,
            Some('i') => Self::LowerRoman,
            Some('I') => Self::UpperRoman,
            _ => Self::Digits,
        }
    }

    /// A number, written so.
    pub(super) fn written(self, number: u32) -> String {
        match self {
            Self::Bullet | Self::None => String::new(),
            Self::Digits => number.to_string(),
            Self::Han => han(number),
            Self::Circled => match number {
                1..=20 => char::from_u32(0x245f + number).map_or_else(|| number.to_string(), String::from),
                _ => format!("({number})"),
            },
            Self::LowerLetter => letters(number),
            Self::UpperLetter => letters(number).to_uppercase(),
            Self::LowerRoman => roman(number),
            Self::UpperRoman => roman(number).to_uppercase(),
        }
    }
}

/// A number up to 9999 in Chinese characters: 十二, 一百零三.
fn han(number: u32) -> String {
    const DIGITS: [&str; 10] = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九"];
    if !(1..10_000).contains(&number) {
        return number.to_string();
    }
    let mut written = String::new();
    for (unit, word) in [(1000, "千"), (100, "百"), (10, "十"), (1, "")] {
        let digit = number / unit % 10;
        if digit > 0 {
            written += DIGITS[digit as usize];
            written += word;
        } else if !written.is_empty() && !number.is_multiple_of(unit) && !written.ends_with('零') {
            written += "零";
        }
    }
    written.strip_prefix('一').filter(|rest| rest.starts_with('十')).unwrap_or(&written).to_owned()
}

/// a to z, then aa to zz.
fn letters(number: u32) -> String {
    let letter = char::from(b'a' + u8::try_from(number.saturating_sub(1) % 26).unwrap_or_default());
    let times = number.saturating_sub(1) / 26 + 1;
    String::from(letter).repeat(times.min(3) as usize)
}

fn roman(number: u32) -> String {
    const SIGNS: [(u32, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let mut left = number.min(3999);
    let mut written = String::new();
    for (value, sign) in SIGNS {
        while left >= value {
            written += sign;
            left -= value;
        }
    }
    written
}

#[cfg(test)]
mod tests {
    use super::*;

    fn level(format: Format, text: &str) -> Level {
        Level { format, text: text.to_owned(), start: 1 }
    }

    #[test]
    fn numbers_are_seen_as_the_program_sets_them() {
        let mut counter = Counter::default();
        let levels = vec![level(Format::Han, "%1、"), level(Format::Han, "（%2）"), level(Format::Digits, "%3.")];
        counter.add("1", "1".into(), levels);
        let mut seen = |depth| counter.next("1", depth).unwrap();
        assert_eq!([seen(0), seen(1), seen(1)], ["一、", "（一）", "（二）"].map(|text| Label::Words(text.into())));
        assert_eq!([seen(2), seen(2)], [1, 2].map(Label::Number));
        assert_eq!([seen(0), seen(1)], ["二、", "（一）"].map(|text| Label::Words(text.into())));
    }

    #[test]
    fn every_way_of_writing_is_known() {
        for (number, written) in
            [(1, "一"), (10, "十"), (12, "十二"), (20, "二十"), (103, "一百零三"), (1010, "一千零一十")]
        {
            assert_eq!(han(number), written);
        }
        assert_eq!(
            [Format::Circled.written(3), Format::UpperLetter.written(28), Format::LowerRoman.written(14)],
            ["③", "BB", "xiv"]
        );
    }
}
