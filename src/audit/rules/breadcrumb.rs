//! A document's page says where in the site it stands (当前位置).

use super::shown;
use crate::audit::{Auditor, Element, Page, Purpose};
use crate::diag::{Diagnostic, Rule};
use crate::say;

/// What such a line begins with.
const WORDS: [&str; 3] = ["当前位置", "您的位置", "所在位置"];

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    if page.purpose() != Purpose::Article || page.elements().any(|one| is_trail(page, one)) {
        return Vec::new();
    }
    let told = say!("文档页没有“当前位置”", "the document's page does not say where in the site it stands");
    let help = say!(
        "在主题里加一行“当前位置：首页 › 栏目 › 正文”，写作 <nav aria-label=\"当前位置\">",
        "add a line `当前位置：首页 › 栏目 › 正文` to the theme, as <nav aria-label=\"当前位置\">"
    );
    vec![shown(Rule::Breadcrumb, told, help)]
}

/// Whether an element is such a line: links that stand together under a name that says so.
fn is_trail(page: &Page, element: &Element) -> bool {
    let label = element.attribute("aria-label").unwrap_or_default();
    let is_named = WORDS.iter().any(|word| label.contains(word)) || label.eq_ignore_ascii_case("breadcrumb");
    let is_line = matches!(element.name(), "nav" | "div" | "p" | "ol" | "ul" | "section");
    is_line && has_link(page, element) && (is_named || begins_so(&page.text(element)))
}

fn begins_so(text: &str) -> bool {
    // A few characters before it are an icon or `您`.
    let start: String = text.chars().take(12).collect();
    WORDS.iter().any(|word| start.contains(word))
}

fn has_link(page: &Page, element: &Element) -> bool {
    page.within(element).any(|one| one.is("a") && one.said("href").is_some())
}
