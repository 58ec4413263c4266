//! Pages in columns: a band that many rows leave free parts them, and each side is read to its end.
//!
//! A table leaves such bands, too. Columns are running text: their lines are wide, and most of them reach to the end of their side.

use super::item::{Item, Sheet};
use super::page::{Column, Piece, Row};
use crate::attachment::Part;
use crate::import::report::{News, Report};
use crate::say;
use std::collections::BTreeSet;

/// The least and the most room between two columns, in letters.
const GUTTER: f64 = 0.8;
const WIDEST_GUTTER: f64 = 5.0;
/// As much room after a line, in letters, and no word of the next one would have gone there.
const SHORT: f64 = 1.6;
/// A row that stands so far under the columns, in letters, is none of them.
const APART: f64 = 1.5;
/// Lines begin so far to the right at the most, in letters.
const INDENT: f64 = 2.5;
/// So many rows must have text on both sides.
const ROWS: usize = 4;
/// Lines of a column are at least so wide, in letters.
const WIDE: f64 = 8.0;
/// The most columns of a page, as often as it is parted in two.
const DEEPEST: usize = 4;
/// The most bands of a row that are looked at.
const BANDS: usize = 8;

/// Rows that leave a band free.
struct Run {
    /// How many things stand there.
    length: usize,
    /// Where the band is.
    at: f64,
    is_sure: bool,
}

/// A page whose columns are looked for.
pub(super) struct Parting {
    page: Part,
    /// The bands of the page before: where they go on, fewer rows are enough.
    known: Vec<f64>,
    /// Those of this one.
    found: Vec<f64>,
}

impl Parting {
    /// Begins a page after another.
    pub(super) fn after(before: Option<Self>, page: usize) -> Self {
        let known = before.map(|before| before.found).unwrap_or_default();
        Self { page: Part::Page(page), known, found: Vec::new() }
    }

    /// Puts what stands on the page in the order in which it is read.
    pub(super) fn part(&mut self, items: Vec<Item>, report: &mut Report) -> Vec<Item> {
        self.parted(items, DEEPEST, report)
    }

    fn parted(&mut self, mut items: Vec<Item>, depth: usize, report: &mut Report) -> Vec<Item> {
        let mut ordered = Vec::new();
        while !items.is_empty() {
            let (before, run) = if depth > 0 { next(&items, &self.known) } else { (items.len(), None) };
            ordered.extend(items.drain(..before));
            let Some(run) = run else { continue };
            let lot: Vec<Item> = items.drain(..run.length).collect();
            // Columns that are parted once more were told.
            if depth == DEEPEST || !run.is_sure {
                tell(&run, &lot, &self.page, report);
            }
            self.found.push(run.at);
            let (left, right) = sides(lot, run.at);
            ordered.extend(self.parted(in_column(left), depth - 1, report));
            ordered.extend(self.parted(in_column(right), depth - 1, report));
        }
        ordered
    }
}

fn tell(run: &Run, lot: &[Item], page: &Part, report: &mut Report) {
    let what = match run.is_sure {
        true => say!(
            "分栏（按位置推测），一栏一栏地读",
            "columns, worked out from places; they are read one after the other"
        ),
        false => say!(
            "疑为分栏，左边读完再读右边，请对照原件",
            "these may be columns; the left one is read before the right one: compare with the file"
        ),
    };
    let first = lot.iter().find_map(Item::row).map(Row::text).unwrap_or_default();
    report.tell(News::Guessed, page, what, &first);
}

/// Where what stands right of a band begins, in whole lengths: by what stands beside the left side.
fn begins(items: &[Item], at: f64) -> BTreeSet<i64> {
    let beside = items.iter().filter(|item| item.width().0 < at).filter_map(Item::row);
    let places = beside.flat_map(|row| row.parted(GUTTER).map(|lot| lot[0].left));
    places.filter(|left| *left >= at).map(|left| left as i64).collect()
}

