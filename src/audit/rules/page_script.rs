//! Pages hold no scripts in attributes: neither handlers of events nor addresses that run.

use super::shown;
use crate::audit::{Auditor, Element, Page};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use std::collections::BTreeSet;

/// What runs when somebody follows the address.
const RUNNING: [&str; 2] = ["javascript:", "vbscript:"];

pub(super) fn look(page: &Page, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let handlers = page.elements().flat_map(handlers);
    let addresses = page.links().filter(|link| runs(link.address)).map(|link| address(link.element));
    handlers.chain(addresses).collect::<BTreeSet<_>>().into_iter().collect()
}

fn handlers(element: &Element) -> impl Iterator<Item = Diagnostic> {
    let name = element.name();
    let all = element.attributes().map(|(attribute, _)| attribute).filter(|attribute| is_handler(attribute));
    all.map(move |attribute| {
        let told = say!("<{name}> 的 {attribute} 属性里有脚本", "the attribute {attribute} of <{name}> holds a script");
        let help = say!(
            "脚本写进 static/ 的文件，用 addEventListener 绑定，网站才能用内容安全策略（CSP）禁止注入的脚本",
            "write it to a file in static/ with addEventListener, so that a content security policy can forbid injected scripts"
        );
        shown(Rule::PageScript, told, help)
    })
}

/// `onclick`, and all others of its kind.
fn is_handler(attribute: &str) -> bool {
    attribute.strip_prefix("on").is_some_and(|event| event.len() > 2 && event.bytes().all(|b| b.is_ascii_lowercase()))
}

/// Whether an address runs a script; browsers pass over control characters, tabs and line breaks in it.
fn runs(address: &str) -> bool {
    let start = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).take(12);
    let start: String = start.map(|c| c.to_ascii_lowercase()).collect();
    RUNNING.iter().any(|scheme| start.starts_with(scheme))
}

fn address(element: &Element) -> Diagnostic {
    let name = element.name();
    let told = say!("<{name}> 的地址是一段脚本", "the address of <{name}> is a script");
    let help = say!("改用真实地址，或改为按钮加脚本文件", "write a real address, or a button with a script in a file");
    shown(Rule::PageScript, told, help)
}
