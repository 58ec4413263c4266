//! The blocks of a page: paragraphs, headings and lists, in the order of the text.

use super::page::Page;
use super::seen::{
    BLOCKS, NO_TEXT, hiding_rule, is_around, is_around_by_name, is_for_machines, is_hidden, is_of_print, is_small_form,
    style, words,
};
use crate::attachment::{Part, Reason};
use crate::diag::Text;
use crate::import::look::{Look, Shift};
use crate::import::model::{Block, Document, Inline, Line, Paragraph, Role, Set, begin, is_blank, text};
use crate::import::report::{News, Report};
use crate::import::tree::{Element, Node};
use crate::say;

/// What a line that begins with these words, and a colon, is: the way to the page.
const WAY_TO_THE_PAGE: [&str; 5] = ["当前位置", "您的位置", "您当前的位置", "您现在的位置", "您所在的位置"];

/// A way to a page has no more characters.
const LONGEST_WAY: usize = 100;

/// So many narrow blanks before a line begin a paragraph; a wide one counts as two.
const INDENT: usize = 4;

pub(super) struct Reader<'r> {
    pub(super) report: &'r mut Report,
    pub(super) document: Document,
    pub(super) at: Part,
    pub(super) paragraphs: usize,
    pub(super) tables: usize,
    /// The running text of the paragraph that is read.
    pub(super) line: Line,
    /// Whether lines end where they do in the source.
    pub(super) is_written: bool,
    /// Whether the last that stands in the line is the value of a control.
    pub(super) is_after_value: bool,
    /// Whether the page says where its text stands, and we are there.
    is_marked: bool,
    /// What was told of the looks of this paragraph.
    pub(super) looks: Vec<Look>,
}

/// What an element says of all that is in it.
#[derive(Clone, Default)]
pub(super) struct Around {
    pub(super) role: Role,
    pub(super) set: Set,
    pub(super) bold: bool,
    pub(super) link: Option<String>,
    /// The font that is named, where an element names one.
    pub(super) font: Option<String>,
    pub(super) shift: Option<Shift>,
}

impl<'r> Reader<'r> {
    pub(super) fn new(report: &'r mut Report) -> Self {
        Self {
            report,
            document: Document::default(),
            at: Part::Paragraph(1),
            paragraphs: 0,
            tables: 0,
            line: Line::new(),
            is_written: false,
            is_after_value: false,
            is_marked: false,
            looks: Vec::new(),
        }
    }

    /// Reads the text of a page, and tells what stands around it.
    pub(super) fn page(&mut self, page: &Page) -> Result<(), Reason> {
        self.way(page.body, page)?;
        self.flush(&Around::default());
        Ok(())
    }

    /// Goes down to where the text stands.
    fn way(&mut self, element: &Element, page: &Page) -> Result<(), Reason> {
        let around = Around::default();
        if page.is_text(element) {
            self.is_marked = !std::ptr::eq(element, page.body);
            self.nodes(element, &around)?;
            self.flush(&around);
            return Ok(());
        }
        for child in &element.children {
            match child {
                Node::Element(child) if page.leads_to_text(child) => self.way(child, page)?,
                child => self.beside(child, page),
            }
        }
        Ok(())
    }

    /// What stands beside the text of a page, tables row by row.
    fn beside(&mut self, node: &Node, page: &Page) {
        match node {
            Node::Text(words) if words.trim().is_empty() => {}
            Node::Text(words) => self.left_out(beside_the_text(), words),
            Node::Element(element) if is_for_machines(element) => {}
            Node::Element(element) if &*element.name != "tr" && !element.all("tr").is_empty() => {
                element.children.iter().for_each(|child| self.beside(child, page));
            }
            Node::Element(element) => {
                let words = words(element);
                if !words.is_empty() && !page.is_title(&words) {
                    self.left_out(beside_the_text(), &words);
                    self.files_beside(element);
                }
            }
        }
    }

    /// Files that a page leads to beside its text may belong to the text.
    fn files_beside(&mut self, element: &Element) {
        let links = element.all("a").into_iter().chain((&*element.name == "a").then_some(element));
        for link in links {
            if let Some(address) = link.attribute("href").filter(|address| leads_to_file(address)) {
                let what = say!("网页正文以外的附件：{address}", "a file that is linked beside the text: {address}");
                self.report.tell(News::LeftOut, &self.at, what, &link.text());
            }
        }
    }

    pub(super) fn nodes(&mut self, parent: &Element, around: &Around) -> Result<(), Reason> {
        parent.children.iter().try_for_each(|child| self.node(child, around))
    }

