//! The four parts of the platform on which government information is disclosed (国办公开办函〔2019〕61号).

use crate::law::closed_list::{ClosedList, closed_list};
use crate::law::column_type::ColumnType;

closed_list! {
    /// A part of the 政府信息公开 platform.
    pub enum Part {
        /// Art. 12 of the regulation says what it holds.
        Guide: "guide", "政府信息公开指南", "信息公开指南", "公开指南";
        Rules: "rules", "政府信息公开制度", "信息公开制度", "公开制度";
        /// What art. 20 and 21 of the regulation name.
        Active: "active", "法定主动公开内容";
        Reports: "reports", "政府信息公开年报", "信息公开年报", "公开年报";
    }
}

impl Part {
    /// The part that a column (栏目) holds, by its type.
    pub fn of_column(kind: &ColumnType) -> Option<Part> {
        Part::parse(kind.name())
    }
}

#[cfg(test)]
mod tests {
    use super::Part;
    use crate::law::column_type::ColumnType;

    #[test]
    fn a_column_is_a_part_by_its_type() {
        let part = |word| Part::of_column(&ColumnType::parse(word));
        assert_eq!(part("信息公开指南"), Some(Part::Guide));
        assert_eq!(part("disclosure_guide"), Some(Part::Guide));
        assert_eq!(part("政府信息公开制度"), Some(Part::Rules));
        assert_eq!(part("信息公开年报"), Some(Part::Reports));
        assert_eq!(part("工作动态"), None);
    }
}
