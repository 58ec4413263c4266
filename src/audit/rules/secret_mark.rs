//! A paper that bears a mark of secrecy is not published; one that bears another mark of closed papers is looked at first.

use crate::audit::passage::Seen;
use crate::audit::{Auditor, Passage};
use crate::diag::{Code, Diagnostic, Rule, Text};
use crate::law::secrecy::{Mark, Secrecy, may_be_secret};
use crate::say;

/// State secrets.
pub(super) fn secret(passage: &Passage<'_>, _: &Auditor<'_>) -> Vec<Diagnostic> {
    if passage.may_hold(may_be_secret) { look(passage, Rule::SecretMark) } else { Vec::new() }
}

/// Work secrets, internal papers, and what says that it is not public.
pub(super) fn internal(passage: &Passage<'_>, _: &Auditor<'_>) -> Vec<Diagnostic> {
    look(passage, Rule::InternalMark)
}

fn look(passage: &Passage<'_>, rule: Rule) -> Vec<Diagnostic> {
    let marks = passage.secrecy().iter().filter(|mark| self::rule(mark.what.kind) == rule);
    marks
        .map(|Seen { what: Mark { kind, .. }, words, written }| {
            let (told, help) = (message(*kind, words), help(*kind));
            Diagnostic::new(Code::Rule(rule), passage.place(written.clone()), told).help(help)
        })
        .collect()
}

fn rule(kind: Secrecy) -> Rule {
    match kind {
        Secrecy::State => Rule::SecretMark,
        Secrecy::Work | Secrecy::Internal | Secrecy::Withheld => Rule::InternalMark,
    }
}

fn message(kind: Secrecy, mark: &str) -> Text {
    match kind {
        Secrecy::State => say!("有国家秘密标志“{mark}”", "there is a mark of secrecy, `{mark}`"),
        Secrecy::Work => say!("有工作秘密标志“{mark}”", "there is the mark of a work secret, `{mark}`"),
        Secrecy::Internal => say!("有内部文件标志“{mark}”", "there is the mark of an internal paper, `{mark}`"),
        Secrecy::Withheld => say!("写着“{mark}”，却要公开", "it says `{mark}` and is to be published"),
    }
}

fn help(kind: Secrecy) -> Text {
    match kind {
        Secrecy::State => say!(
            "涉密文件不得公开：撤下这份文件，报保密机构核查",
            "a secret paper may not be published: take it back and report it"
        ),
        Secrecy::Work | Secrecy::Internal | Secrecy::Withheld => say!(
            "请制发单位确认可以公开；可以公开的，删去标志再发布",
            "ask the office that made it whether it may be published; if so, publish it without the mark"
        ),
    }
}
