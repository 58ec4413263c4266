//! What is kept of one document: what a result shows, and every block of text in which words are looked for.

use super::fold::has_alike;
use super::visible::seen;

/// What a record says of its document, before its text.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct About {
    /// The address of its page, from the host's root.
    pub url: String,
    /// `2024-03-01`, or nothing.
    pub date: String,
    /// Its kind's code.
    pub kind: String,
    /// What it can be chosen by: a value such as `kind:policy`, and its name.
    pub facets: Vec<(String, String)>,
    /// The states that days to come bring it: the day and the state's code, and its name.
    pub turns: Vec<(String, String)>,
    /// Its title.
    pub title: String,
    /// Its 发文字号, or nothing.
    pub number: String,
    /// Who published it.
    pub publishers: Vec<String>,
}

/// A record: lines of text, the first few with a fixed meaning.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Record(String);

/// What a state of days to come begins with, among what the document can be chosen by.
const TURN: &str = "turn:";
/// The line of the title, the first that is looked through.
const TITLE: usize = 5;

impl Record {
    /// The record of a document with these blocks of text.
    #[must_use]
    pub fn new(about: &About, blocks: &[String]) -> Self {
        let facets = about.facets.iter().map(|(value, name)| format!("{value}={name}"));
        let turns = about.turns.iter().map(|(turn, name)| format!("{TURN}{turn}={name}"));
        let facets: Vec<String> = facets.chain(turns).collect();
        let publishers = about.publishers.join("\t");
        let heads = [&about.title, &about.number, &publishers].map(|line| seen(line));
        let text: Vec<String> = heads.iter().chain(blocks).map(|line| line.replace('\n', " ")).collect();
        let alike = if text.iter().any(|line| has_alike(line)) { "1" } else { "" };
        let head =
            [&about.url, &about.date, &about.kind, alike, &facets.join("\t")].map(|line| line.replace('\n', " "));
        Self(head.into_iter().chain(text).collect::<Vec<_>>().join("\n"))
    }

    /// The record of its bytes.
    #[must_use]
    pub fn of_bytes(bytes: &[u8]) -> Option<Self> {
        let text = std::str::from_utf8(bytes).ok()?;
        (text.split('\n').count() > TITLE + 2).then(|| Self(text.to_owned()))
    }

    /// Its bytes.
    #[must_use]
    pub fn as_bytes(&self) -> &[u8] {
        self.0.as_bytes()
    }

    fn line(&self, at: usize) -> &str {
        self.0.split('\n').nth(at).unwrap_or_default()
    }

    /// The address of the page.
    #[must_use]
    pub fn url(&self) -> &str {
        self.line(0)
    }

    /// `2024-03-01`, or nothing.
    #[must_use]
    pub fn date(&self) -> &str {
        self.line(1)
    }

    /// The kind's code.
    #[must_use]
    pub fn kind(&self) -> &str {
        self.line(2)
    }

    /// What it can be chosen by: values and their names.
    pub fn facets(&self) -> impl Iterator<Item = (&str, &str)> {
        let all = self.line(4).split('\t').filter_map(|facet| facet.split_once('='));
        all.filter(|(value, _)| !value.starts_with(TURN))
    }

    /// The title.
    #[must_use]
    pub fn title(&self) -> &str {
        self.line(TITLE)
    }

    /// The title and the document number, where it has one.
    pub fn heads(&self) -> impl Iterator<Item = &str> {
        self.0.split('\n').skip(TITLE).take(2).filter(|line| !line.is_empty())
    }

    /// The publishers' names, then the text, block by block.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.line(TITLE + 2).split('\t').chain(self.blocks())
    }

    /// The text alone, block by block.
    pub fn blocks(&self) -> impl Iterator<Item = &str> {
        self.0.split('\n').skip(TITLE + 3)
    }
}

/// So many records stand in one file.
pub(super) const TOGETHER: usize = 32;
/// The bytes of the table at its head: where each of them ends, counted from the end of the table.
const TABLE: usize = 4 * TOGETHER;

/// The file of some records.
#[must_use]
pub(super) fn together(records: &[Record]) -> Vec<u8> {
    let mut bytes = vec![0; TABLE];
    for (at, place) in (0..TOGETHER).zip((0..TABLE).step_by(4)) {
        if let Some(record) = records.get(at) {
            bytes.extend(record.as_bytes());
        }
        let end = u32::try_from(bytes.len() - TABLE).unwrap_or(u32::MAX);
        bytes[place..place + 4].copy_from_slice(&end.to_le_bytes());
    }
    bytes
}

/// A record of such a file.
#[must_use]
pub(super) fn apart(bytes: &[u8], at: usize) -> Option<Record> {
    let end = |at: usize| Some(u32::from_le_bytes(bytes.get(4 * at..4 * at + 4)?.try_into().ok()?) as usize);
    let start = if at == 0 { 0 } else { end(at - 1)? };
    Record::of_bytes(bytes.get(TABLE + start..TABLE + end(at)?)?)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn records_come_back() {
        let about = About {
            url: "/a.html".into(),
            facets: vec![("kind:policy".into(), "政策文件".into())],
            turns: vec![("2026-12-01 lapsed".into(), "失效".into())],
            title: "關於\n办法".into(),
            publishers: vec!["甲".into(), "乙".into()],
            ..About::default()
        };
        let record = Record::new(&about, &["一".into(), "二".into()]);
        assert_eq!((record.title(), record.line(3)), ("關於 办法", "1"));
        assert_eq!(record.facets().collect::<Vec<_>>(), [("kind:policy", "政策文件")]);
        assert_eq!(record.line(4), "kind:policy=政策文件\tturn:2026-12-01 lapsed=失效");
        assert_eq!(record.heads().collect::<Vec<_>>(), ["關於 办法"]);
        assert_eq!(record.texts().collect::<Vec<_>>(), ["甲", "乙", "一", "二"]);
        let other = Record::new(&About::default(), &[]);
        let bytes = together(&[record.clone(), other.clone()]);
        assert_eq!([apart(&bytes, 0), apart(&bytes, 1), apart(&bytes, 2)], [Some(record), Some(other), None]);
    }
}
