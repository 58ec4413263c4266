//! Which form a report is written by.

use serde::{Deserialize, Serialize};

/// An edition of the form of 政府信息公开工作年度报告.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Edition {
    /// 国办公开办函〔2019〕60号: the reports for 2019 and 2020.
    Of2019,
    /// 国办公开办函〔2021〕30号: the reports for 2021 and later.
    Of2021,
}

impl Edition {
    /// Both, the older one first.
    pub const ALL: [Edition; 2] = [Edition::Of2019, Edition::Of2021];

    /// The edition by which the report for a year is written.
    pub fn for_year(year: i16) -> Edition {
        if year < 2021 { Edition::Of2019 } else { Edition::Of2021 }
    }

    /// The letter that issued it.
    pub fn source(self) -> &'static str {
        match self {
            Edition::Of2019 => "国办公开办函〔2019〕60号",
            Edition::Of2021 => "国办公开办函〔2021〕30号",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Edition;

    #[test]
    fn the_form_changed_with_the_reports_for_2021() {
        assert_eq!(
            [2019, 2020, 2021, 2025].map(Edition::for_year).map(|edition| edition == Edition::Of2021),
            [false, false, true, true]
        );
    }
}
