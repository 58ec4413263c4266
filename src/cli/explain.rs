//! `xiangwei explain`.

use super::End;
use super::args::Explain;
use super::screen::Screen;
use crate::diag::{Code, Failure, Lang};
use crate::law::nearest::few_nearest;
use crate::say;

pub(super) fn run(args: &Explain, screen: Screen) -> Result<End, Failure> {
    let Some(word) = &args.code else {
        screen.print(&list(screen));
        return Ok(End::Well);
    };
    let Some(code) = Code::parse(word) else {
        let near = few_nearest(word, Code::all().map(Code::word)).join("、");
        let hint = if near.is_empty() { String::new() } else { format!("（{near}？）") };
        return Err(Failure::own(say!("没有代码 {word}{hint}", "there is no code {word} {hint}")));
    };
    screen.print(&page(code, screen));
    Ok(End::Well)
}

fn page(code: Code, screen: Screen) -> String {
    let told = match (code, code.explanation()) {
        (Code::Rule(rule), _) => return rule.page().to_owned(),
        (_, Some(told)) => told,
        (_, None) => return String::new(),
    };
    let level = match screen.lang {
        Lang::Zh => code.severity().zh(),
        Lang::En => code.severity().word(),
    };
    let (bad, good) = (indented(told.bad), indented(told.good));
    let (wrong, right) = (screen.say("不对：", "bad:"), screen.say("对：", "good:"));
    format!("{level}[{}]\n\n{}\n\n{wrong}\n\n{bad}\n\n{right}\n\n{good}\n", code.word(), screen.say(told.zh, told.en))
}

fn indented(text: &str) -> String {
    text.lines().map(|line| format!("    {line}")).collect::<Vec<_>>().join("\n")
}

fn list(screen: Screen) -> String {
    let row = |code: Code| {
        let (zh, en) = match code {
            Code::Rule(rule) => rule.title(),
            _ => code.explanation().map_or(("", ""), |told| (told.zh, told.en)),
        };
        format!("{:<24}{:<8}  {}\n", code.word(), code.severity().word(), screen.say(zh, en))
    };
    Code::all().map(row).collect()
}
