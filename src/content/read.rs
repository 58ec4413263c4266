//! Front matter -> a document's typed keys.

use super::cascade::Cascades;
use super::document::{Attachment, Front, Places, Reference, Revision, Withdrawal};
use super::front_matter::Parts;
use super::keys::{self, DOCUMENT, DOCUMENT_KEYS, PUBLISHED, PUBLISHER, TITLE};
use super::kind::Kind;
use super::particulars::Particulars;
use super::read_kind;
use super::records;
use crate::config::{Config, OrganisationId};
use crate::diag::{Code, Diagnostic, Severity};
use crate::law::closed_list::ClosedList;
use crate::law::doc_number::{self, DocNumber, FaultKind};
use crate::law::duty::Duty;
use crate::law::form::Form;
use crate::law::subject::Subject;
use crate::say;
use crate::yaml::{Fields, Key, Need, Value};

/// What front matter says: the common keys, and those of the kind. Nothing when a key is missing without which there
/// is no document; that is told.
pub(super) struct Written {
    pub(super) front: Front,
    pub(super) particulars: Option<Particulars>,
}

/// Reads the front matter of a document in `folder`, with what it inherits.
pub(super) fn front_matter(
    parts: &Parts<'_>,
    folder: &str,
    cascades: &Cascades,
    config: &Config,
) -> (Written, Vec<Diagnostic>) {
    let mut fields = Fields::new(&parts.yaml.path, &parts.yaml.root, DOCUMENT);
    let inherited: Vec<(&'static Key, Value<'_>)> = cascades.of(folder).collect();
    let kind = kind(&mut fields, &inherited);
    keys_of_another_kind(&mut fields, kind);
    for (key, value) in inherited {
        if has(kind, key) {
            fields.inherit(key, value);
        }
    }
    let front = front(&mut fields, kind, config);
    let particulars = read_kind::read(&mut fields, kind, config, parts);
    check_dates(&mut fields, &front);
    let told = fields.finish();
    let told = if front.draft { told.into_iter().map(still_missing).collect() } else { told };
    (Written { front, particulars }, told)
}

/// A draft may wait for its keys: that one is missing is worth a note alone.
fn still_missing(told: Diagnostic) -> Diagnostic {
    match told.code {
        Code::KeyMissing => told.weighing(Severity::Note).help(say!(
            "草稿可以先缺着，补上以后才能发布",
            "a draft may wait for it; it is needed before that is published"
        )),
        _ => told,
    }
}

fn kind(fields: &mut Fields<'_>, inherited: &[(&'static Key, Value<'_>)]) -> Kind {
    let own = fields.read("kind", Value::choice);
    let above = || inherited.iter().find(|(key, _)| key.en == "kind").and_then(|(_, value)| value.choice().ok());
    own.or_else(above).unwrap_or(Kind::Page)
}

fn has(kind: Kind, key: &Key) -> bool {
    DOCUMENT_KEYS.iter().any(|known| known.key == *key && known.is_of(kind))
}

