//! The sums that the form demands, held against each other.
//!
//! Rules E1 to E4 follow from the form, in both its editions, and are exact: a difference of one is
//! a fault. E5, that every cell is a count or an amount, is seen to while a table is read.

use crate::law::disclosure::{Label, Row, Sheet, Table};
use crate::law::quantity::Decimal;

/// Which sum does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Rule {
    /// Requests, each column: 新收 and 上年结转 together are 总计 and 结转下年度 together.
    E1,
    /// Requests, each column: 总计 is the sum of all results.
    E2,
    /// Requests, each row: 总计 is the sum of the six sorts of applicant.
    E3,
    /// Review, each row: 总计 is the sum of the four outcomes.
    E4,
}

impl Rule {
    /// The name of the rule, as documents about the form give it.
    pub fn code(self) -> &'static str {
        match self {
            Rule::E1 => "E1",
            Rule::E2 => "E2",
            Rule::E3 => "E3",
            Rule::E4 => "E4",
        }
    }
}

/// A sum that does not hold.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SumFault {
    /// Which one.
    pub rule: Rule,
    /// The row of the sum; for E1 the last, 结转下年度.
    pub row: &'static Row,
    /// The column of the sum.
    pub column: &'static Label,
    /// What the parts add up to; for E1 what 新收 and 上年结转 do.
    pub expected: u64,
    /// What is written; for E1 what 总计 and 结转下年度 add up to.
    pub found: u64,
}

impl Sheet {
    /// Every sum that does not hold, by rule, then in the order of the table.
    pub fn sum_faults(&self) -> Vec<SumFault> {
        match self.table() {
            Table::Active => Vec::new(),
            Table::Requests => {
                [self.carried(), self.results(), self.row_totals(Rule::E3)].into_iter().flatten().collect()
            }
            Table::Review => self.row_totals(Rule::E4),
        }
    }

    /// E1.
    fn carried(&self) -> Vec<SumFault> {
        let came = self.column_sums(|row| matches!(row.label.key, "new" | "carried_over"));
        let went = self.column_sums(|row| matches!(row.label.key, "total" | "carried_forward"));
        self.differences(Rule::E1, "carried_forward", &came, &went)
    }

    /// E2.
    fn results(&self) -> Vec<SumFault> {
        let is_total = |row: &Row| row.label.key == "total";
        let parts = self.column_sums(|row| !row.groups.is_empty() && !is_total(row));
        let total = self.column_sums(is_total);
        self.differences(Rule::E2, "total", &parts, &total)
    }

    /// E3 and E4: the last number of each row is the sum of those before it.
    fn row_totals(&self, rule: Rule) -> Vec<SumFault> {
        let fault = |(row, cells): (&'static Row, &[Decimal])| {
            let (total, parts) = cells.split_last()?;
            let (expected, found) = (parts.iter().map(count).sum(), count(total));
            (expected != found).then_some(SumFault { rule, row, column: row.columns.last()?, expected, found })
        };
        self.rows().filter_map(fault).collect()
    }

    /// Column by column, the sum of the rows that are wanted.
    fn column_sums(&self, wanted: impl Fn(&Row) -> bool) -> Vec<u64> {
        let rows: Vec<_> = self.rows().filter(|(row, _)| wanted(row)).map(|(_, cells)| cells).collect();
        let columns = rows.first().map_or(0, |cells| cells.len());
        (0..columns).map(|column| rows.iter().map(|cells| count(&cells[column])).sum()).collect()
    }

    /// A fault in that row for every column whose sums differ.
    fn differences(&self, rule: Rule, key: &str, expected: &[u64], found: &[u64]) -> Vec<SumFault> {
        let mut rows = self.rows().map(|(row, _)| row);
        let row = rows.find(|row| row.label.key == key).expect("a key of the form");
        let sums =
            row.columns.iter().zip(expected.iter().zip(found)).filter(|(_, (expected, found))| expected != found);
        sums.map(|(column, (&expected, &found))| SumFault { rule, row, column, expected, found }).collect()
    }
}

fn count(cell: &Decimal) -> u64 {
    cell.count().expect("the cells of a table with sums were read as counts").into()
}

