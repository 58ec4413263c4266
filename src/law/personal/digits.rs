//! Digits, ASCII or full-width, found at the speed of memory.
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
        if byte.is_ascii_digit() || *byte == WIDE_LEAD[0] && is_wide(&text[at..]) {
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
    let wide = if rest.as_bytes().first() == Some(&WIDE_LEAD[0]) { rest.trim_start_matches(is_digit) } else { rest };
    text.len() - wide.len()
}

fn has_digit(block: &[u8; BLOCK + 2]) -> bool {
    let mut any = 0;
    for at in 0..BLOCK {
        let (a, b, c) = (block[at], block[at + 1], block[at + 2]);
        let wide = (a == WIDE_LEAD[0]) & (b == WIDE_LEAD[1]) & (c.wrapping_sub(WIDE_ZERO) < 10);
        any |= u8::from((a.wrapping_sub(b'0') < 10) | wide);
    }
    any != 0
}

/// Whether a text begins with a full-width digit.
fn is_wide(text: &[u8]) -> bool {
    text.get(2).is_some_and(|last| text[..2] == WIDE_LEAD && last.wrapping_sub(WIDE_ZERO) < 10)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::character::is_digit;
    use crate::law::personal::digits::next;

    proptest! {
        #[test]
        fn no_digit_is_passed_over(text in "[一-龥，。a-z]{0,40}[0-9０-９]?[一-龥，：引弘]{0,40}", from in 0usize..20) {
            let from = text.char_indices().map(|(at, _)| at).nth(from).unwrap_or(text.len());
            prop_assert_eq!(next(text.as_bytes(), from), text[from..].find(is_digit).map(|at| from + at));
        }
    }
}
