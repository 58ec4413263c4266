//! How marks are taken out, one sign after the other.

pub(super) mod rendered;

use std::borrow::Cow;
use std::ops::Range;

use memchr::{memchr, memmem};

use crate::law::bare::escape::{Escaped, of_data, of_style};
use crate::law::bare::{Bare, Piece, decode};
use crate::law::character::{is_blank, is_digit};

/// A longer run of asterisks is no emphasis but a mask.
const EMPHASIS: usize = 3;
/// A mark that closes stands at most so many bytes from the one that opens.
const PARAGRAPH: usize = 600;
/// A longer tag is none.
const LONGEST_TAG: usize = 4000;
/// What a line is set in: blanks, quotes, the sign of a heading.
const INDENT: [char; 4] = [' ', '\t', '>', '#'];
/// Elements that begin a cell.
const CELLS: [&str; 2] = ["td", "th"];
/// Elements that begin a line.
const LINES: [&str; 23] = [
    "br",
    "tr",
    "p",
    "div",
    "li",
    "dt",
    "dd",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "table",
    "section",
    "ul",
    "ol",
    "pre",
    "blockquote",
    "figure",
    "summary",
    "hr",
    "text",
];

/// Whether a character may stand in a source without tags and not in its text, or be a blank there.
pub fn may_vanish(c: char) -> bool {
    is_blank(c) || matches!(c, '*' | '`' | '_' | '~' | '\\' | '|' | '>' | '#')
}

/// The bytes at which something may have to be taken out.
const MARKUP: [bool; 256] = table(b"\n*`_~\\|&<");
/// The same in data.
const DATA: [bool; 256] = table(b"\n\\");
/// In a style sheet.
const STYLE: [bool; 256] = table(b"\\");
/// In a table with commas.
const COMMAS: [bool; 256] = table(b",\"");

const fn table(signs: &[u8]) -> [bool; 256] {
    let mut table = [false; 256];
    let mut at = 0;
    while at < signs.len() {
        table[signs[at] as usize] = true;
        at += 1;
    }
    table
}

/// A source of which a part was read.
struct Peeler<'a> {
    source: &'a str,
    text: String,
    pieces: Vec<Piece>,
    /// Blanks before here are not trimmed: something stands for them.
    floor: usize,
    /// Tags and comments that hold something.
    aside: Vec<Range<usize>>,
    /// Whether lines end where they do in the source.
    in_code: bool,
}

/// A document without its marks.
pub(super) fn markup(source: &str) -> Bare<'_> {
    let mut peeler = Peeler::new(source);
    let start = front_matter(source);
    peeler.run(0..start, &DATA, Peeler::datum);
    peeler.run(peeler.after_blanks(start, &INDENT)..source.len(), &MARKUP, Peeler::mark);
    peeler.put_aside();
    peeler.finish()
}

/// Data, with the characters that are escaped.
pub(super) fn data(source: &str) -> Bare<'_> {
    let mut peeler = Peeler::new(source);
    peeler.run(0..source.len(), &DATA, Peeler::datum);
    peeler.finish()
}

/// A style sheet, in the same way.
pub(super) fn style(source: &str) -> Bare<'_> {
    let mut peeler = Peeler::new(source);
    peeler.run(0..source.len(), &STYLE, |peeler, at| peeler.escape(at, of_style));
    peeler.finish()
}

/// A table with commas, tabs in their place.
pub(super) fn commas(source: &str) -> Bare<'_> {
    let mut peeler = Peeler::new(source);
    peeler.run(0..source.len(), &COMMAS, |peeler, at| {
        if peeler.byte(at) == Some(b',') {
            peeler.put('\t', at..at + 1);
        }
        at + 1
    });
    peeler.finish()
}

/// Where the front matter of a document, which is data, ends.
pub fn front_matter(source: &str) -> usize {
    let end = || memmem::find(source.as_bytes(), b"\n---").map(|at| at + 1);
    if source.starts_with("---") { end().unwrap_or(0) } else { 0 }
}

impl<'a> Peeler<'a> {
    fn new(source: &'a str) -> Peeler<'a> {
        let text = String::with_capacity(source.len());
        Peeler { source, text, pieces: Vec::new(), floor: 0, aside: Vec::new(), in_code: false }
    }

    /// Copies what is no sign; `sign` deals with one that is, and tells where to go on.
    fn run(&mut self, within: Range<usize>, signs: &[bool; 256], sign: fn(&mut Self, usize) -> usize) {
        let bytes = &self.source.as_bytes()[..within.end];
        let mut at = within.start;
        while let Some(skip) = bytes.get(at..).and_then(|rest| rest.iter().position(|byte| signs[usize::from(*byte)])) {
            self.copy(at..at + skip);
            at = sign(self, at + skip);
        }
        self.copy(at..within.end.max(at));
    }

    fn finish(self) -> Bare<'a> {
        Bare { text: Cow::Owned(self.text), pieces: self.pieces }
    }

