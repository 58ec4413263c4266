//! What is drawn: pictures, and the words in boxes, ornate letters, charts and diagrams.

use super::body::{Around, Reader};
use super::table::within;
use super::{part, words};
use crate::attachment::Reason;
use crate::diag::Text;
use crate::import::chart::Chart;
use crate::import::model::{Block, Inline, Line, Paragraph, Set, is_blank};
use crate::import::picture;
use crate::import::report::News;
use crate::import::tree::Element;
use crate::say;

impl Reader<'_, '_, '_> {
    /// Takes pictures into the line, and words into paragraphs of their own after it; what has neither is told.
    pub(super) fn drawing(&mut self, element: &Element, line: &mut Line) -> Result<(), Reason> {
        let boxes = self.boxes.len();
        self.text_boxes(element)?;
        for letters in ids(element, "textpath", "string") {
            self.aside(say!("艺术字写成了段落", "ornate letters became a paragraph"), letters);
        }
        let (charts, diagrams) = (ids(element, "chart", "id"), ids(element, "relIds", "dm"));
        charts.iter().for_each(|id| self.chart(id));
        diagrams.iter().for_each(|id| self.diagram(id));
        let pictures = self.pictures(element, line);
        let alt = alternative(element, &["docPr", "cNvPr", "shape"]);
        let (zh, en) = if charts.is_empty() { ("图形", "a drawing") } else { ("图表", "a chart") };
        let is_told = pictures > 0 || boxes < self.boxes.len() || !charts.is_empty() || !diagrams.is_empty();
        if !is_told {
            self.left_out(say!("{zh}", "{en}"), &alt);
        } else if pictures == 0 && !alt.is_empty() {
            self.left_out(say!("{zh}的替代文字", "the text to be read out for {en}"), &alt);
        }
        Ok(())
    }

    fn text_boxes(&mut self, element: &Element) -> Result<(), Reason> {
        for content in element.all("txbxContent") {
            let words = words(content);
            self.report.tell(News::Mended, &self.at, say!("文本框写成了段落", "a text box became a paragraph"), &words);
            for paragraph in content.all("p") {
                let line = self.line(paragraph, &Around::default())?;
                if !is_blank(&line) {
                    self.put_aside(line);
                }
            }
        }
        Ok(())
    }

    /// The pictures of a drawing; gives how many there are. Those of a group have their own alternative texts, one alone has the
    /// drawing's (its own is often the name of a file).
    fn pictures(&mut self, element: &Element, line: &mut Line) -> usize {
        let of_all = alternative(element, &["docPr", "shape", "imagedata"]);
        let pictures = own(element, "pic");
        let alone = |id: &String| {
            let own = pictures.iter().find(|picture| ids(picture, "blip", "embed").contains(id));
            own.map(|picture| alternative(picture, &["cNvPr"])).filter(|alt| !alt.is_empty())
        };
        let ids =
            [ids(element, "blip", "embed"), ids(element, "blip", "link"), ids(element, "imagedata", "id")].concat();
        for id in &ids {
            let alt = match of_all.is_empty() || pictures.len() > 1 {
                true => alone(id).unwrap_or_else(|| of_all.clone()),
                false => of_all.clone(),
            };
            let path = self.package.relations.get(id).filter(|one| !one.outside).map(|one| one.target.clone());
            let found = path.map_or(Ok(None), |path| self.package.container.bytes(&path));
            line.extend(picture::take(found, &alt, &self.at, (&mut self.document, self.report)));
        }
        ids.len()
    }

    fn chart(&mut self, id: &str) {
        let Some(part) = self.beside(id) else { return self.unread() };
        let chart = Chart::of_drawing(&part);
        let words = chart.words();
        for title in chart.titles.iter().filter(|title| !title.trim().is_empty()) {
            self.put_aside(vec![Inline::words(title.as_str())]);
        }
        let Some(table) = chart.table(self.tables.max(1), self.report) else {
            let what = say!(
                "图表，文件里没有它的数，或者数太多",
                "a chart whose numbers are not in the file, or are too many"
            );
            return self.left_out(what, &part.text());
        };
        self.boxes.push(table);
        let what = say!("图表里的数写成了表格", "the numbers of a chart became a table");
        self.report.tell(News::Mended, &self.at, what, &words);
        if chart.is_shown_otherwise {
            let what = say!(
                "图表里的百分比、日期写成了文件里存的数，请核对",
                "percentages or days of a chart are written as the numbers that the file keeps; check them"
            );
            self.report.tell(News::Guessed, &self.at, what, &words);
        }
    }

    /// The words of a diagram (SmartArt), a paragraph each.
    fn diagram(&mut self, id: &str) {
        let Some(data) = self.beside(id) else { return self.unread() };
        for paragraph in data.all("pt").iter().flat_map(|point| point.all("p")) {
            let words: String = paragraph.all("t").into_iter().map(Element::text).collect();
            let what =
                say!("智能图形（SmartArt）里的文字写成了段落", "words of a diagram (SmartArt) became a paragraph");
            self.aside(what, words);
        }
    }

    fn unread(&mut self) {
        let what =
            say!("图表或智能图形的数据不在文件里，或已损坏", "the data of a chart or diagram is missing or damaged");
        self.left_out(what, "");
    }

    /// An object of another program: what it is called is told.
    pub(super) fn object(&mut self, element: &Element, line: &[Inline]) -> Result<(), Reason> {
        let begin = crate::import::model::begin(line);
        let objects = element.all("OLEObject");
        let program = objects.first().and_then(|object| object.attribute("ProgID")).unwrap_or_default();
        let what = say!(
            "嵌入的对象 {program}，里面的内容请另外放上",
            "an object that is put in, {program}; add what it holds by hand"
        );
        self.left_out(what, if begin.trim().is_empty() { program } else { &begin });
        self.text_boxes(element)
    }

    /// A part that the drawing names; nothing where it is missing or cannot be read.
    fn beside(&mut self, id: &str) -> Option<Element> {
        let path = self.package.relations.get(id).filter(|one| !one.outside).map(|one| one.target.clone())?;
        part(self.package.container, &path).ok().flatten()
    }

    fn aside(&mut self, what: Text, words: String) {
        if !words.trim().is_empty() {
            self.report.tell(News::Mended, &self.at, what, &words);
            self.put_aside(vec![Inline::words(words)]);
        }
    }

    fn put_aside(&mut self, line: Line) {
        let paragraph = Paragraph { set: Set::Aside, ..Paragraph::plain(self.at.clone(), line) };
        self.boxes.push(Block::Paragraph(paragraph));
    }
}

