//! The running text of an OpenDocument text.

use super::drawing::SHAPES;
use super::styles::{OUTLINE, Styles};
use crate::attachment::{Container, Part, Reason};
use crate::diag::Text;
use crate::import::grid::in_one;
use crate::import::link;
use crate::import::look::{Look, Shift, moved};
use crate::import::model::{Block, Document, Inline, Line, Paragraph, Role, Words, characters, is_blank, push};
use crate::import::numbering::{Counter, Label};
use crate::import::report::{News, Report};
use crate::import::sign;
use crate::import::tree::{Element, Node};
use crate::say;
use std::collections::{BTreeMap, BTreeSet};

/// Reads the text.
pub(super) struct Reader<'r, 'b> {
    pub(super) container: &'r mut Container<'b>,
    pub(super) report: &'r mut Report,
    pub(super) styles: Styles,
    counter: Counter,
    pub(super) document: Document,
    pub(super) at: Part,
    pub(super) paragraphs: usize,
    pub(super) tables: usize,
    /// What stands in boxes beside the paragraph that is read.
    pub(super) boxes: Vec<Block>,
    /// The texts that were inserted while changes were tracked, each from its mark on.
    inserted: Vec<String>,
    /// The ids of insertions.
    insertions: BTreeSet<String>,
    /// What was deleted while changes were tracked, by the id of its mark in the text.
    deletions: BTreeMap<String, String>,
    looks: Vec<Look>,
}

/// How words look where we are.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) bold: bool,
    pub(super) link: Option<String>,
    pub(super) shift: Option<Shift>,
    pub(super) font: Option<String>,
}

/// Where we are in lists: the style of the outermost that has one, and how deep.
#[derive(Clone, Default)]
pub(super) struct InList {
    style: Option<String>,
    depth: usize,
}

impl<'r, 'b> Reader<'r, 'b> {
    pub(super) fn new(container: &'r mut Container<'b>, report: &'r mut Report, styles: Styles) -> Self {
        let mut counter = Counter::default();
        for (name, levels) in styles.lists() {
            counter.add(name, name.clone(), levels.clone());
        }
        Self {
            container,
            report,
            styles,
            counter,
            document: Document::default(),
            at: Part::Paragraph(1),
            paragraphs: 0,
            tables: 0,
            boxes: Vec::new(),
            inserted: Vec::new(),
            insertions: BTreeSet::new(),
            deletions: BTreeMap::new(),
            looks: Vec::new(),
        }
    }

    pub(super) fn read(mut self, text: &Element) -> Result<Document, Reason> {
        if let Some(changes) = text.child("tracked-changes") {
            self.changes(changes);
        }
        self.blocks(text, None)?;
        // Their marks stand in what was not read.
        for words in std::mem::take(&mut self.deletions).into_values() {
            self.left_out(say!("修订中删除的文字", "text deleted while changes were tracked"), &words);
        }
        Ok(self.document)
    }

    /// Remembers what was deleted and inserted until its mark comes.
    fn changes(&mut self, changes: &Element) {
        for region in changes.all("changed-region") {
            if let Some(deletion) = region.child("deletion") {
                let words: String = deletion.all("p").iter().chain(&deletion.all("h")).map(|p| p.text()).collect();
                self.deletions.extend(region.attribute("id").map(|id| (id.to_owned(), words)));
            } else if region.child("insertion").is_some() {
                self.insertions.extend(region.attribute("id").map(str::to_owned));
            }
        }
    }

    pub(super) fn blocks(&mut self, parent: &Element, list: Option<&InList>) -> Result<(), Reason> {
        for (at, element) in parent.elements().enumerate() {
            match &*element.name {
                // Only the first paragraph of an item has its number.
                "p" | "h" => {
                    self.paragraph(element, list.filter(|_| at == 0 || parent.name.as_ref() != "list-item"))?
                }
                "list" => {
                    let own = element.attribute("style-name").map(str::to_owned);
                    let outer = list.cloned();
                    let depth = outer.as_ref().map_or(0, |list| list.depth + 1);
                    let goes_on = element.attribute("continue-numbering") == Some("true")
                        || element.attribute("continue-list").is_some();
                    if let (None, Some(style), false) = (&outer, &own, goes_on) {
                        self.counter.restart(style);
                    }
                    let style = own.or_else(|| outer.and_then(|list| list.style));
                    self.blocks(element, Some(&InList { style, depth }))?;
                }
                "list-item" => {
                    let number = element.attribute("start-value").and_then(|number| number.parse().ok());
                    if let (Some(InList { style: Some(style), depth }), Some(number)) = (list, number) {
                        self.counter.set(style, *depth, number);
                    }
                    self.blocks(element, list)?;
                }
                "table" => self.table(element)?,
                "table-of-content" | "alphabetical-index" | "table-index" | "illustration-index" => {
                    let what = say!("目录（网页自动生成目录）", "a table of contents (pages make their own)");
                    self.left_out(what, &element.text());
                }
                "change-start" | "change-end" | "change" => self.change(element),
                shape if SHAPES.contains(&shape) => {
                    let mut line = Line::new();
                    self.drawing(element, &mut line)?;
                    if !line.is_empty() {
                        self.add(Paragraph::plain(self.at.clone(), line));
                    }
                    self.document.blocks.append(&mut self.boxes);
                }
                "section" if is_hidden(element) => self.hidden(element),
                "forms" => self.forms(element),
                "tracked-changes" | "sequence-decls" | "variable-decls" | "user-field-decls" => {}
                _ => self.blocks(element, list)?,
            }
        }
        Ok(())
    }

