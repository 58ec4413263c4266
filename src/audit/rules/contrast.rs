//! Text stands out from its ground, in daylight and in the dark.
//!
//! Which text stands on which ground is known where a sheet says it: in one block, for elements on the page's ground, and where the
//! property `--contrast` of the root names pairs of colours (`--contrast: --ink --paper, --muted --ground`).

use super::shown;
use crate::audit::Auditor;
use crate::audit::sheet::{Block, Scheme, Sheet, Tokens, contrast};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use std::collections::BTreeSet;

/// Elements that hold text, and mostly stand on the page's own ground.
const ON_PAGE: [&str; 16] =
    ["body", "a", "p", "small", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "label", "time", "figcaption"];

/// Tenths: so much is enough for large text (WCAG 2.2, 1.4.3).
const LARGE: u16 = 30;

/// A text on its ground.
struct Pair<'a> {
    text: &'a str,
    ground: &'a str,
    /// Where the sheet says so.
    selector: &'a str,
    is_large: bool,
}

pub(super) fn look(css: &str, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let sheet = Sheet::read(css);
    let least = auditor.config().audit.thresholds.contrast;
    let found = sheet.schemes().into_iter().flat_map(|scheme| weak(&sheet, scheme, least));
    found.collect::<BTreeSet<_>>().into_iter().collect()
}

/// The pairs that are too weak, each where it stands first.
fn weak(sheet: &Sheet, scheme: Scheme, least: u16) -> Vec<Diagnostic> {
    let tokens = sheet.tokens(scheme);
    let mut seen = BTreeSet::new();
    let pairs = pairs(sheet, scheme, &tokens).into_iter();
    let once = pairs.filter(|pair| seen.insert((pair.text, pair.ground, pair.is_large)));
    once.filter_map(|pair| told(&pair, scheme, &tokens, least)).collect()
}

/// What a sheet says of texts and grounds in a scheme.
fn pairs<'a>(sheet: &'a Sheet, scheme: Scheme, tokens: &'a Tokens) -> Vec<Pair<'a>> {
    let blocks = || sheet.blocks().filter(move |block| block.holds(scheme));
    let page = blocks().filter(|block| block.selectors().any(|one| one == "body" || one == "html")).find_map(ground);
    let mut pairs: Vec<Pair<'_>> = blocks().filter_map(|block| of_block(block, page)).collect();
    pairs.extend(tokens.get("--contrast").into_iter().flat_map(named));
    pairs
}

/// What one block says.
fn of_block<'a>(block: &'a Block, page: Option<&'a str>) -> Option<Pair<'a>> {
    let text = block.value("color")?;
    let ground = ground(block).or_else(|| page.filter(|_| block.selectors().all(is_on_page)))?;
    Some(Pair { text: bare(text), ground: bare(ground), selector: &block.selector, is_large: is_large(block) })
}

/// `--ink` of `var(--ink)`; any other value as it is.
fn bare(value: &str) -> &str {
    let name = value.strip_prefix("var(").and_then(|rest| rest.strip_suffix(')'));
    name.filter(|name| !name.contains([',', '('])).map_or(value, str::trim)
}

fn ground(block: &Block) -> Option<&str> {
    block.value("background-color").or_else(|| block.value("background"))
}

/// `a`, or `a:hover`; not `.b a`, whose ground nobody knows.
fn is_on_page(selector: &str) -> bool {
    let element = selector.split_once(':').map_or(selector, |(element, _)| element);
    ON_PAGE.contains(&element) && !selector.contains("disabled") && !selector.contains([' ', '>', '[', '.', '#'])
}

/// `--ink --paper, --muted --paper`.
fn named(pairs: &str) -> impl Iterator<Item = Pair<'_>> {
    pairs.split(',').filter_map(|pair| {
        let (text, ground) = pair.trim().split_once(char::is_whitespace)?;
        Some(Pair { text, ground: ground.trim(), selector: "--contrast", is_large: false })
    })
}

/// 24 pixels and more (18 points).
fn is_large(block: &Block) -> bool {
    let size = block.value("font-size").unwrap_or_default();
    let least = |unit: &str, least: f32| {
        size.strip_suffix(unit).and_then(|number| number.parse::<f32>().ok()).is_some_and(|number| number >= least)
    };
    least("rem", 1.5) || least("px", 24.0) || least("pt", 18.0)
}

fn told(pair: &Pair<'_>, scheme: Scheme, tokens: &Tokens, least: u16) -> Option<Diagnostic> {
    let (text, ground) = (colour(pair.text, tokens)?, colour(pair.ground, tokens)?);
    let ratio = contrast(text, ground);
    let least = f64::from(if pair.is_large { least.min(LARGE) } else { least }) / 10.0;
    if ratio >= least {
        return None;
    }
    let (in_zh, in_en) = match scheme {
        Scheme::Light => ("浅色", "light"),
        Scheme::Dark => ("深色", "dark"),
    };
    let Pair { text, ground, selector, .. } = pair;
    let told = say!(
        "{in_zh}下 {text} 在 {ground} 上的对比度是 {ratio:.2}:1（{selector}）",
        "in {in_en} colours {text} on {ground} has a contrast of {ratio:.2}:1 ({selector})"
    );
    let help = say!("至少 {least}:1：把文字调深（浅）一些", "it takes {least}:1: make the text darker (or lighter)");
    Some(shown(Rule::Contrast, told, help))
}

/// The colour of a value; the name of a property alone is one, too.
fn colour(value: &str, tokens: &Tokens) -> Option<[u8; 3]> {
    tokens.colour(if value.starts_with("--") { tokens.get(value)? } else { value })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What is told of the theme's own sheet when a site has another main colour.
    fn weak_with(main: &str) -> Vec<Diagnostic> {
        let css = include_str!("../../../themes/gongbao/static/gongbao.css");
        let own = css.replace("/* params: colours */", &format!("--main: {main};"));
        assert_ne!(own, css);
        let sheet = Sheet::read(&own);
        [Scheme::Light, Scheme::Dark].into_iter().flat_map(|scheme| weak(&sheet, scheme, 45)).collect()
    }

    #[test]
    fn all_that_is_made_of_one_main_colour_can_be_read() {
        for main in ["#a3161a", "#0b4f8a", "#1d5c3a", "#5b2a86", "#00626b", "#7a4a00", "#333", "#000"] {
            assert_eq!(weak_with(main), [], "{main}");
        }
        assert!(!weak_with("#e8a33d").is_empty(), "white does not stand out from it");
    }
}
