//! 排序方式: by what the documents of a column are sorted.
//!
//! The contract's list for `_index.md`: by date and year the newest comes first, by the others the
//! smallest.

use crate::law::closed_list::closed_list;

closed_list! {
    /// The first thing that is compared.
    pub enum ColumnSort {
        Published: "published", "发布日期";
        Weight: "weight", "排序";
        Year: "year", "年度";
        DocNumber: "doc_number", "发文字号", "文号";
        Title: "title", "标题";
    }
}
