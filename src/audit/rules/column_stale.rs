//! A column shows something new in time; and not so many fail to that the site fails with them.

use crate::audit::Auditor;
use crate::config::Thresholds;
use crate::content::Section;
use crate::diag::{Code, Diagnostic, Place, Rule, Text};
use crate::law::freshness::Freshness;
use crate::portal::{Portal, SectionNode};
use crate::say;
use jiff::civil::Date;

pub(super) fn look(portal: &Portal, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let thresholds = &auditor.config().audit.thresholds;
    let columns = portal.sections().map(|(_, column)| column).filter(|column| !column.is_home());
    let stale: Vec<Stale<'_>> = columns.filter_map(|column| Stale::of(column, portal, thresholds)).collect();
    let mut told: Vec<Diagnostic> = stale.iter().map(Stale::told).collect();
    let first: Vec<&Stale<'_>> = stale.iter().filter(|one| one.sort.is_some_and(Freshness::is_counted_first)).collect();
    let home = portal.sections().next().map(|(_, home)| home.source.path.clone());
    if let Some(home) = home {
        let place = Place::File(home);
        if first.len() >= thresholds.stale_columns.into() {
            told.push(together(place, &first, say!("动态、通知、政策类栏目", "columns of news, notices and policies")));
        } else if stale.len() >= thresholds.stale_in_all.into() {
            told.push(together(place, &stale.iter().collect::<Vec<_>>(), say!("各类栏目", "columns of all sorts")));
        }
    }
    told
}

/// A column in which nothing has been new for too long.
struct Stale<'a> {
    column: &'a Section,
    sort: Option<Freshness>,
    /// The day of its newest document, when one is dated.
    newest: Option<Date>,
    /// How many days that is ago.
    age: Option<i32>,
    /// In how many days there must be something new.
    limit: usize,
}

impl<'a> Stale<'a> {
    fn of(column: &'a SectionNode, portal: &Portal, thresholds: &Thresholds) -> Option<Self> {
        let source = &column.source;
        let sort = source.column_type.as_ref().and_then(Freshness::of_column);
        let limit = source.max_age.or_else(|| Some(limit(sort?, thresholds).into()))?;
        // One that is empty is told to be empty.
        if source.draft || column.listed.is_empty() {
            return None;
        }
        let newest = newest(column, portal, sort);
        let age = newest.map(|day| (portal.date - day).get_days());
        let is_stale = age.is_none_or(|age| usize::try_from(age).is_ok_and(|age| age > limit));
        is_stale.then_some(Self { column: source, sort, newest, age, limit })
    }

    fn told(&self) -> Diagnostic {
        let place = Place::File(self.column.path.clone());
        let told = Diagnostic::new(Code::Rule(Rule::ColumnStale), place, self.message());
        told.help(say!(
            "发布新内容；不再更新的栏目合并、撤下，或把专题归档；期限不同的用 max_age（更新期限）写明",
            "publish something new; merge or take down a column that is no longer kept; name another period by `max_age`"
        ))
    }

    fn message(&self) -> Text {
        let (title, limit) = (&self.column.title, self.limit);
        match (self.newest, self.age) {
            (Some(newest), Some(age)) => say!(
                "栏目“{title}”最新一篇发布于 {newest}，已有 {age} 天没有更新，期限是 {limit} 天",
                "the newest document of the column `{title}` is of {newest}, {age} days ago; the limit is {limit}"
            ),
            _ => say!(
                "栏目“{title}”没有一篇写明发布日期，按没有更新计",
                "no document of the column `{title}` bears a date, which counts as not updated"
            ),
        }
    }
}

/// The day of the newest document; for what is revised rather than added to, that of the last revision.
fn newest(column: &SectionNode, portal: &Portal, sort: Option<Freshness>) -> Option<Date> {
    let day = |id: &_| {
        let moment = match sort.is_some_and(Freshness::is_revised) {
            true => portal.last_changed(*id),
            false => portal.document(*id).front.published,
        };
        moment.map(|moment| moment.date)
    };
    column.listed.iter().filter_map(day).filter(|day| *day <= portal.date).max()
}

fn limit(sort: Freshness, thresholds: &Thresholds) -> u16 {
    match sort {
        Freshness::News => thresholds.news,
        Freshness::Notices => thresholds.notices,
        Freshness::Policies => thresholds.policies,
        Freshness::Interpretations => thresholds.interpretations,
        Freshness::Plans => thresholds.plans,
        Freshness::Guides => thresholds.guides,
    }
}

fn together(place: Place, stale: &[&Stale<'_>], which: Text) -> Diagnostic {
    let (count, Text { zh, en }) = (stale.len(), which);
    let told = Diagnostic::new(
        Code::Rule(Rule::ColumnsStale),
        place,
        say!("{zh}有 {count} 个没有按期更新，达到单项否决的数目", "{count} {en} are stale: so many fail the site"),
    );
    let told = stale.iter().fold(told, |told, one| {
        let title = &one.column.title;
        told.related(Place::File(one.column.path.clone()), say!("“{title}”", "`{title}`"))
    });
    told.help(say!("先更新动态、通知、政策类栏目", "update those of news, notices and policies first"))
}
