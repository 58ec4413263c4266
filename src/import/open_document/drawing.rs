//! What is drawn: pictures, the words in boxes and shapes, and objects of other programs. A chart becomes a table, a formula its
//! characters, the rest is told.

use super::body::{Around, Reader};
use crate::attachment::Reason;
use crate::import::chart::Chart;
use crate::import::model::{Block, Inline, Line, Paragraph, Set, is_blank, push, text};
use crate::import::picture;
use crate::import::report::News;
use crate::import::tree::{self, Element};
use crate::say;

/// Elements that draw something. A line with its length is not among them: a field of a text has the same name, and its words are read
/// where they stand.
pub(super) const SHAPES: [&str; 14] = [
    "frame",
    "custom-shape",
    "g",
    "rect",
    "line",
    "polyline",
    "polygon",
    "regular-polygon",
    "path",
    "circle",
    "ellipse",
    "connector",
    "caption",
    "control",
];

impl Reader<'_, '_> {
    /// A frame holds a picture, a text or an object; other shapes may hold a text.
    pub(super) fn drawing(&mut self, element: &Element, line: &mut Line) -> Result<(), Reason> {
        let texts = ["desc", "title"].iter().filter_map(|name| element.child(name)).map(Element::text);
        let alt = texts.filter(|text| !text.trim().is_empty()).collect::<Vec<_>>().join("；");
        if &*element.name == "g" {
            self.tell_alternative(&alt);
            let shapes = element.elements().filter(|shape| SHAPES.contains(&&*shape.name));
            return shapes.into_iter().try_for_each(|shape| self.drawing(shape, line));
        }
        let has_words = self.words_of(element)?;
        if let Some(object) = element.child("object") {
            self.tell_alternative(&alt);
            self.object(object, line);
            return Ok(());
        }
        // Others say the same in other forms.
        match element.child("image") {
            Some(image) => {
                let path = image.attribute("href").unwrap_or_default();
                let found = self.container.bytes(path.trim_start_matches("./"));
                line.extend(picture::take(found, &alt, &self.at, (&mut self.document, self.report)));
            }
            None if has_words => self.tell_alternative(&alt),
            None => self.left_out(say!("图形、控件或嵌入的对象", "a drawing, a control or an object"), &alt),
        }
        Ok(())
    }

    /// What stands in the controls of a form, which are kept apart from the text.
    pub(super) fn forms(&mut self, forms: &Element) {
        for control in forms.elements() {
            let said = ["label", "value", "current-value", "current-state"]
                .map(|name| control.attribute(name).unwrap_or_default());
            let words = said.join(" ");
            if !words.trim().is_empty() {
                self.left_out(say!("表单里的控件", "a control of a form"), &words);
            }
            self.forms(control);
        }
    }

    /// What is read out for something that has no picture.
    fn tell_alternative(&mut self, alt: &str) {
        if !alt.is_empty() {
            self.left_out(say!("图形的替代文字", "the text to be read out for a drawing"), alt);
        }
    }

    /// The words in a box or a shape become paragraphs; whether there are any.
    fn words_of(&mut self, element: &Element) -> Result<bool, Reason> {
        let (before, mut paragraphs) = (self.boxes.len(), Vec::new());
        let own = element.child("text-box").unwrap_or(element);
        gather(own, &["p", "h"], &mut paragraphs);
        for paragraph in &paragraphs {
            let mut line = Line::new();
            self.inlines(paragraph, &Around::default(), &mut line)?;
            if !is_blank(&line) {
                let what = say!("文本框写成了段落", "a text box became a paragraph");
                self.report.tell(News::Mended, &self.at, what, &text(&line));
                self.boxes.push(Block::Paragraph(Paragraph::plain(self.at.clone(), line)));
            }
        }
        Ok(self.boxes.len() > before)
    }

    fn object(&mut self, object: &Element, line: &mut Line) {
        let folder = object.attribute("href").unwrap_or_default().trim_start_matches("./").trim_end_matches('/');
        let part = self.container.bytes(&format!("{folder}/content.xml")).ok().flatten();
        let content = part.and_then(|part| tree::xml(&part).ok()).unwrap_or_default();
        // A formula stands within the object itself, or in a part of its own.
        let formulas = [content.all("math"), object.all("math")].concat();
        if let Some(formula) = formulas.first() {
            self.formula(formula, line);
        } else if !content.all("chart").is_empty() {
            self.chart(&Chart::of_document(&content));
        } else {
            self.left_out(
                say!("嵌入的对象，里面的内容请另外放上", "an object that is put in; add what it holds by hand"),
                &content.text(),
            );
        }
    }

    /// Its own notation keeps figures apart that stand over each other; where it is missing, each sign is parted from the next.
    fn formula(&mut self, formula: &Element, line: &mut Line) {
        let written = formula.all("annotation").first().map(|one| one.text()).filter(|text| !text.trim().is_empty());
        let signs = ["mi", "mn", "mo", "mtext"];
        let words = written.unwrap_or_else(|| {
            let mut all = Vec::new();
            gather(formula, &signs, &mut all);
            all.iter().map(|sign| sign.text()).collect::<Vec<_>>().join(" ")
        });
        let what = say!("公式只带过来文字，没有排版", "a formula came over as plain characters");
        self.report.tell(News::Mended, &self.at, what, &words);
        push(line, Inline::words(format!(" {} ", words.trim())));
    }

    fn chart(&mut self, chart: &Chart) {
        for title in chart.titles.iter().filter(|title| !title.trim().is_empty()) {
            let paragraph = Paragraph::plain(self.at.clone(), vec![Inline::words(title.as_str())]);
            self.boxes.push(Block::Paragraph(Paragraph { set: Set::Aside, ..paragraph }));
        }
        let words = chart.words();
        let Some(table) = chart.table(self.tables.max(1), self.report) else {
            let what = say!(
                "图表，文件里没有它的数，或者数太多",
                "a chart whose numbers are not in the file, or are too many"
            );
            return self.left_out(what, &words);
        };
        self.boxes.push(table);
        let what = say!("图表里的数写成了表格", "the numbers of a chart became a table");
        self.report.tell(News::Mended, &self.at, what, &words);
    }
}

/// The elements of some names below another, in order, not within those found.
fn gather<'a>(element: &'a Element, names: &[&str], found: &mut Vec<&'a Element>) {
    for child in element.elements() {
        match names.contains(&&*child.name) {
            true => found.push(child),
            false => gather(child, names, found),
        }
    }
}
