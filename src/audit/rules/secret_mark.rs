//! A paper that bears a mark of secrecy is not published.

use crate::audit::{Auditor, Passage};
use crate::diag::{Code, Diagnostic, Rule};
use crate::say;

/// The grades of secrets (保守国家秘密法, art. 14); with a star they are a mark.
const GRADES: [&str; 3] = ["绝密★", "机密★", "秘密★"];

pub(super) fn look(passage: &Passage<'_>, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let all = GRADES.iter().flat_map(|mark| passage.text.match_indices(mark));
    all.map(|(at, mark)| {
        let told = say!("有国家秘密标志“{mark}”", "there is a mark of secrecy, `{mark}`");
        Diagnostic::new(Code::Rule(Rule::SecretMark), passage.place(at..at + mark.len()), told).help(say!(
            "涉密文件不得公开：撤下这份文件，报保密机构核查",
            "a secret paper may not be published: take it back and report it"
        ))
    })
    .collect()
}
