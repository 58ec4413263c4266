//! 索引号: the number under which a document stands in the disclosure catalogue.
//!
//! Source: 政府信息公开目录系统实施指引（试行）: the issuing body's 组织机构代码 without its hyphen, `/`,
//! four digits of year, `-`, five digits of serial. Also read, because they are in use: the
//! eighteen characters of a 统一社会信用代码 in front, year and month, serials up to seven digits.
//! Older local schemes are not: a caller may take their text as it is.

use std::fmt;
use std::ops::{Range, RangeInclusive};

use jiff::civil::Date;

use crate::law::credit_code::{CodeFault, CreditCode, OrganisationCode};

/// An index number of the right form.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct IndexNumber {
    front: String,
    year: u16,
    month: Option<u8>,
    serial: u32,
    /// How many digits the serial was written with.
    width: usize,
}

/// How many digits a serial may have.
pub const SERIAL_DIGITS: RangeInclusive<usize> = 5..=7;

/// How the numbers of a portal are made; by default as the guideline has it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Scheme {
    /// Whether the month follows the year.
    pub month: bool,
    /// How many digits a serial has, of [`SERIAL_DIGITS`].
    pub digits: usize,
}

impl Default for Scheme {
    fn default() -> Self {
        Scheme { month: false, digits: *SERIAL_DIGITS.start() }
    }
}

impl Scheme {
    /// The number after all that a body was given in the year of publication, or in its month.
    pub fn next<'a>(self, front: &str, published: Date, given: impl Iterator<Item = &'a str>) -> IndexNumber {
        let year = u16::try_from(published.year()).unwrap_or_default();
        let month = self.month.then(|| published.month().unsigned_abs());
        let given = given.filter_map(|text| IndexNumber::parse(text).ok());
        let last = given.filter(|one| one.front == front && one.year == year && one.month == month);
        let serial = last.map(|one| one.serial).max().unwrap_or_default() + 1;
        IndexNumber { front: front.to_owned(), year, month, serial, width: self.digits }
    }
}

/// Why a text is no index number.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// Where, in bytes of the input.
    pub range: Range<usize>,
}

/// What can be wrong with an index number.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum FaultKind {
    /// There is no `/` with a `-` after it.
    NoSuchForm,
    /// Before the `/` stands neither 9 nor 18 characters of a code.
    Front,
    /// Between `/` and `-` stands neither a year nor a year and month.
    Date,
    /// The serial is not 5 to 7 digits.
    Serial,
}

impl IndexNumber {
    /// Reads a number; space around it is ignored. That the check digit of the front code is right
    /// is no part of the form: see [`IndexNumber::front_fault`].
    ///
    /// # Errors
    /// The first [`Fault`] in the order of the text.
    pub fn parse(text: &str) -> Result<IndexNumber, Fault> {
        let (start, end) = (text.len() - text.trim_start().len(), text.trim_end().len());
        let parts = text.find('/').and_then(|slash| Some((slash, slash + text[slash..].find('-')?)));
        let Some((slash, hyphen)) = parts else {
            return Err(Fault { kind: FaultKind::NoSuchForm, range: 0..text.len() });
        };
        let (front, date, serial) = (start..slash, slash + 1..hyphen, hyphen + 1..end);
        let fault = |kind, range: &Range<usize>| Fault { kind, range: range.clone() };
        if !is_front(&text[front.clone()]) {
            return Err(fault(FaultKind::Front, &front));
        }
        let (year, month) = year_and_month(&text[date.clone()]).ok_or(fault(FaultKind::Date, &date))?;
        let width = serial.len();
        let serial = digits(&text[serial.clone()], SERIAL_DIGITS).ok_or(fault(FaultKind::Serial, &serial))?;
        Ok(IndexNumber { front: text[front].to_owned(), year, month, serial, width })
    }

    /// The issuing body's code.
    pub fn front(&self) -> &str {
        &self.front
    }

    /// What is wrong with the front code. The body may have been given it so: worth a warning only.
    pub fn front_fault(&self) -> Option<CodeFault> {
        if self.front.len() == 18 {
            CreditCode::parse(&self.front).err()
        } else {
            OrganisationCode::parse(&self.front).err()
        }
    }

    /// The year of publication.
    pub fn year(&self) -> u16 {
        self.year
    }

    /// The month of publication, if the number bears one.
    pub fn month(&self) -> Option<u8> {
        self.month
    }

    /// The serial, unique for a body and year.
    pub fn serial(&self) -> u32 {
        self.serial
    }
}

