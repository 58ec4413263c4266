//! 更新分类: how often a column has to show something new, by what it holds.
//!
//! Source: 政府网站与政务新媒体检查指标 (国办秘函〔2019〕19号), which fails a site for columns of news without anything new in two
//! weeks, and of notices and policies in six months. That plans and personnel, guides and duties are looked through once a year is the
//! practice of those who monitor sites, no published rule.

use crate::law::closed_list::{ClosedList, closed_list};
use crate::law::column_type::ColumnType;

closed_list! {
    /// What a column holds.
    pub enum Freshness {
        News: "news", "工作动态", "动态要闻", "要闻动态", "政务动态", "法治动态", "新闻动态";
        Notices: "notices", "通知公告", "公示公告", "公告公示";
        Policies: "policies", "政策文件", "规范性文件", "行政规范性文件";
        Interpretations: "interpretation", "政策解读";
        Plans: "plans", "规划计划", "人事信息";
        Guides: "guides", "机构职能", "负责人信息", "领导信息", "概况信息", "信息公开指南", "政府信息公开指南", "信息公开制度",
            "政府信息公开制度";
    }
}

impl Freshness {
    /// What a column holds, by its type; none for one of which no such rule is known, among them what comes out once a year by the
    /// calendar.
    pub fn of_column(kind: &ColumnType) -> Option<Freshness> {
        Freshness::parse(kind.name())
    }

    /// Whether five stale columns of this sort fail a site: those of news, notices and policies.
    pub fn is_counted_first(self) -> bool {
        matches!(self, Freshness::News | Freshness::Notices | Freshness::Policies)
    }

    /// Whether such a column is kept current by looking through what it holds, and not by adding to it.
    pub fn is_revised(self) -> bool {
        self == Freshness::Guides
    }
}

#[cfg(test)]
mod tests {
    use super::Freshness;
    use crate::law::column_type::ColumnType;

    #[test]
    fn a_column_is_of_a_sort_by_its_type() {
        let sort = |word| Freshness::of_column(&ColumnType::parse(word));
        assert_eq!(sort("工作动态"), Some(Freshness::News));
        assert_eq!(sort("policies"), Some(Freshness::Policies));
        assert_eq!(sort("通知公告"), Some(Freshness::Notices));
        assert_eq!(sort("disclosure_guide"), Some(Freshness::Guides));
        for word in ["信息公开年报", "数据发布", "首页", "法治文化"] {
            assert_eq!(sort(word), None, "{word}");
        }
    }
}
