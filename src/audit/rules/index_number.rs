//! An index number has the official form, of a body that exists and of a time that has come; and its serial is given once.

use crate::audit::Auditor;
use crate::content::Document;
use crate::diag::{Code, Diagnostic, Place, Rule, Text};
use crate::law::credit_code::CodeFault;
use crate::law::index_number::{FaultKind, IndexNumber};
use crate::portal::Portal;
use crate::say;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// So many groups, parted by hyphens, have the local schemes that are older than the official form.
const GROUPS: usize = 4;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let mut told = Vec::new();
    let mut first: BTreeMap<Serial, (&str, &Place)> = BTreeMap::new();
    for (_, document) in portal.listed() {
        let Some((text, place)) = written(document) else { continue };
        let number = match IndexNumber::parse(text) {
            Ok(number) => number,
            Err(_) if is_local(text) => continue,
            Err(fault) => {
                told.push(tell(place, form(fault.kind)));
                continue;
            }
        };
        let published = document.front.published.map(|moment| moment.date);
        told.extend(number.front_fault().map(|fault| tell(place, front(fault))));
        told.extend(published.filter(|day| is_later(&number, *day)).map(|day| tell(place, later(&number, day))));
        let serial = Serial::of(&number);
        match first.get(&serial) {
            // The same text twice is a fault of the build.
            Some((earlier, _)) if earlier.trim() == text.trim() => {}
            Some((_, at)) => told.push(tell(place, twice()).related((*at).clone(), say!("先写在这里", "first here"))),
            None => drop(first.insert(serial, (text, place))),
        }
    }
    told
}

/// What is given once: the body, the year, the month if there is one, and the serial.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Serial(String, u16, Option<u8>, u32);

impl Serial {
    fn of(number: &IndexNumber) -> Self {
        Self(number.front().to_owned(), number.year(), number.month(), number.serial())
    }
}

fn written(document: &Document) -> Option<(&str, &Place)> {
    let front = &document.front;
    front.index_number.as_deref().zip(front.places.index_number.as_ref())
}

/// Whether a text is a number of one of the local schemes, which have hyphens throughout.
fn is_local(text: &str) -> bool {
    let is_group = |group: &str| !group.is_empty() && group.bytes().all(|byte| byte.is_ascii_alphanumeric());
    let groups: Vec<&str> = text.trim().split('-').collect();
    groups.len() >= GROUPS && groups.into_iter().all(is_group)
}

/// Whether its year, or its month, comes after the day of publication.
fn is_later(number: &IndexNumber, published: Date) -> bool {
    let year = i32::from(number.year()).cmp(&i32::from(published.year()));
    year.is_gt() || year.is_eq() && number.month().is_some_and(|month| i32::from(month) > i32::from(published.month()))
}

fn form(kind: FaultKind) -> Text {
    match kind {
        FaultKind::NoSuchForm => say!("索引号没有这种写法", "an index number has no such form"),
        FaultKind::Front => {
            say!(
                "“/”之前应是 9 位组织机构代码或 18 位信用代码",
                "before `/` stand the 9 or 18 characters of a body's code"
            )
        }
        FaultKind::Date => say!("“/”之后应是四位年份，或年份加月份", "after `/` stands a year, or a year and month"),
        FaultKind::Serial => say!("“-”之后应是 5 到 7 位流水号", "after `-` stands a serial of 5 to 7 digits"),
    }
}

fn front(fault: CodeFault) -> Text {
    match fault {
        CodeFault::CheckDigit { expected } => say!(
            "索引号里的机构代码校验码不对，应为 {expected}",
            "the check digit of the body's code in the index number is wrong, it is {expected}"
        ),
        _ => say!("索引号里的机构代码写法不对", "the body's code in the index number is not one"),
    }
}

fn later(number: &IndexNumber, published: Date) -> Text {
    let year = number.year();
    match number.month() {
        Some(month) => say!(
            "索引号是 {year} 年 {month} 月的，文件在 {published} 已经发布",
            "the index number is of {year}-{month:02}, and the document was published on {published}"
        ),
        None => say!(
            "索引号是 {year} 年的，文件在 {published} 已经发布",
            "the index number is of {year}, and the document was published on {published}"
        ),
    }
}

fn twice() -> Text {
    say!("这个机构这一年的这个流水号已经用过", "this serial of this body and year was given before")
}

fn tell(place: &Place, told: Text) -> Diagnostic {
    Diagnostic::new(Code::Rule(Rule::IndexNumber), place.clone(), told).help(say!(
        "写作“机构代码/年份-流水号”，例如 000014349/2017-00110；索引号一经编定不再变动",
        "write code/year-serial, such as 000014349/2017-00110; once given, a number stays"
    ))
}
