//! Passports of this country: E or G and eight digits, or E or G, a letter and seven digits.
//!
//! Other numbers are formed so too: a word must say that it is a passport.

use std::ops::Range;

use crate::law::character::half_width;
use crate::law::personal::label::Label;
use crate::law::personal::number::runs_on;
use crate::law::personal::surroundings::Surroundings;

/// The passport whose digits are these.
pub(super) fn find(around: &mut Surroundings, digits: &Range<usize>) -> Option<Range<usize>> {
    let (before, after) = (&around.text[..digits.start], &around.text[digits.end..]);
    before.ends_with(|c: char| half_width(c).is_ascii_alphabetic()).then_some(())?;
    let letters = match around.text[digits.clone()].chars().count() {
        8 => 1,
        7 => 2,
        _ => return None,
    };
    let (start, _) = before.char_indices().rev().nth(letters - 1)?;
    let span = start..digits.end;
    let alone = !before[..start].ends_with(runs_on) && !after.starts_with(runs_on);
    let sound = alone && is_series(&before[start..]) && !around.is_in_url(&span);
    (sound && around.say(&span, Label::Passport)).then_some(span)
}

fn is_series(letters: &str) -> bool {
    let mut letters = letters.chars().map(half_width);
    matches!(letters.next(), Some('E' | 'G' | 'e' | 'g')) && letters.all(|c| c.is_ascii_alphabetic())
}