#[cfg(test)]
mod tests {
    use crate::law::disclosure::{Edition, Rule, Sheet, SumFault, Table, Written};

    /// A table of zeros but for the rows given.
    fn sheet(table: Table, rows: &[(&str, &[u32])]) -> Sheet {
        sheet_of(Edition::Of2021, table, rows)
    }

    fn sheet_of(edition: Edition, table: Table, rows: &[(&str, &[u32])]) -> Sheet {
        let numbers = |values: &[u32]| Written::List(values.iter().map(|n| Written::Scalar(n.to_string())).collect());
        let entry = |key: &'static str, width: usize| {
            let given = rows.iter().find(|(given, _)| *given == key);
            (key.to_owned(), given.map_or_else(|| numbers(&vec![0; width]), |(_, values)| numbers(values)))
        };
        let written = table.rows(edition).iter().map(|row| entry(row.label.key, row.columns.len())).collect();
        table.read(edition, &Written::Map(written)).expect("the form").sheet
    }

    fn told(sheet: &Sheet) -> Vec<(Rule, &str, &str, u64, u64)> {
        let tell = |fault: SumFault| (fault.rule, fault.row.label.key, fault.column.key, fault.expected, fault.found);
        sheet.sum_faults().into_iter().map(tell).collect()
    }

    #[test]
    fn zeros_and_real_sums_hold() {
        assert_eq!(told(&sheet(Table::Requests, &[])), []);
        let suqian: [(&str, &[u32]); 3] = [
            ("reconsideration", &[119, 25, 91, 24, 259]),
            ("litigation.direct", &[7, 0, 15, 6, 28]),
            ("litigation.after_reconsideration", &[21, 1, 7, 9, 38]),
        ];
        assert_eq!(told(&sheet(Table::Review, &suqian)), []);
        let row: &[u32] = &[3746, 63, 0, 0, 19, 2, 3830];
        assert_eq!(told(&sheet(Table::Requests, &[("new", row), ("carried_forward", row)])), []);
    }

    #[test]
    fn what_came_must_go() {
        let sheet =
            sheet(Table::Requests, &[("new", &[2, 0, 0, 0, 0, 0, 2]), ("carried_over", &[1, 0, 0, 0, 0, 0, 1])]);
        assert_eq!(
            told(&sheet),
            [(Rule::E1, "carried_forward", "person", 3, 0), (Rule::E1, "carried_forward", "total", 3, 0)]
        );
    }

    #[test]
    fn results_add_up_to_their_total() {
        let one: &[u32] = &[1, 0, 0, 0, 0, 0, 1];
        let two: &[u32] = &[2, 0, 0, 0, 0, 0, 2];
        let rows = [("new", two), ("granted", one), ("refused.security", one), ("total", two)];
        assert_eq!(told(&sheet(Table::Requests, &rows)), []);
        let lacking = [("new", two), ("granted", one), ("total", two)];
        assert_eq!(
            told(&sheet(Table::Requests, &lacking)),
            [(Rule::E2, "total", "person", 1, 2), (Rule::E2, "total", "total", 1, 2)]
        );
    }

    #[test]
    fn the_single_row_of_other_results_counts_in_the_first_form() {
        let one: &[u32] = &[1, 0, 0, 0, 0, 0, 1];
        let rows = [("new", one), ("otherwise", one), ("total", one)];
        assert_eq!(told(&sheet_of(Edition::Of2019, Table::Requests, &rows)), []);
    }

    #[test]
    fn rows_add_up() {
        let row: &[u32] = &[1, 1, 0, 0, 0, 0, 3];
        let requests = sheet(Table::Requests, &[("new", row), ("carried_forward", row)]);
        assert_eq!(told(&requests), [(Rule::E3, "new", "total", 2, 3), (Rule::E3, "carried_forward", "total", 2, 3)]);
        let review = sheet(Table::Review, &[("litigation.direct", &[u32::MAX, u32::MAX, 0, 0, 1])]);
        assert_eq!(told(&review), [(Rule::E4, "litigation.direct", "total", 8_589_934_590, 1)]);
    }
}
