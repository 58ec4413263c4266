//! What a site's settings make of a finding: its level, and whether it is excepted.

use crate::config::{Audit, Exception};
use crate::diag::{Code, Diagnostic, Path, Rule, Severity};
use crate::say;
use jiff::civil::Date;
use std::collections::BTreeSet;

/// What becomes of a finding.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// It is told at this level.
    Told(Severity),
    /// It is excepted, by the exception at this place in the list.
    Excepted(usize),
    /// The site does not want it.
    Off,
}

impl Audit {
    /// What becomes of a finding, which may show on a page. What is no rule's stays as it is.
    #[must_use]
    pub fn verdict(&self, found: &Diagnostic, page: Option<&Path>) -> Verdict {
        let Code::Rule(rule) = found.code else { return Verdict::Told(found.severity()) };
        let Some(severity) = self.severity(rule) else { return Verdict::Off };
        let paths = [found.place.path(), page];
        let covers = |exception: &Exception| paths.iter().flatten().any(|path| exception.covers(rule, path));
        self.exceptions.iter().position(covers).map_or(Verdict::Told(severity), Verdict::Excepted)
    }

    /// Those of some findings that are told, each at its level.
    #[must_use]
    pub fn told(&self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let told = found.into_iter().filter_map(|one| match self.verdict(&one, None) {
            Verdict::Told(severity) => Some(one.weighing(severity)),
            Verdict::Excepted(_) | Verdict::Off => None,
        });
        told.collect()
    }

    /// The exceptions whose last day is over on a date.
    #[must_use]
    pub fn expired(&self, date: Date) -> Vec<Diagnostic> {
        let over = self.exceptions.iter().filter_map(|one| Some((one, one.until.filter(|until| *until < date)?)));
        over.map(|(one, until)| {
            let told = say!("这项例外在 {until} 已到期", "this exception ended on {until}");
            Diagnostic::new(Code::Rule(Rule::ExceptionExpired), one.place.clone(), told).help(say!(
                "改正所指的问题后删去它，或写明新的截止日期和理由",
                "mend what it is about and delete it, or give a new day and reason"
            ))
        })
        .collect()
    }

    /// The exceptions that nothing was found for, when those at some places in the list were used.
    #[must_use]
    pub fn unused(&self, used: &BTreeSet<usize>) -> Vec<Diagnostic> {
        let unused = self.exceptions.iter().enumerate().filter(|(at, _)| !used.contains(at));
        unused
            .map(|(_, one)| {
                let (rule, path) = (one.rule.word(), &one.path);
                let told = say!(
                    "这项例外已经用不上：{path} 没有 {rule}",
                    "this exception is of no use any more: there is no {rule} in {path}"
                );
                Diagnostic::new(Code::Rule(Rule::ExceptionUnused), one.place.clone(), told)
                    .help(say!("删去它，或改正路径和规则", "delete it, or put its path and rule right"))
            })
            .collect()
    }
}
