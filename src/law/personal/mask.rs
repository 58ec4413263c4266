//! What is shown of personal data.
//!
//! Modelled on rules in use: of an identity number the first two and last two characters, of a
//! mobile number `138****1234`, of a card the last four, of an address nothing below the township.

use std::borrow::Cow;
use std::ops::Range;

use crate::law::bare::{Bare, Form};
use crate::law::character::{digit, half_width, is_digit};
use crate::law::personal::identity::is_sound;
use crate::law::personal::number::is_x;
use crate::law::personal::surroundings::Surroundings;
use crate::law::personal::{Found, Personal, found};

/// How an address ends that hides the rest.
const REST: &str = "***";
/// The names of townships, and of what is above them, end so.
const TOWNSHIPS: [&str; 4] = ["街道", "镇", "乡", "苏木"];
/// The same for what is above them.
const COUNTIES: [char; 4] = ['市', '区', '县', '旗'];

/// The text with everything personal masked. Each mask is as wide, and as many bytes long, as what it hides, so that
/// ranges keep their meaning.
pub fn mask(text: &str) -> Cow<'_, str> {
    hide(text, to_hide(text).map(|found| (found.kind, found.span)).collect())
}

/// The same for a source, in which marks may stand between the characters of a number.
pub fn mask_source(source: &str, form: Form) -> Cow<'_, str> {
    let bare = Bare::of(source, form);
    hide(source, to_hide(bare.text()).map(|found| (found.kind, bare.written(found.span))).collect())
}

/// A text in which every digit is masked.
pub fn mask_digits(text: &str) -> String {
    text.chars()
        .flat_map(|c| {
            let (shown, times) = if is_digit(c) { star(c) } else { (c, 1) };
            std::iter::repeat_n(shown, times)
        })
        .collect()
}

/// A text in which every digit of a line is masked whose digits, whatever stands between them, hold an identity number.
pub fn mask_scattered(text: &str) -> String {
    text.split_inclusive('\n')
        .map(|line| if holds_identity(line) { mask_digits(line) } else { line.to_owned() })
        .collect()
}

fn holds_identity(line: &str) -> bool {
    let characters: Vec<u32> =
        line.chars().map(half_width).filter_map(|c| if is_x(c) { Some(10) } else { digit(c) }).collect();
    characters.windows(18).any(|window| window[..17].iter().all(|digit| *digit < 10) && is_sound(window))
}

/// What is not shown: also numbers in addresses on the web, which are not told of.
fn to_hide(text: &str) -> impl Iterator<Item = Found> {
    found(Surroundings::with_addresses(text)).into_iter()
}

fn hide(text: &str, mut places: Vec<(Personal, Range<usize>)>) -> Cow<'_, str> {
    places.sort_by_key(|(_, place)| place.start);
    let mut masked = String::new();
    let mut shown = 0;
    for (kind, place) in places {
        // Where one stands in a tag that stands in another, all is hidden already.
        if let Some(before) = text.get(shown..place.start) {
            masked.push_str(before);
            masked.extend(in_place(kind, &text[place.clone()]));
            shown = place.end;
        }
    }
    if shown == 0 { Cow::Borrowed(text) } else { Cow::Owned(masked + &text[shown..]) }
}

/// The form in which a finding is shown, without what parted it.
pub(super) fn shown(kind: Personal, written: &str) -> String {
    match kind {
        Personal::Address => written[..public_part(written)].to_owned() + REST,
        Personal::Mobile | Personal::OfficeMobile => last(&compact(kind, written), 11).to_owned(),
        _ => compact(kind, written),
    }
}

fn compact(kind: Personal, written: &str) -> String {
    let masked = in_place(kind, written).collect::<String>();
    masked
        .chars()
        .map(|c| half_width(c).to_ascii_uppercase())
        .filter(|c| c.is_ascii_alphanumeric() || *c == '*')
        .collect()
}

fn last(text: &str, count: usize) -> &str {
    &text[text.len().saturating_sub(count)..]
}

/// What was written, with stars for the characters that are not shown.
fn in_place(kind: Personal, written: &str) -> impl Iterator<Item = char> {
    let (first, last) = ends(kind, written);
    let count = written.chars().filter(|&c| counts(c)).count();
    let mut seen = 0;
    written.chars().flat_map(move |c| {
        seen += usize::from(counts(c));
        let hidden = counts(c) && seen > first && seen + last <= count;
        let (star, times) = if hidden { star(c) } else { (c, 1) };
        std::iter::repeat_n(star, times)
    })
}

/// How many characters of a kind stay at both ends.
fn ends(kind: Personal, written: &str) -> (usize, usize) {
    let country = written.chars().filter(|&c| is_digit(c)).count().saturating_sub(11);
    match kind {
        Personal::Identity | Personal::LikelyIdentity | Personal::OldIdentity => (2, 2),
        Personal::BankCard | Personal::Account => (0, 4),
        Personal::Mobile | Personal::OfficeMobile => (country + 3, 4),
        Personal::Passport => (1, 2),
        Personal::Address => (written[..public_part(written)].chars().filter(|&c| counts(c)).count(), 0),
    }
}

/// Whether a character is one of the number, or of the name.
fn counts(c: char) -> bool {
    c.is_alphanumeric()
}

/// A mask of as many bytes.
fn star(c: char) -> (char, usize) {
    if c.len_utf8() == '＊'.len_utf8() { ('＊', 1) } else { ('*', c.len_utf8()) }
}

/// Where an address goes on below the township; below the county when there is none.
fn public_part(address: &str) -> usize {
    let after = |word: &str| address.find(word).map(|at| at + word.len());
    let township = TOWNSHIPS.into_iter().filter_map(after).min();
    let county = || address.rfind(COUNTIES).map(|at| at + '市'.len_utf8());
    township.or_else(county).unwrap_or(0)
}
