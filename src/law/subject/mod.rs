//! 主题分类: what a document is about.
//!
//! Twenty-two classes with their sub-classes, as gov.cn lists them. No official numeric codes are
//! known, so the name is the key and the number only sorts. Written `综合政务\政务公开`; other
//! separators, brackets of another width and missing 、 are read as what they mean.

mod classes;

use serde::{Deserialize, Serialize};
use std::fmt;
use std::ops::Range;

use crate::law::character::{half_width, is_blank};
use crate::law::nearest::nearest;

pub use classes::CLASSES;

/// One of the top classes.
#[derive(Debug, PartialEq, Eq)]
pub struct Class {
    /// Its place in the list, from 1.
    pub number: u8,
    /// Its name.
    pub name: &'static str,
    /// Its sub-classes, in order; class 22 has none.
    pub subs: &'static [&'static str],
}

/// A class, and if it was given, a sub-class of it. Sorted as the list is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Subject {
    class: usize,
    sub: Option<usize>,
}

/// Why a text names no subject; ranges are bytes of the input.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Before the separator stands no class.
    UnknownClass {
        /// Where it stands.
        range: Range<usize>,
        /// What was perhaps meant: a class, or the class that has this sub-class.
        nearest: Option<Subject>,
    },
    /// After the separator stands no sub-class of this class.
    UnknownSub {
        /// Where it stands.
        range: Range<usize>,
        /// The class alone.
        class: Subject,
        /// What was perhaps meant.
        nearest: Option<Subject>,
    },
}

impl Subject {
    /// Reads `综合政务` or `综合政务\政务公开`.
    ///
    /// # Errors
    /// A [`Fault`] when the class, or the sub-class within it, is not in the list.
    pub fn parse(text: &str) -> Result<Subject, Fault> {
        let separator = text.char_indices().find(|&(_, c)| is_separator(c));
        let end = separator.map_or(text.len(), |(at, _)| at);
        let Some(class) = class_named(&text[..end]) else {
            return Err(Fault::UnknownClass { range: 0..end, nearest: nearest_class(&text[..end]) });
        };
        match separator {
            Some((at, c)) => class.with_sub(text, at + c.len_utf8()..text.len()),
            None => Ok(class),
        }
    }

    /// What is read as a class, as a regular expression; blanks within a name are not in it.
    #[must_use]
    pub fn pattern() -> String {
        let name = |name: &str| name.replace('、', "[、,，\\s]*").replace('（', "[（(]").replace('）', "[）)]");
        let either = |names: &[&str]| names.iter().copied().map(name).collect::<Vec<_>>().join("|");
        let with_subs = |class: &Class| match class.subs {
            [] => name(class.name),
            subs => format!("{}(?:\\s*[\\\\＼/／\\-－]\\s*(?:{}))?", name(class.name), either(subs)),
        };
        let first = with_subs(&CLASSES[0]).replace(CLASSES[0].name, OF_COUNTIES);
        format!("(?:{}|{first})", CLASSES.iter().map(with_subs).collect::<Vec<_>>().join("|"))
    }

    /// Every class without a sub-class, in order.
    pub fn classes() -> impl Iterator<Item = Subject> {
        (0..CLASSES.len()).map(|class| Subject { class, sub: None })
    }

    /// The class.
    pub fn class(self) -> &'static Class {
        &CLASSES[self.class]
    }

    /// The name of the sub-class.
    pub fn sub(self) -> Option<&'static str> {
        self.sub.map(|index| self.class().subs[index])
    }

    fn with_sub(self, text: &str, range: Range<usize>) -> Result<Subject, Fault> {
        let word = &text[range.clone()];
        let named = |name: &str| Some(Subject { sub: Some(sub_index(self.class(), name)?), ..self });
        named(word).ok_or_else(|| {
            let near = nearest(word, self.class().subs.iter().copied());
            Fault::UnknownSub { range, class: self, nearest: near.and_then(named) }
        })
    }
}

