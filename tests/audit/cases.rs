//! The cases on a rule's page: fenced blocks under `## 不行 bad` and `## 可以 good`.
//!
//! A block is one case. Its first word says what it holds: `md` the text of a document; `html` a page as it is published, with its purpose or
//! its path after it; `css` a style sheet; `web` the files of a published site, each after a line `//- /path`; `site` such files as sources on
//! the usual site, and the date of the check after it; `hex` the bytes of the file that stands after it;
//! `against` such files, with what was online before in /before.json; `answers` an outside address that the site links to, and what is
//! answered there and where it leads on to (see `hosts.rs`).

use super::hosts::{Hosts, Waits};
use crate::support::{Run, Site, files, xiangwei};
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::{LazyLock, Mutex};
use std::time::Duration;
use url::Url;
use xiangwei::audit::{Auditor, Facts, Page, Passage, Purpose, Web, Within};
use xiangwei::config::Config;
use xiangwei::diag::{Code, Diagnostic, Rule};
use xiangwei::net::{Client, Found, Manners, Patience, visit};
use xiangwei::output::{Entry, Manifest};
use xiangwei::trace::Fingerprint;
use xiangwei::world::World;

/// What a case shows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// The rule finds something.
    Bad,
    /// It does not.
    Good,
}

/// One case.
#[derive(Debug)]
pub(super) struct Case {
    pub(super) label: Label,
    /// What the block holds, and the words after it.
    form: String,
    pub(super) text: String,
}

/// What a site sets that lacks nothing.
const WHOLE: &str = "\
//- /xiangwei.yaml
site:
  name: 示例市法治政府建设公开平台
  url: https://www.example.gov.cn/
  id_code: \"3200000001\"
  publisher: shili
  icp: 苏ICP备00000000号-1
  police: 苏公网安备 32000000000000号
  conac: 0123456789abcdef0123456789abcdef
  contact: { phone: 0500-00000000, address: 示例路1号 }
";

/// The settings of a site that lacks nothing, for texts and pages that stand alone.
static USUAL: LazyLock<Config> = LazyLock::new(|| {
    let site = Site::small(WHOLE);
    let world = World::open(site.root()).unwrap();
    Config::load(&world, None).unwrap().0
});

/// The cases on a page.
pub(super) fn cases(page: &str) -> Vec<Case> {
    let (mut label, mut open) = (None, None::<Case>);
    let mut cases = Vec::new();
    for line in page.lines() {
        match (&mut open, line.strip_prefix("```")) {
            (Some(_), Some("")) => cases.extend(open.take()),
            (Some(case), _) => case.text.extend([line, "\n"]),
            (None, Some(form)) => {
                let label = label.expect("a case stands under one of the two headings");
                open = Some(Case { label, form: form.to_owned(), text: String::new() });
            }
            (None, None) if line == "## 不行 bad" => label = Some(Label::Bad),
            (None, None) if line == "## 可以 good" => label = Some(Label::Good),
            (None, None) => {}
        }
    }
    cases
}

impl Case {
    /// Whether the rule finds something.
    pub(super) fn is_found(&self, rule: Rule) -> bool {
        let has = |found: &[Diagnostic]| found.iter().any(|one| one.code == Code::Rule(rule));
        match self.form.split(' ').collect::<Vec<_>>()[..] {
            ["md"] => has(&Auditor::new(&USUAL)
                .passage(&Passage::new(&"content/a.md".into(), &self.text, Within::Source))
                .told()),
            ["html", ref words @ ..] => has(&Auditor::new(&USUAL).page(&page(&self.text, words))),
            ["css"] => has(&Auditor::new(&USUAL).sheet(&self.text)),
            ["web"] => has(&web(&self.text)),
            ["site"] => check(&self.text, "2024-12-31").contains(&rule),
            ["site", date] => check(&self.text, date).contains(&rule),
            ["against"] => {
                let site = Site::small(&self.text);
                let before = site.path("before.json");
                rules(&run(&site, &["--date", "2024-12-31", "--against", before.to_str().unwrap()])).contains(&rule)
            }
            ["answers"] => has(&answered(&self.text)),
            ["hex", path] => {
                let site = Site::small("");
                let digits: String = self.text.split_whitespace().collect();
                let byte = |at| u8::from_str_radix(&digits[at..at + 2], 16).unwrap();
                site.write(path, (0..digits.len()).step_by(2).map(byte).collect::<Vec<u8>>());
                rules(&run(&site, &[])).contains(&rule)
            }
            _ => panic!("no such form of a case: {}", self.form),
        }
    }
}

