//! Whoever looks for a document by its title finds it on the first page of results.

use crate::audit::Auditor;
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::portal::{DocumentId, Portal};
use crate::say;
use crate::search::FIRST_PAGE;

/// What is told of a document whose title does not find it.
pub(in crate::audit) fn look(portal: &Portal, lost: DocumentId, auditor: &Auditor<'_>) -> Option<Diagnostic> {
    let document = portal.document(lost);
    let front = &document.front;
    let place = front.places.title.clone().unwrap_or_else(|| Place::File(document.path.clone()));
    let title = &front.title;
    let told = say!(
        "检索“{title}”，前 {FIRST_PAGE} 条里没有这一篇",
        "a search for `{title}` does not show this document among its first {FIRST_PAGE} results"
    );
    let told = Diagnostic::new(Code::Rule(Rule::SearchTitle), place, told).help(say!(
        "标题里写出与同名文件的区别，如年份、文号、届次；标题里要有能检索的字",
        "let the title say what tells it from others, such as a year or a number; it needs something that can be looked for"
    ));
    auditor.wants(Rule::SearchTitle).then_some(told)
}
