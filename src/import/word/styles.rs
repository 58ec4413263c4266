//! Styles and automatic numbers of WordprocessingML.

use crate::import::numbering::{Counter, Format, Level};
use crate::import::tree::Element;
use std::collections::BTreeMap;

/// Styles by id.
#[derive(Default)]
pub(super) struct Styles(BTreeMap<String, Style>);

/// What a style says of itself.
#[derive(Default, Clone)]
struct Style {
    name: String,
    above: Option<String>,
    level: Option<u8>,
    bold: Option<bool>,
    hidden: Option<bool>,
    set: Option<String>,
    numbers: Option<(String, usize)>,
}

/// How many styles may stand on each other.
const CHAIN: usize = 20;
/// What Word sets before a paragraph is no longer, in characters; it is written once for each.
const LABEL: usize = 255;

impl Styles {
    pub(super) fn of(part: &Element) -> Self {
        let styles = part.all("style").into_iter();
        Self(styles.filter_map(|style| Some((style.attribute("styleId")?.to_owned(), read(style)))).collect())
    }

    /// A style and those that it stands on, the nearest first.
    fn chain<'a>(&'a self, id: Option<&str>) -> impl Iterator<Item = &'a Style> {
        let first = id.and_then(|id| self.0.get(id));
        std::iter::successors(first, |style| self.0.get(style.above.as_deref()?)).take(CHAIN)
    }

    fn first<T>(&self, id: Option<&str>, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        self.chain(id).find_map(of)
    }

    /// Whether the text of a style is bold.
    pub(super) fn is_bold(&self, id: Option<&str>) -> Option<bool> {
        self.first(id, |style| style.bold)
    }

    /// Whether the text of a style is hidden.
    pub(super) fn is_hidden(&self, id: Option<&str>) -> Option<bool> {
        self.first(id, |style| style.hidden)
    }

    /// How deep in a list the items of a style stand: those of `List Bullet 2` and its like say so by name alone.
    pub(super) fn depth(&self, id: Option<&str>) -> usize {
        let depth = |style: &Style| {
            let number = style.name.strip_prefix("list bullet ").or_else(|| style.name.strip_prefix("list number "))?;
            number.parse::<usize>().ok()?.checked_sub(1)
        };
        self.first(id, depth).unwrap_or(0)
    }

    /// The level of a heading, from 1.
    pub(super) fn level(&self, id: Option<&str>) -> Option<u8> {
        self.first(id, |style| style.level.or_else(|| by_name(&style.name)))
    }

    /// Whether a style is that of the title of the whole.
    pub(super) fn is_title(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| matches!(style.name.as_str(), "title" | "标题" | "公文标题"))
    }

    /// Whether a style is that of a table of contents.
    pub(super) fn is_contents(&self, id: Option<&str>) -> bool {
        self.chain(id).any(|style| style.name.starts_with("toc ") || style.name.starts_with("目录"))
    }

    pub(super) fn set(&self, id: Option<&str>) -> Option<String> {
        self.first(id, |style| style.set.clone())
    }

    pub(super) fn numbers(&self, id: Option<&str>) -> Option<(String, usize)> {
        self.first(id, |style| style.numbers.clone())
    }
}

fn read(style: &Element) -> Style {
    let paragraph = style.child("pPr");
    let own = |way: &[&str]| paragraph.and_then(|it| it.at(way)).and_then(Element::val).map(str::to_owned);
    Style {
        name: style.child("name").and_then(Element::val).unwrap_or_default().to_lowercase(),
        above: style.child("basedOn").and_then(Element::val).map(str::to_owned),
        level: paragraph.and_then(outline),
        bold: style.at(&["rPr", "b"]).map(Element::is_on),
        hidden: style.at(&["rPr", "vanish"]).map(Element::is_on),
        set: own(&["jc"]),
        numbers: own(&["numPr", "numId"])
            .map(|id| (id, own(&["numPr", "ilvl"]).and_then(|level| level.parse().ok()).unwrap_or(0))),
    }
}

/// The level that a paragraph's own properties give, from 1; nine means that it is no heading.
pub(super) fn outline(properties: &Element) -> Option<u8> {
    let level: u8 = properties.child("outlineLvl")?.val()?.parse().ok()?;
    (level < 9).then_some(level + 1)
}

fn by_name(name: &str) -> Option<u8> {
    let number = name.strip_prefix("heading ").or_else(|| name.strip_prefix("标题 "))?;
    number.parse().ok().filter(|level| (1..=9).contains(level))
}

/// The lists of numbering.xml, by the id that paragraphs name.
pub(super) fn lists(part: &Element) -> Counter {
    let levels: BTreeMap<&str, Vec<Level>> = part
        .elements()
        .filter(|element| &*element.name == "abstractNum")
        .filter_map(|list| Some((list.attribute("abstractNumId")?, list.all("lvl").into_iter().map(level).collect())))
        .collect();
    let mut counter = Counter::default();
    for list in part.elements().filter(|element| &*element.name == "num") {
        let Some(id) = list.attribute("numId") else { continue };
        let base = list.child("abstractNumId").and_then(Element::val).unwrap_or_default();
        let mut own = levels.get(base).cloned().unwrap_or_default();
        let overrides: Vec<&Element> = list.all("lvlOverride");
        for (at, start) in
            overrides.iter().filter_map(|one| Some((one.attribute("ilvl")?, one.child("startOverride")?.val()?)))
        {
            if let (Ok(at), Ok(start)) = (at.parse::<usize>(), start.parse())
                && let Some(level) = own.get_mut(at)
            {
                level.start = start;
            }
        }
        // Lists on one base count on from each other, unless one begins anew.
        let shared = if overrides.is_empty() { format!("base {base}") } else { id.to_owned() };
        counter.add(id, shared, own);
    }
    counter
}

/// The forms of numbers of which only the beginning is taken.
pub(super) fn cut(part: &Element) -> Vec<&str> {
    let forms = part.all("lvlText").into_iter().filter_map(Element::val);
    forms.filter(|form| form.chars().nth(LABEL).is_some()).collect()
}

fn level(level: &Element) -> Level {
    let val = |name: &str| level.child(name).and_then(Element::val);
    Level {
        format: Format::of_word(val("numFmt").unwrap_or("decimal")),
        text: val("lvlText").unwrap_or_default().chars().take(LABEL).collect(),
        start: val("start").and_then(|start| start.parse().ok()).unwrap_or(1),
    }
}
