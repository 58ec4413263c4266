//! Where the front matter of a source ends and its text begins.

use crate::diag::{Code, Diagnostic, Place, Source, Span};
use crate::say;
use crate::yaml::{self, Yaml};
use memchr::memchr;

/// Larger than any front matter, disclosure tables included.
const LARGEST: usize = 64 * 1024;

/// A source cut in two.
#[derive(Debug)]
pub(super) struct Parts<'a> {
    /// The YAML between the lines.
    pub(super) yaml: Yaml,
    /// The Markdown after them.
    pub(super) text: &'a str,
    /// Its first byte in the file.
    pub(super) text_start: usize,
}

/// Cuts a source and parses its front matter.
///
/// # Errors
/// One diagnostic when there is no front matter, it is not closed, too large or not YAML.
pub(super) fn split(source: &Source) -> Result<Parts<'_>, Box<Diagnostic>> {
    let text = &source.text;
    let fault = |code, span, message| Diagnostic::new(code, Place::Text(source.path.clone(), span), message);
    let Some(start) = line_end(text, 0).filter(|end| text[..*end].trim_end() == "---") else {
        let found = fault(
            Code::FrontMatterMissing,
            Span::new(0, 1),
            say!("文件没有以 --- 开头", "the file does not begin with ---"),
        );
        return Err(Box::new(found.help(say!(
            "第一行写 ---，接着写 title: 标题，再写一行 ---",
            "begin with a line ---, then title: …, then a line ---"
        ))));
    };
    let Some((end, text_start)) = closing(text, start) else {
        let found =
            fault(Code::FrontMatterUnclosed, Span::new(0, 3), say!("元数据没有结束", "the front matter is not closed"));
        return Err(Box::new(found.help(say!("在元数据之后单独写一行 ---", "put a line --- after it"))));
    };
    if end - start > LARGEST {
        return Err(Box::new(fault(
            Code::Yaml,
            Span::new(0, 3),
            say!("元数据超过 64 KiB", "the front matter is larger than 64 KiB"),
        )));
    }
    let yaml = yaml::parse(&source.path, &text[start..end], start)?;
    Ok(Parts { yaml, text: &text[text_start..], text_start })
}

/// The Markdown of a source; nothing when it has no whole front matter.
pub(super) fn text_of(source: &Source) -> Option<&str> {
    let text = &source.text;
    let start = line_end(text, 0).filter(|end| text[..*end].trim_end() == "---")?;
    closing(text, start).map(|(_, text_start)| &text[text_start..])
}

/// The closing line: where it begins, and where the text after it does.
fn closing(text: &str, from: usize) -> Option<(usize, usize)> {
    let mut start = from;
    while start < text.len() {
        let end = line_end(text, start).unwrap_or(text.len());
        if text[start..end].trim_end() == "---" {
            return Some((start, end));
        }
        start = end;
    }
    None
}

/// The byte after the line that begins at `start`, its line feed included.
fn line_end(text: &str, start: usize) -> Option<usize> {
    memchr(b'\n', &text.as_bytes()[start..]).map(|at| start + at + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn source(text: &str) -> Source {
        Source { path: "content/a.md".into(), text: text.to_owned() }
    }

    #[test]
    fn the_text_follows_the_closing_line() {
        for text in ["---\ntitle: 甲\n---\n正文", "---\r\ntitle: 甲\r\n---\r\n正文"] {
            let source = source(text);
            let parts = split(&source).unwrap();
            assert_eq!(parts.text, "正文");
            assert_eq!(&text[parts.text_start..], "正文");
        }
    }

    #[test]
    fn an_unclosed_front_matter_is_told() {
        assert_eq!(split(&source("---\ntitle: 甲\n")).unwrap_err().code, Code::FrontMatterUnclosed);
        assert_eq!(split(&source("title: 甲\n")).unwrap_err().code, Code::FrontMatterMissing);
        assert_eq!(split(&source("")).unwrap_err().code, Code::FrontMatterMissing);
    }

    /// The CMS is asked the same in `tests/cms/format.js`.
    #[test]
    fn front_matter_ends_where_it_does_for_the_cms() {
        let cases: serde_json::Value = serde_json::from_str(include_str!("../../tests/cms/cuts.json")).unwrap();
        for case in cases.as_array().unwrap() {
            let source = source(case["text"].as_str().unwrap());
            assert_eq!(text_of(&source), case["body"].as_str(), "{case}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_cut_or_told(text in "(---\n)?(\\PC|\n|\t){0,200}(\n---\n)?\\PC{0,40}") {
            let source = source(&text);
            if let Ok(parts) = split(&source) {
                prop_assert!(text.ends_with(parts.text));
                prop_assert_eq!(&text[parts.text_start..], parts.text);
            }
        }
    }
}
