//! `xiangwei check`.

mod fix;

use super::End;
use super::args::{Check, FormArg, ReportArg, SeverityArg};
use super::build::pool;
use super::screen::{ProgressLine, Screen};
use crate::audit::Earlier;
use crate::audit::report::{Baseline, Finding, Outside, Report, html, json, sarif};
#[cfg(feature = "net")]
use crate::build::Network;
use crate::build::{Against, Audit, Order, check};
use crate::config::Config;
use crate::diag::{Code, Diagnostic, Failure, Once, Severity, Text};
#[cfg(feature = "net")]
use crate::net::{Names, SystemClock};
use crate::say;
use crate::world::{World, named};
use fix::{Consent, Mending, fix};
use std::path::Path as FilePath;

pub(super) fn run(args: &Check, screen: Screen) -> Result<End, Failure> {
    let (mut report, mut config) = looked_at(args, screen)?;
    let consent = if args.yes { Consent::Given } else { Consent::Asked };
    if args.fix && fix(&report, &World::open(&args.root)?, (consent, screen))? == Mending::Written {
        (report, config) = looked_at(args, screen)?;
    }
    show(&report, (args, &config), (&World::open(&args.root)?, screen));
    tell_outside(&report, screen);
    Ok(if report.count(Severity::Error) == 0 { End::Well } else { End::WithFaults })
}

/// What is found in the site as it stands, as far as the person wants it.
fn looked_at(args: &Check, screen: Screen) -> Result<(Report, Config), Failure> {
    let baseline = args.baseline.as_deref().map(baseline).transpose()?;
    let earlier = args.against.as_deref().map(earlier).transpose()?;
    let line = ProgressLine::new(screen, args.format == ReportArg::Human);
    let order = Order { date: args.date, ..Order::of(&args.root) };
    #[cfg(feature = "net")]
    let network = Network { names: Names::System, clock: &SystemClock };
    let against = Against {
        earlier: earlier.as_ref(),
        #[cfg(feature = "net")]
        network: args.external.then_some(&network),
    };
    let audit = pool(args.jobs)?.install(|| check(&order, &against, &line));
    line.clear();
    let Audit { mut report, config, .. } = audit?;
    report.findings.retain(|finding| is_wanted(finding, args));
    if let Some(baseline) = baseline {
        baseline.apply(&mut report);
    }
    Ok((report, config))
}

fn baseline(path: &FilePath) -> Result<Baseline, Failure> {
    Baseline::parse(&named(path)?).ok_or_else(|| {
        let path = path.display();
        Failure::own(say!(
            "{path} 不是 xiangwei check --format json 的结果",
            "{path} is not what xiangwei check --format json writes"
        ))
    })
}

fn earlier(path: &FilePath) -> Result<Earlier, Failure> {
    Earlier::parse(&named(path)?).ok_or_else(|| {
        let path = path.display();
        Failure::own(say!(
            "{path} 不是 xiangwei deploy 留在网站上的 manifest.json",
            "{path} is no manifest.json that xiangwei deploy leaves with a site"
        ))
    })
}

/// Whether the person wants to see a finding. What was not looked at is always told, and why.
fn is_wanted(finding: &Finding, args: &Check) -> bool {
    let lowest = match args.severity {
        SeverityArg::Error => Severity::Error,
        SeverityArg::Warn => Severity::Warning,
        SeverityArg::Note => Severity::Note,
    };
    let is_chosen = match finding.told.code {
        Code::Rule(rule) => !args.skip.contains(&rule) && (args.only.is_empty() || args.only.contains(&rule)),
        _ => args.only.is_empty(),
    };
    finding.is_of_the_unseen() || is_chosen && finding.told.severity() <= lowest
}

fn show(report: &Report, (args, config): (&Check, &Config), (world, screen): (&World, Screen)) {
    let on_screen = |form, shown: fn(&Finding) -> Diagnostic| {
        let told: Vec<Diagnostic> = report.findings.iter().map(shown).collect();
        screen.diagnostics(told.iter(), form, world);
    };
    let sources = &Once::new(world);
    match args.format {
        ReportArg::Human => {
            on_screen(FormArg::Human, with_pages);
            screen.print(&summary(report, screen));
        }
        ReportArg::Short => on_screen(FormArg::Short, naming_page),
        ReportArg::Json => screen.print(&json(report, sources)),
        ReportArg::Sarif => screen.print(&sarif(report, screen.lang, sources)),
        ReportArg::Html => screen.print(&html(report, &config.audit, sources)),
    }
}

/// A finding with the pages on which it shows.
pub(super) fn with_pages(finding: &Finding) -> Diagnostic {
    let told = finding.told.clone();
    match finding.pages.as_slice() {
        [] => told,
        [page] => told.help(say!("所在页面：{page}", "on the page {page}")),
        [first, ..] => {
            let count = finding.pages.len();
            told.help(say!("共 {count} 个页面，如 {first}", "on {count} pages, such as {first}"))
        }
    }
}

/// What became of outside links that no finding tells.
fn tell_outside(report: &Report, screen: Screen) {
    let Some(Outside { addresses, asked, left, network }) = report.outside else { return };
    let (zh, en) = if network {
        (
            format!("外链 {addresses} 个，这次问了 {asked} 个，{left} 个留待下次\n"),
            format!("{addresses} outside addresses: {asked} asked now, {left} left for another time\n"),
        )
    } else {
        (
            format!(
                "外链没有查成：问到的主机没有一个回答，本机大概没有连上网络；{addresses} 个外链只按以前的结果说明\n"
            ),
            format!(
                "outside links were not checked: no host answered, and this machine seems to have no network; of {addresses} addresses, only what was known before is told\n"
            ),
        )
    };
    screen.tell(screen.say(&zh, &en));
}

/// A finding whose message names the first page on which it shows.
fn naming_page(finding: &Finding) -> Diagnostic {
    let mut told = finding.told.clone();
    if let Some(page) = finding.pages.first() {
        let Text { zh, en } = &told.message;
        told.message = say!("{zh}（页面 {page}）", "{en} (page {page})");
    }
    told
}

/// The lines at the end.
fn summary(report: &Report, screen: Screen) -> String {
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| report.count(severity));
    let (files, excepted, known) = (report.files, report.excepted.len(), report.known);
    let pages = report.pages.unwrap_or_default();
    let zh = format!(
        "查了 {files} 个文件、{pages} 个页面：{errors} 个错误，{warnings} 个警告，{notes} 个提示，{excepted} 个例外，{known} 个在基线中\n"
    );
    let en = format!(
        "looked at {files} files and {pages} pages: {errors} errors, {warnings} warnings, {notes} notes, {excepted} excepted, {known} in the baseline\n"
    );
    screen.say(&zh, &en).to_owned()
}
