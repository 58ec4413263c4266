//! The tags of a page say what the page shows, and what the settings say.

use super::shown;
use crate::audit::zone::packed;
use crate::audit::{Auditor, Page, Purpose};
use crate::diag::{Diagnostic, Rule, Text};
use crate::law::closed_list::ClosedList;
use crate::law::column_type::NamedType;
use crate::law::disclosure::Part;
use crate::say;
use jiff::civil::DateTime;

pub(super) fn look(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    if !page.is_framed() {
        return Vec::new();
    }
    let mut found = of_site(page, auditor);
    found.extend(address(page));
    found.extend(column_type(page));
    if page.purpose() == Purpose::Article {
        found.extend(title(page));
        found.extend(date(page));
    }
    found
}

/// What a tag says; what is empty or written twice is another rule's.
fn said<'a>(page: &'a Page, name: &'a str) -> Option<&'a str> {
    page.metas(name).next().filter(|content| !content.is_empty())
}

fn of_site(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let site = &auditor.config().site;
    let all = [
        ("SiteName", Some(&site.name)),
        ("SiteDomain", Some(&site.address.host)),
        ("SiteIDCode", site.id_code.as_ref()),
    ];
    let other = all.into_iter().filter_map(|(name, set)| {
        let (said, set) = (said(page, name)?, set?);
        (said != set).then(|| {
            let told = say!("{name} 是“{said}”，设置里是“{set}”", "{name} is `{said}`, and `{set}` in the settings");
            differs(told, say!("模板里取 site 的值", "let the template take the value of `site`"))
        })
    });
    other.collect()
}

fn address(page: &Page) -> Option<Diagnostic> {
    let canonical = page.named("link").find(|link| link.attribute("rel") == Some("canonical"))?.said("href")?;
    let url = said(page, "Url").filter(|url| *url != canonical)?;
    let told = say!(
        "Url 是 {url}，规范地址（canonical）是 {canonical}",
        "Url is {url}, and the canonical address {canonical}"
    );
    Some(differs(told, say!("两处写同一个完整网址", "write the same whole address in both")))
}

fn title(page: &Page) -> Option<Diagnostic> {
    let tag = said(page, "ArticleTitle")?;
    let heading = page.text(page.named("h1").next()?);
    (packed(tag) != packed(&heading)).then(|| {
        let told = say!(
            "ArticleTitle 是“{tag}”，页面上的标题是“{heading}”",
            "ArticleTitle is `{tag}`, and the page's heading `{heading}`"
        );
        differs(told, say!("两处写同一个标题", "write the same title in both"))
    })
}

/// The date has the form of the annex, and is the one that is shown.
fn date(page: &Page) -> Option<Diagnostic> {
    let tag = said(page, "PubDate")?;
    if !is_moment(tag) {
        let told = say!("PubDate 写作“{tag}”", "PubDate is written `{tag}`");
        return Some(differs(told, say!("写作 2017-04-12 21:37", "write 2017-04-12 21:37")));
    }
    let shown = page.middle().packed();
    let day = &tag[..10];
    let other = match published(&shown) {
        Some(date) if date == day => return None,
        Some(date) => say!("PubDate 是 {day}，页面上的发布日期是 {date}", "PubDate is {day}, and {date} on the page"),
        None if shown.contains(day) || shown.contains(&in_words(day)) => return None,
        None => say!("PubDate 是 {day}，页面上看不到这个日期", "PubDate is {day}, which the page does not show"),
    };
    Some(differs(other, say!("两处写同一个发布日期", "show the same date of publication")))
}

/// `2017-04-12 21:37`.
fn is_moment(text: &str) -> bool {
    text.len() == 16 && DateTime::strptime("%Y-%m-%d %H:%M", text).is_ok()
}

/// The date after 发布时间 or 发布日期, with digits and strokes.
fn published(text: &str) -> Option<String> {
    let names = ["发布时间", "发布日期"];
    let after = names.iter().find_map(|name| Some(text.split_once(name)?.1))?;
    let date = after.trim_start_matches(['：', ':']).get(..10)?;
    let is_date = date
        .bytes()
        .enumerate()
        .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    is_date.then(|| date.to_owned())
}

/// `2017年4月12日`.
fn in_words(day: &str) -> String {
    let mut parts = day.split('-').map(|part| part.trim_start_matches('0'));
    let mut next = || parts.next().unwrap_or_default();
    format!("{}年{}月{}日", next(), next(), next())
}

fn column_type(page: &Page) -> Option<Diagnostic> {
    let kind = said(page, "ColumnType")?;
    let names: Vec<&str> = NamedType::ALL.iter().map(|named| named.name()).collect();
    let is_known = names.contains(&kind) || Part::parse(kind).is_some();
    (!is_known).then(|| {
        let told = say!("栏目类型“{kind}”不在47号文附件所列之中", "the annex does not name the column type `{kind}`");
        let all = names.join("、");
        shown(Rule::ColumnType, told, say!("可写：{all}", "it names {all}"))
    })
}

fn differs(told: Text, help: Text) -> Diagnostic {
    shown(Rule::MetaDiffers, told, help)
}
