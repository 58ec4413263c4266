//! Where addresses stand in a text as it is written, whatever it is: Markdown, HTML, YAML, a table.

use std::ops::Range;
use url::Url;

/// No more ends are tried for one address.
const ENDS: usize = 32;

/// The addresses in a text that are wanted, each where it is written. One is
/// wanted by the form that `Url` gives it, without the place in its page.
pub fn written(text: &str, is_wanted: impl Fn(&str) -> bool) -> Vec<(Range<usize>, String)> {
    let begins = memchr::memmem::find_iter(text.as_bytes(), "://").filter_map(|colon| {
        let start = ["https", "http"].iter().find_map(|scheme| {
            let start = colon.checked_sub(scheme.len())?;
            text.get(start..colon).filter(|word| word.eq_ignore_ascii_case(scheme)).map(|_| start)
        })?;
        Some(start)
    });
    let found = begins.filter_map(|start| {
        ends(&text[start..]).find_map(|end| {
            let address = normal(&text[start..start + end].replace("&amp;", "&"))?;
            is_wanted(&address).then_some((start..start + end, address))
        })
    });
    found.collect()
}

/// An address in the form in which equal ones are equal, without the place in its page; nothing when it is none of the web.
fn normal(address: &str) -> Option<String> {
    let mut url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    url.set_fragment(None);
    Some(url.into())
}

/// Where an address that begins a text may end, the farthest first: what follows it may be a bracket or a sign of the sentence.
fn ends(text: &str) -> impl Iterator<Item = usize> {
    let whole = text.find(|c: char| c.is_whitespace() || "<>\"'`|\\".contains(c)).unwrap_or(text.len());
    let closes = text[..whole].char_indices().filter(|(_, c)| ")]}".contains(*c) || is_sign(*c)).map(|(at, _)| at);
    let all: Vec<usize> = closes.chain([whole]).collect();
    let ends = all.into_iter().rev().take(ENDS);
    ends.flat_map(move |end| [end, text[..end].trim_end_matches(['.', ',', ';', ':', '!', '?', '*', '_', '~']).len()])
}

/// Signs of Chinese sentences, which no address holds as it is.
fn is_sign(c: char) -> bool {
    matches!(c, '\u{2018}'..='\u{201D}' | '\u{3000}'..='\u{303F}' | '\u{FF00}'..='\u{FF0F}' | '\u{FF1A}'..='\u{FF1F}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn an_address_is_known_wherever_it_stands() {
        let wanted =
            |address: &str| ["https://a.example.gov.cn/x?a=1&b=2", "http://b.example.gov.cn/"].contains(&address);
        let found = |text: &str| {
            let found = written(text, wanted);
            found.into_iter().map(|(range, _)| text[range].to_owned()).collect::<Vec<_>>()
        };
        let one = "https://a.example.gov.cn/x?a=1&b=2";
        for (text, is) in [
            ("[甲](https://a.example.gov.cn/x?a=1&b=2)。", one),
            ("<a href=\"https://a.example.gov.cn/x?a=1&amp;b=2#c\">", "https://a.example.gov.cn/x?a=1&amp;b=2#c"),
            ("见 https://a.example.gov.cn/x?a=1&b=2.", one),
            ("（https://a.example.gov.cn/x?a=1&b=2），下同", one),
            ("online: HTTPS://A.example.gov.cn/x?a=1&b=2", "HTTPS://A.example.gov.cn/x?a=1&b=2"),
            ("| http://b.example.gov.cn |", "http://b.example.gov.cn"),
        ] {
            assert_eq!(found(text), [is], "{text}");
        }
        for text in ["https://a.example.gov.cn/x?a=1", "ftp://b.example.gov.cn/", "http://b.example.gov.cn/c", "://"] {
            assert_eq!(found(text), [""; 0], "{text}");
        }
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(https?://|[a-c/.)，。&;\\[#甲 ]){0,40}") {
            for (range, _) in written(&text, |_| true) {
                prop_assert!(text.get(range).is_some());
            }
        }
    }
}
