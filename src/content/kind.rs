//! The kinds of document (文种).

use crate::law::closed_list::closed_list;

closed_list! {
    /// What a document is; it decides which further keys it may have. The code is also its template's name.
    pub enum Kind {
        Report: "report", "法治报告";
        Disclosure: "disclosure", "公开年报";
        Policy: "policy", "政策文件";
        Interpretation: "interpretation", "政策解读";
        Decision: "decision", "重大行政决策";
        Consultation: "consultation", "意见征集";
        Interview: "interview", "在线访谈";
        Register: "register", "台账";
        Notice: "notice", "通知公告";
        News: "news", "工作动态";
        Page: "page", "页面";
    }
}
