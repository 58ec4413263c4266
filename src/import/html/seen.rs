//! What is seen of a page without its style sheets: elements that hide what is in them, what stands around the text, looks, and
//! controls of forms.

use crate::import::look::Look;
use crate::import::tree::{Element, Node};

/// Elements that end the paragraph before them; all others, also those that nobody knows, stand in running text.
pub(super) const BLOCKS: [&str; 53] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "dialog",
    "dir",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hgroup",
    "hr",
    "html",
    "legend",
    "li",
    "listing",
    "main",
    "menu",
    "nav",
    "ol",
    "p",
    "plaintext",
    "pre",
    "search",
    "section",
    "summary",
    "table",
    "tbody",
    "td",
    "tfoot",
    "th",
    "thead",
    "tr",
    "ul",
    "xmp",
    "frameset",
    "marquee",
];

/// Elements around the text of a page.
const AROUND: [&str; 3] = ["nav", "footer", "aside"];

/// What authors call what stands around the text of a page.
const AROUND_BY_NAME: [&str; 12] = [
    "nav",
    "navbar",
    "menu",
    "header",
    "footer",
    "foot",
    "breadcrumb",
    "breadcrumbs",
    "crumb",
    "crumbs",
    "sidebar",
    "copyright",
];

/// What stands around the text has no more characters and elements.
const AROUND_LARGEST: usize = 800;

/// Elements that no reader sees as a part of the text.
pub(super) const NO_TEXT: [&str; 15] = [
    "audio", "base", "canvas", "datalist", "embed", "head", "iframe", "link", "meta", "noscript", "object", "script",
    "style", "template", "video",
];

/// Those of them that hold nothing for readers.
const NO_WORDS: [&str; 6] = ["base", "head", "link", "meta", "script", "style"];

/// A form with no more words is one to search or to sign in.
const SHORT_FORM: usize = 60;

/// What a control of a form is.
pub(super) enum Control {
    /// It shows words, which it was given or somebody chose.
    Value(String),
    /// It is pressed.
    Button(String),
    /// One of a list is chosen: that one, and the others.
    Choice(String, String),
    /// It shows nothing.
    Unseen,
}

impl Control {
    /// An element that is a control.
    pub(super) fn of(element: &Element) -> Option<Self> {
        Some(match &*element.name {
            "input" => Self::input(element),
            "textarea" => Self::Value(element.text()),
            "button" => Self::Button(inner_words(element)),
            "select" => Self::choice(element),
            _ => return None,
        })
    }

    fn input(element: &Element) -> Self {
        let value = || element.attribute("value").unwrap_or_default().to_owned();
        let is_checked = element.attribute("checked").is_some();
        match element.attribute("type").unwrap_or("text").to_ascii_lowercase().as_str() {
            "hidden" | "password" | "file" | "image" => Self::Unseen,
            "submit" | "button" | "reset" => Self::Button(value()),
            "checkbox" | "radio" => Self::Value(if is_checked { "☑" } else { "☐" }.to_owned()),
            _ => Self::Value(value()),
        }
    }

    /// The options that are chosen, else the first.
    fn choice(element: &Element) -> Self {
        let options = element.all("option");
        let is_chosen = |option: &Element| option.attribute("selected").is_some();
        let first_alone = !options.iter().any(|option| is_chosen(option)) && element.attribute("multiple").is_none();
        let (chosen, others): (Vec<_>, Vec<_>) =
            options.into_iter().enumerate().partition(|(at, option)| is_chosen(option) || first_alone && *at == 0);
        let joined = |options: Vec<(usize, &Element)>| {
            options.into_iter().map(|(_, option)| option.text().trim().to_owned()).collect::<Vec<_>>().join(" ")
        };
        let others = [joined(others), outside_of_options(element)].join(" ");
        Self::Choice(joined(chosen), others.trim().to_owned())
    }

    fn words(self) -> String {
        match self {
            Self::Value(words) | Self::Button(words) => words,
            Self::Choice(chosen, others) => [chosen, others].join(" ").trim().to_owned(),
            Self::Unseen => String::new(),
        }
    }
}