    fn paragraph(&mut self, element: &Element, list: Option<&InList>) -> Result<(), Reason> {
        let in_cell = matches!(self.at, Part::TableRow { .. });
        if !in_cell {
            self.at = Part::Paragraph(self.paragraphs + 1);
        }
        self.looks.clear();
        let style = element.attribute("style-name");
        if self.styles.is_hidden(style) || element.all("hidden-paragraph").into_iter().any(is_hidden) {
            self.hidden(element);
            return Ok(());
        }
        let bold = self.styles.is_bold(style).unwrap_or_default();
        let around = Around { bold, font: self.styles.font(style), ..Around::default() };
        let mut line = Line::new();
        self.inlines(element, &around, &mut line)?;
        if !is_blank(&line) || in_cell && list.is_some() {
            let role = self.role(element, list, &mut line);
            let set = self.styles.set(style);
            self.add(Paragraph { at: self.at.clone(), role, set, line });
        }
        self.document.blocks.append(&mut self.boxes);
        Ok(())
    }

    fn add(&mut self, paragraph: Paragraph) {
        self.paragraphs += 1;
        self.document.blocks.push(Block::Paragraph(paragraph));
    }

    /// What a paragraph is; a number that the program sets itself becomes a part of the text or an item of a list.
    fn role(&mut self, element: &Element, list: Option<&InList>, line: &mut Line) -> Role {
        let style = element.attribute("style-name");
        let level = element.attribute("outline-level").and_then(|level| level.parse::<u8>().ok());
        let level = level.filter(|_| &*element.name == "h");
        let of_style = self.styles.list(style);
        let place = match (list, level) {
            (Some(list), _) => list.style.clone().or(of_style).map(|style| (style, list.depth)),
            (None, Some(level)) => {
                Some((of_style.unwrap_or_else(|| OUTLINE.to_owned()), usize::from(level.max(1)) - 1))
            }
            (None, None) => None,
        };
        let least = self.styles.depth(style);
        let label = place.and_then(|(style, depth)| Some((self.counter.next(&style, depth)?, depth.max(least))));
        let depth = |depth: usize| u8::try_from(depth).unwrap_or(u8::MAX).min(8);
        match (label, level) {
            (Some((Label::Bullet, at)), None) => Role::Item { depth: depth(at), number: None },
            (Some((Label::Number(number), at)), None) => Role::Item { depth: depth(at), number: Some(number) },
            (Some((label, _)), level) => {
                label.write(line, &self.at, self.report);
                level.map_or(Role::Plain, Role::Heading)
            }
            (None, _) if self.styles.is_title(style) => Role::Title,
            (None, Some(level)) => Role::Heading(level),
            // A list without a style of its own shows signs.
            (None, None) => list.map_or(Role::Plain, |list| match list.style {
                None => Role::Item { depth: depth(list.depth), number: None },
                Some(_) => Role::Plain,
            }),
        }
    }

    pub(super) fn inlines(&mut self, parent: &Element, around: &Around, line: &mut Line) -> Result<(), Reason> {
        for child in &parent.children {
            match child {
                Node::Text(words) => self.put(words, around, line),
                Node::Element(element) => self.inline(element, around, line)?,
            }
        }
        Ok(())
    }

