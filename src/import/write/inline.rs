//! Running text as Markdown.

use crate::import::model::{Document, Inline, Words};

/// Where running text stands, which decides what must be escaped and how a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Place {
    Paragraph,
    Heading,
    Cell,
    /// An item of a list, whose further lines are moved in so far.
    Item(usize),
    Note,
}

/// Running text in its place.
pub(super) fn line(pieces: &[Inline], document: &Document, place: Place) -> String {
    let mut text = String::new();
    for (at, piece) in pieces.iter().enumerate() {
        match piece {
            Inline::Words(words) => {
                let next = pieces.get(at + 1);
                text = with_words(text, words, next, place);
            }
            Inline::Break => text.push_str(&line_end(place)),
            Inline::Note(number) => text.push_str(&format!("[^{}]", number + 1)),
            Inline::Picture(number) => {
                if let Some(picture) = document.pictures.get(*number) {
                    text.push_str(&format!("![{}]({})", escaped(&picture.alt, place), address(&picture.name)));
                }
            }
        }
    }
    let text = text.trim().trim_end_matches('\\').to_owned();
    match place {
        Place::Heading => closed(text),
        _ => text,
    }
}

fn line_end(place: Place) -> String {
    match place {
        Place::Heading => " ".to_owned(),
        Place::Cell => "<br>".to_owned(),
        Place::Paragraph => "\\\n".to_owned(),
        Place::Item(indent) => format!("\\\n{}", " ".repeat(indent)),
        Place::Note => "\\\n    ".to_owned(),
    }
}

/// Adds words with the marks of their looks.
fn with_words(mut text: String, words: &Words, next: Option<&Inline>, place: Place) -> String {
    let inner = words.text.trim();
    let (before, after) = match inner {
        "" => (words.text.as_str(), ""),
        inner => {
            let start = words.text.len() - words.text.trim_start().len();
            (&words.text[..start], &words.text[start + inner.len()..])
        }
    };
    text.push_str(before);
    let mut written = escaped(inner, place);
    let indent = text.trim_end_matches(|c: char| c != '\n' && c.is_whitespace());
    let begins_line = indent.is_empty() || indent.ends_with('\n');
    if begins_line && !matches!(place, Place::Cell | Place::Heading) {
        written = begun(written);
    }
    if written.ends_with('!') && after.is_empty() && next.is_some() {
        written.insert(written.len() - 1, '\\');
    }
    if words.bold && !written.is_empty() {
        written = bold(&written, text.chars().next_back(), after.chars().next().or_else(|| first_of(next)));
    }
    if let Some(link) = words.link.as_deref().filter(|_| !written.is_empty()) {
        written = format!("[{written}]({})", address(link));
    }
    text.push_str(&written);
    text.push_str(after);
    text
}

/// The first character that a piece is written with.
fn first_of(piece: Option<&Inline>) -> Option<char> {
    match piece? {
        Inline::Words(words) if words.link.is_some() => Some('['),
        Inline::Words(words) => words.text.chars().next().map(|c| if c.is_ascii_punctuation() { '\\' } else { c }),
        Inline::Break => Some('\\'),
        Inline::Note(_) => Some('['),
        Inline::Picture(_) => Some('!'),
    }
}

/// Bold words: between asterisks where these are sure to be marks, else in the element that they stand for.
fn bold(words: &str, before: Option<char>, after: Option<char>) -> String {
    let is_sign = |c: char| !c.is_alphanumeric() && !c.is_whitespace() && !is_chinese(c);
    let is_letter = |c: Option<char>| c.is_some_and(|c| c.is_alphanumeric() && !is_chinese(c));
    let is_asterisk = |c: Option<char>| c == Some('*');
    let begins_with_sign = words.chars().next().is_some_and(is_sign);
    let ends_with_sign = words.chars().next_back().is_some_and(is_sign);
    let is_unsure = begins_with_sign && is_letter(before) || ends_with_sign && is_letter(after);
    match is_unsure || is_asterisk(before) || is_asterisk(after) {
        true => format!("<strong>{words}</strong>"),
        false => format!("**{words}**"),
    }
}

/// Characters next to which emphasis goes by the rules for Chinese.
fn is_chinese(c: char) -> bool {
    matches!(c, '\u{2E80}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{FF00}'..='\u{FFEF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Words in which nothing is a mark within a line.
fn escaped(words: &str, place: Place) -> String {
    let mut written = String::with_capacity(words.len());
    for (at, c) in words.char_indices() {
        let is_mark = match c {
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '~' => true,
            '|' => place == Place::Cell,
            '&' => words[at + 1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '#'),
            _ => false,
        };
        if is_mark {
            written.push('\\');
        }
        written.push(c);
    }
    written
}

/// Words at the beginning of a line, where more is a mark.
fn begun(written: String) -> String {
    let digits = written.len() - written.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let after = &written[digits..];
    if (1..=9).contains(&digits) && after.starts_with(['.', ')']) && ends_mark(&after[1..]) {
        return format!("{}\\{after}", &written[..digits]);
    }
    let is_mark = match written.chars().next() {
        Some('#' | '>' | '=' | ':') => true,
        Some(sign @ ('-' | '+')) => ends_mark(&written[1..]) || written[1..].starts_with(sign),
        _ => false,
    };
    if is_mark { format!("\\{written}") } else { written }
}

fn ends_mark(rest: &str) -> bool {
    rest.is_empty() || rest.starts_with(char::is_whitespace)
}

/// A heading that ends with number signs keeps them.
fn closed(text: String) -> String {
    match text.ends_with('#') {
        true => format!("{}\\#", &text[..text.len() - 1]),
        false => text,
    }
}

/// Where a link leads, so that nothing in it ends it.
fn address(to: &str) -> String {
    let whole =
        to.replace('\\', "%5C").replace('<', "%3C").replace('>', "%3E").replace('|', "%7C").replace('\n', "%0A");
    let whole = if whole.contains(';') { whole.replace('&', "&amp;") } else { whole };
    match whole.contains(['(', ')', ' ']) || whole.is_empty() {
        true => format!("<{whole}>"),
        false => whole,
    }
}