/// What stands in a list to choose from, and in none of its options.
fn outside_of_options(element: &Element) -> String {
    let words = element.children.iter().map(|child| match child {
        Node::Text(words) => words.trim().to_owned(),
        Node::Element(inner) if &*inner.name == "option" => String::new(),
        Node::Element(inner) => outside_of_options(inner),
    });
    words.filter(|words| !words.is_empty()).collect::<Vec<_>>().join(" ")
}

/// Whether an element says itself that it is not seen.
pub(super) fn is_hidden(element: &Element) -> bool {
    let style = bare_style(element);
    element.attribute("hidden").is_some_and(|how| how != "until-found")
        || &*element.name == "dialog" && element.attribute("open").is_none()
        || style.split(';').any(is_without_size)
        || ["display:none", "visibility:hidden", "visibility:collapse"].iter().any(|one| style.contains(one))
}

/// Whether a rule of a style leaves no room for words: `font-size:0`, `opacity:0`.
fn is_without_size(rule: &str) -> bool {
    let size = rule.strip_prefix("font-size:").or_else(|| rule.strip_prefix("opacity:"));
    size.is_some_and(|size| {
        let digits =
            size.trim_end_matches("!important").trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%');
        digits.parse::<f32>() == Ok(0.0)
    })
}

/// Whether a form is one to search or to sign in, and not one around the text of a page.
pub(super) fn is_small_form(element: &Element) -> bool {
    let holds_text = ["p", "table", "h1", "h2", "h3", "li"].iter().any(|name| !element.all(name).is_empty());
    !holds_text && words(element).chars().count() <= SHORT_FORM
}

/// Whether an element always stands around the text of a page: navigation, a footer.
pub(super) fn is_around(element: &Element) -> bool {
    AROUND.contains(&&*element.name)
}

/// Whether an element stands around the text of a page that does not say where its text is; what holds a first heading does not.
pub(super) fn is_around_by_name(element: &Element) -> bool {
    let holds = |name: &str| !element.all(name).is_empty();
    let is_called_so = || names(element).any(|name| AROUND_BY_NAME.contains(&name.to_ascii_lowercase().as_str()));
    match &*element.name {
        "header" => !holds("h1"),
        "div" | "ul" | "section" => {
            is_called_so() && fits(element, &mut { AROUND_LARGEST }) && !holds("h1") && !holds("table")
        }
        _ => false,
    }
}

/// Whether an element has no more characters and elements than are left; it is not looked at any further than that.
fn fits(element: &Element, left: &mut usize) -> bool {
    element.children.iter().all(|child| {
        let size = match child {
            Node::Text(words) => words.chars().take(*left + 1).count(),
            Node::Element(_) => 1,
        };
        let rest = left.checked_sub(size);
        *left = rest.unwrap_or_default();
        rest.is_some()
            && match child {
                Node::Text(_) => true,
                Node::Element(inner) => fits(inner, left),
            }
    })
}

/// What an author calls an element: its id and its classes.
pub(super) fn names(element: &Element) -> impl Iterator<Item = &str> {
    ["id", "class"].into_iter().filter_map(|name| element.attribute(name)).flat_map(str::split_whitespace)
}

/// Whether an element is the header or footer of printed pages or holds comments, as LibreOffice and Word write them.
pub(super) fn is_of_print(element: &Element) -> bool {
    let style = bare_style(element);
    &*element.name == "div"
        && (matches!(element.attribute("title"), Some("header" | "footer"))
            || ["header", "footer", "comment-list"].iter().any(|what| style.contains(&format!("mso-element:{what}"))))
}

/// What the style of an element says of its words.
pub(super) struct Style {
    pub(super) bold: Option<bool>,
    pub(super) align: Option<String>,
    pub(super) font: Option<String>,
    pub(super) looks: Vec<Look>,
}

