//! The words of a link say where it leads, also when they are heard alone.

use super::shown;
use crate::audit::zone::packed;
use crate::audit::{Auditor, Element, Page};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use std::collections::BTreeSet;

/// Words that say nothing when they stand alone.
const VAGUE: [&str; 20] = [
    "点击",
    "点击这里",
    "点击此处",
    "点击查看",
    "点击下载",
    "这里",
    "此处",
    "更多",
    "查看更多",
    "了解更多",
    "详情",
    "查看详情",
    "查看",
    "详细",
    "链接",
    "here",
    "clickhere",
    "more",
    "readmore",
    "details",
];

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let links = page.named("a").filter(|link| link.attribute("href").is_some() && !is_silent(page, link));
    let found = links.filter_map(|link| fault(page, link));
    found.collect::<BTreeSet<_>>().into_iter().collect()
}

/// Whether screen readers pass it by.
fn is_silent(page: &Page, link: &Element) -> bool {
    page.outward(link).any(|one| one.attribute("aria-hidden") == Some("true") || one.attribute("hidden").is_some())
}

fn fault(page: &Page, link: &Element) -> Option<Diagnostic> {
    if ["aria-label", "aria-labelledby", "title"].iter().any(|name| link.said(name).is_some()) {
        return None;
    }
    let words = page.text(link);
    let has_picture = page.within(link).any(|one| matches!(one.name(), "img" | "svg" | "object"));
    let bare = packed(&words).to_lowercase();
    let bare = bare.trim_matches(|c: char| !c.is_alphanumeric());
    if words.is_empty() && !has_picture {
        let address = link.attribute("href").unwrap_or_default();
        let told = say!("到“{address}”的链接没有文字", "the link to `{address}` has no words");
        return Some(shown(Rule::LinkText, told, say!("写出链接去哪里，或删去它", "say where it leads, or delete it")));
    }
    VAGUE.contains(&bare).then(|| {
        let told = say!("链接文字只有“{words}”", "the words of a link are but `{words}`");
        let help = say!(
            "写出链接去哪里；版面上要短的，用 aria-label 写全",
            "say where it leads; where it must be short, write all of it in aria-label"
        );
        shown(Rule::LinkText, told, help)
    })
}
