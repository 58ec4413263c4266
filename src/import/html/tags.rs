//! Whether every tag of a page has a bounded number of attributes: html5ever compares each with all before it.
//!
//! A tag may begin at any `<`, and only the tokenizer knows at which; so all tags that may be open at a place are followed together, and for
//! each state that one of them may be in the most attributes are kept (HTML, 13.2.5.6 to 13.2.5.40). One pass, whatever stands there.

/// A tag has no more attributes.
const MOST: usize = 1000;

/// States of a tag that is open.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Name,
    BeforeAttribute,
    Attribute,
    AfterAttribute,
    BeforeValue,
    DoubleQuoted,
    SingleQuoted,
    Unquoted,
}

const STATES: [State; 8] = [
    State::Name,
    State::BeforeAttribute,
    State::Attribute,
    State::AfterAttribute,
    State::BeforeValue,
    State::DoubleQuoted,
    State::SingleQuoted,
    State::Unquoted,
];

/// For each state the most attributes of a tag that may be in it; nothing where none is.
type Open = [Option<usize>; STATES.len()];

/// Whether no tag of a text can have more attributes than a page may have.
pub(super) fn are_bounded(text: &str) -> bool {
    let mut open: Open = Default::default();
    let mut is_any_open = false;
    let mut before = [0, 0];
    for byte in text.bytes() {
        if is_any_open {
            open = after(open, byte);
        }
        if byte.is_ascii_alphabetic() && (before[1] == b'<' || before == *b"</") {
            open[State::Name as usize].get_or_insert(0);
        }
        is_any_open = open.iter().any(Option::is_some);
        if open.iter().flatten().any(|attributes| *attributes > MOST) {
            return false;
        }
        before = [before[1], byte];
    }
    true
}

/// The tags that are open after a byte.
fn after(open: Open, byte: u8) -> Open {
    let mut next: Open = Default::default();
    for (state, attributes) in STATES.into_iter().zip(open) {
        if let Some(attributes) = attributes
            && let Some((state, begun)) = step(state, byte)
        {
            let place = &mut next[state as usize];
            *place = (*place).max(Some(attributes + begun));
        }
    }
    next
}

/// The state after a byte, and how many attributes it begins; nothing when the tag ends.
fn step(state: State, byte: u8) -> Option<(State, usize)> {
    use State::*;
    let next = match (state, byte) {
        (DoubleQuoted, b'"') | (SingleQuoted, b'\'') => BeforeAttribute,
        (DoubleQuoted | SingleQuoted, _) => state,
        (_, b'>') => return None,
        (BeforeValue, b'"') => DoubleQuoted,
        (BeforeValue, b'\'') => SingleQuoted,
        (BeforeValue, b' ' | b'\t' | b'\n' | b'\r' | 12) => BeforeValue,
        (BeforeValue, _) => Unquoted,
        (Attribute | AfterAttribute, b' ' | b'\t' | b'\n' | b'\r' | 12) => AfterAttribute,
        (_, b' ' | b'\t' | b'\n' | b'\r' | 12) => BeforeAttribute,
        (Unquoted, _) => Unquoted,
        (_, b'/') => BeforeAttribute,
        (Name, _) => Name,
        (Attribute | AfterAttribute, b'=') => BeforeValue,
        (Attribute, _) => Attribute,
        (BeforeAttribute | AfterAttribute, _) => return Some((Attribute, 1)),
    };
    Some((next, 0))
}

#[cfg(test)]
mod tests {
    use super::{MOST, are_bounded};

    #[test]
    fn attributes_are_counted_wherever_a_tag_may_begin() {
        let many = |write: fn(usize) -> String, times: usize| (0..times).map(write).collect::<String>();
        for write in [|at| format!(" a{at}"), |at| format!(" a{at}='<b> '"), |at| format!("/a{at}=\"x\"")] {
            assert!(are_bounded(&format!("<p{}>", many(write, MOST))));
            for begin in ["<p", "</p", "<!--' <p", "<a title=\"<p", "<script>'<p"] {
                assert!(!are_bounded(&format!("{begin}{}>", many(write, MOST + 1))), "{begin}");
            }
        }
    }

    #[test]
    fn many_tags_and_long_values_are_no_matter() {
        assert!(are_bounded(&"<img src='data:image/png;base64,AA//+=' alt=\"a b c\">".repeat(MOST + 1)));
        assert!(are_bounded(&format!("<img src=\"{}\">", "a b/c ".repeat(MOST + 1))));
        assert!(are_bounded(&"if (a < b && c > d) ".repeat(MOST + 1)));
    }
}
