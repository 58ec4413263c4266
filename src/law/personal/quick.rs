//! A quick answer for a source with all its marks, none of which [veils](crate::law::bare::Form::is_veiled) it: whether anything
//! certain can be in it at all.
//!
//! A yes means that it must be searched; a no is never wrong. Most sources hold no number that is long enough, and need
//! not be made bare.

use crate::law::bare;
use crate::law::character::{half_width, is_digit};
use crate::law::personal::digits;
use crate::law::personal::number::{is_between, is_point};

/// The fewest digits that prove anything by themselves: a mobile number's.
const FEWEST: usize = 11;
/// The fewest that are written as a list: an identity number's, but for an X.
const FEWEST_IN_LIST: usize = 17;
/// The fewest after a letter: a passport's.
const FEWEST_AFTER_LETTER: usize = 7;

/// Whether a source may hold anything [certain](super::Certainty::Certain).
pub fn may_be_held(source: &str) -> bool {
    let mut next = 0;
    while let Some(start) = digits::next(source.as_bytes(), next) {
        let (is_held, end) = run(source, start);
        if is_held {
            return true;
        }
        next = end;
    }
    false
}

/// Whether enough digits follow each other with nothing between them that ends a number, and where to look for the next.
fn run(source: &str, start: usize) -> (bool, usize) {
    let (mut all, mut near, mut at, mut tag) = (0, 0, start, None);
    let is_passport = |near| near >= FEWEST_AFTER_LETTER && is_after_letter(&source[..start]);
    while let Some(c) = source[at..].chars().next() {
        let rest = &source[at..];
        at += match c {
            // Digits may stand in the tag, too.
            '<' => {
                tag = tag.or(Some(at));
                let Some(end) = bare::tag_end(rest) else { return (true, at) };
                end
            }
            '&' if rest.starts_with(bare::BLANK) => bare::BLANK.len(),
            _ if is_digit(c) => {
                (all, near) = (all + 1, near + 1);
                c.len_utf8()
            }
            // Within a word it marks nothing (CommonMark 6.2): the names of files are full of it.
            '_' if source[..at].ends_with(is_digit) && rest[1..].starts_with(is_digit) => break,
            // The first digits alone stand after the letter.
            _ if is_between(c) && all == near && is_passport(near) => return (true, at),
            _ if is_between(c) => {
                near = 0;
                c.len_utf8()
            }
            _ if is_passed(c) => c.len_utf8(),
            _ => break,
        };
        if near >= FEWEST || all >= FEWEST_IN_LIST {
            return (true, at);
        }
    }
    (all == near && is_passport(near), tag.unwrap_or(at))
}

/// Whether letters stand before that a passport's number begins with, or a tag, before which they may stand.
fn is_after_letter(before: &str) -> bool {
    let is_letter = |c: char| half_width(c).is_ascii_alphabetic();
    let is_series = |text: &str| {
        text.ends_with(|c| matches!(half_width(c), 'E' | 'G' | 'e' | 'g' | 'C' | 'W' | 'T' | 'L' | 'H' | 'M'))
    };
    let before = before.trim_end_matches(|c| c != '>' && is_passed(c));
    let Some(one) = before.strip_suffix(is_letter) else { return before.ends_with('>') };
    is_series(before) || one.ends_with('>') || is_series(one.trim_end_matches(is_passed))
}

fn is_passed(c: char) -> bool {
    bare::may_vanish(c) || is_point(c)
}
