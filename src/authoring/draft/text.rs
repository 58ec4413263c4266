//! The text of a new document: what it needs, filled as far as that can be; then what may be useful, commented out.

use super::{Wanted, keys};
use crate::authoring::Site;
use crate::content::{Kind, KindKey};
use crate::diag::Failure;
use crate::law::closed_list::ClosedList as _;
use crate::law::disclosure::Chapter;
use crate::say;
use crate::yaml::{Choices, Free, Key, Need, Shape};
use jiff::ToSpan as _;

/// A list of words that is not longer is shown whole.
const FEW: usize = 10;

/// What a list or a map in one line begins with.
const LIST_OR_MAP: [char; 2] = ['[', '{'];

/// The whole text.
pub(super) fn text(site: &Site, folder: &str, wanted: &Wanted<'_>) -> Result<String, Failure> {
    let sheet = Sheet { site, folder, wanted };
    let mut text = String::from("---\n# 必填\n");
    for known in keys(wanted.kind) {
        if let Some(line) = sheet.needed(known)? {
            text.push_str(&line);
        }
    }
    text.push_str("\n# 选填\n");
    for known in keys(wanted.kind) {
        if let Some(value) = sheet.known(known) {
            text.push_str(&line(&known.key, &value, known.key.note));
        }
    }
    text.push_str("\n# 用得上的，去掉行首的 # 和一个空格，改成实际的值\n");
    for known in keys(wanted.kind).filter(|known| known.need(wanted.kind) == Need::Useful) {
        if sheet.known(known).is_none() {
            text.push_str(&format!("# {}", line(&known.key, &sheet.example(&known.key), &note(&known.key))));
        }
    }
    text.push_str("---\n\n");
    text.push_str(&body(wanted.kind));
    Ok(text)
}

/// `键: 值  # 说明`.
fn line(key: &Key, value: &str, note: &str) -> String {
    format!("{}: {value}  # {note}\n", key.zh[0])
}

/// What a key is for; with the words that it may be, where they are few.
fn note(key: &Key) -> String {
    let choices = choices(key.shape);
    if choices.is_empty() || choices.len() > FEW {
        return key.note.to_owned();
    }
    format!("{}：{}", key.note, choices.iter().map(|words| words[1]).collect::<Vec<_>>().join("、"))
}

/// The words that a value, or each of a list, may be.
fn choices(shape: Shape) -> Choices {
    match shape {
        Shape::Choice(choices) => choices,
        Shape::List(one) => choices(*one),
        _ => &[],
    }
}

/// A document that is being written.
struct Sheet<'a> {
    site: &'a Site,
    folder: &'a str,
    wanted: &'a Wanted<'a>,
}

