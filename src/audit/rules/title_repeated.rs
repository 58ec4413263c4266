//! No two pages have the same title.

use super::shown;
use crate::audit::{Auditor, Page, Web};
use crate::diag::{Diagnostic, Rule};
use crate::say;

pub(super) fn look(page: &Page, web: &Web<'_>, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let Some(title) = page.title_of_its_own().filter(|title| web.titled(title) > 1) else { return Vec::new() };
    let told = say!("不止一个页面的标题是“{title}”", "more than one page has the title `{title}`");
    let help = say!("在标题里写出区别，如年份、页次", "let the titles say what differs, such as the year or the page");
    vec![shown(Rule::TitleRepeated, told, help)]
}
