//! A page has one main heading, and none of the levels below is left out.

use super::shown;
use crate::audit::{Auditor, Element, Page};
use crate::diag::{Diagnostic, Rule, Text};
use crate::say;

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    if page.is_redirect() {
        return Vec::new();
    }
    let headings: Vec<(u8, &Element)> = page.elements().filter_map(|one| Some((level(one)?, one))).collect();
    count(&headings).into_iter().chain(left_out(page, &headings)).collect()
}

/// The level of a heading that is spoken as one.
fn level(element: &Element) -> Option<u8> {
    let level = element.name().strip_prefix('h')?.parse().ok().filter(|level| (1..=6).contains(level))?;
    let is_silent = element.attribute("hidden").is_some() || element.attribute("aria-hidden") == Some("true");
    (!is_silent && element.attribute("role").is_none()).then_some(level)
}

fn count(headings: &[(u8, &Element)]) -> Option<Diagnostic> {
    let told = match headings.iter().filter(|(level, _)| *level == 1).count() {
        1 => return None,
        0 => say!("页面没有一级标题（h1）", "the page has no main heading (h1)"),
        many => say!("页面有 {many} 个一级标题（h1）", "the page has {many} main headings (h1)"),
    };
    Some(fault(told, say!("每页写一个 h1，其余从 h2 起", "write one h1 on each page, and the others from h2 on")))
}

fn left_out<'a>(page: &'a Page, headings: &'a [(u8, &Element)]) -> impl Iterator<Item = Diagnostic> + 'a {
    let steps = headings.windows(2).filter(|pair| pair[1].0 > pair[0].0 + 1);
    steps.map(|pair| {
        let (from, to, words) = (pair[0].0, pair[1].0, page.text(pair[1].1));
        let told = say!("标题“{words}”从 h{from} 跳到了 h{to}", "the heading `{words}` goes from h{from} to h{to}");
        fault(told, say!("标题逐级写，不跳级", "let each level follow the one above it"))
    })
}

fn fault(told: Text, help: Text) -> Diagnostic {
    shown(Rule::HeadingOrder, told, help)
}
