//! What a document says of itself: its title, number, dates, publishers, kind and year.
//!
//! In: the blocks of a document, mended. Out: [`Facts`]; the title and the number are taken out of the text, since pages show
//! them above it. What was not written as such is a guess, with its reason.

mod head;
mod signature;
mod title;

pub(in crate::import) use signature::dates;

use super::Asked;
use super::model::{Block, Document, Paragraph};
use super::report::{News, Report};
use crate::config::OrganisationId;
use crate::content::Kind;
use crate::diag::Text;
use crate::law::closed_list::ClosedList as _;
use crate::law::doc_number::DocNumber;
use crate::law::form::Form;
use crate::law::moment::Moment;
use crate::say;
use jiff::civil::Date;

/// Something that was found, and why it is taken for that; nothing when it was told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Found<T> {
    pub(super) value: T,
    pub(super) guess: Option<Text>,
}

/// What goes into front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Facts {
    pub(super) title: Found<String>,
    pub(super) kind: Option<Found<Kind>>,
    pub(super) year: Option<Found<i16>>,
    pub(super) publishers: Option<Found<Vec<OrganisationId>>>,
    pub(super) published: Found<Moment>,
    pub(super) issued: Option<Found<Date>>,
    pub(super) number: Option<Found<DocNumber>>,
}

/// How far from the beginning a number may stand, and from the end a date, in blocks.
const NEAR: usize = 8;

/// Takes out of a document what it says of itself.
pub(super) fn facts(document: &mut Document, name: &str, asked: &Asked, report: &mut Report) -> Facts {
    let head = head::take(document, asked.organisations, report);
    let number = head.or_else(|| {
        let value = document.imprint.number.clone()?;
        Some(Found { value, guess: Some(say!("取自网页写明的发文字号", "the number that the page names")) })
    });
    let title = title::take(document, name, asked.organisations, report);
    let (issued, signed) = signature::find(&document.blocks);
    let issued = issued.or_else(|| {
        let value = document.imprint.issued?;
        Some(Found {
            value, guess: Some(say!("取自网页写明的成文日期", "the date of issue that the page names"))
        })
    });
    let kind = match asked.kind {
        Some(kind) => Some(Found { value: kind, guess: None }),
        None => kind(&title.value, number.as_ref()),
    };
    let year = year(&title.value);
    let publishers = publishers(&title.value, number.as_ref(), &signed, asked)
        .or_else(|| source(document.imprint.source.as_deref()?, asked));
    let published = published(document.imprint.published, issued.as_ref(), asked.today);
    let facts = Facts { title, kind, year, publishers, published, issued, number };
    facts.tell(asked, report);
    facts
}

impl Facts {
    /// Tells every guess.
    fn tell(&self, asked: &Asked, report: &mut Report) {
        let mut told = |guess: Option<&Text>, key: (&str, &str), value: &str| {
            if let Some(why) = guess {
                let what = Text { zh: format!("{}：{}", key.0, why.zh), en: format!("{}: {}", key.1, why.en) };
                report.tell_all(News::Guessed, what, value);
            }
        };
        told(self.title.guess.as_ref(), ("标题", "title"), &self.title.value);
        if let Some(kind) = &self.kind {
            told(kind.guess.as_ref(), ("类型", "kind"), kind.value.name());
        }
        if let (Some(of_section), Some(Found { value, guess: Some(_) })) = (asked.inherited_kind, &self.kind)
            && of_section != *value
        {
            let name = of_section.name();
            let why = say!(
                "栏目的文种是“{name}”，照栏目；不对时用 --kind 写明",
                "that of the section, {name}, holds; name another by --kind"
            );
            told(Some(&why), ("类型", "kind"), value.name());
        }
        if let Some(year) = &self.year {
            told(year.guess.as_ref(), ("年度", "year"), &year.value.to_string());
        }
        if let Some(publishers) = &self.publishers {
            let names: Vec<&str> =
                publishers.value.iter().map(|id| asked.organisations.get(*id).name.as_str()).collect();
            told(publishers.guess.as_ref(), ("发布机构", "publisher"), &names.join("、"));
        }
        told(self.published.guess.as_ref(), ("发布日期", "published"), &self.published.value.to_string());
        if let Some(issued) = &self.issued {
            told(issued.guess.as_ref(), ("成文日期", "issued"), &issued.value.to_string());
        }
        if let Some(number) = &self.number {
            told(number.guess.as_ref(), ("发文字号", "doc_number"), &number.value.to_string());
        }
    }
}

/// The day of publishing: what a page says, else the day of issue, else today.
fn published(of_page: Option<Moment>, issued: Option<&Found<Date>>, today: Date) -> Found<Moment> {
    let (value, why) = match (of_page, issued) {
        (Some(day), _) => (day, say!("取自网页的发布时间", "the day on which the page says that it was published")),
        (None, Some(day)) => {
            (Moment::from(day.value), say!("按成文日期，请改为实际发布日期", "the date of issue; write the real one"))
        }
        (None, None) => {
            (Moment::from(today), say!("导入当天，请改为实际发布日期", "the day of the import; write the real one"))
        }
    };
    Found { value, guess: Some(why) }
}