    /// Takes over a stretch of the source.
    fn copy(&mut self, range: Range<usize>) {
        if range.is_empty() {
            return;
        }
        let (at, length) = (self.text.len(), range.len());
        self.text.push_str(&self.source[range.clone()]);
        match self.pieces.last_mut() {
            Some(last) if last.is_copied() && last.written.end == range.start => {
                last.length += length;
                last.written.end = range.end;
            }
            _ => self.pieces.push(Piece { at, length, written: range }),
        }
    }

    /// The same, with the characters that are named.
    fn copy_decoded(&mut self, range: Range<usize>) {
        let mut at = range.start;
        while let Some(skip) = memchr(b'&', &self.source.as_bytes()[at..range.end]) {
            self.copy(at..at + skip);
            at = self.entity(at + skip);
        }
        self.copy(at..range.end.max(at));
    }

    /// Puts a character in the place of a stretch of the source.
    fn put(&mut self, c: char, written: Range<usize>) {
        self.pieces.push(Piece { at: self.text.len(), length: c.len_utf8(), written });
        self.text.push(c);
    }

    /// Puts what parts cells or lines, without the blanks before it.
    fn part(&mut self, c: char, blanks: &[char], written: Range<usize>) {
        self.trim(blanks);
        self.put(c, written);
        self.floor = self.text.len();
    }

    fn trim(&mut self, blanks: &[char]) {
        while self.text.len() > self.floor && self.text.ends_with(blanks) {
            self.text.pop();
            let Some(last) = self.pieces.last_mut() else { return };
            last.length -= 1;
            last.written.end = last.written.end.saturating_sub(1).max(last.written.start);
            if last.length == 0 {
                self.pieces.pop();
            }
        }
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.source.as_bytes().get(at).copied()
    }

    /// Deals with a sign of Markdown or HTML.
    fn mark(&mut self, at: usize) -> usize {
        match self.source.as_bytes()[at] {
            b'\n' => self.line_end(at),
            b'|' => {
                let end = self.after_blanks(at + 1, &[' ']);
                self.part('\t', &[' '], at..end);
                end
            }
            b'\\' if self.byte(at + 1).is_some_and(|byte| byte.is_ascii_punctuation()) => {
                self.copy(at + 1..at + 2);
                at + 2
            }
            b'&' => self.entity(at),
            b'<' => self.tag(at),
            byte @ (b'*' | b'`' | b'_' | b'~') => self.emphasis(at, byte),
            _ => self.one(at),
        }
    }

    /// Puts what was set aside after the text.
    fn put_aside(&mut self) {
        for range in std::mem::take(&mut self.aside) {
            self.put('\n', range.start..range.start);
            self.copy_decoded(range);
        }
    }

    /// Deals with a line end or an escape of data. A line that goes on with digits is one with the line before.
    fn datum(&mut self, at: usize) -> usize {
        if self.byte(at) == Some(b'\\') {
            return self.escape(at, of_data);
        }
        let end = self.after_blanks(at + 1, &[' ', '\t']);
        let ends_in_digit = self.text.trim_end_matches(['\r', ' ']).ends_with(is_digit);
        if !ends_in_digit || !self.source[end..].starts_with(is_digit) {
            return self.one(at);
        }
        self.put(' ', at..end);
        end
    }

    fn escape(&mut self, at: usize, read: fn(&str) -> Option<Escaped>) -> usize {
        let Some((c, length)) = read(&self.source[at..]) else { return self.one(at) };
        if let Some(c) = c {
            self.put(c, at..at + length);
        }
        at + length
    }

    /// Takes over a sign as it is.
    fn one(&mut self, at: usize) -> usize {
        self.copy(at..at + 1);
        at + 1
    }

    fn after_blanks(&self, at: usize, blanks: &[char]) -> usize {
        self.source.len() - self.source[at..].trim_start_matches(blanks).len()
    }

    /// A line end, with what the next line is set in. Between digits it is a blank, as it is shown.
    fn line_end(&mut self, at: usize) -> usize {
        let end = self.after_blanks(at + 1, &INDENT);
        self.trim(&['\r']);
        let wrapped = self.text.ends_with(is_digit) && self.source[end..].starts_with(is_digit);
        self.put(if wrapped { ' ' } else { '\n' }, at..end);
        end
    }

