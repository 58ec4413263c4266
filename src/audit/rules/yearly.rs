//! Every body publishes in time what it has to publish once a year.
//!
//! Which bodies owe it, nobody says: those that published it for an earlier year do, and so does the publisher of a site on which it
//! belongs. Asked for is the last year whose day is over.

use crate::audit::Auditor;
use crate::config::OrganisationId;
use crate::content::{Document, Kind};
use crate::diag::{Code, Diagnostic, Place, Rule, Text};
use crate::law::disclosure::Part;
use crate::law::level::Level;
use crate::law::quantity::quantities;
use crate::law::yearly;
use crate::portal::Portal;
use crate::say;
use jiff::civil::Date;
use std::collections::BTreeMap;

/// How the title of 政府网站工作年度报表 calls it.
const SITE_REPORTS: [&str; 3] = ["政府网站工作年度报表", "政府网站年度工作报表", "政府网站年度报表"];

/// A paper that is published once a year.
struct Paper {
    rule: Rule,
    name: fn() -> Text,
    /// The year that a document is about, if it is such a paper.
    year: fn(&Document) -> Option<i16>,
    /// The last day on which that for a year is in time.
    due: fn(i16, Option<Level>) -> Date,
    /// Where on this site the publisher's own belongs.
    column: fn(&Portal) -> Option<Place>,
}

const PAPERS: [Paper; 3] = [
    Paper {
        rule: Rule::DisclosureDue,
        name: || say!("政府信息公开工作年度报告", "disclosure report"),
        year: |document| document.particulars.year().filter(|_| document.kind() == Kind::Disclosure),
        due: yearly::disclosure_report,
        column: column_of_disclosure,
    },
    Paper {
        rule: Rule::ReportDue,
        name: || say!("法治政府建设年度报告", "report on the rule of law"),
        year: |document| document.particulars.year().filter(|_| document.kind() == Kind::Report),
        due: |year, _| yearly::rule_of_law_report(year),
        column: column_of_reports,
    },
    Paper {
        rule: Rule::SiteReportDue,
        name: || say!("政府网站工作年度报表", "report on the site"),
        year: site_report,
        due: |year, _| yearly::site_report(year),
        column: |_| None,
    },
];

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    PAPERS.iter().flat_map(|paper| paper.overdue(portal)).collect()
}

impl Paper {
    fn overdue(&self, portal: &Portal) -> Vec<Diagnostic> {
        let told = self.latest(portal).into_iter().filter_map(|(id, (latest, place))| {
            let asked = self.asked(portal.config.organisations.get(id).level, portal.date);
            (latest < asked).then(|| self.tell(portal, id, asked, place))
        });
        told.collect()
    }

    /// The last year whose day is over.
    fn asked(&self, level: Option<Level>, today: Date) -> i16 {
        let last = today.year().saturating_sub(1);
        if (self.due)(last, level) < today { last } else { last.saturating_sub(1) }
    }

    /// Who publishes such papers, each with the year of the latest and its place.
    fn latest(&self, portal: &Portal) -> BTreeMap<OrganisationId, (i16, Place)> {
        let mut latest: BTreeMap<OrganisationId, (i16, Place)> = BTreeMap::new();
        for (_, document) in portal.listed() {
            let Some(about) = (self.year)(document) else { continue };
            for publisher in &document.front.publishers {
                let known = latest.get(publisher).map(|(known, _)| *known);
                if known.is_none_or(|known| known < about) {
                    latest.insert(*publisher, (about, document.front.places.head.clone()));
                }
            }
        }
        if let (Some(publisher), Some(place)) = (portal.config.site.publisher, (self.column)(portal)) {
            // Of a publisher that is new to it, nothing is asked that was due before last year.
            latest.entry(publisher).or_insert((portal.date.year().saturating_sub(2), place));
        }
        latest
    }

    fn tell(&self, portal: &Portal, id: OrganisationId, year: i16, place: Place) -> Diagnostic {
        let organisation = portal.config.organisations.get(id);
        let (body, due) = (&organisation.name, (self.due)(year, organisation.level));
        let Text { zh, en } = (self.name)();
        let told = say!(
            "{body}没有发布 {year} 年{zh}，期限是 {due}",
            "{body} has not published the {en} for {year}, which was due on {due}"
        );
        Diagnostic::new(Code::Rule(self.rule), place, told).help(say!(
            "尽快发布；机构已撤并的，在 audit.exceptions 里写明理由",
            "publish it; for a body that no longer exists, write an exception with the reason"
        ))
    }
}

/// The column in which reports on the rule of law stand, when there are some.
fn column_of_reports(portal: &Portal) -> Option<Place> {
    let (id, _) = portal.listed().find(|(_, document)| document.kind() == Kind::Report)?;
    Some(Place::File(portal.section(portal.home(id)).source.path.clone()))
}

/// The column of the platform in which disclosure reports stand.
fn column_of_disclosure(portal: &Portal) -> Option<Place> {
    let mut columns = portal.sections().map(|(_, column)| &column.source);
    let column = columns.find(|column| column.column_type.as_ref().and_then(Part::of_column) == Some(Part::Reports))?;
    Some(Place::File(column.path.clone()))
}

/// The year that the title of a report on the site names.
fn site_report(document: &Document) -> Option<i16> {
    let title = &document.front.title;
    if !SITE_REPORTS.iter().any(|name| title.contains(name)) {
        return None;
    }
    let mut years = quantities(title).filter(|quantity| quantity.after.starts_with('年'));
    years.find_map(|quantity| i16::try_from(quantity.value.count()?).ok())
}