/// Letters that are drawn along a line (WordArt), such as a mark across the page.
pub(super) fn letters(element: &Element) -> Vec<String> {
    element.all("textpath").into_iter().filter_map(|path| path.attribute("string")).map(str::to_owned).collect()
}

/// What is read out for a drawing: the description, the title, or both, of elements with these names.
fn alternative(element: &Element, names: &[&str]) -> String {
    let shapes = names.iter().flat_map(|name| own(element, name));
    let texts =
        shapes.flat_map(|it| ["descr", "alt", "title"].map(|name| it.attribute(name).unwrap_or_default().trim()));
    let mut all: Vec<&str> = Vec::new();
    for text in texts.filter(|text| !text.is_empty()) {
        if !all.contains(&text) {
            all.push(text);
        }
    }
    all.join("；")
}

/// The elements of a name below a drawing, but for those in its boxes, whose paragraphs are read by themselves.
fn own<'a>(element: &'a Element, name: &str) -> Vec<&'a Element> {
    within(element, name, &["txbxContent"])
}

/// What the elements of a name below a drawing say under an attribute, such as the ids by which they name parts.
fn ids(element: &Element, name: &str, attribute: &str) -> Vec<String> {
    own(element, name).into_iter().filter_map(|it| it.attribute(attribute)).map(str::to_owned).collect()
}
