//! HTML: running text by block, rows of tables, words in attributes, comments and scripts.

use super::harvest::Harvest;
use super::{Part, Reason, plain};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// How far in a file what makes it HTML may stand.
const LOOKED_AT: usize = 1024;

/// Elements that do not part words.
const INLINE: [&str; 27] = [
    "a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "data", "del", "em", "font", "i", "ins", "kbd", "label",
    "mark", "q", "s", "small", "span", "strong", "sub", "sup", "time", "u", "wbr",
];

/// Attributes that hold words. So does every `data-…`.
const TELLING: [&str; 8] = ["alt", "aria-label", "content", "href", "placeholder", "summary", "title", "value"];

/// Whether a text is HTML.
pub(super) fn is_one(bytes: &[u8]) -> bool {
    let start = plain::decoded(&bytes[..bytes.len().min(LOOKED_AT)]).0.to_ascii_lowercase();
    start.contains("<!doctype html") || start.contains("<html") || start.trim_start().starts_with("<table")
}

/// Reads a page.
pub(super) fn read(bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let text = plain::text(bytes, harvest);
    let page = Page { harvest, text: String::new(), line: 1, source: String::new(), raw: false, in_row: false };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(page)), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(text.as_str().into());
    drop(tokenizer.feed(&queue));
    tokenizer.end();
    tokenizer.sink.0.borrow_mut().flush();
    Ok(())
}

/// What the tokenizer hands its tokens to.
struct Sink<'h, 'l>(RefCell<Page<'h, 'l>>);

/// A page that is being read.
struct Page<'h, 'l> {
    harvest: &'h mut Harvest<'l>,
    /// The block so far, and the line where it begins.
    text: String,
    line: usize,
    /// A script or style so far.
    source: String,
    raw: bool,
    in_row: bool,
}

impl TokenSink for Sink<'_, '_> {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        let line = usize::try_from(line).unwrap_or_default();
        match token {
            Token::CharacterTokens(text) if page.raw => page.source.push_str(&text),
            Token::CharacterTokens(text) => page.words(&text, line),
            Token::CommentToken(text) => page.harvest.text(Part::Source, &text),
            Token::TagToken(tag) => return page.tag(&tag),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page<'_, '_> {
    /// Words, with the white space between them as it shows.
    fn words(&mut self, text: &str, line: usize) {
        if self.text.is_empty() {
            // The line told is that of the end of these words.
            self.line = line.saturating_sub(text.trim_start().matches('\n').count()).max(1);
        }
        for character in text.chars() {
            let space = matches!(character, ' ' | '\n' | '\r' | '\t' | '\u{c}');
            match space {
                true => self.part_by(' '),
                false => self.text.push(character),
            }
        }
    }

    /// Parts words from those that come, unless they are parted already.
    fn part_by(&mut self, character: char) {
        if !self.text.is_empty() && !self.text.ends_with([' ', '\n', '\t']) {
            self.text.push(character);
        }
    }

    fn tag(&mut self, tag: &Tag) -> TokenSinkResult<()> {
        let name: &str = &tag.name;
        self.between(name);
        if tag.kind == TagKind::EndTag {
            if matches!(name, "script" | "style") {
                self.raw = false;
                let source = std::mem::take(&mut self.source);
                self.harvest.text(Part::Source, &source);
            }
            self.in_row &= name != "tr";
            return TokenSinkResult::Continue;
        }
        self.in_row |= name == "tr";
        self.attributes(tag);
        self.raw = matches!(name, "script" | "style");
        match name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// What a tag parts.
    fn between(&mut self, name: &str) {
        match name {
            "td" | "th" if self.in_row => {
                self.text.truncate(self.text.trim_end().len());
                self.part_by('\t');
            }
            "br" => self.part_by('\n'),
            "tr" | "table" => self.flush(),
            inline if INLINE.contains(&inline) => {}
            _ if self.in_row => self.part_by('\n'),
            _ => self.flush(),
        }
    }

    fn attributes(&mut self, tag: &Tag) {
        for attribute in &tag.attrs {
            let name: &str = &attribute.name.local;
            // A link within the site says nothing that its target does not.
            let address = name == "href" && !["mailto:", "tel:"].iter().any(|kind| attribute.value.starts_with(kind));
            if !address && (TELLING.contains(&name) || name.starts_with("data-")) {
                self.harvest.text(Part::Attribute(name.to_owned()), &attribute.value);
            }
        }
    }

    fn flush(&mut self) {
        let text = std::mem::take(&mut self.text);
        self.harvest.text(Part::Line(self.line), &text);
    }
}