impl Sheet<'_> {
    /// The line of a key that the document needs, or of its kind; as a comment where the section hands it down.
    fn needed(&self, known: &KindKey) -> Result<Option<String>, Failure> {
        let key = &known.key;
        if !self.needs(known) {
            return Ok(None);
        }
        if let Some(value) = self.given(key).or_else(|| self.own(key)) {
            return Ok(Some(line(key, &value, &note(key))));
        }
        if let Some(value) = self.site.handed_down(self.folder, key.en) {
            return Ok(Some(format!("# {}: {}  # 由栏目继承，不用写\n", key.zh[0], free(value))));
        }
        let value = self.guess(key).ok_or_else(|| self.unknown(key))?;
        Ok(Some(line(key, &value, &note(key))))
    }

    /// What was typed for a key.
    fn given(&self, key: &Key) -> Option<String> {
        self.wanted.value(key).map(typed)
    }

    /// What only this document can have, whatever is handed down: its title, and a kind that is not its section's.
    fn own(&self, key: &Key) -> Option<String> {
        match key.en {
            "title" => Some(scalar(self.wanted.title)),
            "kind" if self.site.kind_in(self.folder) != self.wanted.kind => Some(self.wanted.kind.name().to_owned()),
            _ => None,
        }
    }

    /// What a key most likely is; nothing when only the author knows.
    fn guess(&self, key: &Key) -> Option<String> {
        let today = self.site.today;
        match key.en {
            "kind" => Some(self.wanted.kind.name().to_owned()),
            "published" | "opens" => Some(today.to_string()),
            "closes" => today.checked_add(self.consultation().days()).ok().map(|day| day.to_string()),
            // A report is about the year before, what is to be decided about this one.
            "year" if self.wanted.kind == Kind::Decision => Some(today.year().to_string()),
            "year" => Some((today.year() - 1).to_string()),
            "publisher" => self.publisher().map(scalar),
            _ => None,
        }
    }

    /// Days that a consultation lasts at the least; the day on which it opens is not counted.
    fn consultation(&self) -> i64 {
        self.site.config.audit.thresholds.consultation.into()
    }

    /// The site's publisher, or the only organisation that there is.
    fn publisher(&self) -> Option<&str> {
        let organisations = &self.site.config.organisations;
        let only = || match organisations.in_order() {
            [only] => Some(only),
            _ => None,
        };
        let one = self.site.config.site.publisher.map(|id| organisations.get(id)).or_else(only)?;
        Some(one.short.as_deref().unwrap_or(&one.name))
    }

    fn unknown(&self, key: &Key) -> Failure {
        let (name, kind, code, note) = (key.zh[0], self.wanted.kind.name(), self.wanted.kind.code(), key.note);
        Failure::own(say!(
            "“{kind}”必须写“{name}”（{note}）：加上 --set {name}=…",
            "a document of the kind {code} needs `{name}`: add --set {name}=…"
        ))
    }

    /// The next index number of its publisher, when that has a code for them.
    fn index_number(&self) -> Option<String> {
        let handed = self.site.handed_down(self.folder, "publisher").map(free);
        let publisher = |known: &&KindKey| known.key.en == "publisher";
        let key = &keys(self.wanted.kind).find(publisher)?.key;
        let name = self.wanted.value(key).map(str::to_owned).or(handed);
        let name = name.or_else(|| self.publisher().map(str::to_owned))?;
        let organisations = &self.site.config.organisations;
        let code = organisations.get(organisations.find(&name)?).index_code.as_deref()?;
        let given = self.site.documents.iter().filter_map(|document| document.front.index_number.as_deref());
        Some(self.site.config.index_numbers.next(code, self.site.today, given).to_string())
    }

    /// The value of a key that is not needed: what was typed or can be worked out.
    fn known(&self, known: &KindKey) -> Option<String> {
        let own = || match known.key.en {
            "index_number" => self.index_number(),
            "draft" => Some("是".to_owned()),
            _ => None,
        };
        if self.needs(known) { None } else { self.given(&known.key).or_else(own) }
    }

    /// Whether the document must have a key; its kind stands there in any case.
    fn needs(&self, known: &KindKey) -> bool {
        known.key.en == "kind" || matches!(known.need(self.wanted.kind), Need::Required | Need::Inherited)
    }

    /// A value to show for a key.
    fn example(&self, key: &Key) -> String {
        if !key.example.is_empty() {
            return key.example.to_owned();
        }
        match key.shape {
            Shape::Date | Shape::Moment => self.site.today.to_string(),
            Shape::Yes => "是".to_owned(),
            shape => choices(shape).first().map_or("", |words| words[1]).to_owned(),
        }
    }
}

/// A value as it was typed, as one line of YAML: lists and maps are written as YAML has them, all else is a text.
pub(super) fn typed(value: &str) -> String {
    match value.starts_with(LIST_OR_MAP) {
        true => value.split_whitespace().collect::<Vec<_>>().join(" "),
        false => scalar(value),
    }
}

/// A value that a section hands down, in one line.
fn free(value: &Free) -> String {
    match value {
        Free::Text(text) => text.clone(),
        Free::List(all) => all.iter().map(free).collect::<Vec<_>>().join("、"),
        _ => String::new(),
    }
}

/// A text as one line of YAML: plain where that is the same text, else within quotes.
fn scalar(text: &str) -> String {
    let text: String = text.split_whitespace().collect::<Vec<_>>().join(" ").replace(char::is_control, "");
    let is_special = text.starts_with(|c: char| c.is_ascii_punctuation() && c != '_' && c != '/');
    let is_word = matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL");
    if is_special || is_word || text.contains(": ") || text.contains(" #") || text.ends_with(':') {
        return format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""));
    }
    text
}

/// What the text begins with: the parts that the form of a disclosure report has.
fn body(kind: Kind) -> String {
    match kind {
        Kind::Disclosure => Chapter::ALL.iter().map(|chapter| format!("## {}\n\n", chapter.heading())).collect(),
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::scalar;
    use crate::yaml::{NodeKind, Value, parse};
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_title_is_read_as_it_was_typed(title in "\\PC{1,20}|[-\"'#:,&*!|>%@`{}\\[\\] a一：]{1,12}") {
            let path = "content/a.md".into();
            let text = format!("标题: {}  # 说明\n", scalar(&title));
            let yaml = parse(&path, &text, 0).map_err(|fault| TestCaseError::fail(format!("{text}{fault:?}")))?;
            let NodeKind::Map(entries) = &yaml.root.kind else { panic!("{text}") };
            let value = Value { path: &path, node: &entries[0].1 };
            let wanted = title.split_whitespace().collect::<Vec<_>>().join(" ");
            match value.is_empty() {
                true => prop_assert_eq!(wanted, ""),
                false => prop_assert_eq!(value.text().ok(), Some(wanted)),
            }
        }
    }
}
