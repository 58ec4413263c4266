//! A mistake in a template, at its place.

use crate::diag::{Code, Diagnostic, Path, Place, Span};
use crate::law::nearest::few_nearest;
use crate::portal::view::View;
use crate::say;
use minijinja::{Error, ErrorKind};
use std::collections::BTreeMap;

/// The diagnostic of an engine's error: its place is the innermost template's, each template around it is named.
pub(super) fn diagnostic(
    error: &Error,
    paths: &BTreeMap<String, Path>,
    sources: &BTreeMap<String, String>,
) -> Diagnostic {
    let chain = chain(error);
    let placed = |error: &&Error| error.name().is_some_and(|name| paths.contains_key(name));
    let innermost = chain.iter().rev().copied().find(|error| placed(error)).unwrap_or(error);
    let cause = chain.last().copied().unwrap_or(error);
    let at = place(innermost, paths);
    let words = innermost
        .name()
        .and_then(|name| sources.get(name))
        .zip(innermost.range())
        .and_then(|(text, range)| text.get(range));
    let mut told = hinted(Diagnostic::new(code(cause), at.clone(), message(cause)), cause, words);
    for outer in chain.into_iter().filter(placed) {
        let around = place(outer, paths);
        if around != at {
            told = told.related(around, say!("由这里用到", "used here"));
        }
    }
    told
}

/// An error and those that it came of, the innermost last.
pub(super) fn chain(error: &Error) -> Vec<&Error> {
    std::iter::successors(Some(error), |error| std::error::Error::source(*error)?.downcast_ref()).collect()
}

/// The name of the template that an error says is missing.
pub(super) fn missing(error: &Error) -> Option<String> {
    let cause = chain(error).pop()?;
    let named = cause.detail().filter(|_| cause.kind() == ErrorKind::TemplateNotFound)?;
    named.split('"').nth(1).map(str::to_owned)
}

fn place(error: &Error, paths: &BTreeMap<String, Path>) -> Place {
    let path = error.name().and_then(|name| paths.get(name));
    match (path, error.range()) {
        (Some(path), Some(range)) => Place::Text(path.clone(), Span::new(range.start, range.end)),
        (Some(path), None) => Place::File(path.clone()),
        (None, _) => Place::Nowhere,
    }
}

fn code(error: &Error) -> Code {
    if error.kind() == ErrorKind::TemplateNotFound { Code::TemplateMissing } else { Code::Template }
}

fn message(error: &Error) -> crate::diag::Text {
    let detail = error.detail().unwrap_or_default();
    let detail = if detail.is_empty() { error.kind().to_string() } else { detail.to_owned() };
    match error.kind() {
        ErrorKind::UndefinedError => say!("模板里的名称不存在", "the template names something that does not exist"),
        ErrorKind::SyntaxError => say!("模板写法不对：{detail}", "the template's syntax is wrong: {detail}"),
        ErrorKind::TemplateNotFound => say!("没有这个模板：{detail}", "there is no such template: {detail}"),
        ErrorKind::UnknownFunction | ErrorKind::UnknownFilter | ErrorKind::UnknownTest | ErrorKind::UnknownMethod => {
            say!("模板里没有这个函数或过滤器：{detail}", "there is no such function or filter: {detail}")
        }
        _ => say!("模板出错：{detail}", "the template failed: {detail}"),
    }
}

/// For a name that does not exist: the nearest field of any view.
fn hinted(told: Diagnostic, cause: &Error, words: Option<&str>) -> Diagnostic {
    let unknown = cause.kind() == ErrorKind::UndefinedError;
    let name =
        words.filter(|_| unknown).and_then(|words| words.rsplit(['.', ' ', '"', '\'']).find(|part| !part.is_empty()));
    let Some(name) = name else {
        return told.help(say!("模板可用的名称见 docs/theme.md", "docs/theme.md lists what a template may use"));
    };
    let fields = View::tables()
        .into_iter()
        .flat_map(|(_, fields)| fields)
        .map(|(field, _)| field)
        .filter(|field| *field != name);
    let near = few_nearest(name, fields).join("、");
    if near.is_empty() {
        told.help(say!("模板可用的名称见 docs/theme.md", "docs/theme.md lists what a template may use"))
    } else {
        told.help(say!("是不是“{near}”？", "did you mean {near}?"))
    }
}
