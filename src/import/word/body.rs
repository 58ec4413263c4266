//! The running text of a document of Word: paragraphs, tables, and what stands in them.

use super::field::{self, Field};
use super::styles::{self, Styles};
use super::{Package, words};
use crate::attachment::{Part, Reason};
use crate::import::grid::in_one;
use crate::import::look::Look;
use crate::import::model::{Block, Document, Line, Paragraph, Role, Set, is_blank, text};
use crate::import::numbering::{Counter, Label};
use crate::import::report::{News, Report};
use crate::import::tree::Element;
use crate::say;
use std::collections::BTreeMap;

/// Reads the body, and what its marks lead to.
pub(super) struct Reader<'r, 'c, 'b> {
    pub(super) package: &'r mut Package<'c, 'b>,
    pub(super) report: &'r mut Report,
    pub(super) styles: Styles,
    counter: Counter,
    pub(super) document: Document,
    /// Where we are.
    pub(super) at: Part,
    paragraphs: usize,
    pub(super) tables: usize,
    /// The notes that were referred to, in order: the kind of their part and their id.
    pub(super) notes: Vec<(&'static str, String)>,
    /// Whether a field of the text has no end: what a table of contents holds is known by its styles alone, then.
    is_open: bool,
    /// The fields that we are in, the innermost last.
    pub(super) fields: Vec<Field>,
    /// What stands in boxes beside the paragraph that is read.
    pub(super) boxes: Vec<Block>,
    /// The beginning of a paragraph whose end was deleted.
    torn: Option<Paragraph>,
    /// Where a page or column ends within the paragraph that is read.
    pub(super) ends: Vec<usize>,
    /// Whether the run before is raised or lowered.
    pub(super) is_off_line: bool,
    /// What was told of the looks of this paragraph.
    pub(super) looks: Vec<Look>,
}

/// How words look where we are.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) bold: bool,
    pub(super) hidden: bool,
    pub(super) link: Option<String>,
    /// The font that is named.
    pub(super) font: Option<String>,
}

impl<'r, 'c, 'b> Reader<'r, 'c, 'b> {
    pub(super) fn new(package: &'r mut Package<'c, 'b>, report: &'r mut Report) -> Result<Self, Reason> {
        let styles = package.part("styles")?.map(|part| Styles::of(&part)).unwrap_or_default();
        let numbering = package.part("numbering")?;
        let lists = numbering.as_ref().and_then(|part| part.child("numbering"));
        let counter = lists.map(styles::lists);
        for long in lists.map(styles::cut).unwrap_or_default() {
            let what = say!(
                "自动编号的格式过长，只取开头",
                "the form of an automatic number is too long; its beginning was taken"
            );
            report.tell_all(News::LeftOut, what, long);
        }
        Ok(Self {
            package,
            report,
            styles,
            counter: counter.unwrap_or_default(),
            document: Document::default(),
            at: Part::Paragraph(1),
            paragraphs: 0,
            tables: 0,
            notes: Vec::new(),
            is_open: false,
            fields: Vec::new(),
            boxes: Vec::new(),
            torn: None,
            ends: Vec::new(),
            is_off_line: false,
            looks: Vec::new(),
        })
    }

    /// Reads the whole body.
    pub(super) fn body(&mut self, body: &Element) -> Result<(), Reason> {
        self.is_open = field::is_open(body);
        self.blocks(body)
    }

    /// Reads what stands right in the body, or in something that only holds it together.
    pub(super) fn blocks(&mut self, parent: &Element) -> Result<(), Reason> {
        for element in parent.elements() {
            match &*element.name {
                "p" => self.paragraph(element)?,
                "tbl" => self.table(element)?,
                "sdt" if is_contents(element) => self.contents(element),
                "sdt" => self.control(element)?,
                // The other one says the same to older programs.
                "AlternateContent" => self.blocks(element.child("Choice").unwrap_or(element))?,
                "altChunk" => self.left_out(say!("嵌入的另一份文件", "another file that is put in here"), ""),
                "del" | "moveFrom" => self.deleted(element),
                "ins" | "moveTo" => {
                    self.inserted(element);
                    self.blocks(element)?;
                }
                "sdtPr" | "sectPr" | "tcPr" => {}
                _ => self.blocks(element)?,
            }
        }
        Ok(())
    }

