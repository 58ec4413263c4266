//! What an author wrote as a 发文字号, read.
//!
//! The two forms are tried on the glyphs of the text. Reading goes on after a fault, so that the
//! suggestion mends all of them at once; the first in the text is the one that is told.

use std::ops::Range;

use crate::law::character::{is_digit, is_han};
use crate::law::doc_number::glyph::{Glyph, Mend, glyphs, span, text};
use crate::law::doc_number::{DocNumber, Fault, FaultKind, YEARS};

/// The length of a 机关代字, in characters.
pub(super) const CODE_LENGTH: Range<usize> = 2..15;
/// The length of an order's name with its 令: `中华人民共和国…部令` is longer than any 代字.
pub(super) const ORDER_LENGTH: Range<usize> = 2..31;
/// The most digits a serial has.
pub(super) const SERIAL_DIGITS: usize = 5;

/// A number, and what had to be mended to read it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Parsed {
    /// The number as it was meant.
    pub number: DocNumber,
    /// The look-alikes, in the order of the text. Each is worth a warning.
    pub mended: Vec<Mend>,
}

impl DocNumber {
    /// Reads a number. Look-alikes are mended and told; anything else that differs is a fault.
    ///
    /// # Errors
    /// The first [`Fault`] in the order of the text.
    pub fn parse(text: &str) -> Result<Parsed, Fault> {
        let (glyphs, mended) = glyphs(text);
        let mut reader = Reader { rest: &glyphs, whole: 0..text.len(), faults: Vec::new() };
        let number = reader.number();
        match (reader.faults.into_iter().next(), number) {
            (None, Some(number)) => Ok(Parsed { number, mended }),
            (Some((kind, range)), number) => {
                Err(Fault { kind, range, suggestion: number.map(|number| number.to_string()) })
            }
            (None, None) => Err(Fault { kind: FaultKind::NoSuchForm, range: 0..text.len(), suggestion: None }),
        }
    }
}

/// Goes through the glyphs once and collects the faults on its way.
struct Reader<'a> {
    rest: &'a [Glyph],
    whole: Range<usize>,
    faults: Vec<(FaultKind, Range<usize>)>,
}

impl<'a> Reader<'a> {
    /// The number that was meant, even beside a fault; none if a part cannot be worked out.
    fn number(&mut self) -> Option<DocNumber> {
        let head = self.take_while(|c| c != '〔' && !c.is_ascii_digit());
        if self.skip('〔').is_some() { self.ordinary(head) } else { self.order(head) }
    }

    /// The rest of `启政发〔2024〕1号`, after the first bracket.
    fn ordinary(&mut self, code: &[Glyph]) -> Option<DocNumber> {
        let code = self.code(code, &CODE_LENGTH);
        let year = self.take_while(|c| c != '〕');
        self.skip('〕')?;
        let year = self.year(year);
        if let Some(ordinal) = self.skip('第') {
            self.fault(FaultKind::Ordinal, ordinal);
        }
        let serial = self.serial();
        self.ending();
        Some(DocNumber { code: code?, year: Some(year?), serial: serial? })
    }

    /// The rest of `省政府令第158号`, from its first digit.
    fn order(&mut self, head: &[Glyph]) -> Option<DocNumber> {
        let (name, ordinal) = match head {
            [name @ .., last] if last.meant == '第' => (name, true),
            _ => (head, false),
        };
        let named = name.last().is_some_and(|glyph| glyph.meant == '令');
        match (named, self.tail().as_str()) {
            (false, "号令") => self.reversed_order(name),
            (true, _) if !self.rest.is_empty() => {
                let code = self.code(name, &ORDER_LENGTH);
                if !ordinal {
                    self.fault(FaultKind::MissingOrdinal, None);
                }
                let serial = self.serial();
                self.ending();
                Some(DocNumber { code: code?, year: None, serial: serial? })
            }
            _ => None,
        }
    }

    /// `省政府第158号令`: common, and no form of the grammar.
    fn reversed_order(&mut self, name: &[Glyph]) -> Option<DocNumber> {
        self.fault(FaultKind::OrderReversed, None);
        let code = self.code(name, &ORDER_LENGTH)? + "令";
        Some(DocNumber { code, year: None, serial: self.serial()? })
    }