/// How many things stand before what stands on the right alone, and not where lines of the right side begin: a signature under both.
fn length_of_both(items: &[Item], at: f64, begins: &BTreeSet<i64>) -> usize {
    let last = items.iter().rposition(|item| item.width().0 < at).map_or(0, |last| last + 1);
    let aside = items[last..].iter().position(|item| is_aside(item, begins));
    aside.map_or(items.len(), |aside| last + aside)
}

/// Whether something begins where no line does, nor a little further to the right.
fn is_aside(item: &Item, begins: &BTreeSet<i64>) -> bool {
    let (left, indent) = (item.width().0, item.row().map_or(0.0, |row| row.size * INDENT));
    begins.range((left - indent) as i64..=left as i64 + 1).next().is_none()
}

fn is_parted(item: &Item) -> bool {
    bands(Some(item)).next().is_some()
}

/// The bands that a row leaves free; a piece may lie within another one, as quotation marks in a font of their own do.
fn bands(item: Option<&Item>) -> impl Iterator<Item = (f64, f64)> {
    let row = item.and_then(Item::row);
    let pieces = row.map_or(&[][..], |row| &row.pieces);
    let room = row.map_or(f64::INFINITY, |row| row.size * GUTTER);
    let band = |reached: &mut f64, piece: &Piece| {
        let band = (*reached, piece.left);
        *reached = reached.max(piece.right);
        Some(band)
    };
    let begin = pieces.first().map_or(0.0, |piece| piece.right);
    pieces.iter().scan(begin, band).filter(move |band| band.1 - band.0 >= room).take(BANDS)
}

/// How many things stand before the next columns, and these; where there may be some and are none, what was looked at.
fn next(items: &[Item], known: &[f64]) -> (usize, Option<Run>) {
    let seed = items.iter().position(is_parted).unwrap_or(items.len());
    let of_band = |band| {
        let (length, band) = reach(&items[seed..], band);
        let known = known.iter().copied().find(|known| band.0 < *known && *known < band.1);
        let at = known.unwrap_or((band.0 + band.1) / 2.0);
        let begins = begins(&items[seed..seed + length], at);
        let length = length_of_both(&items[seed..seed + length], at, &begins);
        // What stands over the first row with two sides is of the left one, or begins where lines of the right one begin.
        let is_above = |item: &&Item| {
            let (left, right) = item.width();
            right <= at || left >= at && !is_aside(item, &begins)
        };
        let above = items[..seed].iter().rev().take_while(is_above).count();
        (seed - above, length + above, at)
    };
    let rows = |at: &f64| if known.contains(at) { 1 } else { ROWS };
    let reaches: Vec<(usize, usize, f64)> = bands(items.get(seed)).map(of_band).collect();
    let judged = |(before, length, at): &(usize, usize, f64)| {
        let is_sure = judge(&items[*before..before + length], (0.0, *at), rows(at), DEEPEST)?;
        Some((*before, Run { length: *length, at: *at, is_sure }))
    };
    match reaches.iter().filter_map(judged).max_by_key(|(_, run)| (run.is_sure, run.length)) {
        Some((before, run)) => (before, Some(run)),
        None => {
            // At least what was looked at, so that it comes to an end whatever the pieces are.
            let passed = reaches.iter().map(|(before, length, _)| before + length).max();
            (passed.map_or(items.len(), |passed| passed.max(seed + 1)).min(items.len()), None)
        }
    }
}

/// How many things from the first on leave a band free, and as much of it as all of them do.
fn reach(items: &[Item], band: (f64, f64)) -> (usize, (f64, f64)) {
    let (mut left, mut right) = band;
    let mut length = 0;
    let mut last: Option<&Row> = None;
    for item in items {
        let middle = (left + right) / 2.0;
        let (mut own_left, mut own_right) = (left, right);
        for (from, to) in extents(item) {
            match (from + to) / 2.0 < middle {
                true => own_left = own_left.max(to),
                false => own_right = own_right.min(from),
            }
        }
        let size = item.row().or(last).map_or(0.0, |row| row.size);
        if own_right - own_left < size * GUTTER || last.is_some_and(|last| is_after(item, last, middle)) {
            break;
        }
        (left, right) = (own_left, own_right);
        last = item.row().or(last);
        length += 1;
    }
    (length, (left, right))
}

