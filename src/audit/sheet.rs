//! A published style sheet: which selector is given which value, and what colour that is in daylight and in the dark.

use cssparser::color::{parse_hash_color, parse_named_color};
use cssparser::{ParseError, Parser, SourcePosition, Token};
use std::collections::BTreeMap;

/// Blocks may stand in each other this deep, and a variable may name another one so often.
const DEEPEST: usize = 16;

/// A style sheet.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    blocks: Vec<Block>,
}

/// What is declared for a selector.
#[derive(Debug)]
pub(super) struct Block {
    /// As it is written; that of a block around it stands before it.
    pub(super) selector: String,
    /// When it holds.
    pub(super) when: When,
    /// Names and values, in the order of the sheet.
    declarations: Vec<(String, String)>,
}

/// When a block holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    /// Always, as far as colours go.
    Always,
    /// When the person prefers light colours.
    Light,
    /// When dark ones.
    Dark,
}

/// What a person prefers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Scheme {
    Light,
    Dark,
}

/// The custom properties of a sheet in one scheme.
#[derive(Debug, Default)]
pub(super) struct Tokens {
    values: BTreeMap<String, String>,
    scheme: Option<Scheme>,
}

/// A colour without transparency.
pub(super) type Rgb = [u8; 3];

impl Sheet {
    /// Reads a sheet; what is for paper, and what is no selector's, is left out.
    #[must_use]
    pub(super) fn read(css: &str) -> Self {
        let mut sheet = Self::default();
        sheet.walk(&mut Parser::new(css), &mut Block::new("", When::Always), 0);
        sheet
    }

    /// Its blocks.
    pub(super) fn blocks(&self) -> impl Iterator<Item = &Block> {
        self.blocks.iter()
    }

    /// The schemes that it has colours for.
    #[must_use]
    pub(super) fn schemes(&self) -> Vec<Scheme> {
        let is_dark = |block: &Block| {
            block.when == When::Dark || block.declarations.iter().any(|(_, value)| value.contains("light-dark("))
        };
        let has_dark = self.blocks.iter().any(is_dark);
        if has_dark { vec![Scheme::Light, Scheme::Dark] } else { vec![Scheme::Light] }
    }

    /// What its custom properties are in a scheme, as the root has them.
    #[must_use]
    pub(super) fn tokens(&self, scheme: Scheme) -> Tokens {
        let mut tokens = Tokens { values: BTreeMap::new(), scheme: Some(scheme) };
        for block in self.blocks.iter().filter(|block| block.is_root() && block.holds(scheme)) {
            let own = block.declarations.iter().filter(|(name, _)| name.starts_with("--"));
            tokens.values.extend(own.cloned());
        }
        tokens
    }

    /// Walks through what stands between two braces: declarations, and blocks in it.
    fn walk(&mut self, parser: &mut Parser<'_>, here: &mut Block, depth: usize) {
        loop {
            parser.skip_whitespace();
            let start = parser.position();
            let (end, has_block) = statement(parser);
            let text = without_comments(parser.slice(start..end));
            if has_block {
                self.enter(parser, &text, here, depth);
            } else if let Some((name, value)) = text.split_once(':') {
                here.declarations.push((name.trim().to_owned(), value.trim().to_owned()));
            }
            if !has_block && parser.is_exhausted() {
                return;
            }
        }
    }

    /// Reads the block after a prelude.
    fn enter(&mut self, parser: &mut Parser<'_>, prelude: &str, around: &Block, depth: usize) {
        let inner = around.inner(prelude.trim()).filter(|_| depth < DEEPEST);
        let read = parser.parse_nested_block(|parser| {
            if let Some(mut block) = inner {
                self.walk(parser, &mut block, depth + 1);
                self.blocks.push(block);
            }
            Ok::<(), ParseError<()>>(())
        });
        // What was left of a block that is passed over is no mistake here.
        drop(read);
    }
}

/// Goes to the end of a statement: where it ends, and whether a block follows.
fn statement(parser: &mut Parser<'_>) -> (SourcePosition, bool) {
    loop {
        // What stands in brackets is passed over with this, too.
        parser.skip_whitespace();
        let before = parser.position();
        match parser.next() {
            Ok(Token::CurlyBracketBlock) => return (before, true),
            Ok(Token::Semicolon) | Err(_) => return (before, false),
            Ok(_) => {}
        }
    }
}

fn without_comments(text: &str) -> String {
    let mut parts = text.split("/*");
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once("*/").map_or("", |(_, after)| after))
}

impl Block {
    fn new(selector: &str, when: When) -> Self {
        Self { selector: selector.to_owned(), when, declarations: Vec::new() }
    }

