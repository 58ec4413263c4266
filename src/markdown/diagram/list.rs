//! A process as a list: what the drawing shows, for whoever cannot see it or would rather read.

use super::figure::escaped;
use super::process::{Process, Step, Way};
use std::fmt::Write as _;

/// Writes the steps as an ordered list; below a step, the ways that do not just go on to the next.
pub(super) fn write(html: &mut String, process: &Process) {
    html.push_str("<ol>\n");
    for (at, step) in process.steps.iter().enumerate() {
        html.push_str("<li>");
        html.push_str(&step_words(step));
        let ways: Vec<&Way> = process.ways_from(at).collect();
        if !matches!(ways[..], [] | [Way { when: None, .. }]) || ways.iter().any(|way| way.to != at + 1) {
            html.push_str("\n<ul>\n");
            for way in ways {
                html.push_str(&way_words(way, process));
            }
            html.push_str("</ul>\n");
        }
        html.push_str("</li>\n");
    }
    html.push_str("</ol>\n");
}

/// `<strong>登记</strong>（责任单位：信访窗口；时限：1个工作日）`
fn step_words(step: &Step) -> String {
    let who = step.who.as_ref().map(|who| format!("责任单位：{}", escaped(who)));
    let limit = step.limit.as_ref().map(|(limit, _)| format!("时限：{}", escaped(limit)));
    let notes: Vec<String> = who.into_iter().chain(limit).collect();
    let name = escaped(&step.name);
    if notes.is_empty() {
        format!("<strong>{name}</strong>")
    } else {
        format!("<strong>{name}</strong>（{}）", notes.join("；"))
    }
}

/// `<li>是：到第4步“交办”</li>`
fn way_words(way: &Way, process: &Process) -> String {
    let mut words = String::from("<li>");
    if let Some(when) = &way.when {
        write!(words, "{}：", escaped(when)).expect("writing to a string cannot fail");
    }
    let turn = if way.to < way.from { "回到" } else { "到" };
    let (number, name) = (way.to + 1, escaped(&process.steps[way.to].name));
    writeln!(words, "{turn}第{number}步“{name}”</li>").expect("writing to a string cannot fail");
    words
}
