//! Tables that the end of a page tears: what stands at the beginning of the next one goes on with them where its columns agree.

use super::item::Item;
use super::measures::{Measures, is_row_of_table};
use super::page::{Row, running};
use super::rule::SAME;
use super::table::{is_figure, places};
use crate::attachment::Part;
use crate::import::model::{Inline, Line, Table, characters, is_blank, text};
use crate::import::report::{Entry, News, Report};
use crate::say;
use std::collections::BTreeSet;

/// So many rows of a torn cell may stand over the rows of a table on its next page.
const REST: usize = 4;
/// The mark over a table that goes on is no longer.
const MARK: usize = 12;

/// How many things are of the table that begins with the first: on its own page, and on each that it goes on on.
pub(super) fn parts(measures: &Measures, items: &[(usize, &Item)]) -> Vec<usize> {
    let mut parts = vec![measures.height_of_table(items)];
    let (mut first, mut end) = (parts[0].min(1), parts[0]);
    while let Some(length) = next_part(measures, items, (first, parts[0], end)) {
        parts.push(length);
        (first, end) = (end, end + length);
    }
    parts
}

/// How many things after the `end` go on with a table, by its part on the first page and the last one, which begins at `from`.
fn next_part(measures: &Measures, items: &[(usize, &Item)], (from, head, end): (usize, usize, usize)) -> Option<usize> {
    let (old, _) = items[end.checked_sub(1)?];
    let next = &items[end..];
    if next.first()?.0 != old + 1 {
        return None;
    }
    let row = |at: usize| next.get(at).and_then(|(page, item)| item.row().filter(|_| *page == old + 1));
    let above = (0..=REST).find(|above| row(*above).is_none_or(is_row_of_table))?;
    let length = above + row(above).map(|_| measures.height_of_table(&next[above..])).filter(|height| *height > 0)?;
    let before: Vec<&Row> = rows(&items[..head]).chain(rows(&items[from.max(head)..end])).collect();
    let own: Vec<&Row> = rows(&next[..length]).filter(|row| !is_mark(row)).collect();
    do_agree(&before, &own).then_some(length)
}

fn rows<'a>(items: &[(usize, &'a Item)]) -> impl Iterator<Item = &'a Row> {
    items.iter().filter_map(|(_, item)| item.row())
}

/// Whether a row says that a table goes on, and nothing else.
fn is_mark(row: &Row) -> bool {
    let text = row.text();
    text.contains('续') && text.contains('表') && text.chars().count() <= MARK && !is_row_of_table(row)
}

/// Whether rows go on with those of a table: they begin with its head, or stand in its columns and have no head of their own.
fn do_agree(before: &[&Row], own: &[&Row]) -> bool {
    head(before, own) > 0 || !has_own_head(&lines(before), &lines(own)) && have_places(before, own)
}

/// How many rows are the head of a table once more.
fn head(before: &[&Row], own: &[&Row]) -> usize {
    let has_figures = |row: &Row| row.cells().any(|cell| is_figure(&running(cell)));
    before.iter().zip(own).take_while(|(before, own)| before.text() == own.text() && !has_figures(own)).count()
}

fn lines(rows: &[&Row]) -> Vec<Vec<Line>> {
    rows.iter().map(|row| row.cells().map(running).collect()).collect()
}

/// Whether rows begin with a head, and not with that of the table before them: words over figures, or bold ones over others.
pub(super) fn has_own_head(before: &[Vec<Line>], own: &[Vec<Line>]) -> bool {
    let ([_, rest @ ..], [first, below @ ..]) = (before, own) else { return false };
    let width = below.iter().map(Vec::len).max().unwrap_or(0);
    let is_full = width > 1 && first.len() >= width && before[0] != *first;
    let is_word = |cell: &Line| characters(cell).any(char::is_alphabetic);
    let is_bold = |row: &Vec<Line>| {
        row.iter()
            .flatten()
            .all(|piece| matches!(piece, Inline::Words(words) if words.bold || words.text.trim().is_empty()))
    };
    let has_figure = |row: &Vec<Line>| row.iter().any(is_figure);
    let are_heads =
        |is: &dyn Fn(&Vec<Line>) -> bool| is(&before[0]) && is(first) && !rest.iter().any(is) && !below.iter().any(is);
    let is_head = |row: &Vec<Line>| row.iter().all(is_word) && !has_figure(row);
    is_full && (are_heads(&is_bold) || is_head(first) && rest.iter().any(has_figure) && below.iter().all(has_figure))
}

/// Whether the cells of rows stand in columns of a table, each where a cell of it begins, ends or has its middle.
fn have_places(before: &[&Row], own: &[&Row]) -> bool {
    let (Some(columns), Some(next)) = (places(before), places(own)) else { return false };
    let mut free = 0;
    next.len() > 1
        && next.iter().all(|column| {
            let over = |at: &usize| columns[*at].left < column.right && column.left < columns[*at].right;
            let mut over = (free..columns.len()).filter(over);
            let (Some(at), None) = (over.next(), over.next()) else { return false };
            free = at + 1;
            let edges = |column: &super::table::Column| column.cells.iter().map(edges).collect::<Vec<_>>();
            let known: [BTreeSet<i64>; 3] =
                [0, 1, 2].map(|side| edges(&columns[at]).iter().map(|edges| edges[side] as i64).collect());
            let is_known = |edge: f64, known: &BTreeSet<i64>| {
                known.range((edge - SAME) as i64..=(edge + SAME) as i64).next().is_some()
            };
            let fits = |own: &[f64; 3]| own.iter().zip(&known).any(|(edge, known)| is_known(*edge, known));
            edges(column).iter().filter(|own| fits(own)).count() * 3 >= column.cells.len() * 2
        })
}

