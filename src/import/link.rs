//! Which links are carried over: those that lead to the web, to a mailbox or to a telephone.

use super::report::{News, Report};
use crate::attachment::Part;
use crate::say;

/// An address is no longer, in bytes: browsers and servers take none that is, and it is written at each change of looks.
const LONGEST: usize = 4096;

/// Whether an address means the same on the web as in the file.
pub(super) fn is_kept(address: &str) -> bool {
    let is_whole = !address.chars().any(|c| c.is_whitespace() || c.is_control());
    is_whole
        && address.len() <= LONGEST
        && ["http://", "https://", "mailto:", "tel:"].iter().any(|scheme| address.starts_with(scheme))
}

/// The address, when it is carried over; one that is not is told.
pub(super) fn kept(address: &str, (at, words): (&Part, &str), report: &mut Report) -> Option<String> {
    if is_kept(address) {
        return Some(address.to_owned());
    }
    let what = say!("链接（只留文字）：{address}", "a link (its words stay): {address}");
    report.tell(News::LeftOut, at, what, words);
    None
}
