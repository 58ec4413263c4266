//! What stands over and under the text of pages: running headers and footers, and numbers of pages.
//!
//! A running line is the first or last of its page, stands at the same place as that of a page near it, and says the same; only
//! the number of the page may be another. What stands at that height on a page of its own kind, as the first one often is, goes
//! with it. All that is taken away is told.

use super::page::{Page, Row};
use crate::attachment::Part;
use crate::import::report::{News, Report};
use crate::say;

/// Rows that are no further apart are at the same place, in the unit of poppler.
const SAME_PLACE: f64 = 4.0;
/// How far pages are looked at to both sides: those of odd and even numbers may differ.
const NEAR: usize = 2;
/// A line that is so near to the edge of its page, as a part of its height, may be a header or footer.
const MARGIN: f64 = 0.075;
/// Letters that are larger by this are not those of a header.
const LARGER: f64 = 1.12;

/// Where on a page.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Edge {
    Top,
    Bottom,
}

/// Takes running lines away.
pub(super) fn strip(pages: &mut [Page], report: &mut Report) {
    for edge in [Edge::Top, Edge::Bottom] {
        let mut taken = Vec::new();
        for _ in 0..2 {
            taken.extend(strip_running(pages, edge, report));
        }
        strip_beside(pages, edge, &taken, report);
        pages.iter_mut().for_each(|page| doubt(page, edge, report));
    }
}

/// Tells what stands where headers and footers do and stays, since it runs over no other page.
fn doubt(page: &mut Page, edge: Edge, report: &mut Report) {
    let what = match edge {
        Edge::Top => say!("疑为页眉，留在正文里", "this may be a header; it stays in the text"),
        Edge::Bottom => say!("疑为页脚，留在正文里", "this may be a footer; it stays in the text"),
    };
    let (Some(row), (_, Some(next))) = (edge.row(page), edge.rows(page)) else { return };
    let margin = page.height * MARGIN;
    let is_outside = match edge {
        Edge::Top => row.middle() < margin,
        Edge::Bottom => row.middle() > page.height - margin,
    };
    if is_outside && edge.is_apart(page) && row.size <= next.size * LARGER {
        report.tell(News::Guessed, &Part::Page(page.number), what, &row.text());
        let row = if edge == Edge::Top { page.rows.first_mut() } else { page.rows.last_mut() };
        row.into_iter().for_each(|row| row.is_aside = true);
    }
}

/// A line that was taken away: on which page, and whether it stood apart from the text.
struct Taken {
    page: usize,
    row: Row,
    is_apart: bool,
}

fn strip_running(pages: &mut [Page], edge: Edge, report: &mut Report) -> Vec<Taken> {
    let ends: Vec<Option<End>> = pages.iter().map(|page| End::of(page, edge)).collect();
    let is_running = |at: usize| {
        let own = ends[at].as_ref()?;
        let mut near = ends[at.saturating_sub(NEAR)..ends.len().min(at + NEAR + 1)].iter().flatten();
        (own.is_page_number() || near.any(|other| own.goes_on_in(other))).then_some(at)
    };
    (0..pages.len()).filter_map(is_running).map(|at| take(&mut pages[at], edge, report)).collect()
}

/// Takes away what stands as far out as the running lines of other pages.
fn strip_beside(pages: &mut [Page], edge: Edge, taken: &[Taken], report: &mut Report) {
    let apart = || taken.iter().filter(|one| one.is_apart).map(|one| &one.row);
    let size = apart().map(|row| row.size).fold(0.0, f64::max);
    let is_outside = |row: &Row| match edge {
        Edge::Top => apart().any(|one| row.bottom <= one.bottom + SAME_PLACE),
        Edge::Bottom => apart().any(|one| row.top >= one.top - SAME_PLACE),
    };
    for page in pages.iter_mut().filter(|page| taken.iter().all(|one| one.page != page.number)) {
        while edge.row(page).is_some_and(|row| row.size <= size * LARGER && is_outside(row)) {
            take(page, edge, report);
        }
    }
}

fn take(page: &mut Page, edge: Edge, report: &mut Report) -> Taken {
    let is_apart = edge.is_apart(page);
    let at = if edge == Edge::Top { 0 } else { page.rows.len() - 1 };
    let row = page.rows.remove(at);
    let what = match edge {
        Edge::Top => say!("页眉", "a header"),
        Edge::Bottom => say!("页脚或页码", "a footer or page number"),
    };
    report.tell(News::LeftOut, &Part::Page(page.number), what, &row.text());
    Taken { page: page.number, is_apart, row }
}

impl Edge {
    /// The outermost row of a page, unless it is one of a table.
    fn row(self, page: &Page) -> Option<&Row> {
        let (row, next) = self.rows(page);
        let row = row?;
        let middle = ((row.left() + row.right()) / 2.0, row.middle());
        let are_of_table = |next: &Row| [row, next].iter().all(|row| row.cells().nth(2).is_some());
        let is_of_table = page.frames.iter().any(|frame| frame.holds(middle))
            || next.is_some_and(|next| are_of_table(next) && !self.is_apart(page));
        (!is_of_table).then_some(row)
    }

