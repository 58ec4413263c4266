//! Plain text, in which bold words may stand between `**` as in Markdown, and Markdown itself.

use super::link::is_kept;
use super::model::{Block, Document, Inline, Line, Paragraph, Words, push};
use super::report::{News, Report};
use crate::attachment::{Part, Reason, decoded};
use crate::markdown::{Outer, contents};
use crate::say;

/// Reads a plain text: a line is a paragraph.
pub(super) fn read(bytes: &[u8], report: &mut Report) -> Document {
    let text = text(bytes, report);
    let lines = text.lines().zip(1..).filter(|(line, _)| !line.trim().is_empty());
    let paragraph = |(line, number)| Block::Paragraph(Paragraph::plain(Part::Line(number), with_bold(line)));
    Document { blocks: lines.map(paragraph).collect(), ..Document::default() }
}

/// Reads Markdown: its title is taken out, all else stays as it is. Headings stay below the title.
pub(super) fn read_markdown(bytes: &[u8], report: &mut Report) -> Document {
    let text = text(bytes, report);
    let (front, body) = front_matter(&text);
    if !front.is_empty() {
        let what = say!("原来的元数据（正文已导入，元数据请自行核对）", "the front matter that was there");
        report.tell(News::LeftOut, &Part::Line(1), what, front);
    }
    tell_outer(body, text.lines().count() - body.lines().count(), report);
    let mut title = None;
    let (mut kept, mut firsts, mut fence) = (Vec::new(), 0, None);
    for line in body.lines() {
        fence = fenced(line, fence);
        match line.strip_prefix("# ").filter(|_| fence.is_none()) {
            Some(first) if title.is_none() => title = Some(first.trim().to_owned()),
            first => {
                firsts += usize::from(first.is_some());
                kept.push((line, fence.is_none()));
            }
        }
    }
    let lower = |(line, is_text): (&str, bool)| match is_text && firsts > 0 && is_heading(line) {
        true => format!("#{line}"),
        false => line.to_owned(),
    };
    if firsts > 0 {
        let what =
            say!("各级标题降了一级，因为标题行是网页的一级标题", "headings were lowered by a level, below the title");
        report.tell_all(News::Mended, what, "");
    }
    let body = kept.into_iter().map(lower).collect::<Vec<_>>().join("\n");
    let is_blank = body.trim().is_empty() && title.is_none();
    let blocks = if is_blank { Vec::new() } else { vec![Block::Markdown(body.trim().to_owned())] };
    Document { blocks, title, ..Document::default() }
}

/// Tells what the text leads to and what it says in HTML: it stays as it is, and may not mean the same on the site.
fn tell_outer(body: &str, before: usize, report: &mut Report) {
    for (line, outer) in contents(body).outer {
        let (news, what, about) = match outer {
            Outer::Picture(address) => {
                let told = if address.starts_with("data:") { "data:" } else { &address };
                let what = say!("图片（另行放到文档旁边）：{told}", "a picture, to be put beside the document: {told}");
                (News::LeftOut, what, String::new())
            }
            Outer::Link(address) if is_kept(&address) || address.starts_with('#') => continue,
            Outer::Link(address) => {
                let what = say!(
                    "链接照原样保留，在网站上多半打不开，请改正",
                    "a link that stays as it is and hardly leads anywhere on the site"
                );
                (News::Guessed, what, address)
            }
            Outer::Html(html) => {
                let what = say!(
                    "HTML 照原样保留，网页只留安全的标签，脚本不会运行",
                    "HTML that stays as it is; pages keep safe elements alone, and no script runs"
                );
                (News::Guessed, what, html)
            }
        };
        report.tell(news, &Part::Line(before + line), what, &about);
    }
}

fn text(bytes: &[u8], report: &mut Report) -> String {
    let (text, is_whole) = decoded(bytes);
    if !is_whole {
        report.tell_all(News::LeftOut, Reason::UnknownEncoding.told(), "");
    }
    text
}

/// Whether we are in a fenced block after a line, and which fence ends it.
fn fenced<'a>(line: &'a str, open: Option<&'a str>) -> Option<&'a str> {
    let begin = line.trim_start();
    let fence = ["```", "~~~"].into_iter().find(|fence| begin.starts_with(fence));
    match (open, fence) {
        (None, fence) => fence,
        (Some(open), Some(fence)) if open == fence => None,
        (open, _) => open,
    }
}

fn is_heading(line: &str) -> bool {
    let signs = line.len() - line.trim_start_matches('#').len();
    (1..6).contains(&signs) && line[signs..].starts_with(' ')
}

/// The front matter and the text after it.
fn front_matter(text: &str) -> (&str, &str) {
    let Some(rest) = text.strip_prefix("---\n").or_else(|| text.strip_prefix("---\r\n")) else { return ("", text) };
    let end = rest.match_indices("\n---").find(|(at, _)| rest[at + 4..].trim_start_matches('\r').starts_with('\n'));
    match end {
        Some((at, _)) => (&rest[..at], rest[at + 4..].trim_start()),
        None => ("", text),
    }
}

/// A line whose words between pairs of `**` are bold; a single one stays as it is.
fn with_bold(text: &str) -> Line {
    let mut line = Line::new();
    let mut rest = text;
    while let Some((before, inner, after)) = bold(rest) {
        push(&mut line, Inline::words(before));
        push(&mut line, Inline::Words(Words { text: inner.to_owned(), bold: true, link: None }));
        rest = after;
    }
    push(&mut line, Inline::words(rest));
    line
}

/// What stands before, between and after the first pair of `**`.
fn bold(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once("**")?;
    let (inner, after) = rest.split_once("**")?;
    let is_sound = !inner.is_empty() && !inner.starts_with([' ', '*']) && !inner.ends_with(' ');
    is_sound.then_some((before, inner, after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::model::text;

    #[test]
    fn words_between_two_asterisks_are_bold() {
        let line = with_bold("一是**加强领导**，二是**落实**。3**2");
        let bold: Vec<&str> = line
            .iter()
            .filter_map(|piece| match piece {
                Inline::Words(words) if words.bold => Some(words.text.as_str()),
                _ => None,
            })
            .collect();
        assert_eq!(bold, ["加强领导", "落实"]);
        assert_eq!(text(&line), "一是加强领导，二是落实。3**2");
    }

    #[test]
    fn markdown_stays_and_its_title_is_taken() {
        let mut report = Report::default();
        let text = "---\nx: 1\n---\n# 标题\n\n# 一\n\n```\n# 不是标题\n```\n\n## 二\n";
        let document = read_markdown(text.as_bytes(), &mut report);
        assert_eq!(document.title.as_deref(), Some("标题"));
        assert_eq!(document.blocks, [Block::Markdown("## 一\n\n```\n# 不是标题\n```\n\n### 二".into())]);
        assert_eq!(report.entries.len(), 2);
    }
}
