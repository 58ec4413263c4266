//! HTML: pages as browsers and offices save them.

pub(super) mod parse;
mod seen;

use super::grid::{Grid, of_blocks};
use super::link;
use super::look::{Look, Shift, shifted};
use super::model::{Block, Document, Inline, Line, Paragraph, Role, Words, begin, is_blank, push};
use super::report::{News, Report};
use super::tree::{Element, Node};
use crate::attachment::{Part, Reason, decoded};
use crate::diag::Text;
use crate::say;
use seen::{Control, NO_TEXT, hiding_rule, is_for_machines, is_hidden, is_of_print, is_small_form, words};

/// Elements that stand in running text.
const INLINE: [&str; 37] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "br", "button", "cite", "code", "data", "del", "dfn", "em", "font", "i",
    "img", "input", "ins", "kbd", "label", "mark", "q", "s", "samp", "select", "small", "span", "strike", "strong",
    "sub", "sup", "textarea", "time", "u", "var", "wbr",
];

/// Elements around the text of a page.
const AROUND: [&str; 4] = ["nav", "header", "footer", "aside"];

/// Reads a page.
///
/// # Errors
/// When it is too large.
pub(super) fn read(bytes: &[u8], report: &mut Report) -> Result<Document, Reason> {
    let (text, is_whole) = decoded(bytes);
    if !is_whole {
        report.tell_all(News::LeftOut, Reason::UnknownEncoding.told(), "");
    }
    let tree = parse::tree(&text)?;
    let mut reader = Reader {
        report,
        document: Document::default(),
        at: Part::Paragraph(1),
        paragraphs: 0,
        tables: 0,
        line: Line::new(),
        is_written: false,
    };
    reader.tell_sheets(&tree);
    let title = tree.all("title").first().map(|title| title.text()).filter(|title| !title.trim().is_empty());
    reader.blocks(tree.all("body").first().copied().unwrap_or(&tree), Role::Plain)?;
    reader.flush(Role::Plain);
    reader.document.title = title;
    Ok(reader.document)
}

struct Reader<'r> {
    report: &'r mut Report,
    document: Document,
    at: Part,
    paragraphs: usize,
    tables: usize,
    /// The running text of the paragraph that is read.
    line: Line,
    /// Whether lines end where they do in the source.
    is_written: bool,
}

/// How words look where we are.
#[derive(Clone, Default)]
struct Around {
    bold: bool,
    link: Option<String>,
    shift: Option<Shift>,
}

