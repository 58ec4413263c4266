//! OFD, the fixed layout of GB/T 33190-2016: pages of text objects, annotations, properties, attached files.

use super::archive::Archive;
use super::harvest::Harvest;
use super::xml::{self, Element, Piece, Pieces};
use super::{Part, Reason};

/// Elements of OFD.xml that say something of the document.
const PROPERTIES: [&str; 9] =
    ["Title", "Author", "Subject", "Abstract", "Creator", "CustomData", "Keyword", "DocUsage", "Company"];

/// Reads an OFD package.
pub(super) fn read(archive: &mut Archive, harvest: &mut Harvest) -> Result<(), Reason> {
    let mut lettered = false;
    for member in archive.members() {
        let path = member.path.as_str();
        let read = match path {
            _ if path == "OFD.xml" => archive.bytes(&member, harvest).and_then(|it| about(&xml::text(&it), harvest)),
            _ if path.ends_with(".xml") && !path.contains("/Signs/") => {
                archive.bytes(&member, harvest).and_then(|bytes| {
                    lettered |= page(path, &xml::text(&bytes), harvest)?;
                    Ok(())
                })
            }
            _ if path.contains("/Attachs/") || path.contains("/Attachments/") || path.contains("/Res/") => {
                if !path.ends_with(".ttf") && !path.ends_with(".otf") {
                    archive.file(&member, harvest);
                }
                Ok(())
            }
            _ => Ok(()),
        };
        if let Err(reason) = read {
            harvest.inside(path, |harvest| harvest.unread(reason));
        }
    }
    match lettered {
        true => Ok(()),
        false => Err(Reason::NoText),
    }
}

/// Reads what OFD.xml says of the document.
fn about(text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    let (mut name, mut value) = (None, String::new());
    for piece in Pieces::of(text) {
        match piece? {
            Piece::Open(element) if PROPERTIES.contains(&element.name()) => {
                name = Some(element.attribute("Name").unwrap_or_else(|| element.name().to_owned()));
                value.clear();
            }
            Piece::Open(_) => {}
            Piece::Text(text) => value.push_str(&text),
            Piece::Close => {
                if let Some(name) = name.take() {
                    harvest.text(Part::Property(name), &value);
                }
            }
        }
    }
    Ok(())
}

/// The part that a member's text belongs to: a page's number stands in its path, counted from 0.
fn part(path: &str) -> Part {
    let number = path.split('/').find_map(|folder| folder.strip_prefix("Page_")?.parse::<usize>().ok());
    match number {
        Some(_) if path.contains("Annot") => Part::Comment,
        Some(number) if path.contains("/Pages/") => Part::Page(number.saturating_add(1)),
        _ if path.contains("/Tpls/") => Part::Header,
        _ if path.contains("Annot") => Part::Comment,
        _ => Part::Member(path.to_owned()),
    }
}

/// Reads the text objects of a page as lines; whether there were any.
fn page(path: &str, text: &str, harvest: &mut Harvest) -> Result<bool, Reason> {
    let mut lines = Lines::default();
    for piece in Pieces::of(text) {
        match piece? {
            Piece::Open(element) => lines.open(&element),
            Piece::Text(text) if lines.codes > 0 => lines.text.push_str(&text),
            Piece::Text(_) => {}
            Piece::Close => lines.codes = lines.codes.saturating_sub(1),
        }
    }
    let lettered = !lines.text.trim().is_empty();
    harvest.text(part(path), &lines.text);
    Ok(lettered)
}

/// The text of a page so far.
#[derive(Default)]
struct Lines {
    text: String,
    /// How many elements are open from one that holds letters on.
    codes: usize,
    /// Where the last object ends, and how high it is.
    last: Option<Frame>,
}

/// The frame of a text object, in millimetres: left, top, width, height.
#[derive(Clone, Copy)]
struct Frame([f64; 4]);

impl Lines {
    fn open(&mut self, element: &Element) {
        match element.name() {
            "TextObject" => self.object(element.attribute("Boundary").and_then(|boundary| Frame::of(&boundary))),
            "TextCode" => self.codes += 1,
            _ => self.codes += usize::from(self.codes > 0),
        }
    }

    /// A new object: it goes on in the line, stands further right in it, or begins another line.
    fn object(&mut self, frame: Option<Frame>) {
        if let (Some(last), Some(frame)) = (self.last, frame) {
            self.text.push_str(last.gap(frame));
        } else if !self.text.is_empty() {
            self.text.push('\n');
        }
        self.last = frame;
    }
}

impl Frame {
    fn of(boundary: &str) -> Option<Self> {
        let numbers: Vec<f64> = boundary.split_whitespace().filter_map(|number| number.parse().ok()).collect();
        Some(Self(numbers.try_into().ok()?))
    }

    /// What stands between this object and the next.
    fn gap(self, next: Self) -> &'static str {
        let [left, top, width, height] = self.0;
        let [next_left, next_top, ..] = next.0;
        if (next_top - top).abs() > height / 2.0 {
            "\n"
        } else if (next_left - left - width).abs() > height {
            "\t"
        } else {
            ""
        }
    }
}
