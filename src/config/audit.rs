//! `audit` in xiangwei.yaml: how grave a rule is here, from when on it speaks, and what is excepted.

use crate::diag::{Code, Diagnostic, Path, Place, Rule, Severity};
use crate::law::character::is_digit;
use crate::law::closed_list::{ClosedList, closed_list};
use crate::law::inspection::Item;
use crate::law::nearest::few_nearest;
use crate::say;
use crate::yaml::{Fields, Key, NodeKind, Record, Shape, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

pub(super) const AUDIT: Record = Record::of(&[
    Key::new("levels", &["级别"], Shape::EachRule(&Shape::Choice(Level::WORDS)), "规则在本站算哪一级"),
    Key::new("thresholds", &["阈值"], Shape::Record(&THRESHOLDS), "从多少起提示"),
    Key::new("weights", &["扣分"], Shape::Each(Item::WORDS, &Shape::Count), "检查项扣多少分"),
    Key::new("contacts", &["联系电话"], Shape::List(&Shape::Text), "单位对外公布的电话"),
    Key::new("exceptions", &["例外"], Shape::List(&Shape::Record(&EXCEPTION)), "查到了、但确实没有错的地方"),
]);

const PATH: Key = Key::new("path", &["路径"], Shape::Text, "文件；/ 结尾的是其下全部，* 代表任意文字").required();
const RULE: Key = Key::new("rule", &["规则"], Shape::Rule, "规则的代码").required();
const REASON: Key = Key::new("reason", &["理由"], Shape::Text, "为什么没有错").required();
const EXCEPTION: Record =
    Record::of(&[PATH, RULE, REASON, Key::new("until", &["截止"], Shape::Date, "到哪一天为止，含当天")]);

closed_list! {
    /// How grave a rule is on this site.
    pub enum Level {
        Off: "off", "关闭";
        Note: "note", "提示";
        Warning: "warning", "警告", "warn";
        Error: "error", "错误";
    }
}

impl Level {
    /// As the level of what is told; nothing when nothing is.
    #[must_use]
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Off => None,
            Self::Note => Some(Severity::Note),
            Self::Warning => Some(Severity::Warning),
            Self::Error => Some(Severity::Error),
        }
    }
}

/// What is found at a place and nevertheless right, with the reason.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Exception {
    /// A source's path from the site's root; one that ends with `/` means all below; `*` stands for any characters.
    pub path: String,
    /// The rule.
    pub rule: Rule,
    /// Why it is right.
    pub reason: String,
    /// The last day on which it holds.
    pub until: Option<Date>,
    /// Where it is written.
    pub place: Place,
}

impl Exception {
    /// Whether it speaks of a finding of this rule in a file.
    #[must_use]
    pub fn covers(&self, rule: Rule, path: &Path) -> bool {
        self.rule == rule && (matches(&self.path, path) || self.path.ends_with('/') && path.starts_with(&self.path))
    }
}

/// Whether a pattern, in which `*` stands for any characters, describes a text.
fn matches(pattern: &str, text: &str) -> bool {
    let Some((first, rest)) = pattern.split_once('*') else { return pattern == text };
    let Some(text) = text.strip_prefix(first) else { return false };
    (0..=text.len()).filter(|at| text.is_char_boundary(*at)).any(|at| matches(rest, &text[at..]))
}

