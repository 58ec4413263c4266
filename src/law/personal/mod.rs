//! Personal data in text that is to be published: found, told how sure, and masked.
//!
//! Text as it is shown goes in (a tab between the cells of a table, a line end between its rows);
//! places come out, each with a form that leaks nothing. One file a kind. Whoever looks decides
//! what follows: [`Personal::certainty`] tells what is proved and what only looks so. Sources:
//! 个人信息保护法 art. 28, 政府信息公开条例 art. 15. Nothing here knows whose a number is. One pass,
//! linear on any text; text without long numbers costs hardly more than being read.

mod address;
mod card;
mod digits;
mod identity;
mod label;
mod mask;
mod mobile;
mod number;
mod office;
mod passport;
mod quick;
mod surroundings;
#[cfg(test)]
mod tests;

use std::ops::Range;

pub use mask::{mask, mask_digits, mask_scattered, mask_source};
pub use mobile::{bare, mobiles};
pub use quick::may_be_held;

use number::Number;
use surroundings::Surroundings;

/// What was found, and what is shown of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// What it is.
    pub kind: Personal,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
    /// A form to be shown: what stays is told at [`Personal`].
    pub masked: String,
}

/// The kinds of personal data.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Personal {
    /// 公民身份号码 of eighteen characters, check digit and date sound, residence permits too: `11**************2X`.
    Identity,
    /// What looks like one and may be another number, or has a wrong check digit after 身份证: `32**************10`.
    LikelyIdentity,
    /// One of fifteen digits, which has no check digit; a word beside it says what it is: `11***********03`.
    OldIdentity,
    /// A bank card: Luhn's check digit is sound and a word says so: `***************1234`.
    BankCard,
    /// Another number of fifteen to twenty-three digits that a word says is an account, a passbook or an office's: the last four stay.
    Account,
    /// A mobile number: `138****1234`.
    Mobile,
    /// One that its line says is an office's contact; the site's own list of contacts decides: `138****1234`.
    OfficeMobile,
    /// A passport of this country, or a permit to go to and from 港澳台; a word says so: `E******78`.
    Passport,
    /// Where a person lives, to the house: it stays down to the township.
    Address,
}

/// How sure a recogniser is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Certainty {
    /// It looks so, and a person must look.
    Probable,
    /// Its form, or its form and a word beside it, leave no other meaning.
    Certain,
}

impl Personal {
    /// How sure the recogniser is of all it finds.
    pub fn certainty(self) -> Certainty {
        match self {
            Personal::LikelyIdentity | Personal::Account | Personal::OfficeMobile | Personal::Address => {
                Certainty::Probable
            }
            _ => Certainty::Certain,
        }
    }
}

/// Everything personal in the name of a file, in which letters adjoin numbers.
pub fn find_in_name(name: &str) -> Vec<Found> {
    found(Surroundings::of_name(name))
}

/// Everything personal in a text, in order; places do not overlap.
pub fn find(text: &str) -> Vec<Found> {
    found(Surroundings::new(text))
}

fn found(mut around: Surroundings) -> Vec<Found> {
    let text = around.text;
    let mut found: Vec<Found> = Vec::new();
    let mut next = 0;
    while let Some(start) = digits::next(text.as_bytes(), next) {
        let group = start..digits::group_end(text, start);
        next = group.end;
        let here = recognise(&mut around, group);
        next = next.max(here.as_ref().map_or(0, |found| found.span.end));
        found.extend(here);
        around.floor = next;
    }
    found
}

/// What the digits that begin here belong to. `group` are those up to the first other character.
fn recognise(around: &mut Surroundings, group: Range<usize>) -> Option<Found> {
    let may_begin = number::may_begin(around.text, &group) || number::is_before_mask(around.text, &group);
    let number = if may_begin { recognise_number(around, &group) } else { None };
    let (kind, span) = number.or_else(|| Some((Personal::Address, address::find(around, &group)?)))?;
    let masked = mask::shown(kind, &around.text[span.clone()]);
    Some(Found { kind, span, masked })
}

fn recognise_number(around: &mut Surroundings, group: &Range<usize>) -> Option<(Personal, Range<usize>)> {
    if let Some(found) = passport::find(around, group) {
        return Some(found);
    }
    let of_a_kind = |number: Number, around: &mut Surroundings| {
        identity::find(&number, around)
            .or_else(|| mobile::find(&number, around))
            .or_else(|| card::find(&number, around))
    };
    let number = Number::read(around.text, group).and_then(|number| of_a_kind(number, around));
    number
        .or_else(|| identity::find_in_list(around, group))
        .or_else(|| identity::find_glued(around.text, group))
        .or_else(|| identity::find_over_mask(around.text, group))
}
