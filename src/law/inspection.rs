//! What a website is inspected for (政府网站与政务新媒体检查指标, 国办秘函〔2019〕19号).
//!
//! The vetoes were read in the document as offices quote it. Its table of points could not be read: every number of points here is an
//! indication of our own, which a site may set otherwise.

use super::closed_list::closed_list;

closed_list! {
    /// One item of an inspection.
    pub enum Item {
        Secrets: "secrets", "泄露国家秘密";
        Privacy: "privacy", "泄露个人信息";
        Dates: "dates", "伪造发稿日期等弄虚作假";
        Harm: "harm", "不良链接或页面被篡改";
        Home: "home", "首页长期不更新";
        Stale: "stale", "多个栏目长期不更新";
        Empty: "empty", "空白栏目";
        Columns: "columns", "栏目更新";
        Policies: "policies", "政策文件与有效性";
        Interpretations: "interpretations", "政策解读";
        Participation: "participation", "决策公开与意见征集";
        Reports: "reports", "年度报告";
        Limits: "limits", "公开时限";
        Marks: "marks", "网站标识与页脚";
        Tags: "tags", "网页标签";
        Links: "links", "链接可用";
        Search: "search", "站内搜索";
        Words: "words", "文字表述";
        Metadata: "metadata", "文件元数据";
        Access: "access", "无障碍";
        Settings: "settings", "站点设置与其他";
    }
}

/// What an item comes to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Weight {
    /// So many findings fail the site, whatever else is found.
    Veto(usize),
    /// Each finding costs a point, up to so many.
    Points(u16),
}

impl Item {
    /// What it comes to where a site sets nothing else. One leaked number is no veto of the document, but fails a site all the
    /// same (政府信息公开条例, art. 15).
    #[must_use]
    pub fn weight(self) -> Weight {
        match self {
            Self::Secrets | Self::Privacy | Self::Dates | Self::Harm | Self::Home | Self::Stale => Weight::Veto(1),
            Self::Empty => Weight::Veto(5),
            Self::Links => Weight::Points(10),
            Self::Marks => Weight::Points(6),
            Self::Limits => Weight::Points(3),
            Self::Settings => Weight::Points(0),
            Self::Columns
            | Self::Policies
            | Self::Interpretations
            | Self::Participation
            | Self::Reports
            | Self::Tags
            | Self::Search
            | Self::Words
            | Self::Metadata
            | Self::Access => Weight::Points(5),
        }
    }
}