    fn inline(&mut self, element: &Element, around: &Around, line: &mut Line) -> Result<(), Reason> {
        match &*element.name {
            "span" => self.span(element, around, line)?,
            "a" => {
                let to = element.attribute("href").unwrap_or_default();
                let link = link::kept(to, (&self.at, &element.text()), self.report);
                self.inlines(element, &Around { link, ..around.clone() }, line)?;
            }
            "s" => {
                let times = element.attribute("c").and_then(|times| times.parse().ok()).unwrap_or(1_usize);
                self.put(&" ".repeat(times.min(80)), around, line);
            }
            "tab" => self.put("\t", around, line),
            "line-break" => line.push(Inline::Break),
            "note" => self.note(element, line)?,
            "annotation" => {
                let words: Vec<String> = element.all("p").into_iter().map(Element::text).collect();
                self.report.tell(News::LeftOut, &Part::Comment, say!("批注", "a comment"), &words.join(" "));
            }
            shape if SHAPES.contains(&shape) => self.drawing(element, line)?,
            "change-start" | "change-end" | "change" => self.change(element),
            "ruby" => {
                let over = element.child("ruby-text").map(Element::text).unwrap_or_default();
                self.left_out(say!("注音", "a reading over a word"), &over);
                self.inlines(element.child("ruby-base").unwrap_or(element), around, line)?;
            }
            "hidden-text" => {
                let words = element.attribute("string-value").unwrap_or_default().to_owned();
                self.left_out(say!("隐藏的文字", "hidden text"), &words);
            }
            "hidden-paragraph" => self.hidden(element),
            "soft-page-break" | "bookmark" | "annotation-end" => {}
            _ => self.inlines(element, around, line)?,
        }
        Ok(())
    }

    fn span(&mut self, element: &Element, around: &Around, line: &mut Line) -> Result<(), Reason> {
        let style = element.attribute("style-name");
        if self.styles.is_hidden(style) {
            self.hidden(element);
            return Ok(());
        }
        for look in self.styles.looks(style) {
            self.tell_look(look, &element.text());
        }
        let bold = self.styles.is_bold(style).unwrap_or(around.bold);
        let shift = self.styles.shift(style).or(around.shift);
        let font = self.styles.font(style).or_else(|| around.font.clone());
        self.inlines(element, &Around { bold, shift, font, ..around.clone() }, line)
    }

    fn put(&mut self, words: &str, around: &Around, line: &mut Line) {
        // Line ends of the XML are blanks.
        let words = words.replace(['\n', '\r'], " ");
        if let Some(inserted) = self.inserted.last_mut() {
            inserted.push_str(&words);
        }
        let before = characters(line).next_back();
        let (text, is_plain) = around.shift.map_or((words.clone(), false), |shift| moved(&words, shift, before));
        if is_plain {
            self.tell_look(Look::Raised, &words);
        }
        let text = sign::in_font(text, around.font.as_deref(), &self.at, self.report);
        push(line, Inline::Words(Words { text, bold: around.bold, link: around.link.clone() }));
    }

    fn note(&mut self, element: &Element, line: &mut Line) -> Result<(), Reason> {
        let number = self.document.notes.len();
        line.push(Inline::Note(number));
        self.document.notes.push(Line::new());
        let at = std::mem::replace(&mut self.at, Part::Footnote);
        let mut lines = Vec::new();
        for paragraph in element.all("p") {
            let mut line = Line::new();
            self.inlines(paragraph, &Around::default(), &mut line)?;
            lines.push(line);
        }
        self.at = at;
        self.document.notes[number] = in_one(lines);
        Ok(())
    }

    /// What is not seen is not taken in.
    pub(super) fn hidden(&mut self, element: &Element) {
        let words = element.text();
        if !words.trim().is_empty() {
            self.left_out(say!("隐藏的文字", "hidden text"), &words);
        }
    }

    /// A mark where a change begins or ends.
    fn change(&mut self, mark: &Element) {
        let id = mark.attribute("change-id").unwrap_or_default();
        let is_insertion = self.insertions.contains(id);
        match &*mark.name {
            "change" => {
                if let Some(words) = self.deletions.remove(id) {
                    self.left_out(say!("修订中删除的文字", "text deleted while changes were tracked"), &words);
                }
            }
            "change-start" if is_insertion => self.inserted.push(String::new()),
            "change-end" if is_insertion => {
                if let Some(words) = self.inserted.pop() {
                    let what = say!(
                        "修订中插入的文字，已收入正文",
                        "text inserted while changes were tracked; it was taken in"
                    );
                    self.report.tell(News::Mended, &self.at, what, &words);
                }
            }
            _ => {}
        }
    }

    fn tell_look(&mut self, look: Look, words: &str) {
        if !words.trim().is_empty() && (look.is_meant() || !self.looks.contains(&look)) {
            self.looks.push(look);
            self.left_out(look.told(), words);
        }
    }

    pub(super) fn left_out(&mut self, what: Text, about: &str) {
        self.report.tell(News::LeftOut, &self.at, what, about);
    }
}

/// Whether something is not seen, or was not when the file was saved.
fn is_hidden(element: &Element) -> bool {
    match element.attribute("display") {
        Some("none") => true,
        Some("condition") | None => element.attribute("is-hidden") == Some("true"),
        Some(_) => false,
    }
}
