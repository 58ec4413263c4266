//! The facts of a document as front matter, with a comment at everything that was guessed.

use super::Asked;
use super::front::{Facts, Found};
use super::propose::{Figure, Promise};
use super::{Proposals, SOURCE};
use crate::content::Kind;
use crate::law::closed_list::ClosedList as _;

/// The front matter, its lines `---` included. `source` is the file's name, and the short name of its content.
pub(super) fn front_matter(facts: &Facts, proposals: &Proposals, source: (&str, &str), asked: &Asked) -> String {
    let (name, fingerprint) = source;
    let name: String = name.chars().filter(|c| !c.is_control()).collect();
    let mut lines = Lines(vec!["---".to_owned(), format!("{SOURCE}{fingerprint}（{name}）")]);
    lines.key("标题", &scalar(&facts.title.value), &facts.title);
    let kind = facts.kind.as_ref().filter(|_| asked.inherited_kind.is_none() || asked.kind.is_some());
    if let Some(kind) = kind {
        lines.key("类型", kind.value.name(), kind);
    }
    let kind = asked.kind.or(asked.inherited_kind).or(facts.kind.as_ref().map(|kind| kind.value));
    lines.year(facts, kind);
    lines.publishers(facts, kind, asked);
    lines.key("发布日期", &facts.published.value.to_string(), &facts.published);
    if let Some(issued) = &facts.issued {
        lines.key("成文日期", &issued.value.to_string(), issued);
    }
    if let Some(number) = &facts.number {
        lines.key("发文字号", &number.value.to_string(), number);
    }
    lines.missing(kind);
    lines.figures(&proposals.figures);
    lines.promises(&proposals.promises, facts, asked);
    lines.0.push("---".to_owned());
    lines.0.join("\n") + "\n"
}

struct Lines(Vec<String>);

impl Lines {
    fn key<T>(&mut self, key: &str, value: &str, found: &Found<T>) {
        let comment = found.guess.as_ref().map(|why| format!("  # 推测：{}", why.zh)).unwrap_or_default();
        self.0.push(format!("{key}: {value}{comment}"));
    }

    fn comment(&mut self, text: impl AsRef<str>) {
        self.0.push(format!("# {}", text.as_ref()));
    }

    fn year(&mut self, facts: &Facts, kind: Option<Kind>) {
        if !matches!(kind, Some(Kind::Report | Kind::Disclosure | Kind::Decision)) {
            return;
        }
        match &facts.year {
            Some(year) => self.key("年度", &year.value.to_string(), year),
            None => self.comment("年度:  （没有认出，请填写）"),
        }
    }

    fn publishers(&mut self, facts: &Facts, kind: Option<Kind>, asked: &Asked) {
        match &facts.publishers {
            Some(found) => {
                let names: Vec<String> =
                    found.value.iter().map(|id| scalar(&asked.organisations.get(*id).name)).collect();
                let value = if names.len() == 1 { names.concat() } else { format!("[{}]", names.join(", ")) };
                self.key("发布机构", &value, found);
            }
            None if asked.inherits_publisher || kind.is_none_or(|kind| kind == Kind::Page) => {}
            None => self.comment("发布机构:  （没有认出，请填写）"),
        }
    }

    /// Names the keys that a kind must have and that no document of the office tells.
    fn missing(&mut self, kind: Option<Kind>) {
        let keys: &[&str] = match kind {
            Some(Kind::Disclosure) => &["表"],
            Some(Kind::Interpretation) => &["解读"],
            Some(Kind::Consultation) => &["开始日期", "截止日期"],
            _ => &[],
        };
        for key in keys {
            self.comment(format!("{key}:  （请填写）"));
        }
    }

    fn figures(&mut self, figures: &[Figure]) {
        if figures.is_empty() {
            return;
        }
        self.comment("以下指标是在正文里找到的，还没有生效。核对以后，去掉每行开头的“# ”；不要的删去。");
        self.comment("指标:");
        for Figure { id, value, quote, change } in figures {
            let change = change.map(|change| format!(", 同比: \"{change}\"")).unwrap_or_default();
            let (id, quote) = (quoted(id), quoted(quote));
            self.comment(format!("  - {{ 标识: {id}, 数值: \"{value}\", 原文: {quote}{change} }}"));
        }
    }

    fn promises(&mut self, promises: &[Promise], facts: &Facts, asked: &Asked) {
        let Some(year) = facts.year.as_ref().map(|year| year.value + 1).filter(|_| !promises.is_empty()) else {
            return;
        };
        let of = facts.publishers.as_ref().and_then(|found| found.value.first());
        let of = of.map(|id| format!("{}-", asked.organisations.get(*id).id)).unwrap_or_default();
        self.comment("以下承诺是从下一年的安排里摘出的，还没有生效。核对以后，去掉每行开头的“# ”；不要的删去。");
        self.comment("承诺:");
        for (Promise { text, due }, number) in promises.iter().zip(1..) {
            let due = due.map(|due| format!(", 时限: {due}")).unwrap_or_default();
            let (id, text) = (quoted(&format!("{year}-{of}{number}")), quoted(text));
            self.comment(format!("  - {{ 标识: {id}, 内容: {text}{due} }}"));
        }
    }
}

/// A text as a YAML value: plain where that is sure to be read as the same text.
fn scalar(text: &str) -> String {
    let is_plain_sign = |c: char| c.is_alphanumeric() || "《》〔〕（）“”、，。—·；…！？".contains(c);
    let begins = text.chars().next().is_some_and(|c| c.is_alphabetic() || c == '《' || c == '“');
    let is_plain =
        begins && text.chars().all(|c| is_plain_sign(c) || c == ' ') && !text.ends_with(' ') && !is_word(text);
    if is_plain { text.to_owned() } else { quoted(text) }
}

/// Whether YAML has a meaning of its own for a word.
fn is_word(text: &str) -> bool {
    ["true", "false", "null", "yes", "no", "on", "off", "y", "n"].contains(&text.to_ascii_lowercase().as_str())
}

fn quoted(text: &str) -> String {
    let mut quoted = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => quoted.extend(['\\', c]),
            c if c.is_control() => quoted.push(' '),
            c => quoted.push(c),
        }
    }
    quoted + "\""
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml;
    use proptest::prelude::*;

    fn read(value: &str) -> String {
        let text = format!("标题: {value}  # 推测：原因\n");
        let yaml = yaml::parse(&"a.md".into(), &text, 0).unwrap();
        let pairs = yaml::Value { path: &yaml.path, node: &yaml.root }.pairs();
        pairs[0].1.text().unwrap()
    }

    #[test]
    fn values_are_read_as_they_are() {
        assert_eq!(scalar("示例市2024年度报告"), "示例市2024年度报告");
        for text in [
            "是",
            "no",
            "2024",
            "a: b",
            "- 甲",
            "“甲”\"乙\"\\",
            "#甲",
            "甲 #乙",
            "[甲]",
            "a,b",
            "!x",
            "&a",
            "*a",
            "@a",
            "%a",
        ] {
            assert_eq!(read(&scalar(text)), text);
        }
    }

    proptest! {
        #[test]
        fn any_title_is_read_back(text in "[甲乙ab1 :#\"'\\\\\\[\\]{}&*!|>%@`,?～-]{1,12}") {
            let back = read(&scalar(text.trim()));
            prop_assert_eq!(back.trim(), text.trim());
        }
    }
}