    /// What follows the digits that come next.
    fn tail(&self) -> String {
        let after = self.rest.iter().map(|glyph| glyph.meant).skip_while(char::is_ascii_digit);
        after.take(3).collect()
    }

    fn code(&mut self, glyphs: &[Glyph], length: &Range<usize>) -> Option<String> {
        if length.contains(&glyphs.len()) && glyphs.iter().all(|glyph| is_han(glyph.meant)) {
            return Some(text(glyphs));
        }
        self.fault(FaultKind::BadCode, span(glyphs));
        None
    }

    /// The year between the brackets; of two digits, the century that a document is likely to be of.
    fn year(&mut self, glyphs: &[Glyph]) -> Option<u16> {
        let digits = text(glyphs);
        let year = digits.parse::<u16>().ok().filter(|_| digits.chars().all(is_digit));
        let (kind, meant) = match (digits.len(), year) {
            (4, Some(year)) if YEARS.contains(&year) => return Some(year),
            (4, Some(_)) => (FaultKind::YearOutOfRange, None),
            (2, Some(year @ 50..)) => (FaultKind::TwoDigitYear, Some(1900 + year)),
            (2, Some(year)) => (FaultKind::TwoDigitYear, Some(2000 + year)),
            _ => (FaultKind::BadYear, None),
        };
        self.fault(kind, span(glyphs));
        meant
    }

    fn serial(&mut self) -> Option<u32> {
        let glyphs = self.take_while(is_digit);
        let digits = text(glyphs);
        let significant = digits.trim_start_matches('0');
        if digits.is_empty() {
            self.fault(FaultKind::MissingSerial, None);
        } else if significant.len() < digits.len() {
            self.fault(FaultKind::LeadingZero, span(glyphs));
        } else if significant.len() > SERIAL_DIGITS {
            self.fault(FaultKind::SerialTooLong, span(glyphs));
        }
        significant.parse().ok().filter(|_| significant.len() <= SERIAL_DIGITS)
    }

    fn ending(&mut self) {
        if self.skip('号').is_none() {
            self.fault(FaultKind::MissingEnding, span(self.rest));
        } else if let Some(range) = span(self.rest) {
            self.fault(FaultKind::Trailing, range);
        }
    }

    /// Notes a fault; one that has no glyphs of its own is about the whole text.
    fn fault(&mut self, kind: FaultKind, range: impl Into<Option<Range<usize>>>) {
        let range = range.into().unwrap_or_else(|| self.whole.clone());
        self.faults.push((kind, range));
    }

    fn take_while(&mut self, wanted: impl Fn(char) -> bool) -> &'a [Glyph] {
        let end = self.rest.iter().position(|glyph| !wanted(glyph.meant));
        let (taken, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        taken
    }