fn extents(item: &Item) -> Vec<(f64, f64)> {
    match item.row() {
        Some(row) => row.pieces.iter().map(|piece| (piece.left, piece.right)).collect(),
        None => vec![item.width()],
    }
}

/// Whether a row on the left stands so far under the last that the columns have ended before it.
fn is_after(item: &Item, last: &Row, middle: f64) -> bool {
    item.row().is_some_and(|row| row.right() < middle && row.top - last.bottom > row.size * APART)
}

/// Whether both sides are running text, or surely one: then it is not sure. Nothing for what is a table. The left side begins
/// `from` somewhere, the right one is parted in as many more columns as `depth` allows; `least` rows must have both.
fn judge(items: &[Item], (from, at): (f64, f64), least: usize, depth: usize) -> Option<bool> {
    let rows: Vec<&Row> = items.iter().filter_map(Item::row).collect();
    let side = |is_of: &dyn Fn(f64) -> bool| {
        let of_side = |row: &&Row| Stretch::of(row.pieces.iter().filter(|piece| is_of(piece.left)));
        rows.iter().map(of_side).collect::<Vec<_>>()
    };
    let (left, right) = (side(&|place| place >= from && place < at), side(&|place| place >= at));
    let both = left.iter().zip(&right).filter(|(left, right)| left.is_some() && right.is_some()).count();
    let (left, right) = (Side::of(left), Side::of(right));
    if both < least || !left.is_whole || !left.is_wide || right.begin - left.end > left.size * WIDEST_GUTTER {
        return None;
    }
    if !right.is_whole {
        let (first, band) = items
            .iter()
            .enumerate()
            .find_map(|(first, item)| Some((first, bands(Some(item)).find(|band| band.0 > at)?)))?;
        let (length, band) = reach(&items[first..], band);
        let next = (band.0 + band.1) / 2.0;
        let is_sure = judge(&items[first..first + length], (at, next), least, depth.checked_sub(1)?)?;
        return (is_sure && left.is_full).then_some(true);
    }
    (right.is_wide && (left.is_full || right.is_full)).then_some(left.is_full && right.is_full)
}

/// What a row has on one side of a band.
struct Stretch {
    left: f64,
    right: f64,
    size: f64,
    /// Whether there is no room in it for another band.
    is_whole: bool,
}

/// One side of a band.
struct Side {
    begin: f64,
    end: f64,
    size: f64,
    is_whole: bool,
    is_wide: bool,
    /// Whether most lines reach to its end.
    is_full: bool,
}

impl Stretch {
    fn of<'a>(pieces: impl Iterator<Item = &'a Piece>) -> Option<Self> {
        let mut part: Option<Self> = None;
        for piece in pieces {
            match &mut part {
                Some(part) => {
                    part.is_whole &= piece.left - part.right < piece.size * SHORT;
                    part.right = part.right.max(piece.right);
                }
                None => part = Some(Self { left: piece.left, right: piece.right, size: piece.size, is_whole: true }),
            }
        }
        part
    }
}

impl Side {
    fn of(rows: Vec<Option<Stretch>>) -> Self {
        let parts: Vec<Stretch> = rows.into_iter().flatten().collect();
        let end = parts.iter().map(|part| part.right).fold(0.0, f64::max);
        let share = |is: &dyn Fn(&Stretch) -> bool| parts.iter().filter(|part| is(part)).count() * 10;
        Self {
            begin: parts.iter().map(|part| part.left).fold(f64::INFINITY, f64::min),
            end,
            size: parts.first().map_or(0.0, |part| part.size),
            is_whole: share(&|part| part.is_whole) >= parts.len() * 7,
            is_wide: share(&|part| part.right - part.left >= part.size * WIDE) >= parts.len() * 5,
            is_full: share(&|part| end - part.right <= part.size * SHORT) >= parts.len() * 5,
        }
    }
}

