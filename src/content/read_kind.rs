//! Front matter -> the keys of each kind, typed.

use super::figures;
use super::front_matter::Parts;
use super::keys;
use super::kind::Kind;
use super::particulars::{
    Column, ColumnKind, Consultation, Decision, Disclosure, Effect, Feedback, Filing, Interpretation, Interview,
    Particulars, Policy, Register, Report, Statement,
};
use super::read::{order, reference};
use super::records;
use super::tables::{self, Tables};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Place, Span};
use crate::law::disclosure::{Edition, Stated, stated};
use crate::say;
use crate::yaml::{Fields, Key, Value};
use jiff::civil::Date;

/// The keys of a kind; nothing when one is missing without which there is no such document.
pub(super) fn read(fields: &mut Fields<'_>, kind: Kind, config: &Config, parts: &Parts<'_>) -> Option<Particulars> {
    Some(match kind {
        Kind::Report => Particulars::Report(report(fields, config)?),
        Kind::Disclosure => Particulars::Disclosure(Box::new(disclosure(fields, parts)?)),
        Kind::Policy => Particulars::Policy(Box::new(policy(fields))),
        Kind::Interpretation => Particulars::Interpretation(interpretation(fields)?),
        Kind::Decision => Particulars::Decision(decision(fields)?),
        Kind::Consultation => Particulars::Consultation(Box::new(consultation(fields)?)),
        Kind::Interview => Particulars::Interview(Interview {
            held: fields.read("held", Value::moment),
            guests: fields.read("guests", Value::words).unwrap_or_default(),
        }),
        Kind::Register => Particulars::Register(register(fields)),
        Kind::Notice => Particulars::Notice,
        Kind::News => Particulars::News,
        Kind::Page => Particulars::Page,
    })
}

fn report(fields: &mut Fields<'_>, config: &Config) -> Option<Report> {
    let year = fields.require(&keys::YEAR, Value::year);
    let indicators = figures::read_figures(fields, config);
    let commitments = figures::read_commitments(fields);
    let fulfils = figures::read_fulfilments(fields);
    Some(Report { year: year?, indicators, commitments, fulfils })
}

fn disclosure(fields: &mut Fields<'_>, parts: &Parts<'_>) -> Option<Disclosure> {
    let year = fields.require(&keys::YEAR, Value::year)?;
    let Tables { sheets, carried, in_force } = tables::read(fields, Edition::for_year(year));
    let stated = stated(parts.text, year).map(|Stated { count, number, range }| {
        let span = Span::new(parts.text_start + range.start, parts.text_start + range.end);
        Statement { count, number, place: Place::Text(parts.yaml.path.clone(), span) }
    });
    Some(Disclosure { year, tables: sheets, carried, in_force, stated: stated.collect() })
}

fn policy(fields: &mut Fields<'_>) -> Policy {
    let policy = Policy {
        effective: fields.read("effective", Value::date),
        expires: fields.read("expires", Value::date),
        status: fields.read("status", |value| Ok((value.choice()?, value.place()))),
        normative: fields.read("normative", Value::yes).unwrap_or(false),
        register_number: fields.read("register_number", Value::text),
        filing: fields.record("filing", records::FILING, filing),
        basis: fields.read_all("basis", reference),
        amends: effects(fields, "amends"),
        repeals: effects(fields, "repeals"),
    };
    if let (Some(effective), Some(expires)) = (policy.effective, policy.expires)
        && expires < effective
    {
        order(
            fields,
            "expires",
            say!("有效期在施行日期 {effective} 之前就已届满", "it expires before it takes effect on {effective}"),
        );
    }
    policy
}

/// References, or maps that say which parts and from when.
fn effects(fields: &mut Fields<'_>, key: &str) -> Vec<Effect> {
    let items = fields.get(key).map(Value::items).unwrap_or_default();
    let mut effects = Vec::new();
    for item in items {
        if item.str().is_ok() {
            match reference(item) {
                Ok(document) => effects.push(Effect { document, parts: None, date: None }),
                Err(fault) => fields.fault(*fault),
            }
            continue;
        }
        let mut inner = Fields::new(item.path, item.node, records::EFFECT);
        effects.extend(effect(&mut inner));
        inner.finish().into_iter().for_each(|fault| fields.fault(fault));
    }
    effects
}

/// A filing; one that says nothing is none.
fn filing(fields: &mut Fields<'_>) -> Option<Filing> {
    let filing = Filing {
        number: fields.read("number", Value::text),
        date: fields.read("date", Value::date),
        with: fields.read("with", Value::text),
    };
    Some(filing).filter(|filing| *filing != Filing::default())
}

fn effect(fields: &mut Fields<'_>) -> Option<Effect> {
    static DOCUMENT: Key = records::EFFECT.keys[0];
    let document = fields.require(&DOCUMENT, reference);
    let parts = fields.read("parts", Value::words).map(|parts| parts.join("、"));
    let date = fields.read("date", Value::date);
    Some(Effect { document: document?, parts, date })
}

fn interpretation(fields: &mut Fields<'_>) -> Option<Interpretation> {
    if fields.get("interprets").is_none_or(|value| value.items().is_empty()) {
        fields.missing(&keys::INTERPRETS);
        return None;
    }
    let interprets = fields.read_all("interprets", reference);
    Some(Interpretation { interprets, media: fields.read_all("media", Value::choice) })
}

fn decision(fields: &mut Fields<'_>) -> Option<Decision> {
    let year = fields.require(&keys::YEAR, Value::year);
    let decision = Decision {
        year: year.unwrap_or_default(),
        undertaker: fields.read("undertaker", |value| Ok(value.words()?.join("、"))),
        due: fields.read("due", Value::text),
        steps: fields.read_all("steps", Value::choice),
        outcome: fields.read("outcome", reference),
    };
    year.map(|_| decision)
}

