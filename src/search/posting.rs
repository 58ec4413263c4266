//! One document under one term.

/// How much a term counts in a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Weight(u8);

impl Weight {
    /// It stands in the title or the document number.
    pub(super) const HEAD: Self = Self(3);

    /// It stands so many times in the text.
    #[must_use]
    pub(super) fn of_count(count: usize) -> Self {
        Self(match count {
            0 | 1 => 0,
            2 | 3 => 1,
            _ => 2,
        })
    }

    /// From its number, 0 to 3.
    #[must_use]
    pub(super) fn of_number(number: u8) -> Self {
        Self(number.min(3))
    }

    /// Its number, 0 to 3.
    #[must_use]
    pub(super) fn number(self) -> u8 {
        self.0
    }
}

/// A posting: the hash of a term, the number of a document, a weight. In this order they are sorted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Posting(u64);

impl Posting {
    /// A document that has a term.
    #[must_use]
    pub(super) fn new(term: u32, document: u32, weight: Weight) -> Self {
        Self(u64::from(term) << 32 | u64::from(document) << 2 | u64::from(weight.0))
    }

    /// The hash of the term.
    #[must_use]
    pub(super) fn term(self) -> u32 {
        (self.0 >> 32) as u32
    }

    /// The document's number.
    #[must_use]
    pub(super) fn document(self) -> u32 {
        (self.0 as u32) >> 2
    }

    /// The weight.
    #[must_use]
    pub(super) fn weight(self) -> Weight {
        Weight(self.0 as u8 & 3)
    }

    /// The same under another number.
    #[must_use]
    pub(super) fn of_document(self, document: u32) -> Self {
        Self::new(self.term(), document, self.weight())
    }
}
