//! Rules over the portal: the day before, the day and the day after each limit, and where what they find is told.

use super::cases::{report, rules, run};
use crate::support::Site;
use serde_json::Value;
use xiangwei::diag::Rule;

/// A document at content/1.md with these lines of front matter.
fn document(lines: &str) -> String {
    format!("//- /content/1.md\n---\ntitle: 示例\npublisher: shili\n{lines}\n---\n正文\n")
}

/// A column with this key and one document.
fn column(key: &str, lines: &str) -> String {
    document(lines).replace("/1.md", "/a/1.md") + &format!("//- /content/a/_index.md\n---\ntitle: 栏目\n{key}\n---\n")
}

/// Whether a rule finds something on a site on some days.
fn found(rule: Rule, files: &str, days: [&str; 3]) -> [bool; 3] {
    let site = Site::small(files);
    days.map(|day| rules(&run(&site, &["--only", rule.word(), "--date", day])).contains(&rule))
}

/// A rule that goes by the day of the check finds nothing until a day, and something from the next on.
#[track_caller]
fn is_told_after(rule: Rule, files: &str, days: [&str; 3]) {
    assert_eq!(found(rule, files, days), [false, false, true], "{}:\n{files}", rule.word());
}

/// A rule that goes by a date in the files finds nothing with the first two dates in the place of `DAY`, and something with the third.
#[track_caller]
fn is_told_from(rule: Rule, files: &str, days: [&str; 3]) {
    let found = days.map(|day| found(rule, &files.replace("DAY", day), ["2024-12-31"; 3])[0]);
    assert_eq!(found, [false, false, true], "{}:\n{files}", rule.word());
}

#[test]
fn columns_and_the_home_page_grow_stale() {
    let news = column("column_type: 工作动态", "kind: news\npublished: 2024-03-01");
    is_told_after(Rule::ColumnStale, &news, ["2024-03-14", "2024-03-15", "2024-03-16"]);
    let own = column("max_age: 30", "kind: news\npublished: 2024-03-01");
    is_told_after(Rule::ColumnStale, &own, ["2024-03-30", "2024-03-31", "2024-04-01"]);
    let notices = column("column_type: 通知公告", "kind: notice\npublished: 2024-01-01");
    is_told_after(Rule::ColumnStale, &notices, ["2024-06-28", "2024-06-29", "2024-06-30"]);
    let guide =
        column("column_type: 信息公开指南", "published: 2020-01-01\nhistory: [ { date: 2023-03-01, note: 核对 } ]");
    is_told_after(Rule::ColumnStale, &guide, ["2024-02-28", "2024-02-29", "2024-03-01"]);
    let home = document("kind: news\npublished: 2024-03-01");
    is_told_after(Rule::HomeStale, &home, ["2024-03-14", "2024-03-15", "2024-03-16"]);
    is_told_after(Rule::HomeAging, &home, ["2024-03-09", "2024-03-10", "2024-03-11"]);
    // When it is stale, it is no longer only growing old.
    let days = ["2024-03-11", "2024-03-15", "2024-03-16"];
    assert_eq!(found(Rule::HomeAging, &home, days), [true, true, false]);
}

#[test]
fn dates_must_have_come() {
    let updated = document("kind: notice\npublished: 2024-03-01\nupdated: 2024-03-11");
    let found = found(Rule::DateFuture, &updated, ["2024-03-10", "2024-03-11", "2024-03-12"]);
    assert_eq!(found, [true, false, false]);
    let history = "kind: notice\npublished: 2024-03-01\nhistory: [ { date: DAY, note: 修订 } ]";
    is_told_from(Rule::DateFuture, &document(history), ["2024-12-30", "2024-12-31", "2025-01-01"]);
    let numbered = "kind: policy\npublished: 2024-05-01\ndoc_number: 示政发〔2023〕9号\nissued: DAY";
    is_told_from(Rule::DocNumberYear, &document(numbered), ["2023-12-31", "2024-01-31", "2024-02-01"]);
}

