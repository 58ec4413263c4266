//! A normative document has an end, is assessed before it, and is filed.

use crate::audit::Auditor;
use crate::config::Thresholds;
use crate::content::{Front, Particulars, Policy};
use crate::diag::{Code, Diagnostic, Place, Rule, Text};
use crate::law::validity::ends_within;
use crate::portal::{Portal, State};
use crate::say;
use jiff::Span;
use jiff::civil::Date;

pub(super) fn look(portal: &Portal, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let thresholds = &auditor.config().audit.thresholds;
    let mut told = Vec::new();
    for (id, document) in portal.listed() {
        let (Particulars::Policy(policy), State::Policy { validity, .. }) = (&document.particulars, portal.state(id))
        else {
            continue;
        };
        if !policy.normative || !validity.has_not_ended() {
            continue;
        }
        let one = Normative { front: &document.front, policy, today: portal.date };
        if validity.is_in_force() {
            told.extend(one.expiring(thresholds));
        }
        told.extend(one.term(thresholds));
        told.extend(one.unfiled(thresholds));
    }
    told
}

/// A normative document that is in force or will be.
struct Normative<'a> {
    front: &'a Front,
    policy: &'a Policy,
    today: Date,
}

impl Normative<'_> {
    /// Where its end is written, or the whole.
    fn end(&self) -> Place {
        self.front.places.expires.as_ref().unwrap_or(&self.front.places.head).clone()
    }

    fn expiring(&self, thresholds: &Thresholds) -> Option<Diagnostic> {
        let (months, last) = (thresholds.expiring, self.policy.expires?);
        ends_within(last, self.today, months.into()).then(|| {
            let told = say!("{last} 到期，就在 {months} 个月之内", "it ends on {last}, within {months} months");
            Diagnostic::new(Code::Rule(Rule::ValidityExpiring), self.end(), told).help(say!(
                "评估后决定续期、修订或让它失效；继续有效的要重新登记、编号和公布",
                "assess it: one that is to stay in force is registered, numbered and published anew"
            ))
        })
    }

    fn term(&self, thresholds: &Thresholds) -> Option<Diagnostic> {
        let title = &self.front.title;
        let is_trial = title.contains("暂行") || title.contains("试行");
        let years = if is_trial { thresholds.trial_term } else { thresholds.term };
        // What does nothing but end others has no end itself.
        let only_ends_others = ["废止", "失效", "清理"].iter().any(|word| title.contains(word));
        let told = match self.policy.expires {
            None if only_ends_others => return None,
            None => say!("规范性文件没有写明有效期", "a normative document without an end"),
            Some(last) if last > self.latest(years)? => self.too_long(last, years),
            Some(_) => return None,
        };
        Some(Diagnostic::new(Code::Rule(Rule::ValidityTerm), self.end(), told).help(say!(
            "对照本地规定写明 expires（有效期至）；一般不超过 {years} 年",
            "write `expires` as the local rules have it; in general no more than {years} years"
        )))
    }

    /// The latest last day of a term of so many years.
    fn latest(&self, years: u16) -> Option<Date> {
        let from = self.policy.effective.or(self.front.published.map(|moment| moment.date))?;
        from.checked_add(Span::new().try_years(years).ok()?).ok()
    }

    fn too_long(&self, last: Date, years: u16) -> Text {
        say!("有效期到 {last}，超过了 {years} 年", "it is in force until {last}, which is more than {years} years")
    }

    fn unfiled(&self, thresholds: &Thresholds) -> Option<Diagnostic> {
        let days = thresholds.filing;
        let published = self.front.published?.date;
        let is_late = (self.today - published).get_days() > days.into();
        (is_late && self.policy.filed_by(self.today).is_none()).then(|| {
            let told = say!(
                "公布已超过 {days} 天，没有备案的记录",
                "it was published more than {days} days ago, and nothing says that it was filed"
            );
            Diagnostic::new(Code::Rule(Rule::FilingMissing), self.front.places.head.clone(), told)
                .help(say!("报备后写明 filing（备案）", "file it and write `filing`"))
        })
    }
}
