//! The form itself: what rows and columns are called, in order.
//!
//! Every label has a short stable key beside its official words. The key of a row within a group
//! names the group first: `refused.state_secret`.

use crate::law::character::{half_width, is_blank};
use crate::law::disclosure::Table;
use crate::law::quantity::Decimal;

/// What a row, a column or a group of rows is called.
#[derive(Debug, PartialEq, Eq)]
pub struct Label {
    /// The stable key.
    pub key: &'static str,
    /// The official words.
    pub name: &'static str,
}

/// A row of numbers.
#[derive(Debug, PartialEq, Eq)]
pub struct Row {
    /// What it is called.
    pub label: Label,
    /// The groups it stands in, the outermost first.
    pub groups: &'static [Label],
    /// Its columns.
    pub columns: &'static [Label],
    /// What its cells hold.
    pub cell: Cell,
}

/// What a cell holds (rule E5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// A whole number, not negative.
    Count,
    /// A decimal, not negative.
    Amount,
}

impl Cell {
    /// Whether such a cell may hold this number.
    pub fn may_hold(self, number: Decimal) -> bool {
        match self {
            Cell::Count => number.count().is_some(),
            Cell::Amount => !number.is_negative(),
        }
    }
}

impl Table {
    /// The rows, in order.
    pub fn rows(self) -> &'static [Row] {
        match self {
            Table::Active => &ACTIVE,
            Table::Requests => &REQUESTS,
            Table::Review => &REVIEW,
        }
    }
}

impl Label {
    /// Whether an author's word means this label: its key, the last part of its key, or its
    /// official words with or without numbering and what stands in brackets at the end.
    pub(super) fn answers(&self, word: &str) -> bool {
        let last = self.key.rsplit('.').next();
        let word = word.trim();
        word == self.key || Some(word) == last || core(word) == core(self.name)
    }
}

/// The words without numbering, brackets at the end, marks, spaces and differences of width.
fn core(words: &str) -> String {
    let seen = |c: &char| !is_blank(*c) && !matches!(c, '“' | '”' | '"');
    let folded: String = words.chars().map(half_width).filter(seen).collect();
    let plain = without_numbering(&folded);
    let open = plain.rfind('(').filter(|_| plain.ends_with(')'));
    plain[..open.unwrap_or(plain.len())].replace(['、', ','], "")
}

/// The words after `一、`, `(一)`, `1.` or `1、`.
fn without_numbering(words: &str) -> &str {
    let bracketed = words.strip_prefix('(');
    let body = bracketed.unwrap_or(words);
    let rest = body.trim_start_matches(|c: char| c.is_ascii_digit() || "一二三四五六七八九十".contains(c));
    let end: &[char] = if bracketed.is_some() { &[')'] } else { &['、', '.'] };
    rest.strip_prefix(end).filter(|_| rest.len() < body.len()).unwrap_or(words)
}

const fn label(key: &'static str, name: &'static str) -> Label {
    Label { key, name }
}

/// A row of the first table.
const fn active(groups: &'static [Label], key: &'static str, name: &'static str, columns: &'static [Label]) -> Row {
    Row { label: label(key, name), groups, columns, cell: Cell::Count }
}

/// A row of the second table.
const fn request(groups: &'static [Label], key: &'static str, name: &'static str) -> Row {
    Row { label: label(key, name), groups, columns: &APPLICANTS, cell: Cell::Count }
}

/// A row of the third table.
const fn review(groups: &'static [Label], key: &'static str, name: &'static str) -> Row {
    Row { label: label(key, name), groups, columns: &OUTCOMES, cell: Cell::Count }
}

static DOCUMENTS: [Label; 3] =
    [label("made", "本年制发件数"), label("repealed", "本年废止件数"), label("in_force", "现行有效件数")];
static DECISIONS: [Label; 1] = [label("decisions", "本年处理决定数量")];
static FEES: [Label; 1] = [label("amount", "本年收费金额（单位：万元）")];

/// 商业企业 to 其他 stand under 法人或其他组织 on the form.
static APPLICANTS: [Label; 7] = [
    label("person", "自然人"),
    label("company", "商业企业"),
    label("research", "科研机构"),
    label("charity", "社会公益组织"),
    label("legal_service", "法律服务机构"),
    label("other", "其他"),
    label("total", "总计"),
];

static OUTCOMES: [Label; 5] = [
    label("upheld", "结果维持"),
    label("corrected", "结果纠正"),
    label("other", "其他结果"),
    label("pending", "尚未审结"),
    label("total", "总计"),
];

static ITEM_1: [Label; 1] = [label("item_1", "第二十条第（一）项")];
static ITEM_5: [Label; 1] = [label("item_5", "第二十条第（五）项")];
static ITEM_6: [Label; 1] = [label("item_6", "第二十条第（六）项")];
static ITEM_8: [Label; 1] = [label("item_8", "第二十条第（八）项")];