fn keys_of_another_kind(fields: &mut Fields<'_>, kind: Kind) {
    let strangers: Vec<(&Key, Value<'_>)> = fields.keys().filter(|(key, _)| !has(kind, key)).collect();
    for (key, value) in strangers {
        let kinds = DOCUMENT_KEYS.iter().find(|known| known.key == *key).map_or(&[][..], |known| known.kinds);
        let zh = kinds.iter().map(|kind| kind.name()).collect::<Vec<_>>().join("、");
        let en = kinds.iter().map(|kind| kind.code()).collect::<Vec<_>>().join(", ");
        let (name, zh_name, own, own_en) = (key.en, key.zh[0], kind.name(), kind.code());
        let fault = value.fault(
            Code::KeyOfAnotherKind,
            say!("“{own}”没有 {name}（{zh_name}）这个键", "a {own_en} has no key `{name}`"),
        );
        fields.fault(fault.help(say!(
            "有这个键的文种：{zh}；核对 kind（类型），或删去这一行",
            "kinds that have it: {en}; check `kind`, or delete the line"
        )));
    }
}

fn front(fields: &mut Fields<'_>, kind: Kind, config: &Config) -> Front {
    let title = fields.require(&TITLE, Value::text).unwrap_or_default();
    let publishers = publishers(fields, kind, config);
    let published = match keys::need(kind, &PUBLISHED) {
        Need::Required => fields.require(&PUBLISHED, Value::moment),
        _ => fields.read("published", Value::moment),
    };
    let form = fields.read("form", Value::choice).or_else(|| Form::from_title(&title));
    Front {
        publishers,
        source: fields.read("source", Value::text),
        subtitle: fields.read("subtitle", Value::text),
        author: fields.read("author", Value::text),
        published,
        updated: fields.read("updated", Value::moment),
        issued: fields.read("issued", Value::date),
        doc_number: doc_number(fields),
        index_number: fields.read("index_number", Value::text),
        topic: fields.read("topic", subject),
        form,
        keywords: fields.read("keywords", Value::words).unwrap_or_default(),
        summary: fields.read("summary", Value::text),
        duty: fields.read_all("duty", duty),
        attachments: fields.records("attachments", records::ATTACHMENT, attachment),
        related: fields.read_all("related", reference),
        history: fields.records("history", records::REVISION, revision),
        withdrawn: fields.record("withdrawn", records::WITHDRAWN, withdrawal),
        archived: fields.read("archived", Value::date),
        draft: fields.read("draft", Value::yes).unwrap_or(false),
        slug: fields.read("slug", slug),
        aliases: fields.read_all("aliases", alias),
        weight: fields.read("weight", Value::integer),
        template: fields.read("template", Value::text),
        id: fields.read("id", Value::text),
        extra: fields.get("extra").map(Value::free).unwrap_or_default(),
        places: places(fields),
        title,
    }
}

fn places(fields: &Fields<'_>) -> Places {
    let place = |key| fields.get(key).map(|value: Value<'_>| value.place());
    Places {
        head: fields.place().clone(),
        title: place("title"),
        updated: place("updated"),
        issued: place("issued"),
        expires: place("expires"),
        closes: place("closes"),
        doc_number: place("doc_number"),
        index_number: place("index_number"),
        id: place("id"),
        aliases: fields
            .get("aliases")
            .map(|value| value.items().iter().map(Value::place).collect())
            .unwrap_or_default(),
        template: place("template"),
    }
}

fn publishers(fields: &mut Fields<'_>, kind: Kind, config: &Config) -> Vec<OrganisationId> {
    if keys::need(kind, &PUBLISHER) == Need::Inherited && fields.get("publisher").is_none() {
        fields.missing(&PUBLISHER);
    }
    fields.read_all("publisher", |value| config.organisations.read(value))
}

fn doc_number(fields: &mut Fields<'_>) -> Option<DocNumber> {
    let value = fields.get("doc_number")?;
    let text = value.str().map_err(|fault| fields.fault(*fault)).ok()?;
    match DocNumber::parse(text) {
        Ok(parsed) => {
            if !parsed.mended.is_empty() {
                let told = value.fault(
                    Code::DocNumberMended,
                    say!(
                        "发文字号用了别的括号、全角数字或空格",
                        "the document number has other brackets, full-width digits or spaces"
                    ),
                );
                fields.fault(told.fix(parsed.number.to_string()));
            }
            Some(parsed.number)
        }
        Err(fault) => {
            fields.fault(doc_number_fault(value, &fault));
            None
        }
    }
}

fn doc_number_fault(value: Value<'_>, fault: &doc_number::Fault) -> Diagnostic {
    let label = match fault.kind {
        FaultKind::Ordinal => say!("不写“第”", "第 does not belong here"),
        FaultKind::MissingOrdinal => say!("令号前要写“第”", "an order's number begins with 第"),
        FaultKind::OrderReversed => say!("写作“……令第N号”", "write …令第N号"),
        FaultKind::LeadingZero => say!("序号不写前导零", "a leading zero"),
        FaultKind::TwoDigitYear => say!("年份写四位", "the year has four digits"),
        FaultKind::BadYear => say!("这里应是年份", "this is not a year"),
        FaultKind::YearOutOfRange => say!("年份不合理", "the year cannot be right"),
        FaultKind::MissingSerial => say!("缺少序号", "the serial is missing"),
        FaultKind::SerialTooLong => say!("序号过长", "the serial is too long"),
        FaultKind::MissingEnding => say!("缺少“号”", "号 is missing"),
        FaultKind::Trailing => say!("“号”之后不应有文字", "nothing follows 号"),
        FaultKind::BadCode => say!("机关代字应为 2 至 14 个汉字", "the body's code has 2 to 14 Chinese characters"),
        FaultKind::NoSuchForm => {
            say!("应如“启政发〔2024〕1号”或“省政府令第158号”", "it is 启政发〔2024〕1号 or 省政府令第158号")
        }
    };
    let told =
        value.fault(Code::DocNumber, say!("发文字号没有这种写法", "the document number has no such form")).label(label);
    // What year or which end was meant is a guess; what does not belong there is not.
    let is_certain = matches!(fault.kind, FaultKind::Ordinal | FaultKind::LeadingZero);
    match &fault.suggestion {
        Some(right) if is_certain => told.fix(right),
        Some(right) => told.help(say!("写作 {right}", "write {right}")),
        None => told.help(say!(
            "机关代字、六角括号里的四位年份、序号、号",
            "the body's code, a four-digit year in 〔〕, a serial, 号"
        )),
    }
}

/// A subject class.
pub(super) fn subject(value: Value<'_>) -> Result<Subject, Box<Diagnostic>> {
    let text = value.str()?;
    Subject::parse(text).map_err(|fault| {
        let told = value.fault(Code::ValueChoice, say!("主题分类里没有“{text}”", "there is no subject class `{text}`"));
        let near = match fault {
            crate::law::subject::Fault::UnknownClass { nearest, .. }
            | crate::law::subject::Fault::UnknownSub { nearest, .. } => nearest,
        };
        Box::new(match near {
            Some(near) => told.help(say!("是不是“{near}”？", "did you mean {near}?")),
            None => told.help(say!(
                "主题分类共 22 类，例如“综合政务\\政务公开”",
                "it is one of the 22 classes, such as 综合政务\\政务公开"
            )),
        })
    })
}

fn duty(value: Value<'_>) -> Result<Duty, Box<Diagnostic>> {
    let text = value.str()?;
    Duty::parse(text).ok_or_else(|| {
        let told = value.fault(Code::ValueChoice, say!("没有公开事项“{text}”", "there is no duty `{text}`"));
        Box::new(told.help(say!(
            "写 20-1 到 20-15，或 21-1 起（政府信息公开条例第二十条、第二十一条）",
            "write 20-1 to 20-15, or 21-1 and on (Regulation on Disclosure, articles 20 and 21)"
        )))
    })
}

/// A reference to a document.
pub(super) fn reference(value: Value<'_>) -> Result<Reference, Box<Diagnostic>> {
    Ok(Reference { text: value.text()?, place: value.place() })
}

fn attachment(fields: &mut Fields<'_>) -> Option<Attachment> {
    static FILE: Key = records::ATTACHMENT.keys[0];
    let file = fields.require(&FILE, |value| Ok((value.text()?, value.place())));
    let title = fields.read("title", Value::text);
    let (file, place) = file?;
    Some(Attachment { file, title, place })
}

fn revision(fields: &mut Fields<'_>) -> Option<Revision> {
    static DATE: Key = records::REVISION.keys[0];
    static NOTE: Key = records::REVISION.keys[1];
    let date = fields.require(&DATE, |value| Ok((value.date()?, value.place())));
    let note = fields.require(&NOTE, Value::text);
    let major = fields.read("major", Value::yes).unwrap_or(false);
    let (date, place) = date?;
    Some(Revision { date, note: note?, major, place })
}

fn withdrawal(fields: &mut Fields<'_>) -> Option<Withdrawal> {
    static DATE: Key = records::WITHDRAWN.keys[0];
    static REASON: Key = records::WITHDRAWN.keys[1];
    let date = fields.require(&DATE, Value::date);
    let reason = fields.require(&REASON, Value::text);
    let replaced_by = fields.read("replaced_by", reference);
    Some(Withdrawal { date: date?, reason: reason?, replaced_by })
}

fn slug(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    let segment = !text.contains(['/', '\\', '?', '#', '%']) && !text.starts_with('.') && text != "index";
    segment.then_some(text).ok_or_else(|| {
        let told = value.fault(
            Code::UrlForm,
            say!(
                "链接名只能是一段，不含 / ? # %，也不以 . 开头",
                "a slug is one segment without / ? # % and does not begin with a dot"
            ),
        );
        Box::new(told.help(say!("例如 2024-1", "such as 2024-1")))
    })
}

/// A path from the site's root, without the slash before it.
fn alias(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.str()?;
    let path = text.trim_start_matches('/');
    let inside = !path.is_empty()
        && !text.contains("://")
        && !path.contains(['?', '#', '\\'])
        && path.split('/').all(|part| !part.starts_with('.'));
    inside.then(|| path.to_owned()).ok_or_else(|| {
        let told = value.fault(Code::UrlForm, say!("“{text}”不是站内路径", "`{text}` is not a path within the site"));
        Box::new(told.help(say!("写作 /old/2023/a.html", "write /old/2023/a.html")))
    })
}

fn check_dates(fields: &mut Fields<'_>, front: &Front) {
    if let (Some(published), Some(updated)) = (front.published, front.updated)
        && updated.at() < published.at()
    {
        order(
            fields,
            "updated",
            say!("更新日期早于发布日期 {published}", "it was updated before it was published on {published}"),
        );
    }
    if let (Some(published), Some(issued)) = (front.published, front.issued)
        && let Some(value) = fields.get("issued").filter(|_| issued > published.date)
    {
        let told = value.fault(
            Code::IssuedLate,
            say!("成文日期晚于发布日期 {published}", "it was issued after it was published on {published}"),
        );
        fields.fault(told.help(say!("核对两个日期", "check both dates")));
    }
}

/// Tells that a date stands before the one that it must follow.
pub(super) fn order(fields: &mut Fields<'_>, key: &str, message: crate::diag::Text) {
    if let Some(value) = fields.get(key) {
        fields.fault(value.fault(Code::DateOrder, message).help(say!("核对两个日期", "check both dates")));
    }
}
