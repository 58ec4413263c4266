//! With an excerpt of the file and a caret right under it, Chinese text included.

use super::Colours;
use super::veil::veiled;
use crate::diag::{Code, Diagnostic, Lang, Once, Place, Severity, Source, Span, Text};
use crate::law::{personal, secret};
use annotate_snippets::{AnnotationKind, Element, Group, Level, Origin, Renderer, Snippet};
use std::ops::Range;

/// What is found at an exact place has no more letters and digits.
const LONGEST_NUMBER: usize = 24;

pub(super) fn show(diagnostic: &Diagnostic, colours: Colours, lang: Lang, sources: &Once<'_>) -> String {
    let level = match diagnostic.severity() {
        Severity::Error => Level::ERROR,
        Severity::Warning => Level::WARNING,
        Severity::Note => Level::NOTE,
    };
    let level = if lang == Lang::Zh { level.with_name(diagnostic.severity().zh()) } else { level };
    let title = level.primary_title(masked(&diagnostic.message, lang)).id(diagnostic.code.word());
    let group = Group::with_title(title).elements(excerpts(diagnostic, lang, sources));
    let help = if lang == Lang::Zh { Level::HELP.with_name("办法") } else { Level::HELP };
    let group = diagnostic
        .help
        .iter()
        .fold(group, |group, sentence| group.element(help.clone().message(masked(sentence, lang))));
    let renderer = match colours {
        Colours::Shown => Renderer::styled(),
        Colours::Plain => Renderer::plain(),
    };
    format!("{}\n\n", renderer.render(&[group]))
}

/// The excerpt of the fault's own place, then those of the other places.
fn excerpts(diagnostic: &Diagnostic, lang: Lang, sources: &Once<'_>) -> Vec<Element<'static>> {
    let label = diagnostic.label.as_ref().map(|label| masked(label, lang));
    let mut all: Vec<Element> =
        excerpt(&diagnostic.place, (label, diagnostic.code), AnnotationKind::Primary, sources).into_iter().collect();
    for (place, note) in &diagnostic.related {
        all.extend(excerpt(place, (Some(masked(note, lang)), diagnostic.code), AnnotationKind::Context, sources));
    }
    all
}

fn excerpt(
    place: &Place,
    (label, code): (Option<String>, Code),
    kind: AnnotationKind,
    sources: &Once<'_>,
) -> Option<Element<'static>> {
    let path = place.path()?;
    let shown = personal::mask(path).into_owned();
    let Place::Text(_, span) = place else {
        return Some(Origin::path(shown).into());
    };
    let Some(opened) = sources.open(path) else {
        return Some(Origin::path(shown).into());
    };
    let source = &opened.source;
    if may_hold_secrets(source, *span) {
        let position = opened.position(span.start);
        return Some(Origin::path(shown).line(position.line).char_column(position.column).into());
    }
    let (lines, range) = lines_around(source, *span);
    // The whole text is masked, since the head of a table may say what stands in its rows.
    let text = veiled(&opened.masked()[lines.clone()], &source.text[lines], code);
    let text = personal::mask_scattered(&if is_personal(code) { hidden(text, source, *span) } else { text });
    let annotation = kind.span(range).label(label);
    let snippet = Snippet::source(text).path(shown).line_start(opened.position(span.start).line).annotation(annotation);
    Some(snippet.into())
}

/// Whether personal data is what a finding is about.
fn is_personal(code: Code) -> bool {
    matches!(code, Code::Rule(_)) && code.word().starts_with("personal-")
}

/// An excerpt about a number whose characters stand apart in the source, so that it is not masked as a whole: no digit is shown.
fn hidden(excerpt: String, source: &Source, span: Span) -> String {
    let written = &source.text[source.clamp(span)];
    let is_masked =
        written.chars().filter(|c| c.is_alphanumeric()).count() <= LONGEST_NUMBER && !excerpt.contains(written);
    if is_masked { excerpt } else { personal::mask_digits(&excerpt) }
}

/// Whether a place of the settings may hold a key or a password, which nobody must find in a log.
fn may_hold_secrets(source: &Source, span: Span) -> bool {
    let is_named = |line: &str| line.rsplit_once(':').is_some_and(|(before, _)| secret::is_named(before));
    &*source.path == "xiangwei.yaml"
        && (is_of_deployment(source, span) || source.text[lines_around(source, span).0].lines().any(is_named))
}

/// Whether a place is where the settings tell of deployment: who writes a secret there may misspell its name, or put it into an
/// address.
fn is_of_deployment(source: &Source, span: Span) -> bool {
    let begins = |line: &str| {
        let name = line.trim_start_matches(['"', '\'']);
        ["deploy", "部署"]
            .iter()
            .any(|key| name.strip_prefix(key).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric)))
    };
    let goes_on = |line: &str| line.starts_with([' ', '\t', '#', '\r', '\n', '-', '}', ']']);
    let (start, mut at, mut within) = (source.clamp(span).start, 0, false);
    for line in source.text.split_inclusive('\n') {
        within = begins(line) || within && goes_on(line);
        at += line.len();
        if at > start {
            break;
        }
    }
    within
}

/// The lines that a span touches (three at the most), and the span within them.
fn lines_around(source: &Source, span: Span) -> (Range<usize>, Range<usize>) {
    let range = source.clamp(span);
    let start = source.text[..range.start].rfind('\n').map_or(0, |at| at + 1);
    let mut end = range.start;
    for _ in 0..3 {
        end = source.text[end..].find('\n').map_or(source.text.len(), |at| end + at);
        if end >= range.end || end == source.text.len() {
            break;
        }
        end += 1;
    }
    let within = range.start - start..range.end.min(end).max(range.start) - start;
    (start..end.max(start), within)
}

fn masked(text: &Text, lang: Lang) -> String {
    personal::mask(text.show(lang)).into_owned()
}
