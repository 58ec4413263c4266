//! The facts of a document as front matter, with a comment at everything that was guessed.

use super::Asked;
use super::front::{Facts, Found};
use super::promise::Promise;
use super::propose::Figure;
use super::report::{News, Report};
use super::{Proposals, SOURCE};
use crate::config::OrganisationId;
use crate::content::{DOCUMENT_KEYS, Kind};
use crate::law::closed_list::ClosedList as _;
use crate::say;
use crate::yaml::{Free, Need};

/// What stands before and after the name of a promise that is proposed.
const PROMISE: &str = "  - { 标识: ";
const SAYS: &str = ", 内容: ";

/// The names of the promises that a document proposes.
pub fn proposed_promises(text: &str) -> impl Iterator<Item = &str> {
    let proposals = text.lines().filter_map(|line| line.strip_prefix("# ")?.strip_prefix(PROMISE)?.split_once(SAYS));
    proposals.map(|(name, _)| name.trim_matches('"'))
}

/// The front matter, its lines `---` included. `source` is the file's name, and the short name of its content. What needs a key that
/// the document does not tell is a draft.
pub(super) fn front_matter(
    facts: &Facts,
    proposals: &Proposals,
    source: (&str, &str),
    asked: &Asked,
    report: &mut Report,
) -> String {
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
    lines.publishers(facts, asked);
    lines.key("发布日期", &facts.published.value.to_string(), &facts.published);
    if let Some(issued) = &facts.issued {
        lines.key("成文日期", &issued.value.to_string(), issued);
    }
    lines.number(facts, asked, report);
    lines.missing(&missing(facts, kind, asked), report);
    if kind == Some(Kind::Disclosure) {
        lines.comment("表:  （请填写）");
    }
    lines.figures(&proposals.figures);
    lines.promises(&proposals.promises, facts, asked);
    lines.0.push("---".to_owned());
    lines.0.join("\n") + "\n"
}

/// The keys that a document of a kind must have and that nobody told.
fn missing(facts: &Facts, kind: Option<Kind>, asked: &Asked) -> Vec<&'static str> {
    let kind = kind.unwrap_or(Kind::Page);
    let is_told = |key: &str| match key {
        "title" | "kind" | "published" => true,
        "year" => facts.year.is_some(),
        "publisher" => facts.publishers.is_some() || asked.inherited_publisher.is_some(),
        _ => false,
    };
    let needed = DOCUMENT_KEYS.iter().filter(|known| known.is_of(kind));
    let needed = needed.filter(|known| matches!(known.need(kind), Need::Required | Need::Inherited));
    needed.filter(|known| !is_told(known.key.en)).map(|known| known.key.zh[0]).collect()
}

/// The organisation that makes the promises of a document.
fn publisher(facts: &Facts, asked: &Asked) -> Option<OrganisationId> {
    let own = facts.publishers.as_ref().and_then(|found| found.value.first().copied());
    own.or_else(|| match asked.inherited_publisher? {
        Free::Text(name) => asked.organisations.find(name),
        Free::List(all) => all.iter().find_map(|one| {
            asked.organisations.find(match one {
                Free::Text(name) => name,
                _ => return None,
            })
        }),
        _ => None,
    })
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
        if let Some(year) = &facts.year {
            self.key("年度", &year.value.to_string(), year);
        }
    }

    fn publishers(&mut self, facts: &Facts, asked: &Asked) {
        if let Some(found) = &facts.publishers {
            let names: Vec<String> = found.value.iter().map(|id| scalar(&asked.organisations.get(*id).name)).collect();
            let value = if names.len() == 1 { names.concat() } else { format!("[{}]", names.join(", ")) };
            self.key("发布机构", &value, found);
        }
    }

    /// The document number; as a comment where another document has it.
    fn number(&mut self, facts: &Facts, asked: &Asked, report: &mut Report) {
        let Some(number) = &facts.number else { return };
        let written = number.value.to_string();
        if !asked.numbers.contains(&number.value) {
            return self.key("发文字号", &written, number);
        }
        self.comment(format!("发文字号: {written}  （站内另一篇文档用了这个文号，请核对）"));
        let what = say!(
            "发文字号：站内另一篇文档用了它，写成注释",
            "doc_number: another document of the site has it; it is a comment"
        );
        report.tell_all(News::LeftOut, what, &written);
    }

    /// Makes a draft of a document that lacks keys, and names them to be filled in.
    fn missing(&mut self, keys: &[&str], report: &mut Report) {
        if keys.is_empty() {
            return;
        }
        let all = keys.join("、");
        self.0.push(format!("草稿: 是  # 还缺必填的{all}，所以先作草稿；填好以后删去这一行，才会发布"));
        for key in keys {
            self.comment(format!("{key}:  （没有认出，请填写，并删去行首的 #）"));
        }
        let what = say!("写成草稿，还缺必填的键", "a draft, since it lacks keys that it must have");
        report.tell_all(News::Guessed, what, &all);
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
        let of = publisher(facts, asked).map(|id| format!("{}-", asked.organisations.get(id).id)).unwrap_or_default();
        let names = (1..).map(|number| format!("{year}-{of}{number}")).filter(|name| !asked.promises.contains(name));
        self.comment("以下承诺是从下一年的安排里摘出的，还没有生效。核对以后，去掉每行开头的“# ”；不要的删去。");
        self.comment("承诺:");
        for (Promise { text, due }, name) in promises.iter().zip(names) {
            let due = due.map(|due| format!(", 时限: {due}")).unwrap_or_default();
            let (name, text) = (quoted(&name), quoted(text));
            self.comment(format!("{PROMISE}{name}{SAYS}{text}{due} }}"));
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