    /// The block in this one with some prelude; nothing for one that does not speak of a page on a screen.
    fn inner(&self, prelude: &str) -> Option<Self> {
        let Some(at) = prelude.strip_prefix('@') else {
            let selector = format!("{} {prelude}", self.selector);
            return Some(Self::new(selector.trim(), self.when));
        };
        let (name, rest) = at.split_once([' ', '(']).unwrap_or((at, ""));
        let rest: String = rest.split_whitespace().collect();
        let when = match name {
            "layer" | "supports" | "container" | "scope" => self.when,
            "media" if rest.contains("print") || rest.contains("forced-colors") => return None,
            "media" if rest.contains("prefers-color-scheme:dark") => When::Dark,
            "media" if rest.contains("prefers-color-scheme:light") => When::Light,
            "media" => self.when,
            _ => return None,
        };
        Some(Self::new(&self.selector, when))
    }

    /// Whether it holds in a scheme.
    #[must_use]
    pub(super) fn holds(&self, scheme: Scheme) -> bool {
        match self.when {
            When::Always => true,
            When::Light => scheme == Scheme::Light,
            When::Dark => scheme == Scheme::Dark,
        }
    }

    fn is_root(&self) -> bool {
        self.selectors().any(|one| matches!(one, ":root" | "html" | "body"))
    }

    /// Each of its selectors.
    pub(super) fn selectors(&self) -> impl Iterator<Item = &str> {
        self.selector.split(',').map(str::trim)
    }

    /// The value of a property, which a later one of the same name takes over.
    #[must_use]
    pub(super) fn value(&self, name: &str) -> Option<&str> {
        let value = self.declarations.iter().rev().find(|(known, _)| known == name)?;
        Some(value.1.trim_end_matches("!important").trim())
    }
}

impl Tokens {
    /// The value of a custom property.
    #[must_use]
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        self.values.get(name).map(String::as_str)
    }

    /// The colour that a value comes to; nothing for what is no plain colour.
    #[must_use]
    pub(super) fn colour(&self, value: &str) -> Option<Rgb> {
        self.resolve(value, DEEPEST)
    }

    fn resolve(&self, value: &str, depth: usize) -> Option<Rgb> {
        let value = value.trim();
        let depth = depth.checked_sub(1)?;
        if let Some(inner) = call(value, "var") {
            let (name, other) = inner.split_once(',').map_or((inner, None), |(name, other)| (name, Some(other)));
            return self.resolve(self.get(name.trim()).or(other)?, depth);
        }
        if let Some([light, dark]) = call(value, "light-dark").and_then(parts) {
            return self.resolve(if self.scheme == Some(Scheme::Dark) { dark } else { light }, depth);
        }
        if let Some([space, one, other]) = call(value, "color-mix").and_then(parts) {
            return if space == "in srgb" { self.mixed(one, other, depth) } else { None };
        }
        if let Some(inner) = call(value, "rgb") {
            return rgb(inner);
        }
        match value.strip_prefix('#') {
            Some(digits) => match parse_hash_color(digits.as_bytes()) {
                Ok((red, green, blue, opacity)) if opacity >= 1.0 => Some([red, green, blue]),
                _ => None,
            },
            None => parse_named_color(value).ok().map(|(red, green, blue)| [red, green, blue]),
        }
    }
}

impl Tokens {
    /// So much of one colour and the rest of another (CSS Color 5, 3: color-mix), part by part.
    fn mixed(&self, one: &str, other: &str, depth: usize) -> Option<Rgb> {
        let ((one, share), (other, rest)) = (shared(one)?, shared(other)?);
        let share = match (share, rest) {
            (Some(share), None) => share,
            (None, Some(rest)) => 1.0 - rest,
            (None, None) => 0.5,
            (Some(share), Some(rest)) if (share + rest - 1.0).abs() < 1e-6 => share,
            (Some(_), Some(_)) => return None,
        };
        let (one, other) = (self.resolve(one, depth)?, self.resolve(other, depth)?);
        Some([0, 1, 2].map(|at| {
            let part = f64::from(one[at]) * share + f64::from(other[at]) * (1.0 - share);
            // Between two parts of a colour, and so one itself.
            part.round() as u8
        }))
    }
}

/// A colour and which share of a mixture it has, from 0 to 1.
fn shared(part: &str) -> Option<(&str, Option<f64>)> {
    let Some((colour, percent)) = part.strip_suffix('%').and_then(|part| part.rsplit_once(char::is_whitespace)) else {
        return Some((part, None));
    };
    let share = percent.parse::<f64>().ok().filter(|percent| (0.0..=100.0).contains(percent))? / 100.0;
    Some((colour.trim(), Some(share)))
}

