//! Marked-up text as a tree: what the readers of Word, OpenDocument and HTML walk over.

use crate::attachment::{Piece, Pieces, Reason, decoded};

/// The most elements and texts of one part: some thousands of pages.
pub(super) const MOST: usize = 2_000_000;
/// How deep elements may stand in each other; the walks go down by recursion.
pub(super) const DEEPEST: usize = 200;
/// The longest part, in bytes.
const LONGEST: usize = 64 << 20;

/// An element or a text.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Element(Element),
    Text(String),
}

/// An element; names are without prefixes.
#[derive(Debug, Clone, Default)]
pub(super) struct Element {
    pub(super) name: Box<str>,
    pub(super) attributes: Vec<(String, String)>,
    pub(super) children: Vec<Node>,
}

impl Element {
    pub(super) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(own, _)| own == name).map(|(_, value)| value.as_str())
    }

    /// The elements right below.
    pub(super) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.children.iter().filter_map(|child| match child {
            Node::Element(element) => Some(element),
            Node::Text(_) => None,
        })
    }

    /// The first element right below with this name.
    pub(super) fn child(&self, name: &str) -> Option<&Element> {
        self.elements().find(|child| &*child.name == name)
    }

    /// The element at the end of a way of names.
    pub(super) fn at(&self, way: &[&str]) -> Option<&Element> {
        way.iter().try_fold(self, |element, name| element.child(name))
    }

    /// All elements below with this name, in order; it does not look within those that it finds.
    pub(super) fn all<'a>(&'a self, name: &str) -> Vec<&'a Element> {
        let mut found = Vec::new();
        self.gather(name, &mut found);
        found
    }

    fn gather<'a>(&'a self, name: &str, found: &mut Vec<&'a Element>) {
        for child in self.elements() {
            match &*child.name == name {
                true => found.push(child),
                false => child.gather(name, found),
            }
        }
    }

    /// All text below.
    pub(super) fn text(&self) -> String {
        let mut text = String::new();
        self.gather_text(&mut text);
        text
    }

    fn gather_text(&self, text: &mut String) {
        for child in &self.children {
            match child {
                Node::Text(words) => text.push_str(words),
                Node::Element(element) => element.gather_text(text),
            }
        }
    }

    /// The value of the attribute `val`, as WordprocessingML gives most of what it says.
    pub(super) fn val(&self) -> Option<&str> {
        self.attribute("val")
    }

    /// Whether a switch is on: it is there, and does not say no.
    pub(super) fn is_on(&self) -> bool {
        !matches!(self.val(), Some("0" | "false" | "off" | "none" | "nil"))
    }
}

/// Puts a tree together from what opens and closes.
pub(super) struct Builder {
    /// The elements that are open, the outermost first.
    open: Vec<Element>,
    nodes: usize,
}

impl Builder {
    pub(super) fn new() -> Self {
        Self { open: vec![Element::default()], nodes: 0 }
    }

    /// # Errors
    /// When the tree becomes too large or too deep.
    pub(super) fn open(&mut self, element: Element) -> Result<(), Reason> {
        self.count(1 + element.attributes.len())?;
        if self.open.len() > DEEPEST {
            return Err(Reason::TooDeep);
        }
        self.open.push(element);
        Ok(())
    }

    pub(super) fn close(&mut self) {
        if self.open.len() > 1
            && let Some(done) = self.open.pop()
        {
            self.innermost().children.push(Node::Element(done));
        }
    }

    /// # Errors
    /// When the tree becomes too large.
    pub(super) fn text(&mut self, words: &str) -> Result<(), Reason> {
        if let Some(Node::Text(last)) = self.innermost().children.last_mut() {
            last.push_str(words);
            return Ok(());
        }
        self.count(1)?;
        self.innermost().children.push(Node::Text(words.to_owned()));
        Ok(())
    }

    /// The names of the elements that are open, the innermost first.
    pub(super) fn names(&self) -> impl Iterator<Item = &str> {
        self.open.iter().skip(1).rev().map(|element| &*element.name)
    }

    /// The whole, all that is open being closed; its outermost element has no name.
    pub(super) fn whole(mut self) -> Element {
        while self.open.len() > 1 {
            self.close();
        }
        self.open.pop().unwrap_or_default()
    }

    fn innermost(&mut self) -> &mut Element {
        self.open.last_mut().expect("the outermost is never closed")
    }

    /// Counts what the tree is made of.
    ///
    /// # Errors
    /// When it becomes too large.
    pub(super) fn count(&mut self, nodes: usize) -> Result<(), Reason> {
        self.nodes += nodes;
        if self.nodes > MOST { Err(Reason::TooLarge) } else { Ok(()) }
    }
}

/// The tree of a part that is XML.
///
/// # Errors
/// When it is damaged, defines entities, or is too large.
pub(super) fn xml(bytes: &[u8]) -> Result<Element, Reason> {
    if bytes.len() > LONGEST {
        return Err(Reason::TooLarge);
    }
    let text = decoded(bytes).0;
    let mut builder = Builder::new();
    for piece in Pieces::of(&text) {
        match piece? {
            Piece::Open(element) => builder.open(Element {
                name: element.name().into(),
                attributes: element.attributes(),
                children: Vec::new(),
            })?,
            Piece::Close => builder.close(),
            Piece::Text(words) => builder.text(&words)?,
        }
    }
    if builder.names().next().is_some() {
        return Err(Reason::Broken);
    }
    Ok(builder.whole())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn elements_and_texts_are_found() {
        let tree = xml(b"<a><b x='1'>\xe7\x94\xb2<c>&lt;</c></b><b/></a>").unwrap();
        let a = tree.child("a").unwrap();
        assert_eq!((a.all("b").len(), a.text().as_str()), (2, "甲<"));
        assert_eq!(a.at(&["b", "c"]).map(Element::text).as_deref(), Some("<"));
        assert_eq!(a.child("b").unwrap().attribute("x"), Some("1"));
    }

    #[test]
    fn what_only_an_attack_wants_is_refused() {
        let entity = b"<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>";
        assert_eq!(xml(entity).unwrap_err(), Reason::Broken);
        assert_eq!(xml(b"<a><b></a>").unwrap_err(), Reason::Broken);
        assert_eq!(xml("<a>".repeat(DEEPEST + 2).as_bytes()).unwrap_err(), Reason::TooDeep);
        assert_eq!(xml(b"<a>").unwrap_err(), Reason::Broken);
    }
}
