//! Two real reports: by what their lines become, told by hand, and by every figure.
//!
//! Their twins stand in this folder: the same lines, figures, signs and bold runs with other words between them. The reports
//! themselves are compared too where they stand beside the project, or in the folder that `SEEDS` names.

use super::{file, import, result, site, written};
use crate::support::root;
use std::fs;
use std::path::{Path, PathBuf};

/// A report.
struct Report {
    /// Its name where it stands beside the project, and that of its twin.
    names: [&'static str; 2],
    /// What its lines become, in order: `T` the title, `P` a paragraph, a digit a heading of that level. `+` joins lines that a page
    /// break tore; `/` parts a heading from the paragraph after it at the first full stop.
    lines: &'static str,
    /// Every number in its text.
    figures: &'static str,
    /// How many runs are bold.
    bold: usize,
}

const REPORTS: [Report; 2] = [
    Report {
        names: ["000_49e6648b7ec0496b.txt", "报告一.txt"],
        lines: "T3 P5 2:7 3:9 P11+13 3:15 P17 3:19 P21 4:23/ 4:25+27/ 2:29 3:31 P33 3:35 P37 3:39 P41+43 2:45 P47 P49 2:51 P53",
        figures: "2024 2024 2024 2024 136 2024 2024 43 2024 1 2 336 1254 2 1.9 40 60 3 4 23 11",
        bold: 6,
    },
    Report {
        names: ["003_44f07099431f0986.txt", "报告二.txt"],
        lines: "T3 P5 2:7 3:9 4:11/ 4:13+15/ 3:17 4:19/ 4:21+23/ 4:25/ 3:27 4:29+31/ 4:33/ 4:35+37/ 3:39 4:41/ 4:43+45/ 4:47/ 3:49 \
                4:51+53/ 4:55/ 4:57+59/ 4:61/ 2:63 P65 2:67 P69 P71 P73+75 P77 2:79 P81+83",
        figures: "2024 2024 2021 2025 2024 1 5 2 2024 1 2 3 5 4 134 50 3.0 4.0 90.6 5 2024 68 3.0 995 89.7 5754 15.5 60.25 62 13 6 \
                  47 89 16 16 15 6 6 100 7 12345 2.8 1.3 1427 2024 12345 8 2024 3672 8122.21 116 18 23 23 2024 1487 9 2024 402 338 \
                  231 10 2024 60 113 100 11 8 2024 22911 94.6 208 96 55 33 12 20 12 13 14 23 12 700 228 933 218 271 14 11111 642 1 \
                  1 2 26 15 7 2024 2024 2024 2024 91 2025 2025 4.0 2023 2025 2023 2027",
        bold: 0,
    },
];

/// Text without blanks and the marks of bold words.
fn squeezed(text: &str) -> String {
    text.replace("**", "").chars().filter(|c| !c.is_whitespace()).collect()
}

/// The numbers of a text, digits with their points.
fn figures(text: &str) -> Vec<String> {
    let mut figures = vec![String::new()];
    let characters: Vec<char> = text.chars().collect();
    for (at, c) in characters.iter().enumerate() {
        let last = figures.last_mut().unwrap();
        let next_is_digit = characters.get(at + 1).is_some_and(char::is_ascii_digit);
        let is_point = *c == '.' && next_is_digit && !last.is_empty() && !last.contains('.');
        match c.is_ascii_digit() || is_point {
            true => last.push(*c),
            false if !last.is_empty() => figures.push(String::new()),
            false => {}
        }
    }
    figures.retain(|figure| !figure.is_empty());
    figures
}

/// The words between pairs of `**`.
fn bold(text: &str) -> Vec<String> {
    text.split("**").skip(1).step_by(2).map(squeezed).collect()
}

/// What the lines of a file become: a tag and the text of each block.
fn expected(report: &Report, text: &str) -> Vec<(String, String)> {
    let lines: Vec<&str> = text.split('\n').collect();
    let mut blocks = Vec::new();
    for block in report.lines.split_whitespace() {
        let (tag, numbers) = block.split_at(1);
        let numbers = numbers.trim_start_matches(':');
        let joined: String =
            numbers.trim_end_matches('/').split('+').map(|at| lines[at.parse::<usize>().unwrap() - 1]).collect();
        let words = squeezed(&joined);
        match numbers.ends_with('/') {
            false => blocks.push((tag.to_owned(), words)),
            true => {
                let (heading, rest) = words.split_once('。').unwrap();
                blocks.extend([(tag.to_owned(), heading.to_owned()), ("P".to_owned(), rest.to_owned())]);
            }
        }
    }
    blocks
}

/// The same of the document that was written.
fn found(front: &str, body: &str) -> Vec<(String, String)> {
    let title = front.lines().find_map(|line| line.strip_prefix("标题: ")).unwrap();
    let title = title.split("  #").next().unwrap();
    let block = |block: &str| {
        let signs = block.len() - block.trim_start_matches('#').len();
        let tag = if signs == 0 { "P".to_owned() } else { signs.to_string() };
        (tag, squeezed(&block[signs..]))
    };
    let blocks = body.split("\n\n").filter(|text| !text.trim().is_empty()).map(block);
    std::iter::once(("T".to_owned(), squeezed(title))).chain(blocks).collect()
}

#[track_caller]
fn assert_imported(report: &Report, path: &Path) {
    let source = fs::read_to_string(path).unwrap();
    let site = site();
    let result = result(&site, path, &["--into", "bg", "--kind", "report"]);
    let (front, body) = written(&site, &result);
    assert_eq!(found(&front, &body), expected(report, &source), "{}", path.display());
    let title = front.lines().find(|line| line.starts_with("标题: ")).unwrap();
    let listed: Vec<&str> = report.figures.split_whitespace().collect();
    assert_eq!(figures(&format!("{title}\n{body}")), listed, "{}", path.display());
    assert_eq!(figures(&source), listed, "{}", path.display());
    assert_eq!(bold(&body), bold(&source), "{}", path.display());
    assert_eq!(bold(&body).len(), report.bold, "{}", path.display());
    assert!(!body.contains(" 年") && !body.contains(" 件"), "blanks are left");
    super::assert_builds(&with_publisher(site, &result));
}

/// The document with a publisher, where the site's list has none that its title names.
fn with_publisher(site: super::Site, result: &serde_json::Value) -> super::Site {
    let path = result["path"].as_str().unwrap();
    let text = fs::read_to_string(site.path(path)).unwrap();
    let filled = text.replace("# 发布机构:  （没有认出，请填写，并删去行首的 #）", "发布机构: 示例市人民政府");
    let lines: Vec<&str> = filled.lines().filter(|line| !line.starts_with("草稿: ")).collect();
    site.write(path, lines.join("\n") + "\n");
    site
}

#[test]
fn the_twins_of_two_reports_come_over_whole() {
    for report in &REPORTS {
        assert_imported(report, &file(report.names[1]));
    }
}

#[test]
fn two_reports_come_over_whole() {
    #[allow(clippy::disallowed_methods, reason = "a test may be told where the reports are")]
    let folder = std::env::var_os("SEEDS").map_or_else(|| root().join("../shared/seeds"), PathBuf::from);
    if !folder.is_dir() {
        eprintln!("the reports are not beside the project ({}): their twins alone were compared", folder.display());
        return;
    }
    for report in &REPORTS {
        assert_imported(report, &folder.join(report.names[0]));
    }
}

/// A report whose figures and promises are known to the site.
const REPORT: &str = "\
示例市人民政府2024年度法治政府建设情况报告
一、主要做法
2024年，集中学法12次，同比增长50%；全年共办结案件2.8万件。罚款5万元。
二、下一步打算
一是修订公开规定，6月底前完成。二是完善“一网通办”平台。
";

#[test]
fn figures_and_promises_are_proposed_and_hold_when_they_are_taken() {
    let site = site();
    site.write("source/报告.txt", REPORT);
    let result = result(&site, &site.path("source/报告.txt"), &["--into", "bg"]);
    let (front, _) = written(&site, &result);
    for line in [
        "#   - { 标识: \"learning.sessions\", 数值: \"12\", 原文: \"集中学法12次\", 同比: \"50\" }",
        "#   - { 标识: \"cases.closed\", 数值: \"28000\", 原文: \"全年共办结案件2.8万件\" }",
        "#   - { 标识: \"2025-shili-1\", 内容: \"修订公开规定，6月底前完成\", 时限: 2025-06-30 }",
        "#   - { 标识: \"2025-shili-2\", 内容: \"完善“一网通办”平台\" }",
    ] {
        assert!(front.contains(line), "{line}\n{front}");
    }
    super::assert_builds(&site);
    let path = result["path"].as_str().unwrap();
    let text = fs::read_to_string(site.path(path)).unwrap();
    let is_proposal =
        |line: &str| line.starts_with("# 指标:") || line.starts_with("# 承诺:") || line.starts_with("#   - ");
    let taken = |line: &str| if is_proposal(line) { line[2..].to_owned() } else { line.to_owned() };
    site.write(path, text.lines().map(taken).collect::<Vec<_>>().join("\n"));
    super::assert_builds(&site);
}

/// The names of the promises that a document proposes.
fn proposed(front: &str) -> Vec<&str> {
    let proposals = front.lines().filter_map(|line| line.strip_prefix("#   - { 标识: \"")?.split_once("\", 内容: "));
    proposals.map(|(name, _)| name).collect()
}

#[test]
fn promises_have_names_of_their_own() {
    let site = site();
    let report = |body: &str| format!("{body}2024年度法治政府建设情况报告\n一、打算\n一是修订规定。二是建成平台。\n");
    // Of a publisher that the site does not know, in one run and in another.
    let files = ["甲", "乙", "丙"].map(|name| {
        site.write(&format!("source/{name}.txt"), report(&format!("某地{name}局")));
        site.path(&format!("source/{name}.txt"))
    });
    let fronts: Vec<String> =
        import(&site, &[&files[0], &files[1]], &["--into", "bg"]).well().out().lines().map(str::to_owned).collect();
    let fronts = fronts.iter().map(|line| written(&site, &serde_json::from_str(line).unwrap()).0);
    let fronts: Vec<String> = fronts.chain([written(&site, &result(&site, &files[2], &["--into", "bg"])).0]).collect();
    let names: Vec<&str> = fronts.iter().flat_map(|front| proposed(front)).collect();
    assert_eq!(names, ["2025-1", "2025-2", "2025-3", "2025-4", "2025-5", "2025-6"]);

    // Of one that the section names; the site has a promise of that name in force.
    site.write("content/fz/_index.md", "---\n标题: 法治\n继承: { 类型: 法治报告, 发布机构: 市司法局 }\n---\n");
    let made = "---\n标题: 报告\n年度: 2024\n发布日期: 2025-01-01\n承诺: [{ 标识: 2025-sifa-1, 内容: 修订规定 }]\n---\n\n正文。\n";
    site.write("content/fz/旧.md", made);
    site.write("source/丁.txt", report("某地丁局"));
    let (front, _) = written(&site, &result(&site, &site.path("source/丁.txt"), &["--into", "fz"]));
    assert_eq!(proposed(&front), ["2025-sifa-2", "2025-sifa-3"], "{front}");
}

#[test]
fn nothing_is_imported_twice_or_overwritten() {
    let site = site();
    site.write("content/bg/报告.md", "---\ntitle: 旧的\n---\n\n旧的。\n");
    site.write("source/报告.txt", REPORT);
    let source = site.path("source/报告.txt");
    let first = result(&site, &source, &["--into", "bg"]);
    assert_eq!((first["result"].as_str(), first["path"].as_str()), (Some("imported"), Some("content/bg/报告-2.md")));
    let again = import(&site, &[&source, &source], &["--into", "bg"]);
    assert_eq!(again.exit(), 0);
    for line in again.out().lines() {
        let told: serde_json::Value = serde_json::from_str(line).unwrap();
        assert_eq!(
            (told["result"].as_str(), told["path"].as_str()),
            (Some("already_imported"), Some("content/bg/报告-2.md"))
        );
    }
    assert_eq!(fs::read_to_string(site.path("content/bg/报告.md")).unwrap(), "---\ntitle: 旧的\n---\n\n旧的。\n");
    assert_eq!(fs::read_dir(site.path("content/bg")).unwrap().count(), 3);
    // Another version of the file is another document.
    site.write("source/报告.txt", REPORT.replace("12次", "13次"));
    assert_eq!(result(&site, &source, &["--into", "bg"])["path"].as_str(), Some("content/bg/报告-3.md"));
}

#[test]
fn a_dry_run_writes_nothing_and_shows_all() {
    let site = site();
    site.write("source/报告.txt", REPORT);
    let shown = result(&site, &site.path("source/报告.txt"), &["--into", "bg", "--dry-run"]);
    assert_eq!(shown["result"].as_str(), Some("would_be_imported"));
    assert!(shown["text"].as_str().unwrap().contains("## 一、主要做法"));
    assert_eq!(fs::read_dir(site.path("content/bg")).unwrap().count(), 1);
}

#[test]
fn a_dry_run_gives_each_file_a_path_of_its_own() {
    let site = site();
    let files = ["甲/报告.txt", "乙/报告.txt"].map(|name| format!("source/{name}"));
    files.iter().for_each(|file| site.write(file, format!("{REPORT}{file}\n")));
    let files = files.map(|file| site.path(&file));
    let run = import(&site, &[&files[0], &files[1]], &["--into", "bg", "--dry-run"]).well();
    assert!(run.out().contains("\"content/bg/报告.md\"") && run.out().contains("\"content/bg/报告-2.md\""));
}

#[test]
fn the_section_is_found_by_its_kind_or_asked_for() {
    let site = site();
    site.write("source/报告.txt", REPORT);
    let source = site.path("source/报告.txt");
    let nowhere = import(&site, &[&source], &[]);
    assert!(nowhere.exit() == 1 && nowhere.out().contains("--into"), "{}", nowhere.screen());
    let missing = import(&site, &[&source], &["--into", "../bg"]);
    assert_eq!(missing.exit(), 2, "{}", missing.screen());
    site.write("content/fz/_index.md", "---\n标题: 法治报告\n继承: { 类型: 法治报告, 发布机构: 市政府 }\n---\n");
    let found = result(&site, &source, &[]);
    assert_eq!(found["path"].as_str(), Some("content/fz/报告.md"));
    super::assert_builds(&site);
}
