//! Each field of a form says what belongs in it.

use super::shown;
use crate::audit::{Auditor, Element, Page};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use std::collections::BTreeSet;

/// Kinds of `<input>` that nobody fills in, or that are named by their own value.
const NAMED: [&str; 5] = ["hidden", "submit", "button", "reset", "image"];

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let labelled: BTreeSet<&str> = page.named("label").filter_map(|label| label.said("for")).collect();
    let fields = page.elements().filter(|one| is_filled_in(one));
    let bare = fields.filter(|one| {
        let has_label = one.attribute("id").is_some_and(|id| labelled.contains(id));
        !has_label && !names_itself(one) && !page.is_within(one, &["label"])
    });
    bare.map(told).collect::<BTreeSet<_>>().into_iter().collect()
}

fn is_filled_in(element: &Element) -> bool {
    match element.name() {
        "select" | "textarea" => true,
        "input" => {
            let kind = element.attribute("type").unwrap_or("text").to_ascii_lowercase();
            !NAMED.contains(&kind.as_str())
        }
        _ => false,
    }
}

/// A placeholder is no name: it is gone as soon as somebody writes.
fn names_itself(element: &Element) -> bool {
    ["aria-label", "aria-labelledby", "title"].iter().any(|name| element.said(name).is_some())
}

fn told(element: &Element) -> Diagnostic {
    let name = element.said("name").or_else(|| element.said("id")).unwrap_or_default();
    let tag = element.name();
    let told = say!("表单项 <{tag} {name}> 没有标签", "the field <{tag} {name}> has no label");
    let help = say!(
        "加 <label for=\"…\">，或写 aria-label；placeholder 不算",
        "add a <label for=\"…\">, or write aria-label; a placeholder will not do"
    );
    shown(Rule::FormLabel, told, help)
}
