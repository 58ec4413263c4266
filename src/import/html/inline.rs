//! What stands in running text: words and their looks, controls of forms, readings, formulas, pictures.

use super::body::{Around, Reader};
use super::formula;
use super::seen::{Control, Style, is_for_machines, is_hidden, style, words};
use crate::attachment::Reason;
use crate::import::link;
use crate::import::look::{Look, Shift, moved};
use crate::import::model::{Inline, Role, Words, characters, push};
use crate::import::report::News;
use crate::import::sign;
use crate::import::tree::{Element, Node};
use crate::law::character::is_han;
use crate::say;

/// Where pages that load their pictures late keep the address.
const LATE: [&str; 5] = ["data-src", "data-original", "data-lazy-src", "data-url", "oldsrc"];

/// What Word says of the bullet or number before an item.
const LISTED: &str = "mso-list:ignore";

impl Reader<'_> {
    pub(super) fn inline(&mut self, element: &Element, around: &Around) -> Result<(), Reason> {
        if let Some(control) = Control::of(element) {
            self.control(control, around);
            return Ok(());
        }
        let mut own = around.clone();
        match &*element.name {
            "br" => {
                self.end_line();
                return Ok(());
            }
            "img" => {
                self.picture(element);
                return Ok(());
            }
            // Markdown sets the bullet itself.
            "span" if matches!(around.role, Role::Item { .. }) && is_label(element) && is_bullet(element) => {
                return Ok(());
            }
            "ruby" => return self.ruby(element, around),
            "math" => {
                self.formula(element, around);
                return Ok(());
            }
            "svg" => {
                self.drawing(element, around);
                return Ok(());
            }
            "q" => {
                self.put("“", around);
                self.nodes(element, around)?;
                self.put("”", around);
                return Ok(());
            }
            "sup" => own.shift = Some(Shift::Up),
            "sub" => own.shift = Some(Shift::Down),
            "a" => {
                own.link = element
                    .attribute("href")
                    .and_then(|to| link::kept(to.trim(), (&self.at, &element.text()), self.report));
            }
            _ => {}
        }
        let style = style(element);
        own.font = element.attribute("face").map(str::to_owned).or_else(|| style.font.clone()).or(own.font);
        own.bold = style.bold.unwrap_or(own.bold || matches!(&*element.name, "b" | "strong"));
        self.looks(element, &style);
        if let Some(title) =
            element.attribute("title").filter(|title| !title.trim().is_empty() && *title != element.text())
        {
            self.left_out(say!("鼠标停在文字上时显示的说明", "what is shown when a pointer stays on the words"), title);
        }
        self.nodes(element, &own)
    }

    /// Tells the looks that Markdown does not have: each time where words mean less without them, else once a paragraph.
    fn looks(&mut self, element: &Element, style: &Style) {
        let of_name = match &*element.name {
            "i" | "em" | "cite" | "dfn" | "var" => Some(Look::Italic),
            "u" => Some(Look::Underlined),
            "s" | "strike" | "del" => Some(Look::Struck),
            "mark" => Some(Look::Highlighted),
            _ => None,
        };
        let words = element.text();
        for look in of_name.into_iter().chain(style.looks.iter().copied().filter(|look| Some(*look) != of_name)) {
            if !words.trim().is_empty() && (look.is_meant() || !self.looks.contains(&look)) {
                self.looks.push(look);
                self.left_out(look.told(), &words);
            }
        }
    }

    fn picture(&mut self, picture: &Element) {
        let late = LATE.iter().find_map(|name| picture.attribute(name)).filter(|address| !address.trim().is_empty());
        let address = late.or_else(|| picture.attribute("src")).unwrap_or_default();
        let told = if address.starts_with("data:") { "data:" } else { address };
        let what = say!("图片（另行放到文档旁边）：{told}", "a picture, to be put beside the document: {told}");
        self.left_out(what, picture.attribute("alt").unwrap_or_default());
    }

    /// Words, and their readings in brackets after them.
    fn ruby(&mut self, ruby: &Element, around: &Around) -> Result<(), Reason> {
        for child in &ruby.children {
            match child {
                Node::Element(reading) if matches!(&*reading.name, "rt" | "rtc") => {
                    let reading = words(reading);
                    if !reading.is_empty() {
                        let what = say!("注音写在字后的括号里", "a reading over a word stands in brackets after it");
                        self.report.tell(News::Mended, &self.at, what, &reading);
                        self.put(&format!("（{reading}）"), around);
                    }
                }
                // Brackets for programs that do not know readings.
                Node::Element(bracket) if &*bracket.name == "rp" => {}
                other => self.node(other, around)?,
            }
        }
        Ok(())
    }

    fn formula(&mut self, element: &Element, around: &Around) {
        let words = formula::written(element);
        let words = words.trim();
        if !words.is_empty() {
            let what = say!("公式只带过来文字，没有排版", "a formula came over as plain characters");
            self.report.tell(News::Mended, &self.at, what, words);
            self.put(&format!(" {words} "), around);
        }
    }

    /// The words of a drawing, a line each.
    fn drawing(&mut self, element: &Element, around: &Around) {
        let mut texts = Vec::new();
        self.gather_texts(element, &mut texts);
        let what = say!("图形或图表（其中的文字保留）", "a drawing or chart (its words are kept)");
        self.left_out(what, &texts.join(" "));
        for text in &texts {
            self.new_line();
            self.put(text, around);
        }
        self.new_line();
    }

    /// The texts of a drawing, one by one.
    fn gather_texts(&mut self, element: &Element, texts: &mut Vec<String>) {
        for child in &element.children {
            match child {
                Node::Text(words) => texts.extend(Some(words.trim().to_owned()).filter(|words| !words.is_empty())),
                Node::Element(inner) if is_for_machines(inner) => {}
                Node::Element(inner) if is_hidden(inner) => self.hidden(inner),
                Node::Element(inner) if &*inner.name == "text" || Control::of(inner).is_some() => {
                    texts.extend(Some(words(inner)).filter(|words| !words.is_empty()));
                }
                Node::Element(inner) => self.gather_texts(inner, texts),
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
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let what = say!("表单域的值写成了文字", "the value of a field of a form became text");
        self.report.tell(News::Mended, &self.at, what, value);
        // Blanks between Chinese words are taken out, so that values that follow each other need lines of their own.
        let (last, first) = (characters(&self.line).next_back(), value.chars().next());
        if self.is_after_value && !is_box(first) && !is_box(last) || touches(last, first) {
            self.new_line();
        }
        self.put_written(value, around);
        self.is_after_value = true;
    }

    /// Words whose lines end where they do in the source.
    fn put_written(&mut self, words: &str, around: &Around) {
        for (at, line) in words.lines().enumerate() {
            if at > 0 {
                self.line.push(Inline::Break);
            }
            self.put_words(line.to_owned(), around);
        }
        // `lines` does not tell a last one that is blank.
        if words.ends_with('\n') {
            self.line.push(Inline::Break);
        }
    }

    pub(super) fn put(&mut self, words: &str, around: &Around) {
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
        self.put_words(text, around);
    }

    /// Words whose blanks are as they are to stay.
    fn put_words(&mut self, text: String, around: &Around) {
        let text = match around.shift {
            Some(shift) => self.moved(&text, shift),
            None => text,
        };
        let text = sign::in_font(text, around.font.as_deref(), &self.at, self.report);
        if !text.trim().is_empty() {
            if self.is_after_value && touches(characters(&self.line).next_back(), text.chars().next()) {
                self.new_line();
            }
            self.is_after_value = false;
        }
        push(&mut self.line, Inline::Words(Words { text, bold: around.bold, link: around.link.clone() }));
    }

    /// Words that are not on their line.
    fn moved(&mut self, words: &str, shift: Shift) -> String {
        let (text, is_plain) = moved(words.trim(), shift, characters(&self.line).next_back());
        if is_plain && !text.is_empty() {
            self.left_out(Look::Raised.told(), words);
        }
        if text == words.trim() { words.to_owned() } else { text }
    }

    /// Ends a line in which something stands.
    fn new_line(&mut self) {
        if !matches!(self.line.last(), None | Some(Inline::Break)) {
            self.end_line();
        }
    }

    /// Ends a line; blanks before its end are none.
    fn end_line(&mut self) {
        if let Some(Inline::Words(last)) = self.line.last_mut() {
            last.text.truncate(last.text.trim_ascii_end().len());
        }
        self.line.push(Inline::Break);
    }

    /// What a paragraph of Word's lists is: its bullet is a letter of a font of signs, and its number a part of the text.
    pub(super) fn role_by_office(&self, paragraph: &Element) -> Option<Role> {
        let list = paragraph.attribute("style")?.to_ascii_lowercase();
        let depth = list.split_once("mso-list:")?.1.split_once("level")?.1;
        let depth: u8 = depth.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok()?;
        let label = label_in(paragraph)?;
        is_bullet(label).then_some(Role::Item { depth: depth.saturating_sub(1).min(8), number: None })
    }
}

/// What stands before an item.
fn label_in(element: &Element) -> Option<&Element> {
    element.elements().find_map(|inner| if is_label(inner) { Some(inner) } else { label_in(inner) })
}

fn is_label(element: &Element) -> bool {
    let style: String = element.attribute("style").unwrap_or_default().split_whitespace().collect();
    style.to_ascii_lowercase().contains(LISTED)
}

/// Whether what stands before an item is one sign, and counts nothing.
fn is_bullet(label: &Element) -> bool {
    let text = label.text();
    let mut signs = text.chars().filter(|c| !c.is_whitespace());
    let first = signs.next();
    signs.next().is_none() && first.is_some_and(|c| !c.is_numeric() && !is_han(c))
}

fn is_box(c: Option<char>) -> bool {
    matches!(c, Some('☐' | '☑'))
}

/// Whether two characters would be taken for one number or word.
fn touches(before: Option<char>, after: Option<char>) -> bool {
    let of_word = |c: char| c.is_alphanumeric() && !is_han(c);
    before.is_some_and(|c| of_word(c) || c == '.') && after.is_some_and(|c| of_word(c) || matches!(c, '.' | '-' | '+'))
}
