//! The labelled set: on every case of every rule's page, no miss and no false alarm.

use super::cases::{Label, cases};
use rayon::prelude::*;
use std::fmt::Write as _;
use std::io::Write as _;
use xiangwei::diag::Rule;

/// Each rule has so many cases of each kind at the least.
const ENOUGH: usize = 5;

/// What became of the cases of one rule.
#[derive(Default)]
struct Tally {
    found: usize,
    missed: usize,
    alarms: usize,
    wrong: Vec<String>,
}

#[test]
fn no_rule_misses_and_none_is_wrong() {
    // Most cases are a run of the program.
    let tallies: Vec<(Rule, Tally)> = Rule::ALL.par_iter().map(|rule| (*rule, tally(*rule))).collect();
    let mut table = format!("\n{:<28}{:>8}{:>8}{:>8}\n", "rule", "found", "missed", "false");
    for (rule, Tally { found, missed, alarms, .. }) in &tallies {
        writeln!(table, "{:<28}{found:>8}{missed:>8}{alarms:>8}", rule.word()).unwrap();
    }
    // Not captured: the table is to be seen when the test passes, too.
    std::io::stderr().write_all(table.as_bytes()).unwrap();
    let wrong: Vec<String> = tallies.into_iter().flat_map(|(_, tally)| tally.wrong).collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn tally(rule: Rule) -> Tally {
    let cases = cases(rule.page());
    let mut tally = Tally::default();
    for label in [Label::Bad, Label::Good] {
        let count = cases.iter().filter(|case| case.label == label).count();
        assert!(count >= ENOUGH, "{} has {count} cases of {label:?}", rule.word());
    }
    for case in &cases {
        match (case.label, case.is_found(rule)) {
            (Label::Good, false) => continue,
            (Label::Bad, true) => {
                tally.found += 1;
                continue;
            }
            (Label::Bad, false) => tally.missed += 1,
            (Label::Good, true) => tally.alarms += 1,
        }
        tally.wrong.push(format!("{} {:?}:\n{}", rule.word(), case.label, case.text));
    }
    tally
}
