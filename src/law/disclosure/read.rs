//! A written table read against the form.
//!
//! Rows go by label or key, each a list of numbers in the order of the columns or a map by column;
//! groups may be written as maps around their rows, or left out. Blank is not zero, and nothing is
//! filled in: what is missing is a fault. All faults are told.

use crate::law::disclosure::{Cell, Edition, FormFault, FormFaultKind, Label, Row, Sheet, Table, Written};
use crate::law::nearest::nearest;
use crate::law::quantity::Decimal;

/// A table that was read, and where its cells were written.
#[derive(Debug)]
pub struct Filled {
    /// The table.
    pub sheet: Sheet,
    /// By row and column: the place among its siblings at each depth.
    at: Vec<Vec<Vec<usize>>>,
}

impl Filled {
    /// Where a cell was written, in the terms of [`FormFault::at`].
    pub fn place(&self, row: &str, column: &str) -> &[usize] {
        let place = || {
            let (at, (row, _)) = self.sheet.rows().enumerate().find(|(_, (known, _))| known.label.key == row)?;
            self.at.get(at)?.get(row.columns.iter().position(|known| known.key == column)?)
        };
        place().map_or(&[], Vec::as_slice)
    }
}

impl Table {
    /// Fills the table, by the form of an edition, with what an author wrote.
    ///
    /// # Errors
    /// Every [`FormFault`], the missing rows last.
    pub fn read(self, edition: Edition, written: &Written) -> Result<Filled, Vec<FormFault>> {
        let mut reading = Reading::new(self.rows(edition));
        reading.rows(written, &mut Vec::new());
        let cells = reading.finish()?;
        let (numbers, at) = cells.into_iter().map(|row| row.into_iter().unzip()).unzip();
        Ok(Filled { sheet: Sheet::new(self, edition, numbers), at })
    }
}

/// A number, and where it was written.
type Found = (Decimal, Vec<usize>);

/// The table while it is read, and where the reading is.
struct Reading {
    form: Vec<&'static Row>,
    /// The cells of every row that was written; some may lack a number, and then there is a fault.
    cells: Vec<Option<Vec<Found>>>,
    faults: Vec<FormFault>,
    at: Vec<usize>,
}

impl Reading {
    fn new(form: Vec<&'static Row>) -> Reading {
        Reading { cells: vec![None; form.len()], form, faults: Vec::new(), at: Vec::new() }
    }

    fn finish(mut self) -> Result<Vec<Vec<Found>>, Vec<FormFault>> {
        let missing: Vec<&'static Row> =
            self.form.iter().zip(&self.cells).filter(|(_, cells)| cells.is_none()).map(|(row, _)| *row).collect();
        missing.into_iter().for_each(|row| self.fault(FormFaultKind::MissingRow(&row.label)));
        if self.faults.is_empty() { Ok(self.cells.into_iter().flatten().collect()) } else { Err(self.faults) }
    }

    fn rows(&mut self, written: &Written, within: &mut Vec<&'static Label>) {
        let Written::Map(entries) = written else { return self.fault(FormFaultKind::NotRows) };
        for (place, (word, value)) in entries.iter().enumerate() {
            self.inside(place, |reading| reading.entry(word, value, within));
        }
    }

    /// One entry: a group of rows, or a row.
    fn entry(&mut self, word: &str, value: &Written, within: &mut Vec<&'static Label>) {
        if let Some(group) = self.group(word, within) {
            within.push(group);
            self.rows(value, within);
            within.pop();
        } else if let Some(index) = self.row(word, within) {
            self.cells(index, value);
        } else {
            let names = self.form.iter().flat_map(|row| [row.label.key, row.label.name]);
            let nearest = nearest(word, names);
            self.fault(FormFaultKind::UnknownRow { nearest });
        }
    }

