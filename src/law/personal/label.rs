//! The words that say what a number beside them is.

/// What a word says the number is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Label {
    /// An identity number.
    Identity,
    /// An account or a card.
    Account,
    /// A passport.
    Passport,
    /// A telephone.
    Phone,
    /// 统一社会信用代码 or what holds one.
    CreditCode,
    /// Something else that has long numbers.
    Other,
}

/// What a bank is called by. A bank may stand between the word 账号 and the number, so that this is no label.
const BANK: [&str; 3] = ["银行", "信用社", "农商行"];

/// The words, each with what it says.
const WORDS: [(&str, Label); 42] = [
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
];

/// What the last word of a text says.
pub(super) fn last(text: &str) -> Option<Label> {
    if !has_words(text) {
        return None;
    }
    let places = WORDS.iter().filter_map(|(word, label)| Some((text.rfind(word)? + word.len(), *label)));
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
