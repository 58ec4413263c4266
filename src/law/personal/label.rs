//! The words that say what a number beside them is.

use crate::law::character::is_blank;

/// What a word says the number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// An identity number.
    Identity,
    /// An account or a card.
    Account,
    /// A passport.
    Passport,
    /// A permit to go to and from 港澳台.
    Permit,
    /// A telephone.
    Phone,
    /// 统一社会信用代码 or what holds one.
    CreditCode,
    /// Something else that has long numbers.
    Other,
}

/// What a bank is called by. A bank may stand between the word 账号 and the number, so that this is no label.
const BANK: [&str; 3] = ["银行", "信用社", "农商行"];

/// What may stand between a word and its number: 编号：, 许可证号为, 发票号码 (.
const BETWEEN: [&str; 6] = ["号码", "代码", "号", "码", "为", "是"];

/// The words, each with what it says.
const WORDS: [(&str, Label); 53] = [
    ("身份证", Label::Identity),
    ("身份号码", Label::Identity),
    ("身份代码", Label::Identity),
    ("证件号", Label::Identity),
    ("账号", Label::Account),
    ("帐号", Label::Account),
    ("账户", Label::Account),
    ("帐户", Label::Account),
    ("卡号", Label::Account),
    ("银行卡", Label::Account),
    ("开户", Label::Account),
    ("一卡通", Label::Account),
    ("存折", Label::Account),
    ("社保卡", Label::Account),
    ("护照", Label::Passport),
    ("港澳通行证", Label::Permit),
    ("台湾通行证", Label::Permit),
    ("内地通行证", Label::Permit),
    ("大陆通行证", Label::Permit),
    ("回乡证", Label::Permit),
    ("台胞证", Label::Permit),
    ("手机", Label::Phone),
    ("电话", Label::Phone),
    ("联系方式", Label::Phone),
    ("信用代码", Label::CreditCode),
    ("机构代码", Label::CreditCode),
    ("识别号", Label::CreditCode),
    ("税号", Label::CreditCode),
    ("订单", Label::Other),
    ("单号", Label::Other),
    ("编号", Label::Other),
    ("编码", Label::Other),
    ("序号", Label::Other),
    ("索引号", Label::Other),
    ("备案号", Label::Other),
    ("合同号", Label::Other),
    ("许可证", Label::Other),
    ("文号", Label::Other),
    ("案号", Label::Other),
    ("条码", Label::Other),
    ("流水号", Label::Other),
    ("受理号", Label::Other),
    ("项目代码", Label::Other),
    ("发票", Label::Other),
    ("车架号", Label::Other),
    ("书号", Label::Other),
    ("ISBN", Label::Other),
    ("QQ", Label::Other),
    ("金额", Label::Other),
    ("（元", Label::Other),
    ("(元", Label::Other),
    ("万元", Label::Other),
    ("面积", Label::Other),
];

/// What the last word of a text says of a number after it; a word for something else speaks of what follows directly alone.
pub(super) fn last(text: &str) -> Option<Label> {
    direct(text).or_else(|| last_of(text, |label| label != Label::Other))
}

/// What the last word of the head of a column says.
pub(super) fn of_column(head: &str) -> Option<Label> {
    last_of(head, |_| true)
}

/// What a word says with which a text ends, but for what parts it from a number.
pub(super) fn direct(text: &str) -> Option<Label> {
    if !has_words(text) {
        return None;
    }
    let ends = |text: &str| WORDS.iter().filter(|(word, _)| text.ends_with(word)).max_by_key(|(word, _)| word.len());
    let near = text.trim_end_matches(parts);
    let between = || BETWEEN.iter().find_map(|word| near.strip_suffix(word));
    ends(near).or_else(|| ends(between()?.trim_end_matches(parts))).map(|(_, label)| *label)
}

/// What stands between a word and what it speaks of.
fn parts(c: char) -> bool {
    is_blank(c) || matches!(c, '：' | ':' | '=' | '"' | '\'' | '“' | '（' | '(' | '）' | ')' | '*' | '|')
}

fn last_of(text: &str, counts: fn(Label) -> bool) -> Option<Label> {
    if !has_words(text) {
        return None;
    }
    let words = WORDS.iter().filter(|(_, label)| counts(*label));
    let places = words.filter_map(|(word, label)| Some((text.rfind(word)? + word.len(), *label)));
    places.max_by_key(|(end, _)| *end).map(|(_, label)| label)
}

/// Whether a text has a word that says so.
pub(super) fn says(text: &str, label: Label) -> bool {
    has_words(text) && WORDS.iter().any(|(word, said)| *said == label && text.contains(word))
}

/// Whether a text names a bank.
pub(super) fn names_bank(text: &str) -> bool {
    has_words(text) && BANK.iter().any(|word| text.contains(word))
}

/// Whether there is anything but numbers; a table of figures costs nothing.
fn has_words(text: &str) -> bool {
    text.bytes().any(|byte| byte.is_ascii_alphabetic() || !byte.is_ascii())
}
