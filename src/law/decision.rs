//! 决策程序: the steps of a major administrative decision.
//!
//! Source: 重大行政决策程序暂行条例 (国务院令第713号), chapters 2 and 3; the names are those of the
//! yearly catalogues (决策程序 column).

use crate::law::closed_list::closed_list;

closed_list! {
    /// One of the five steps, in the order in which they are taken.
    pub enum Step {
        /// Art. 14–18.
        Participation: "participation", "公众参与";
        /// Art. 19–21.
        Expertise: "expertise", "专家论证";
        /// Art. 22–24.
        Risk: "risk", "风险评估";
        /// Art. 25–28.
        Legality: "legality", "合法性审查";
        /// Art. 29–30.
        Discussion: "discussion", "集体讨论", "集体讨论决定";
    }
}