    /// Passes over one character, if it comes next, and tells where it stood.
    fn skip(&mut self, wanted: char) -> Option<Range<usize>> {
        let (first, rest) = self.rest.split_first()?;
        (first.meant == wanted).then(|| {
            self.rest = rest;
            first.range.clone()
        })
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::doc_number::{DocNumber, Fault, FaultKind, MendKind};

    fn fault(text: &str) -> (FaultKind, &str, Option<String>) {
        let Fault { kind, range, suggestion } = DocNumber::parse(text).expect_err("a fault");
        (kind, &text[range], suggestion)
    }

    #[test]
    fn the_canonical_form_needs_no_mending() {
        for text in ["启政发〔2024〕1号", "海政办发〔2025〕11号", "省政府令第158号", "国务院令第713号"]
        {
            let parsed = DocNumber::parse(text).expect("a sound number");
            assert_eq!(parsed.number.to_string(), text);
            assert!(parsed.mended.is_empty());
        }
    }

    #[test]
    fn look_alikes_are_read_as_what_they_mean() {
        for text in [
            "启政发[2024]1号",
            "启政发［2024］1号",
            "启政发(2024)1号",
            "启政发（2024）1号",
            "启政发【2024】1号",
            "启政发〈2024〉1号",
            "启政发〔２０２４〕１号",
            " 启政发 〔2024〕 1 号　",
        ] {
            let parsed = DocNumber::parse(text).expect("a mended number");
            assert_eq!(parsed.number.to_string(), "启政发〔2024〕1号");
            assert!(!parsed.mended.is_empty(), "{text}");
        }
    }

    #[test]
    fn mends_are_told_with_their_places() {
        let text = "启政发[２０24]  1号";
        let mended = DocNumber::parse(text).expect("a mended number").mended;
        let told: Vec<_> = mended.into_iter().map(|mend| (mend.kind, &text[mend.range])).collect();
        assert_eq!(
            told,
            [
                (MendKind::Bracket, "["),
                (MendKind::FullWidthDigit, "２０"),
                (MendKind::Bracket, "]"),
                (MendKind::Space, "  "),
            ]
        );
    }

    #[test]
    fn a_fault_comes_with_the_number_to_write() {
        let right = || Some("启政发〔2024〕1号".to_owned());
        assert_eq!(fault("启政发[2024]01号"), (FaultKind::LeadingZero, "01", right()));
        assert_eq!(fault("启政发〔2024〕第1号"), (FaultKind::Ordinal, "第", right()));
        assert_eq!(fault("启政发〔24〕第01号文"), (FaultKind::TwoDigitYear, "24", right()));
        assert_eq!(fault("启政发〔2024〕1"), (FaultKind::MissingEnding, "启政发〔2024〕1", right()));
        assert_eq!(fault("启政发〔2024〕1号文件"), (FaultKind::Trailing, "文件", right()));
        assert_eq!(fault("启政发〔98〕1号").2.as_deref(), Some("启政发〔1998〕1号"));
    }

    #[test]
    fn what_cannot_be_worked_out_has_no_suggestion() {
        assert_eq!(fault("启政发〔2024〕号"), (FaultKind::MissingSerial, "启政发〔2024〕号", None));
        assert_eq!(fault("启政发〔2024〕0号"), (FaultKind::LeadingZero, "0", None));
        assert_eq!(fault("启政发〔2024〕123456号"), (FaultKind::SerialTooLong, "123456", None));
        assert_eq!(fault("启政发〔2124〕1号"), (FaultKind::YearOutOfRange, "2124", None));
        assert_eq!(fault("启政发〔2024年〕1号"), (FaultKind::BadYear, "2024年", None));
        assert_eq!(fault("启政发〔〕1号"), (FaultKind::BadYear, "启政发〔〕1号", None));
        assert_eq!(fault("发〔2024〕1号"), (FaultKind::BadCode, "发", None));
        assert_eq!(fault("QZF〔2024〕1号"), (FaultKind::BadCode, "QZF", None));
        for text in ["", "启政发", "启政发2024年1号", "启政发〔2024 1号", "省政府令", "第1号"] {
            assert_eq!(fault(text), (FaultKind::NoSuchForm, text, None));
        }
    }

    #[test]
    fn orders_have_their_own_slips() {
        let right = || Some("省政府令第158号".to_owned());
        assert_eq!(fault("省政府令158号"), (FaultKind::MissingOrdinal, "省政府令158号", right()));
        assert_eq!(fault("省政府第158号令"), (FaultKind::OrderReversed, "省政府第158号令", right()));
        assert_eq!(fault("省政府令第0158号"), (FaultKind::LeadingZero, "0158", right()));
        let spaced = DocNumber::parse("省政府令第 １５８ 号").expect("a mended order");
        assert_eq!(spaced.number.to_string(), "省政府令第158号");
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,40}|[启发令第号〔〕\\[\\]0-9０-９ ]{0,20}") {
            match DocNumber::parse(&text) {
                Ok(parsed) => for mend in parsed.mended {
                    prop_assert!(text.get(mend.range).is_some());
                },
                Err(fault) => {
                    prop_assert!(text.get(fault.range).is_some());
                    if let Some(suggestion) = fault.suggestion {
                        let parsed = DocNumber::parse(&suggestion).expect("a suggestion is sound");
                        prop_assert!(parsed.mended.is_empty());
                    }
                }
            }
        }

        #[test]
        fn what_is_shown_is_read_again(code in "[一-龥]{2,14}", year in 1900u16..2100, serial in 1u32..100_000) {
            let text = format!("{code}〔{year}〕{serial}号");
            let number = DocNumber::parse(&text).expect("a sound number").number;
            prop_assert_eq!((number.code(), number.year(), number.serial()), (&*code, Some(year), serial));
            prop_assert_eq!(number.to_string(), text);
        }
    }
}