    pub(super) fn node(&mut self, node: &Node, around: &Around) -> Result<(), Reason> {
        match node {
            Node::Text(words) => self.put(words, around),
            Node::Element(element) if NO_TEXT.contains(&&*element.name) => self.tell_unseen(element),
            Node::Element(element) if BLOCKS.contains(&&*element.name) => {
                self.flush(around);
                match is_hidden(element) {
                    true => self.hidden(element),
                    false => self.block(element, around)?,
                }
            }
            Node::Element(element) if is_hidden(element) => self.hidden(element),
            Node::Element(element) => self.inline(element, around)?,
        }
        Ok(())
    }

    fn block(&mut self, element: &Element, around: &Around) -> Result<(), Reason> {
        if is_around(element)
            || !self.is_marked && is_around_by_name(element)
            || &*element.name == "form" && is_small_form(element)
            || is_of_print(element)
        {
            let what =
                say!("网页的导航、页眉、页脚、边栏或表单", "navigation, header, footer, aside or form of a page");
            self.left_out(what, &words(element));
            return Ok(());
        }
        let mut own = Around { set: set(element).unwrap_or(around.set), ..around.clone() };
        own.bold = style(element).bold.unwrap_or(own.bold);
        match &*element.name {
            "pre" | "xmp" | "listing" => return self.written(element, &own),
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => own.role = Role::Heading(element.name.as_bytes()[1] - b'0'),
            "ul" | "ol" => return self.list(element, &own),
            "blockquote" => self.left_out(
                say!("引文的缩进（文字保留）", "that it is a quotation (the words are kept)"),
                &words(element),
            ),
            "table" => return self.table(element, &own),
            "p" => own.role = self.role_by_office(element).unwrap_or(own.role),
            _ => {}
        }
        self.nodes(element, &own)?;
        self.flush(&own);
        Ok(())
    }

    /// A text whose lines end where they do in the source.
    fn written(&mut self, element: &Element, around: &Around) -> Result<(), Reason> {
        let outer = std::mem::replace(&mut self.is_written, true);
        self.nodes(element, around)?;
        self.flush(around);
        self.is_written = outer;
        Ok(())
    }

    /// The items of a list, and what stands between them.
    fn list(&mut self, list: &Element, outer: &Around) -> Result<(), Reason> {
        let depth = match outer.role {
            Role::Item { depth, .. } => depth.saturating_add(1).min(8),
            _ => 0,
        };
        let is_numbered = &*list.name == "ol";
        let is_reversed = is_numbered && list.attribute("reversed").is_some();
        self.tell_letters(list);
        let number = |element: &Element, name| element.attribute(name).and_then(|it| it.trim().parse().ok());
        let items = || list.elements().filter(|item| &*item.name == "li").count();
        let first = if is_reversed { u32::try_from(items()).unwrap_or(u32::MAX) } else { 1 };
        let mut next: u32 = number(list, "start").unwrap_or(first);
        for child in &list.children {
            let mut own = outer.clone();
            own.role = Role::Item { depth, number: None };
            match child {
                Node::Element(item) if &*item.name == "li" => {
                    next = number(item, "value").unwrap_or(next);
                    own.role = Role::Item { depth, number: is_numbered.then_some(next) };
                    next = if is_reversed { next.saturating_sub(1) } else { next.saturating_add(1) };
                    self.item(item, &own)?;
                }
                Node::Element(inner) if matches!(&*inner.name, "ul" | "ol") => self.node(child, &own)?,
                _ => self.node(child, outer)?,
            }
        }
        self.flush(outer);
        Ok(())
    }