/// Parts what stands on both sides of a place.
fn sides(items: Vec<Item>, at: f64) -> (Vec<Item>, Vec<Item>) {
    let (mut left, mut right) = (Vec::new(), Vec::new());
    for item in items {
        match item {
            Item::Row(mut row) => {
                let before: Vec<Piece> = row.pieces.extract_if(.., |piece| piece.left < at).collect();
                let after = std::mem::take(&mut row.pieces);
                left.extend((!before.is_empty()).then(|| Item::Row(row.with(before))));
                right.extend((!after.is_empty()).then(|| Item::Row(row.with(after))));
            }
            item if item.width().0 < at => left.push(item),
            item => right.push(item),
        }
    }
    (left, right)
}

fn in_column(mut items: Vec<Item>) -> Vec<Item> {
    let rows = || items.iter().filter_map(Item::row);
    let left = rows().map(Row::left).fold(f64::INFINITY, f64::min);
    let right = rows().map(Row::right).fold(0.0, f64::max);
    set_column(&mut items, Column { left, right });
    items
}

fn set_column(items: &mut [Item], column: Column) {
    for item in items {
        if let Item::Row(row) = item {
            row.column = Some(column);
        }
    }
}

/// Pages on which the first column alone is filled: it is that of the page before.
pub(super) fn go_on(sheets: &mut [Sheet]) {
    let mut first: Option<Column> = None;
    for sheet in sheets {
        let own = sheet.items.iter().filter_map(Item::row).find_map(|row| row.column);
        let fits = |column: &Column| {
            let is_within = |(left, right): (f64, f64)| left >= column.left - SHORT && right <= column.right + SHORT;
            sheet.items.iter().all(|item| is_within(item.width()))
        };
        match (own, first.filter(fits)) {
            (None, Some(column)) => set_column(&mut sheet.items, column),
            _ => first = own,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::model::Inline;
    use proptest::prelude::*;

    /// A row of pieces from one place to another each, at a height.
    fn row(top: f64, places: &[(f64, f64)]) -> Item {
        let piece = |(left, right): &(f64, f64)| Piece {
            top,
            bottom: top + 14.0,
            left: *left,
            right: *right,
            size: 14.0,
            line: vec![Inline::words("字")],
            follows_blank: false,
        };
        let pieces = places.iter().map(piece).collect();
        Item::Row(Row { top, bottom: top + 14.0, size: 14.0, pieces, column: None, is_aside: false })
    }

    fn parted(items: Vec<Item>) -> usize {
        let mut report = Report::default();
        let known = Some(Parting { page: Part::Page(1), known: Vec::new(), found: vec![360.0] });
        Parting::after(known, 2).part(items, &mut report).len()
    }

    #[test]
    fn a_piece_within_another_one_leaves_no_band() {
        let quoted = row(100.0, &[(185.0, 400.0), (251.0, 259.0), (309.0, 317.0), (403.0, 520.0)]);
        assert_eq!(bands(Some(&quoted)).count(), 0, "quotation marks in a font of their own");
        assert_eq!(parted(vec![quoted, row(120.0, &[(100.0, 520.0)])]), 2);
        let free = row(100.0, &[(100.0, 300.0), (200.0, 210.0), (340.0, 520.0)]);
        assert_eq!(bands(Some(&free)).collect::<Vec<_>>(), [(300.0, 340.0)]);
    }

    proptest! {
        #[test]
        fn whatever_stands_on_a_page_is_all_read(
            rows in prop::collection::vec(prop::collection::vec((0.0..600.0, -20.0..300.0), 1..6), 0..12),
        ) {
            let items: Vec<Item> = rows.iter().zip(1_u8..).map(|(pieces, at)| {
                let mut places: Vec<(f64, f64)> = pieces.iter().map(|(left, wide): &(f64, f64)| (*left, left + wide)).collect();
                places.sort_by(|a, b| a.0.total_cmp(&b.0));
                row(f64::from(at) * 18.0, &places)
            }).collect();
            let count = items.iter().filter_map(Item::row).map(|row| row.pieces.len()).sum::<usize>();
            let mut report = Report::default();
            let ordered = Parting::after(None, 1).part(items, &mut report);
            prop_assert_eq!(ordered.iter().filter_map(Item::row).map(|row| row.pieces.len()).sum::<usize>(), count);
        }
    }
}
