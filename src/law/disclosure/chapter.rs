//! The six sections of the yearly report, whose names are fixed (国办公开办函〔2021〕30号).

use crate::law::character::is_blank;
use crate::law::closed_list::{ClosedList, closed_list};

closed_list! {
    /// A section of the report.
    pub enum Chapter {
        Overview: "overview", "总体情况";
        Active: "active", "主动公开政府信息情况";
        Requests: "requests", "收到和处理政府信息公开申请情况";
        Review: "review", "政府信息公开行政复议、行政诉讼情况";
        Problems: "problems", "存在的主要问题及改进情况";
        Others: "others", "其他需要报告的事项";
    }
}

/// What a heading of a report is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Heading {
    /// The section, named as it must be.
    Named(Chapter),
    /// It has the section's number and other words.
    Misnamed(Chapter),
}

impl Chapter {
    /// Whether the report for a year has these sections: since the regulation of 2019 (art. 50).
    pub fn bind(year: i16) -> bool {
        year >= 2019
    }

    /// The number before its name: 一 to 六.
    pub fn ordinal(self) -> char {
        const ORDINALS: [char; 6] = ['一', '二', '三', '四', '五', '六'];
        ORDINALS[self as usize]
    }

    /// The whole heading: `一、总体情况`.
    pub fn heading(self) -> String {
        format!("{}、{}", self.ordinal(), self.name())
    }

    /// What a heading is; nothing for one that begins no section, such as `（一）主动公开`.
    pub fn read(heading: &str) -> Option<Heading> {
        let text: String = heading.chars().filter(|c| !is_blank(*c)).collect();
        let numbered =
            Chapter::ALL.iter().copied().find(|chapter| text.starts_with(&format!("{}、", chapter.ordinal())));
        let words = if numbered.is_some() { text.split_once('、').map_or("", |(_, words)| words) } else { &text };
        let named = Chapter::ALL.iter().copied().find(|chapter| chapter.name() == words);
        match (named, numbered) {
            (Some(named), None) => Some(Heading::Named(named)),
            (Some(named), Some(numbered)) if named == numbered => Some(Heading::Named(named)),
            (_, Some(numbered)) => Some(Heading::Misnamed(numbered)),
            (None, None) => None,
        }
    }

    /// The section that a heading begins, when it is named as it must be.
    pub fn of(heading: &str) -> Option<Chapter> {
        match Chapter::read(heading) {
            Some(Heading::Named(chapter)) => Some(chapter),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::{Chapter, Heading};

    #[test]
    fn a_heading_is_its_number_and_its_words() {
        assert_eq!(Chapter::Review.heading(), "四、政府信息公开行政复议、行政诉讼情况");
        for text in [
            "四、政府信息公开行政复议、行政诉讼情况",
            "政府信息公开行政复议、行政诉讼情况",
            "四、 政府信息公开行政复议、行政诉讼情况",
        ] {
            assert_eq!(Chapter::of(text), Some(Chapter::Review), "{text}");
        }
        for text in ["三、依申请公开情况", "三、主动公开政府信息情况"] {
            assert_eq!(Chapter::read(text), Some(Heading::Misnamed(Chapter::Requests)), "{text}");
        }
        for text in ["", "（一）主动公开", "七、附则", "1. 总体情况"] {
            assert_eq!(Chapter::read(text), None, "{text}");
        }
    }
}
