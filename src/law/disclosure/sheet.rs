//! One of the tables, filled in.
//!
//! Made only by reading what an author wrote, so that every cell of the form is there. It goes out
//! row by row, for pages and data files, or by key, for sums across years.

use crate::law::disclosure::{Edition, Row, Table};
use crate::law::quantity::Decimal;
use serde::{Deserialize, Serialize};

/// The numbers of one table, every cell there and of the right sort (rule E5).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sheet {
    table: Table,
    edition: Edition,
    cells: Vec<Vec<Decimal>>,
}

impl Sheet {
    /// `cells` has the rows and columns of the table: reading saw to it.
    pub(super) fn new(table: Table, edition: Edition, cells: Vec<Vec<Decimal>>) -> Sheet {
        Sheet { table, edition, cells }
    }

    /// Which table this is.
    pub fn table(&self) -> Table {
        self.table
    }

    /// The form by which it is written.
    pub fn edition(&self) -> Edition {
        self.edition
    }

    /// The rows, in order, each with its numbers.
    pub fn rows(&self) -> impl Iterator<Item = (&'static Row, &[Decimal])> {
        self.table.rows(self.edition).into_iter().zip(self.cells.iter().map(Vec::as_slice))
    }

    /// The number in a row and column, by their keys.
    pub fn get(&self, row: &str, column: &str) -> Option<Decimal> {
        let (row, cells) = self.rows().find(|(known, _)| known.label.key == row)?;
        let place = row.columns.iter().position(|known| known.key == column)?;
        cells.get(place).copied()
    }
}
