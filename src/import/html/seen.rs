//! What is seen of a page without its style sheets: elements that hide what is in them, and controls of forms.

use crate::import::tree::{Element, Node};

/// Elements that no reader sees as a part of the text.
pub(super) const NO_TEXT: [&str; 15] = [
    "audio", "base", "canvas", "datalist", "embed", "head", "iframe", "link", "meta", "noscript", "object", "script",
    "style", "template", "video",
];

/// Those of them that hold nothing for readers.
const NO_WORDS: [&str; 8] = ["base", "datalist", "head", "link", "meta", "script", "style", "template"];

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
            "button" => Self::Button(words(element)),
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
        Self::Choice(joined(chosen), joined(others))
    }

    fn words(self) -> String {
        match self {
            Self::Value(words) | Self::Button(words) | Self::Choice(words, _) => words,
            Self::Unseen => String::new(),
        }
    }
}

/// Whether an element says itself that it is not seen.
pub(super) fn is_hidden(element: &Element) -> bool {
    let style: String = element.attribute("style").unwrap_or_default().split_whitespace().collect();
    let style = style.to_ascii_lowercase();
    element.attribute("hidden").is_some_and(|how| how != "until-found")
        || ["display:none", "visibility:hidden", "visibility:collapse"].iter().any(|one| style.contains(one))
}

/// Whether a form is one to search or to sign in, and not one around the text of a page.
pub(super) fn is_small_form(element: &Element) -> bool {
    let holds_text = ["p", "table", "h1", "h2", "h3", "li"].iter().any(|name| !element.all(name).is_empty());
    !holds_text && words(element).chars().count() <= SHORT_FORM
}

/// Whether an element is the header or footer of printed pages, as LibreOffice writes them.
pub(super) fn is_of_print(element: &Element) -> bool {
    &*element.name == "div" && matches!(element.attribute("title"), Some("header" | "footer"))
}

/// The words that are seen below an element, with those of its controls.
pub(super) fn words(element: &Element) -> String {
    let mut text = String::new();
    for child in &element.children {
        match child {
            Node::Text(words) => text.push_str(words),
            Node::Element(inner) if NO_WORDS.contains(&&*inner.name) => {}
            Node::Element(inner) => {
                text.push_str(&Control::of(inner).map_or_else(|| words(inner), Control::words));
                text.push(' ');
            }
        }
    }
    text.trim().to_owned()
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
