//! Rendered HTML: tags are what they look like, and there are no other marks.

use memchr::{memchr2_iter, memmem, memrchr2_iter};

use super::{CELLS, LINES, LONGEST_TAG, Peeler, may_vanish, table};
use crate::law::bare::Bare;

/// The bytes at which something may have to be taken out.
const RENDERED: [bool; 256] = table(b"\n&<");
/// What holds words in a rendered tag.
const TOLD: [&[u8]; 2] = [b" alt=\"", b" title=\""];
/// How a reference to a footnote begins.
const FOOTNOTE: &str = "<sup class=\"footnote-ref\"";

/// The one blank that rendered HTML names.
pub const BLANK: &str = "&nbsp;";

/// Rendered HTML as it is seen: a line a block, and then what images and links say of themselves.
pub(in crate::law::bare) fn whole(html: &str) -> Bare<'_> {
    let mut peeler = Peeler::new(html);
    peeler.run(0..html.len(), &RENDERED, Peeler::element);
    peeler.put_aside();
    peeler.finish()
}

impl Peeler<'_> {
    /// Deals with a line end, a tag or a named character of rendered HTML. A line end is a blank there, but between code's lines.
    fn element(&mut self, at: usize) -> usize {
        match self.source.as_bytes()[at] {
            b'<' => self.rendered_tag(at),
            b'&' => self.entity(at),
            _ if self.text.ends_with(['\n', '\t', ' ']) => at + 1,
            _ => {
                self.put(if self.in_code { '\n' } else { ' ' }, at..at + 1);
                at + 1
            }
        }
    }

    fn rendered_tag(&mut self, at: usize) -> usize {
        let rest = &self.source[at..];
        // What stands raised is no part of the text around it.
        if rest.starts_with(FOOTNOTE) {
            return at + memmem::find(rest.as_bytes(), b"</sup>").map_or(rest.len(), |end| end + "</sup>".len());
        }
        let end = at + closed(rest).unwrap_or(rest.len());
        let (tag, word) = (&self.source[at..end], self.source[at + 1..end].trim_start_matches('/'));
        let name = &word[..word.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(word.len())];
        if TOLD.iter().any(|attribute| memmem::find(tag.as_bytes(), attribute).is_some()) {
            self.aside.push(at..end);
        }
        if name == "pre" {
            self.in_code = !tag.starts_with("</");
        }
        if CELLS.contains(&name) {
            if !tag.starts_with("</") {
                self.part('\t', &[' ', '\n'], at..end);
            }
        } else if LINES.contains(&name) && !self.text.ends_with('\n') {
            self.part('\n', &[' '], at..end);
        }
        end
    }
}

/// After the tag that a text begins with; nothing when it is longer than may be looked at once more.
pub fn tag_end(text: &str) -> Option<usize> {
    closed(text).filter(|end| *end <= LONGEST_TAG)
}

/// The same for a tag of any length. A `>` between quotation marks ends none.
fn closed(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    outside(bytes, memchr2_iter(b'>', b'"', bytes)).map(|end| end + 1)
}

/// The text before what [may vanish](may_vanish) and the tags that it ends with; nothing when one is too long.
pub fn before_mark(text: &str) -> Option<&str> {
    let mut before = text;
    loop {
        before = before.trim_end_matches(|c| c != '>' && may_vanish(c));
        if let Some(rest) = before.strip_suffix(BLANK) {
            before = rest;
            continue;
        }
        let Some(rest) = before.strip_suffix('>') else { return Some(before) };
        let near = &rest.as_bytes()[rest.len().saturating_sub(LONGEST_TAG)..];
        let start = outside(near, memrchr2_iter(b'<', b'"', near)).map(|start| rest.len() - near.len() + start);
        if start.is_none() && near.len() < rest.len() {
            return None;
        }
        before = start.map_or(rest, |start| &rest[..start]);
    }
}

/// The first of some signs that does not stand between quotation marks.
fn outside(text: &[u8], mut signs: impl Iterator<Item = usize>) -> Option<usize> {
    let mut is_quoted = false;
    signs.find(|at| {
        let is_mark = text[*at] == b'"';
        is_quoted ^= is_mark;
        !is_mark && !is_quoted
    })
}
