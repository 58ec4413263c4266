//! A document: its place, its names, its front matter.
//!
//! Everything here is worked out from the corpus and the document's index alone, so that one document can link to
//! another, or name its number, without anything being kept.

use super::Corpus;
use super::body;
use super::day::Day;
use super::prng::Prng;
use super::site::{Kind, ORGANISATIONS, Organisation, SECTIONS, Section};
use super::words::{ACTIONS, FIELDS, KEYWORDS, RESULTS, TOPICS};

/// One document of a corpus.
#[derive(Debug)]
pub(super) struct Document<'a> {
    corpus: &'a Corpus,
    index: usize,
    /// The section that it was dealt to.
    pub(super) section: &'static Section,
    kind: Kind,
    /// The day of its publication.
    day: Day,
    publisher: Organisation,
    field: &'static str,
    /// For what is drawn after the values above.
    prng: Prng,
}

impl<'a> Document<'a> {
    /// The document with this index, of as many as the corpus has.
    pub(super) fn new(corpus: &'a Corpus, index: usize) -> Self {
        let section = &SECTIONS[index % SECTIONS.len()];
        let kind = section.kinds[index / SECTIONS.len() % section.kinds.len()];
        let mut prng = Prng::new(corpus.seed, index);
        let day = match kind {
            // An interpretation follows its policy.
            Kind::Interpretation => policy(corpus, &mut prng).day.plus(prng.below(10)).min(Day::LAST),
            _ => Day::new(prng.below(Day::COUNT)),
        };
        let (publisher, field) = (prng.pick(&ORGANISATIONS), prng.pick(&FIELDS));
        Self { corpus, index, section, kind, day, publisher, field, prng }
    }

    /// Its file, from content/: `tzgg/t20240305_00123.md`.
    pub(super) fn path(&self) -> String {
        let name = format!("t{}_{:05}.md", self.day.digits(), self.index);
        match self.year_folder() {
            Some(year) => format!("{}/{year}/{name}", self.section.folder),
            None => format!("{}/{name}", self.section.folder),
        }
    }

    /// The year of the folder that it stands in, if its section is cut by year.
    pub(super) fn year_folder(&self) -> Option<usize> {
        (self.section.yearly || self.corpus.is_large()).then(|| self.day.year())
    }

    /// Its title, which no other has: each holds its number.
    pub(super) fn title(&self) -> String {
        let (short, field, year, number) = (self.publisher.short, self.field, self.day.year(), self.index + 1);
        match self.kind {
            Kind::Policy => format!("关于印发《示例市{field}管理办法（第{number}号）》的通知"),
            Kind::Interpretation => format!("《示例市{}管理办法》政策解读之{number}", self.interpreted().field),
            Kind::Notice => format!("{short}关于做好{field}有关事项的通告（{year}年第{number}号）"),
            Kind::News => format!("{short}推进{field}工作见实效（第{number}期）"),
            Kind::Report => format!("{short}{}年度{field}工作情况报告（第{number}号）", year - 1),
            Kind::Decision => format!("{field}实施方案（{year}年重大行政决策事项第{number}项）"),
            Kind::Consultation => format!("关于《示例市{field}实施细则（第{number}稿）》公开征求意见的公告"),
            Kind::Interview => format!("{short}负责人谈{field}（第{number}期）"),
            Kind::Page => format!("{field}办事指南（第{number}版）"),
        }
    }

    /// Its 发文字号: of every policy, and of every other notice in the column for them. No two are the same, since
    /// a code belongs to one section.
    pub(super) fn number(&self) -> Option<String> {
        let serial = self.index / SECTIONS.len() + 1;
        let has_one = self.kind == Kind::Policy || serial.is_multiple_of(2);
        let code = self.section.code.filter(|_| has_one)?;
        Some(format!("{code}〔{}〕{serial}号", self.day.year()))
    }

    /// The whole file.
    pub(super) fn text(&self) -> String {
        let mut prng = self.prng.clone();
        let mut text = self.front_matter(&mut prng);
        text.push_str(&body::text(self.corpus, self.field, &mut prng));
        text
    }

