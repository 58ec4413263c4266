//! Anchors of paragraphs, so that each can be cited: `t3` for 第三条, `t3.2` for its second 款, `t3.2.1` for （一） of that, `s1.2p3` for
//! the third paragraph under the heading with the anchor `s1.2`, `p4` for the fourth of those that stand nowhere of the kind.
//!
//! In: the headings and paragraphs of a text as they are rendered, in order. Out: an anchor for each paragraph, and a short list
//! of them all. An article and a numbered part keep theirs when something changes elsewhere. An anchor is given once.

use super::number::{Numbers, article, is_article};
use super::outline::Heading;
use comrak::nodes::{AstNode, NodeValue};
use serde::{Deserialize, Serialize};
use std::collections::HashSet;
use std::fmt::Write as _;

/// Which paragraphs a text has to cite: `p1-4 s1.2p1-3 t3.2-1 =t3.1.1` are four, three, 第三条 with nothing after its first 款,
/// and an item of that.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Paragraphs(Box<str>);

impl Paragraphs {
    /// Whether a paragraph has this anchor.
    #[must_use]
    pub fn has(&self, anchor: &str) -> bool {
        if self.0.split_ascii_whitespace().any(|run| run.strip_prefix('=') == Some(anchor)) {
            return true;
        }
        let runs = self.0.split_ascii_whitespace().filter_map(|run| {
            let (begin, last) = run.rsplit_once('-')?;
            let (name, first) = numbered(begin)?;
            Some((name, first..=last.parse().ok()?))
        });
        let asked = numbered(anchor);
        runs.into_iter().any(|(name, range)| {
            name.strip_suffix('.') == Some(anchor)
                || asked.is_some_and(|(run, number)| run == name && range.contains(&number))
        })
    }
}

/// `s1.2p` and 3 of `s1.2p3`.
fn numbered(anchor: &str) -> Option<(&str, u32)> {
    let (name, number) = anchor.split_at(anchor.trim_end_matches(|c: char| c.is_ascii_digit()).len());
    Some((name, number.parse().ok().filter(|_| !number.starts_with('0'))?))
}

/// The anchors that are given while a text is rendered.
#[derive(Default)]
pub(super) struct Anchors {
    /// The numbered part in which paragraphs stand, if any.
    part: Option<Run>,
    /// How many stood in none.
    loose: u32,
    /// What headings have already that looks like an anchor of a paragraph, and the articles that were met.
    taken: HashSet<String>,
    /// The numbers of the items of the 款 that was met last.
    items: Numbers,
    /// The parts that are over, and all items.
    over: String,
}

/// Paragraphs whose anchors differ in their numbers alone.
struct Run {
    name: String,
    first: u32,
    last: u32,
}

impl Anchors {
    /// Those of a text with these headings.
    pub(super) fn beside(headings: &[Heading]) -> Self {
        let ids = headings.iter().map(|heading| &heading.id).filter(|id| id.starts_with(['p', 's', 't']));
        let articles =
            headings.iter().filter_map(|heading| heading.anchor.as_ref()).filter(|anchor| is_article(anchor));
        Self { taken: ids.chain(articles).cloned().collect(), ..Self::default() }
    }

    /// A heading: what follows stands under it.
    pub(super) fn enter(&mut self, anchor: Option<&str>) {
        self.leave();
        self.part = anchor.map(|anchor| Run {
            name: format!("{anchor}{}", if is_article(anchor) { '.' } else { 'p' }),
            first: 1,
            last: 0,
        });
    }

    /// A paragraph: its anchor; nothing where a heading has that one.
    pub(super) fn next<'a>(&mut self, paragraph: &'a AstNode<'a>) -> Option<String> {
        if let Some(article) = begun(paragraph) {
            self.leave();
            if self.taken.insert(article.clone()) {
                self.part = Some(Run { name: format!("{article}."), first: 2, last: 1 });
                self.items = Numbers::default();
                return Some(article);
            }
        }
        if let Some(item) = self.item(paragraph) {
            write!(self.over, "={item} ").expect("writing to a string cannot fail");
            return self.taken.insert(item.clone()).then_some(item);
        }
        let anchor = match &mut self.part {
            Some(run) => {
                self.items = Numbers::default();
                run.last += 1;
                format!("{}{}", run.name, run.last)
            }
            None => {
                self.loose += 1;
                format!("p{}", self.loose)
            }
        };
        (self.taken.is_empty() || !self.taken.contains(&anchor)).then_some(anchor)
    }

    /// The anchor of an item of an article, of which the first words are （一） or 1.; nothing for a 款, and elsewhere.
    fn item<'a>(&mut self, paragraph: &'a AstNode<'a>) -> Option<String> {
        let run = self.part.as_ref().filter(|run| run.name.ends_with('.'))?;
        let NodeValue::Text(text) = &first_text(paragraph)?.data().value else { return None };
        let number = self.items.anchor(text)?;
        Some(format!("{}{}.{}", run.name, run.last.max(1), number.strip_prefix('s')?))
    }

    /// Which there were.
    pub(super) fn all(mut self) -> Paragraphs {
        self.leave();
        self.part = Some(Run { name: "p".to_owned(), first: 1, last: self.loose }).filter(|run| run.last > 0);
        self.leave();
        Paragraphs(self.over.trim_end().into())
    }

    fn leave(&mut self) {
        if let Some(Run { name, first, last }) = self.part.take().filter(|run| run.first == 2 || run.last > 0) {
            write!(self.over, "{name}{first}-{last} ").expect("writing to a string cannot fail");
        }
    }
}