    /// The outermost row of a page and the one before it.
    fn rows(self, page: &Page) -> (Option<&Row>, Option<&Row>) {
        match self {
            Self::Top => (page.rows.first(), page.rows.get(1)),
            Self::Bottom => (page.rows.last(), page.rows.iter().nth_back(1)),
        }
    }

    /// Whether the outermost row of a page stands apart from the next.
    fn is_apart(self, page: &Page) -> bool {
        let (Some(row), Some(next)) = self.rows(page) else { return false };
        let gap = match self {
            Self::Top => next.top - row.bottom,
            Self::Bottom => row.top - next.bottom,
        };
        gap > row.size
    }
}

/// The outermost line of a page.
struct End {
    page: usize,
    top: f64,
    /// Its text with every number as one sign, without blanks.
    text: String,
    numbers: Vec<usize>,
}

impl End {
    fn of(page: &Page, edge: Edge) -> Option<Self> {
        let row = edge.row(page)?;
        let (text, numbers) = alike(&row.text());
        Some(Self { page: page.number, top: row.top, text, numbers })
    }

    /// Whether this is the same running line as that of another page.
    fn goes_on_in(&self, other: &Self) -> bool {
        let is_counted = |(own, its): (&usize, &usize)| own == its || own + other.page == its + self.page;
        self.page != other.page
            && (self.top - other.top).abs() < SAME_PLACE
            && self.text == other.text
            && self.numbers.iter().zip(&other.numbers).all(is_counted)
    }

    /// Whether nothing but the number of its page stands there.
    fn is_page_number(&self) -> bool {
        let bare = self.text.trim_matches(['-', '—', '–', '－', '·']);
        match bare {
            "#" => bare != self.text || self.numbers == [self.page],
            "#/#" | "第#页" | "第#页共#页" | "第#页，共#页" => true,
            _ => false,
        }
    }
}

/// A text with every number as one sign, without blanks; and the numbers.
fn alike(text: &str) -> (String, Vec<usize>) {
    let (mut alike, mut numbers) = (String::new(), Vec::<usize>::new());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        match (c.to_digit(10), numbers.last_mut()) {
            (Some(digit), Some(last)) if alike.ends_with('#') => {
                *last = last.saturating_mul(10).saturating_add(digit as usize);
            }
            (Some(digit), _) => {
                alike.push('#');
                numbers.push(digit as usize);
            }
            (None, _) => alike.push(c),
        }
    }
    (alike, numbers)
}

#[cfg(test)]
mod tests {
    use super::super::page::Piece;
    use super::*;
    use crate::import::model::Inline;

    fn pages(rows: &[&[(f64, &str)]]) -> Vec<Page> {
        let row = |(top, text): &(f64, &str)| {
            let (top, bottom, line) = (*top, top + 20.0, vec![Inline::words(*text)]);
            Row::of(vec![Piece { top, bottom, left: 50.0, right: 200.0, size: 18.0, line, follows_blank: false }])
        };
        let page = |(rows, number): (&&[(f64, &str)], usize)| Page {
            number,
            width: 900.0,
            height: 1200.0,
            text: String::new(),
            rows: rows.iter().map(row).collect(),
            frames: Vec::new(),
            is_ruled: false,
            flattened: Vec::new(),
        };
        rows.iter().zip(1..).map(page).collect()
    }

    fn left(rows: &[&[(f64, &str)]]) -> Vec<Vec<String>> {
        let mut pages = pages(rows);
        strip(&mut pages, &mut Report::default());
        pages.iter().map(|page| page.rows.iter().map(Row::text).collect()).collect()
    }

    #[test]
    fn lines_of_the_text_stay_though_only_their_figures_differ() {
        let rows: [&[(f64, &str)]; 3] = [
            &[(50.0, "第1号办结3件"), (80.0, "第2号办结6件")],
            &[(50.0, "第3号办结9件"), (80.0, "第4号办结12件")],
            &[(50.0, "第5号办结15件"), (80.0, "12")],
        ];
        assert_eq!(left(&rows).concat().len(), 6);
    }

    #[test]
    fn running_lines_go_with_the_number_of_their_page() {
        let rows: [&[(f64, &str)]; 3] = [
            &[(30.0, "内部资料"), (100.0, "甲"), (900.0, "— 1 —")],
            &[(30.0, "示例月报 第5期"), (100.0, "乙"), (900.0, "2025年 第8页")],
            &[(30.0, "示例月报 第5期"), (100.0, "丙"), (900.0, "2025年 第9页")],
        ];
        assert_eq!(left(&rows), [["甲"], ["乙"], ["丙"]]);
    }

    #[test]
    fn a_line_at_another_place_is_none() {
        let rows: [&[(f64, &str)]; 2] = [&[(30.0, "甲"), (60.0, "乙")], &[(60.0, "甲"), (90.0, "丙")]];
        assert_eq!(left(&rows).concat().len(), 4);
    }
}
