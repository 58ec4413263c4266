//! Whether a stretch of text speaks of an office or of a person.
//!
//! 条例 art. 20(2): an office's address, hours and telephones are to be published.

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

/// What is said of private people.
const PRIVATE: [&str; 12] =
    ["户主", "申请人", "家长", "学生", "低保", "残疾", "特困", "当事人", "身份证", "家庭", "监护人", "住址"];

/// Whether a text names an office.
pub(super) fn is_named(text: &str) -> bool {
    OFFICES.iter().any(|word| text.contains(word))
}

/// Whether a line tells an office's contact: a telephone that only offices have, or a contact beside an office's name.
pub(super) fn tells_contact(line: &str) -> bool {
    let has = |words: &[&str]| words.iter().any(|word| line.contains(word));
    !has(&PRIVATE) && (has(&OFFICE_PHONES) || has(&CONTACTS) && is_named(line))
}
