//! The running text of a document of Word: paragraphs, tables, and what stands in them.

use super::styles::{self, Styles};
use super::{Package, words};
use crate::attachment::{Part, Reason};
use crate::import::grid::{Grid, in_one};
use crate::import::look::Look;
use crate::import::model::{Block, Document, Line, Paragraph, Role, Set, is_blank, text};
use crate::import::numbering::{Counter, Label};
use crate::import::report::{News, Report};
use crate::import::tree::{Element, Node};
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
    tables: usize,
    /// The notes that were referred to, in order: the kind of their part and their id.
    pub(super) notes: Vec<(&'static str, String)>,
    pub(super) fields: Vec<Field>,
    /// What stands in boxes beside the paragraph that is read.
    pub(super) boxes: Vec<Block>,
    /// The beginning of a paragraph whose end was deleted.
    torn: Option<Paragraph>,
    /// What was told of the looks of this paragraph.
    looks: Vec<Look>,
}

/// A field: its code, and whether what is read is its result.
#[derive(Default)]
pub(super) struct Field {
    pub(super) code: String,
    pub(super) is_result: bool,
}

/// How words look where we are.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) bold: bool,
    pub(super) link: Option<String>,
}

impl<'r, 'c, 'b> Reader<'r, 'c, 'b> {
    pub(super) fn new(package: &'r mut Package<'c, 'b>, report: &'r mut Report) -> Result<Self, Reason> {
        let styles = package.part("styles")?.map(|part| Styles::of(&part)).unwrap_or_default();
        let numbering = package.part("numbering")?;
        let counter = numbering.as_ref().and_then(|part| part.child("numbering")).map(styles::lists);
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
            fields: Vec::new(),
            boxes: Vec::new(),
            torn: None,
            looks: Vec::new(),
        })
    }

    /// Reads what stands right in the body, or in something that only holds it together.
    pub(super) fn blocks(&mut self, parent: &Element) -> Result<(), Reason> {
        for element in parent.elements() {
            match &*element.name {
                "p" => self.paragraph(element)?,
                "tbl" => self.table(element)?,
                "sdt" if is_contents(element) => self.contents(element),
                "sdt" => self.blocks(element.child("sdtContent").unwrap_or(element))?,
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

    /// The document; the notes that were referred to are read now.
    pub(super) fn finish(mut self) -> Result<Document, Reason> {
        self.document.blocks.extend(self.torn.take().map(Block::Paragraph));
        let mut parts = BTreeMap::new();
        for kind in ["footnotes", "endnotes"] {
            if let Some(part) = self.package.part(kind)? {
                parts.insert(kind, part);
            }
        }
        self.at = Part::Footnote;
        for (kind, id) in self.notes.clone() {
            let name = kind.trim_end_matches('s');
            let notes = parts.get(kind).map(|part| part.all(name)).unwrap_or_default();
            let note = notes.into_iter().find(|note| note.attribute("id") == Some(&id));
            let lines = note.map(|note| note.all("p").into_iter().map(|p| self.line(p, &Around::default())).collect());
            self.document.notes.push(in_one(lines.transpose()?.unwrap_or_else(Vec::new)));
        }
        Ok(self.document)
    }

    fn paragraph(&mut self, element: &Element) -> Result<(), Reason> {
        let properties = element.child("pPr");
        let style = properties.and_then(|it| it.child("pStyle")).and_then(Element::val);
        self.at = Part::Paragraph(self.paragraphs + 1);
        self.looks.clear();
        let around = Around { bold: self.styles.is_bold(style).unwrap_or_default(), link: None };
        let was_contents = self.in_contents();
        let mut line = self.line(element, &around)?;
        // The code of a field does not go on; where its end is missing, the text does.
        self.fields.retain(|field| field.is_result);
        if self.styles.is_contents(style) || was_contents || self.in_contents() {
            self.tell_contents(&text(&line));
            return Ok(());
        }
        let role = self.role(properties, style, &mut line);
        let set = properties.and_then(|it| it.child("jc")).and_then(Element::val).map(str::to_owned);
        let set = set_of(set.or_else(|| self.styles.set(style)).as_deref());
        let mut paragraph = Paragraph { at: self.at.clone(), role, set, line };
        if let Some(mut before) = self.torn.take() {
            before.line.append(&mut paragraph.line);
            paragraph = before;
        }
        if properties.and_then(|it| it.at(&["rPr", "del"])).is_some() {
            self.torn = Some(paragraph);
        } else if !is_blank(&paragraph.line) {
            self.paragraphs += 1;
            self.document.blocks.push(Block::Paragraph(paragraph));
        }
        self.document.blocks.append(&mut self.boxes);
        Ok(())
    }

    /// What a paragraph is; a number that Word sets itself becomes a part of the text or an item of a list.
    fn role(&mut self, properties: Option<&Element>, style: Option<&str>, line: &mut Line) -> Role {
        let level = properties.and_then(styles::outline).or_else(|| self.styles.level(style));
        let own = |name| properties.and_then(|it| it.at(&["numPr", name])).and_then(Element::val);
        let depth = own("ilvl").and_then(|depth| depth.parse().ok());
        let of_style = self.styles.numbers(style);
        let numbers = match own("numId") {
            Some(id) => Some((id.to_owned(), depth.unwrap_or(0))),
            None => of_style.map(|(id, of_style)| (id, depth.unwrap_or(of_style))),
        };
        let is_seen = !is_blank(line);
        let label = numbers.filter(|_| is_seen).and_then(|(id, depth)| Some((self.counter.next(&id, depth)?, depth)));
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

    fn table(&mut self, element: &Element) -> Result<(), Reason> {
        self.tables += 1;
        let number = self.tables;
        let mut grid = Grid::default();
        for (row, at) in rows(element).into_iter().zip(1..) {
            self.at = Part::TableRow { table: number, row: at };
            if row.at(&["trPr", "del"]).is_some() {
                self.deleted(row);
                continue;
            }
            grid.row();
            for cell in cells(row) {
                let own = |name| cell.at(&["tcPr", name]);
                let columns = own("gridSpan").and_then(Element::val).and_then(|span| span.parse().ok()).unwrap_or(1);
                match own("vMerge").map(Element::val) {
                    Some(None | Some("continue")) => grid.same_as_above(columns)?,
                    _ => grid.cell(self.cell(cell)?, columns, 1)?,
                }
            }
        }
        let table = grid.table(number, self.report);
        self.document.blocks.extend(table.map(Block::Table));
        self.document.blocks.append(&mut self.boxes);
        Ok(())
    }

    /// The text of a cell; a table in it becomes lines of it, which is told.
    fn cell(&mut self, cell: &Element) -> Result<Line, Reason> {
        let mut lines = Vec::new();
        self.looks.clear();
        for paragraph in cell.all("p") {
            lines.push(self.line(paragraph, &Around::default())?);
        }
        if let Some(inner) = cell.all("tbl").first() {
            let what = say!("表格里的表格写成了一格里的几行", "a table within a table became lines of its cell");
            self.report.tell(News::Mended, &self.at, what, &words(inner));
        }
        Ok(in_one(lines))
    }

    pub(super) fn line(&mut self, paragraph: &Element, around: &Around) -> Result<Line, Reason> {
        let mut line = Line::new();
        self.inlines(paragraph, around, &mut line)?;
        Ok(line)
    }

    fn in_contents(&self) -> bool {
        self.fields.iter().any(|field| field.code.trim().starts_with("TOC"))
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

    /// Tells a look that Markdown does not have, once a paragraph.
    pub(super) fn tell_look(&mut self, look: Look, words: &str) {
        if !words.trim().is_empty() && !self.looks.contains(&look) {
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

/// The rows of a table, also those that stand in something that only holds them together.
fn rows(table: &Element) -> Vec<&Element> {
    within(table, "tr", &["tbl"])
}

fn cells(row: &Element) -> Vec<&Element> {
    within(row, "tc", &["tr"])
}

/// The elements of a name below another, not within those found, nor within elements that begin anew.
fn within<'a>(parent: &'a Element, name: &str, anew: &[&str]) -> Vec<&'a Element> {
    let below = parent.children.iter().filter_map(|child| match child {
        Node::Element(element) => Some(element),
        Node::Text(_) => None,
    });
    below
        .flat_map(|element| match &*element.name {
            own if own == name => vec![element],
            own if anew.contains(&own) => Vec::new(),
            _ => within(element, name, anew),
        })
        .collect()
}
