//! The form itself: what rows and columns are called, in order.
//!
//! Every label has a short stable key beside its official words. The key of a row within a group
//! names the group first: `refused.state_secret`.

use crate::law::character::{half_width, is_blank};
use crate::law::disclosure::{Edition, Table};
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
    /// The editions of the form that have it.
    editions: &'static [Edition],
}

/// What a cell holds (rule E5).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Cell {
    /// A whole number, not negative.
    Count,
    /// A decimal, not negative.
    Amount,
    /// A whole number; a decrease is negative.
    Change,
}

/// The rows of the first table whose documents stay in force from year to year (rule E8).
pub const STOCKS: [&str; 2] = ["rules", "normative"];

impl Cell {
    /// What the cells of a column hold.
    pub(super) fn of(column: &Label) -> Cell {
        match column.key {
            "amount" => Cell::Amount,
            "change" => Cell::Change,
            _ => Cell::Count,
        }
    }

    /// Whether such a cell may hold this number.
    pub fn may_hold(self, number: Decimal) -> bool {
        match self {
            Cell::Count => number.count().is_some(),
            Cell::Amount => !number.is_negative(),
            Cell::Change => number.count().or(number.negated().count()).is_some(),
        }
    }
}

impl Table {
    /// The rows that an edition of the form has, in order.
    pub fn rows(self, edition: Edition) -> Vec<&'static Row> {
        let rows: &'static [Row] = match self {
            Table::Active => &ACTIVE,
            Table::Requests => &REQUESTS,
            Table::Review => &REVIEW,
        };
        rows.iter().filter(|row| row.editions.contains(&edition)).collect()
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

const FIRST: &[Edition] = &[Edition::Of2019];
const PRESENT: &[Edition] = &[Edition::Of2021];
const BOTH: &[Edition] = &[Edition::Of2019, Edition::Of2021];

/// A row of the first table.
const fn active(
    groups: &'static [Label],
    label: Label,
    columns: &'static [Label],
    editions: &'static [Edition],
) -> Row {
    Row { label, groups, columns, editions }
}

/// A row of the second table, in both editions.
const fn request(groups: &'static [Label], key: &'static str, name: &'static str) -> Row {
    Row { label: label(key, name), groups, columns: &APPLICANTS, editions: BOTH }
}

/// A row of the third table.
const fn review(groups: &'static [Label], key: &'static str, name: &'static str) -> Row {
    Row { label: label(key, name), groups, columns: &OUTCOMES, editions: BOTH }
}

static DOCUMENTS: [Label; 3] =
    [label("made", "本年制发件数"), label("repealed", "本年废止件数"), label("in_force", "现行有效件数")];
static DECISIONS: [Label; 1] = [label("decisions", "本年处理决定数量")];
static FEES: [Label; 1] = [label("amount", "本年收费金额（单位：万元）")];

static DOCUMENTS_OF_2019: [Label; 3] =
    [label("made", "本年新制作数量"), label("published", "本年新公开数量"), label("public", "对外公开总数量")];
static POWERS_OF_2019: [Label; 3] =
    [label("before", "上一年项目数量"), label("change", "本年增/减"), label("decisions", "处理决定数量")];
static FEES_OF_2019: [Label; 2] = [label("before", "上一年项目数量"), label("change", "本年增/减")];
static PURCHASES_OF_2019: [Label; 2] = [label("items", "采购项目数量"), label("amount", "采购总金额")];

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
static ITEM_9: [Label; 1] = [label("item_9", "第二十条第（九）项")];

