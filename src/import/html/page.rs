//! What a page says of itself, and where in it the text stands.
//!
//! The names of what it says are those of 国办发〔2017〕47号, annex. The text stands in what the usual programs of government portals
//! call so, else in `article` or `main`, else in the whole body.

use super::seen::{is_hidden, length_seen, names, words};
use crate::attachment::Part;
use crate::import::model::{Block, Imprint, Inline, Paragraph, Role};
use crate::import::report::{News, Report};
use crate::import::tree::{DEEPEST, Element};
use crate::law::doc_number::DocNumber;
use crate::law::moment::Moment;
use crate::say;

/// What holds the text of an article: an id or a class, the surest first.
const NAMES: [&str; 14] = [
    "zoom",
    "UCAP-CONTENT",
    "TRS_Editor",
    "trs_editor_view",
    "TRS_UEDITOR",
    "zoomcon",
    "pages_content",
    "article-content",
    "article_content",
    "articleContent",
    "article-con",
    "content-article",
    "article",
    "articlecon",
];

/// A text has so many characters at the least; what is shorter may be a switch for the size of letters.
const SHORTEST: usize = 40;

/// A page with more texts is a list of them.
const MOST: usize = 20;

/// How far from the beginning the title and the imprint may stand, in blocks.
const NEAR: usize = 8;

/// What the name of a site ends with.
const OF_SITES: [&str; 7] = ["政府", "网", "网站", "局", "厅", "委员会", "首页"];

/// A title in the head of a page has so many characters at the least.
const SHORTEST_TITLE: usize = 5;

/// What stands before the name of whom a text is from.
const SOURCES: [&str; 5] = ["发布机构", "发文机关", "发文单位", "信息来源", "来源"];

/// A number of a document, and the name of whom a text is from, have no more characters.
const LONGEST_NUMBER: usize = 40;
const LONGEST_SOURCE: usize = 40;

/// What stands before the day on which a page was published.
const PUBLISHED: [&str; 3] = ["发布时间", "发布日期", "发文时间"];

/// What a line near that day begins with.
const IMPRINT: [&str; 9] =
    ["发布时间", "发布日期", "发文时间", "来源", "信息来源", "文章来源", "稿件来源", "作者", "浏览次数"];

/// An imprint has no more characters.
const LONGEST_IMPRINT: usize = 60;

pub(super) struct Page<'a> {
    pub(super) body: &'a Element,
    /// The ways from the body to each text, both included.
    ways: Vec<Vec<&'a Element>>,
    /// The title of the article.
    title: Option<String>,
    /// What a browser shows as the title.
    pub(super) browser_title: Option<String>,
    pub(super) imprint: Imprint,
}

impl<'a> Page<'a> {
    pub(super) fn of(tree: &'a Element) -> Self {
        let body = tree.all("body").first().copied().unwrap_or(tree);
        let ways = ways(body);
        let said = |name: &str| said(tree, name);
        let words = words(body);
        let browser_title =
            tree.all("title").first().map(|title| title.text()).filter(|title| !title.trim().is_empty());
        let of_browser = || {
            let is_parted = ways.iter().any(|way| way.len() > 1);
            title_of_browser(browser_title.as_deref().filter(|_| is_parted)?, &words, said("SiteName"))
        };
        let title = said("ArticleTitle").or_else(of_browser).or_else(|| heading_beside(body, &ways));
        let published = ["PubDate", "publishdate", "article:published_time"].into_iter().find_map(said);
        let imprint = Imprint {
            published: published.and_then(|day| moment(&day)).or_else(|| published_in(&words)),
            issued: after(&words, &["成文日期"]).find_map(moment).map(|day| day.date),
            number: after(&words, &["发文字号", "文号"]).find_map(number),
            source: said("ContentSource").or_else(|| after(&words, &SOURCES).find_map(first_word)),
        };
        Self { body, title, browser_title, imprint, ways }
    }

    /// Whether an element is one that holds the text.
    pub(super) fn is_text(&self, element: &Element) -> bool {
        self.ways.iter().any(|way| way.last().is_some_and(|last| std::ptr::eq(*last, element)))
    }

    /// Whether the text stands in an element.
    pub(super) fn leads_to_text(&self, element: &Element) -> bool {
        self.ways.iter().flatten().any(|one| std::ptr::eq(*one, element))
    }

    /// Whether words are nothing but the title.
    pub(super) fn is_title(&self, words: &str) -> bool {
        self.title.as_deref().is_some_and(|title| bare(title) == bare(words))
    }

