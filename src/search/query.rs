//! What somebody types -> what is looked for.

use super::fold::folded;
use super::record::Record;
use super::terms::words;
use super::visible::seen;

/// A folded phrase, which must stand within one block.
pub(super) type Word = String;

/// What is looked for: one of these, of which each word must be found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Query(pub(super) Vec<Vec<Word>>);

impl Query {
    /// Words parted by spaces; and, when all of it is a document number in whichever form, that number.
    pub(super) fn of(text: &str) -> Self {
        let text = folded(&seen(text));
        let words: Vec<Word> = words(&text).into_iter().map(str::to_owned).collect();
        let number = document_number(&text).map(|number| vec![number]).filter(|number| *number != words);
        Self([Some(words).filter(|words| !words.is_empty()), number].into_iter().flatten().collect())
    }

    /// The words that a record holds, of the first alternative that it holds wholly.
    pub(super) fn found_in(&self, record: &Record) -> Option<&[Word]> {
        let blocks: Vec<String> = record.heads().chain(record.texts()).map(folded).collect();
        let holds = |word: &Word| blocks.iter().any(|block| block.contains(word.as_str()));
        self.0.iter().find(|words| words.iter().all(holds)).map(Vec::as_slice)
    }
}

/// A folded text that is a document number and nothing else, in the form in which they are published: `启政发[2024]1号`,
/// `启政发2024 1号`, `启政发2024年第01号` and the like are `启政发(2024)1号`.
fn document_number(text: &str) -> Option<String> {
    let text: String = text.chars().filter(|c| *c != ' ').collect();
    let code_end = text.find(|c: char| !is_han(c))?;
    let (code, rest) = text.split_at(code_end);
    let rest = rest.strip_prefix('(').unwrap_or(rest);
    let (year, rest) = rest.split_at_checked(4)?;
    let rest = rest.strip_prefix([')', '年', '-']).unwrap_or(rest);
    let rest = rest.strip_prefix('第').unwrap_or(rest);
    let serial = rest.strip_suffix('号').unwrap_or(rest).trim_start_matches('0');
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
    let is_number = (2..=14).contains(&code.chars().count())
        && digits(year)
        && (year.starts_with("19") || year.starts_with("20"))
        && digits(serial)
        && serial.len() <= 5;
    is_number.then(|| format!("{code}({year}){serial}号"))
}

fn is_han(c: char) -> bool {
    ('\u{4E00}'..='\u{9FFF}').contains(&c)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_document_number_is_known_in_any_form() {
        let forms = [
            "启政发〔2024〕1号",
            "启政发[2024]1号",
            "启政发2024 1号",
            "启政发20241号",
            "启政发（2024）第1号",
            "启政发2024年01号",
            "啟政發【２０２４】１號",
            "启政发2024-1",
            "启政\u{200b}发〔20\u{ad}24〕1号\u{feff}",
        ];
        for form in forms {
            assert!(Query::of(form).0.contains(&vec!["启政发(2024)1号".to_owned()]), "{form}");
        }
        for other in ["2024年1号", "启政发", "启政发2024", "启政发〔24〕1号", "工作2024年12月"] {
            assert!(document_number(&folded(other)).is_none(), "{other}");
        }
    }

    #[test]
    fn words_are_parted_by_spaces() {
        assert_eq!(Query::of(" 法治　政府 法治 "), Query(vec![vec!["法治".into(), "政府".into()]]));
        assert_eq!(Query::of("　"), Query(Vec::new()));
    }
}
