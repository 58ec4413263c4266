//! What a map may hold: its keys by both names, with what each is for and what its value must be.
//!
//! These tables are the only list of keys that there is: by them files are read, and from them come the schemas for
//! editors, the forms of the CMS and the text of a new document.

use super::shape::Shape;

/// One key; two are the same when they have the same names.
#[derive(Debug, Clone, Copy)]
pub struct Key {
    /// Its English name, which the code uses.
    pub en: &'static str,
    /// Its Chinese names.
    pub zh: &'static [&'static str],
    /// What its value must be.
    pub shape: Shape,
    /// What it is for, in Chinese, for those who write.
    pub note: &'static str,
    /// How much it is needed.
    pub need: Need,
    /// A value to show, where the shape does not suggest one.
    pub example: &'static str,
}

/// How much a map needs a key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Need {
    /// Always.
    Required,
    /// Always, and a section may hand it down.
    Inherited,
    /// Not, and it is worth a thought in most documents.
    Useful,
    /// Not.
    Optional,
}

impl PartialEq for Key {
    fn eq(&self, other: &Self) -> bool {
        self.en == other.en && self.zh == other.zh
    }
}

impl Eq for Key {}

impl Key {
    /// A key that may be left out.
    #[must_use]
    pub const fn new(en: &'static str, zh: &'static [&'static str], shape: Shape, note: &'static str) -> Self {
        Self { en, zh, shape, note, need: Need::Optional, example: "" }
    }

    /// One that may not.
    #[must_use]
    pub const fn required(self) -> Self {
        Self { need: Need::Required, ..self }
    }

    /// One that may not, unless a section hands it down.
    #[must_use]
    pub const fn inherited(self) -> Self {
        Self { need: Need::Inherited, ..self }
    }

    /// One that is worth a thought.
    #[must_use]
    pub const fn useful(self) -> Self {
        Self { need: Need::Useful, ..self }
    }

    /// With a value to show.
    #[must_use]
    pub const fn like(self, example: &'static str) -> Self {
        Self { example, ..self }
    }

    /// Whether a written key is this one.
    #[must_use]
    pub fn is(&self, written: &str) -> bool {
        self.en == written || self.zh.contains(&written)
    }

    /// All its names, the first Chinese one before the others.
    pub fn names(&self) -> impl Iterator<Item = &'static str> {
        self.zh.iter().copied().chain([self.en])
    }
}

/// A kind of map: its keys.
#[derive(Debug, Clone, Copy)]
pub struct Record {
    /// The keys.
    pub keys: &'static [Key],
    /// Where the value of one key decides which of the others there may be.
    pub variants: Option<Variants>,
}

impl Record {
    /// A map that may have all of these keys.
    #[must_use]
    pub const fn of(keys: &'static [Key]) -> Self {
        Self { keys, variants: None }
    }
}

/// Which keys a map may have, by the value of one of them.
#[derive(Debug, Clone, Copy)]
pub struct Variants {
    /// The English name of the key that decides.
    pub by: &'static str,
    /// The English names of the keys that all have, the deciding one too.
    pub shared: &'static [&'static str],
    /// Each value by its code.
    pub all: &'static [Variant],
}

/// What a map may have, and must have, for one value of the deciding key; keys by their English names.
#[derive(Debug, Clone, Copy)]
pub struct Variant {
    /// The value's code.
    pub code: &'static str,
    /// Its own keys.
    pub keys: &'static [&'static str],
    /// Those of them that must be there.
    pub required: &'static [&'static str],
}