    /// Tells where the text was taken from, and whose it is.
    pub(super) fn tell(&self, report: &mut Report) {
        if let Some(last) = self.ways.first().and_then(|way| way.last()).filter(|last| !std::ptr::eq(**last, self.body))
        {
            let name = names(last).next().unwrap_or(&last.name).to_owned();
            let what = say!("网页的正文取自 {name}", "the text of the page is what stands in {name}");
            report.tell_all(News::Guessed, what, "");
        }
        if let Some(source) = &self.imprint.source {
            report.tell_all(News::Read, say!("网页写明的来源", "the source that the page names"), source);
        }
    }

    /// Marks the title in the blocks, or puts it there.
    pub(super) fn entitle(&self, blocks: &mut Vec<Block>) {
        let Some(title) = &self.title else { return };
        let near = blocks.iter_mut().take(NEAR).find_map(|block| match block {
            Block::Paragraph(one) if self.is_title(&one.text()) => Some(one),
            _ => None,
        });
        match near {
            Some(paragraph) => paragraph.role = Role::Title,
            None => {
                let words = title.split_whitespace().collect::<Vec<_>>().join(" ");
                let paragraph = Paragraph::plain(Part::Paragraph(1), vec![Inline::words(words)]);
                blocks.insert(0, Block::Paragraph(Paragraph { role: Role::Title, ..paragraph }));
            }
        }
    }
}

/// Takes out the lines that tell how the page was published: the site shows its own.
pub(super) fn without_imprint(blocks: &mut Vec<Block>, report: &mut Report) {
    let imprint = |block: &Block| match block {
        Block::Paragraph(one) => Some(one.text()).filter(|text| is_imprint(text)),
        _ => None,
    };
    let near = blocks.len().min(NEAR);
    if !blocks[..near].iter().filter_map(imprint).any(|text| published_in(&text).is_some()) {
        return;
    }
    let after = blocks.split_off(near);
    blocks.retain(|block| {
        let told = imprint(block);
        if let (Some(text), Block::Paragraph(one)) = (&told, block) {
            let what = say!("网页的发布信息", "the imprint of the page");
            report.tell(News::LeftOut, &one.at, what, text);
        }
        told.is_none()
    });
    blocks.extend(after);
}

fn is_imprint(text: &str) -> bool {
    let bare = text.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '【' | '（'));
    let begins = IMPRINT.iter().any(|begin| bare.strip_prefix(begin).is_some_and(|rest| rest.starts_with(['：', ':'])));
    begins && text.chars().count() <= LONGEST_IMPRINT
}

/// What the head of a page says under a name.
fn said(tree: &Element, name: &str) -> Option<String> {
    let is_of_name = |meta: &&Element| {
        ["name", "property"]
            .iter()
            .filter_map(|key| meta.attribute(key))
            .any(|own| own.trim().eq_ignore_ascii_case(name))
    };
    let found = tree.all("meta").into_iter().filter(is_of_name).filter_map(|meta| meta.attribute("content"));
    found.map(str::trim).find(|content| !content.is_empty()).map(str::to_owned)
}

/// The ways to what holds the text.
fn ways(body: &Element) -> Vec<Vec<&Element>> {
    let by_name = NAMES.iter().map(|name| {
        let name = *name;
        Box::new(move |one: &Element| names(one).any(|own| own.eq_ignore_ascii_case(name)))
            as Box<dyn Fn(&Element) -> bool>
    });
    let by_element = ["article", "main"].map(|name| {
        Box::new(move |one: &Element| &*one.name == name || name == "main" && one.attribute("role") == Some("main"))
            as Box<_>
    });
    for is_text in by_name.chain(by_element) {
        let mut found = Vec::new();
        gather(&mut Vec::with_capacity(DEEPEST), body, &is_text, &mut found);
        let length: usize = found.iter().filter_map(|way| way.last()).map(|one| length_seen(one)).sum();
        if (1..=MOST).contains(&found.len()) && length >= SHORTEST {
            return found;
        }
    }
    vec![vec![body]]
}

fn gather<'a>(
    way: &mut Vec<&'a Element>,
    element: &'a Element,
    is_text: &dyn Fn(&Element) -> bool,
    found: &mut Vec<Vec<&'a Element>>,
) {
    way.push(element);
    if way.len() > 1 && is_text(element) {
        found.push(way.clone());
    } else if !is_hidden(element) && found.len() <= MOST {
        element.elements().for_each(|child| gather(way, child, is_text, found));
    }
    way.pop();
}