/// The parts between the commas that stand in no brackets.
fn parts<const N: usize>(inner: &str) -> Option<[&str; N]> {
    let mut depth = 0_usize;
    let parts: Vec<&str> = inner
        .split(|character| {
            match character {
                '(' => depth += 1,
                ')' => depth = depth.saturating_sub(1),
                _ => {}
            }
            character == ',' && depth == 0
        })
        .map(str::trim)
        .collect();
    parts.try_into().ok()
}

/// What stands in the brackets of a function that is the whole value.
fn call<'a>(value: &'a str, name: &str) -> Option<&'a str> {
    value.strip_prefix(name)?.strip_prefix('(')?.strip_suffix(')')
}

fn rgb(inner: &str) -> Option<Rgb> {
    let parts: Vec<u8> =
        inner.split([',', ' ']).filter(|part| !part.is_empty()).map_while(|part| part.parse().ok()).collect();
    (parts.len() == 3 && !inner.contains('/')).then(|| [parts[0], parts[1], parts[2]])
}

/// How far two colours stand apart, from 1 to 21 (WCAG 2.2, contrast ratio).
#[must_use]
pub(super) fn contrast(a: Rgb, b: Rgb) -> f64 {
    let (a, b) = (luminance(a), luminance(b));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// WCAG 2.2, relative luminance.
fn luminance(colour: Rgb) -> f64 {
    let linear = colour.map(|part| {
        let part = f64::from(part) / 255.0;
        if part <= 0.040_45 { part / 12.92 } else { ((part + 0.055) / 1.055).powf(2.4) }
    });
    linear.iter().zip([0.2126, 0.7152, 0.0722]).map(|(part, weight)| part * weight).sum()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn blocks_in_layers_and_media_are_read() {
        let sheet = Sheet::read(
            "/* a { */ @layer a, b; @layer a { :root { --x: #fff; /* c */ --y: var(--x) }\n\
             @media (prefers-color-scheme: dark) { :root { --x: #000 } } }\n\
             @media print { p { color: red } } a:hover { color: var(--y); b { color: rgb(1, 2, 3) } }",
        );
        let all: Vec<&str> = sheet.blocks().map(|block| block.selector.as_str()).collect();
        assert_eq!(all, [":root", ":root", "", "", "a:hover b", "a:hover"]);
        assert_eq!(sheet.tokens(Scheme::Light).colour("var(--y)"), Some([255; 3]));
        assert_eq!(sheet.tokens(Scheme::Dark).colour("var(--y)"), Some([0; 3]));
        assert_eq!(sheet.schemes().len(), 2);
    }

    #[test]
    fn colours_are_what_they_are_written_as() {
        let tokens = Tokens::default();
        for (value, colour) in [
            ("#fff", Some([255; 3])),
            ("white", Some([255; 3])),
            ("rgb(1 2 3)", Some([1, 2, 3])),
            ("var(--none, #010203)", Some([1, 2, 3])),
            ("light-dark(#000, #fff)", Some([0; 3])),
            ("light-dark(color-mix(in srgb, #000, #fff), rgb(1, 2, 3))", Some([128; 3])),
            ("color-mix(in srgb, var(--none, #640000) 75%, #000064)", Some([75, 0, 25])),
            ("color-mix(in srgb, #640000, #000064 10%)", Some([90, 0, 10])),
            ("color-mix(in srgb, #640000 10%, #000064 10%)", None),
            ("color-mix(in srgb, #640000 101%, #000)", None),
            ("color-mix(in oklab, #640000, #000)", None),
            ("#ffffff80", None),
            ("rgb(1 2 3 / 50%)", None),
            ("inherit", None),
            ("currentColor", None),
            ("var(--none)", None),
        ] {
            assert_eq!(tokens.colour(value), colour, "{value}");
        }
        assert!((contrast([255; 3], [0; 3]) - 21.0).abs() < 1e-9 && (contrast([9; 3], [9; 3]) - 1.0).abs() < 1e-9);
        assert!((contrast([0x76; 3], [255; 3]) - 4.54).abs() < 0.01);
    }

    proptest! {
        #[test]
        fn any_text_is_read(css in "[a-z:;{}@()/*,# \"-]{0,80}") {
            let sheet = Sheet::read(&css);
            let tokens = sheet.tokens(Scheme::Dark);
            let colours = sheet.blocks().filter_map(|block| tokens.colour(block.value("color")?));
            prop_assert!(colours.count() <= css.len());
        }
    }
}
