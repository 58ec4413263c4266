//! A page says in which language it is.

use crate::audit::{Auditor, Page};
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::say;

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let language = page.named("html").find_map(|html| html.attribute("lang"));
    if language.is_some_and(|language| !language.trim().is_empty()) {
        return Vec::new();
    }
    let told = say!("页面没有写明语言", "the page does not say in which language it is");
    let help = say!("模板里写 <html lang=\"zh-CN\">", "write <html lang=\"zh-CN\"> in the template");
    vec![Diagnostic::new(Code::Rule(Rule::PageLanguage), Place::Nowhere, told).help(help)]
}
