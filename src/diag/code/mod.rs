//! What a code is: a stable name for one kind of fault, or of finding, with its level and what it means.

mod rule;
mod table;

pub use rule::Rule;
pub use table::Code;

/// What `xiangwei explain` tells of a code.
#[derive(Debug, Clone, Copy)]
pub struct Explanation {
    /// What it means, in Chinese.
    pub zh: &'static str,
    /// What it means, in English.
    pub en: &'static str,
    /// An example that is told.
    pub bad: &'static str,
    /// The same, put right.
    pub good: &'static str,
}

macro_rules! codes {
    ($($name:ident $code:literal $severity:ident { $zh:literal $en:literal bad $bad:literal good $good:literal })*) => {
        /// A stable name for one kind of fault, or the audit's rule that found something.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Code {
            $(#[doc = $en] $name,)*
            /// A rule of the audit.
            Rule(Rule),
        }

        impl Code {
            /// The codes of faults, in the order of the table.
            pub const FAULTS: &'static [Self] = &[$(Self::$name),*];

            /// The code as it is written.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $code,)* Self::Rule(rule) => rule.word() }
            }

            /// Its level, where the site does not set another.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* Self::Rule(rule) => rule.severity() }
            }

            /// What it means; nothing for a rule, which has a page.
            #[must_use]
            pub fn explanation(self) -> Option<Explanation> {
                match self {
                    $(Self::$name => Some(Explanation { zh: $zh, en: $en, bad: $bad, good: $good }),)*
                    Self::Rule(_) => None,
                }
            }
        }
    };
}

use codes;

impl Code {
    /// The code with this name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::all().find(|code| code.word() == word)
    }

    /// The codes of faults, then those of rules.
    pub fn all() -> impl Iterator<Item = Self> {
        Self::FAULTS.iter().copied().chain(Rule::ALL.iter().copied().map(Self::Rule))
    }
}
