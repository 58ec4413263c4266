//! The functions that templates may call.

use super::assets::Assets;
use super::data::DataFiles;
use super::html;
use super::objects::{value, view_of};
use super::one_by_one;
use super::parts::Parts;
use super::qr;
use super::scene::Scene;
use crate::content::{Filter, Kind, Order, StateCode};
use crate::law::closed_list::ClosedList;
use crate::law::nearest::few_nearest;
use crate::law::subject::Subject;
use crate::portal::view::{Shown, View};
use crate::portal::{DocumentId, Plan, Portal, Route};
use crate::trace::{Key, read};
use minijinja::value::{Kwargs, Rest};
use minijinja::{Environment, Error, ErrorKind, State, Value, context};
use std::sync::Arc;

/// Each function with a sentence for theme makers.
pub const FUNCTIONS: [(&str, &str); 9] = [
    (
        "query(kind=, section=, publisher=, topic=, keyword=, year=, status=, sort=, limit=, offset=, fields=)",
        "符合全部条件的文档 · the documents that meet every condition; with fields, the page is made again only when these change",
    ),
    ("data(\"name\")", "data/ 下的 YAML、JSON 或 CSV 文件 · a file under data/"),
    ("url_for(\"reference\")", "文档的网址：标识、发文字号或路径 · the URL of a document"),
    ("url(\"sitemap.html\")", "站内路径的网址 · the URL of a path from the site's root"),
    (
        "cut(document.body, [\"heading-id\"])",
        "正文在这些标题之后断开：各段有 html 和断处标题的 id · the text in pieces, each with its html and the id of the heading that ends it",
    ),
    (
        "linked_data(document, title=here.title, url=here.permalink)",
        "页面的结构化数据（schema.org，JSON-LD），放在 `<script type=\"application/ld+json\">` 里；第一个参数是页面所讲的文档、栏目、词条或指标，可以没有 · what the page says to machines; the first argument is what it is about, if anything",
    ),
    (
        "qr(here.permalink, label=\"本页二维码\")",
        "网址的二维码，是一段内嵌的 SVG，黑白、带四周空白；没有 label 时读作网址 · an address as a QR code: inline SVG, black on white, quiet zone included; without a label it is read out as the address",
    ),
    ("asset(\"name.css\")", "静态文件的网址，文件名带内容指纹 · the URL of a static file, named by its content"),
    (
        "part(\"parts/header.html\", document=, section=, term=, top=, last=)",
        "许多页面相同的一块，只印一次；模板里只有 site、params、build 和这些参数 · a part that is the same on many pages, printed once; its template sees site, params, build and these arguments alone",
    ),
];

