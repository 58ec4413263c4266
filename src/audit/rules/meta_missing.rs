//! The tags that the guide for government sites demands are on each page, once, and say something.

use super::shown;
use crate::audit::{Auditor, Page, Purpose};
use crate::config::Site;
use crate::diag::{Diagnostic, Rule, Text};
use crate::say;

/// The tags of the site, of a column, of a document (国办发〔2017〕47号, annex).
const SITE: [&str; 3] = ["SiteName", "SiteDomain", "SiteIDCode"];
const COLUMN: [&str; 4] = ["ColumnName", "ColumnDescription", "ColumnKeywords", "ColumnType"];
const ARTICLE: [&str; 3] = ["ArticleTitle", "PubDate", "ContentSource"];

pub(super) fn look(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    if !page.is_framed() {
        return Vec::new();
    }
    let site = &auditor.config().site;
    let of_page: &[&str] = match page.purpose() {
        Purpose::Column => &COLUMN,
        Purpose::Article => &ARTICLE,
        Purpose::Leave | Purpose::File | Purpose::Other => &[],
    };
    let names = SITE.iter().filter(|name| is_known(name, site)).chain(of_page);
    names.filter_map(|name| one(page, name)).collect()
}

/// A code that is not set is told of the settings.
fn is_known(name: &str, site: &Site) -> bool {
    name != "SiteIDCode" || site.id_code.is_some()
}

fn one(page: &Page, name: &str) -> Option<Diagnostic> {
    let contents: Vec<&str> = page.metas(name).collect();
    let told = match contents[..] {
        [""] => say!("网页标签 {name} 是空的", "the tag {name} is empty"),
        [_] => return None,
        [] => say!("没有网页标签 {name}", "there is no tag {name}"),
        [..] => {
            let count = contents.len();
            say!("网页标签 {name} 写了 {count} 次", "the tag {name} is there {count} times")
        }
    };
    Some(shown(Rule::MetaMissing, told, help(name)))
}

fn help(name: &str) -> Text {
    match name {
        "ColumnDescription" | "ColumnKeywords" | "ColumnType" => say!(
            "在栏目的 _index.md 里写“说明”“关键词”“栏目类型”；主题的模板输出它",
            "write `description`, `keywords` and `column_type` in the column's _index.md; the theme prints them"
        ),
        "PubDate" | "ContentSource" => say!(
            "在文档开头写发布日期和来源（或发布机构）；主题的模板输出它",
            "write the date of publication and the source (or publisher) in the document; the theme prints them"
        ),
        _ => say!(
            "在主题的模板里写一次 <meta name=\"{name}\" content=\"…\">",
            "write <meta name=\"{name}\" content=\"…\"> once in the theme's template"
        ),
    }
}