#[test]
fn normative_documents_end() {
    let policy = |more: &str| document(&format!("kind: policy\nnormative: yes\npublished: 2024-01-10\n{more}"));
    let expiring = policy("expires: 2025-03-15");
    is_told_after(Rule::ValidityExpiring, &expiring, ["2024-09-13", "2024-09-14", "2024-09-15"]);
    // It is in force on its last day, and on the next there is nothing more to be told.
    let over = found(Rule::ValidityExpiring, &expiring, ["2025-03-14", "2025-03-15", "2025-03-16"]);
    assert_eq!(over, [true, true, false]);
    is_told_from(Rule::ValidityTerm, &policy("expires: DAY"), ["2029-01-09", "2029-01-10", "2029-01-11"]);
    let trial = policy("expires: DAY").replace("title: 示例", "title: 示例办法（试行）");
    is_told_from(Rule::ValidityTerm, &trial, ["2026-01-09", "2026-01-10", "2026-01-11"]);
    is_told_after(Rule::FilingMissing, &policy("expires: 2028-12-31"), ["2024-02-08", "2024-02-09", "2024-02-10"]);
}

#[test]
fn interpretations_come_within_working_days() {
    // Thursday, 2024-05-09; that Saturday is worked instead of a day of the holiday before.
    let policy = document("kind: policy\npublished: 2024-05-09");
    is_told_after(Rule::InterpretationMissing, &policy, ["2024-05-11", "2024-05-13", "2024-05-14"]);
    let interpretation = "//- /content/2.md\n---\ntitle: 解读\nkind: interpretation\npublisher: shili\npublished: DAY\n\
        interprets: [ /1.md ]\n---\n正文\n";
    let both = policy + interpretation;
    is_told_from(Rule::InterpretationLate, &both, ["2024-05-11", "2024-05-13", "2024-05-14"]);
    // When nothing is known of the year, nothing is said of lateness.
    let unknown = both.replace("2024-05-09", "2019-05-09");
    let found = ["2019-05-13", "2019-06-14"].map(|day| {
        let files = unknown.replace("DAY", day);
        found(Rule::InterpretationLate, &files, ["2024-12-31"; 3])[0]
    });
    assert_eq!(found, [false, false]);
}

#[test]
fn consultations_are_long_and_answered() {
    let consultation = document("kind: consultation\npublished: 2024-03-01\nopens: 2024-03-01\ncloses: DAY");
    let short = ["2024-04-01", "2024-03-31", "2024-03-30"];
    is_told_from(Rule::ConsultationShort, &consultation, short);
    let closed = consultation.replace("DAY", "2024-04-01");
    is_told_after(Rule::ConsultationFeedback, &closed, ["2024-04-30", "2024-05-01", "2024-05-02"]);
    let decision = document("kind: decision\npublished: 2024-02-01\nyear: 2024\ndue: 2024-06-30");
    is_told_after(Rule::DecisionChain, &decision, ["2024-06-29", "2024-06-30", "2024-07-01"]);
}

#[test]
fn information_is_published_within_working_days() {
    let late = |more: &str| document(&format!("issued: 2024-05-06\npublished: DAY\n{more}"));
    is_told_from(Rule::PublicationLate, &late("kind: policy"), ["2024-05-30", "2024-05-31", "2024-06-03"]);
    let penalty = late("kind: notice\nduty: [20-6]");
    is_told_from(Rule::PublicationLate, &penalty, ["2024-05-13", "2024-05-14", "2024-05-15"]);
    // Twenty days of which one lies in a year that is not known.
    let unknown = document("kind: policy\nissued: 2022-12-30\npublished: 2023-06-01");
    assert_eq!(found(Rule::PublicationLate, &unknown, ["2024-12-31"; 3]), [false; 3]);
}

