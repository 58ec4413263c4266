//! The day of publication of what is online stays: a false one is fraud.

use crate::audit::{Auditor, Since};
use crate::diag::{Code, Diagnostic, Path, Place, Rule};
use crate::say;
use jiff::civil::Date;

/// A document whose day is another one than before.
type Change = (Path, Date, Date);

pub(super) fn look(since: &Since<'_>, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let change = |one: &crate::audit::Online| {
        let (source, now) = since.document(&one.path)?;
        one.published.filter(|before| *before != now).map(|before| (source, before, now))
    };
    let changes: Vec<Change> = since.earlier.0.iter().filter_map(change).collect();
    let each = changes.iter().map(|(source, before, now)| {
        let told = say!("发布日期原为 {before}，改成了 {now}", "it was published on {before} and now says {now}");
        Diagnostic::new(Code::Rule(Rule::DateChanged), Place::File(source.clone()), told).help(say!(
            "发布日期不得改动；内容有变时写 updated（更新日期）或 history（修订记录）",
            "the date of publication stays: write `updated` or `history` when the content changed"
        ))
    });
    each.chain(many(&changes, auditor)).collect()
}

/// So many at once are no slip of the pen.
fn many(changes: &[Change], auditor: &Auditor<'_>) -> Option<Diagnostic> {
    let count = changes.len();
    (count >= usize::from(auditor.config().audit.thresholds.redated)).then(|| {
        let told =
            say!("{count} 篇文档的发布日期被改动", "{count} documents have another date of publication than before");
        let told = Diagnostic::new(Code::Rule(Rule::Redated), Place::Nowhere, told);
        changes.iter().fold(told, |told, (source, before, now)| {
            told.related(Place::File(source.clone()), say!("{before} → {now}", "{before} → {now}"))
        })
    })
}
