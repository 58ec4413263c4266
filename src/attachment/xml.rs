//! XML as a row of pieces. No entity that a file defines is ever put in: a file that defines one is broken.

use super::{Reason, plain};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::attributes::Attribute;
use quick_xml::events::{BytesStart, Event};

/// A piece of an XML text. An empty element is opened and closed; a text is all there is between two elements.
#[derive(Debug)]
pub(crate) enum Piece<'a> {
    Open(Element<'a>),
    Close,
    Text(String),
}

/// An element as it opens.
#[derive(Debug, Clone)]
pub(crate) struct Element<'a>(BytesStart<'a>);

/// The text of a member that is XML.
pub(super) fn text(bytes: &[u8]) -> String {
    plain::decoded(bytes).0
}

/// The local name of the outermost element.
pub(super) fn root(text: &str) -> Option<String> {
    let first = Pieces::of(text).find_map(|piece| match piece {
        Ok(Piece::Text(_)) => None,
        Ok(Piece::Open(element)) => Some(Some(element.name().to_owned())),
        _ => Some(None),
    });
    first.flatten()
}

/// The pieces of an XML text, up to the first mistake in it.
pub(crate) struct Pieces<'a> {
    reader: Reader<&'a [u8]>,
    /// What comes after a text that is handed out.
    ready: Option<Result<Piece<'a>, Reason>>,
    /// An element that was opened and is empty.
    closing: bool,
    ended: bool,
}

impl<'a> Pieces<'a> {
    pub(crate) fn of(text: &'a str) -> Self {
        Self { reader: Reader::from_str(text), ready: None, closing: false, ended: false }
    }

    /// The next piece; nothing for what is none, such as a comment.
    fn piece(&mut self) -> Result<Option<Piece<'a>>, Reason> {
        Ok(match self.reader.read_event().map_err(|_| Reason::Broken)? {
            Event::Start(element) => Some(Piece::Open(Element(element))),
            Event::Empty(element) => {
                self.closing = true;
                Some(Piece::Open(Element(element)))
            }
            Event::End(_) => Some(Piece::Close),
            Event::Text(text) => Some(Piece::Text(text.xml10_content().into_owned())),
            Event::CData(text) => Some(Piece::Text(text.xml10_content().into_owned())),
            Event::GeneralRef(name) => Some(Piece::Text(match name.resolve_char_ref() {
                Ok(Some(character)) => character.to_string(),
                _ => resolve_predefined_entity(&name).unwrap_or_default().to_owned(),
            })),
            Event::DocType(kind) if kind.contains('[') => return Err(Reason::Broken),
            Event::Eof => {
                self.ended = true;
                None
            }
            _ => None,
        })
    }
}

impl<'a> Iterator for Pieces<'a> {
    type Item = Result<Piece<'a>, Reason>;

    fn next(&mut self) -> Option<Self::Item> {
        if let Some(ready) = self.ready.take() {
            return Some(ready);
        }
        if std::mem::take(&mut self.closing) {
            return Some(Ok(Piece::Close));
        }
        let mut text = String::new();
        while !self.ended {
            match self.piece() {
                Ok(None) => {}
                Ok(Some(Piece::Text(more))) => text.push_str(&more),
                other => {
                    self.ended |= other.is_err();
                    self.ready = other.transpose();
                    break;
                }
            }
        }
        if text.is_empty() { self.ready.take() } else { Some(Ok(Piece::Text(text))) }
    }
}

impl Element<'_> {
    /// Its name without a prefix.
    pub(crate) fn name(&self) -> &str {
        self.0.local_name().into_inner()
    }

    /// The value of the attribute with this name, whatever its prefix is.
    pub(super) fn attribute(&self, name: &str) -> Option<String> {
        self.value(|key| key.rsplit(':').next() == Some(name))
    }

    /// The value of the attribute with this name that has a prefix: `r:id`, where `id` is another one.
    pub(super) fn prefixed(&self, name: &str) -> Option<String> {
        self.value(|key| key.split_once(':').is_some_and(|(_, local)| local == name))
    }

    /// Whether an attribute says yes.
    pub(super) fn is(&self, name: &str) -> bool {
        self.attribute(name).is_some_and(|value| matches!(value.as_str(), "1" | "true" | "on"))
    }

    /// All attributes: names without prefix, and values.
    pub(crate) fn attributes(&self) -> Vec<(String, String)> {
        let mut attributes = self.0.attributes();
        let pair =
            |attribute: Attribute| (attribute.key.local_name().into_inner().to_owned(), unescaped(&attribute.value));
        attributes.with_checks(false).flatten().map(pair).collect()
    }

    fn value(&self, wanted: impl Fn(&str) -> bool) -> Option<String> {
        let mut attributes = self.0.attributes();
        let found = attributes.with_checks(false).flatten().find(|attribute| wanted(attribute.key.into_inner()));
        found.map(|attribute| unescaped(&attribute.value))
    }
}

/// The words of an attribute; those that are not well written as they stand.
fn unescaped(value: &str) -> String {
    quick_xml::escape::unescape(value).map_or_else(|_| value.to_owned(), std::borrow::Cow::into_owned)
}