/// The title that a browser shows, without the name of the site after it: the longest beginning of it that stands in the page, too.
fn title_of_browser(title: &str, words: &str, site: Option<String>) -> Option<String> {
    let ends = title.match_indices(['_', '|', '-', '—', '–']).map(|(at, _)| at).take(MOST).chain([title.len()]);
    let mut ends: Vec<usize> = ends.collect();
    ends.reverse();
    let words = bare(words);
    let is_title = |begin: &&str| {
        let begin_bare = bare(begin);
        let is_site = site.as_deref().is_some_and(|site| bare(site) == begin_bare) || is_of_site(begin);
        begin.chars().count() >= SHORTEST_TITLE && !is_site && words.contains(&begin_bare)
    };
    ends.into_iter().map(|end| title[..end].trim()).find(is_title).map(str::to_owned)
}

fn is_of_site(words: &str) -> bool {
    OF_SITES.iter().any(|end| words.trim_end().ends_with(end))
}

/// The only first heading of a page, where it stands beside the text.
fn heading_beside(body: &Element, ways: &[Vec<&Element>]) -> Option<String> {
    let headings = body.all("h1");
    let is_beside = ways.iter().filter_map(|way| way.last()).all(|text| text.all("h1").is_empty());
    let title = headings.first().filter(|_| headings.len() == 1 && is_beside).map(|one| words(one))?;
    Some(title).filter(|title| !title.is_empty() && !is_of_site(title))
}

/// What follows each of some words and a colon.
fn after<'t>(text: &'t str, words: &[&str]) -> impl Iterator<Item = &'t str> {
    let mut places: Vec<usize> =
        words.iter().flat_map(|word| text.match_indices(word).map(|(at, word)| at + word.len())).collect();
    places.sort_unstable();
    places.into_iter().filter_map(|at| {
        let rest = text[at..].trim_start().strip_prefix(['：', ':'])?;
        Some(rest.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '[' | '【')))
    })
}

/// The day after one of the words for it.
fn published_in(text: &str) -> Option<Moment> {
    after(text, &PUBLISHED).find_map(moment)
}

/// The number that a text begins with.
fn number(text: &str) -> Option<DocNumber> {
    let written: String = text.chars().filter(|c| !c.is_whitespace()).take(LONGEST_NUMBER).collect();
    let end = written.find('号')? + '号'.len_utf8();
    Some(DocNumber::parse(&written[..end]).ok()?.number)
}

fn first_word(text: &str) -> Option<String> {
    let is_of_word = |c: &char| !c.is_whitespace() && !matches!(c, ']' | '】');
    let word: String = text.chars().take_while(is_of_word).take(LONGEST_SOURCE + 1).collect();
    (1..=LONGEST_SOURCE).contains(&word.chars().count()).then_some(word)
}

/// The moment that a text begins with: `2024-03-05 09:30`, `2024年3月5日`, `2024/3/5`.
fn moment(text: &str) -> Option<Moment> {
    let end = text.find(|c: char| !c.is_ascii_digit() && !"-/.年月".contains(c)).unwrap_or(text.len());
    let date = Moment::guess(&text[..end])?;
    let clock: String = text[end..]
        .trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '日' | 'T'))
        .chars()
        .take_while(|c| c.is_ascii_digit() || *c == ':')
        .collect();
    let with_clock = Moment::parse(&format!("{date} {clock}")).ok();
    Some(with_clock.unwrap_or(Moment { date, time: None }))
}

fn bare(words: &str) -> String {
    words.split_whitespace().collect()
}

#[cfg(test)]
mod tests {
    use super::{moment, published_in};

    #[test]
    fn a_day_is_read_as_pages_write_it() {
        for (written, read) in [
            ("发布时间：2024-03-05", Some("2024-03-05")),
            ("来源：示例局 发布日期: 2024年3月5日 09:30 浏览次数：12", Some("2024-03-05 09:30")),
            ("发布时间：【2024/3/5】", Some("2024-03-05")),
            ("发布时间为2024年3月5日", None),
            ("发布时间： 发布日期：2024-13-05", None),
        ] {
            assert_eq!(published_in(written).map(|day| day.to_string()).as_deref(), read, "{written}");
        }
        assert_eq!(moment("2024-03-05T10:00:00+08:00").unwrap().to_string(), "2024-03-05 10:00");
    }
}