fn consultation(fields: &mut Fields<'_>) -> Option<Consultation> {
    let opens = fields.require(&keys::OPENS, Value::date);
    let closes = fields.require(&keys::CLOSES, Value::date);
    let short_reason = fields.read("short_reason", Value::text);
    let channels = match fields.get("channels") {
        Some(value) if value.str().is_ok() => value.text().into_iter().collect(),
        _ => fields.read_all("channels", Value::text),
    };
    let decision = fields.read("decision", reference);
    let about = fields.read("about", reference);
    let feedback = only_feedback(fields, closes);
    let (opens, closes) = (opens?, closes?);
    if closes < opens {
        order(fields, "closes", say!("截止日期早于开始日期 {opens}", "it closes before it opens on {opens}"));
    }
    Some(Consultation { opens, closes, short_reason, channels, decision, about, feedback })
}

/// The feedback; a list of several is told at the second.
fn only_feedback(fields: &mut Fields<'_>, closes: Option<Date>) -> Option<Feedback> {
    if let Some(second) = fields.get("feedback").and_then(|value| value.items().get(1).copied()) {
        let told = second.fault(
            Code::FeedbackTwice,
            say!("一次意见征集只有一份反馈", "a consultation has one feedback, and this is a second"),
        );
        fields.fault(told.help(say!(
            "合为一份；再次征集的，另写一个意见征集文档",
            "make them one; a second round of consultation is a document of its own"
        )));
        return None;
    }
    fields.record("feedback", records::FEEDBACK, |fields| feedback(fields, closes))
}

/// What was answered; feedback that says nothing is none.
fn feedback(fields: &mut Fields<'_>, closes: Option<Date>) -> Option<Feedback> {
    let number = |value: Value<'_>| {
        let text = value.str()?;
        text.parse().map_err(|_| Box::new(value.mismatch(say!("件数", "a whole number of opinions"))))
    };
    let feedback = Feedback {
        date: fields.read("date", Value::date),
        received: fields.read("received", number),
        adopted: fields.read("adopted", number),
        note: fields.read("note", Value::text),
        document: fields.read("document", reference),
    };
    if feedback.adopted > feedback.received && feedback.received.is_some() {
        order_of_counts(fields);
    }
    if let (Some(date), Some(closes)) = (feedback.date, closes)
        && date < closes
    {
        early(fields, closes);
    }
    Some(feedback).filter(|feedback| *feedback != Feedback::default())
}

fn early(fields: &mut Fields<'_>, closes: Date) {
    if let Some(value) = fields.get("date") {
        let told = value.fault(
            Code::FeedbackEarly,
            say!("反馈早于截止日期 {closes}", "the feedback comes before the consultation closes on {closes}"),
        );
        fields.fault(told.help(say!("核对两个日期", "check both dates")));
    }
}

fn order_of_counts(fields: &mut Fields<'_>) {
    if let Some(value) = fields.get("adopted") {
        let told =
            value.fault(Code::ValueType, say!("采纳的意见多于收到的意见", "more opinions were adopted than received"));
        fields.fault(told.help(say!("核对两个数", "check both numbers")));
    }
}

fn register(fields: &mut Fields<'_>) -> Register {
    let named = |value: Value<'_>| Ok((value.text()?, value.place()));
    Register {
        data: fields.read("data", named),
        columns: columns(fields),
        group_by: fields.read("group_by", named),
        status_field: fields.read("status_field", named),
        id_field: fields.read("id_field", named),
        count_field: fields.read("count_field", named),
    }
}

/// Words, or maps with `field`, `name`, `type` and what else is said of the column.
fn columns(fields: &mut Fields<'_>) -> Vec<Column> {
    let items = fields.get("columns").map(Value::items).unwrap_or_default();
    let mut columns = Vec::new();
    for item in items {
        if let Ok(field) = item.text() {
            columns.push(Column::of_text(field, item.place()));
            continue;
        }
        let mut inner = Fields::new(item.path, item.node, records::COLUMN);
        columns.extend(column(&mut inner));
        inner.finish().into_iter().for_each(|fault| fields.fault(fault));
    }
    columns
}

fn column(fields: &mut Fields<'_>) -> Option<Column> {
    static FIELD: Key = records::COLUMN.keys[0];
    let name = fields.read("name", Value::text);
    let place = fields.get("field").or_else(|| fields.get("name")).map(|value| value.place());
    let field = match (fields.get("field"), &name) {
        (None, Some(name)) => Some(name.clone()),
        _ => fields.require(&FIELD, Value::text),
    };
    let kind = fields.read("type", Value::choice).unwrap_or(ColumnKind::Text);
    let unit = fields.read("unit", Value::text);
    let choices = fields.read("choices", Value::words).unwrap_or_default();
    let done = fields.read("done", |value| among(value, &choices)).unwrap_or_default();
    let field = field?;
    Some(Column { name: name.unwrap_or_else(|| field.clone()), field, kind, unit, choices, done, place: place? })
}

/// Words that must be among the choices, where there are some.
fn among(value: Value<'_>, choices: &[String]) -> Result<Vec<String>, Box<Diagnostic>> {
    let words = value.words()?;
    let Some(stray) = words.iter().find(|word| !choices.is_empty() && !choices.contains(word)) else {
        return Ok(words);
    };
    let (told, all) = (say!("“{stray}”不在选项之中", "`{stray}` is not one of the choices"), choices.join("、"));
    Err(Box::new(value.fault(Code::ValueChoice, told).help(say!("选项：{all}", "the choices: {all}"))))
}
