//! Figures as a picture: SVG that stands in a page as it is.
//!
//! In: a title, a unit, and for each publisher its values by year. Out: an `<svg>` with a title and a description for those
//! who do not see it, text that can be selected, the fonts and colours of the page around it (`currentColor` and classes),
//! and patterns, dashes and marks beside colour. A few years are bars, many are lines. All measures are whole tenths of a
//! pixel, worked out of exact counts: the same figures are the same bytes. Never here: which figures, and what they mean.

mod bars;
mod lines;
mod scale;
mod svg;

use crate::law::quantity::Decimal;
use scale::Scale;
use std::collections::BTreeSet;
use svg::Svg;

/// How wide a picture is, in tenths of a pixel. It is made for a phone; on paper and on wide screens it grows.
const WIDTH: i64 = 4200;
/// The height of a letter.
const FONT: i64 = 130;
/// From one line of text to the next.
const LINE: i64 = 200;
/// More years than this are lines.
const FEW_YEARS: usize = 6;
/// The description names each of so many values; of more, the lowest and the highest.
const FEW_VALUES: usize = 12;

/// What is drawn.
#[derive(Debug, Clone)]
pub(super) struct Chart {
    /// What it is of.
    pub(super) title: String,
    /// The unit of all values; may be empty.
    pub(super) unit: String,
    /// The values of each publisher.
    pub(super) rows: Vec<Row>,
}

/// The values of one publisher.
#[derive(Debug, Clone)]
pub(super) struct Row {
    /// Whose they are.
    pub(super) name: String,
    /// By year, the earliest first.
    pub(super) marks: Vec<Mark>,
}

/// A value in a year.
#[derive(Debug, Clone)]
pub(super) struct Mark {
    /// The year.
    pub(super) year: i16,
    /// How large it is.
    pub(super) value: Decimal,
    /// The same as it is written.
    pub(super) text: String,
}

/// The values of a chart as whole counts of one decimal place, row by row.
struct Counts {
    rows: Vec<Vec<i128>>,
    places: u32,
}

impl Chart {
    /// The picture; nothing when there is no value, or when values are of sizes that no picture can hold side by side.
    pub(super) fn draw(&self) -> Option<String> {
        let counts = self.counts()?;
        let scale = Scale::of(counts.rows.iter().flatten().copied())?;
        let body = if self.years().len() <= FEW_YEARS {
            bars::draw(self, &counts, scale)
        } else {
            lines::draw(self, &counts, scale)
        };
        Some(self.framed(body))
    }

    fn counts(&self) -> Option<Counts> {
        let values: Vec<Decimal> = self.marks().map(|(_, mark)| mark.value).collect();
        let (counts, places) = Decimal::aligned(&values)?;
        let mut counts = counts.into_iter();
        let rows = self.rows.iter().map(|row| counts.by_ref().take(row.marks.len()).collect()).collect();
        Some(Counts { rows, places })
    }

    fn years(&self) -> BTreeSet<i16> {
        self.marks().map(|(_, mark)| mark.year).collect()
    }

    fn marks(&self) -> impl Iterator<Item = (&Row, &Mark)> {
        self.rows.iter().flat_map(|row| row.marks.iter().map(move |mark| (row, mark)))
    }

    /// A value in words: `2024年 示例市人民政府：22,911条`; the publisher only where there are several.
    fn words(&self, row: &Row, mark: &Mark) -> String {
        let whose = if self.rows.len() > 1 { format!(" {}", row.name) } else { String::new() };
        format!("{}年{whose}：{}{}", mark.year, mark.text, self.unit)
    }

    /// What the picture shows, for those who do not see it.
    fn description(&self) -> String {
        let all: Vec<(&Row, &Mark)> = self.marks().collect();
        let tell = |(row, mark): &(&Row, &Mark)| self.words(row, mark);
        if all.len() <= FEW_VALUES {
            return all.iter().map(tell).collect::<Vec<_>>().join("；");
        }
        let lowest = all.iter().min_by_key(|(_, mark)| mark.value).map(tell).unwrap_or_default();
        let highest = all.iter().max_by_key(|(_, mark)| mark.value).map(tell).unwrap_or_default();
        format!("共 {} 个数值。最低：{lowest}；最高：{highest}", all.len())
    }

    /// The picture with its title and description around it.
    fn framed(&self, body: Svg) -> String {
        let unit = if self.unit.is_empty() { String::new() } else { format!("（{}）", self.unit) };
        body.finish(WIDTH, &format!("{}{unit}", self.title), &self.description())
    }
}

#[cfg(test)]
mod tests;
