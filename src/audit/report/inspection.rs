//! The findings of a report as an inspection would count them.

use super::{Finding, Report};
use crate::config::Audit;
use crate::diag::{Code, Rule, Severity};
use crate::law::closed_list::ClosedList;
use crate::law::inspection::{Item, Weight};

/// One item with what was found for it, notes left out.
pub(super) struct Line<'a> {
    pub(super) item: Item,
    pub(super) weight: Weight,
    pub(super) findings: Vec<&'a Finding>,
}

impl Line<'_> {
    /// Whether it fails the site. What is only probable does not.
    pub(super) fn is_vetoed(&self) -> bool {
        let grave = self.findings.iter().filter(|finding| finding.told.severity() == Severity::Error).count();
        matches!(self.weight, Weight::Veto(least) if grave >= least)
    }

    /// The points that it costs.
    pub(super) fn cost(&self) -> u16 {
        match self.weight {
            Weight::Veto(_) => 0,
            Weight::Points(most) => u16::try_from(self.findings.len()).unwrap_or(most).min(most),
        }
    }
}

/// All items for which something was found, vetoes first.
pub(super) fn lines<'a>(report: &'a Report, audit: &Audit) -> Vec<Line<'a>> {
    let counted = || report.findings.iter().filter(|finding| finding.told.severity() != Severity::Note);
    let line = |item: Item| Line {
        item,
        weight: weight(item, audit),
        findings: counted().filter(|finding| of(finding.told.code) == item).collect(),
    };
    let mut lines: Vec<Line<'_>> =
        Item::ALL.iter().map(|item| line(*item)).filter(|line| !line.findings.is_empty()).collect();
    lines.sort_by_key(|line| !line.is_vetoed());
    lines
}

/// The points that are left of a hundred.
pub(super) fn score(lines: &[Line<'_>]) -> u16 {
    100_u16.saturating_sub(lines.iter().map(Line::cost).sum())
}

/// What an item comes to on this site. A veto stays one.
fn weight(item: Item, audit: &Audit) -> Weight {
    match (item.weight(), audit.weights.get(&item)) {
        (Weight::Points(_), Some(set)) => Weight::Points(*set),
        (weight, _) => weight,
    }
}

/// The item that a finding counts for.
#[expect(clippy::too_many_lines, reason = "it is a table: each rule has its place in it")]
fn of(code: Code) -> Item {
    let Code::Rule(rule) = code else { return Item::Settings };
    match rule {
        Rule::PersonalIdentity
        | Rule::PersonalCard
        | Rule::PersonalMobile
        | Rule::PersonalPassport
        | Rule::PersonalNumber
        | Rule::PersonalAccount
        | Rule::PersonalAddress
        | Rule::OfficeMobile => Item::Privacy,
        Rule::SecretMark | Rule::InternalMark => Item::Secrets,
        Rule::ScriptLink | Rule::ThirdParty | Rule::PageScript | Rule::HiddenLink | Rule::OutsideNotice => Item::Harm,
        Rule::DateFuture | Rule::Redated => Item::Dates,
        Rule::HomeStale => Item::Home,
        Rule::ColumnsStale => Item::Stale,
        Rule::ColumnEmpty => Item::Empty,
        Rule::DateChanged | Rule::ColumnStale | Rule::HomeAging | Rule::Undated => Item::Columns,
        Rule::ValidityExpiring | Rule::ValidityTerm | Rule::FilingMissing => Item::Policies,
        Rule::InterpretationMissing | Rule::InterpretationLate => Item::Interpretations,
        Rule::ConsultationShort
        | Rule::ConsultationPapers
        | Rule::ConsultationFeedback
        | Rule::DecisionChain
        | Rule::CommitmentOverdue => Item::Participation,
        Rule::DisclosureText
        | Rule::DisclosureNormative
        | Rule::DisclosureDue
        | Rule::ReportDue
        | Rule::ReportParts
        | Rule::SiteReportDue => Item::Reports,
        Rule::PublicationLate => Item::Limits,
        Rule::CreditCode | Rule::Wording => Item::Words,
        Rule::DocNumberYear | Rule::IndexNumber | Rule::MetadataMissing => Item::Metadata,
        Rule::UrlGone
        | Rule::PageLink
        | Rule::PageAnchor
        | Rule::NotFoundPage
        | Rule::OutsideInsecure
        | Rule::OutsideAddress
        | Rule::OutsidePrivate
        | Rule::OutsideGone
        | Rule::OutsideMoved
        | Rule::OutsideBroken
        | Rule::OutsideUnreached => Item::Links,
        Rule::FooterSetting
        | Rule::FooterForm
        | Rule::FooterPart
        | Rule::FooterStale
        | Rule::SiteName
        | Rule::Breadcrumb => Item::Marks,
        Rule::SearchTitle => Item::Search,
        Rule::MetaMissing | Rule::MetaDiffers | Rule::ColumnType => Item::Tags,
        Rule::PageLanguage
        | Rule::PageTitle
        | Rule::TitleRepeated
        | Rule::ImageAlt
        | Rule::HeadingOrder
        | Rule::TableHeader
        | Rule::LinkText
        | Rule::FormLabel
        | Rule::Contrast => Item::Access,
        Rule::AttachmentUnread | Rule::ExceptionExpired | Rule::ExceptionUnused => Item::Settings,
    }
}
