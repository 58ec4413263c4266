//! Digits, of any width, found at the speed of memory.
//!
//! Most of a text holds none: blocks are looked at as a whole, in a form that compiles to vector
//! instructions, and only a block with a digit in it byte by byte.

use crate::law::character::is_digit;

/// How many bytes are looked at together.
const BLOCK: usize = 32;
/// A full-width digit is these two bytes and one from [`WIDE_ZERO`] on.
const WIDE_LEAD: [u8; 2] = [0xEF, 0xBC];
/// The last byte of ０.
const WIDE_ZERO: u8 = 0x90;
/// The first byte of digits of mathematics and of displays, and of pictures.
const RARE_LEAD: u8 = 0xF0;

/// Where the next digit begins, from a byte on.
pub(super) fn next(text: &[u8], from: usize) -> Option<usize> {
    let mut at = from;
    while let Some(block) = text.get(at..).and_then(<[u8]>::first_chunk::<{ BLOCK + 2 }>) {
        if has_digit(block) {
            break;
        }
        at += BLOCK;
    }
    while let Some(byte) = text.get(at) {
        if byte.is_ascii_digit() || is_lead(*byte) && is_other(&text[at..]) {
            return Some(at);
        }
        at += 1;
    }
    None
}

/// Where a run of digits ends.
pub(super) fn group_end(text: &str, start: usize) -> usize {
    let ascii = text.as_bytes()[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let rest = &text[start + ascii..];
    let goes_on = rest.as_bytes().first().is_some_and(|byte| is_lead(*byte));
    text.len() - if goes_on { rest.trim_start_matches(is_digit) } else { rest }.len()
}

fn has_digit(block: &[u8; BLOCK + 2]) -> bool {
    let mut any = 0;
    for at in 0..BLOCK {
        let (a, b, c) = (block[at], block[at + 1], block[at + 2]);
        let wide = (a == WIDE_LEAD[0]) & (b == WIDE_LEAD[1]) & (c.wrapping_sub(WIDE_ZERO) < 10);
        any |= u8::from((a.wrapping_sub(b'0') < 10) | wide | (a == RARE_LEAD));
    }
    any != 0
}

fn is_lead(byte: u8) -> bool {
    byte == WIDE_LEAD[0] || byte == RARE_LEAD
}

/// Whether a text begins with a digit that is not ASCII.
fn is_other(text: &[u8]) -> bool {
    match text {
        [0xEF, 0xBC, last, ..] => last.wrapping_sub(WIDE_ZERO) < 10,
        [RARE_LEAD, 0x9D, 0x9F, last, ..] => *last >= 0x8E,
        [RARE_LEAD, 0x9F, 0xAF, last, ..] => last.wrapping_sub(0xB0) < 10,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::character::is_digit;
    use crate::law::personal::digits::next;

    proptest! {
        #[test]
        fn no_digit_is_passed_over(text in "[一-龥，。a-z]{0,40}[0-9０-９𝟎-𝟿🯰-🯹]?[一-龥，：引弘😀𝐀]{0,40}", from in 0usize..20) {
            let from = text.char_indices().map(|(at, _)| at).nth(from).unwrap_or(text.len());
            prop_assert_eq!(next(text.as_bytes(), from), text[from..].find(is_digit).map(|at| from + at));
        }
    }
}
