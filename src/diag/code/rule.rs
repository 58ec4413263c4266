//! Every rule of the audit.
//!
//! This table is the one home of a rule's code and level. What it means, on what it is based, and cases of both kinds stand on its
//! page, `docs/rules/CODE.md`, which `xiangwei explain` shows and the tests run.

use crate::diag::Severity;

macro_rules! rules {
    ($($name:ident $code:literal $severity:ident)*) => {
        /// One rule of the audit.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum Rule {
            $(#[doc = concat!("`", $code, "`.")] $name,)*
        }

        impl Rule {
            /// All rules, in the order of the table.
            pub const ALL: &'static [Self] = &[$(Self::$name),*];

            /// The code as it is written.
            #[must_use]
            pub fn word(self) -> &'static str {
                match self { $(Self::$name => $code,)* }
            }

            /// Its level, where the site does not set another.
            #[must_use]
            pub fn severity(self) -> Severity {
                match self { $(Self::$name => Severity::$severity,)* }
            }

            /// Its page, in Markdown: title, level, basis, what and why, cases.
            #[must_use]
            pub fn page(self) -> &'static str {
                match self { $(Self::$name => include_str!(concat!("../../../docs/rules/", $code, ".md")),)* }
            }
        }
    };
}

rules! {
    PersonalIdentity "personal-identity" Error
    PersonalCard "personal-card" Error
    PersonalMobile "personal-mobile" Error
    PersonalPassport "personal-passport" Error
    PersonalNumber "personal-number" Warning
    PersonalAccount "personal-account" Warning
    PersonalAddress "personal-address" Warning
    OfficeMobile "office-mobile" Warning
    SecretMark "secret-mark" Error
    InternalMark "internal-mark" Warning
    ScriptLink "script-link" Error
    Wording "wording" Warning
    CreditCode "credit-code" Warning
    AttachmentUnread "attachment-unread" Warning
    ColumnEmpty "column-empty" Error
    ColumnStale "column-stale" Warning
    ColumnsStale "columns-stale" Error
    HomeAging "home-aging" Warning
    HomeStale "home-stale" Error
    Undated "undated" Warning
    DateFuture "date-future" Error
    DocNumberYear "doc-number-year" Warning
    IndexNumber "index-number" Warning
    MetadataMissing "metadata-missing" Warning
    ValidityExpiring "validity-expiring" Warning
    ValidityTerm "validity-term" Warning
    FilingMissing "filing-missing" Note
    InterpretationMissing "interpretation-missing" Warning
    InterpretationLate "interpretation-late" Warning
    ConsultationShort "consultation-short" Error
    ConsultationPapers "consultation-papers" Warning
    ConsultationFeedback "consultation-feedback" Warning
    DecisionChain "decision-chain" Note
    PublicationLate "publication-late" Warning
    DisclosureText "disclosure-text" Error
    DisclosureNormative "disclosure-normative" Warning
    DisclosureDue "disclosure-due" Error
    ReportDue "report-due" Error
    ReportParts "report-parts" Warning
    SiteReportDue "site-report-due" Warning
    CommitmentOverdue "commitment-overdue" Note
    PageLanguage "page-language" Error
    PageLink "page-link" Error
    PageAnchor "page-anchor" Error
    NotFoundPage "not-found-page" Warning
    FooterSetting "footer-setting" Error
    FooterForm "footer-form" Warning
    FooterPart "footer-part" Error
    FooterStale "footer-stale" Warning
    SiteName "site-name" Error
    Breadcrumb "breadcrumb" Warning
    MetaMissing "meta-missing" Error
    MetaDiffers "meta-differs" Error
    ColumnType "column-type" Warning
    OutsideInsecure "outside-insecure" Note
    OutsideAddress "outside-address" Warning
    OutsidePrivate "outside-private" Error
    OutsideGone "outside-gone" Warning
    OutsideMoved "outside-moved" Note
    OutsideBroken "outside-broken" Warning
    OutsideUnreached "outside-unreached" Warning
    OutsideNotice "outside-notice" Error
    ThirdParty "third-party" Error
    HiddenLink "hidden-link" Error
    PageScript "page-script" Error
    PageTitle "page-title" Error
    TitleRepeated "title-repeated" Note
    ImageAlt "image-alt" Warning
    HeadingOrder "heading-order" Warning
    TableHeader "table-header" Warning
    LinkText "link-text" Warning
    FormLabel "form-label" Warning
    Contrast "contrast" Error
    SearchTitle "search-title" Warning
    UrlGone "url-gone" Error
    Redated "redated" Error
    DateChanged "date-changed" Warning
    ExceptionExpired "exception-expired" Error
    ExceptionUnused "exception-unused" Warning
}

impl Rule {
    /// The rule with this code.
    #[must_use]
    pub fn parse(word: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|rule| rule.word() == word)
    }

    /// Its title in both languages, from the first line of its page: `# code 中文 · English`.
    #[must_use]
    pub fn title(self) -> (&'static str, &'static str) {
        let first = self.page().lines().next().unwrap_or_default();
        let title = first.trim_start_matches("# ").trim_start_matches(self.word()).trim();
        title.split_once(" · ").unwrap_or((title, title))
    }

    /// On what it is based, from the line of its page that begins with `依据 basis:`.
    #[must_use]
    pub fn basis(self) -> &'static str {
        let line = self.page().lines().find_map(|line| line.strip_prefix("依据 basis:"));
        line.map_or("", str::trim)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_begins_with_title_level_and_basis() {
        for rule in Rule::ALL {
            let (zh, en) = rule.title();
            assert!(zh != en && !rule.basis().is_empty(), "{}: title or basis", rule.word());
            let level = format!("级别 level: {} {}", rule.severity().zh(), rule.severity().word());
            assert!(rule.page().lines().any(|line| line == level), "{}: {level}", rule.word());
        }
    }
}
