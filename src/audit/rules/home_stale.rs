//! The home page shows something new in time.

use crate::audit::Auditor;
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::portal::Portal;
use crate::say;

pub(super) fn look(portal: &Portal, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let thresholds = &auditor.config().audit.thresholds;
    let Some((_, home)) = portal.sections().next() else { return Vec::new() };
    let days = home.listed.iter().filter_map(|id| portal.document(*id).front.published).map(|moment| moment.date);
    let newest = days.filter(|day| *day <= portal.date).max();
    let age = newest.map(|day| (portal.date - day).get_days());
    let is_over = |limit: u16| age.is_none_or(|age| age > limit.into());
    let rule = if is_over(thresholds.home) {
        Rule::HomeStale
    } else if age.is_some_and(|age| age >= thresholds.home_aging.into()) {
        Rule::HomeAging
    } else {
        return Vec::new();
    };
    let told = match (newest, age) {
        (Some(newest), Some(age)) => say!(
            "全站最新一篇发布于 {newest}，首页已有 {age} 天没有新内容",
            "the newest document is of {newest}: the home page has had nothing new for {age} days"
        ),
        _ => say!("首页没有一篇写明发布日期的内容", "the home page shows nothing that bears a date"),
    };
    let limit = thresholds.home;
    let help = say!(
        "在 {limit} 天之内发布新内容；首页 {limit} 天没有更新即单项否决",
        "publish something within {limit} days: a home page without anything new in that time fails the site"
    );
    vec![Diagnostic::new(Code::Rule(rule), Place::File(home.source.path.clone()), told).help(help)]
}
