//! What stands within a paragraph of Word: runs, fields, links, notes, drawings.

use super::body::{Around, Reader, words_of};
use super::formula;
use crate::attachment::Reason;
use crate::import::link;
use crate::import::look::{Look, Shift, moved};
use crate::import::model::{Inline, Line, Words, begin, characters, push};
use crate::import::report::News;
use crate::import::sign;
use crate::import::tree::Element;
use crate::say;

impl Reader<'_, '_, '_> {
    pub(super) fn inlines(&mut self, parent: &Element, around: &Around, line: &mut Line) -> Result<(), Reason> {
        for element in parent.elements() {
            match &*element.name {
                "r" => self.run(element, around, line)?,
                "hyperlink" => {
                    let link = self.link(element);
                    self.inlines(element, &Around { link, ..around.clone() }, line)?;
                }
                "del" | "moveFrom" => self.deleted(element),
                "ins" | "moveTo" => {
                    self.inserted(element);
                    self.inlines(element, around, line)?;
                }
                "oMath" | "oMathPara" => self.formula(element, line),
                // The other one says the same to older programs.
                "AlternateContent" => self.inlines(element.child("Choice").unwrap_or(element), around, line)?,
                "pPr" | "sdtPr" | "tbl" => {}
                _ => self.inlines(element, around, line)?,
            }
        }
        Ok(())
    }

    fn run(&mut self, run: &Element, around: &Around, line: &mut Line) -> Result<(), Reason> {
        let properties = run.child("rPr");
        let own = |name: &str| properties.and_then(|it| it.child(name));
        let style = own("rStyle").and_then(Element::val);
        let hidden =
            own("vanish").map(Element::is_on).or_else(|| self.styles.is_hidden(style)).unwrap_or(around.hidden);
        if hidden {
            return self.hidden(run, around, line);
        }
        let bold = own("b").map(Element::is_on).or_else(|| self.styles.is_bold(style)).unwrap_or(around.bold);
        let font = own("rFonts").and_then(|fonts| fonts.attribute("ascii").or_else(|| fonts.attribute("hAnsi")));
        let link = around.link.clone().or_else(|| self.linked());
        let around = Around { bold, hidden, link, font: font.map(str::to_owned) };
        if let Some(properties) = properties {
            self.look(properties, run);
        }
        let shift = self.shift(properties, line);
        for element in run.elements() {
            self.piece(element, &around, shift, line)?;
        }
        Ok(())
    }

    /// A run that is not seen; a field may begin or end in it.
    fn hidden(&mut self, run: &Element, around: &Around, line: &mut Line) -> Result<(), Reason> {
        let words = words_of(run);
        if !words.trim().is_empty() {
            self.left_out(say!("隐藏的文字", "hidden text"), &words);
        }
        let of_field = run.elements().filter(|element| matches!(&*element.name, "fldChar" | "instrText"));
        of_field.into_iter().try_for_each(|element| self.piece(element, around, None, line))
    }

    /// One thing in a run.
    fn piece(
        &mut self,
        element: &Element,
        around: &Around,
        shift: Option<Shift>,
        line: &mut Line,
    ) -> Result<(), Reason> {
        match &*element.name {
            "fldChar" => self.field(element, line)?,
            "instrText" => {
                if let Some(field) = self.fields.last_mut() {
                    field.code.push_str(&element.text());
                }
            }
            _ if self.in_code() => self.skipped(element),
            "t" => {
                let words = element.text();
                let before = characters(line).next_back();
                let (text, is_plain) = shift.map_or((words.clone(), false), |shift| moved(&words, shift, before));
                if is_plain {
                    self.tell_look(Look::Raised, &words);
                }
                let text = sign::in_font(text, around.font.as_deref(), &self.at, self.report);
                self.put(&text, around, line);
            }
            "tab" | "ptab" => self.put("\t", around, line),
            "noBreakHyphen" => self.put("-", around, line),
            "sym" => self.sign(element, around, line),
            "br" if matches!(element.attribute("type"), Some("page" | "column")) => {
                self.ends.push(line.len());
                line.push(Inline::Break);
            }
            "br" | "cr" => line.push(Inline::Break),
            "footnoteReference" => self.note("footnotes", element, line),
            "endnoteReference" => self.note("endnotes", element, line),
            "drawing" | "pict" => self.drawing(element, line)?,
            "object" => self.object(element, line)?,
            "AlternateContent" => {
                let chosen = element.child("Choice").or_else(|| element.child("Fallback"));
                for inner in chosen.into_iter().flat_map(Element::elements) {
                    self.piece(inner, around, shift, line)?;
                }
            }
            "ruby" => {
                self.left_out(
                    say!("注音", "a reading over a word"),
                    &element.child("rt").map(Element::text).unwrap_or_default(),
                );
                self.inlines(element.child("rubyBase").unwrap_or(element), around, line)?;
            }
            _ => {}
        }
        Ok(())
    }

    /// Whether a run stands off its line: by name, or raised or lowered right after a figure that stands on it.
    fn shift(&mut self, properties: Option<&Element>, line: &Line) -> Option<Shift> {
        let value = |name: &str| properties.and_then(|it| it.child(name)).and_then(Element::val);
        let place: i32 = value("position").and_then(|place| place.parse().ok()).unwrap_or(0);
        let was_off = std::mem::replace(&mut self.is_off_line, place != 0);
        let is_figure = characters(line).next_back().is_some_and(|c| c.is_ascii_digit());
        match value("vertAlign") {
            Some("superscript") => Some(Shift::Up),
            Some("subscript") => Some(Shift::Down),
            _ if was_off || !is_figure || place == 0 => None,
            _ => Some(if place > 0 { Shift::Up } else { Shift::Down }),
        }
    }

    /// A sign of a font of signs.
    fn sign(&mut self, element: &Element, around: &Around, line: &mut Line) {
        let font = element.attribute("font").unwrap_or_default();
        let code = element.attribute("char").unwrap_or_default();
        match u32::from_str_radix(code, 16).ok().and_then(|code| sign::shown(font, code)) {
            Some(sign) => self.put(sign.encode_utf8(&mut [0; 4]), around, line),
            None => {
                let what = say!(
                    "符号字体 {font} 的符号（{code}），请在原位置补上",
                    "a sign ({code}) of the font of signs {font}; put it in where it stood"
                );
                self.left_out(what, &begin(line));
            }
        }
    }

    fn put(&mut self, words: &str, around: &Around, line: &mut Line) {
        if let Some(field) = self.fields.last_mut() {
            field.has_words = true;
        }
        push(line, Inline::Words(Words { text: words.to_owned(), bold: around.bold, link: around.link.clone() }));
    }

    fn note(&mut self, kind: &'static str, mark: &Element, line: &mut Line) {
        if let Some(id) = mark.attribute("id") {
            line.push(Inline::Note(self.notes.len()));
            self.notes.push((kind, id.to_owned()));
        }
    }

    fn formula(&mut self, element: &Element, line: &mut Line) {
        let words = formula::written(element);
        let what = say!("公式只带过来文字，没有排版", "a formula came over as plain characters");
        self.report.tell(News::Mended, &self.at, what, &words);
        push(line, Inline::words(format!(" {} ", words.trim())));
    }

    /// Where a link leads; one within the document leads nowhere any more.
    fn link(&mut self, element: &Element) -> Option<String> {
        let to = element.attribute("id").and_then(|id| self.package.relations.get(id)).map(|one| one.target.clone());
        let to = to.or_else(|| element.attribute("anchor").map(|anchor| format!("#{anchor}")))?;
        link::kept(&to, (&self.at, &words_of(element)), self.report)
    }
}
