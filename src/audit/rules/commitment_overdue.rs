//! A promise whose day has passed has been answered.

use crate::audit::Auditor;
use crate::diag::{Code, Diagnostic, Rule};
use crate::law::promise::Course;
use crate::portal::Portal;
use crate::say;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    let overdue = portal.promises().into_iter().filter(|promised| promised.course == Course::Overdue);
    overdue
        .map(|promised| {
            let text = &promised.commitment.text;
            let told = say!(
                "承诺“{text}”已到期，没有报告说明结果",
                "the day of the promise `{text}` has passed, and no report says what came of it"
            );
            Diagnostic::new(Code::Rule(Rule::CommitmentOverdue), promised.commitment.place.clone(), told).help(say!(
                "在后来的报告里用 fulfils（兑现）写明结果",
                "say in a later report by `fulfils` what came of it"
            ))
        })
        .collect()
}