/// Adds them all.
pub(super) fn add(
    environment: &mut Environment<'static>,
    scene: &Arc<Scene>,
    (assets, data): (&Arc<Assets>, &Arc<DataFiles>),
    common: Vec<(&'static str, Value)>,
) {
    let of = Arc::clone(scene);
    environment.add_function("query", move |positional: Rest<Value>, named: Kwargs| query(&of, &positional, &named));
    let of = Arc::clone(&scene.portal);
    environment.add_function("url_for", move |reference: &str| url_for(&of, reference));
    let of = Arc::clone(&scene.portal);
    environment.add_function("url", move |path: &str| of.url(&Route::new(path.trim_start_matches('/'))));
    environment.add_function("cut", cut);
    let of = Arc::clone(&scene.portal);
    environment.add_function("linked_data", move |thing: Value, named: Kwargs| {
        let (title, url) = (named.get::<&str>("title")?, named.get::<&str>("url")?);
        named.assert_all_used()?;
        Ok::<_, Error>(Value::from_safe_string(of.linked_data(view_of(&thing), title, url)))
    });
    environment.add_function("qr", |address: &str, named: Kwargs| code(address, &named));
    let parts = Parts::new(common);
    environment.add_function("part", move |state: &mut State<'_, '_>, template: Value, named: Kwargs| {
        parts.get(state, template, &named)
    });
    let assets = Arc::clone(assets);
    environment.add_function("asset", move |name: &str| {
        one_by_one::goes_on()?;
        assets.url(name)
    });
    let data = Arc::clone(data);
    environment.add_function("data", move |name: &str| data.get(name));
}

fn mistake(what: String) -> Error {
    Error::new(ErrorKind::InvalidOperation, what)
}

fn query(scene: &Arc<Scene>, positional: &[Value], named: &Kwargs) -> Result<Value, Error> {
    if !positional.is_empty() {
        return Err(mistake("query takes named arguments: query(kind=\"policy\", limit=10)".to_owned()));
    }
    let portal = &scene.portal;
    let fields = fields(named)?;
    let plan = Plan {
        filter: filter(portal, named)?,
        order: word(named, "sort")?.map(|word| listed::<Order>("sort", &word)).transpose()?,
        limit: named.get("limit")?,
        offset: named.get::<Option<usize>>("offset")?.unwrap_or(0),
        fields,
    };
    named.assert_all_used()?;
    let (id, found) = portal.query(&plan);
    Ok(value(scene, Shown::Found(id, found, plan.fields.into())))
}

fn filter(portal: &Portal, named: &Kwargs) -> Result<Filter, Error> {
    Ok(Filter {
        kinds: words(named, "kind")?.iter().map(|word| listed::<Kind>("kind", word)).collect::<Result<_, _>>()?,
        section: word(named, "section")?.map(|word| section(portal, &word)).transpose()?,
        publisher: word(named, "publisher")?
            .map(|name| {
                read(Key::Publisher(name.as_str().into()));
                portal
                    .config
                    .organisations
                    .find(&name)
                    .ok_or_else(|| mistake(format!("there is no organisation `{name}`")))
            })
            .transpose()?,
        topic: word(named, "topic")?
            .map(|name| Subject::parse(&name).map_err(|_| mistake(format!("there is no subject class `{name}`"))))
            .transpose()?,
        keyword: word(named, "keyword")?,
        year: named.get("year")?,
        status: word(named, "status")?
            .map(|name| StateCode::parse(&name).ok_or_else(|| mistake(format!("there is no state `{name}`"))))
            .transpose()?,
    })
}

/// A named argument that is a word, absent or nothing.
fn word(named: &Kwargs, name: &str) -> Result<Option<String>, Error> {
    named.get(name)
}

/// A named argument that is a word or a list of words.
fn words(named: &Kwargs, name: &str) -> Result<Vec<String>, Error> {
    let Some(value) = named.get::<Option<Value>>(name)? else { return Ok(Vec::new()) };
    match value.as_str() {
        Some(word) => Ok(vec![word.to_owned()]),
        None => value
            .try_iter()?
            .map(|item| {
                item.as_str()
                    .map(str::to_owned)
                    .ok_or_else(|| mistake(format!("`{name}` is a word or a list of words")))
            })
            .collect(),
    }
}

fn listed<T: ClosedList>(name: &str, word: &str) -> Result<T, Error> {
    T::parse(word).ok_or_else(|| {
        let all = T::ALL.iter().map(|one| one.code()).collect::<Vec<_>>().join(", ");
        mistake(format!("`{word}` is no {name}; there are {all}"))
    })
}

fn section(portal: &Portal, folder: &str) -> Result<String, Error> {
    let folder = folder.trim_matches('/');
    if portal.section_at(folder).is_some() {
        return Ok(folder.to_owned());
    }
    let all = portal.sections().map(|(_, node)| node.source.folder.as_str());
    let near = few_nearest(folder, all).join(", ");
    Err(mistake(format!(
        "there is no section `{folder}`{}",
        if near.is_empty() { near } else { format!("; did you mean {near}?") }
    )))
}

fn fields(named: &Kwargs) -> Result<Vec<u16>, Error> {
    let any = View::Document(DocumentId(0));
    let mut fields = Vec::new();
    for name in words(named, "fields")? {
        fields.push(any.field(&name).ok_or_else(|| mistake(format!("a document has no field `{name}`")))?);
    }
    fields.sort_unstable();
    fields.dedup();
    Ok(fields)
}

fn url_for(portal: &Portal, reference: &str) -> Result<String, Error> {
    let unknown = || mistake(format!("there is no document or section `{reference}`"));
    read(Key::Reference(reference.into()));
    let view = portal.find(reference).ok_or_else(unknown)?;
    match portal.show(view, "url") {
        Some(Shown::Text(url)) => Ok(url.into_owned()),
        _ => Err(mistake(format!("`{reference}` is not published"))),
    }
}

fn code(address: &str, named: &Kwargs) -> Result<Value, Error> {
    let label = named.get::<Option<&str>>("label")?.unwrap_or(address);
    named.assert_all_used()?;
    let svg = qr::svg(address, label).ok_or_else(|| mistake(format!("{address} is too long for a QR code")))?;
    Ok(Value::from_safe_string(svg))
}

/// The pieces of a body, each with the id of the heading at its end; the last ends with none.
fn cut(body: &Value, ids: Vec<String>) -> Value {
    let text = body.as_str().unwrap_or_default();
    let mut ends: Vec<(usize, String)> =
        ids.into_iter().filter_map(|id| Some((html::heading_end(text, &id)?, id))).collect();
    ends.sort_unstable();
    let piece = |html: &str, id: Option<String>| {
        context! { html => Value::from_safe_string(html.to_owned()), id }
    };
    let mut pieces = Vec::new();
    let mut from = 0;
    for (end, id) in ends {
        pieces.push(piece(&text[from..end], Some(id)));
        from = end;
    }
    pieces.push(piece(&text[from..], None));
    Value::from(pieces)
}