static ACTIVE: [Row; 6] = [
    active(&ITEM_1, "rules", "规章", &DOCUMENTS),
    active(&ITEM_1, "normative", "行政规范性文件", &DOCUMENTS),
    active(&ITEM_5, "licences", "行政许可", &DECISIONS),
    active(&ITEM_6, "penalties", "行政处罚", &DECISIONS),
    active(&ITEM_6, "coercions", "行政强制", &DECISIONS),
    Row { cell: Cell::Amount, ..active(&ITEM_8, "fees", "行政事业性收费", &FEES) },
];

const RESULTS: Label = label("results", "三、本年度办理结果");
static RESULT: [Label; 1] = [RESULTS];
static REFUSED: [Label; 2] = [RESULTS, label("refused", "（三）不予公开")];
static UNAVAILABLE: [Label; 2] = [RESULTS, label("unavailable", "（四）无法提供")];
static DECLINED: [Label; 2] = [RESULTS, label("declined", "（五）不予处理")];
static OTHERWISE: [Label; 2] = [RESULTS, label("otherwise", "（六）其他处理")];

static REQUESTS: [Row; 25] = [
    request(&[], "new", "一、本年新收政府信息公开申请数量"),
    request(&[], "carried_over", "二、上年结转政府信息公开申请数量"),
    request(&RESULT, "granted", "（一）予以公开"),
    request(&RESULT, "partly_granted", "（二）部分公开（区分处理的，只计这一情形，不计其他情形）"),
    request(&REFUSED, "refused.state_secret", "1.属于国家秘密"),
    request(&REFUSED, "refused.forbidden_by_law", "2.其他法律行政法规禁止公开"),
    request(&REFUSED, "refused.security", "3.危及“三安全一稳定”"),
    request(&REFUSED, "refused.third_party", "4.保护第三方合法权益"),
    request(&REFUSED, "refused.internal", "5.属于三类内部事务信息"),
    request(&REFUSED, "refused.in_process", "6.属于四类过程性信息"),
    request(&REFUSED, "refused.case_file", "7.属于行政执法案卷"),
    request(&REFUSED, "refused.lookup", "8.属于行政查询事项"),
    request(&UNAVAILABLE, "unavailable.not_held", "1.本机关不掌握相关政府信息"),
    request(&UNAVAILABLE, "unavailable.not_made", "2.没有现成信息需要另行制作"),
    request(&UNAVAILABLE, "unavailable.unclear", "3.补正后申请内容仍不明确"),
    request(&DECLINED, "declined.petition", "1.信访举报投诉类申请"),
    request(&DECLINED, "declined.repeated", "2.重复申请"),
    request(&DECLINED, "declined.publication", "3.要求提供公开出版物"),
    request(&DECLINED, "declined.excessive", "4.无正当理由大量反复申请"),
    request(&DECLINED, "declined.confirmation", "5.要求行政机关确认或重新出具已获取信息"),
    request(&OTHERWISE, "otherwise.not_corrected", "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请"),
    request(
        &OTHERWISE,
        "otherwise.not_paid",
        "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
    ),
    request(&OTHERWISE, "otherwise.other", "3.其他"),
    request(&RESULT, "total", "（七）总计"),
    request(&[], "carried_forward", "四、结转下年度继续办理"),
];

static LITIGATION: [Label; 1] = [label("litigation", "行政诉讼")];

static REVIEW: [Row; 3] = [
    review(&[], "reconsideration", "行政复议"),
    review(&LITIGATION, "litigation.direct", "未经复议直接起诉"),
    review(&LITIGATION, "litigation.after_reconsideration", "复议后起诉"),
];

#[cfg(test)]
mod tests {
    use crate::law::closed_list::ClosedList;
    use crate::law::disclosure::Table;

    #[test]
    fn the_form_is_whole() {
        let sizes = Table::ALL.iter().map(|table| table.rows().iter().map(|row| row.columns.len()).sum::<usize>());
        assert_eq!(sizes.collect::<Vec<_>>(), [10, 175, 15]);
    }

    #[test]
    fn every_row_answers_to_its_own_words_only() {
        for table in Table::ALL {
            for row in table.rows() {
                for word in [row.label.key, row.label.name] {
                    let answering: Vec<_> = table.rows().iter().filter(|row| row.label.answers(word)).collect();
                    assert_eq!(answering, [row], "{word}");
                }
            }
        }
    }

    #[test]
    fn numbering_and_width_do_not_count() {
        let partly = &Table::Requests.rows()[3].label;
        for word in ["部分公开", "(二)部分公开", "（二） 部分公开", "partly_granted"] {
            assert!(partly.answers(word), "{word}");
        }
        let security = &Table::Requests.rows()[6].label;
        for word in ["危及三安全一稳定", "3、危及\"三安全一稳定\"", "security", "refused.security"] {
            assert!(security.answers(word), "{word}");
        }
        assert!(!security.answers("") && !security.answers("三"));
    }
}