/// Reads what an element says in its attribute `style`.
pub(super) fn style(element: &Element) -> Style {
    let bare = bare_style(element);
    let value = |name: &str| bare.split(';').filter_map(|rule| rule.split_once(':')).rfind(|(own, _)| *own == name);
    let value = |name: &str| value(name).map(|(_, value)| value.trim_end_matches("!important"));
    let bold = value("font-weight")
        .map(|weight| matches!(weight, "bold" | "bolder") || weight.parse::<u16>().is_ok_and(|weight| weight >= 600));
    let drawn = ["text-decoration", "text-decoration-line"].iter().filter_map(|name| value(name)).collect::<String>();
    let is_tilted = matches!(value("font-style"), Some("italic" | "oblique"));
    let is_lit = value("mso-highlight").is_some_and(|colour| colour != "none");
    let looks = [
        (is_tilted, Look::Italic),
        (drawn.contains("underline"), Look::Underlined),
        (drawn.contains("line-through"), Look::Struck),
        (is_lit, Look::Highlighted),
        (value("border").is_some_and(|line| line != "none" && !line.starts_with('0')), Look::Bordered),
        (value("text-transform") == Some("uppercase"), Look::Capital),
    ];
    Style {
        bold,
        align: value("text-align").map(str::to_owned),
        font: value("font-family").and_then(first_font),
        looks: looks.into_iter().filter_map(|(is_so, look)| is_so.then_some(look)).collect(),
    }
}

/// The first of the fonts that a style names.
fn first_font(fonts: &str) -> Option<String> {
    fonts.split(',').next().map(|first| first.trim_matches(['"', '\'']).to_owned())
}

/// The style of an element without blanks, in small letters.
fn bare_style(element: &Element) -> String {
    let style: String = element.attribute("style").unwrap_or_default().split_whitespace().collect();
    style.to_ascii_lowercase()
}

/// The words of an element, with those of its controls, also where it is hidden.
pub(super) fn words(element: &Element) -> String {
    Control::of(element).map_or_else(|| inner_words(element), Control::words)
}

fn inner_words(element: &Element) -> String {
    let mut text = String::new();
    for child in &element.children {
        match child {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) if NO_WORDS.contains(&&*inner.name) => {}
            Node::Element(inner) => {
                if Control::of(inner).is_some() || BLOCKS.contains(&&*inner.name) {
                    text.push(' ');
                }
                text.push_str(&words(inner));
                text.push(' ');
            }
        }
    }
    text.trim().to_owned()
}

/// How many characters of an element are seen.
pub(super) fn length_seen(element: &Element) -> usize {
    let seen = |child: &Node| match child {
        Node::Text(words) => words.chars().filter(|c| !c.is_whitespace()).count(),
        Node::Element(inner) if NO_TEXT.contains(&&*inner.name) || is_hidden(inner) || is_around(inner) => 0,
        Node::Element(inner) => length_seen(inner),
    };
    element.children.iter().map(seen).sum()
}

/// Whether nothing of an element is meant for readers.
pub(super) fn is_for_machines(element: &Element) -> bool {
    NO_WORDS.contains(&&*element.name)
}

/// The rule of a style sheet that hides something, as far as it names what.
pub(super) fn hiding_rule(sheet: &str) -> Option<String> {
    let bare: String = sheet.split_whitespace().collect::<Vec<_>>().join(" ").replace(": ", ":").to_ascii_lowercase();
    let at = ["display:none", "visibility:hidden"].iter().filter_map(|one| bare.find(one)).min()?;
    let open = bare[..at].rfind('{')?;
    let begin = bare[..open].rfind(['{', '}', ';']).map_or(0, |end| end + 1);
    Some(bare[begin..open].trim().to_owned())
}

#[cfg(test)]
mod tests {
    use super::hiding_rule;

    #[test]
    fn a_sheet_that_hides_something_is_found() {
        assert_eq!(hiding_rule("p { color: red } .更多, #x { Display : none }"), None);
        assert_eq!(
            hiding_rule("p { color: red }\n.more,\n#x { color: red; display:  none }"),
            Some(".more, #x".into())
        );
        assert_eq!(hiding_rule("@media print { .no { visibility: hidden } }"), Some(".no".into()));
        assert_eq!(hiding_rule("p { display: block }"), None);
    }
}
