//! Styles of OpenDocument: what a style says of the text that has it.

use crate::import::look::{Look, Shift};
use crate::import::model::Set;
use crate::import::numbering::{Format, Level};
use crate::import::tree::Element;
use std::collections::BTreeMap;

/// Styles by name: the automatic ones of the text, and those with a name of their own.
#[derive(Default)]
pub(super) struct Styles {
    styles: BTreeMap<String, Style>,
    lists: BTreeMap<String, Vec<Level>>,
    /// The families of fonts, by the names that the file gives them.
    fonts: BTreeMap<String, String>,
}

#[derive(Default, Clone)]
struct Style {
    above: Option<String>,
    bold: Option<bool>,
    is_hidden: Option<bool>,
    set: Option<Set>,
    list: Option<String>,
    shift: Option<Shift>,
    font: Option<String>,
    looks: Vec<Look>,
}

/// How many styles may stand on each other.
const CHAIN: usize = 20;

impl Styles {
    /// Takes in the styles of a part; those that are there already stay.
    pub(super) fn add(&mut self, part: &Element) {
        for style in part.all("style") {
            if let Some(name) = style.attribute("name") {
                self.styles.entry(name.to_owned()).or_insert_with(|| read(style));
            }
        }
        for font in part.all("font-face") {
            if let (Some(name), Some(family)) = (font.attribute("name"), font.attribute("font-family")) {
                self.fonts.entry(name.to_owned()).or_insert_with(|| family.trim_matches('\'').to_owned());
            }
        }
        for list in part.all("list-style") {
            if let Some(name) = list.attribute("name") {
                self.lists.entry(name.to_owned()).or_insert_with(|| list.elements().map(level).collect());
            }
        }
        if let Some(outline) = part.all("outline-style").first() {
            self.lists.entry(OUTLINE.to_owned()).or_insert_with(|| outline.elements().map(level).collect());
        }
    }

    pub(super) fn lists(&self) -> &BTreeMap<String, Vec<Level>> {
        &self.lists
    }

    fn chain<'a>(&'a self, name: Option<&str>) -> impl Iterator<Item = (&'a str, &'a Style)> {
        let get = |name: &str| self.styles.get_key_value(name).map(|(name, style)| (name.as_str(), style));
        std::iter::successors(name.and_then(get), move |(_, style)| get(style.above.as_deref()?)).take(CHAIN)
    }

    fn first<T>(&self, name: Option<&str>, of: impl Fn(&Style) -> Option<T>) -> Option<T> {
        self.chain(name).find_map(|(_, style)| of(style))
    }

    pub(super) fn is_bold(&self, name: Option<&str>) -> Option<bool> {
        self.first(name, |style| style.bold)
    }

    pub(super) fn is_hidden(&self, name: Option<&str>) -> bool {
        self.first(name, |style| style.is_hidden).unwrap_or_default()
    }

    pub(super) fn set(&self, name: Option<&str>) -> Set {
        self.first(name, |style| style.set).unwrap_or_default()
    }

    pub(super) fn list(&self, name: Option<&str>) -> Option<String> {
        self.first(name, |style| style.list.clone())
    }

    /// How deep in a list its items stand at the least.
    pub(super) fn depth(&self, name: Option<&str>) -> usize {
        self.chain(name).find_map(|(name, _)| depth(name)).unwrap_or(0)
    }

    /// Whether words stand higher or lower than their line.
    pub(super) fn shift(&self, name: Option<&str>) -> Option<Shift> {
        self.first(name, |style| style.shift)
    }

    /// The font of words.
    pub(super) fn font(&self, name: Option<&str>) -> Option<String> {
        let own = self.first(name, |style| style.font.clone())?;
        Some(self.fonts.get(&own).cloned().unwrap_or(own))
    }

    pub(super) fn looks(&self, name: Option<&str>) -> Vec<Look> {
        self.chain(name).flat_map(|(_, style)| style.looks.clone()).collect()
    }

    /// Whether a style is that of the title of the whole.
    pub(super) fn is_title(&self, name: Option<&str>) -> bool {
        self.chain(name).any(|(name, _)| name == "Title")
    }
}

/// How deep in a list the items of a style of Word stand, that says so by its name alone: `List Bullet 2`.
fn depth(name: &str) -> Option<usize> {
    let begins = ["List_20_Bullet_20_", "List_20_Number_20_"];
    let number = begins.iter().find_map(|begin| name.strip_prefix(begin))?;
    number.parse::<usize>().ok()?.checked_sub(1)
}

/// What the numbers of headings are called among the lists.
pub(super) const OUTLINE: &str = "Outline";

fn read(style: &Element) -> Style {
    let text = |name: &str| style.child("text-properties").and_then(|it| it.attribute(name));
    let is_drawn = |name: &str| text(name).is_some_and(|value| value != "none");
    let mut looks = Vec::new();
    looks.extend(matches!(text("font-style"), Some("italic" | "oblique")).then_some(Look::Italic));
    looks.extend(is_drawn("text-underline-style").then_some(Look::Underlined));
    looks.extend(is_drawn("text-line-through-style").then_some(Look::Struck));
    looks.extend(is_drawn("text-emphasize").then_some(Look::Dotted));
    looks.extend(text("background-color").is_some_and(|colour| colour != "transparent").then_some(Look::Highlighted));
    looks.extend(is_drawn("border").then_some(Look::Bordered));
    let is_capital = text("text-transform") == Some("uppercase") || text("font-variant") == Some("small-caps");
    looks.extend(is_capital.then_some(Look::Capital));
    let position = text("text-position").and_then(|it| it.split_whitespace().next());
    let weight = text("font-weight").or_else(|| text("font-weight-asian"));
    Style {
        above: style.attribute("parent-style-name").map(str::to_owned),
        bold: weight.map(|weight| weight == "bold" || weight.parse::<u16>().is_ok_and(|weight| weight >= 600)),
        is_hidden: text("display").map(|display| display == "none"),
        set: style.child("paragraph-properties").and_then(|it| it.attribute("text-align")).map(|align| match align {
            "center" => Set::Centred,
            "right" | "end" => Set::Right,
            _ => Set::Full,
        }),
        list: style.attribute("list-style-name").filter(|name| !name.is_empty()).map(str::to_owned),
        shift: position.filter(|it| !it.starts_with("0%")).map(|it| {
            match it.starts_with("sub") || it.starts_with('-') {
                true => Shift::Down,
                false => Shift::Up,
            }
        }),
        font: text("font-name").or_else(|| text("font-family")).map(|font| font.trim_matches('\'').to_owned()),
        looks,
    }
}

fn level(level: &Element) -> Level {
    let own = |name: &str| level.attribute(name);
    let depth: usize = own("level").and_then(|level| level.parse().ok()).unwrap_or(1);
    let sample = own("num-format").unwrap_or_default();
    let format = match &*level.name {
        "list-level-style-bullet" | "list-level-style-image" => Format::Bullet,
        _ => Format::of_open_document(sample),
    };
    let (before, after) = (own("num-prefix").unwrap_or_default(), own("num-suffix").unwrap_or_default());
    let text = own("num-list-format").map_or_else(
        || match sample {
            "" => String::new(),
            _ => format!("{before}%{depth}{after}"),
        },
        |format| (1..=10).rev().fold(format.to_owned(), |text, at| text.replace(&format!("%{at}%"), &format!("%{at}"))),
    );
    Level { format, text, start: own("start-value").and_then(|start| start.parse().ok()).unwrap_or(1) }
}
