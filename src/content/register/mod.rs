//! Registers (台账): a file under data/ -> a typed [`Table`], parsed once.
//!
//! In: a CSV file, or a YAML list of maps, and the columns that a register's front matter names. Out: rows of typed
//! cells, each with a name by which it can be linked to, and every fault at its place in the data file. Never here: what
//! a cell refers to, and how the table is counted, grouped and shown; that is the portal's.

mod commas;
mod list;
mod sheet;
mod tables;
mod typed;

pub use tables::Tables;
pub(super) use tables::tables;

use super::document::Reference;
use super::particulars::Column;
use crate::config::OrganisationId;
use crate::diag::{Path, shared};
use crate::law::quantity::Decimal;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a register shows of a data file.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Table {
    /// The data file, from the site's root.
    #[serde(with = "shared")]
    pub file: Path,
    /// The columns that are shown, in order.
    pub columns: Vec<Column>,
    /// The rows, in the order of the file.
    pub rows: Vec<Row>,
    /// The column by which rows are put together.
    pub group: Option<usize>,
    /// The column that says how far a row is.
    pub status: Option<usize>,
    /// The column that says for how many items a row stands.
    pub count: Option<usize>,
}

/// One row.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Row {
    /// Its name within the page, which stays when rows come and go around it.
    pub anchor: String,
    /// Its cells, one for each column.
    pub cells: Vec<Cell>,
}

/// What stands in a cell.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Words; those of a choice too.
    Text(String),
    /// A number or an amount of money, as it was written and as it is.
    Number(String, Decimal),
    /// A day.
    Date(Date),
    /// An organisation of the site's.
    Organisation(OrganisationId),
    /// A document, whose reference is found by the portal.
    Document(Reference),
    /// Words with an address, which is checked by the portal.
    Link(String, Reference),
}

impl Cell {
    /// What it refers to, which the portal looks for.
    #[must_use]
    pub fn reference(&self) -> Option<&Reference> {
        match self {
            Self::Document(reference) | Self::Link(_, reference) => Some(reference),
            _ => None,
        }
    }
}

impl Table {
    /// For how many items a row stands: one, where no column says it.
    #[must_use]
    pub fn weight(&self, row: &Row) -> u32 {
        match self.count.map(|at| &row.cells[at]) {
            Some(Cell::Number(_, number)) => number.count().unwrap_or(1),
            _ => 1,
        }
    }

    /// All references in cells, row by row.
    pub fn references(&self) -> impl Iterator<Item = (&Cell, &Reference)> {
        let cells = self.rows.iter().flat_map(|row| &row.cells);
        cells.filter_map(|cell| Some((cell, cell.reference()?)))
    }
}
