//! What became of a promise (承诺) that a yearly report made.
//!
//! The contract's list for `fulfils` of a report.

use crate::law::closed_list::closed_list;

closed_list! {
    /// The state of a promise.
    pub enum Promise {
        Done: "done", "已完成";
        InProgress: "in_progress", "进行中";
        NotDone: "not_done", "未完成";
        Changed: "changed", "调整", "已调整";
    }
}
