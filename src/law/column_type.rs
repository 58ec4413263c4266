//! 栏目类型: the values of the `ColumnType` page tag.
//!
//! Source: 政府网站发展指引 (国办发〔2017〕47号), annex 网页标签规范. Its list ends in "…", so any
//! other word is a type too; whether that is worth a warning is the caller's affair.

use crate::law::closed_list::{ClosedList, closed_list};
use serde::{Deserialize, Serialize};

closed_list! {
    /// The types that the annex names, in its order.
    pub enum NamedType {
        Home: "home", "首页";
        Overview: "overview", "概况信息";
        Functions: "functions", "机构职能";
        Leaders: "leaders", "负责人信息";
        News: "news", "工作动态";
        Policies: "policies", "政策文件";
        DisclosureGuide: "disclosure_guide", "信息公开指南";
        DisclosureCatalogue: "disclosure_catalogue", "信息公开目录";
        DisclosureReport: "disclosure_report", "信息公开年报";
        Requests: "requests", "依申请公开";
        Statistics: "statistics", "数据发布";
        OpenData: "open_data", "数据开放";
        Interpretation: "interpretation", "政策解读";
        Response: "response", "回应关切";
        Services: "services", "办事服务";
        Enquiries: "enquiries", "咨询投诉";
        Consultation: "consultation", "征集调查";
        Interviews: "interviews", "在线访谈";
    }
}

/// The type of a column.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ColumnType {
    /// One that the annex names.
    Known(NamedType),
    /// Another one, as it was written.
    Other(String),
}

impl ColumnType {
    /// Reads a type; a word that the annex does not name stays as it is.
    pub fn parse(word: &str) -> ColumnType {
        NamedType::parse(word).map_or_else(|| ColumnType::Other(word.trim().to_owned()), ColumnType::Known)
    }

    /// The Chinese name, as the page tag gives it.
    pub fn name(&self) -> &str {
        match self {
            ColumnType::Known(named) => named.name(),
            ColumnType::Other(word) => word,
        }
    }
}

#[cfg(test)]
mod tests {
    use crate::law::closed_list::ClosedList;
    use crate::law::column_type::{ColumnType, NamedType};

    #[test]
    fn the_list_is_open() {
        assert_eq!(NamedType::ALL.len(), 18);
        assert_eq!(ColumnType::parse("政策文件"), ColumnType::Known(NamedType::Policies));
        assert_eq!(ColumnType::parse("policies").name(), "政策文件");
        assert_eq!(ColumnType::parse(" 法治动态 ").name(), "法治动态");
    }
}
