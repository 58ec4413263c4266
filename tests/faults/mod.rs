//! Faults in place: what is told stands in the input, right under what it is about.
//!
//! Each heading of `faults/*.md` begins a case: files, each named in backticks and given in a block of `~~~`, laid over
//! the skeleton site. Under a line with a fault stand carets and what must be told, such as `^^^^ error[doc-number]`;
//! the carets are set as on a screen, where a Chinese character is two cells wide. Words after it must be in the
//! message, its label, its help or what belongs to it, each part between `; ` by itself. A fault of a whole file stands after the file's name: `` `a.md` error[not-utf8] ``.
//! `$ --future` gives the run an argument. Everything that is told must be expected, and in order.

mod expected;
mod made;

use crate::support::{Site, Told, tests};
use expected::{Case, cases};
use std::collections::BTreeSet;
use std::fs;
use xiangwei::diag::{Code, Rule};

macro_rules! faults {
    ($($name:ident)*) => {
        $(#[test] fn $name() { check(&format!("{}.md", stringify!($name).replace('_', "-"))); })*

        #[test]
        fn every_file_is_checked() {
            let files = BTreeSet::from([$(format!("{}.md", stringify!($name).replace('_', "-"))),*]);
            assert_eq!(names(), files);
        }
    };
}

faults! {
    front_matter
    keys
    values
    numbers
    references
    links
    files
    addresses
    diagrams
    reports
    disclosure
    registers
    settings
    templates
    many
}

/// Codes that no case needs to show, and why.
const EXEMPT: [(&str, &str); 2] = [
    ("hostile-file", "a file that makes the program panic would be a fault of the program, and is mended when known"),
    ("one-by-one", "it takes hundreds of documents; see warm/wide.rs"),
];

fn check(file: &str) {
    let text = fs::read_to_string(tests().join("faults").join(file)).unwrap();
    let faults: Vec<String> = cases(&text).iter().filter_map(|case| difference(file, case)).collect();
    assert!(faults.is_empty(), "\n{}", faults.join("\n"));
}

/// What a case told that was not expected, and the other way round.
fn difference(file: &str, case: &Case) -> Option<String> {
    let site = Site::small("");
    for (path, content) in &case.files {
        site.write(path, content);
    }
    let mut arguments = vec!["--format", "json"];
    arguments.extend(case.arguments.iter().map(String::as_str));
    let run = site.build_with(&arguments);
    let told = run.told();
    let unexpected = told.iter().filter(|told| !case.expected.iter().any(|expected| expected.is(told)));
    let untold = case.expected.iter().filter(|expected| !told.iter().any(|told| expected.is(told)));
    let mut lines: Vec<String> = unexpected.map(|one| format!("  told, not expected: {}", show(one))).collect();
    lines.extend(untold.map(|one| format!("  expected, not told: {}", show(one))));
    if told.len() != case.expected.len() && lines.is_empty() {
        lines.push(format!("  {} were told, {} expected", told.len(), case.expected.len()));
    }
    if !told.is_sorted_by_key(place) {
        lines.push(format!("  not in order: {:?}", told.iter().map(place).collect::<Vec<_>>()));
    }
    let errors = case.expected.iter().any(|one| one.what.starts_with("error"));
    if run.exit() != i32::from(errors) {
        lines.push(format!("  exit code {}", run.exit()));
    }
    (!lines.is_empty()).then(|| format!("{file}: {}\n{}", case.name, lines.join("\n")))
}

/// Faults of the site, then of whole files, then of places in them.
fn place(told: &Told) -> (bool, String, Option<[u64; 2]>) {
    let start = told.span.map(|[line, column, ..]| [line, column]);
    (!told.path.is_empty(), told.path.clone(), start)
}

fn show(told: &Told) -> String {
    let Told { path, span, what, words } = told;
    let span = span.map_or_else(String::new, |[a, b, c, d]| format!(":{a}:{b} to {c}:{d}"));
    format!("{path}{span} {what} {}", words.replace('\n', " "))
}

fn names() -> BTreeSet<String> {
    let entries = fs::read_dir(tests().join("faults")).unwrap();
    entries
        .map(|entry| entry.unwrap().file_name().into_string().unwrap())
        .filter(|name| name.ends_with(".md"))
        .collect()
}

#[test]
fn every_code_has_a_case() {
    let mut shown: BTreeSet<String> = made::CODES.iter().map(|code| (*code).to_owned()).collect();
    for name in names() {
        let text = fs::read_to_string(tests().join("faults").join(name)).unwrap();
        let cases = cases(&text);
        let codes = cases.iter().flat_map(|case| &case.expected).map(|one| one.code());
        // Rules have their cases on their pages.
        shown.extend(codes.filter(|code| Rule::parse(code).is_none()).map(str::to_owned));
    }
    shown.extend(EXEMPT.map(|(code, _)| code.to_owned()));
    let all: BTreeSet<String> = Code::FAULTS.iter().map(|code| code.word().to_owned()).collect();
    assert_eq!(shown, all);
}
