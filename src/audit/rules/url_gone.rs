//! What was online is still there, leads on, or says why it is gone.

use crate::audit::{Auditor, Since};
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::say;
use std::collections::BTreeSet;

/// Files whose name is their content, lists of a word that nobody uses any more, notices before outside pages.
const PASSING: [&str; 4] = ["assets/", "search/", "keywords/", "leave/"];

pub(super) fn look(since: &Since<'_>, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let all: BTreeSet<&str> = since.earlier.0.iter().map(|one| &*one.path).collect();
    let kept = since.earlier.0.iter().filter(|one| !PASSING.iter().any(|folder| one.path.starts_with(folder)));
    let gone = kept.filter(|one| since.manifest.get(&one.path).is_none() && !is_a_later_page(&one.path));
    // What belongs to a page goes where the page goes.
    let gone = gone.filter(|one| !page_of(&one.path).iter().any(|page| all.contains(&**page)));
    gone.map(|one| {
        let path = &one.path;
        let told = say!("{path} 曾经公开，现在没有了", "{path} was online and is gone");
        Diagnostic::new(Code::Rule(Rule::UrlGone), Place::Nowhere, told).help(say!(
            "改了名的文档写 aliases（旧链接），撤下的写 withdrawn（撤回）和理由，过时的写 archived（归档）",
            "give a document that moved `aliases`, one that is taken back `withdrawn` with a reason, an old one `archived`"
        ))
    })
    .collect()
}

/// The pages whose data a file may hold.
fn page_of(path: &str) -> Vec<String> {
    let Some(stem) = path.strip_suffix(".json") else { return Vec::new() };
    let folder = stem.rsplit_once('/').map_or("", |(folder, _)| folder);
    vec![format!("{stem}.html"), format!("{folder}/index.html")]
}

/// The second and later pages of a list come and go with its length.
fn is_a_later_page(path: &str) -> bool {
    let name = path.rsplit('/').next().unwrap_or(path);
    let number = name.strip_prefix("index_").and_then(|rest| rest.strip_suffix(".html"));
    number.is_some_and(|number| number.bytes().all(|byte| byte.is_ascii_digit()))
}
