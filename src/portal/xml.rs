//! Text in XML.

/// Text with what XML would misread escaped, and characters that XML 1.0 cannot hold left out.
pub(crate) fn escape(text: &str) -> String {
    let (mut out, mut done) = (String::with_capacity(text.len()), 0);
    for (at, found) in text.match_indices(is_special) {
        out.push_str(&text[done..at]);
        out.push_str(instead(found));
        done = at + found.len();
    }
    out.push_str(&text[done..]);
    out
}

fn is_special(c: char) -> bool {
    matches!(c, '&' | '<' | '>' | '"' | '\'' | '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

fn instead(special: &str) -> &'static str {
    match special {
        "&" => "&amp;",
        "<" => "&lt;",
        ">" => "&gt;",
        "\"" => "&quot;",
        "'" => "&#39;",
        _ => "",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn nothing_of_the_markup_survives(text in "\\PC*|[\\x00-\\x1f<>&\"']{0,20}") {
            let escaped = escape(&text);
            prop_assert!(!escaped.contains(['<', '>', '"', '\'']));
            prop_assert!(escaped.split('&').skip(1).all(|rest| ["amp;", "lt;", "gt;", "quot;", "#39;"].iter().any(|entity| rest.starts_with(entity))));
        }
    }
}
