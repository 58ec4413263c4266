//! The title of a text.

use super::{Found, NEAR, dates, paragraph, stem};
use crate::attachment::Part;
use crate::config::Organisations;
use crate::diag::Text;
use crate::import::model::{Block, Document, Inline, Paragraph, Role, Set, on_one_line, text};
use crate::import::report::{News, Report};
use crate::law::form::Form;
use crate::markdown::numbered;
use crate::say;
use std::ops::Range;

/// A title has no more characters.
const TITLE: usize = 80;
/// A title has no more lines.
const LINES: usize = 4;

/// Takes the title out of a text: what the file marks as such, else what stands first and looks like one, else the name of the file.
pub(super) fn take(
    document: &mut Document,
    name: &str,
    organisations: &Organisations,
    report: &mut Report,
) -> Found<String> {
    let is_markdown = document.blocks.iter().all(|block| matches!(block, Block::Markdown(_)));
    if let Some(title) = document.title.clone().filter(|_| is_markdown) {
        return Found { value: title, guess: None };
    }
    let (lines, guess) = match marked(&document.blocks) {
        Some(lines) => (lines, None),
        None => match seeming(&document.blocks, organisations) {
            Some((lines, why)) => (lines, Some(why)),
            None => {
                let (value, why) = match &document.title {
                    Some(title) => (
                        title.split_whitespace().collect::<Vec<_>>().join(" "),
                        say!("取自网页的标题", "the title of the page"),
                    ),
                    None => (stem(name).to_owned(), say!("取自文件名", "the name of the file")),
                };
                return Found { value, guess: Some(why) };
            }
        },
    };
    let taken: Vec<Block> = document.blocks.drain(lines).collect();
    let value: String = taken.iter().filter_map(paragraph).map(|it| on_one_line(&it.line)).collect();
    for paragraph in taken.iter().filter_map(paragraph) {
        for piece in &paragraph.line {
            if let Inline::Note(number) = piece {
                let words = document.notes.get(*number).map(|note| text(note)).unwrap_or_default();
                report.tell(News::LeftOut, &Part::Footnote, say!("标题的脚注", "a footnote of the title"), &words);
            }
        }
    }
    Found { value: value.split_whitespace().collect::<Vec<_>>().join(" "), guess }
}

/// Which blocks the file itself marks as the title.
fn marked(blocks: &[Block]) -> Option<Range<usize>> {
    let role = |block: &Block| paragraph(block).map(|paragraph| paragraph.role);
    if let Some(first) = blocks.iter().position(|block| role(block) == Some(Role::Title)) {
        let more = blocks[first..].iter().take_while(|block| role(block) == Some(Role::Title)).count();
        return Some(first..first + more);
    }
    let level = |block: &Block| match role(block) {
        Some(Role::Heading(level)) => Some(level),
        _ => None,
    };
    let first = blocks.iter().take(NEAR).position(|block| level(block).is_some())?;
    let highest = blocks.iter().filter_map(level).min()?;
    // The first of numbered parts is no title, though it may be the only one.
    let is_numbered = paragraph(&blocks[first]).is_some_and(|it| numbered(&it.text()).is_some());
    let is_alone = !is_numbered && blocks.iter().filter(|block| level(block) == Some(highest)).count() == 1;
    let before = blocks[..first].iter().filter_map(paragraph).all(|it| it.text().chars().count() < TITLE);
    (is_alone && before && level(&blocks[first]) == Some(highest)).then_some(first..first + 1)
}

/// How many of the first blocks look like a title, and why.
fn seeming(blocks: &[Block], organisations: &Organisations) -> Option<(Range<usize>, Text)> {
    let is_centred = |block: &Block| {
        paragraph(block).is_some_and(|it| it.set == Set::Centred && is_line(it) && !it.text().starts_with(['（', '(']))
    };
    if let Some(first) = blocks.iter().take(NEAR).position(is_centred) {
        let is_signed = |text: &str| dates(text).is_some() || organisations.find(text).is_some();
        let lines = blocks[first..].iter().take(LINES).take_while(|block| is_centred(block)).filter_map(paragraph);
        let lines: Vec<String> = lines.map(Paragraph::text).take_while(|text| !is_signed(text)).collect();
        let more = whole(&lines).unwrap_or(lines.len()).max(1);
        return Some((first..first + more, say!("取自居中的文字", "the words that are centred")));
    }
    let is_plain = |it: &&Paragraph| is_line(it) && it.role == Role::Plain;
    let lines = blocks.iter().take(LINES).map_while(paragraph).take_while(is_plain);
    let lines: Vec<String> = lines.map(Paragraph::text).collect();
    let goes_on = |with: &str| lines.get(1).is_some_and(|next| next.starts_with(with));
    let is_named = lines.first()?.contains("关于") || goes_on("关于");
    // An order has its number below its name.
    let is_numbered = goes_on("第") && lines[1].ends_with('号');
    let is_begun = is_numbered || is_named && (goes_on("的") || Form::from_title(&lines[0]).is_none());
    let more = if is_begun { whole(&lines).unwrap_or(1) } else { 1 };
    Some((0..more, say!("取自第一行", "the first line")))
}

fn is_line(paragraph: &Paragraph) -> bool {
    let text = paragraph.text();
    let is_open = text.ends_with(['。', '：', '；', ':', '，']);
    let is_word = text.contains(char::is_alphabetic);
    text.chars().count() <= TITLE && is_word && !is_open && numbered(&text).is_none()
}

/// How many lines are a whole title, when the most of them that end with a form of official documents do so: 关于印发某办法 | 的通知.
fn whole(lines: &[String]) -> Option<usize> {
    (1..=lines.len()).rev().find(|count| Form::from_title(&lines[..*count].concat()).is_some())
}

#[cfg(test)]
mod tests {
    use super::whole;

    #[test]
    fn a_title_ends_with_its_form() {
        let count = |lines: &[&str]| whole(&lines.iter().map(|line| (*line).to_owned()).collect::<Vec<_>>());
        assert_eq!(count(&["示例市人民政府关于印发某实施意见", "的通知", "第一章"]), Some(2));
        assert_eq!(count(&["某工作", "情况"]), None);
    }
}