    /// Reads what stands in a content control.
    fn control(&mut self, element: &Element) -> Result<(), Reason> {
        let first = self.document.blocks.len();
        self.blocks(element.child("sdtContent").unwrap_or(element))?;
        for block in self.document.blocks.iter_mut().skip(first) {
            if let Block::Paragraph(paragraph) = block {
                paragraph.set = aside(paragraph.set);
            }
        }
        Ok(())
    }

    /// The document; the notes that were referred to are read now.
    pub(super) fn finish(mut self) -> Result<Document, Reason> {
        self.document.blocks.extend(self.torn.take().map(Block::Paragraph));
        self.document.notes = vec![Line::new(); self.notes.len()];
        for kind in ["footnotes", "endnotes"] {
            self.read_notes(kind)?;
        }
        self.document.blocks.append(&mut self.boxes);
        Ok(self.document)
    }

    /// Reads the notes of a part; those that nothing refers to are told.
    fn read_notes(&mut self, kind: &'static str) -> Result<(), Reason> {
        let part = self.package.part(kind)?.unwrap_or_default();
        self.at = Part::Footnote;
        let mut referred: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (at, (_, id)) in self.notes.iter().enumerate().filter(|(_, (of, _))| *of == kind) {
            referred.entry(id.clone()).or_default().push(at);
        }
        for note in part.all(kind.trim_end_matches('s')) {
            let marks = note.attribute("id").and_then(|id| referred.remove(id)).unwrap_or_default();
            let words = words(note);
            if marks.is_empty() && !words.trim().is_empty() {
                self.left_out(say!("正文没有引用的脚注或尾注", "a note that nothing in the text leads to"), &words);
            }
            for mark in marks {
                let lines: Result<Vec<Line>, Reason> =
                    note.all("p").into_iter().map(|p| self.line(p, &Around::default())).collect();
                self.document.notes[mark] = in_one(lines?);
            }
        }
        for _ in referred {
            self.left_out(say!("脚注或尾注的文字不在文件里", "a note whose words are not in the file"), "");
        }
        Ok(())
    }

    fn paragraph(&mut self, element: &Element) -> Result<(), Reason> {
        let properties = element.child("pPr");
        let style = properties.and_then(|it| it.child("pStyle")).and_then(Element::val);
        self.at = Part::Paragraph(self.paragraphs + 1);
        self.looks.clear();
        self.ends.clear();
        self.is_off_line = false;
        let around = self.around(style);
        let was_contents = self.in_contents() && !self.is_open;
        let mut line = self.line(element, &around)?;
        if self.styles.is_contents(style) || was_contents || (self.in_contents() && !self.is_open) {
            self.tell_contents(&text(&line));
            return Ok(());
        }
        let role = self.role(properties, style, &mut line);
        let set = properties.and_then(|it| it.child("jc")).and_then(Element::val).map(str::to_owned);
        let set = set_of(set.or_else(|| self.styles.set(style)).as_deref());
        let set = if element.child("oMathPara").is_some() { aside(set) } else { set };
        let mut paragraph = Paragraph { at: self.at.clone(), role, set, line };
        if let Some(mut before) = self.torn.take() {
            before.line.append(&mut paragraph.line);
            paragraph = before;
        }
        if properties.and_then(|it| it.at(&["rPr", "del"])).is_some() {
            self.torn = Some(paragraph);
        } else {
            self.add(paragraph);
        }
        self.document.blocks.append(&mut self.boxes);
        Ok(())
    }

    /// Adds a paragraph: a page or column that ends in it parts it.
    fn add(&mut self, paragraph: Paragraph) {
        let mut start = 0;
        let ends = std::mem::take(&mut self.ends);
        for end in ends.into_iter().chain([paragraph.line.len()]) {
            let line = paragraph.line[start..end].to_vec();
            start = (end + 1).min(paragraph.line.len());
            if !is_blank(&line) {
                self.paragraphs += 1;
                self.document.blocks.push(Block::Paragraph(Paragraph { line, ..paragraph.clone() }));
            }
        }
    }

