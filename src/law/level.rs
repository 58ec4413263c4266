//! Levels of the organisations that publish (机构层级).
//!
//! The contract's list for data/organisations.yaml; a department stands at the level of its parent.

use crate::law::closed_list::closed_list;

closed_list! {
    /// What an organisation is.
    pub enum Level {
        Province: "province", "省级";
        City: "city", "市级";
        County: "county", "县级";
        Township: "township", "乡镇", "乡镇级";
        Department: "department", "部门";
        Park: "park", "园区";
    }
}
