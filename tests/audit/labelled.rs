//! The labelled set: on every case of every rule's page, no miss and no false alarm.

use super::cases::{Label, cases};
use std::fmt::Write as _;
use std::io::Write as _;
use xiangwei::diag::Rule;

/// Each rule has so many cases of each kind at the least.
const ENOUGH: usize = 1;

#[test]
fn no_rule_misses_and_none_is_wrong() {
    let mut table = format!("\n{:<28}{:>8}{:>8}{:>8}\n", "rule", "found", "missed", "false");
    let mut wrong = Vec::new();
    for rule in Rule::ALL {
        let cases = cases(rule.page());
        let (mut found, mut missed, mut alarms) = (0, 0, 0);
        for case in &cases {
            match (case.label, case.is_found(*rule)) {
                (Label::Good, false) => continue,
                (Label::Bad, true) => {
                    found += 1;
                    continue;
                }
                (Label::Bad, false) => missed += 1,
                (Label::Good, true) => alarms += 1,
            }
            wrong.push(format!("{} {:?}:\n{}", rule.word(), case.label, case.text));
        }
        writeln!(table, "{:<28}{found:>8}{missed:>8}{alarms:>8}", rule.word()).unwrap();
        for label in [Label::Bad, Label::Good] {
            let count = cases.iter().filter(|case| case.label == label).count();
            assert!(count >= ENOUGH, "{} has {count} cases of {label:?}", rule.word());
        }
    }
    // Not captured: the table is to be seen when the test passes, too.
    std::io::stderr().write_all(table.as_bytes()).unwrap();
    assert!(wrong.is_empty(), "{table}\n{}", wrong.join("\n"));
}
