//! A page has a title.

use super::shown;
use crate::audit::{Auditor, Page};
use crate::diag::{Diagnostic, Rule};
use crate::say;

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    if page.title().is_some() {
        return Vec::new();
    }
    let told = say!("页面没有标题", "the page has no title");
    let help = say!("在模板的 <head> 里写 <title>", "write a <title> in the template's <head>");
    vec![shown(Rule::PageTitle, told, help)]
}
