//! Every rule: one file a rule, or for what is found in one look.

pub(super) mod attachment_unread;
mod breadcrumb;
mod column_empty;
mod column_stale;
mod commitment_overdue;
mod consultation;
mod contrast;
mod credit_code;
mod date_future;
mod decision_chain;
mod disclosure_normative;
mod disclosure_text;
mod doc_number_year;
mod footer_part;
mod footer_setting;
mod footer_stale;
mod form_label;
mod heading_order;
mod hidden_link;
mod home_stale;
mod image_alt;
mod index_number;
mod interpretation;
mod link_text;
mod meta_differs;
mod meta_missing;
mod metadata_missing;
mod normative;
mod not_found_page;
mod outside;
#[cfg(feature = "net")]
pub(super) mod outside_answer;
mod page_language;
mod page_link;
mod page_script;
mod page_title;
mod personal;
mod publication_late;
mod redated;
mod report_parts;
mod script_link;
pub(super) mod search_title;
mod secret_mark;
mod site_name;
mod table_header;
mod title_repeated;
mod undated;
mod url_gone;
mod wording;
mod yearly;

use super::{Auditor, Few, Page, Passage, Since, Web};
use crate::diag::{Code, Diagnostic, Place, Rule, Text};
use crate::portal::Portal;

/// What a rule looks at.
#[derive(Debug)]
pub(super) enum Look {
    /// Every text of the sources and of the files that are published.
    Text(fn(&Passage<'_>, &Auditor<'_>) -> Few),
    /// The same, already when the site is built: what it finds may never be published.
    Guard(fn(&Passage<'_>, &Auditor<'_>) -> Few),
    /// The site beside what was online before.
    Since(fn(&Since<'_>, &Auditor<'_>) -> Vec<Diagnostic>),
    /// The portal as a whole.
    Portal(fn(&Portal, &Auditor<'_>) -> Vec<Diagnostic>),
    /// Each page as it is published.
    Page(fn(&Page, &Auditor<'_>) -> Vec<Diagnostic>),
    /// The same, with all others beside it.
    Web(fn(&Page, &Web<'_>, &Auditor<'_>) -> Vec<Diagnostic>),
    /// Each style sheet as it is published.
    Sheet(fn(&str, &Auditor<'_>) -> Vec<Diagnostic>),
}

/// The rules of each look.
pub(super) const LOOKS: &[(&[Rule], Look)] = &[
    (personal::PROVED, Look::Guard(personal::proved)),
    (personal::PROBABLE, Look::Text(personal::probable)),
    (&[Rule::SecretMark], Look::Guard(secret_mark::secret)),
    (&[Rule::InternalMark], Look::Text(secret_mark::internal)),
    (&[Rule::ScriptLink], Look::Guard(script_link::look)),
    (&[Rule::Wording], Look::Text(wording::look)),
    (&[Rule::CreditCode], Look::Text(credit_code::look)),
    (&[Rule::ColumnEmpty], Look::Portal(column_empty::look)),
    (&[Rule::ColumnStale, Rule::ColumnsStale], Look::Portal(column_stale::look)),
    (&[Rule::HomeAging, Rule::HomeStale], Look::Portal(home_stale::look)),
    (&[Rule::Undated], Look::Portal(undated::look)),
    (&[Rule::DateFuture], Look::Portal(date_future::look)),
    (&[Rule::DocNumberYear], Look::Portal(doc_number_year::look)),
    (&[Rule::IndexNumber], Look::Portal(index_number::look)),
    (&[Rule::MetadataMissing], Look::Portal(metadata_missing::look)),
    (&[Rule::ValidityExpiring, Rule::ValidityTerm, Rule::FilingMissing], Look::Portal(normative::look)),
    (&[Rule::InterpretationMissing, Rule::InterpretationLate], Look::Portal(interpretation::look)),
    (
        &[Rule::ConsultationShort, Rule::ConsultationPapers, Rule::ConsultationFeedback],
        Look::Portal(consultation::look),
    ),
    (&[Rule::DecisionChain], Look::Portal(decision_chain::look)),
    (&[Rule::PublicationLate], Look::Portal(publication_late::look)),
    (&[Rule::DisclosureText], Look::Portal(disclosure_text::look)),
    (&[Rule::DisclosureNormative], Look::Portal(disclosure_normative::look)),
    (&[Rule::DisclosureDue, Rule::ReportDue, Rule::SiteReportDue], Look::Portal(yearly::look)),
    (&[Rule::ReportParts], Look::Portal(report_parts::look)),
    (&[Rule::CommitmentOverdue], Look::Portal(commitment_overdue::look)),
    (&[Rule::PageLanguage], Look::Page(page_language::look)),
    (&[Rule::PageLink, Rule::PageAnchor], Look::Web(page_link::look)),
    (&[Rule::TitleRepeated], Look::Web(title_repeated::look)),
    (&[Rule::NotFoundPage], Look::Page(not_found_page::look)),
    (&[Rule::FooterSetting, Rule::FooterForm], Look::Portal(footer_setting::look)),
    (&[Rule::FooterPart], Look::Page(footer_part::look)),
    (&[Rule::FooterStale], Look::Page(footer_stale::look)),
    (&[Rule::SiteName], Look::Page(site_name::look)),
    (&[Rule::Breadcrumb], Look::Page(breadcrumb::look)),
    (&[Rule::MetaMissing], Look::Page(meta_missing::look)),
    (&[Rule::MetaDiffers, Rule::ColumnType], Look::Page(meta_differs::look)),
    (
        &[Rule::OutsideInsecure, Rule::OutsideAddress, Rule::OutsidePrivate, Rule::OutsideNotice, Rule::ThirdParty],
        Look::Page(outside::look),
    ),
    (&[Rule::HiddenLink], Look::Page(hidden_link::look)),
    (&[Rule::PageScript], Look::Page(page_script::look)),
    (&[Rule::PageTitle], Look::Page(page_title::look)),
    (&[Rule::ImageAlt], Look::Page(image_alt::look)),
    (&[Rule::HeadingOrder], Look::Page(heading_order::look)),
    (&[Rule::TableHeader], Look::Page(table_header::look)),
    (&[Rule::LinkText], Look::Page(link_text::look)),
    (&[Rule::FormLabel], Look::Page(form_label::look)),
    (&[Rule::UrlGone], Look::Since(url_gone::look)),
    (&[Rule::Redated, Rule::DateChanged], Look::Since(redated::look)),
    (&[Rule::Contrast], Look::Sheet(contrast::look)),
];

/// Something that shows on a page, or in a style sheet: whose it is, only the caller knows.
fn shown(rule: Rule, told: Text, help: Text) -> Diagnostic {
    Diagnostic::new(Code::Rule(rule), Place::Nowhere, told).help(help)
}

/// The rules that speak of the audit's own settings, of what it could not look at, and of what it asked others and the site's search.
#[cfg(test)]
const OWN: &[Rule] = &[
    Rule::AttachmentUnread,
    Rule::ExceptionExpired,
    Rule::ExceptionUnused,
    Rule::OutsideGone,
    Rule::OutsideMoved,
    Rule::OutsideBroken,
    Rule::OutsideUnreached,
    Rule::SearchTitle,
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_rule_looks_once() {
        let mut looking: Vec<Rule> = LOOKS.iter().flat_map(|(rules, _)| *rules).chain(OWN).copied().collect();
        looking.sort();
        let mut all = Rule::ALL.to_vec();
        all.sort();
        assert_eq!(looking, all);
    }
}