/// The number as it was written.
impl fmt::Display for IndexNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{:04}", self.front, self.year)?;
        self.month.map_or(Ok(()), |month| write!(f, "{month:02}"))?;
        write!(f, "-{:0width$}", self.serial, width = self.width)
    }
}

/// Whether a word has the form of what stands before the `/`.
pub fn is_front(word: &str) -> bool {
    let letters = |byte: u8| byte.is_ascii_digit() || byte.is_ascii_uppercase();
    match word.len() {
        9 => word.bytes().all(letters),
        18 => word.bytes().all(|byte| letters(byte) && !b"IOSVZ".contains(&byte)),
        _ => false,
    }
}

fn year_and_month(word: &str) -> Option<(u16, Option<u8>)> {
    let (year, month) = word.split_at_checked(4)?;
    let year = u16::try_from(digits(year, 4..=4)?).ok()?;
    if month.is_empty() {
        return Some((year, None));
    }
    let month = u8::try_from(digits(month, 2..=2)?).ok()?;
    (1..=12).contains(&month).then_some((year, Some(month)))
}

/// The number that a word of so many digits is.
fn digits(word: &str, length: RangeInclusive<usize>) -> Option<u32> {
    let sound = length.contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_digit());
    sound.then(|| word.parse().ok())?
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::credit_code::CodeFault;
    use crate::law::index_number::{Fault, FaultKind, IndexNumber, Scheme};

    fn fault(text: &str) -> (FaultKind, &str) {
        let Fault { kind, range } = IndexNumber::parse(text).expect_err("a fault");
        (kind, &text[range])
    }

    #[test]
    fn numbers_in_use_are_read() {
        for text in [
            "000014349/2017-00110",
            "014000319/2022-00353",
            "K12380210/2025-01065",
            "11441700007280420Y/2021-00050",
            "11370322004222241N/2021-5135380",
            "11341702486344515H/202110-00013",
        ] {
            let number = IndexNumber::parse(text).expect("a number in use");
            assert_eq!((number.to_string().as_str(), number.front_fault()), (text, None));
        }
    }

    #[test]
    fn the_next_number_follows_the_last_of_its_body_and_time() {
        let given = ["000014349/2017-00110", "000014349/2018-00007", "014000319/2017-00353", "内部编号"];
        let next = |month, day: &str, front| {
            let scheme = Scheme { month, ..Scheme::default() };
            scheme.next(front, day.parse().expect("a day"), given.into_iter()).to_string()
        };
        assert_eq!(next(false, "2017-12-31", "000014349"), "000014349/2017-00111");
        assert_eq!(next(false, "2018-01-01", "000014349"), "000014349/2018-00008");
        assert_eq!(next(false, "2019-01-01", "000014349"), "000014349/2019-00001");
        assert_eq!(next(true, "2017-03-01", "000014349"), "000014349/201703-00001");
    }

    #[test]
    fn parts_are_told() {
        let number = IndexNumber::parse(" 11341702486344515H/202110-00013 ").expect("a number");
        assert_eq!(number.front(), "11341702486344515H");
        assert_eq!((number.year(), number.month(), number.serial()), (2021, Some(10), 13));
        let wrong = IndexNumber::parse("000014348/2017-00110").expect("a number");
        assert_eq!(wrong.front_fault(), Some(CodeFault::CheckDigit { expected: '9' }));
        assert_eq!(wrong.month(), None);
    }

    #[test]
    fn other_forms_are_faults() {
        assert_eq!(fault("0142768-8/2022-00185"), (FaultKind::Front, "0142768-8"));
        assert_eq!(fault("000014349/17-00110"), (FaultKind::Date, "17"));
        assert_eq!(fault("000014349/202113-00110"), (FaultKind::Date, "202113"));
        assert_eq!(fault("000014349/2017-110"), (FaultKind::Serial, "110"));
        assert_eq!(fault("014349-01-2017-0001"), (FaultKind::NoSuchForm, "014349-01-2017-0001"));
        assert_eq!(fault(" "), (FaultKind::NoSuchForm, " "));
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}|[0-9A-Z/ -]{0,30}|[0-9A-Z]{9}/[0-9]{4,6}-[0-9]{4,8}") {
            match IndexNumber::parse(&text) {
                Ok(number) => {
                    let _ = (number.year(), number.month(), number.serial(), number.front_fault());
                    prop_assert_eq!(number.to_string(), text.trim());
                }
                Err(fault) => prop_assert!(text.get(fault.range).is_some()),
            }
        }
    }
}
