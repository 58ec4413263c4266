//! The head of each page shows the site's full name.

use super::shown;
use crate::audit::zone::packed;
use crate::audit::{Auditor, Page};
use crate::diag::{Diagnostic, Rule};
use crate::say;

pub(super) fn look(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let name = &auditor.config().site.name;
    if !page.is_framed() || is_shown(page, &packed(name)) {
        return Vec::new();
    }
    let told = say!("页头没有网站全称“{name}”", "the head of the page does not show the site's name `{name}`");
    let help = say!(
        "在主题的页头模板里写 {{{{ site.name }}}}；用图片时写进图片的 alt",
        "write {{{{ site.name }}}} in the theme's head; where it is a picture, in its alt"
    );
    vec![shown(Rule::SiteName, told, help)]
}

/// Whether it stands in the head as text, or in the words for a picture.
fn is_shown(page: &Page, name: &str) -> bool {
    let head = page.masthead();
    let has = |words: Option<&str>| words.is_some_and(|words| packed(words).contains(name));
    head.packed().contains(name)
        || head.elements().any(|one| match one.name() {
            "img" => has(one.attribute("alt")),
            "svg" => has(one.attribute("aria-label")),
            _ => false,
        })
}
