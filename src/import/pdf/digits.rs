//! Whether every figure arrived: the digits that were read are compared with those that another program reads.
//!
//! Two programs seldom fail alike: a font whose table of characters is wrong, or text that is not drawn, shows here.

use super::page::Page;
use super::words::PageWords;
use crate::attachment::Part;
use crate::import::report::{News, Report};
use crate::law::character::half_width;
use crate::say;
use std::collections::BTreeMap;

/// Tells each number that only one of the two programs read, page by page; `others` is what the other read.
pub(super) fn compare(pages: &[Page], others: &[PageWords], report: &mut Report) {
    for page in pages {
        let other = page.number.checked_sub(1).and_then(|at| others.get(at)).map_or("", |words| &words.text);
        if digits(&page.text) != digits(other) {
            tell(page, other, report);
        }
    }
}

/// How often each digit stands in a text: how it is parted into lines and words does not matter.
fn digits(text: &str) -> [usize; 10] {
    let mut times = [0; 10];
    for digit in text.chars().filter_map(|c| half_width(c).to_digit(10)) {
        times[digit as usize] += 1;
    }
    times
}

fn tell(page: &Page, other: &str, report: &mut Report) {
    let at = Part::Page(page.number);
    let (own, others) = (numbers(&page.text), numbers(other));
    let missing = |of: &BTreeMap<&str, Vec<&str>>, from: &BTreeMap<&str, Vec<&str>>| -> Vec<(String, String)> {
        let more = |(number, lines): (&&str, &Vec<&str>)| {
            let known = from.get(number).map_or(0, Vec::len);
            lines.iter().skip(known).map(|line| ((*number).to_owned(), (*line).to_owned())).collect::<Vec<_>>()
        };
        of.iter().flat_map(more).collect()
    };
    for (number, line) in missing(&others, &own) {
        let what = say!(
            "另一个程序在这一页读到数字 {number}，这里没有，请对照原件",
            "another program read the number {number} on this page, which is not here; compare with the file"
        );
        report.tell(News::LeftOut, &at, what, &line);
    }
    for (number, line) in missing(&own, &others) {
        let what = say!(
            "另一个程序在这一页没有读到数字 {number}，请对照原件",
            "another program did not read the number {number} on this page; compare with the file"
        );
        report.tell(News::Guessed, &at, what, &line);
    }
}

/// The numbers of a text, each with the lines that it stands in.
fn numbers(text: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut numbers: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for line in text.lines() {
        for number in line.split(|c| half_width(c).to_digit(10).is_none()).filter(|number| !number.is_empty()) {
            numbers.entry(number).or_default().push(line);
        }
    }
    numbers
}
