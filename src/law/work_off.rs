//! Lists that are worked off item by item (逐一销号), and the words by which an item is.
//!
//! The words are those of 整改台账 and 任务清单 as governments publish them; no document closes the list, so that a register
//! may name its own.

use crate::law::closed_list::ClosedList;
use crate::law::promise::Promise;

const DONE: [&str; 12] = [
    "已销号",
    "已整改",
    "已整改到位",
    "整改到位",
    "整改完成",
    "已整改完成",
    "已办结",
    "已落实",
    "已解决",
    "已纠正",
    "完成",
    "办结",
];

/// Whether a word says that an item is done.
#[must_use]
pub fn is_done(word: &str) -> bool {
    DONE.contains(&word) || Promise::parse(word) == Some(Promise::Done)
}

#[cfg(test)]
mod tests {
    use super::is_done;

    #[test]
    fn what_is_under_way_is_not_done() {
        for word in ["已销号", "已完成", "done"] {
            assert!(is_done(word), "{word}");
        }
        for word in ["", "整改中", "未完成", "未销号", "有效"] {
            assert!(!is_done(word), "{word}");
        }
    }
}