impl Reader<'_> {
    fn blocks(&mut self, parent: &Element, role: Role) -> Result<(), Reason> {
        for child in &parent.children {
            match child {
                Node::Text(words) => self.put(words, &Around::default()),
                Node::Element(element) if INLINE.contains(&&*element.name) => self.inline(element, &Around::default()),
                Node::Element(element) => self.block(element, role)?,
            }
        }
        Ok(())
    }

    fn block(&mut self, element: &Element, role: Role) -> Result<(), Reason> {
        self.flush(role);
        if is_hidden(element) {
            self.hidden(element);
            return Ok(());
        }
        let own = match &*element.name {
            name if NO_TEXT.contains(&name) => {
                self.tell_unseen(element);
                return Ok(());
            }
            name if AROUND.contains(&name) || name == "form" && is_small_form(element) || is_of_print(element) => {
                let what =
                    say!("网页的导航、页眉、页脚、边栏或表单", "navigation, header, footer, aside or form of a page");
                self.left_out(what, &words(element));
                return Ok(());
            }
            "pre" | "xmp" | "listing" => return self.written(element, role),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Heading(element.name.as_bytes()[1] - b'0'),
            "ul" | "ol" => return self.list(element, role),
            "table" => return self.table(element),
            "hr" => return Ok(()),
            _ => role,
        };
        self.blocks(element, own)?;
        self.flush(own);
        Ok(())
    }

    /// A text whose lines end where they do in the source.
    fn written(&mut self, element: &Element, role: Role) -> Result<(), Reason> {
        let outer = std::mem::replace(&mut self.is_written, true);
        self.blocks(element, role)?;
        self.flush(role);
        self.is_written = outer;
        Ok(())
    }

    fn list(&mut self, list: &Element, outer: Role) -> Result<(), Reason> {
        let depth = match outer {
            Role::Item { depth, .. } => depth.saturating_add(1).min(8),
            _ => 0,
        };
        let start: u32 = list.attribute("start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let is_numbered = &*list.name == "ol";
        for (item, at) in list.elements().zip(0..) {
            let role = Role::Item { depth, number: is_numbered.then(|| start.saturating_add(at)) };
            let first = self.document.blocks.len();
            self.blocks(item, role)?;
            self.flush(role);
            self.one_item(first, role);
        }
        Ok(())
    }

    /// What follows the first paragraph of an item is no item of its own.
    fn one_item(&mut self, first: usize, role: Role) {
        for block in self.document.blocks.iter_mut().skip(first + 1) {
            if let Block::Paragraph(paragraph) = block
                && paragraph.role == role
            {
                paragraph.role = Role::Plain;
            }
        }
    }

    fn table(&mut self, table: &Element) -> Result<(), Reason> {
        if let Some(caption) = table.child("caption") {
            self.blocks(caption, Role::Plain)?;
            self.flush(Role::Plain);
        }
        self.tables += 1;
        let number = self.tables;
        let mut grid = Grid::default();
        let mut rows = Vec::new();
        gather_rows(table, &mut rows);
        for (row, at) in rows.into_iter().zip(1..) {
            self.at = Part::TableRow { table: number, row: at };
            grid.row();
            for cell in row.elements().filter(|cell| matches!(&*cell.name, "td" | "th")) {
                let own = |name| cell.attribute(name).and_then(|number| number.parse().ok()).unwrap_or(1);
                let line = self.cell(cell)?;
                grid.cell(line, own("colspan"), own("rowspan"))?;
            }
        }
        let table = grid.table(number, self.report);
        self.document.blocks.extend(table.map(Block::Table));
        self.at = Part::Paragraph(self.paragraphs + 1);
        Ok(())
    }

    /// The text of a cell: its blocks, one after the other.
    fn cell(&mut self, cell: &Element) -> Result<Line, Reason> {
        let blocks = std::mem::take(&mut self.document.blocks);
        let counted = (self.paragraphs, self.tables);
        let at = self.at.clone();
        self.blocks(cell, Role::Plain)?;
        self.flush(Role::Plain);
        let own = std::mem::replace(&mut self.document.blocks, blocks);
        (self.paragraphs, self.tables) = counted;
        self.at = at;
        Ok(of_blocks(own, &self.at, self.report))
    }

    fn inline(&mut self, element: &Element, around: &Around) {
        if is_hidden(element) {
            return self.hidden(element);
        }
        if let Some(control) = Control::of(element) {
            return self.control(control, around);
        }
        let mut own = around.clone();
        match &*element.name {
            "br" => return self.line.push(Inline::Break),
            "img" => {
                let address = element.attribute("src").unwrap_or_default();
                let told = if address.starts_with("data:") { "data:" } else { address };
                let what = say!("图片（另行放到文档旁边）：{told}", "a picture, to be put beside the document: {told}");
                return self.left_out(what, element.attribute("alt").unwrap_or_default());
            }
            "b" | "strong" => own.bold = true,
            "i" | "em" | "cite" | "dfn" | "var" => self.left_out(Look::Italic.told(), &element.text()),
            "u" => self.left_out(Look::Underlined.told(), &element.text()),
            "s" | "strike" | "del" => self.left_out(Look::Struck.told(), &element.text()),
            "sup" => own.shift = Some(Shift::Up),
            "sub" => own.shift = Some(Shift::Down),
            "a" => {
                own.link = element
                    .attribute("href")
                    .and_then(|to| link::kept(to.trim(), (&self.at, &element.text()), self.report));
            }
            _ => {}
        }
        for child in &element.children {
            match child {
                Node::Text(words) => self.put(words, &own),
                Node::Element(element) => self.inline(element, &own),
            }
        }
    }

    /// What a control of a form shows becomes text.
    fn control(&mut self, control: Control, around: &Around) {
        let value = match control {
            Control::Unseen => return,
            Control::Button(words) if words.trim().is_empty() => return,
            Control::Button(words) => return self.left_out(say!("按钮", "a button"), &words),
            Control::Value(words) => words,
            Control::Choice(chosen, others) => {
                if !others.is_empty() {
                    self.left_out(say!("下拉列表里没有选的项", "what was not chosen of a list"), &others);
                }
                chosen
            }
        };
        if !value.trim().is_empty() {
            let what = say!("表单域的值写成了文字", "the value of a field of a form became text");
            self.report.tell(News::Mended, &self.at, what, &value);
            self.put_written(value.trim(), around);
        }
    }

    /// Words whose lines end where they do in the source.
    fn put_written(&mut self, words: &str, around: &Around) {
        for (at, line) in words.lines().enumerate() {
            if at > 0 {
                self.line.push(Inline::Break);
            }
            self.put_line(line, around);
        }
        // `lines` does not tell a last one that is blank.
        if words.ends_with('\n') {
            self.line.push(Inline::Break);
        }
    }

    fn put(&mut self, words: &str, around: &Around) {
        match self.is_written {
            true => self.put_written(words, around),
            false => self.put_line(words, around),
        }
    }

    fn put_line(&mut self, words: &str, around: &Around) {
        // A blank at the beginning of a line is none.
        let is_begin = matches!(self.line.last(), None | Some(Inline::Break));
        let words = if is_begin { words.trim_ascii_start() } else { words };
        let mut text = String::new();
        for c in words.chars() {
            // Blanks of the source count as one, and those that stand between lines of Chinese text as none.
            match c.is_ascii_whitespace() {
                true if text.ends_with(' ') => {}
                true => text.push(' '),
                false => text.push(c),
            }
        }
        let set = around.shift.filter(|_| !text.trim().is_empty()).map(|shift| shifted(text.trim(), shift));
        if set == Some(None) {
            self.left_out(Look::Raised.told(), &text);
        }
        let text = set.flatten().unwrap_or(text);
        push(&mut self.line, Inline::Words(Words { text, bold: around.bold, link: around.link.clone() }));
    }

    /// Ends the paragraph that is read.
    fn flush(&mut self, role: Role) {
        let mut line = std::mem::take(&mut self.line);
        if is_blank(&line) {
            return;
        }
        if self.is_written {
            line = without_blank_lines(line);
        }
        self.paragraphs += 1;
        let at = Part::Paragraph(self.paragraphs);
        if !matches!(self.at, Part::TableRow { .. }) {
            self.at = Part::Paragraph(self.paragraphs + 1);
        }
        self.document.blocks.push(Block::Paragraph(Paragraph { role, ..Paragraph::plain(at, line) }));
    }

    fn tell_unseen(&mut self, element: &Element) {
        if !is_for_machines(element) {
            let name = &element.name;
            self.left_out(say!("网页元素 {name}", "the element {name}"), &words(element));
        }
    }

    fn hidden(&mut self, element: &Element) {
        let words = words(element);
        if !words.is_empty() {
            self.report.tell(News::LeftOut, &self.at, say!("隐藏的文字", "hidden text"), &words);
        }
    }

    /// Style sheets are not followed: one that hides something is told.
    fn tell_sheets(&mut self, page: &Element) {
        for rule in page.all("style").into_iter().filter_map(|sheet| hiding_rule(&sheet.text())) {
            let what = say!(
                "网页的样式表隐藏了一些内容，没有照着隐藏，请对照网页删去",
                "a style sheet of the page hides something, which was taken in; compare with the page"
            );
            self.report.tell_all(News::Guessed, what, &rule);
        }
    }

    fn left_out(&mut self, what: Text, about: &str) {
        let about = if about.trim().is_empty() { begin(&self.line) } else { about.to_owned() };
        self.report.tell(News::LeftOut, &self.at, what, &about);
    }
}

/// Lines without those in which nothing stands.
fn without_blank_lines(mut line: Line) -> Line {
    line.dedup_by(|one, before| *one == Inline::Break && *before == Inline::Break);
    line.pop_if(|last| *last == Inline::Break);
    if line.first() == Some(&Inline::Break) {
        line.remove(0);
    }
    line
}

/// The rows of a table, also those of its head, body and foot.
fn gather_rows<'a>(parent: &'a Element, rows: &mut Vec<&'a Element>) {
    for element in parent.elements() {
        match &*element.name {
            "tr" => rows.push(element),
            "td" | "th" | "caption" => {}
            _ => gather_rows(element, rows),
        }
    }
}
