//! One key as a field of a form, and how its value is read from a file and written into one.

use crate::authoring::Site;
use crate::authoring::written::Written;
use crate::law::duty::Duty;
use crate::law::subject::Subject;
use crate::yaml::{Choices, Key, Record, Shape, YES};
use serde_json::{Map, Value, json};

/// A key in a form.
pub(super) struct Field {
    /// The widget and what it is told.
    widget: Map<String, Value>,
    /// For `format.js`: the key's names, and what its value is.
    pub(super) reading: Value,
}

/// What a shape is in a form, and in a file.
struct Form {
    widget: Value,
    reading: Value,
}

impl Field {
    /// The field of a key.
    pub(super) fn of(site: &Site, key: &Key) -> Self {
        let Form { widget, mut reading } = form(site, key.shape);
        let name = key.zh[0];
        let mut field = Map::from_iter([("name".to_owned(), json!(name)), ("label".to_owned(), json!(name))]);
        field.insert("hint".to_owned(), json!(key.note));
        if let Value::Object(widget) = widget {
            field.extend(widget);
        }
        reading["name"] = json!(name);
        reading["names"] = key.names().collect();
        Self { widget: field, reading }
    }

    /// The field as the CMS is told of it.
    pub(super) fn widget(mut self, required: bool) -> Value {
        self.widget.insert("required".to_owned(), json!(required));
        Value::Object(self.widget)
    }
}

fn form(site: &Site, shape: Shape) -> Form {
    match shape {
        Shape::Text | Shape::Segment | Shape::SitePath | Shape::Reference => text(json!({ "widget": "string" })),
        Shape::Prose => text(json!({ "widget": "text" })),
        Shape::File => text(json!({ "widget": "file" })),
        // A day is chosen in a calendar.
        Shape::Date => text(json!({ "widget": "datetime", "type": "date", "format": "YYYY-MM-DD" })),
        Shape::Integer
        | Shape::Count
        | Shape::Number
        | Shape::Decimal
        | Shape::Year
        | Shape::Moment
        | Shape::DocNumber => one_word(shape),
        Shape::Yes => choice(YES),
        Shape::Words => Form { widget: json!({ "widget": "string" }), reading: json!({ "form": "words" }) },
        Shape::Choice(choices) => choice(choices),
        Shape::Either(these, those) => choice_of(these.iter().chain(those)),
        Shape::Usual(choices) => Form { widget: json!({ "widget": "string" }), reading: words(choices.iter()) },
        Shape::Subject => select(subjects()),
        Shape::Duty => select(Duty::all().map(|duty| (format!("{} {}", duty.code(), duty.text()), duty.code()))),
        Shape::Rule => {
            select(crate::diag::Rule::ALL.iter().map(|rule| (rule.word().to_owned(), rule.word().to_owned())))
        }
        Shape::Organisation => organisation(site),
        Shape::Indicator => indicator(site),
        Shape::List(one) => list(site, *one),
        Shape::Record(record) if record.keys.len() > MANY => yaml(),
        Shape::Record(record) | Shape::WordOr(record) => Form {
            widget: json!({ "widget": "object", "collapsed": true, "fields": widgets(site, record) }),
            reading: json!({ "form": "record", "fields": readings(site, record) }),
        },
        Shape::Named(_) | Shape::Each(..) | Shape::EachRule(_) | Shape::Free => yaml(),
    }
}

/// What has no form is written as YAML.
fn yaml() -> Form {
    Form { widget: json!({ "widget": "text" }), reading: json!({ "form": "yaml" }) }
}

/// A map of more keys than these is no form any more.
const MANY: usize = 12;

fn text(widget: Value) -> Form {
    Form { widget, reading: json!({ "form": "text" }) }
}

/// A text of one form.
fn one_word(shape: Shape) -> Form {
    let pattern = Written::of(shape).map(|written| json!([written.pattern(), written.told()]));
    text(json!({ "widget": "string", "pattern": pattern }))
}

fn choice(choices: Choices) -> Form {
    choice_of(choices.iter())
}

fn choice_of<'a>(choices: impl Iterator<Item = &'a &'static [&'static str]> + Clone) -> Form {
    let names: Vec<&str> = choices.clone().map(|words| words[1]).collect();
    Form { widget: json!({ "widget": "select", "options": names }), reading: words(choices) }
}

/// Words that mean the same, by the one that is shown.
fn words<'a>(choices: impl Iterator<Item = &'a &'static [&'static str]>) -> Value {
    let mean = choices.flat_map(|words| words.iter().map(|word| ((*word).to_owned(), json!(words[1]))));
    json!({ "form": "text", "words": mean.collect::<Map<_, _>>() })
}

/// One of some values, each with what is shown for it.
fn select(options: impl Iterator<Item = (String, String)>) -> Form {
    let option = |(label, value): (String, String)| match label == value {
        true => json!(value),
        false => json!({ "label": label, "value": value }),
    };
    let options: Vec<Value> = options.map(option).collect();
    text(json!({ "widget": "select", "options": options }))
}

fn subjects() -> impl Iterator<Item = (String, String)> {
    let with_subs = |class: Subject| {
        let name = class.class().name;
        let subs = class.class().subs.iter().map(move |sub| format!("{name}\\{sub}"));
        std::iter::once(name.to_owned()).chain(subs)
    };
    Subject::classes().flat_map(with_subs).map(|name| (name.clone(), name))
}

fn organisation(site: &Site) -> Form {
    let all = site.config.organisations.in_order();
    if all.is_empty() {
        return text(json!({ "widget": "string" }));
    }
    let options: Vec<&str> = all.iter().map(|one| one.short.as_deref().unwrap_or(&one.name)).collect();
    let mean = all.iter().zip(&options).flat_map(|(one, shown)| {
        let names = [Some(&one.id), Some(&one.name), one.short.as_ref()].into_iter().flatten();
        names.map(|name| (name.clone(), json!(shown))).collect::<Vec<_>>()
    });
    let reading = json!({ "form": "text", "words": mean.collect::<Map<_, _>>() });
    Form { widget: json!({ "widget": "select", "options": options }), reading }
}

fn indicator(site: &Site) -> Form {
    let all = site.config.indicators.iter();
    if all.len() == 0 {
        return text(json!({ "widget": "string" }));
    }
    select(all.map(|(id, indicator)| (format!("{} {id}", indicator.name), id.to_owned())))
}

/// A list: of some options, of maps, or of texts.
fn list(site: &Site, one: Shape) -> Form {
    let Form { mut widget, mut reading } = form(site, one);
    reading["many"] = json!(true);
    if let Shape::WordOr(record) = one {
        reading["word"] = json!(record.keys[0].zh[0]);
    }
    let kind = widget["widget"].as_str().unwrap_or_default().to_owned();
    match kind.as_str() {
        "select" => widget["multiple"] = json!(true),
        "object" => widget["widget"] = json!("list"),
        _ => widget = json!({ "widget": "list" }),
    }
    Form { widget, reading }
}

fn widgets(site: &Site, record: &Record) -> Vec<Value> {
    let required = |key: &Key| key.need == crate::yaml::Need::Required;
    record.keys.iter().map(|key| Field::of(site, key).widget(required(key))).collect()
}

fn readings(site: &Site, record: &Record) -> Vec<Value> {
    record.keys.iter().map(|key| Field::of(site, key).reading).collect()
}
