//! The tree of a page: the tokens of html5ever, put together as far as running text and tables need it.
//!
//! What may be left unclosed (p, li, tr, td …) is closed by what follows; what is closed and was never opened is passed over;
//! what stands too deep stands beside.

use super::seen::BLOCKS;
use super::tags;
use crate::attachment::Reason;
use crate::import::tree::{Builder, DEEPEST, Element};
use html5ever::buffer_queue::BufferQueue;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use std::cell::RefCell;

/// Elements that hold nothing.
const VOID: [&str; 14] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];

/// Elements that may stand in the head of a page: all others end it, and so do words.
const OF_HEAD: [&str; 11] =
    ["html", "head", "base", "link", "meta", "noscript", "object", "script", "style", "template", "title"];

/// How many bytes are read at once: what is too large is left after them.
const PIECE: usize = 64 << 10;

/// # Errors
/// When the page is too large, or a tag of it has too many attributes.
pub(in crate::import) fn tree(text: &str) -> Result<Element, Reason> {
    if !tags::are_bounded(text) {
        return Err(Reason::TooLarge);
    }
    let page = Page { builder: Builder::new(), open: 0, failed: None };
    let tokenizer = Tokenizer::new(Sink(RefCell::new(page)), TokenizerOpts::default());
    let queue = BufferQueue::default();
    let mut rest = text;
    while !rest.is_empty() && tokenizer.sink.0.borrow().failed.is_none() {
        let end = (PIECE..rest.len()).find(|at| rest.is_char_boundary(*at)).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        queue.push_back(piece.into());
        drop(tokenizer.feed(&queue));
        rest = after;
    }
    tokenizer.end();
    let page = tokenizer.sink.0.into_inner();
    match page.failed {
        Some(reason) => Err(reason),
        None => Ok(page.builder.whole()),
    }
}

struct Sink(RefCell<Page>);

struct Page {
    builder: Builder,
    /// How many elements are open.
    open: usize,
    failed: Option<Reason>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let mut page = self.0.borrow_mut();
        if page.failed.is_some() {
            return TokenSinkResult::Continue;
        }
        let (done, raw) = match token {
            Token::CharacterTokens(text) => (page.text(&text), TokenSinkResult::Continue),
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => (page.start(&tag), raw(&tag)),
            Token::TagToken(tag) => {
                page.end(&tag.name);
                (page.builder.count(tag.attrs.len()), TokenSinkResult::Continue)
            }
            _ => (Ok(()), TokenSinkResult::Continue),
        };
        page.failed = done.err();
        raw
    }
}

/// How what follows a tag is read.
fn raw(tag: &Tag) -> TokenSinkResult<()> {
    match &*tag.name {
        "script" => TokenSinkResult::RawData(RawKind::ScriptData),
        "style" | "xmp" | "iframe" | "noembed" | "noframes" => TokenSinkResult::RawData(RawKind::Rawtext),
        "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
        _ => TokenSinkResult::Continue,
    }
}

impl Page {
    fn start(&mut self, tag: &Tag) -> Result<(), Reason> {
        let name: &str = &tag.name;
        self.close_before(name);
        if self.open + 2 > DEEPEST {
            return Ok(());
        }
        let attributes = tag.attrs.iter().map(|one| (one.name.local.to_string(), one.value.to_string())).collect();
        self.builder.open(Element { name: name.into(), attributes, children: Vec::new() })?;
        self.open += 1;
        if VOID.contains(&name) || tag.self_closing {
            self.close();
        }
        Ok(())
    }

    fn text(&mut self, words: &str) -> Result<(), Reason> {
        if !words.trim().is_empty() && self.builder.names().next() == Some("head") {
            self.close();
        }
        self.builder.text(words)
    }

    /// Closes what a tag that opens ends.
    fn close_before(&mut self, name: &str) {
        if !OF_HEAD.contains(&name) && self.builder.names().next() == Some("head") {
            self.close();
        }
        match name {
            "li" => self.close_within("li", &["ul", "ol"]),
            "input" | "textarea" | "select" => self.close_within("select", &[]),
            "option" => self.close_within("option", &["select"]),
            "rb" | "rt" | "rp" => ["rb", "rt", "rp"].iter().for_each(|it| self.close_within(it, &["ruby"])),
            "dt" | "dd" => {
                self.close_within("dt", &["dl"]);
                self.close_within("dd", &["dl"]);
            }
            "td" | "th" => {
                self.close_within("td", &["tr", "table"]);
                self.close_within("th", &["tr", "table"]);
            }
            "tr" => self.close_within("tr", &["table"]),
            "thead" | "tbody" | "tfoot" => {
                ["thead", "tbody", "tfoot"].iter().for_each(|it| self.close_within(it, &["table"]))
            }
            _ => {}
        }
        if BLOCKS.contains(&name) {
            self.close_within("p", &["td", "th", "li", "table"]);
            // A line may part the options of a list.
            if name != "hr" {
                self.close_within("select", &[]);
            }
        }
    }

    /// Closes an element and all within, when it is open and nothing of `bounds` is open within it.
    fn close_within(&mut self, name: &str, bounds: &[&str]) {
        let at = self.builder.names().position(|open| open == name || bounds.contains(&open));
        if let Some(at) = at.filter(|at| self.builder.names().nth(*at) == Some(name)) {
            (0..=at).for_each(|_| self.close());
        }
    }

    fn end(&mut self, name: &str) {
        let bounds: &[&str] = if matches!(name, "table" | "body" | "html") { &[] } else { &["table"] };
        self.close_within(name, bounds);
    }

    fn close(&mut self) {
        self.builder.close();
        self.open = self.open.saturating_sub(1);
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_is_left_open_is_closed() {
        let page = tree("<body><p>甲<p>乙<ul><li>丙<li>丁</ul><table><tr><td>1<td>2<tr><td>3</table></b>戊").unwrap();
        let body = page.child("body").unwrap();
        let names: Vec<&str> = body.elements().map(|it| &*it.name).collect();
        assert_eq!(names, ["p", "p", "ul", "table"]);
        assert_eq!((body.all("li").len(), body.all("tr").len(), body.all("td").len()), (2, 2, 3));
        assert!(body.text().ends_with('戊'));
    }

    #[test]
    fn a_head_that_is_left_open_holds_no_text() {
        for text in ["<html><head><title>题</title><p>甲</p>", "<head><meta charset=utf-8>甲<p>"] {
            let page = tree(text).unwrap();
            let head = page.all("head")[0];
            assert!(!head.text().contains('甲') && page.text().contains('甲'), "{text}");
        }
    }

    #[test]
    fn any_depth_is_bounded() {
        assert_eq!(tree(&"<div>".repeat(100_000)).unwrap().text(), "");
        assert_eq!(tree(&format!("{}末", "<b>".repeat(1000))).unwrap().text(), "末");
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(</?(p|b|td|tr|table|li|ul|a)( x=1)?/?>|\\PC){0,40}") {
            prop_assert!(tree(&text).is_ok());
        }
    }
}
