//! A picture has words that stand for it, or says that it is an ornament.

use super::shown;
use crate::audit::{Auditor, Element, Page};
use crate::diag::{Diagnostic, Rule, Text};
use crate::say;
use std::collections::BTreeSet;

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let found = page.elements().filter_map(|one| fault(page, one));
    let told = found.map(|(told, help)| shown(Rule::ImageAlt, told, help));
    told.collect::<BTreeSet<_>>().into_iter().collect()
}

fn fault(page: &Page, element: &Element) -> Option<(Text, Text)> {
    let is_picture = match element.name() {
        "img" | "area" => true,
        "input" => element.attribute("type").is_some_and(|kind| kind.eq_ignore_ascii_case("image")),
        _ => false,
    };
    if !is_picture || is_ornament(element) || is_named(element) {
        return None;
    }
    let source = element.attribute("src").or_else(|| element.attribute("href")).unwrap_or_default();
    match element.attribute("alt") {
        None => Some((
            say!("图片“{source}”没有替代文字", "the picture `{source}` has no alt"),
            say!("写 alt 说明图片内容；只是装饰的写 alt=\"\"", "say in alt what it shows; alt=\"\" for an ornament"),
        )),
        Some(alt) if alt.trim().is_empty() && is_alone_in_link(page, element) => Some((
            say!(
                "链接里只有图片“{source}”，替代文字却是空的",
                "a link holds nothing but the picture `{source}`, whose alt is empty"
            ),
            say!("在 alt 里写链接去哪里", "say in alt where the link leads"),
        )),
        Some(_) => None,
    }
}

/// Whether it is kept from screen readers.
fn is_ornament(element: &Element) -> bool {
    let role = element.attribute("role");
    element.attribute("aria-hidden") == Some("true") || matches!(role, Some("presentation" | "none"))
}

/// Whether it is named in another way than by `alt`.
fn is_named(element: &Element) -> bool {
    element.said("aria-label").or_else(|| element.said("aria-labelledby")).is_some()
}

/// Whether it is all that the link around it has.
fn is_alone_in_link(page: &Page, element: &Element) -> bool {
    let Some(link) = page.outward(element).find(|one| one.is("a") && one.said("href").is_some()) else { return false };
    let speaks = |one: &Element| one.said("alt").is_some() || one.is("svg") || one.said("aria-label").is_some();
    page.text(link).is_empty() && !is_named(link) && link.said("title").is_none() && !page.within(link).any(speaks)
}
