//! The head and the foot of a page: what stands before its main part, and what after.

use super::{Element, Page};
use std::ops::Range;

/// A stretch of a page.
#[derive(Debug, Clone)]
pub(super) struct Zone<'a> {
    page: &'a Page,
    elements: Range<usize>,
    text: Range<usize>,
}

impl Page {
    /// What stands before the main part; in a page without one, its first `<header>`, or else all of it.
    #[must_use]
    pub(super) fn masthead(&self) -> Zone<'_> {
        let body = self.body();
        match self.named("main").next() {
            Some(main) => self.zone(body.elements.start..main.span.start, body.text.start..main.text.start),
            None => self.named("header").next().map_or(body, |header| self.inside(header)),
        }
    }

    /// What stands after the main part; in a page without one, its last `<footer>`, or else all of it.
    #[must_use]
    pub(super) fn foot(&self) -> Zone<'_> {
        let body = self.body();
        match self.named("main").last() {
            Some(main) => self.zone(main.span.end..body.elements.end, main.text.end..body.text.end),
            None => self.named("footer").last().map_or(body, |footer| self.inside(footer)),
        }
    }

    /// What stands between head and foot; in a page without a main part, all of it.
    #[must_use]
    pub(super) fn middle(&self) -> Zone<'_> {
        self.named("main").next().map_or_else(|| self.body(), |main| self.inside(main))
    }

    /// The visible part, which begins after the `<head>` where `<body>` is not written.
    fn body(&self) -> Zone<'_> {
        if let Some(body) = self.named("body").next() {
            return self.inside(body);
        }
        let (at, text) = self.named("head").next().map_or((0, 0), |head| (head.span.end, head.text.end));
        self.zone(at..self.elements.len(), text..self.text.len())
    }

    fn inside(&self, element: &Element) -> Zone<'_> {
        self.zone(element.span.clone(), element.text.clone())
    }

    /// A stretch from one place to another; nothing when that stands before.
    fn zone(&self, elements: Range<usize>, text: Range<usize>) -> Zone<'_> {
        let elements = elements.start..elements.end.max(elements.start);
        let text = text.start..text.end.max(text.start);
        Zone { page: self, elements, text }
    }
}

impl<'a> Zone<'a> {
    /// Its elements.
    pub(super) fn elements(&self) -> impl Iterator<Item = &'a Element> {
        self.page.elements[self.elements.clone()].iter()
    }

    /// Its text without any space, since sites put spaces where they like.
    #[must_use]
    pub(super) fn packed(&self) -> String {
        packed(&self.page.text[self.text.clone()])
    }
}

/// A text without any space.
#[must_use]
pub(super) fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}
