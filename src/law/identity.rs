//! 公民身份号码 (GB 11643-1999): found in text, and masked in what is shown.
//!
//! A number is eighteen characters with a division, a date of birth and a check digit that are all
//! sound, and it is no part of a longer run of digits or letters. Digits may be full-width, with a
//! space or hyphen between any two. What is masked already is not found. Linear on any text.

use std::borrow::Cow;
use std::ops::Range;

use jiff::civil::Date;

use crate::law::character::{digit, half_width, is_digit};

/// How many characters a number has.
const LENGTH: usize = 18;
/// How many characters a mask leaves at the front: province and city.
const SHOWN_FIRST: usize = 4;
/// How many characters a mask leaves at the end.
const SHOWN_LAST: usize = 2;
/// GB 11643-1999, 3.2.3.
const WEIGHTS: [u32; LENGTH] = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2, 1];

/// The byte range of every identity number in a text, in order; they do not overlap.
pub fn find(text: &str) -> impl Iterator<Item = Range<usize>> {
    found(text).map(|number| number.range())
}

/// The text with every identity number masked: the first four and the last two characters stay.
/// Each mask is as wide, and as many bytes long, as what it hides, so that ranges keep their meaning.
pub fn mask(text: &str) -> Cow<'_, str> {
    let mut masked = String::new();
    let mut shown = 0;
    for place in found(text).flat_map(|number| number.0.into_iter().take(LENGTH - SHOWN_LAST).skip(SHOWN_FIRST)) {
        masked.push_str(&text[shown..place.at]);
        masked.push(if place.c.is_ascii() { '*' } else { '＊' });
        shown = place.at + place.c.len_utf8();
    }
    if shown == 0 { Cow::Borrowed(text) } else { Cow::Owned(masked + &text[shown..]) }
}

/// A character and where it stands.
#[derive(Clone, Copy)]
struct Place {
    at: usize,
    c: char,
}

/// The eighteen characters of a number, without what parts them.
struct Number([Place; LENGTH]);

impl Number {
    /// The number that begins here, if there is one and nothing runs on after it.
    fn at(text: &str, start: usize) -> Option<Number> {
        let mut places = [Place { at: start, c: ' ' }; LENGTH];
        let mut filled = 0;
        let mut parted = true;
        let mut rest = text[start..].char_indices();
        while filled < LENGTH {
            let (offset, c) = rest.next()?;
            if is_digit(c) || filled == LENGTH - 1 && is_x(c) {
                places[filled] = Place { at: start + offset, c };
                filled += 1;
                parted = false;
            } else if is_parting(c) && !parted {
                parted = true;
            } else {
                return None;
            }
        }
        let ends = !rest.next().is_some_and(|(_, c)| runs_on(c));
        Some(Number(places)).filter(|number| ends && number.is_sound())
    }

    fn range(&self) -> Range<usize> {
        let [first, .., last] = self.0;
        first.at..last.at + last.c.len_utf8()
    }

    fn is_sound(&self) -> bool {
        let values = self.0.map(|place| digit(place.c).unwrap_or(10));
        let sum: u32 = values.iter().zip(WEIGHTS).map(|(value, weight)| value * weight).sum();
        is_province(number(&values[..2])) && birth(&values[6..14]).is_some() && sum % 11 == 1
    }
}

/// Every number in a text, in order.
fn found(text: &str) -> impl Iterator<Item = Number> {
    let mut before = None;
    let mut next = 0;
    text.char_indices().filter_map(move |(at, c)| {
        let free = !before.replace(c).is_some_and(runs_on);
        let number = (at >= next && free && is_digit(c)).then(|| Number::at(text, at))??;
        next = number.range().end;
        Some(number)
    })
}

/// Whether a character beside a number makes it part of something longer, or of a mask.
fn runs_on(c: char) -> bool {
    let c = half_width(c);
    c.is_ascii_alphanumeric() || c == '*'
}

fn is_x(c: char) -> bool {
    matches!(half_width(c), 'X' | 'x')
}

fn is_parting(c: char) -> bool {
    matches!(c, ' ' | '\u{A0}' | '\u{3000}' | '-' | '－' | '–' | '—')
}

/// The first two digits of divisions (GB/T 2260); 91 is for foreigners with permanent residence.
fn is_province(code: u32) -> bool {
    matches!(code, 11..=15 | 21..=23 | 31..=37 | 41..=46 | 50..=54 | 61..=65 | 71 | 81..=83 | 91)
}