    fn item(&mut self, item: &Element, around: &Around) -> Result<(), Reason> {
        self.flush(&Around { role: Role::Plain, ..around.clone() });
        if is_hidden(item) {
            self.hidden(item);
            return Ok(());
        }
        let first = self.document.blocks.len();
        self.nodes(item, around)?;
        self.flush(around);
        self.one_item(first, around.role);
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

    /// Markdown counts in digits alone.
    fn tell_letters(&mut self, list: &Element) {
        let letters = list.attribute("type").filter(|kind| matches!(kind.trim(), "a" | "A" | "i" | "I"));
        if let Some(kind) = letters.filter(|_| &*list.name == "ol") {
            let what =
                say!("列表的编号（{kind}）改成了数字", "the items of a list, counted by {kind}, are counted in digits");
            self.report.tell(News::Mended, &self.at, what, &words(list));
        }
    }

    /// Ends the paragraph that is read.
    pub(super) fn flush(&mut self, around: &Around) {
        let line = std::mem::take(&mut self.line);
        self.is_after_value = false;
        self.looks.clear();
        if is_blank(&line) {
            return;
        }
        if self.is_written || matches!(around.role, Role::Heading(_)) {
            return self.paragraph(without_blank_lines(line), around);
        }
        let parts = parts(line, around.set);
        if parts.len() > 1 {
            let what = say!("网页里用换行分开的文字分成了段落", "lines of a page that stand apart became paragraphs");
            self.report.tell(News::Mended, &self.at, what, &begin(&parts[0]));
        }
        for part in parts {
            self.paragraph(part, around);
        }
    }

    fn paragraph(&mut self, line: Line, around: &Around) {
        if leads_to_page(&line) {
            let what = say!("网页的当前位置", "the way to the page");
            return self.report.tell(News::LeftOut, &self.at, what, &text(&line));
        }
        self.paragraphs += 1;
        let at = Part::Paragraph(self.paragraphs);
        if !matches!(self.at, Part::TableRow { .. }) {
            self.at = Part::Paragraph(self.paragraphs + 1);
        }
        self.document.blocks.push(Block::Paragraph(Paragraph { at, role: around.role, set: around.set, line }));
    }

    fn tell_unseen(&mut self, element: &Element) {
        if !is_for_machines(element) {
            let name = &element.name;
            let words = words(element);
            let address = ["src", "data"].iter().find_map(|name| element.attribute(name)).unwrap_or_default();
            let about = if words.is_empty() { address } else { &words };
            self.left_out(say!("网页元素 {name}", "the element {name}"), about);
        }
    }

    pub(super) fn hidden(&mut self, element: &Element) {
        let words = words(element);
        if !words.is_empty() {
            self.report.tell(News::LeftOut, &self.at, say!("隐藏的文字", "hidden text"), &words);
        }
    }

    /// Style sheets are not followed: one that hides something is told.
    pub(super) fn tell_sheets(&mut self, page: &Element) {
        for rule in page.all("style").into_iter().filter_map(|sheet| hiding_rule(&sheet.text())) {
            let what = say!(
                "网页的样式表隐藏了一些内容，没有照着隐藏，请对照网页删去",
                "a style sheet of the page hides something, which was taken in; compare with the page"
            );
            self.report.tell_all(News::Guessed, what, &rule);
        }
    }

    pub(super) fn left_out(&mut self, what: Text, about: &str) {
        let about = if about.trim().is_empty() { begin(&self.line) } else { about.to_owned() };
        self.report.tell(News::LeftOut, &self.at, what, &about);
    }
}

fn beside_the_text() -> Text {
    say!("网页正文以外的部分", "what stands beside the text of the page")
}

fn leads_to_file(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or_default().to_ascii_lowercase();
    ["doc", "docx", "xls", "xlsx", "wps", "et", "pdf", "ofd", "zip", "rar", "ppt", "pptx"]
        .iter()
        .any(|ending| path.strip_suffix(ending).is_some_and(|rest| rest.ends_with('.')))
}

fn leads_to_page(line: &Line) -> bool {
    let bare: String =
        crate::import::model::characters(line).filter(|c| !c.is_whitespace()).take(LONGEST_WAY).collect();
    let after = WAY_TO_THE_PAGE.iter().find_map(|begin| bare.strip_prefix(begin));
    after.is_some_and(|rest| rest.starts_with(['：', ':', '>']) && bare.chars().count() < LONGEST_WAY)
}

/// Where an element sets its paragraphs.
fn set(element: &Element) -> Option<Set> {
    let of_style = style(element).align;
    let align = of_style.or_else(|| element.attribute("align").map(str::to_ascii_lowercase));
    match align.as_deref() {
        Some("center") => Some(Set::Centred),
        Some("right" | "end") => Some(Set::Right),
        Some(_) => Some(Set::Full),
        None => (&*element.name == "center").then_some(Set::Centred),
    }
}

/// The paragraphs that a line is made of: a blank line parts them, and so does a line that is moved in. Lines that are set to the right are
/// those of a signature.
fn parts(line: Line, set: Set) -> Vec<Line> {
    let mut parts: Vec<Line> = Vec::new();
    let mut is_apart = true;
    for line in line.split(|piece| *piece == Inline::Break) {
        if is_blank(line) {
            is_apart = true;
            continue;
        }
        match parts.last_mut().filter(|_| !is_apart && set != Set::Right && !is_moved_in(line)) {
            Some(last) => {
                last.push(Inline::Break);
                last.extend_from_slice(line);
            }
            None => parts.push(line.to_vec()),
        }
        is_apart = false;
    }
    parts
}

fn is_moved_in(line: &[Inline]) -> bool {
    let blanks = crate::import::model::characters(line).take(INDENT).take_while(|c| c.is_whitespace());
    blanks.map(|c| if matches!(c, '\u{3000}' | '\u{2003}') { 2 } else { 1 }).sum::<usize>() >= INDENT
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
