//! A sentence in both languages.

use serde::{Deserialize, Serialize};
use std::fmt;

/// The language in which we speak to the person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lang {
    /// 中文.
    Zh,
    /// English.
    En,
}

/// One sentence, said in Chinese and in English; which one is shown is decided at the rim.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Text {
    /// The Chinese sentence.
    pub zh: String,
    /// The English sentence.
    pub en: String,
}

impl Text {
    /// The sentence in one language.
    #[must_use]
    pub fn show(&self, lang: Lang) -> &str {
        match lang {
            Lang::Zh => &self.zh,
            Lang::En => &self.en,
        }
    }

    /// The same words in both languages, for names and paths.
    #[must_use]
    pub fn same(words: impl fmt::Display) -> Self {
        let words = words.to_string();
        Self { zh: words.clone(), en: words }
    }
}

/// `say!("中文 {x}", "English {x}")`: a [`Text`] from two format strings over the same values.
#[macro_export]
macro_rules! say {
    ($zh:literal, $en:literal $(,)?) => {
        $crate::diag::Text { zh: format!($zh), en: format!($en) }
    };
}
