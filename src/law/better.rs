//! 趋好: which way an indicator gets better.
//!
//! The contract's list for data/indicators.yaml; a chart says by it whether a change is good news.

use crate::law::closed_list::closed_list;

closed_list! {
    /// The direction in which a number is good.
    pub enum Better {
        More: "more", "越多越好", "多";
        Less: "less", "越少越好", "少";
        Neither: "none", "无";
    }
}