    fn front_matter(&self, prng: &mut Prng) -> String {
        let mut lines = vec![format!("title: {}", self.title()), format!("kind: {}", self.kind.code())];
        if self.kind != Kind::Page {
            lines.extend(self.origin(prng));
        }
        lines.extend(self.of_kind(prng));
        let count = prng.between(1, 4);
        lines.push(format!("keywords: {}", prng.choose(count, &KEYWORDS).join("、")));
        if prng.percent(50) {
            let (action, result) = (prng.pick(&ACTIONS), prng.pick(&RESULTS));
            lines.push(format!("summary: {}就{}{action}，{result}。", self.publisher.short, self.field));
        }
        format!("---\n{}\n---\n\n", lines.join("\n"))
    }

    /// Who published it, when, under which number and subject class.
    fn origin(&self, prng: &mut Prng) -> Vec<String> {
        let other = prng.pick(&ORGANISATIONS).id;
        let publisher = match self.publisher.id {
            id if id != other && prng.percent(6) => format!("[{id}, {other}]"),
            _ if prng.percent(20) => self.publisher.short.to_owned(),
            id => id.to_owned(),
        };
        let time = format!(" {:02}:{:02}", prng.between(8, 17), prng.below(60));
        let time = if prng.percent(60) { time.as_str() } else { "" };
        let mut lines = vec![format!("publisher: {publisher}"), format!("published: {}{time}", self.day)];
        if let Some(number) = self.number() {
            lines.push(format!("issued: {}", self.day.minus(prng.below(8))));
            lines.push(format!("doc_number: {number}"));
        }
        let topic = prng.pick(&TOPICS);
        lines.push(format!("topic: {}", prng.pick(&topic)));
        lines
    }

    /// The keys of its kind.
    fn of_kind(&self, prng: &mut Prng) -> Vec<String> {
        match self.kind {
            Kind::Policy => self.validity(prng),
            Kind::Interpretation => vec![format!("interprets: [/{}]", self.interpreted().path()), "media: 文字".into()],
            Kind::Report => vec![format!("year: {}", self.day.year() - 1)],
            Kind::Decision => {
                let undertaker = self.publisher.short;
                let steps = "[公众参与, 专家论证, 合法性审查, 集体讨论]";
                vec![
                    format!("year: {}", self.day.year()),
                    format!("undertaker: {undertaker}"),
                    format!("steps: {steps}"),
                ]
            }
            Kind::Consultation => {
                let closes = self.day.plus(prng.between(30, 45));
                vec![format!("opens: {}", self.day), format!("closes: {closes}"), "channels: [网上留言, 信函]".into()]
            }
            Kind::Interview => vec![format!("held: {}", self.day), format!("guests: {}负责人", self.publisher.short)],
            Kind::Notice | Kind::News | Kind::Page => Vec::new(),
        }
    }

    /// When a policy takes effect, and for some how long it stays in force.
    fn validity(&self, prng: &mut Prng) -> Vec<String> {
        let mut lines = vec![format!("effective: {}", self.day.plus(prng.below(40)))];
        if prng.percent(60) {
            lines.push("normative: true".into());
            lines.push(format!("expires: {}-12-31", self.day.year() + prng.between(2, 5)));
        }
        lines
    }

    /// The policy that an interpretation explains: drawn first of all, as in [`Document::new`].
    fn interpreted(&self) -> Document<'a> {
        policy(self.corpus, &mut Prng::new(self.corpus.seed, self.index))
    }
}

/// Some policy.
pub(super) fn policy<'a>(corpus: &'a Corpus, prng: &mut Prng) -> Document<'a> {
    let policies = corpus.documents.div_ceil(SECTIONS.len());
    Document::new(corpus, prng.below(policies) * SECTIONS.len())
}

/// Some document.
pub(super) fn any<'a>(corpus: &'a Corpus, prng: &mut Prng) -> Document<'a> {
    Document::new(corpus, prng.below(corpus.documents))
}
