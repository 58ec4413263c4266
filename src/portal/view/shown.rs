//! A value as a page shows it, free of any template engine.

use super::View;
use crate::law::moment::Moment;
use crate::portal::{DocumentId, PlanId};
use crate::world::Zone;
use crate::yaml::Free;
use std::borrow::Cow;
use std::sync::Arc;

/// What a field gives.
#[derive(Debug, Clone)]
pub enum Shown {
    /// A known field without a value.
    Nothing,
    /// Text, to be escaped.
    Text(Cow<'static, str>),
    /// HTML that is safe as it is.
    Html(String),
    /// A whole number.
    Number(i64),
    /// Yes or no.
    Yes(bool),
    /// A date, and the zone of its time.
    Moment(Moment, Zone),
    /// A list.
    List(Vec<Shown>),
    /// A record whose names are all known: any other is a mistake in the template.
    Record(Vec<(&'static str, Shown)>),
    /// A value of any shape, from the site's owner.
    Free(Free),
    /// A thing with a view of its own.
    View(View),
    /// The documents that a query found; with fields, those alone can be read.
    Found(PlanId, Arc<[DocumentId]>, Arc<[u16]>),
    /// It could not be had; the sentence says why.
    Failure(String),
}

impl Shown {
    /// Text that may be absent.
    pub fn text(text: Option<impl Into<String>>) -> Self {
        text.map_or(Self::Nothing, |text| Self::Text(Cow::Owned(text.into())))
    }

    /// A word of the program's own.
    pub fn word(word: &'static str) -> Self {
        Self::Text(Cow::Borrowed(word))
    }

    /// A thing that may be absent.
    pub fn view(view: Option<View>) -> Self {
        view.map_or(Self::Nothing, Self::View)
    }

    /// A field of a record; nothing for another value, and for a field without one.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&Self> {
        let Self::Record(fields) = self else { return None };
        let found = fields.iter().find(|(known, _)| *known == name).map(|(_, value)| value);
        found.filter(|value| !matches!(value, Self::Nothing))
    }

    /// The members of a list; none for another value.
    #[must_use]
    pub fn items(&self) -> &[Self] {
        match self {
            Self::List(items) => items,
            _ => &[],
        }
    }

    /// The text of a text.
    #[must_use]
    pub fn as_text(&self) -> Option<&str> {
        match self {
            Self::Text(text) => Some(text),
            _ => None,
        }
    }

    /// The thing.
    #[must_use]
    pub fn as_view(&self) -> Option<View> {
        match self {
            Self::View(view) => Some(*view),
            _ => None,
        }
    }

    /// Things.
    pub fn views(views: impl IntoIterator<Item = View>) -> Self {
        Self::List(views.into_iter().map(Self::View).collect())
    }
}

impl From<String> for Shown {
    fn from(text: String) -> Self {
        Self::Text(Cow::Owned(text))
    }
}

impl From<usize> for Shown {
    fn from(number: usize) -> Self {
        Self::Number(i64::try_from(number).unwrap_or(i64::MAX))
    }
}

/// The fields of a date, which itself prints as it was written.
pub const MOMENT_FIELDS: [(&str, &str); 8] = [
    ("iso", "2024-03-01，或 2024-03-01T09:30:00+08:00 · for `<time datetime>`"),
    ("day", "2024-03-01"),
    ("stamp", "2024-03-01 00:00，总带时间 · always with a time, for the PubDate tag"),
    ("chinese", "2024年3月1日"),
    ("year", "2024"),
    ("month", "3"),
    ("day_of_month", "1"),
    ("rfc3339", "2024-03-01T00:00:00+08:00，总带时间 · always with a time"),
];

/// A field of a date.
#[must_use]
pub fn moment_field(moment: Moment, zone: Zone, name: &str) -> Option<Shown> {
    let date = moment.date;
    let rfc3339 = || moment.local() + zone.as_str();
    Some(match name {
        "iso" if moment.time.is_some() => rfc3339().into(),
        "iso" | "day" => moment.day().into(),
        "rfc3339" => rfc3339().into(),
        "stamp" => moment.stamp().into(),
        "chinese" => moment.chinese().into(),
        "year" => Shown::Number(date.year().into()),
        "month" => Shown::Number(date.month().into()),
        "day_of_month" => Shown::Number(date.day().into()),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_field_of_a_date_is_there() {
        let moment = Moment::parse("2024-03-01 09:30").unwrap();
        for (name, _) in MOMENT_FIELDS {
            assert!(moment_field(moment, Zone::BEIJING, name).is_some(), "{name}");
        }
        assert!(moment_field(moment, Zone::BEIJING, "hour").is_none());
    }
}
