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
    let at = if edge == Edge::Top { 0 } else { page.rows.len() - 1 };
    let row = page.rows.remove(at);
    let what = match edge {
        Edge::Top => say!("页眉", "a header"),
        Edge::Bottom => say!("页脚或页码", "a footer or page number"),
    };
    report.tell(News::LeftOut, &Part::Page(page.number), what, &row.text());
    let gap = edge.row(page).map_or(0.0, |next| match edge {
        Edge::Top => next.top - row.bottom,
        Edge::Bottom => row.top - next.bottom,
    });
    Taken { page: page.number, is_apart: gap > row.size, row }
}

impl Edge {
    fn row(self, page: &Page) -> Option<&Row> {
        match self {
            Self::Top => page.rows.first(),
            Self::Bottom => page.rows.last(),
        }
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
    use super::super::page::Cell;
    use super::*;
    use crate::import::model::Inline;

    fn pages(rows: &[&[(f64, &str)]]) -> Vec<Page> {
        let row = |(top, text): &(f64, &str)| {
            let cell = Cell { left: 50.0, right: 200.0, line: vec![Inline::words(*text)] };
            Row { top: *top, bottom: top + 20.0, size: 18.0, cells: vec![cell] }
        };
        let page = |(rows, number): (&&[(f64, &str)], usize)| Page {
            number,
            width: 900.0,
            text: String::new(),
            rows: rows.iter().map(row).collect(),
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
