//! How values are printed into HTML.

use super::one_by_one;
use crate::portal::xml::entity;
use memchr::{memchr2, memchr3};
use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Output, State, Value};

/// Prints nothing for nothing, safe HTML as it is, and everything else escaped. A `/` stays a `/`.
pub(super) fn print(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    one_by_one::goes_on()?;
    match value.kind() {
        ValueKind::None | ValueKind::Undefined => Ok(()),
        ValueKind::String if value.is_safe() => write(out, value.as_str().unwrap_or_default()),
        ValueKind::String => escape(out, value.as_str().unwrap_or_default()),
        ValueKind::Bool => {
            Err(Error::new(ErrorKind::InvalidOperation, "yes and no are not printed; ask for them with `if`"))
        }
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable => Err(Error::new(
            ErrorKind::InvalidOperation,
            "a list or a record is not printed as it is; name one of its fields or loop over it",
        )),
        ValueKind::Invalid => Err(Error::new(ErrorKind::InvalidOperation, value.to_string())),
        _ => escape(out, &value.to_string()),
    }
}

/// The byte after the heading with an id, in HTML that we rendered; nothing when it has no such heading.
pub(super) fn heading_end(html: &str, id: &str) -> Option<usize> {
    let mark = format!(" id=\"{id}\">");
    html.match_indices(&mark).find_map(|(at, _)| {
        let level = html[..at].strip_suffix(['2', '3', '4', '5', '6']).filter(|before| before.ends_with("<h"))?;
        let close = format!("</h{}>", &html[level.len()..at]);
        html[at..].find(&close).map(|end| at + end + close.len())
    })
}

fn write(out: &mut Output<'_>, text: &str) -> Result<(), Error> {
    out.write_str(text).map_err(Error::from)
}

fn escape(out: &mut Output<'_>, text: &str) -> Result<(), Error> {
    let mut rest = text;
    while let Some(at) = special(rest.as_bytes()) {
        write(out, &rest[..at])?;
        write(out, entity(rest.as_bytes()[at]))?;
        rest = &rest[at + 1..];
    }
    write(out, rest)
}

/// The first byte that stands for something else in HTML.
fn special(bytes: &[u8]) -> Option<usize> {
    let first = memchr3(b'&', b'<', b'>', bytes);
    let quote = memchr2(b'"', b'\'', &bytes[..first.unwrap_or(bytes.len())]);
    quote.or(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use minijinja::Environment;
    use proptest::prelude::*;

    fn printed(value: Value) -> Result<String, Error> {
        let mut environment = Environment::new();
        environment.set_formatter(print);
        environment.render_str("{{ x }}", Value::from_pairs([("x", value)]))
    }

    #[test]
    fn nothing_prints_as_nothing_and_yes_is_not_printed() {
        assert_eq!(printed(Value::from(())).unwrap(), "");
        assert_eq!(printed(Value::from(3)).unwrap(), "3");
        assert_eq!(printed(Value::from_safe_string("<b>/</b>".into())).unwrap(), "<b>/</b>");
        assert!(printed(Value::from(true)).is_err() && printed(Value::from(vec![1])).is_err());
    }

    #[test]
    fn a_heading_ends_where_its_own_level_does() {
        let html = "<p id=\"a\">甲</p><h2 id=\"a\">甲 <code>&lt;/h3&gt;</code></h2><h3 id=\"b\">乙</h3>";
        assert_eq!(heading_end(html, "a").map(|end| &html[end..]), Some("<h3 id=\"b\">乙</h3>"));
        assert_eq!(heading_end(html, "b"), Some(html.len()));
        assert_eq!(heading_end(html, "c"), None);
    }

    proptest! {
        #[test]
        fn text_is_escaped_and_can_be_read_back(text in "\\PC{0,40}|[<>&\"'/;#a-z]{0,40}") {
            let html = printed(Value::from(text.as_str())).unwrap();
            prop_assert!(!html.contains(['<', '>', '"', '\'']));
            let back = html.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"").replace("&#39;", "'");
            prop_assert_eq!(back.replace("&amp;", "&"), text);
        }
    }
}
