//! No link, element or attribute that an author writes runs a script.
//!
//! The build takes all of them out of what it publishes; who wrote one must know nevertheless. In data files, and in front
//! matter, values that are such links count.

use crate::audit::{Auditor, Few, Passage, Within, code};
use crate::diag::{Code, Diagnostic, Rule, Text};
use crate::law::bare::{self, Bare, Form};
use crate::say;
use memchr::{memchr_iter, memmem};
use std::ops::Range;

/// What an address begins with that runs a script.
const SCHEMES: [&str; 3] = ["javascript:", "vbscript:", "data:text/html"];
/// Attributes that hold addresses.
const ADDRESSES: [&str; 8] = ["href", "src", "action", "formaction", "data", "poster", "background", "xlink:href"];
/// A longer tag is none.
const LONGEST_TAG: usize = 4000;
/// The same of a picture, in whose tags long paths stand.
const LONGEST_TAG_OF_PICTURE: usize = 1 << 18;

/// Something that runs a script.
#[derive(Debug, PartialEq, Eq)]
enum Script {
    /// An address.
    Link(Range<usize>),
    /// A `<script>`.
    Element(Range<usize>),
    /// An attribute with a script in it.
    Handler(Range<usize>),
}

pub(super) fn look(passage: &Passage<'_>, _: &Auditor<'_>) -> Few {
    let text = passage.text;
    let found = match passage.within {
        Within::Source if passage.is_document() => {
            let start = bare::front_matter(text);
            decoded(&text[..start]).into_iter().chain(visible(passage, start)).collect()
        }
        // Nobody takes scripts out of pictures; beside documents, one with a script is not published (`file-active`).
        Within::Source if passage.path.starts_with("static/") && passage.path.ends_with(".svg") => {
            tags(text, 0, LONGEST_TAG_OF_PICTURE)
        }
        Within::Source if passage.form() == Form::Data => decoded(text),
        Within::Source if passage.form() == Form::Commas => values(text),
        Within::Source | Within::Name | Within::Attachment(_) => Vec::new(),
    };
    found.into_iter().map(|script| script.told(passage)).collect()
}

/// What is found in the Markdown of a document, code left out.
fn visible(passage: &Passage<'_>, start: usize) -> Vec<Script> {
    let mut found = targets(passage.text, start);
    found.extend(tags(passage.text, start, LONGEST_TAG));
    if !found.is_empty() {
        let code = code::ranges(passage);
        found.retain(|script| !code.iter().any(|code| code.contains(&script.place().start)));
    }
    found
}

/// Targets of links, those that are defined apart from their words too.
fn targets(text: &str, start: usize) -> Vec<Script> {
    let ends = ["](", "]:"].into_iter().flat_map(|end| memmem::find_iter(&text.as_bytes()[start..], end));
    let script = |at: usize| {
        let target = text[at..].trim_start_matches([' ', '\n', '<']);
        let begin = text.len() - target.len();
        Some(Script::Link(begin..begin + scheme(target)?))
    };
    ends.filter_map(|at| script(start + at + 2)).collect()
}

/// Tags of raw HTML, and addresses between `<` and `>`.
fn tags(text: &str, start: usize, longest: usize) -> Vec<Script> {
    let mut found = Vec::new();
    let mut next = start;
    for at in memchr_iter(b'<', &text.as_bytes()[start..]).map(|at| start + at) {
        if at < next || text[..at].ends_with('\\') {
            continue;
        }
        let inner = &text[at + 1..];
        if inner.starts_with("!--") {
            next = at + memmem::find(inner.as_bytes(), b"-->").unwrap_or(inner.len());
        } else if let Some(length) = scheme(inner) {
            found.push(Script::Link(at + 1..at + 1 + length));
        } else if inner.starts_with(|c: char| c.is_ascii_alphabetic()) {
            next = tag(text, (at, longest), &mut found);
        }
    }
    found
}

/// Reads a tag, and tells where it ends.
fn tag(text: &str, (start, longest): (usize, usize), found: &mut Vec<Script>) -> usize {
    let word = |from: usize| {
        from + text[from..].find(|c: char| is_space(c) || matches!(c, '/' | '>' | '=')).unwrap_or(text[from..].len())
    };
    let mut at = word(start + 1);
    if text[start + 1..at].eq_ignore_ascii_case("script") {
        found.push(Script::Element(start..at));
    }
    let attributes = found.len();
    while at - start < longest {
        at += text[at..].len() - text[at..].trim_start_matches(|c| is_space(c) || c == '/').len();
        if text[at..].is_empty() || text[at..].starts_with('<') {
            break;
        }
        if text[at..].starts_with('>') {
            return at;
        }
        let first = text[at..].chars().next().map_or(1, char::len_utf8);
        let name = at..word(at + first);
        let value = value(text, name.end);
        at = value.end;
        found.extend(attribute(text, name, value));
    }
    // What nothing closes is no tag, and is shown as it is written.
    found.truncate(attributes);
    start
}

/// The value of an attribute, with its quotation marks; empty where none stands.
fn value(text: &str, after_name: usize) -> Range<usize> {
    let Some(rest) = text[after_name..].trim_start_matches(is_space).strip_prefix('=') else {
        return after_name..after_name;
    };
    let rest = rest.trim_start_matches(is_space);
    let start = text.len() - rest.len();
    let quoted = |mark: char| rest.strip_prefix(mark).map(|inner| inner.find(mark).map_or(rest.len(), |end| end + 2));
    let bare = || rest.find(|c: char| is_space(c) || c == '>').unwrap_or(rest.len());
    start..start + quoted('"').or_else(|| quoted('\'')).unwrap_or_else(bare)
}

