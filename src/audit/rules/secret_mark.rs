//! A paper that bears a mark of secrecy is not published; one that bears another mark of closed papers is looked at first.

use crate::audit::passage::Seen;
use crate::audit::{Auditor, Few, Passage};
use crate::diag::{Code, Diagnostic, Rule, Text};
use crate::law::secrecy::{Mark, Secrecy, may_be_secret};
use crate::say;

/// State secrets.
pub(super) fn secret(passage: &Passage<'_>, _: &Auditor<'_>) -> Few {
    if passage.may_hold(may_be_secret) { look(passage, Rule::SecretMark) } else { Few::default() }
}

/// Work secrets, internal papers, and what says that it is not public.
pub(super) fn internal(passage: &Passage<'_>, _: &Auditor<'_>) -> Few {
    look(passage, Rule::InternalMark)
}

fn look(passage: &Passage<'_>, rule: Rule) -> Few {
    let marks = passage.secrecy().iter().map(|seen| (kind(seen, passage), seen));
    marks
        .filter(|(kind, _)| self::rule(*kind) == rule)
        .map(|(kind, Seen { words, written, .. })| {
            let (told, help) = (message(kind, words), help(kind));
            Diagnostic::new(Code::Rule(rule), passage.place(written.clone()), told).help(help)
        })
        .collect()
}

/// What a mark says. A class alone that is the heading of a part, `### 秘密`, names what the part is about.
fn kind(seen: &Seen<Mark>, passage: &Passage<'_>) -> Secrecy {
    let before = &passage.text[..seen.written.start];
    let line = before.rfind('\n').map_or(before, |at| &before[at + 1..]);
    let is_heading = passage.is_document() && line.starts_with("##") && !seen.words.ends_with(is_of_term);
    if is_heading && seen.what.kind == Secrecy::State { Secrecy::Named } else { seen.what.kind }
}

/// Whether a mark that ends so is more than the class.
fn is_of_term(c: char) -> bool {
    c != '密'
}

fn rule(kind: Secrecy) -> Rule {
    match kind {
        Secrecy::State => Rule::SecretMark,
        Secrecy::Named | Secrecy::Work | Secrecy::Internal | Secrecy::Withheld => Rule::InternalMark,
    }
}

fn message(kind: Secrecy, mark: &str) -> Text {
    match kind {
        Secrecy::State => say!("有国家秘密标志“{mark}”", "there is a mark of secrecy, `{mark}`"),
        Secrecy::Named => {
            say!("写着国家秘密标志“{mark}”，像是在讲标志", "a mark of secrecy, `{mark}`, seems to be spoken of")
        }
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
        Secrecy::Named => {
            say!("确认这是讲标志的文字，不是文件自己的标志", "see that the text is about marks and bears none itself")
        }
        Secrecy::Work | Secrecy::Internal | Secrecy::Withheld => say!(
            "请制发单位确认可以公开；可以公开的，删去标志再发布",
            "ask the office that made it whether it may be published; if so, publish it without the mark"
        ),
    }
}