/// A page, with words that say where it stands or what it is for.
fn page(html: &str, words: &[&str]) -> Page {
    let (mut path, mut purpose) = ("index.html", Purpose::Other);
    for word in words {
        match *word {
            "column" => purpose = Purpose::Column,
            "article" => purpose = Purpose::Article,
            "leave" => purpose = Purpose::Leave,
            "file" => purpose = Purpose::File,
            other => path = other,
        }
    }
    Page::read(html).at(path, purpose)
}

/// What is found on the pages of a published site when all are beside each other.
fn web(text: &str) -> Vec<Diagnostic> {
    let auditor = Auditor::new(&USUAL);
    let files = files(text);
    let entry = Entry { hash: Fingerprint::NONE, length: 0, owner: "".into() };
    let manifest = Manifest::of(files.iter().map(|(path, _)| (path.as_str().into(), entry.clone())).collect());
    let pages = files.iter().filter(|(path, _)| path.ends_with(".html"));
    let pages: Vec<Page> = pages.map(|(path, html)| page(html, &[path])).collect();
    let facts: Vec<Facts> = pages.iter().map(|page| Facts::of(page, &auditor)).collect();
    let web = Web::of(&manifest, facts.iter());
    let doubtful = pages.iter().zip(&facts).filter(|(_, facts)| !web.is_well(facts));
    doubtful.flat_map(|(page, _)| auditor.within(page, &web)).collect()
}

/// What is told of the address of a script's first line.
fn answered(script: &str) -> Vec<Diagnostic> {
    let hosts = Hosts::of(script);
    let time = Duration::from_millis(500);
    let client = Client::new(Patience { connection: time, answer: time, whole: Some(time) }, &hosts.names());
    let thresholds = USUAL.audit.thresholds;
    let manners = Manners { pause: Duration::ZERO, hosts: 1, redirects: thresholds.external_redirects.into() };
    let url = Url::parse(script.split(' ').next().unwrap()).unwrap();
    let told = Mutex::new(Vec::new());
    let take =
        |url: &Url, found: Found| told.lock().unwrap().extend(Auditor::new(&USUAL).outside(url.as_str(), &found));
    visit(&[url], &BTreeMap::new(), (&client, &Waits::from(0), manners), &take);
    told.into_inner().unwrap()
}

/// The rules that find something on the usual site with these files.
fn check(files: &str, date: &str) -> Vec<Rule> {
    let site = Site::small(files);
    rules(&run(&site, &["--date", date]))
}

/// A check of a site; `--lang en`, findings as JSON.
pub(super) fn run(site: &Site, arguments: &[&str]) -> Run {
    let mut command = xiangwei();
    command.arg("check").arg("--root").arg(site.root()).args(["--lang", "en", "--format", "json"]).args(arguments);
    Run::of(command, site.path(".xiangwei/check/site"))
}

/// The report that a check came to.
pub(super) fn report(run: &Run) -> Value {
    assert!(run.exit() < 2, "{}", run.screen());
    serde_json::from_str(run.out()).unwrap()
}

/// The rules that a check found something for, each as often as it did.
pub(super) fn rules(run: &Run) -> Vec<Rule> {
    let report = report(run);
    let found = report["findings"].as_array().unwrap().iter();
    found.filter_map(|one| Rule::parse(one["code"].as_str()?)).collect()
}