fn attribute(text: &str, name: Range<usize>, value: Range<usize>) -> Option<Script> {
    let word = text[name.clone()].to_ascii_lowercase();
    let is_handler =
        word.strip_prefix("on").is_some_and(|event| event.len() > 1 && event.bytes().all(|b| b.is_ascii_alphabetic()));
    if is_handler && !value.is_empty() {
        return Some(Script::Handler(name));
    }
    let target = text[value.clone()].trim_start_matches(['"', '\'']);
    let start = value.end - target.len();
    let length = ADDRESSES.contains(&&*word).then(|| scheme(target))??;
    Some(Script::Link(start..start + length))
}

fn is_space(c: char) -> bool {
    c.is_ascii_whitespace()
}

/// The bytes of the scheme that an address begins with, if it runs scripts. As in browsers, blanks and control characters in front do not
/// count, nor do tabs and line ends within; characters may be named or escaped.
fn scheme(address: &str) -> Option<usize> {
    let (mut seen, mut at) = (String::new(), 0);
    loop {
        let rest = &address[at..];
        let (c, length) = match rest.strip_prefix('\\').and_then(|rest| rest.chars().next()) {
            Some(c) if c.is_ascii_punctuation() => (c, 2),
            _ => bare::decode(rest).or_else(|| rest.chars().next().map(|c| (c, c.len_utf8())))?,
        };
        at += length;
        let passes = matches!(c, '\t' | '\n' | '\r') || c <= ' ' && (seen.is_empty() || seen.ends_with(':'));
        if !passes {
            seen.push(c.to_ascii_lowercase());
        }
        match SCHEMES.iter().find(|scheme| scheme.starts_with(&seen)) {
            Some(scheme) if scheme.len() == seen.len() => return Some(at),
            Some(_) => {}
            None => return None,
        }
    }
}

/// Values of data, whose characters may be escaped, that are such addresses.
fn decoded(text: &str) -> Vec<Script> {
    let bare = Bare::of(text, if Form::Data.is_veiled(text) { Form::Data } else { Form::Plain });
    values(bare.text()).iter().map(|script| Script::Link(bare.written(script.place().clone()))).collect()
}

/// Those of a text in which every character is written as it is.
fn values(text: &str) -> Vec<Script> {
    let colons = memchr_iter(b':', text.as_bytes());
    let script = |colon: usize| {
        let letters = text[..colon].bytes().rev().take_while(u8::is_ascii_alphabetic).count();
        let start = colon - letters;
        let end = start + scheme(&text[start..])?;
        let begins = text[..start].trim_end_matches(' ').ends_with([':', '"', '\'', ',', '[', '-', '\n']);
        let goes_on = text[end..].starts_with(|c: char| !c.is_whitespace());
        ((begins || start == 0) && goes_on).then_some(Script::Link(start..end))
    };
    colons.filter_map(script).collect()
}

impl Script {
    fn place(&self) -> &Range<usize> {
        let (Script::Link(place) | Script::Element(place) | Script::Handler(place)) = self;
        place
    }

    fn told(&self, passage: &Passage<'_>) -> Diagnostic {
        let message = self.message(&passage.text[self.place().clone()]);
        Diagnostic::new(Code::Rule(Rule::ScriptLink), passage.place(self.place().clone()), message).help(say!(
            "删去；要谈论它，放在反引号里写成代码",
            "take it out; to write about it, put it between backticks"
        ))
    }

    fn message(&self, written: &str) -> Text {
        match self {
            Script::Link(_) => say!("链接会运行脚本", "the link would run a script"),
            Script::Element(_) => say!("正文里有脚本 {written}>", "there is a script in the text, {written}>"),
            Script::Handler(_) => say!("属性 {written} 会运行脚本", "the attribute {written} would run a script"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_read_as_browsers_read_it() {
        for (address, length) in [
            ("javascript:alert(1)", Some(11)),
            (" \u{1}JavaScript:x", Some(13)),
            ("java\tscript\n:x", Some(13)),
            ("&#106;avascript&colon;x", Some(22)),
            ("javascript\\:x", Some(12)),
            ("DATA: text/html,x", Some(15)),
            ("data:image/png;base64,x", None),
            ("java script:x", None),
            ("javascript", None),
            ("javascripts:x", None),
            ("https://www.example.gov.cn/javascript:x", None),
            ("", None),
        ] {
            assert_eq!(scheme(address), length, "{address}");
        }
    }

    #[test]
    fn tags_are_read_with_their_attributes() {
        let found = |text: &str| {
            tags(text, 0, LONGEST_TAG).iter().map(|script| text[script.place().clone()].to_owned()).collect::<Vec<_>>()
        };
        assert_eq!(found("<SCRIPT src=a.js></script>"), ["<SCRIPT"]);
        assert_eq!(found("<img alt='>' src=x onError=alert(1)><b>"), ["onError"]);
        assert_eq!(found("<a title=\"javascript:\" href = javascript:x>甲</a>"), ["javascript:"]);
        assert_eq!(found("<javascript:alert(1)>"), ["javascript:"]);
        for text in ["<!-- <script> -->", "\\<script>", "<a onclick", "<a on=x one>", "a < script >", "<scripts>"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "\\PC{0,60}|[-<>/=\"' a-cjon:\\]\\(&#;甲!\n]{0,80}") {
            for script in tags(&text, 0, LONGEST_TAG).into_iter().chain(targets(&text, 0)).chain(values(&text)) {
                prop_assert!(text.get(script.place().clone()).is_some_and(|found| !found.is_empty()));
            }
        }
    }
}
