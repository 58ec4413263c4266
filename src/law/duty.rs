//! 公开事项: the duties of publication of 中华人民共和国政府信息公开条例 (国务院令第711号).
//!
//! Art. 20 has fifteen items of its own, `20-1` to `20-15`. Art. 21 has only two enumerations, so
//! their codes are ours: `21-1` to `21-7` in the order of the first (cities, counties and their
//! departments), then `21-8` to `21-12` for what the second (townships) adds; the three that both
//! name keep the first one's code. A code, once given, is never given to another duty.

use serde::{Deserialize, Serialize};
use std::fmt;

use crate::law::character::{half_width, is_blank};
use crate::law::level::Level;

/// One duty. Sorted by article and item.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Duty {
    article: u8,
    item: u8,
}

impl Duty {
    /// Every duty, in order.
    pub fn all() -> impl Iterator<Item = Duty> {
        let of =
            |article, texts: &'static [&'static str]| (1..).zip(texts).map(move |(item, _)| Duty { article, item });
        of(20, &ARTICLE_20).chain(of(21, &ARTICLE_21))
    }

    /// Reads a code such as `20-1`.
    pub fn parse(text: &str) -> Option<Duty> {
        let code: String = text.chars().filter(|&c| !is_blank(c)).map(half_width).collect();
        Duty::all().find(|duty| duty.code() == code)
    }

    /// What is read as a duty, as a regular expression: digits and the hyphen of either width, blanks between them or none.
    #[must_use]
    pub fn pattern() -> String {
        let wide = |c: char| char::from_u32(u32::from(c) + 0xFEE0).unwrap_or(c);
        let sign = |c: char| format!("[{}{}]", wide(c), if c == '-' { "\\-".to_owned() } else { c.to_string() });
        let one = |duty: Duty| duty.code().chars().map(sign).collect::<Vec<_>>().join("\\s*");
        format!("(?:{})", Duty::all().map(one).collect::<Vec<_>>().join("|"))
    }

    /// The code: article, hyphen, item.
    pub fn code(self) -> String {
        self.to_string()
    }

    /// What is to be published, in the words of the article.
    pub fn text(self) -> &'static str {
        let texts: &[&str] = if self.article == 20 { &ARTICLE_20 } else { &ARTICLE_21 };
        texts[usize::from(self.item) - 1]
    }

    /// Whether organisations of a level bear this duty: art. 20 binds all, art. 21 names the cities,
    /// counties and their departments (item 1–7) and the townships (4, 5, 7 and from 8).
    pub fn binds(self, level: Level) -> bool {
        match (self.article, level) {
            (20, _) => true,
            (_, Level::City | Level::County | Level::Department) => self.item <= 7,
            (_, Level::Township) => matches!(self.item, 4 | 5 | 7..),
            (_, Level::Province | Level::Park) => false,
        }
    }
}

/// The code.
impl fmt::Display for Duty {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}-{}", self.article, self.item)
    }
}

/// The items of art. 20.
static ARTICLE_20: [&str; 15] = [
    "行政法规、规章和规范性文件",
    "机关职能、机构设置、办公地址、办公时间、联系方式、负责人姓名",
    "国民经济和社会发展规划、专项规划、区域规划及相关政策",
    "国民经济和社会发展统计信息",
    "办理行政许可和其他对外管理服务事项的依据、条件、程序以及办理结果",
    "实施行政处罚、行政强制的依据、条件、程序以及本行政机关认为具有一定社会影响的行政处罚决定",
    "财政预算、决算信息",
    "行政事业性收费项目及其依据、标准",
    "政府集中采购项目的目录、标准及实施情况",
    "重大建设项目的批准和实施情况",
    "扶贫、教育、医疗、社会保障、促进就业等方面的政策、措施及其实施情况",
    "突发公共事件的应急预案、预警信息及应对情况",
    "环境保护、公共卫生、安全生产、食品药品、产品质量的监督检查情况",
    "公务员招考的职位、名额、报考条件等事项以及录用结果",
    "法律、法规、规章和国家有关规定规定应当主动公开的其他政府信息",
];

/// What art. 21 names, first for cities and counties, then what it adds for townships.
static ARTICLE_21: [&str; 12] = [
    "市政建设",
    "公共服务",
    "公益事业",
    "土地征收",
    "房屋征收",
    "治安管理",
    "社会救助",
    "贯彻落实农业农村政策",
    "农田水利工程建设运营",
    "农村土地承包经营权流转",
    "宅基地使用情况审核",
    "筹资筹劳",
];

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::duty::Duty;
    use crate::law::level::Level;

    #[test]
    fn codes_are_read_and_told() {
        let duty = Duty::parse("20-1").expect("a duty");
        assert_eq!((duty.code(), duty.text()), ("20-1".into(), "行政法规、规章和规范性文件"));
        assert_eq!(Duty::parse(" ２１－１２").map(Duty::text), Some("筹资筹劳"));
        for text in ["", "20", "20-0", "20-16", "21-13", "20-01", "22-1", "20—1"] {
            assert_eq!(Duty::parse(text), None, "{text}");
        }
    }

    #[test]
    fn each_level_has_its_duties() {
        let borne = |level| Duty::all().filter(|duty| duty.binds(level)).count();
        assert_eq!(borne(Level::Province), 15);
        assert_eq!(borne(Level::County), 15 + 7);
        assert_eq!(borne(Level::Township), 15 + 8);
    }

    proptest! {
        #[test]
        fn any_text_is_read_or_refused(text in "\\PC{0,10}|2[01]-[0-9]{1,3}") {
            if let Some(duty) = Duty::parse(&text) {
                prop_assert_eq!(Duty::parse(&duty.code()), Some(duty));
            }
        }
    }
}
