//! Passports of this country: E or G and eight digits, or E or G, a letter and seven digits.
//!
//! Permits to go to and from 港澳台 have other letters: 往来港澳 C or W, 往来台湾 T or L, 来往内地 H or M. Other numbers are formed so too:
//! a word must say what it is. 台胞证 has eight digits and no letter, which proves little.

use std::ops::Range;

use crate::law::character::half_width;
use crate::law::personal::Personal;
use crate::law::personal::label::{self, Label};
use crate::law::personal::number::runs_on;
use crate::law::personal::surroundings::Surroundings;

/// The passport whose digits are these.
pub(super) fn find(around: &mut Surroundings, digits: &Range<usize>) -> Option<(Personal, Range<usize>)> {
    let (before, after) = (&around.text[..digits.start], &around.text[digits.end..]);
    let has_letter = before.ends_with(|c: char| half_width(c).is_ascii_alphabetic());
    let count = around.text[digits.clone()].chars().count();
    let start = match count {
        7 if has_letter => before.char_indices().rev().nth(1)?.0,
        8 | 10 if has_letter => before.char_indices().next_back()?.0,
        8 => digits.start,
        _ => return None,
    };
    let span = start..digits.end;
    let alone = !before[..start].ends_with(runs_on) && !after.starts_with(runs_on);
    let (label, kind) = series(&before[start..], count).filter(|_| alone && !around.is_in_url(&span))?;
    let is_said = match kind {
        Personal::LikelyIdentity => label::direct(around.before(&span)) == Some(label),
        _ => around.say(&span, label),
    };
    is_said.then_some((kind, span))
}

/// What a number with these letters and so many digits is after the word for it.
fn series(letters: &str, digits: usize) -> Option<(Label, Personal)> {
    let mut letters = letters.chars().map(half_width);
    let first = letters.next();
    let is_named = letters.all(|c| c.is_ascii_alphabetic());
    match (first, digits) {
        (Some('E' | 'G' | 'e' | 'g'), 7 | 8) if is_named => Some((Label::Passport, Personal::Passport)),
        (Some('C'), 7 | 8) if is_named => Some((Label::Permit, Personal::Passport)),
        (Some('W' | 'T' | 'L'), 8) | (Some('H' | 'M'), 8 | 10) => Some((Label::Permit, Personal::Passport)),
        (None, 8) => Some((Label::Permit, Personal::LikelyIdentity)),
        _ => None,
    }
}
