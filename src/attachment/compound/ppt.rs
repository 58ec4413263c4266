//! PowerPoint's binary form ([MS-PPT]): the texts of slides and notes, as the records come. Each cell of a table is one.

use crate::attachment::bytes::{in_code_page, size_at, slice, u16_at, utf16};
use crate::attachment::harvest::Harvest;
use crate::attachment::{Part, Reason};

/// Records nest no deeper.
const DEPTH: usize = 40;
/// The types of records that we know.
const SLIDE: u16 = 1006;
const NOTES: u16 = 1008;
const SLIDE_IN_LIST: u16 = 1011;
const MASTER: u16 = 1016;
const SLIDE_IN_SHOW: u16 = 1017;
const TEXT_WIDE: u16 = 4000;
const TEXT_NARROW: u16 = 4008;
const WORDS: u16 = 4026;
const HEADERS_FOOTERS: u16 = 4057;
const COMMENT: u16 = 12000;

/// The flag of a slide that the show leaves out.
const HIDDEN: u16 = 4;

/// A stream that is being read.
struct Records<'h, 'l> {
    harvest: &'h mut Harvest<'l>,
    /// How many slides came in the list, and how many by themselves: each is told in both places.
    listed: usize,
    slides: usize,
    /// Whether the slide that we are in is hidden.
    hidden: bool,
}

/// Reads the stream of a presentation.
pub(super) fn read(stream: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    Records { harvest, listed: 0, slides: 0, hidden: false }.read(stream, &Part::Leftover, 0)
}

impl Records<'_, '_> {
    /// Reads records; their texts are of this part.
    fn read(&mut self, mut records: &[u8], part: &Part, depth: usize) -> Result<(), Reason> {
        let mut part = part.clone();
        while let (Some(form), Some(kind), Some(length)) = (u16_at(records, 0), u16_at(records, 2), size_at(records, 4))
        {
            let content = slice(records, 8, length).ok_or(Reason::Broken)?;
            match kind {
                SLIDE_IN_LIST => {
                    self.listed += 1;
                    part = Part::Slide(self.listed);
                }
                SLIDE_IN_SHOW => self.hidden = u16_at(content, 10).is_some_and(|flags| flags & HIDDEN != 0),
                // A record whose version is 15 holds records.
                _ if form & 0xf == 0xf && depth < DEPTH => {
                    let part = self.container(kind, &part);
                    self.read(content, &part, depth + 1)?;
                    self.hidden &= kind != SLIDE;
                }
                TEXT_WIDE | WORDS => self.take(&part, &utf16(content)),
                TEXT_NARROW => self.take(&part, &in_code_page(content, 1252)),
                _ => {}
            }
            records = &records[8 + length..];
        }
        Ok(())
    }

    /// What the texts in a container are.
    fn container(&mut self, kind: u16, part: &Part) -> Part {
        match kind {
            SLIDE => {
                self.slides += 1;
                Part::Slide(self.slides)
            }
            NOTES => Part::Notes,
            MASTER => Part::Leftover,
            HEADERS_FOOTERS => Part::Footer,
            COMMENT => Part::Comment,
            _ => part.clone(),
        }
    }

    fn take(&mut self, part: &Part, text: &str) {
        for paragraph in text.split('\r') {
            self.harvest.take(part.clone(), self.hidden, &paragraph.replace('\u{b}', "\n"));
        }
    }
}
