//! Which documents a list shows: `collect` in a section, and the queries of templates.

use super::kind::Kind;
use super::records::COLLECT;
use crate::config::{OrganisationId, Organisations};
use crate::diag::{Code, Diagnostic};
use crate::law::closed_list::ClosedList;
use crate::law::column_sort::ColumnSort;
use crate::law::consultation::Stage;
use crate::law::subject::Subject;
use crate::law::validity::Validity;
use crate::say;
use crate::yaml::{Fields, Value};
use serde::de::{Deserializer, Error as _};
use serde::{Deserialize, Serialize};

/// By what documents are put in order.
pub type Order = ColumnSort;

/// Conditions that a document must meet, all of them; empty ones do not count.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Filter {
    /// One of these kinds.
    pub kinds: Vec<Kind>,
    /// In this folder under content/, or below it.
    pub section: Option<String>,
    /// One of its publishers.
    pub publisher: Option<OrganisationId>,
    /// This class, or this sub-class.
    pub topic: Option<Subject>,
    /// One of its keywords.
    pub keyword: Option<String>,
    /// Its year.
    pub year: Option<i16>,
    /// Its state: the code of a [`Validity`] or of a consultation's [`Stage`].
    pub status: Option<StateCode>,
}

impl Filter {
    /// Reads a `collect`.
    pub(super) fn read(fields: &mut Fields<'_>, organisations: &Organisations) -> Option<Self> {
        fields.record("collect", COLLECT, |fields| {
            Some(Self {
                kinds: fields.read_all("kind", Value::choice),
                section: fields.read("section", |value| Ok(folder(value.str()?))),
                publisher: fields.read("publisher", |value| organisations.read(value)),
                topic: fields.read("topic", super::read::subject),
                keyword: fields.read("keyword", Value::text),
                year: fields.read("year", Value::year),
                status: fields.read("status", status),
            })
        })
    }
}

/// A folder as it is kept: without slashes around it.
fn folder(written: &str) -> String {
    written.trim_matches('/').to_owned()
}

/// The code of a [`Validity`] or of a consultation's [`Stage`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
pub struct StateCode(&'static str);

impl StateCode {
    /// The code of a state, by its name in either language.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        let code = Validity::parse(word).map(Validity::code).or_else(|| Stage::parse(word).map(Stage::code));
        code.map(Self)
    }

    /// The code.
    #[must_use]
    pub fn code(self) -> &'static str {
        self.0
    }
}

impl<'de> Deserialize<'de> for StateCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let word = String::deserialize(deserializer)?;
        Self::parse(&word).ok_or_else(|| D::Error::custom("no state"))
    }
}

fn status(value: Value<'_>) -> Result<StateCode, Box<Diagnostic>> {
    let word = value.str()?;
    StateCode::parse(word).ok_or_else(|| {
        let fault = value.fault(Code::ValueChoice, say!("没有“{word}”这种状态", "there is no state `{word}`"));
        let all = Validity::ALL.iter().map(|one| one.name()).chain(Stage::ALL.iter().map(|one| one.name()));
        let all = all.collect::<Vec<_>>().join("、");
        Box::new(fault.help(say!("可选的值：{all}", "it may be: {all}")))
    })
}
