//! Numbers in running text.
//!
//! Where the code begins cannot be seen in Chinese text (`根据启政发〔2024〕1号`), so a mention gives
//! every number it could be, and the caller, who knows the documents, picks the one that exists.
//! Each bracket is looked at once and at most fourteen characters back: linear on any text.

use std::ops::{Range, RangeInclusive};

use crate::law::character::{digit, is_digit, is_han};
use crate::law::doc_number::{DocNumber, YEARS};

/// The most characters of a code.
const LONGEST_CODE: usize = 14;
/// The fewest characters of a code.
const SHORTEST_CODE: usize = 2;
/// Brackets before the year; round ones are too common in text to mean a number.
const OPENING: [char; 3] = ['〔', '[', '［'];
/// Brackets after the year.
const CLOSING: [char; 3] = ['〕', ']', '］'];
/// Spaces that printing leaves around digits.
const SPACES: [char; 4] = [' ', '\t', '\u{A0}', '\u{3000}'];

/// A place in running text that reads as a 发文字号.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The Chinese characters before the bracket, up to fourteen; some suffix of them is the code.
    pub run: Range<usize>,
    /// From the bracket to after the 号.
    pub rest: Range<usize>,
    /// The year between the brackets.
    pub year: u16,
    /// The serial.
    pub serial: u32,
}

/// Every place in a text that reads as a 发文字号, in order; they do not overlap.
pub fn mentions(text: &str) -> impl Iterator<Item = Mention> {
    let mut floor = 0;
    text.match_indices(OPENING).filter_map(move |(at, _)| {
        let mention = Mention::at(text, floor..at)?;
        floor = mention.rest.end;
        Some(mention)
    })
}

impl Mention {
    /// Where the code may begin, and the number that it then is: the longest code first. `text` is
    /// the text that the mention was found in.
    pub fn candidates(&self, text: &str) -> impl Iterator<Item = (usize, DocNumber)> {
        let run = text.get(self.run.clone()).filter(|run| run.chars().all(is_han)).unwrap_or_default();
        let longest = run.chars().count();
        let (start, year, serial) = (self.run.start, self.year, self.serial);
        run.char_indices()
            .take((longest + 1).saturating_sub(SHORTEST_CODE))
            .map(move |(at, _)| (start + at, DocNumber { code: run[at..].to_owned(), year: Some(year), serial }))
    }

    /// The mention whose bracket stands where `before` ends, its code not before where it begins.
    fn at(text: &str, before: Range<usize>) -> Option<Mention> {
        let run = before.end - code_run(&text[before.clone()])?..before.end;
        let mut cursor = Cursor(&text[before.end..]);
        cursor.one_of(&OPENING)?;
        let year = cursor.number(4..=4)?;
        cursor.one_of(&CLOSING)?;
        let serial = cursor.number(1..=5)?;
        cursor.one_of(&['号'])?;
        let year = u16::try_from(year).ok().filter(|year| YEARS.contains(year))?;
        Some(Mention { run, rest: before.end..text.len() - cursor.0.len(), year, serial })
    }
}

/// How many bytes of Chinese characters stand at the end, no more than a code has; none if too few.
fn code_run(text: &str) -> Option<usize> {
    let lengths = text.chars().rev().take_while(|&c| is_han(c)).take(LONGEST_CODE).map(char::len_utf8);
    let (count, bytes) = lengths.fold((0, 0), |(count, bytes), length| (count + 1, bytes + length));
    (count >= SHORTEST_CODE).then_some(bytes)
}

/// What is still to be read. Spaces are passed over, line ends are not.
struct Cursor<'a>(&'a str);

impl Cursor<'_> {
    fn one_of(&mut self, wanted: &[char]) -> Option<()> {
        self.0 = self.0.trim_start_matches(SPACES).strip_prefix(wanted)?;
        Some(())
    }

    /// A number of so many digits that does not begin with 0.
    fn number(&mut self, length: RangeInclusive<usize>) -> Option<u32> {
        let text = self.0.trim_start_matches(SPACES);
        let digits: Vec<u32> = text.chars().map_while(digit).take(length.end() + 1).collect();
        self.0 = text.trim_start_matches(is_digit);
        let sound = length.contains(&digits.len()) && digits[0] != 0;
        sound.then(|| digits.iter().fold(0, |value, digit| value * 10 + digit))
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::doc_number::mentions;

    fn found(text: &str) -> Vec<&str> {
        mentions(text).map(|mention| &text[mention.run.start..mention.rest.end]).collect()
    }

    #[test]
    fn numbers_are_found_as_reports_print_them() {
        let text = "有关工作的通告》（苏政传发〔2024〕136 号）和（通政传发〔2024〕43　号）、启政发[２０24]1号";
        assert_eq!(found(text), ["苏政传发〔2024〕136 号", "通政传发〔2024〕43　号", "启政发[２０24]1号"]);
    }

    #[test]
    fn what_only_looks_like_one_is_passed_over() {
        for text in [
            "见〔2024〕1号",
            "x〔2024〕1号",
            "启政发〔2024〕01号",
            "启政发〔24〕1号",
            "启政发（2024）1号",
            "启政发〔2024〕第1号",
            "启政发〔2024〕123456号",
            "启政发〔2024〕\n1号",
            "启政发〔1899〕1号",
            "启政发〔2024",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn every_code_it_could_be_is_given_longest_first() {
        let text = "根据启政发〔2024〕1号";
        let mention = mentions(text).next().expect("a mention");
        let candidates: Vec<_> = mention.candidates(text).map(|(start, number)| (start, number.to_string())).collect();
        let number = |at: usize| (at, text[at..].to_owned());
        assert_eq!(candidates, [number(0), number(3), number(6), number(9)]);
    }

    #[test]
    fn a_code_is_not_looked_for_in_the_number_before() {
        let text = "启政发〔2024〕1号启政办发〔2024〕2号";
        let runs: Vec<_> = mentions(text).map(|mention| &text[mention.run]).collect();
        assert_eq!(runs, ["启政发", "启政办发"]);
    }

    #[test]
    fn hostile_text_takes_no_longer() {
        let text = "启政发〔2024".repeat(50_000) + &"〔 ".repeat(200_000) + &" ".repeat(200_000);
        assert_eq!(mentions(&text).count(), 0);
    }

    proptest! {
        #[test]
        fn any_text_is_searched(text in "\\PC{0,40}|[启发〔〕\\[号0-9 ]{0,40}") {
            for mention in mentions(&text) {
                prop_assert!(text[mention.rest.clone()].ends_with('号'));
                for (start, number) in mention.candidates(&text) {
                    prop_assert!(text[start..].starts_with(number.code()));
                }
            }
        }

        #[test]
        fn a_number_in_a_sentence_is_found(code in "[一-龥]{2,8}", year in 1900u16..2100, serial in 1u32..100_000) {
            let text = format!("……依《{code}〔{year}〕{serial}号》办理");
            let mention = mentions(&text).next().expect("a mention");
            prop_assert_eq!((mention.year, mention.serial), (year, serial));
            prop_assert_eq!(&text[mention.run], code);
        }
    }
}