/// The day between 1800 and 2099 that eight digits are.
fn birth(digits: &[u32]) -> Option<Date> {
    let year = i16::try_from(number(&digits[..4])).ok().filter(|year| (1800..2100).contains(year))?;
    let month = i8::try_from(number(&digits[4..6])).ok()?;
    let day = i8::try_from(number(&digits[6..])).ok()?;
    Date::new(year, month, day).ok()
}

fn number(digits: &[u32]) -> u32 {
    digits.iter().fold(0, |value, digit| value * 10 + digit)
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use proptest::prelude::*;

    use crate::law::identity::{WEIGHTS, find, mask};

    fn found(text: &str) -> Vec<&str> {
        find(text).map(|range| &text[range]).collect()
    }

    /// Seventeen digits with the check digit that they lead to.
    fn completed(front: &str) -> String {
        let digits = front.chars().filter_map(|c| c.to_digit(10));
        let sum: u32 = digits.zip(WEIGHTS).map(|(digit, weight)| digit * weight).sum();
        let check = "10X98765432".chars().nth((sum % 11) as usize).expect("a remainder of 11");
        format!("{front}{check}")
    }

    #[test]
    fn the_specimen_of_the_standard_is_found() {
        assert_eq!(found("身份证号：11010519491231002X，住址"), ["11010519491231002X"]);
        assert_eq!(found("11010519491231002x"), ["11010519491231002x"]);
        assert_eq!(found("１１０１０５１９４９１２３１００２Ｘ"), ["１１０１０５１９４９１２３１００２Ｘ"]);
        assert_eq!(found("110105-19491231-002X"), ["110105-19491231-002X"]);
        assert_eq!(found("110105 1949 1231 002 X 张三"), ["110105 1949 1231 002 X"]);
        assert_eq!(found("序号1 11010519491231002X"), ["11010519491231002X"]);
    }

    #[test]
    fn what_only_looks_like_one_is_passed_over() {
        for text in [
            "110105194912310021",
            "11010519491331002X",
            "01010519491231002X",
            "A11010519491231002X",
            "111010519491231002X",
            "11010519491231002X1",
            "1101**********002X",
            "11010519491231002",
            "110105--19491231-002X",
            "",
        ] {
            assert!(found(text).is_empty(), "{text}");
        }
    }

    #[test]
    fn a_mask_hides_the_middle_and_keeps_the_width() {
        assert_eq!(mask("证号11010519491231002X。"), "证号1101************2X。");
        assert_eq!(mask("110105 19491231-002X"), "1101** ********-**2X");
        assert_eq!(mask("１１０１０５１９４９１２３１００２Ｘ"), "１１０１＊＊＊＊＊＊＊＊＊＊＊＊２Ｘ");
        assert!(matches!(mask("没有"), Cow::Borrowed("没有")));
        let two = "11010519491231002X、11010519491231002X";
        assert_eq!(mask(two), "1101************2X、1101************2X");
    }

    #[test]
    fn hostile_text_takes_no_longer() {
        assert_eq!(find(&"1 ".repeat(200_000)).count(), 0);
        assert_eq!(find(&"1".repeat(400_000)).count(), 0);
    }

    proptest! {
        #[test]
        fn any_text_is_masked_in_place(text in "\\PC{0,60}|[-0-9Xx０-９ ]{0,60}") {
            let masked = mask(&text);
            prop_assert_eq!(masked.len(), text.len());
            prop_assert_eq!(find(&masked).count(), 0);
        }

        #[test]
        fn every_number_is_found_and_none_leaks(
            division in "(11|32|44|71|83)[0-9]{4}", year in 1900..2024, month in 1..=12, day in 1..=28, order in "[0-9]{3}",
            before in "[^0-9A-Za-z０-９Ａ-Ｚａ-ｚ*＊]{0,5}", after in "[^-0-9A-Za-z０-９Ａ-Ｚａ-ｚ*＊]{0,5}",
        ) {
            let number = completed(&format!("{division}{year}{month:02}{day:02}{order}"));
            let text = format!("{before}{number}{after}");
            prop_assert_eq!(found(&text), [&*number]);
            let masked = mask(&text);
            prop_assert!(!masked.contains(&number[4..16]) && masked.len() == text.len());
        }
    }
}