static ACTIVE: [Row; 14] = [
    active(&ITEM_1, label("rules", "规章"), &DOCUMENTS_OF_2019, FIRST),
    active(&ITEM_1, label("normative", "规范性文件"), &DOCUMENTS_OF_2019, FIRST),
    active(&ITEM_5, label("licences", "行政许可"), &POWERS_OF_2019, FIRST),
    active(&ITEM_5, label("services", "其他对外管理服务事项"), &POWERS_OF_2019, FIRST),
    active(&ITEM_6, label("penalties", "行政处罚"), &POWERS_OF_2019, FIRST),
    active(&ITEM_6, label("coercions", "行政强制"), &POWERS_OF_2019, FIRST),
    active(&ITEM_8, label("fees", "行政事业性收费"), &FEES_OF_2019, FIRST),
    active(&ITEM_9, label("purchases", "政府集中采购"), &PURCHASES_OF_2019, FIRST),
    active(&ITEM_1, label("rules", "规章"), &DOCUMENTS, PRESENT),
    active(&ITEM_1, label("normative", "行政规范性文件"), &DOCUMENTS, PRESENT),
    active(&ITEM_5, label("licences", "行政许可"), &DECISIONS, PRESENT),
    active(&ITEM_6, label("penalties", "行政处罚"), &DECISIONS, PRESENT),
    active(&ITEM_6, label("coercions", "行政强制"), &DECISIONS, PRESENT),
    active(&ITEM_8, label("fees", "行政事业性收费"), &FEES, PRESENT),
];

const RESULTS: Label = label("results", "三、本年度办理结果");
static RESULT: [Label; 1] = [RESULTS];
static REFUSED: [Label; 2] = [RESULTS, label("refused", "（三）不予公开")];
static UNAVAILABLE: [Label; 2] = [RESULTS, label("unavailable", "（四）无法提供")];
static DECLINED: [Label; 2] = [RESULTS, label("declined", "（五）不予处理")];
static OTHERWISE: [Label; 2] = [RESULTS, label("otherwise", "（六）其他处理")];

static REQUESTS: [Row; 26] = [
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
    Row { editions: FIRST, ..request(&RESULT, "otherwise", "（六）其他处理") },
    Row {
        editions: PRESENT,
        ..request(
            &OTHERWISE,
            "otherwise.not_corrected",
            "1.申请人无正当理由逾期不补正、行政机关不再处理其政府信息公开申请",
        )
    },
    Row {
        editions: PRESENT,
        ..request(
            &OTHERWISE,
            "otherwise.not_paid",
            "2.申请人逾期未按收费通知要求缴纳费用、行政机关不再处理其政府信息公开申请",
        )
    },
    Row { editions: PRESENT, ..request(&OTHERWISE, "otherwise.other", "3.其他") },
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
    use crate::law::disclosure::{Edition, Table};

    #[test]
    fn the_form_is_whole() {
        let cells = |edition| {
            let size = |table: &Table| table.rows(edition).iter().map(|row| row.columns.len()).sum::<usize>();
            Table::ALL.iter().map(size).collect::<Vec<_>>()
        };
        assert_eq!(cells(Edition::Of2021), [10, 25 * 7, 15]);
        assert_eq!(cells(Edition::Of2019), [22, 23 * 7, 15]);
    }

    #[test]
    fn every_row_answers_to_its_own_words_only() {
        for (table, edition) in Table::ALL.iter().flat_map(|table| Edition::ALL.map(|edition| (table, edition))) {
            let rows = table.rows(edition);
            for row in &rows {
                for word in [row.label.key, row.label.name] {
                    let answering: Vec<_> = rows.iter().filter(|row| row.label.answers(word)).collect();
                    assert_eq!(answering, [row], "{word}");
                }
            }
        }
    }

    #[test]
    fn numbering_and_width_do_not_count() {
        let rows = Table::Requests.rows(Edition::Of2021);
        let partly = &rows[3].label;
        for word in ["部分公开", "(二)部分公开", "（二） 部分公开", "partly_granted"] {
            assert!(partly.answers(word), "{word}");
        }
        let security = &rows[6].label;
        for word in ["危及三安全一稳定", "3、危及\"三安全一稳定\"", "security", "refused.security"] {
            assert!(security.answers(word), "{word}");
        }
        assert!(!security.answers("") && !security.answers("三"));
    }
}
