//! A table as an author wrote it, and what can be wrong with it.
//!
//! The form is neutral: whoever reads a file makes a [`Written`] of it, digits left as text, and finds
//! the place of a [`FormFault`] again by counting siblings.

use crate::law::disclosure::Label;

/// A value as it was written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Written {
    /// A number, as its digits were written; blank text for an empty cell.
    Scalar(String),
    /// Values in order.
    List(Vec<Written>),
    /// Values by word, in the order of the text.
    Map(Vec<(String, Written)>),
}

/// Why what was written is not the form.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FormFault {
    /// What is wrong.
    pub kind: FormFaultKind,
    /// Where: the place among its siblings at each depth, in lists and maps alike; empty for the
    /// whole table.
    pub at: Vec<usize>,
}

/// What can be wrong with a written table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FormFaultKind {
    /// Rows, or the rows of a group, are not written as a map.
    NotRows,
    /// The cells of a row are neither a list nor a map.
    NotCells,
    /// No row or group has this name here.
    UnknownRow {
        /// The nearest key or official name.
        nearest: Option<&'static str>,
    },
    /// The row has no column of this name.
    UnknownColumn {
        /// The nearest key or official name.
        nearest: Option<&'static str>,
    },
    /// The row, or the column of a row, is written a second time.
    Repeated,
    /// A row of the form is not there.
    MissingRow(&'static Label),
    /// A column of this row is not there.
    MissingColumn(&'static Label),
    /// The list has more or fewer numbers than the row has columns.
    WrongLength {
        /// How many columns the row has.
        expected: usize,
    },
    /// The cell is empty; none is written 0.
    Blank,
    /// E5: the cell must hold a whole number that is not negative.
    NotACount,
    /// E5: the cell must hold a number that is not negative.
    NotAnAmount,
    /// The cell must hold a whole number, negative for a decrease.
    NotAChange,
}
