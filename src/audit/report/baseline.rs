//! What was found before and is not to be told again: a report that was kept.

use super::{Finding, Report};
use crate::trace::Fingerprint;
use serde_json::Value;
use std::collections::BTreeMap;

/// The findings of an earlier report, each by its fingerprint, and how often it is there.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Baseline(BTreeMap<String, usize>);

impl Baseline {
    /// The findings of a report in its JSON form; nothing when the text is none of a version that is known.
    #[must_use]
    pub fn parse(json: &str) -> Option<Self> {
        let report: Value = serde_json::from_str(json).ok()?;
        if report["version"] != super::json::VERSION {
            return None;
        }
        let mut known = BTreeMap::new();
        for finding in report["findings"].as_array()? {
            *known.entry(finding["fingerprint"].as_str()?.to_owned()).or_default() += 1;
        }
        Some(Self(known))
    }

    /// Leaves out of a report what is here, as often as it is here; never what was not looked at, nor why.
    pub fn apply(mut self, report: &mut Report) {
        let before = report.findings.len();
        report.findings.retain(|finding| match self.0.get_mut(&finding.fingerprint()) {
            Some(left) if *left > 0 && !finding.is_of_the_unseen() => {
                *left -= 1;
                false
            }
            _ => true,
        });
        report.known = before - report.findings.len();
    }
}

impl Finding {
    /// What tells this finding from others, wherever in its file it stands by now: code, file and message.
    #[must_use]
    pub fn fingerprint(&self) -> String {
        let path = self.told.place.path().map_or("", |path| path);
        let whole = [self.told.code.word(), path, &self.told.message.zh].join("\n");
        Fingerprint::of(whole.as_bytes()).to_string()
    }
}
