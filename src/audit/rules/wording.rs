//! Wrong words, by the dictionary: that of the program and the site's own.
//!
//! Titles between 《 and 》 are as they were published, and the names of organisations are their own; code and addresses are no
//! running text.

use crate::audit::{Auditor, Few, Passage, code};
use crate::config::wording;
use crate::diag::{Code, Diagnostic, Rule};
use crate::law::bare::Form;
use crate::law::wording::{Entry, Wrong};
use crate::say;
use std::cell::LazyCell;
use std::ops::Range;

/// Scripts and styles are no text for readers.
const OTHERS: [&str; 6] = [".js", ".mjs", ".css", ".svg", ".map", ".xml"];
/// A longer title is none.
const TITLE: usize = 300;

pub(super) fn look(passage: &Passage<'_>, auditor: &Auditor<'_>) -> Few {
    if &**passage.path == wording::FILE || OTHERS.iter().any(|ending| passage.path.ends_with(ending)) {
        return Few::default();
    }
    let text = passage.bare().text();
    let code = LazyCell::new(|| code::ranges(passage));
    let is_quoted = |span: &Range<usize>| is_in_title(text, span.start) || is_in_address(text, span.start);
    let is_code =
        |span: &Range<usize>| passage.form() == Form::Markup && code.iter().any(|code| code.contains(&span.start));
    let found = auditor.wording().find(text).into_iter().filter(|wrong| !is_quoted(&wrong.span));
    let placed = found.map(|Wrong { span, entry }| (passage.bare().written(span), entry));
    placed.filter(|(span, _)| !is_code(span)).map(|(span, entry)| told(passage, span, entry)).collect()
}

fn told(passage: &Passage<'_>, span: Range<usize>, entry: &Entry) -> Diagnostic {
    let Entry { wrong, right, basis, note, .. } = entry;
    let told = say!("“{wrong}”应作“{right}”", "`{wrong}` should be `{right}`");
    let told = Diagnostic::new(Code::Rule(Rule::Wording), passage.place(span), told);
    let reasons = [basis, note].into_iter().filter(|reason| !reason.is_empty());
    reasons.fold(told, |told, reason| told.help(say!("依据：{reason}", "because: {reason}")))
}

/// Whether a place stands between 《 and 》.
fn is_in_title(text: &str, at: usize) -> bool {
    let near = &text[..at];
    let start =
        near.char_indices().rev().take(TITLE).take_while(|(_, c)| *c != '\n').last().map_or(at, |(start, _)| start);
    let depth = text[start..at].chars().fold(0_usize, |depth, c| match c {
        '《' => depth + 1,
        '》' => depth.saturating_sub(1),
        _ => depth,
    });
    depth > 0
}

/// Whether a place is part of an address or of a path.
fn is_in_address(text: &str, at: usize) -> bool {
    let parts =
        |c: char| c.is_whitespace() || matches!(c, '，' | '。' | '、' | '；' | '：' | '（' | '“' | '(' | '"' | '\'');
    let start = text[..at].char_indices().rev().take(TITLE).take_while(|(_, c)| !parts(*c)).last();
    start.is_some_and(|(start, _)| text[start..at].contains("://"))
}
