//! The keys of each kind, typed.

use super::document::Reference;
use super::figures::{Commitment, Figure, Fulfilment};
use super::kind::Kind;
use crate::diag::Place;
use crate::law::closed_list::closed_list;
use crate::law::decision::Step;
use crate::law::disclosure::{Count, Sheet};
use crate::law::media::Media;
use crate::law::moment::Moment;
use crate::law::validity::Validity;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

/// What a document has because of its kind.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "each variant is the kind with its name")]
pub enum Particulars {
    Report(Report),
    Disclosure(Box<Disclosure>),
    Policy(Box<Policy>),
    Interpretation(Interpretation),
    Decision(Decision),
    Consultation(Box<Consultation>),
    Interview(Interview),
    Register(Register),
    Notice,
    News,
    Page,
}

/// 法治报告.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Report {
    pub year: i16,
    pub indicators: Vec<Figure>,
    pub commitments: Vec<Commitment>,
    pub fulfils: Vec<Fulfilment>,
}

/// 公开年报.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Disclosure {
    pub year: i16,
    pub tables: Vec<Sheet>,
    /// Where the requests that are carried from year to year are written, when that table is there.
    pub carried: Option<Carried>,
    /// Where 现行有效件数 is written, for the rules and for the normative documents; nothing in a form without it.
    pub in_force: Vec<Place>,
    /// What the text says of the numbers in the tables.
    pub stated: Vec<Statement>,
}

/// A number of the tables that a report's text gives, too.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// What is counted.
    pub count: Count,
    /// How many, as the text has it.
    pub number: u32,
    /// Where the number stands.
    pub place: Place,
}

/// Where two rows of the table of requests are written, a place for each column.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Carried {
    /// 上年结转.
    pub over: Vec<Place>,
    /// 结转下年度.
    pub forward: Vec<Place>,
}

/// 政策文件.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Policy {
    pub effective: Option<Date>,
    pub expires: Option<Date>,
    pub status: Option<(Validity, Place)>,
    pub normative: bool,
    pub register_number: Option<String>,
    pub filing: Option<Filing>,
    pub basis: Vec<Reference>,
    pub amends: Vec<Effect>,
    pub repeals: Vec<Effect>,
}

impl Policy {
    /// Its filing, when it was filed by a day.
    #[must_use]
    pub fn filed_by(&self, day: Date) -> Option<&Filing> {
        self.filing.as_ref().filter(|filing| filing.date.is_none_or(|date| date <= day))
    }
}

/// 备案.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Filing {
    pub number: Option<String>,
    pub date: Option<Date>,
    pub with: Option<String>,
}

/// What a document does to another.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Effect {
    /// The other document.
    pub document: Reference,
    /// Which of its parts; all of it when none is named.
    pub parts: Option<String>,
    /// From which day; by default when this document takes effect.
    pub date: Option<Date>,
}

/// 政策解读.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Interpretation {
    pub interprets: Vec<Reference>,
    pub media: Vec<Media>,
}

/// 重大行政决策.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Decision {
    pub year: i16,
    pub undertaker: Option<String>,
    pub due: Option<String>,
    pub steps: Vec<Step>,
    pub outcome: Option<Reference>,
}

/// 意见征集.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Consultation {
    pub opens: Date,
    pub closes: Date,
    pub short_reason: Option<String>,
    pub channels: Vec<String>,
    pub decision: Option<Reference>,
    pub about: Option<Reference>,
    pub feedback: Option<Feedback>,
}

/// 反馈.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Feedback {
    pub date: Option<Date>,
    pub received: Option<u32>,
    pub adopted: Option<u32>,
    pub note: Option<String>,
    pub document: Option<Reference>,
}

/// 在线访谈.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Interview {
    pub held: Option<Moment>,
    pub guests: Vec<String>,
}

/// 台账.
#[derive(Debug, Clone, Serialize, Deserialize)]
#[expect(missing_docs, reason = "the fields are the contract's keys, by their English names")]
pub struct Register {
    pub data: Option<(String, Place)>,
    pub columns: Vec<Column>,
    pub group_by: Option<(String, Place)>,
    pub status_field: Option<(String, Place)>,
    pub id_field: Option<(String, Place)>,
    pub count_field: Option<(String, Place)>,
}

impl Register {
    /// Whether its table is the file at a path from the site's root.
    #[must_use]
    pub fn shows(&self, path: &str) -> bool {
        let name = self.data.as_ref().map(|(name, _)| name.as_str());
        name.is_some() && path.strip_prefix("data/") == name
    }
}

/// A column of a register.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Column {
    /// Its heading in the data file.
    pub field: String,
    /// What is shown for it.
    pub name: String,
    /// What its cells are.
    pub kind: ColumnKind,
    /// The unit of its numbers.
    pub unit: Option<String>,
    /// The words that it may hold; any, when none is written.
    pub choices: Vec<String>,
    /// Those of them that say that an item is done (销号).
    pub done: Vec<String>,
    /// Where it was written.
    pub place: Place,
}

impl Column {
    /// A column of words that is shown under its own heading.
    #[must_use]
    pub fn of_text(field: String, place: Place) -> Self {
        let (unit, choices, done) = (None, Vec::new(), Vec::new());
        Self { name: field.clone(), field, kind: ColumnKind::Text, unit, choices, done, place }
    }
}

closed_list! {
    /// What the cells of a register's column are.
    pub enum ColumnKind {
        Text: "text", "文字";
        Number: "number", "数字";
        Money: "money", "金额";
        Date: "date", "日期";
        Link: "link", "链接";
        Choice: "choice", "选项";
        Organisation: "organisation", "机构";
        Document: "document", "文件";
    }
}

impl Particulars {
    /// The kind that has them.
    #[must_use]
    pub fn kind(&self) -> Kind {
        match self {
            Self::Report(_) => Kind::Report,
            Self::Disclosure(_) => Kind::Disclosure,
            Self::Policy(_) => Kind::Policy,
            Self::Interpretation(_) => Kind::Interpretation,
            Self::Decision(_) => Kind::Decision,
            Self::Consultation(_) => Kind::Consultation,
            Self::Interview(_) => Kind::Interview,
            Self::Register(_) => Kind::Register,
            Self::Notice => Kind::Notice,
            Self::News => Kind::News,
            Self::Page => Kind::Page,
        }
    }

    /// The year that the document is about, when its kind has one.
    #[must_use]
    pub fn year(&self) -> Option<i16> {
        match self {
            Self::Report(report) => Some(report.year),
            Self::Disclosure(disclosure) => Some(disclosure.year),
            Self::Decision(decision) => Some(decision.year),
            _ => None,
        }
    }
}