/// The name of a file without its ending.
pub(super) fn stem(name: &str) -> &str {
    let name = name.rsplit(['/', '\\']).next().unwrap_or(name);
    name.rsplit_once('.').map_or(name, |(stem, _)| stem)
}

fn paragraph(block: &Block) -> Option<&Paragraph> {
    match block {
        Block::Paragraph(paragraph) => Some(paragraph),
        _ => None,
    }
}

/// The organisation that a page names as its source.
fn source(name: &str, asked: &Asked) -> Option<Found<Vec<OrganisationId>>> {
    let id = asked.organisations.find(name)?;
    Some(Found { value: vec![id], guess: Some(say!("取自网页写明的来源", "the source that the page names")) })
}

/// The year of a report, as its title gives it.
fn year(title: &str) -> Option<Found<i16>> {
    let year = title.match_indices('年').find_map(|(at, _)| {
        let start = title[..at].char_indices().rev().take_while(|(_, c)| c.is_ascii_digit()).last()?.0;
        title[start..at].parse::<i16>().ok().filter(|year| (1949..2100).contains(year))
    })?;
    Some(Found { value: year, guess: Some(say!("取自标题", "the title")) })
}

/// The kind, as far as a title shows it.
fn kind(title: &str, number: Option<&Found<DocNumber>>) -> Option<Found<Kind>> {
    let guess = |value, why| Some(Found { value, guess: Some(why) });
    if title.contains("法治政府") && title.ends_with("报告") && year(title).is_some() {
        return guess(
            Kind::Report,
            say!("标题是法治政府建设的报告", "the title is that of a report on law-based government"),
        );
    }
    if title.contains("政府信息公开") && title.contains("年度报告") && year(title).is_some() {
        return guess(
            Kind::Disclosure,
            say!("标题是政府信息公开年度报告", "the title is that of a yearly report on disclosure"),
        );
    }
    let form = Form::from_title(title);
    if number.is_some() || ["办法", "规定", "细则", "条例"].iter().any(|end| title.ends_with(end)) {
        return guess(Kind::Policy, say!("有发文字号，或标题是办法、规定", "it has a number, or the title of a rule"));
    }
    match form {
        Some(Form::Announcement | Form::PublicNotice | Form::Notice) => {
            guess(Kind::Notice, say!("标题以公告、通告或通知结尾", "the title ends with a form of notices"))
        }
        _ => None,
    }
}

/// Who publishes: by the code of the number, the signature, or the title.
fn publishers(
    title: &str,
    number: Option<&Found<DocNumber>>,
    signed: &[String],
    asked: &Asked,
) -> Option<Found<Vec<OrganisationId>>> {
    let all = || asked.organisations.iter();
    let by_signature: Vec<OrganisationId> = signed
        .iter()
        .flat_map(|line| line.split_whitespace())
        .filter_map(|name| asked.organisations.find(name))
        .collect();
    if !by_signature.is_empty() {
        return Some(Found { value: by_signature, guess: Some(say!("取自落款", "the signature")) });
    }
    if let Some(number) = number
        && let Some((id, _)) = all().find(|(_, one)| one.codes.iter().any(|code| code == number.value.code()))
    {
        return Some(Found { value: vec![id], guess: Some(say!("按机关代字", "the code of the number")) });
    }
    let begins = all()
        .flat_map(|(id, one)| [Some(&one.name), one.short.as_ref()].into_iter().flatten().map(move |name| (id, name)));
    let (id, _) = begins.filter(|(_, name)| title.starts_with(name.as_str())).max_by_key(|(_, name)| name.len())?;
    Some(Found {
        value: vec![id], guess: Some(say!("按标题开头的机构名称", "the name that the title begins with"))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_show_year_and_kind() {
        let number = Found { value: DocNumber::parse("示政发〔2024〕1号").unwrap().number, guess: None };
        let kind = |title: &str, number: Option<&Found<DocNumber>>| kind(title, number).map(|found| found.value);
        assert_eq!(year("示例市2024年度法治政府建设情况报告").map(|found| found.value), Some(2024));
        assert_eq!(kind("示例市2024年度法治政府建设情况报告", None), Some(Kind::Report));
        assert_eq!(kind("示例市法治政府建设情况报告", None), None);
        assert_eq!(kind("关于印发方案的通知", Some(&number)), Some(Kind::Policy));
        assert_eq!(kind("关于印发方案的通知", None), Some(Kind::Notice));
        assert_eq!(kind("示例市河道管理办法", None), Some(Kind::Policy));
        assert_eq!(kind("工作动态", None), None);
    }
}