    /// The group of that name. A group is never within itself, so this cannot go on for ever.
    fn group(&self, word: &str, within: &[&Label]) -> Option<&'static Label> {
        let mut groups = self.form.iter().flat_map(|row| row.groups);
        groups.find(|group| group.answers(word) && !within.contains(group))
    }

    /// The row of that name that stands in all these groups.
    fn row(&self, word: &str, within: &[&Label]) -> Option<usize> {
        let stands = |row: &Row| within.iter().all(|group| row.groups.contains(group));
        self.form.iter().position(|row| row.label.answers(word) && stands(row))
    }

    fn cells(&mut self, index: usize, value: &Written) {
        if self.cells[index].is_some() {
            return self.fault(FormFaultKind::Repeated);
        }
        let row = self.form[index];
        let numbers = match value {
            Written::List(values) => self.listed(row, values),
            Written::Map(entries) => self.by_column(row, entries),
            Written::Scalar(_) if row.columns.len() == 1 => self.number(&row.columns[0], value).into_iter().collect(),
            Written::Scalar(_) => {
                self.fault(FormFaultKind::NotCells);
                Vec::new()
            }
        };
        self.cells[index] = Some(numbers);
    }

    fn listed(&mut self, row: &'static Row, values: &[Written]) -> Vec<Found> {
        if values.len() != row.columns.len() {
            self.fault(FormFaultKind::WrongLength { expected: row.columns.len() });
        }
        let number = |(place, (column, value)): (usize, (&Label, &Written))| {
            self.inside(place, |reading| reading.number(column, value))
        };
        row.columns.iter().zip(values).enumerate().filter_map(number).collect()
    }

    fn by_column(&mut self, row: &'static Row, entries: &[(String, Written)]) -> Vec<Found> {
        for (place, (word, _)) in entries.iter().enumerate() {
            if !row.columns.iter().any(|column| column.answers(word)) {
                let names = row.columns.iter().flat_map(|column| [column.key, column.name]);
                let kind = FormFaultKind::UnknownColumn { nearest: nearest(word, names) };
                self.inside(place, |reading| reading.fault(kind));
            }
        }
        row.columns.iter().filter_map(|column| self.column(column, entries)).collect()
    }

    /// The number that the entries of a row give for one column.
    fn column(&mut self, column: &'static Label, entries: &[(String, Written)]) -> Option<Found> {
        let mut answering = entries.iter().enumerate().filter(|(_, (word, _))| column.answers(word));
        let Some((place, (_, value))) = answering.next() else {
            self.fault(FormFaultKind::MissingColumn(column));
            return None;
        };
        for (again, _) in answering {
            self.inside(again, |reading| reading.fault(FormFaultKind::Repeated));
        }
        self.inside(place, |reading| reading.number(column, value))
    }

    /// Rule E5: the number, if such a column may hold it.
    fn number(&mut self, column: &Label, value: &Written) -> Option<Found> {
        let text = if let Written::Scalar(text) = value { Some(text.trim()) } else { None };
        let cell = Cell::of(column);
        let number = text.and_then(Decimal::parse).filter(|number| cell.may_hold(*number));
        if number.is_none() {
            self.fault(match cell {
                _ if text == Some("") => FormFaultKind::Blank,
                Cell::Count => FormFaultKind::NotACount,
                Cell::Amount => FormFaultKind::NotAnAmount,
                Cell::Change => FormFaultKind::NotAChange,
            });
        }
        number.map(|number| (number, self.at.clone()))
    }

    /// Does something one step deeper in what was written.
    fn inside<T>(&mut self, place: usize, step: impl FnOnce(&mut Reading) -> T) -> T {
        self.at.push(place);
        let result = step(self);
        self.at.pop();
        result
    }

    fn fault(&mut self, kind: FormFaultKind) {
        self.faults.push(FormFault { kind, at: self.at.clone() });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::closed_list::ClosedList;
    use crate::law::disclosure::{Edition, FormFaultKind, Row, Table, Written};

    const NOW: Edition = Edition::Of2021;

    fn rows(table: Table) -> Vec<&'static Row> {
        table.rows(NOW)
    }

    fn scalar(text: &str) -> Written {
        Written::Scalar(text.into())
    }

    fn list(text: &str) -> Written {
        Written::List(text.split_whitespace().map(scalar).collect())
    }

    fn map<const N: usize>(entries: [(&str, Written); N]) -> Written {
        Written::Map(entries.map(|(word, value)| (word.to_owned(), value)).into())
    }

    /// The first table as one might write it, with these licences.
    fn active(licences: Written) -> Written {
        map([
            ("规章", list("0 0 0")),
            ("行政规范性文件", map([("制发", scalar("3")), ("repealed", scalar("1")), ("现行有效件数", scalar("40"))])),
            ("第二十条第（五）项", map([("行政许可", licences)])),
            ("penalties", list("12")),
            ("行政强制", map([("本年处理决定数量", scalar("1,234"))])),
            ("fees", scalar("1081.55")),
        ])
    }

    fn faults(table: Table, written: &Written) -> Vec<(FormFaultKind, Vec<usize>)> {
        let faults = table.read(NOW, written).expect_err("faults");
        faults.into_iter().map(|fault| (fault.kind, fault.at)).collect()
    }

    #[test]
    fn rows_go_by_label_key_and_group() {
        let mut written = active(scalar("7"));
        let Written::Map(entries) = &mut written else { unreachable!() };
        let Written::Map(columns) = &mut entries[1].1 else { unreachable!() };
        columns[0].0 = "本年制发件数".into();
        let filled = Table::Active.read(NOW, &written).expect("the form");
        let sheet = &filled.sheet;
        let shown = |row, column| sheet.get(row, column).map(|number| number.to_string());
        assert_eq!(shown("normative", "made").as_deref(), Some("3"));
        assert_eq!(shown("licences", "decisions").as_deref(), Some("7"));
        assert_eq!(shown("coercions", "decisions").as_deref(), Some("1234"));
        assert_eq!(shown("fees", "amount").as_deref(), Some("1081.55"));
        assert_eq!(shown("fees", "decisions"), None);
        assert_eq!(filled.place("rules", "in_force"), [0, 2]);
        assert_eq!(filled.place("licences", "decisions"), [2, 0]);
    }

    #[test]
    fn every_fault_is_told_in_its_place() {
        let unknown = FormFaultKind::UnknownColumn { nearest: Some("本年制发件数") };
        let missing = FormFaultKind::MissingColumn(&rows(Table::Active)[1].columns[0]);
        for (licences, kind) in [
            (scalar(""), FormFaultKind::Blank),
            (scalar("-1"), FormFaultKind::NotACount),
            (scalar("1.5"), FormFaultKind::NotACount),
            (scalar("若干"), FormFaultKind::NotACount),
        ] {
            let told = faults(Table::Active, &active(licences));
            assert_eq!(told, [(unknown.clone(), vec![1, 0]), (missing.clone(), vec![1]), (kind, vec![2, 0])]);
        }
    }

    #[test]
    fn a_decrease_is_negative_and_nothing_else_is() {
        let powers = |change: &str| list(&format!("8 {change} 93"));
        let written = |change: &str| {
            map([
                ("规章", list("0 0 0")),
                ("规范性文件", list("2 2 19")),
                ("行政许可", powers(change)),
                ("其他对外管理服务事项", powers("0")),
                ("行政处罚", powers("+3")),
                ("行政强制", powers("0")),
                ("行政事业性收费", list("4 -1")),
                ("政府集中采购", list("11 135.6")),
            ])
        };
        let read = |change| Table::Active.read(Edition::Of2019, &written(change));
        let shown = read("-8").expect("the form").sheet.get("licences", "change").map(|number| number.to_string());
        assert_eq!(shown.as_deref(), Some("-8"));
        for change in ["-1.5", "减少"] {
            let faults = read(change).expect_err("a fault");
            assert_eq!((&faults[0].kind, &faults[0].at[..]), (&FormFaultKind::NotAChange, &[2, 1][..]));
        }
    }

    #[test]
    fn rows_are_wanted_all_and_once() {
        let row = || list("1 0 0 0 1");
        let written = map([
            ("行政复议", row()),
            ("reconsideration", row()),
            ("行政诉讼", map([("未经复议直接起诉", list("1 2")), ("行政诉讼", row())])),
            ("复议后上诉", row()),
        ]);
        assert_eq!(
            faults(Table::Review, &written),
            [
                (FormFaultKind::Repeated, vec![1]),
                (FormFaultKind::WrongLength { expected: 5 }, vec![2, 0]),
                (FormFaultKind::UnknownRow { nearest: Some("行政复议") }, vec![2, 1]),
                (FormFaultKind::UnknownRow { nearest: Some("复议后起诉") }, vec![3]),
                (FormFaultKind::MissingRow(&rows(Table::Review)[2].label), vec![]),
            ]
        );
        assert_eq!(faults(Table::Review, &scalar("")).first(), Some(&(FormFaultKind::NotRows, vec![])));
    }

    #[test]
    fn groups_nest_as_on_the_form() {
        let mut results = vec![("granted".to_owned(), list("0 0 0 0 0 0 0"))];
        let mut groups: Vec<(String, Written)> = Vec::new();
        for row in &rows(Table::Requests)[3..24] {
            let entry = (row.label.name.to_owned(), list("0 0 0 0 0 0 0"));
            match row.groups {
                [_, group] => match groups.last_mut() {
                    Some((name, Written::Map(rows))) if name == group.name => rows.push(entry),
                    _ => groups.push((group.name.to_owned(), Written::Map(vec![entry]))),
                },
                _ => results.push(entry),
            }
        }
        results.append(&mut groups);
        let written = map([
            ("新收", list("")),
            ("上年结转政府信息公开申请数量", list("0 0 0 0 0 0 0")),
            ("本年度办理结果", Written::Map(results)),
            ("结转下年度继续办理", list("0 0 0 0 0 0 0")),
        ]);
        let missing = FormFaultKind::MissingRow(&rows(Table::Requests)[0].label);
        assert_eq!(faults(Table::Requests, &written).last(), Some(&(missing, vec![])));
        assert_eq!(faults(Table::Requests, &written).len(), 2);
    }

    fn anything() -> impl Strategy<Value = Written> {
        let word = "[-0-9.]{0,3}|行政复议|行政诉讼|litigation|direct|total|结果维持|\\PC{0,4}";
        word.prop_map(Written::Scalar).prop_recursive(4, 40, 6, move |inner| {
            prop_oneof![
                prop::collection::vec(inner.clone(), 0..6).prop_map(Written::List),
                prop::collection::vec((word, inner), 0..6).prop_map(Written::Map),
            ]
        })
    }

    proptest! {
        #[test]
        fn anything_written_is_read_or_refused(written in anything()) {
            for table in Table::ALL {
                if let Ok(filled) = table.read(NOW, &written) {
                    let _ = filled.sheet.sum_faults();
                }
            }
        }
    }
}
