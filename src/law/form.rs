//! 公文种类: the fifteen kinds of official document.
//!
//! Source: 党政机关公文处理工作条例 (中办发〔2012〕14号) art. 8. A kind is read by its name, or seen in
//! the last words of a title.

use crate::law::closed_list::{ClosedList, closed_list};

closed_list! {
    /// One of the fifteen kinds, in the order of the article.
    pub enum Form {
        Resolution: "resolution", "决议";
        Decision: "decision", "决定";
        Order: "order", "命令", "令", "命令(令)", "命令（令）";
        Communique: "communique", "公报";
        Announcement: "announcement", "公告";
        PublicNotice: "public_notice", "通告";
        Opinion: "opinion", "意见";
        Notice: "notice", "通知";
        Circular: "circular", "通报";
        Report: "report", "报告";
        Request: "request", "请示";
        Reply: "reply", "批复";
        Bill: "bill", "议案";
        Letter: "letter", "函";
        Minutes: "minutes", "纪要";
    }
}

impl Form {
    /// The kind that a title ends with: `关于印发《…办法》的通知` is a 通知. What stands in brackets
    /// at the end (`（试行）`) and an order's number (`第158号`) do not count.
    pub fn from_title(title: &str) -> Option<Form> {
        let end = without_number(without_brackets(title));
        Form::ALL.iter().copied().find(|form| form.words().iter().any(|word| end.ends_with(word)))
    }
}

/// The title without the brackets that it ends with.
fn without_brackets(title: &str) -> &str {
    let mut title = title.trim_end();
    while title.ends_with(['）', ')']) {
        let Some(open) = title.rfind(['（', '(']) else {
            break;
        };
        title = title[..open].trim_end();
    }
    title
}

/// The title without the `第…号` that it ends with.
fn without_number(title: &str) -> &str {
    match title.rfind('第') {
        Some(at) if title.ends_with('号') => title[..at].trim_end(),
        _ => title,
    }
}

#[cfg(test)]
mod tests {
    use crate::law::closed_list::ClosedList;
    use crate::law::form::Form;

    #[test]
    fn there_are_fifteen() {
        assert_eq!(Form::ALL.len(), 15);
        assert_eq!(Form::parse("命令(令)"), Some(Form::Order));
        assert_eq!(Form::parse("令"), Some(Form::Order));
        assert_eq!(Form::Order.name(), "命令");
    }

    #[test]
    fn a_title_ends_with_its_kind() {
        let form = Form::from_title;
        assert_eq!(form("关于印发《启东市河道管理办法》的通知"), Some(Form::Notice));
        assert_eq!(form("关于优化营商环境的意见（试行）"), Some(Form::Opinion));
        assert_eq!(form("关于优化营商环境的意见（2024年修订） (试行)"), Some(Form::Opinion));
        assert_eq!(form("江苏省人民政府令"), Some(Form::Order));
        assert_eq!(form("江苏省人民政府令第158号"), Some(Form::Order));
        assert_eq!(form("关于同意设立园区的批复 "), Some(Form::Reply));
        assert_eq!(form("关于商请支持的函"), Some(Form::Letter));
        assert_eq!(form("2023年度法治政府建设情况报告"), Some(Form::Report));
    }

    #[test]
    fn other_titles_have_none() {
        for title in ["", "）", "（（）", "启东市河道管理办法", "《关于进一步做好工作的通知》", "号"]
        {
            assert_eq!(Form::from_title(title), None, "{title}");
        }
    }
}
