//! The three official tables of the yearly 政府信息公开工作年度报告.
//!
//! Source: 政府信息公开条例 art. 50 and its two [`Edition`]s of the form, 国办公开办函〔2019〕60号 and 国办公开办函〔2021〕30号.
//! [`Table`] names a table and its rows and columns, in the words and order of the form; [`Table::read`] fills a [`Sheet`]
//! from what the author wrote; [`Sheet::sum_faults`] holds its sums against each other; [`Sheet::drawn`] lays it out as it
//! is printed; [`stated`] finds what a text says of it. [`Chapter`] names the six sections of the report, [`Part`] the four
//! parts of the platform it stands on.

mod chapter;
mod drawn;
mod edition;
mod form;
mod part;
mod read;
mod sheet;
mod stated;
mod sums;
mod written;

use crate::law::closed_list::closed_list;

pub use chapter::{Chapter, Heading};
pub use drawn::{Drawn, DrawnCell, Role};
pub use edition::Edition;
pub use form::{Cell, Label, Row, STOCKS};
pub use part::Part;
pub use read::Filled;
pub use sheet::Sheet;
pub use stated::{Count, Stated, stated};
pub use sums::{Rule, SumFault};
pub use written::{FormFault, FormFaultKind, Written};

closed_list! {
    /// One of the tables, in the order of the report's sections.
    pub enum Table {
        /// Section 2: documents, decisions and fees of the year.
        Active: "active", "主动公开", "主动公开政府信息情况";
        /// Section 3: 25 rows by 7 columns (23 rows for 2019 and 2020).
        Requests: "requests", "申请", "收到和处理政府信息公开申请情况";
        /// Section 4: on the form one row of 15 columns; here three rows of 5, as they belong together.
        Review: "review", "复议诉讼", "政府信息公开行政复议、行政诉讼情况";
    }
}

impl Table {
    /// The section of the report in which it stands.
    pub fn chapter(self) -> Chapter {
        match self {
            Table::Active => Chapter::Active,
            Table::Requests => Chapter::Requests,
            Table::Review => Chapter::Review,
        }
    }
}
