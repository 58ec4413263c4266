//! Lists of words that the law, or the contract with authors, closes.
//!
//! `closed_list!` writes such a list as an enum, one line a value: its English code, its Chinese
//! name, then other words that people write for it. [`ClosedList`] is what all of them can do, so
//! that front matter is read by one function for every list. Nothing here is open to new words.

/// A value of a closed list, known by an English code and a Chinese name.
pub trait ClosedList: Copy + Eq + 'static {
    /// Every value, in the order of the source.
    const ALL: &'static [Self];

    /// The words of every value, in the same order.
    const WORDS: &'static [&'static [&'static str]];

    /// The words read as this value: the English code, the Chinese name, then any others.
    fn words(self) -> &'static [&'static str];

    /// The English code, as in data files and templates.
    fn code(self) -> &'static str {
        self.words()[0]
    }

    /// The Chinese name, as shown.
    fn name(self) -> &'static str {
        self.words()[1]
    }

    /// The value that a word stands for, in either language; space around it is ignored.
    fn parse(word: &str) -> Option<Self> {
        let word = word.trim();
        Self::ALL.iter().copied().find(|value| value.words().contains(&word))
    }
}

/// Writes an enum and its [`ClosedList`]: `Variant: "code", "中文", "other word";`.
macro_rules! closed_list {
    (
        $(#[$attribute:meta])*
        $visible:vis enum $list:ident {
            $($(#[$note:meta])* $value:ident: $code:literal, $name:literal $(, $other:literal)*;)+
        }
    ) => {
        $(#[$attribute])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        $visible enum $list {
            $(
                #[doc = concat!($name, " (`", $code, "`).")]
                $(#[$note])*
                $value,
            )+
        }

        impl $crate::law::closed_list::ClosedList for $list {
            const ALL: &'static [Self] = &[$(Self::$value),+];
            const WORDS: &'static [&'static [&'static str]] = &[$(&[$code, $name $(, $other)*]),+];

            fn words(self) -> &'static [&'static str] {
                Self::WORDS[self as usize]
            }
        }
    };
}
pub(crate) use closed_list;

#[cfg(test)]
mod tests {
    use crate::law::closed_list::ClosedList;

    closed_list! {
        /// What a lamp shows.
        enum Lamp {
            Red: "red", "红", "赤";
            Green: "green", "绿";
        }
    }

    #[test]
    fn both_languages_and_other_words_are_read() {
        assert_eq!(Lamp::parse(" red "), Some(Lamp::Red));
        assert_eq!(Lamp::parse("赤"), Some(Lamp::Red));
        assert_eq!(Lamp::parse("绿"), Some(Lamp::Green));
        assert_eq!(Lamp::parse("Red"), None);
        assert_eq!((Lamp::Red.code(), Lamp::Red.name()), ("red", "红"));
        assert_eq!(Lamp::ALL, [Lamp::Red, Lamp::Green]);
    }
}
