//! What is certain to be meant, written in place of what stands there. Nothing else of a file is touched.

use crate::diag::{Diagnostic, Path, Place, Source};
use std::collections::BTreeMap;
use std::ops::Range;

/// A file with what is certain put right.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mended {
    /// The file.
    pub path: Path,
    /// Its new text.
    pub text: String,
    /// The lines that change: number, before, after.
    pub lines: Vec<(usize, String, String)>,
}

/// Puts right what diagnostics tell how to; `source` gives a file's text. A file that cannot be read any more is left out.
pub fn mend(told: &[&Diagnostic], source: impl Fn(&Path) -> Option<Source>) -> Vec<Mended> {
    let mut files: BTreeMap<&Path, BTreeMap<(usize, usize), &str>> = BTreeMap::new();
    for one in told {
        if let (Place::Text(path, span), Some(right)) = (&one.place, &one.fix) {
            let Range { start, end } = span.range();
            files.entry(path).or_default().insert((start, end), right);
        }
    }
    files.into_iter().filter_map(|(path, fixes)| mended(source(path)?, fixes)).collect()
}

fn mended(source: Source, fixes: BTreeMap<(usize, usize), &str>) -> Option<Mended> {
    let Source { path, text } = source;
    let (mut new, mut at) = (String::with_capacity(text.len()), 0);
    for ((start, end), right) in fixes {
        let written = text.get(start..end)?;
        if start < at {
            continue;
        }
        let within = unquoted(written);
        new.push_str(&text[at..start + within.start]);
        new.push_str(right);
        at = start + within.end;
    }
    new.push_str(&text[at..]);
    let lines = text.lines().zip(new.lines()).zip(1..).filter(|((before, after), _)| before != after);
    let lines = lines.map(|((before, after), number)| (number, before.to_owned(), after.to_owned())).collect();
    Some(Mended { path, text: new, lines })
}

/// What stands between the quotation marks of a YAML value; all of it where there are none.
fn unquoted(written: &str) -> Range<usize> {
    let quoted = |mark| written.len() > 1 && written.starts_with(mark) && written.ends_with(mark);
    if quoted('"') || quoted('\'') { 1..written.len() - 1 } else { 0..written.len() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diag::{Code, Span, Text};

    #[test]
    fn quotation_marks_and_all_else_stay() {
        let text = "---\r\na: '１'   # 注\r\nb: ２\r\n---\r\n";
        let told = |written: &str, right: &str| {
            let at = text.find(written).unwrap();
            let place = Place::Text("a.md".into(), Span::new(at, at + written.len()));
            Diagnostic::new(Code::Date, place, Text::same("")).fix(right)
        };
        let (one, two) = (told("'１'", "1"), told("２", "2"));
        let source = |path: &Path| Some(Source { path: path.clone(), text: text.to_owned() });
        let [mended] = &mend(&[&two, &one, &one], source)[..] else { panic!("one file") };
        assert_eq!(mended.text, "---\r\na: '1'   # 注\r\nb: 2\r\n---\r\n");
        assert_eq!(mended.lines[1], (3, "b: ２".to_owned(), "b: 2".to_owned()));
    }
}