    fn entity(&mut self, at: usize) -> usize {
        let Some((c, length)) = decode(&self.source[at..]) else { return self.one(at) };
        self.put(c, at..at + length);
        at + length
    }

    /// A run of one sign of emphasis, of a code span or of what is struck out.
    fn emphasis(&mut self, at: usize, sign: u8) -> usize {
        let bytes = &self.source.as_bytes()[at..];
        let run = bytes.iter().take_while(|byte| **byte == sign).count();
        let (before, after) = (self.source[..at].chars().next_back(), self.source[at + run..].chars().next());
        let touches = |is: fn(char) -> bool| (before.is_some_and(is), after.is_some_and(is));
        let is_mark = match sign {
            b'_' => touches(|c| c.is_ascii_alphanumeric()) != (true, true),
            b'~' => run == 2 && self.is_paired(at, run),
            _ => touches(is_digit) == (false, false) || self.is_paired(at, run),
        };
        if run > EMPHASIS || !is_mark {
            self.copy(at..at + run);
        }
        at + run
    }

    /// Whether a run of a sign has its fellow in the same cell or paragraph.
    fn is_paired(&self, at: usize, run: usize) -> bool {
        let bytes = self.source.as_bytes();
        let near = at.saturating_sub(PARAGRAPH)..(at + PARAGRAPH).min(bytes.len());
        let start = near.start + end_of_last(&bytes[near.start..at]);
        let end = at + first_end(&bytes[at..near.end]);
        let runs = bytes[start..end].chunk_by(|a, b| a == b);
        runs.filter(|chunk| chunk[0] == bytes[at] && chunk.len() == run).count().is_multiple_of(2)
    }

    /// A tag, which parts cells or lines or nothing, or a comment.
    fn tag(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        if rest.starts_with("<!--") {
            let end = at + memmem::find(rest.as_bytes(), b"-->").map_or(rest.len(), |end| end + 3);
            self.aside.push(at..end);
            return end;
        }
        let Some(tag) = tag(rest) else { return self.one(at) };
        let end = at + tag.length;
        if tag.has_more {
            self.aside.push(at..end);
        }
        let begins = |names: &[&str]| names.iter().any(|name| name.eq_ignore_ascii_case(tag.name));
        if begins(&CELLS) {
            self.part('\t', &[' ', '\n'], at..end);
        } else if begins(&LINES) {
            self.part('\n', &[' ', '\n'], at..end);
        }
        end
    }
}

/// A tag at the beginning of a text. The name of one that closes is empty.
struct Tag<'a> {
    name: &'a str,
    length: usize,
    /// Whether it holds more than its name.
    has_more: bool,
}

fn tag(text: &str) -> Option<Tag<'_>> {
    let inner = &text[1..];
    let closes = inner.starts_with('/');
    let word = inner.trim_start_matches('/');
    // Word writes names with a colon; what ends with one is an address.
    let part = |c: char| c.is_ascii_alphanumeric() || matches!(c, ':' | '-');
    let name = &word[..word.find(|c| !part(c)).unwrap_or(word.len())];
    let after = &word[name.len()..];
    let is_name = name.starts_with(|c: char| c.is_ascii_alphabetic()) && !name.ends_with(':');
    // `<tel:110>` is shown; Word's names have one letter, or blanks after them.
    let is_address = !closes && name.find(':').is_some_and(|colon| colon > 1) && !after.starts_with(is_blank);
    if !is_name || is_address || !after.starts_with(|c| is_blank(c) || c == '>' || c == '/') {
        return None;
    }
    let length = memchr(b'>', &text.as_bytes()[..text.len().min(LONGEST_TAG)])? + 1;
    let has_more = !after.trim_start_matches([' ', '/']).starts_with('>');
    Some(Tag { name: if closes { "" } else { name }, length, has_more })
}

/// After the last end of a cell or a paragraph.
fn end_of_last(text: &[u8]) -> usize {
    let bar = memchr::memrchr(b'|', text).map(|at| at + 1);
    let line = memmem::rfind(text, b"\n\n").map(|at| at + 2);
    bar.max(line).unwrap_or(0)
}

/// Before the first.
fn first_end(text: &[u8]) -> usize {
    let bar = memchr(b'|', text).unwrap_or(text.len());
    memmem::find(text, b"\n\n").map_or(bar, |line| line.min(bar))
}
