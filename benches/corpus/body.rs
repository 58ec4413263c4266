//! Markdown of 1 to 6 KB, as official texts have it.
//!
//! Every text has a heading, a paragraph with a bold lead, a list and a table; what follows is drawn until the
//! text is as long as was drawn for it.

use super::Corpus;
use super::document::{any, policy};
use super::phrase::{ordinal, percentage, sentence, sentences};
use super::prng::Prng;
use super::words::{ACTIONS, COUNTED, HEADINGS, LEADS, SUBHEADINGS, TABLE_HEADS};

/// The length at which nothing more is added, in bytes. A block has 600 at the most, so a text stays below 6 KB.
const LENGTHS: (usize, usize) = (1_100, 5_500);

/// A text about a field of work.
pub(super) fn text(corpus: &Corpus, field: &str, prng: &mut Prng) -> String {
    let length = prng.between(LENGTHS.0, LENGTHS.1);
    let mut writer = Writer { corpus, prng, text: String::new(), heading: 0, subheading: 0 };
    writer.opening(field);
    while writer.text.len() < length {
        writer.block();
    }
    writer.text
}

/// A text that grows block by block.
struct Writer<'a> {
    corpus: &'a Corpus,
    prng: &'a mut Prng,
    text: String,
    /// The number of the last heading, and of the last below it.
    heading: usize,
    subheading: usize,
}

impl Writer<'_> {
    /// What every text has.
    fn opening(&mut self, field: &str) {
        let first = sentence(self.prng);
        self.put(&format!("为做好{field}工作，现将有关情况公布如下。{first}"));
        self.heading();
        self.lead();
        self.list();
        self.heading();
        self.table();
    }

    fn block(&mut self) {
        let form = self.prng.below(20);
        match form {
            0..=2 => self.heading(),
            3..=5 => self.subheading(),
            6..=8 => self.lead(),
            9..=12 => self.paragraph(),
            13..=14 => self.list(),
            15 => self.steps(),
            16..=17 => self.table(),
            18 => self.reference(),
            _ => self.note(),
        }
    }

    /// `## 一、…`, with a paragraph, since no heading stands alone.
    fn heading(&mut self) {
        self.heading += 1;
        self.subheading = 0;
        let words = self.prng.pick(&HEADINGS);
        self.put(&format!("## {}、{words}", ordinal(self.heading)));
        let below = sentence(self.prng);
        self.put(&below);
    }

    /// `### （一）…`, with a paragraph.
    fn subheading(&mut self) {
        self.subheading += 1;
        let words = self.prng.pick(&SUBHEADINGS);
        self.put(&format!("### （{}）{words}", ordinal(self.subheading)));
        self.paragraph();
    }

    /// A paragraph that begins in bold.
    fn lead(&mut self) {
        let (lead, rest) = (self.prng.pick(&LEADS), sentences(self.prng, 2));
        self.put(&format!("**{lead}**{rest}"));
    }

    /// A paragraph, for some with a phrase in bold within it.
    fn paragraph(&mut self) {
        let count = self.prng.between(1, 3);
        let before = sentences(self.prng, count);
        if self.prng.percent(30) {
            let action = self.prng.pick(&ACTIONS);
            self.put(&format!("{before}重点是**{action}**，一抓到底。"));
        } else {
            self.put(&before);
        }
    }

    fn list(&mut self) {
        let count = self.prng.between(3, 5);
        let items: Vec<String> = (0..count).map(|_| self.item()).collect();
        self.put(&items.join("\n"));
    }

    fn item(&mut self) -> String {
        let (thing, unit) = self.prng.pick(&COUNTED);
        format!("- **{thing}**：{}{unit}，{}；", self.prng.between(1, 5_000), self.prng.pick(&ACTIONS))
    }

    fn steps(&mut self) {
        let count = self.prng.between(3, 5);
        let actions = self.prng.choose(count, &ACTIONS);
        let steps: Vec<String> = (1..).zip(actions).map(|(at, action)| format!("{at}. {action}。")).collect();
        self.put(&steps.join("\n"));
    }

    fn table(&mut self) {
        let head = self.prng.pick(&TABLE_HEADS);
        let count = self.prng.between(3, 6);
        let rows: String = self.prng.choose(count, &COUNTED).into_iter().map(|counted| self.row(counted)).collect();
        self.put(&format!("| {head} | 数量 | 单位 | 同比 |\n| :--- | ---: | :--- | ---: |\n{}", rows.trim_end()));
    }

    fn row(&mut self, (thing, unit): (&str, &str)) -> String {
        let number = self.prng.between(1, 20_000);
        format!("| {thing} | {number} | {unit} | {} |\n", percentage(self.prng))
    }

    /// A link to another document, or a policy's number, which the build makes a link.
    fn reference(&mut self) {
        if self.prng.percent(50) {
            let other = any(self.corpus, self.prng);
            self.put(&format!("相关情况见[{}](/{})。", other.title(), other.path()));
            return;
        }
        let policy = policy(self.corpus, self.prng);
        let number = policy.number().expect("every policy has a number");
        self.put(&format!("具体办理依照{}（{number}）执行。", policy.title()));
    }

    fn note(&mut self) {
        let words = sentence(self.prng);
        self.put(&format!("> [!NOTE] 提示\n> {words}"));
    }

    /// Adds a block, with an empty line between it and the one before.
    fn put(&mut self, block: &str) {
        if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.text.push_str(block);
        self.text.push('\n');
    }
}
