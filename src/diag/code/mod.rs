//! What a code is: a stable name for one kind of fault, with its level and what it means.

mod table;

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
        /// A stable name for one kind of fault.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Code { $(#[doc = $en] $name,)* }

        impl Code {
            /// All codes, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it is written.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Its level.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// What it means.
            #[must_use]
            pub fn explanation(self) -> Explanation {
                match self { $(Self::$name => Explanation { zh: $zh, en: $en, bad: $bad, good: $good },)* }
            }
        }
    };
}

use codes;

impl Code {
    /// The code with this name.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|code| code.word() == word)
    }
}
