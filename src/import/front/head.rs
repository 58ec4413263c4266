//! The head of the paper: what stands over the title (GB/T 9704—2012, 7.2).

use super::{Found, NEAR, paragraph};
use crate::config::Organisations;
use crate::diag::Text;
use crate::import::model::{Block, Document, Paragraph};
use crate::import::report::{News, Report};
use crate::law::doc_number::DocNumber;
use crate::law::form::Form;
use crate::say;

/// A line of the head has no more characters.
const LINE: usize = 30;
/// What stands before who signed.
const SIGNER: &str = "签发人";

/// Takes the head of the paper out of a text: the number that stands near the beginning, what stands over it when that is a head, and who
/// signed. A number below the title has no head over it.
pub(super) fn take(
    document: &mut Document,
    organisations: &Organisations,
    report: &mut Report,
) -> Option<Found<DocNumber>> {
    let near = document.blocks.iter().take(NEAR);
    let (at, number) = near.enumerate().find_map(|(at, block)| Some((at, number(&paragraph(block)?.text())?)))?;
    let line = document.blocks.remove(at);
    tell_signer(&line, report);
    if document.blocks.get(at).is_some_and(is_signer) {
        tell_signer(&document.blocks.remove(at), report);
    }
    if is_head(&document.blocks, at, organisations) {
        for block in document.blocks.drain(..at).collect::<Vec<_>>() {
            tell(&block, say!("红头", "the head of the paper"), &words(&block), report);
        }
    }
    Some(Found { value: number, guess: Some(say!("取自正文开头", "it stands at the beginning of the text")) })
}

/// The words of a paragraph; a table has none here.
fn words(block: &Block) -> String {
    paragraph(block).map(Paragraph::text).unwrap_or_default()
}

fn tell(block: &Block, what: Text, about: &str, report: &mut Report) {
    if let Some(paragraph) = paragraph(block) {
        report.tell(News::LeftOut, &paragraph.at, what, about);
    }
}

fn tell_signer(line: &Block, report: &mut Report) {
    if let Some((_, signer)) = words(line).split_once(SIGNER) {
        tell(line, say!("签发人", "who signed"), signer.trim_start_matches(['：', ':']), report);
    }
}

/// The number of a line that holds nothing else but who signed.
fn number(text: &str) -> Option<DocNumber> {
    let alone = text.split_once(SIGNER).map_or(text, |(before, _)| before);
    let bare = alone.trim_matches(|c: char| c.is_whitespace() || ['(', '（', ')', '）'].contains(&c));
    Some(DocNumber::parse(bare).ok()?.number)
}

fn is_signer(block: &Block) -> bool {
    let text = words(block);
    text.starts_with(SIGNER) && text.chars().count() <= LINE
}

/// Whether the first lines, those over a number, are a head: none is a title, and one names a paper or is the name of an office, or the
/// title stands below.
fn is_head(blocks: &[Block], number: usize, organisations: &Organisations) -> bool {
    let lines: Vec<String> = blocks[..number].iter().map(words).collect();
    let is_line = |text: &String| {
        let is_short = text.split_whitespace().all(|name| name.chars().count() <= LINE) && !text.is_empty();
        is_short && (text.starts_with(SIGNER) || !text.contains(['《', '，', '。', '：']))
    };
    let is_title = |text: &String| text.contains("关于") || Form::from_title(text).is_some();
    let is_of_head = |text: &String| text.ends_with("文件") || organisations.find(text).is_some();
    // The degree of secrecy stays in the text, where the check finds it.
    let is_secret = |text: &String| ["秘密", "机密", "绝密"].iter().any(|degree| text.contains(degree));
    let all_are = lines.iter().all(|text| is_line(text) && !is_title(text) && !is_secret(text));
    all_are && (lines.iter().any(is_of_head) || blocks.get(number).map(words).as_ref().is_some_and(is_title))
}

#[cfg(test)]
mod tests {
    use super::number;

    #[test]
    fn a_number_may_stand_beside_who_signed() {
        for text in [
            "示政发〔2024〕1号",
            "（示政发〔2024〕1号）",
            "示政发〔2024〕1号\u{3000}签发人：某某",
            "示政发〔2024〕1号签发人：某某",
        ] {
            assert_eq!(number(text).map(|number| number.to_string()).as_deref(), Some("示政发〔2024〕1号"), "{text}");
        }
        assert_eq!(number("示政发〔2024〕1号文件有关要求"), None);
    }
}
