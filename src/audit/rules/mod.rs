//! Every rule: one file a rule, or for what is found in one look.

pub(super) mod attachment_unread;
mod column_empty;
mod credit_code;
mod page_language;
mod secret_mark;

use super::{Auditor, Page, Passage};
use crate::diag::{Diagnostic, Rule};
use crate::portal::Portal;

/// What a rule looks at.
pub(super) enum Look {
    /// Every text of the sources and of the files that are published.
    Text(fn(&Passage<'_>, &Auditor<'_>) -> Vec<Diagnostic>),
    /// The same, already when the site is built: what it finds may never be published.
    Guard(fn(&Passage<'_>, &Auditor<'_>) -> Vec<Diagnostic>),
    /// The portal as a whole.
    Portal(fn(&Portal, &Auditor<'_>) -> Vec<Diagnostic>),
    /// Each page as it is published.
    Page(fn(&Page, &Auditor<'_>) -> Vec<Diagnostic>),
}

/// The rules of each look.
pub(super) const LOOKS: &[(&[Rule], Look)] = &[
    (&[Rule::SecretMark], Look::Guard(secret_mark::look)),
    (&[Rule::CreditCode], Look::Text(credit_code::look)),
    (&[Rule::ColumnEmpty], Look::Portal(column_empty::look)),
    (&[Rule::PageLanguage], Look::Page(page_language::look)),
];

/// The rules that speak of the audit's own settings, or of what it could not look at.
#[cfg(test)]
const OWN: &[Rule] = &[Rule::AttachmentUnread, Rule::ExceptionExpired, Rule::ExceptionUnused];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_looks_once() {
        let mut looking: Vec<Rule> = LOOKS.iter().flat_map(|(rules, _)| *rules).chain(OWN).copied().collect();
        looking.sort();
        let mut all = Rule::ALL.to_vec();
        all.sort();
        assert_eq!(looking, all);
    }
}