/// As gov.cn and Nantong write it.
impl fmt::Display for Subject {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.class().name)?;
        self.sub().map_or(Ok(()), |sub| write!(f, "\\{sub}"))
    }
}

/// Counties drop the 国务院 of class 01, which they have none of.
const OF_COUNTIES: &str = "组织机构";

fn is_separator(c: char) -> bool {
    matches!(half_width(c), '\\' | '/' | '-')
}

/// The class of that name, without a sub-class.
fn class_named(word: &str) -> Option<Subject> {
    let word = if same(word, OF_COUNTIES) { CLASSES[0].name } else { word };
    Subject::classes().find(|subject| same(word, subject.class().name))
}

fn sub_index(class: &Class, word: &str) -> Option<usize> {
    class.subs.iter().position(|sub| same(word, sub))
}

/// The class that has the word as a sub-class, with it; else the class whose name is nearest.
fn nearest_class(word: &str) -> Option<Subject> {
    let with_word = |class: Subject| Some(Subject { sub: Some(sub_index(class.class(), word)?), ..class });
    let near = || nearest(word, CLASSES.iter().map(|class| class.name)).and_then(class_named);
    Subject::classes().find_map(with_word).or_else(near)
}

/// Whether two names differ only in width, spaces and the marks between words.
fn same(a: &str, b: &str) -> bool {
    a == b || folded(a).eq(folded(b))
}

fn folded(name: &str) -> impl Iterator<Item = char> {
    name.chars().map(half_width).filter(|c| !is_blank(*c) && !matches!(c, '、' | ','))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::subject::{CLASSES, Fault, Subject};

    fn shown(text: &str) -> String {
        Subject::parse(text).expect("a subject").to_string()
    }

    #[test]
    fn the_list_is_whole() {
        assert!((1..).zip(&CLASSES).all(|(number, class)| class.number == number));
        assert_eq!(CLASSES.iter().map(|class| class.subs.len()).sum::<usize>(), 120);
    }

    #[test]
    fn separators_and_widths_are_read_as_meant() {
        for text in [
            "综合政务\\政务公开",
            "综合政务/政务公开",
            "综合政务-政务公开",
            "综合政务＼政务公开",
            " 综合政务 \\ 政务公开 ",
        ] {
            assert_eq!(shown(text), "综合政务\\政务公开");
        }
        assert_eq!(shown("财政金融审计/货币(含外汇)"), "财政、金融、审计\\货币（含外汇）");
        assert_eq!(shown("组织机构"), "国务院组织机构");
        assert_eq!(shown("其他"), "其他");
    }

    #[test]
    fn a_fault_knows_what_was_meant() {
        let meant = |text| match Subject::parse(text).expect_err("a fault") {
            Fault::UnknownClass { range, nearest } | Fault::UnknownSub { range, nearest, .. } => {
                (&text[range], nearest.map(|subject| subject.to_string()))
            }
        };
        assert_eq!(meant("综合政物"), ("综合政物", Some("综合政务".into())));
        assert_eq!(meant("政务公开"), ("政务公开", Some("综合政务\\政务公开".into())));
        assert_eq!(meant("综合政务＼政务公示"), ("政务公示", Some("综合政务\\政务公开".into())));
        assert_eq!(meant("国防\\"), ("", None));
        assert_eq!(meant(""), ("", None));
    }

    #[test]
    fn subjects_sort_as_the_list() {
        let mut subjects = ["国防", "综合政务\\其他", "综合政务", "综合政务\\政务公开"]
            .map(|text| Subject::parse(text).expect("a subject"));
        subjects.sort();
        let numbers = subjects.map(|subject| (subject.class().number, subject.sub()));
        assert_eq!(numbers, [(2, None), (2, Some("政务公开")), (2, Some("其他")), (21, None)]);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,30}|[综合政务公开其他\\\\/＼-]{0,12}") {
            if let Ok(subject) = Subject::parse(&text) {
                prop_assert_eq!(Subject::parse(&subject.to_string()), Ok(subject));
            }
        }
    }
}