#[test]
fn yearly_papers_have_their_day() {
    let paper = |kind: &str| document(&format!("{kind}\npublished: 2023-01-20"));
    let of = |level: &str| {
        format!("//- /data/organisations.yaml\n- {{ id: shili, name: 示例市人民政府, level: {level} }}\n")
    };
    let disclosure = paper("kind: disclosure\nyear: 2022");
    let (january, march) = (["2024-01-30", "2024-01-31", "2024-02-01"], ["2024-03-30", "2024-03-31", "2024-04-01"]);
    is_told_after(Rule::DisclosureDue, &(of("department") + &disclosure), january);
    is_told_after(Rule::DisclosureDue, &(of("township") + &disclosure), january);
    is_told_after(Rule::DisclosureDue, &(of("county") + &disclosure), march);
    is_told_after(Rule::DisclosureDue, &disclosure, march);
    is_told_after(Rule::ReportDue, &paper("kind: report\nyear: 2022"), march);
    let site = paper("kind: notice").replace("title: 示例", "title: 政府网站工作年度报表（2022年度）");
    is_told_after(Rule::SiteReportDue, &site, january);
    // A year later it is missing from the first of January on.
    let days = ["2024-12-31", "2025-01-01", "2025-04-01"];
    assert_eq!(found(Rule::ReportDue, &paper("kind: report\nyear: 2022"), days), [true; 3]);
}

#[test]
fn promises_have_their_day() {
    let report = document(
        "kind: report\nyear: 2023\npublished: 2024-02-01\ncommitments: [ { id: a, text: 出台办法, due: 2024-06-30 } ]",
    );
    is_told_after(Rule::CommitmentOverdue, &report, ["2024-06-29", "2024-06-30", "2024-07-01"]);
}

/// The findings of one rule, as JSON.
fn told(rule: Rule, files: &str) -> Vec<Value> {
    let run = run(&Site::small(files), &["--only", rule.word(), "--date", "2024-12-31"]);
    report(&run)["findings"].as_array().unwrap().clone()
}

#[test]
fn what_is_found_is_told_at_the_value() {
    let lines = "kind: policy\npublished: 2024-12-02\nissued: 2024-10-08\nindex_number: 000014349/2025-00001\n\
        doc_number: 示政发〔2023〕1号\nupdated: 2025-02-01\nexpires: 2025-01-31\nnormative: yes";
    let at = |rule: Rule| {
        let found = told(rule, &document(lines));
        (found.len(), found[0]["place"]["line"].as_u64().unwrap())
    };
    assert_eq!(at(Rule::PublicationLate), (1, 6));
    assert_eq!(at(Rule::IndexNumber), (1, 7));
    assert_eq!(at(Rule::DocNumberYear), (1, 8));
    assert_eq!(at(Rule::DateFuture), (1, 9));
    assert_eq!(at(Rule::ValidityExpiring), (1, 10));
}

#[test]
fn a_number_in_a_text_is_told_where_it_stands() {
    let tables =
        "  复议诉讼: { 行政复议: [1, 0, 0, 1, 2], 未经复议直接起诉: [0, 0, 0, 0, 0], 复议后起诉: [1, 0, 0, 0, 1] }";
    let report = document(&format!("kind: disclosure\nyear: 2023\npublished: 2024-01-20\ntables:\n{tables}"));
    let found = told(Rule::DisclosureText, &report.replace("正文", "因政府信息公开引起的行政复议12件。"));
    let place = &found[0]["place"];
    let at = ["line", "column", "end_column"].map(|key| place[key].as_u64().unwrap());
    assert_eq!((found.len(), at), (1, [10, 15, 17]));
}

#[test]
fn many_stale_columns_are_told_once_with_their_names() {
    let column = |at: usize| {
        column("column_type: 通知公告", "kind: notice\npublished: 2024-01-01").replace("/a/", &format!("/a{at}/"))
    };
    let five: String = (0..5).map(column).collect();
    let found = told(Rule::ColumnsStale, &five);
    assert_eq!((found.len(), found[0]["related"].as_array().unwrap().len()), (1, 5));
    let four: String = (0..4).map(column).collect();
    assert_eq!(told(Rule::ColumnsStale, &four), Vec::<Value>::new());
}

#[test]
fn a_policy_that_lacks_several_keys_is_told_once() {
    let found = told(Rule::MetadataMissing, &document("kind: policy\npublished: 2024-12-02"));
    let message = found[0]["message"]["en"].as_str().unwrap();
    assert_eq!(found.len(), 1);
    assert_eq!(message, "the metadata lacks `index_number`, `topic`, `doc_number`, `issued`");
}