/// Where a cell begins, ends and has its middle.
fn edges((left, right): &(f64, f64)) -> [f64; 3] {
    [*left, *right, (left + right) / 2.0]
}

/// The rows of a table that stands on several pages, without its head once more; what was put together is told.
pub(super) fn together<'a>(items: &[(usize, &'a Item)], parts: &[usize], report: &mut Report) -> Vec<&'a Row> {
    let mut whole: Vec<&Row> = Vec::new();
    let mut end = 0;
    for length in parts {
        let page = items.get(end).map_or(0, |(page, _)| *page);
        let (marks, own): (Vec<&Row>, Vec<&Row>) =
            rows(&items[end..end + length]).partition(|row| end > 0 && is_mark(row));
        let head = if end > 0 { head(&whole, &own) } else { 0 };
        for mark in marks {
            let what = say!("表格跨页时“续表”的标记", "the mark that a table goes on");
            report.tell(News::LeftOut, &Part::Page(page), what, &mark.text());
        }
        own[..head].iter().for_each(|row| tell_head(page, &row.text(), report));
        if end > 0 {
            tell_joined(page, &own.get(head).map(|row| row.text()).unwrap_or_default(), report);
        }
        whole.extend(&own[head..]);
        end += length;
    }
    whole
}

/// Gives a table that was told the number that it has in the end.
pub(super) fn renumber(entries: &mut [Entry], number: usize) {
    for entry in entries {
        if let Some(Part::TableRow { table, .. }) = &mut entry.at {
            *table = number;
        }
    }
}

fn tell_joined(page: usize, words: &str, report: &mut Report) {
    let what = say!("分页断开的表格接上了", "a table that was torn was put together");
    report.tell(News::Mended, &Part::Page(page), what, words);
}

fn words_of(row: &[Line]) -> String {
    row.iter().map(|cell| text(cell)).collect::<Vec<_>>().join(" ")
}

/// Adds the rows that a table has on its next page; a head that is there once more is left out.
/// What was told of these rows is from `told` on.
pub(super) fn go_on(table: &mut Table, mut rows: Vec<Vec<Line>>, (page, told): (usize, usize), report: &mut Report) {
    let is_head = |(own, first): &(&Vec<Line>, &Vec<Line>)| own == first && !own.iter().any(is_figure);
    let head = rows.iter().zip(&table.rows).take_while(is_head).count();
    for mut entry in report.entries.split_off(told) {
        match &mut entry.at {
            Some(Part::TableRow { row, .. }) if *row <= head => continue,
            Some(Part::TableRow { row, .. }) => *row += table.rows.len() - head,
            _ => {}
        }
        report.entries.push(entry);
    }
    for row in &rows[..head] {
        tell_head(page, &words_of(row), report);
    }
    tell_joined(page, &rows.get(head).map(|row| words_of(row)).unwrap_or_default(), report);
    // Columns at the end in which nothing stands on a page were left out there.
    let width = table.rows.iter().chain(&rows).map(Vec::len).max().unwrap_or(0);
    table.rows.iter_mut().chain(&mut rows).for_each(|row| row.resize(width, Line::new()));
    let mut rows = rows.into_iter().skip(head).peekable();
    if let Some(last) = table.rows.last_mut()
        && let Some(rest) = rows.next_if(|row| is_rest(last, row))
    {
        let about = words_of(&rest);
        let what = say!("分页断开的单元格接上了", "a cell that was torn was put together");
        report.tell(News::Mended, &Part::Page(page), what, &about);
        last.iter_mut().zip(rest).for_each(|(cell, rest)| cell.extend(rest));
    }
    table.rows.extend(rows);
}

/// Whether a row is the rest of the last one on the page before: it begins with nothing, and has words alone, where these did not end.
fn is_rest(last: &[Line], row: &[Line]) -> bool {
    let goes_on = |(before, own): (&Line, &Line)| {
        let has_ended = characters(before).next_back().is_none_or(|c| "。；！？".contains(c));
        is_blank(own) || !is_figure(own) && !is_figure(before) && !has_ended
    };
    let is_open = |row: &[Line]| row.first().is_some_and(|first| is_blank(first));
    !is_open(last) && is_open(row) && !row.iter().all(|cell| is_blank(cell)) && last.iter().zip(row).all(goes_on)
}

fn tell_head(page: usize, words: &str, report: &mut Report) {
    let what = say!("表格跨页时重复的表头", "the head of a table once more on its next page");
    report.tell(News::LeftOut, &Part::Page(page), what, words);
}