macro_rules! thresholds {
    ($($(#[$doc:meta])* $name:ident $zh:literal $default:literal;)*) => {
        /// From which number on a rule speaks.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
        pub struct Thresholds { $($(#[$doc])* pub $name: u16,)* }

        impl Default for Thresholds {
            fn default() -> Self {
                Self { $($name: $default,)* }
            }
        }

        const THRESHOLDS: Record =
            Record::of(&[$(Key::new(stringify!($name), &[$zh], Shape::Count, concat!("默认 ", $default))),*]);

        impl Thresholds {
            /// Each by its English and its Chinese name, with what it is without a setting.
            pub const TABLE: &'static [(&'static str, &'static str, u16)] = &[$((stringify!($name), $zh, $default)),*];

            fn read(fields: &mut Fields<'_>) -> Self {
                Self { $($name: fields.read(stringify!($name), number).unwrap_or($default),)* }
            }
        }
    };
}

thresholds! {
    /// Days in which the home page must have something new (国办秘函〔2019〕19号, veto item on the home page).
    home "首页天数" 14;
    /// Days after which the home page is told to need something new, before that.
    home_aging "首页提醒天数" 10;
    /// Days in which columns of news must have something new.
    news "动态天数" 14;
    /// The same for notices.
    notices "通知天数" 180;
    /// The same for policies.
    policies "政策天数" 180;
    /// The same for interpretations.
    interpretations "解读天数" 180;
    /// The same for plans and personnel.
    plans "计划天数" 365;
    /// The same for guides, systems, duties and leaders.
    guides "指南天数" 365;
    /// So many stale columns of news, notices and policies fail a site.
    stale_columns "陈旧栏目数" 5;
    /// So many stale columns of any sort fail it.
    stale_in_all "各类陈旧栏目数" 10;
    /// Working days in which an interpretation follows its document.
    interpretation "解读工作日" 3;
    /// Months before its end in which a document is told to expire.
    expiring "到期提醒月数" 6;
    /// Years for which a normative document is in force at the most; local rules set them.
    term "有效期年数" 5;
    /// The same for one that is 暂行 or 试行.
    trial_term "试行有效期年数" 2;
    /// Days after its publication in which a normative document is filed; local rules say 15 or 30.
    filing "备案天数" 30;
    /// Days that a consultation lasts at the least (国务院令第713号, art. 15).
    consultation "征集天数" 30;
    /// Days after its end in which a consultation must be answered; no national number is known.
    feedback "反馈天数" 30;
    /// Working days in which information is published after it was made (政府信息公开条例, art. 26).
    publication "公开工作日" 20;
    /// The same for licences and penalties (国办发〔2018〕118号).
    penalties "处罚公开工作日" 7;
    /// So many documents with another date of publication than before are too many.
    redated "改期篇数" 5;
    /// Days after which an outside address that was there is asked again (`check --external`).
    external_days "外链复查天数" 30;
    /// The same for one that was not.
    external_retry "外链失败复查天数" 1;
    /// Seconds in which an outside address must answer.
    external_seconds "外链超时秒数" 20;
    /// Seconds between two requests to one host.
    external_pause "外链间隔秒数" 1;
    /// So many redirects of an outside address are followed.
    external_redirects "外链跳转次数" 10;
    /// Tenths: text must stand out from its ground by so much (WCAG 2.2, 1.4.3: 4.5:1).
    contrast "对比度十分数" 45;
}

/// What the site sets for its audit.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Audit {
    /// How grave rules are, where the site says otherwise.
    pub levels: BTreeMap<Rule, Level>,
    /// From when on rules speak.
    pub thresholds: Thresholds,
    /// The points of inspected items, where the site says otherwise.
    pub weights: BTreeMap<Item, u16>,
    /// The telephones that offices publish as their own.
    pub contacts: Vec<String>,
    /// What is excepted.
    pub exceptions: Vec<Exception>,
}

impl Audit {
    /// The level at which a rule's finding is told; nothing when it is not.
    #[must_use]
    pub fn severity(&self, rule: Rule) -> Option<Severity> {
        self.levels.get(&rule).map_or(Some(rule.severity()), |level| level.severity())
    }
}

pub(super) fn read(fields: &mut Fields<'_>) -> Audit {
    let read = |fields: &mut Fields<'_>| {
        let thresholds = fields.record("thresholds", THRESHOLDS, |fields| Some(Thresholds::read(fields)));
        Some(Audit {
            levels: pairs(fields, "levels", rule, |value| value.choice()),
            weights: pairs(fields, "weights", item, number),
            thresholds: thresholds.unwrap_or_default(),
            contacts: fields.read_all("contacts", telephone),
            exceptions: fields.records("exceptions", EXCEPTION, exception),
        })
    };
    fields.record("audit", AUDIT, read).unwrap_or_default()
}

/// A map whose keys are words of a list.
fn pairs<K: Ord, V>(
    fields: &mut Fields<'_>,
    key: &str,
    name: impl Fn(&str, Value<'_>) -> Result<K, Box<Diagnostic>>,
    read: impl Fn(Value<'_>) -> Result<V, Box<Diagnostic>>,
) -> BTreeMap<K, V> {
    let Some(written) = fields.get(key) else { return BTreeMap::new() };
    if !matches!(written.node.kind, NodeKind::Map(_)) {
        fields.fault(written.mismatch(say!("键值对", "a map of keys")));
    }
    let mut pairs = BTreeMap::new();
    for (word, value) in written.pairs() {
        match name(word, value).and_then(|name| Ok((name, read(value)?))) {
            Ok((name, value)) => drop(pairs.insert(name, value)),
            Err(fault) => fields.fault(*fault),
        }
    }
    pairs
}

fn exception(fields: &mut Fields<'_>) -> Option<Exception> {
    let place = fields.place().clone();
    let path = fields.require(&PATH, Value::text);
    let rule = fields.require(&RULE, |value| rule(value.str()?, value));
    let reason = fields.require(&REASON, Value::text);
    let until = fields.read("until", Value::date);
    Some(Exception { path: path?, rule: rule?, reason: reason?, until, place })
}

/// The rule with this code, or what is told at its value.
fn rule(word: &str, at: Value<'_>) -> Result<Rule, Box<Diagnostic>> {
    Rule::parse(word).ok_or_else(|| {
        let fault = at.fault(Code::ValueChoice, say!("没有规则“{word}”", "there is no rule `{word}`"));
        let near = few_nearest(word, Rule::ALL.iter().map(|rule| rule.word())).join("、");
        Box::new(match near.is_empty() {
            true => fault.help(say!("xiangwei explain 列出全部代码", "xiangwei explain lists all codes")),
            false => fault.help(say!("相近的有：{near}", "there is: {near}")),
        })
    })
}

/// The inspected item with this name, or what is told at its value.
fn item(word: &str, at: Value<'_>) -> Result<Item, Box<Diagnostic>> {
    Item::parse(word).ok_or_else(|| {
        let all = Item::ALL.iter().map(|item| item.name()).collect::<Vec<_>>().join("、");
        let fault = at.fault(Code::ValueChoice, say!("没有检查项“{word}”", "there is no inspected item `{word}`"));
        Box::new(fault.help(say!("检查项有：{all}", "the items are: {all}")))
    })
}

/// A telephone has seven digits at the least.
fn telephone(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    let digits = text.chars().filter(|c| is_digit(*c)).count();
    if digits < 7 { Err(Box::new(value.mismatch(say!("电话号码", "a telephone number")))) } else { Ok(text) }
}

fn number(value: Value<'_>) -> Result<u16, Box<Diagnostic>> {
    let count = value.count()?;
    u16::try_from(count).map_err(|_| Box::new(value.mismatch(say!("65535 以内的整数", "a whole number up to 65535"))))
}

#[cfg(test)]
mod tests {
    use super::matches;

    #[test]
    fn a_pattern_describes_paths() {
        for (pattern, path, is) in [
            ("content/a.md", "content/a.md", true),
            ("content/*.md", "content/a/甲.md", true),
            ("content/*/甲.md", "content/a/乙.md", false),
            ("*", "data/x.csv", true),
            ("content/a", "content/a.md", false),
        ] {
            assert_eq!(matches(pattern, path), is, "{pattern} {path}");
        }
    }
}
