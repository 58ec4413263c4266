//! 统一社会信用代码 (GB 32100-2015) and 组织机构代码 (GB 11714-1997).
//!
//! Only the form and the check digit are looked at; whether a body bears the code is not known
//! here. Both are public for legal persons, so nothing is masked.

use std::fmt;

/// Why a text is no code.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum CodeFault {
    /// It has another number of characters.
    Length {
        /// How many it should have.
        expected: usize,
    },
    /// A character is not of the code's alphabet (no I, O, S, V, Z in a credit code).
    Character(char),
    /// The last character does not follow from the others.
    CheckDigit {
        /// The one that does.
        expected: char,
    },
}

/// A sound 统一社会信用代码, eighteen characters.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CreditCode(String);

/// A sound 组织机构代码, nine characters, without the hyphen before the last.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct OrganisationCode(String);

/// The characters of a credit code; the place of each is its value.
const CREDIT: &str = "0123456789ABCDEFGHJKLMNPQRTUWXY";
/// The characters of an organisation code, the same way.
const ORGANISATION: &str = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// What an organisation code's check digit may be: 11 minus the remainder is looked up here.
const ORGANISATION_CHECK: &str = "-123456789X0";
/// Weights of a credit code: the powers of 3, modulo 31.
const CREDIT_WEIGHTS: [usize; 17] = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];
/// Weights of an organisation code.
const ORGANISATION_WEIGHTS: [usize; 8] = [3, 7, 9, 10, 5, 8, 4, 2];

impl CreditCode {
    /// Reads a code; space around it is ignored.
    ///
    /// # Errors
    /// The first [`CodeFault`] of length, characters and check digit.
    pub fn parse(text: &str) -> Result<CreditCode, CodeFault> {
        let code = text.trim();
        let sum = weighted_sum(code, CREDIT, &CREDIT_WEIGHTS)?;
        check(code, CREDIT, (31 - sum % 31) % 31)?;
        Ok(CreditCode(code.to_owned()))
    }

    /// The eighteen characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// The 组织机构代码 within: characters 9 to 17.
    pub fn organisation(&self) -> &str {
        &self.0[8..17]
    }
}

impl OrganisationCode {
    /// Reads a code, with or without its hyphen; space around it is ignored.
    ///
    /// # Errors
    /// The first [`CodeFault`] of length, characters and check digit.
    pub fn parse(text: &str) -> Result<OrganisationCode, CodeFault> {
        let text = text.trim();
        let code = text.rsplit_once('-').filter(|(_, last)| last.chars().count() == 1);
        let code = code.map_or_else(|| text.to_owned(), |(front, last)| front.to_owned() + last);
        let sum = weighted_sum(&code, ORGANISATION, &ORGANISATION_WEIGHTS)?;
        check(&code, ORGANISATION_CHECK, 11 - sum % 11)?;
        Ok(OrganisationCode(code))
    }

    /// The nine characters.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for CreditCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl fmt::Display for OrganisationCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The sum of the characters' values but the last's, each by its weight.
fn weighted_sum(code: &str, alphabet: &str, weights: &[usize]) -> Result<usize, CodeFault> {
    let expected = weights.len() + 1;
    if code.chars().count() != expected {
        return Err(CodeFault::Length { expected });
    }
    let value = |c: char| alphabet.find(c).ok_or(CodeFault::Character(c));
    code.chars().zip(weights).map(|(c, weight)| Ok(value(c)? * weight)).sum()
}

/// Holds the last character against the one that the sum leads to.
fn check(code: &str, alphabet: &str, place: usize) -> Result<(), CodeFault> {
    let expected = alphabet.chars().nth(place).expect("the remainder is less than the alphabet is long");
    if code.ends_with(expected) { Ok(()) } else { Err(CodeFault::CheckDigit { expected }) }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::credit_code::{CodeFault, CreditCode, OrganisationCode};

    #[test]
    fn real_codes_verify() {
        for code in [
            "91350100M000100Y43",
            "11441700007280420Y",
            "11620300013909010R",
            "11370322004222241N",
            "11341702486344515H",
        ] {
            let code = CreditCode::parse(code).expect("a real code");
            assert!(OrganisationCode::parse(code.organisation()).is_ok(), "{code}");
        }
        for code in ["000014349", "014000319", "014235097", "014416330", "K12380210", "00001434-9"] {
            assert!(OrganisationCode::parse(code).is_ok(), "{code}");
        }
    }

    #[test]
    fn a_wrong_code_says_why() {
        assert_eq!(CreditCode::parse("91350100M000100Y4"), Err(CodeFault::Length { expected: 18 }));
        assert_eq!(CreditCode::parse("91350100M000100Y44"), Err(CodeFault::CheckDigit { expected: '3' }));
        assert_eq!(CreditCode::parse("9135010OM000100Y43"), Err(CodeFault::Character('O')));
        assert_eq!(OrganisationCode::parse("0142768-8"), Err(CodeFault::Length { expected: 9 }));
        assert_eq!(OrganisationCode::parse("000014348"), Err(CodeFault::CheckDigit { expected: '9' }));
        assert_eq!(OrganisationCode::parse("00001434启"), Err(CodeFault::CheckDigit { expected: '9' }));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,20}|[0-9A-Z]{17,18}|[0-9A-Z]{8}-?[0-9X]") {
            let read = [CreditCode::parse(&text).is_ok(), OrganisationCode::parse(&text).is_ok()];
            prop_assert!(!read.iter().all(|read| *read), "no text is a code of both lengths");
        }

        #[test]
        fn the_digit_that_is_expected_is_right(front in "[0-9A-HJ-NPQRTUWXY]{17}") {
            if let Err(CodeFault::CheckDigit { expected }) = CreditCode::parse(&format!("{front}0")) {
                let right = format!("{front}{expected}");
                prop_assert!(CreditCode::parse(&right).is_ok());
            }
        }
    }
}
