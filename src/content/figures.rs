//! Figures of a report with their place in its text, and what it promises.

use super::document::Reference;
use super::records;
use crate::config::{Config, Indicators};
use crate::diag::{Code, Diagnostic, Place};
use crate::law::character::{half_width, is_blank};
use crate::law::promise::Promise;
use crate::law::quantity::{self, Decimal, Unit};
use crate::say;
use crate::yaml::{Fields, Key, Value};
use jiff::civil::Date;
use serde::{Deserialize, Serialize};

static ID: Key = records::INDICATOR.keys[0];
static VALUE: Key = records::INDICATOR.keys[1];
static QUOTE: Key = records::INDICATOR.keys[3];
static TEXT: Key = records::COMMITMENT.keys[1];
static COMMITMENT: Key = records::FULFILMENT.keys[0];
static STATUS: Key = records::FULFILMENT.keys[1];

/// A figure: an indicator's value in a report, with the words that say it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Figure {
    /// The indicator.
    pub id: String,
    /// Its value, exact.
    pub value: Decimal,
    /// The same as it was written, so that 4.0 stays what it is.
    pub written: String,
    /// Its unit: the figure's own, else the dictionary's.
    pub unit: Option<String>,
    /// The words of the report.
    pub quote: String,
    /// The change against the year before that the text gives, in percent, and where it was written.
    pub change: Option<(Decimal, Place)>,
    /// Where it was written.
    pub place: Place,
    /// Where its quote was written.
    pub quote_place: Place,
}

/// A promise for the next year.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Commitment {
    /// Its name.
    pub id: String,
    /// What is promised.
    pub text: String,
    /// By when.
    pub due: Option<Date>,
    /// Where it was written.
    pub place: Place,
}

/// What came of a promise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fulfilment {
    /// The promise.
    pub commitment: Reference,
    /// What came of it.
    pub status: Promise,
    /// In words.
    pub note: Option<String>,
    /// What shows it.
    pub evidence: Vec<Reference>,
}

pub(super) fn read_figures(fields: &mut Fields<'_>, config: &Config) -> Vec<Figure> {
    let figures = fields.records("indicators", records::INDICATOR, |fields| read_figure(fields, &config.indicators));
    for (at, figure) in figures.iter().enumerate() {
        if let Some(first) = figures[..at].iter().find(|other| other.id == figure.id) {
            let id = &figure.id;
            fields.fault(
                Diagnostic::new(
                    Code::IdTwice,
                    figure.place.clone(),
                    say!("指标“{id}”在这份报告里写了两次", "the indicator `{id}` stands twice in this report"),
                )
                .related(first.place.clone(), say!("先写在这里", "first written here"))
                .help(say!(
                    "每份报告里同一指标只写一次；另一个数字用另一个指标",
                    "give each indicator once; another figure is another indicator"
                )),
            );
        }
    }
    figures
}

fn read_figure(fields: &mut Fields<'_>, indicators: &Indicators) -> Option<Figure> {
    let id = fields.require(&ID, |value| Ok((indicators.read(value)?, value.place())));
    let value = fields.require(&VALUE, |value| Ok((decimal(value)?, digits(value.str()?))));
    let known = id.as_ref().and_then(|(id, _)| indicators.get(id)).and_then(|indicator| indicator.unit.as_deref());
    let unit = fields.read("unit", |value| unit(value, known));
    let quote = fields.require(&QUOTE, |value| Ok((value.text()?, value.place())));
    let change = fields.read("change", |value| Ok((decimal(value)?, value.place())));
    let ((id, place), (value, written), (quote, quote_place)) = (id?, value?, quote?);
    let unit = unit.or_else(|| known.map(str::to_owned));
    Some(Figure { id, value, written, unit, quote, change, place, quote_place })
}

/// A number's own characters, of normal width and without grouping.
fn digits(text: &str) -> String {
    let digits = text.trim().trim_end_matches(['%', '％']).chars().map(half_width);
    digits.filter(|c| !matches!(c, ',' | '+') && !is_blank(*c)).collect()
}

fn decimal(value: Value<'_>) -> Result<Decimal, Box<Diagnostic>> {
    let text = value.str()?;
    Decimal::parse(text.trim_end_matches(['%', '％']))
        .ok_or_else(|| Box::new(value.mismatch(say!("数值（如 22911、8122.21）", "a number such as 22911 or 8122.21"))))
}

/// A unit that can be converted to the dictionary's.
fn unit(value: Value<'_>, known: Option<&str>) -> Result<String, Box<Diagnostic>> {
    let written = value.text()?;
    match known {
        Some(known) if !Unit::parse(&written).convertible(&Unit::parse(known)) => {
            let fault = value.fault(
                Code::IndicatorUnit,
                say!(
                    "“{written}”不能换算成指标库里的“{known}”",
                    "`{written}` cannot be converted to the dictionary's `{known}`"
                ),
            );
            Err(Box::new(
                fault.help(say!("写“{known}”，或改用另一个指标", "write `{known}`, or use another indicator")),
            ))
        }
        _ => Ok(written),
    }
}

/// Whether each quote occurs in a block of the text, of which each has a line (spaces ignored), and holds its value.
pub(super) fn check_quotes(figures: &[Figure], text: &str) -> Vec<Diagnostic> {
    let blocks: Vec<String> = text.lines().map(packed).collect();
    figures.iter().filter_map(|figure| check_quote(figure, &blocks)).collect()
}

fn check_quote(figure: &Figure, blocks: &[String]) -> Option<Diagnostic> {
    let quote = &figure.quote;
    let fault = |message| Diagnostic::new(Code::IndicatorQuote, figure.quote_place.clone(), message);
    let words = packed(quote);
    if !blocks.iter().any(|block| block.contains(&words)) {
        let found = fault(say!("正文里没有“{quote}”", "the text does not hold “{quote}”"));
        return Some(found.help(say!(
            "原样抄录正文里写着这个数字的一句话（空格不计），不要跨段",
            "quote the text word for word (spaces are ignored), within one paragraph"
        )));
    }
    let unit = figure.unit.as_deref().unwrap_or_default();
    if !quantity::holds(quote, &figure.value, unit) {
        let value = &figure.value;
        let found = fault(say!("原文里没有数值 {value}{unit}", "the quote does not hold {value} {unit}"));
        return Some(
            found.help(say!("核对数值与原文；2.8万 就是 28000", "compare the value and the quote; 2.8万 is 28000")),
        );
    }
    None
}

fn packed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

pub(super) fn read_commitments(fields: &mut Fields<'_>) -> Vec<Commitment> {
    fields.records("commitments", records::COMMITMENT, |fields| {
        let id = fields.require(&ID, |value| Ok((value.text()?, value.place())));
        let text = fields.require(&TEXT, Value::text);
        let due = fields.read("due", Value::date);
        let (id, place) = id?;
        Some(Commitment { id, text: text?, due, place })
    })
}

pub(super) fn read_fulfilments(fields: &mut Fields<'_>) -> Vec<Fulfilment> {
    fields.records("fulfils", records::FULFILMENT, |fields| {
        let commitment = fields.require(&COMMITMENT, super::read::reference);
        let status = fields.require(&STATUS, Value::choice);
        let note = fields.read("note", Value::text);
        let evidence = fields.read_all("evidence", super::read::reference);
        Some(Fulfilment { commitment: commitment?, status: status?, note, evidence })
    })
}