    /// What a paragraph is; a number that Word sets itself becomes a part of the text or an item of a list.
    fn role(&mut self, properties: Option<&Element>, style: Option<&str>, line: &mut Line) -> Role {
        let level = properties.and_then(styles::outline).or_else(|| self.styles.level(style));
        let label = if is_blank(line) { None } else { self.label(properties, style) };
        let is_title = self.styles.is_title(style);
        match label {
            Some((Label::Bullet, depth)) if level.is_none() => item(depth, None),
            Some((Label::Number(number), depth)) if level.is_none() => item(depth, Some(number)),
            Some((label, _)) => {
                label.write(line, &self.at, self.report);
                level.map_or(Role::Plain, Role::Heading)
            }
            None if is_title => Role::Title,
            None => level.map_or(Role::Plain, Role::Heading),
        }
    }

    /// What Word sets before a paragraph by itself, and how deep in its list that is.
    pub(super) fn label(&mut self, properties: Option<&Element>, style: Option<&str>) -> Option<(Label, usize)> {
        let own = |name| properties.and_then(|it| it.at(&["numPr", name])).and_then(Element::val);
        let depth = own("ilvl").and_then(|depth| depth.parse().ok());
        let (id, depth) = match (own("numId"), self.styles.numbers(style)) {
            (Some(id), _) => (id.to_owned(), depth.unwrap_or(0)),
            (None, of_style) => of_style.map(|(id, of_style)| (id, depth.unwrap_or(of_style)))?,
        };
        Some((self.counter.next(&id, depth)?, depth.max(self.styles.depth(style))))
    }

    /// How words look in a paragraph of a style.
    pub(super) fn around(&self, style: Option<&str>) -> Around {
        let is_hidden = self.styles.is_hidden(style).unwrap_or_default();
        Around { bold: self.styles.is_bold(style).unwrap_or_default(), hidden: is_hidden, link: None, font: None }
    }

    pub(super) fn line(&mut self, paragraph: &Element, around: &Around) -> Result<Line, Reason> {
        let mut line = Line::new();
        self.inlines(paragraph, around, &mut line)?;
        self.unended(&mut line);
        Ok(line)
    }

    fn contents(&mut self, element: &Element) {
        self.tell_contents(&words(element));
    }

    fn tell_contents(&mut self, words: &str) {
        if !words.trim().is_empty() {
            self.left_out(say!("目录（网页自动生成目录）", "a table of contents (pages make their own)"), words);
        }
    }

    pub(super) fn deleted(&mut self, element: &Element) {
        let words: String = element.all("delText").into_iter().chain(element.all("t")).map(Element::text).collect();
        if !words.is_empty() {
            self.left_out(say!("修订中删除的文字", "text deleted while changes were tracked"), &words);
        }
    }

    pub(super) fn inserted(&mut self, element: &Element) {
        let words = words_of(element);
        if !words.is_empty() {
            let what =
                say!("修订中插入的文字，已收入正文", "text inserted while changes were tracked; it was taken in");
            self.report.tell(News::Mended, &self.at, what, &words);
        }
    }

    pub(super) fn look(&mut self, properties: &Element, run: &Element) {
        for (name, look) in Look::OF_WORD {
            if properties.child(name).is_some_and(Element::is_on) {
                self.tell_look(look, &words_of(run));
            }
        }
    }

    /// Tells a look that Markdown does not have: each time where words mean less without it, else once a paragraph.
    pub(super) fn tell_look(&mut self, look: Look, words: &str) {
        if !words.trim().is_empty() && (look.is_meant() || !self.looks.contains(&look)) {
            self.looks.push(look);
            self.report.tell(News::LeftOut, &self.at, look.told(), words);
        }
    }

    pub(super) fn left_out(&mut self, what: crate::diag::Text, about: &str) {
        self.report.tell(News::LeftOut, &self.at, what, about);
    }
}

fn item(depth: usize, number: Option<u32>) -> Role {
    Role::Item { depth: u8::try_from(depth).unwrap_or(u8::MAX).min(8), number }
}

fn aside(set: Set) -> Set {
    if set == Set::Full { Set::Aside } else { set }
}

fn set_of(word: Option<&str>) -> Set {
    match word {
        Some("center") => Set::Centred,
        Some("right" | "end") => Set::Right,
        _ => Set::Full,
    }
}

pub(super) fn words_of(element: &Element) -> String {
    element.all("t").into_iter().map(Element::text).collect()
}

/// Whether a block that was built by Word is a table of contents.
fn is_contents(element: &Element) -> bool {
    let gallery = element.at(&["sdtPr", "docPartObj", "docPartGallery"]).and_then(Element::val);
    gallery == Some("Table of Contents")
}
