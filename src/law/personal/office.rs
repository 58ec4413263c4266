//! Whether a stretch of text speaks of an office or of a person.
//!
//! 条例 art. 20(2): an office's address, hours and telephones are to be published.

use crate::law::character::{is_blank, is_han};

/// What offices, and places where the public is received, have in their names.
const OFFICES: [&str; 31] = [
    "办公",
    "单位",
    "公司",
    "中心",
    "大厅",
    "窗口",
    "局",
    "厅",
    "委员会",
    "村委会",
    "居委会",
    "政府",
    "办事处",
    "街道办",
    "派出所",
    "法院",
    "检察院",
    "司法所",
    "仲裁",
    "公证",
    "律师",
    "学校",
    "医院",
    "卫生院",
    "支队",
    "大队",
    "科室",
    "政务",
    "热线",
    "服务站",
    "报名点",
];

/// Telephones that only offices have.
const OFFICE_PHONES: [&str; 10] = [
    "咨询电话",
    "举报电话",
    "监督电话",
    "投诉电话",
    "服务电话",
    "值班电话",
    "办公电话",
    "报名电话",
    "受理电话",
    "公开电话",
];

/// Words for one whom an office may be reached through.
const CONTACTS: [&str; 4] = ["联系人", "联系电话", "联系方式", "联系手机"];

/// How the names of offices end besides.
const OF_OFFICE: [&str; 4] = ["科", "处", "室", "所"];

/// What is said of private people.
const PRIVATE: [&str; 12] =
    ["户主", "申请人", "家长", "学生", "低保", "残疾", "特困", "当事人", "身份证", "家庭", "监护人", "住址"];

/// What stands before the name of an account's owner.
const OWNERS: [&str; 5] = ["户名", "账户名称", "帐户名称", "收款单位", "收款人"];

/// Whether a text names an office.
pub(super) fn is_named(text: &str) -> bool {
    OFFICES.iter().any(|word| text.contains(word))
}

/// Whether a line tells an office's contact: a telephone that only offices have, or a contact beside an office's name.
pub(super) fn tells_contact(line: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
    !has(&PRIVATE) && !names_person(line) && (has(&OFFICE_PHONES) || has(&CONTACTS) && is_named(line))
}

/// Whether a person is named as the contact, 联系人：张三, and not as an office's own: 司法局联系人：张三.
fn names_person(line: &str) -> bool {
    let Some((before, after)) = line.split_once("联系人") else { return false };
    let name: String = after.trim_start_matches(|c| is_blank(c) || matches!(c, '：' | ':')).chars().take(2).collect();
    let is_office = OFFICES.iter().chain(&OF_OFFICE).any(|word| before.ends_with(word));
    !is_office
        && !OFFICES.iter().any(|word| word.starts_with(&name))
        && name.chars().filter(|c| is_han(*c)).count() == 2
}

/// Whether the last owner of an account that a text names is an office.
pub(super) fn owns_account(before: &str) -> bool {
    let ends = OWNERS.iter().filter_map(|word| Some(before.rfind(word)? + word.len()));
    ends.max().is_some_and(|end| !before[end..].contains(['；', '。']) && is_named(&before[end..]))
}