/// What stands first in a paragraph.
fn first_text<'a>(paragraph: &'a AstNode<'a>) -> Option<&'a AstNode<'a>> {
    paragraph.descendants().skip(1).find(|node| node.first_child().is_none())
}

/// The article that a paragraph begins: its first words are 第三条, plain or strong, and a blank or nothing is after them.
fn begun<'a>(paragraph: &'a AstNode<'a>) -> Option<String> {
    let first = first_text(paragraph)?;
    match &first.data().value {
        NodeValue::Text(text) => {
            let is_apart = first.parent().is_some_and(|around| matches!(around.data().value, NodeValue::Strong));
            article(text)
                .filter(|(_, rest)| is_apart || rest.starts_with(char::is_whitespace))
                .map(|(anchor, _)| anchor)
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use crate::markdown::render;

    /// The ids of a text's paragraphs, `-` for one without.
    fn ids(text: &str) -> Vec<String> {
        let html = render(text).body.html;
        let starts = html.match_indices("<p").map(|(at, _)| &html[at + 2..]);
        starts
            .map(|rest| rest.strip_prefix(" id=\"").map_or("-", |rest| rest.split('"').next().unwrap()).to_owned())
            .collect()
    }

    #[test]
    fn every_paragraph_has_an_anchor_within_its_part() {
        let text = "导语。\n\n说明。\n\n## 一、总体\n\n甲。\n\n- 项\n\n  项内\n\n> 引\n\n乙。\n\n### （二）任务\n\n丙。\n\n## 附件\n\n丁。\n";
        assert_eq!(ids(text), ["p1", "p2", "s1p1", "-", "-", "-", "s1p2", "s1.2p1", "p3"]);
        let paragraphs = render(text).outline.paragraphs;
        assert_eq!(&*paragraphs.0, "s1p1-2 s1.2p1-1 p1-3");
        for (anchor, is_there) in [
            ("p3", true),
            ("p4", false),
            ("p0", false),
            ("p03", false),
            ("s1p2", true),
            ("s1p3", false),
            ("s1.2p1", true),
            ("s1", false),
            ("", false),
            ("p", false),
            ("p99999999999", false),
        ] {
            assert_eq!(paragraphs.has(anchor), is_there, "{anchor}");
        }
    }

    #[test]
    fn articles_and_their_paragraphs_have_the_anchors_that_lawyers_name() {
        let text = "为了……\n\n## 第一章 总则\n\n第一条　甲。\n\n**第二条** 乙。\n\n第二款。\n\n第二条规定的，丙。\n\n（一）项。\n\n**第三条**\n\n第十条之一　丁。\n\n## 附件\n\n第一条　戊。\n";
        assert_eq!(ids(text), ["p1", "t1", "t2", "t2.2", "t2.3", "t2.3.1", "t3", "t10-1", "p2"]);
        let paragraphs = render(text).outline.paragraphs;
        for (anchor, is_there) in [
            ("t1", true),
            ("t1.1", false),
            ("t1.2", false),
            ("t2.3", true),
            ("t2.4", false),
            ("t2.3.1", true),
            ("t10-1", true),
            ("t10", false),
        ] {
            assert_eq!(paragraphs.has(anchor), is_there, "{anchor}");
        }
    }

    #[test]
    fn items_are_no_paragraphs_of_an_article() {
        let text =
            "**第三条** 下列情形：\n\n（一）甲：\n\n1.丙\n\n2.丁\n\n（二）乙。\n\n前款……：\n\n（一）戊。\n\n第三款。\n";
        assert_eq!(ids(text), ["t3", "t3.1.1", "t3.1.1.1", "t3.1.1.2", "t3.1.2", "t3.2", "t3.2.1", "t3.3"]);
        let paragraphs = render(text).outline.paragraphs;
        for (anchor, is_there) in
            [("t3.1.1.2", true), ("t3.3", true), ("t3.1.3", false), ("t3.4", false), ("t3.1", false)]
        {
            assert_eq!(paragraphs.has(anchor), is_there, "{anchor} {paragraphs:?}");
        }
        let headed = "### 第三条 情形\n\n下列：\n\n（一）甲。\n\n第二款。\n";
        assert_eq!(ids(headed), ["t3.1", "t3.1.1", "t3.2"]);
    }

    #[test]
    fn what_a_heading_has_is_not_given_again() {
        assert_eq!(ids("## P1\n\n甲。\n\n乙。\n\n第三条 丙。\n"), ["-", "p2", "t3"]);
        assert_eq!(ids("## 第三条 甲\n\n乙。\n\n第三条 丙。\n"), ["t3.1", "p1"]);
    }
}
