//! The HTML of a published page, as a list of elements in the order of the file.

use super::Purpose;
use html5ever::buffer_queue::BufferQueue;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use html5ever::{Attribute, LocalName};
use std::cell::RefCell;
use std::ops::Range;

/// Elements that have no end tag (HTML, void elements).
const VOID: [&str; 13] =
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"];

/// A page.
#[derive(Debug, Default)]
pub struct Page {
    pub(super) elements: Vec<Element>,
    pub(super) text: String,
    path: String,
    purpose: Purpose,
}

/// One element of a page.
#[derive(Debug)]
pub struct Element {
    name: LocalName,
    attributes: Vec<Attribute>,
    /// Its text, and that of all that stands in it, as bytes of the page's text.
    pub(super) text: Range<usize>,
    /// Its place in the list, and that after the last element in it.
    pub(super) span: Range<usize>,
    parent: Option<usize>,
}

impl Element {
    /// Whether it has this name.
    #[must_use]
    pub fn is(&self, name: &str) -> bool {
        &*self.name == name
    }

    /// Its name.
    #[must_use]
    pub fn name(&self) -> &str {
        &self.name
    }

    /// The value of an attribute, when it is there.
    #[must_use]
    pub fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|one| &*one.name.local == name).map(|one| &*one.value)
    }

    /// Its attributes, each by name and value.
    pub fn attributes(&self) -> impl Iterator<Item = (&str, &str)> {
        self.attributes.iter().map(|one| (&*one.name.local, &*one.value))
    }

    /// The value of an attribute, when it is there and says something.
    #[must_use]
    pub fn said(&self, name: &str) -> Option<&str> {
        self.attribute(name).map(str::trim).filter(|value| !value.is_empty())
    }
}

impl Page {
    /// Reads the HTML of a page. End tags that are missing are understood at the end of what stands around them.
    #[must_use]
    pub fn read(html: &str) -> Self {
        let reader = Reader::default();
        let tokenizer = Tokenizer::new(reader, TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from_slice(html));
        // It stops after each script, so that one could run.
        while !queue.is_empty() {
            drop(tokenizer.feed(&queue));
        }
        tokenizer.end();
        tokenizer.sink.state.into_inner().finish()
    }

    /// The same, published under a path from the site's root (`zcwj/index.html`) for some purpose.
    #[must_use]
    pub fn at(self, path: &str, purpose: Purpose) -> Self {
        Self { path: path.to_owned(), purpose, ..self }
    }

    /// Its path from the site's root.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.path
    }

    /// What it is for.
    #[must_use]
    pub fn purpose(&self) -> Purpose {
        self.purpose
    }

    /// Whether it leads on by itself to another one, so that nobody looks at it.
    #[must_use]
    pub fn is_redirect(&self) -> bool {
        let says = |one: &Element| one.attribute("http-equiv").is_some_and(|it| it.eq_ignore_ascii_case("refresh"));
        self.named("meta").any(says)
    }

    /// Whether it is made by the site's templates, and looked at.
    #[must_use]
    pub fn is_framed(&self) -> bool {
        self.purpose != Purpose::File && !self.is_redirect()
    }

    /// All elements, in the order of the file.
    pub fn elements(&self) -> impl Iterator<Item = &Element> {
        self.elements.iter()
    }

    /// The elements with a name.
    pub fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements.iter().filter(move |one| one.is(name))
    }

    /// The elements in an element.
    pub fn within<'a>(&'a self, element: &Element) -> impl Iterator<Item = &'a Element> {
        self.elements[element.span.clone()].iter().skip(1)
    }

    /// The element around an element.
    #[must_use]
    pub fn parent(&self, element: &Element) -> Option<&Element> {
        self.elements.get(element.parent?)
    }

    /// An element and those around it, from the inside.
    pub fn outward<'a>(&'a self, element: &'a Element) -> impl Iterator<Item = &'a Element> {
        std::iter::successors(Some(element), |one| self.parent(one))
    }

    /// Whether one of the elements around an element has one of these names.
    #[must_use]
    pub fn is_within(&self, element: &Element, names: &[&str]) -> bool {
        self.outward(element).skip(1).any(|one| names.contains(&one.name()))
    }

    /// The text in an element, without that of scripts and style sheets; spaces and line breaks are one space.
    #[must_use]
    pub fn text(&self, element: &Element) -> String {
        self.text[element.text.clone()].split_ascii_whitespace().collect::<Vec<_>>().join(" ")
    }

    /// The content of a `<meta>` with this name, trimmed; each, when it is there more than once.
    pub fn metas<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.named("meta")
            .filter(move |one| one.attribute("name") == Some(name))
            .map(|one| one.attribute("content").unwrap_or_default().trim())
    }

    /// What stands in the window's title; that of a drawing is another one.
    #[must_use]
    pub fn title(&self) -> Option<String> {
        let title = self.named("title").find(|title| !self.is_within(title, &["svg"]))?;
        Some(self.text(title)).filter(|text| !text.is_empty())
    }
}

/// Takes the tokens of a page.
#[derive(Default)]
struct Reader {
    state: RefCell<Growing>,
}

/// A page of which a part was read.
#[derive(Default)]
struct Growing {
    page: Page,
    /// The elements that are open, by their place in the list.
    open: Vec<usize>,
    /// Whether what is read is the text of a script or a style sheet.
    raw: Option<LocalName>,
}

impl TokenSink for Reader {
    type Handle = ();

    fn process_token(&self, token: Token, _: u64) -> TokenSinkResult<()> {
        let mut state = self.state.borrow_mut();
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return state.opens(tag),
            Token::TagToken(tag) => state.closes(&tag.name),
            Token::CharacterTokens(text) if state.raw.is_none() => state.page.text.push_str(&text),
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Growing {
    fn opens(&mut self, tag: Tag) -> TokenSinkResult<()> {
        let Tag { name, attrs, self_closing, .. } = tag;
        let (at, begins) = (self.page.elements.len(), self.page.text.len());
        let is_whole = self_closing || VOID.contains(&&*name);
        let raw = match &*name {
            "script" => Some(RawKind::ScriptData),
            "style" => Some(RawKind::Rawtext),
            "textarea" | "title" => Some(RawKind::Rcdata),
            _ => None,
        };
        self.page.elements.push(Element {
            name: name.clone(),
            attributes: attrs,
            text: begins..begins,
            span: at..at + 1,
            parent: self.open.last().copied(),
        });
        if is_whole {
            return TokenSinkResult::Continue;
        }
        self.open.push(at);
        match raw {
            Some(RawKind::Rcdata) => TokenSinkResult::RawData(RawKind::Rcdata),
            Some(kind) => {
                self.raw = Some(name);
                TokenSinkResult::RawData(kind)
            }
            None => TokenSinkResult::Continue,
        }
    }

    fn closes(&mut self, name: &LocalName) {
        self.raw = None;
        let Some(depth) = self.open.iter().rposition(|at| self.page.elements[*at].name == *name) else { return };
        for at in self.open.split_off(depth) {
            self.close(at);
        }
        // Words of two blocks are not one word.
        self.page.text.push(' ');
    }

    fn close(&mut self, at: usize) {
        let end = self.page.elements.len();
        let element = &mut self.page.elements[at];
        element.text.end = self.page.text.len();
        element.span.end = end;
    }

    fn finish(mut self) -> Page {
        for at in std::mem::take(&mut self.open) {
            self.close(at);
        }
        self.page
    }
}
