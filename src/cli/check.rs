//! `xiangwei check`.

use super::End;
use super::args::{Check, FormArg, SeverityArg};
use super::build::pool;
use super::screen::{ProgressLine, Screen};
use crate::build::{Checked, Finding, Order, check};
use crate::diag::{Code, Diagnostic, Failure, Rule, Severity};
use crate::world::World;

pub(super) fn run(args: &Check, screen: Screen) -> Result<End, Failure> {
    let line = ProgressLine::new(screen, args.format == FormArg::Human);
    let order = Order { date: args.date, ..Order::of(&args.root) };
    let checked = pool(args.jobs)?.install(|| check(&order, &line));
    line.clear();
    let mut checked = checked?;
    checked.findings.retain(|finding| is_wanted(&finding.told, args));
    let world = World::open(&args.root)?;
    let told: Vec<Diagnostic> = checked.findings.iter().map(with_pages).collect();
    screen.diagnostics(told.iter(), args.format, &world);
    if args.format == FormArg::Human {
        screen.print(&summary(&checked, screen));
    }
    let well = count(&checked, Severity::Error) == 0;
    Ok(if well { End::Well } else { End::WithFaults })
}

/// Whether the person wants to see a finding.
fn is_wanted(told: &Diagnostic, args: &Check) -> bool {
    let lowest = match args.severity {
        SeverityArg::Error => Severity::Error,
        SeverityArg::Warn => Severity::Warning,
        SeverityArg::Note => Severity::Note,
    };
    let is_among = |rules: &[Rule]| matches!(told.code, Code::Rule(rule) if rules.contains(&rule));
    told.severity() <= lowest && !is_among(&args.skip) && (args.only.is_empty() || is_among(&args.only))
}

/// A finding with the pages on which it shows.
fn with_pages(finding: &Finding) -> Diagnostic {
    let told = finding.told.clone();
    let (Some(first), count) = (finding.pages.first(), finding.pages.len()) else { return told };
    match count {
        1 => told.help(crate::say!("所在页面：{first}", "on the page {first}")),
        _ => told.help(crate::say!("共 {count} 个页面，如 {first}", "on {count} pages, such as {first}")),
    }
}

fn count(checked: &Checked, severity: Severity) -> usize {
    checked.findings.iter().filter(|finding| finding.told.severity() == severity).count()
}

/// The line at the end.
fn summary(checked: &Checked, screen: Screen) -> String {
    let [errors, warnings, notes] =
        [Severity::Error, Severity::Warning, Severity::Note].map(|severity| count(checked, severity));
    let (files, excepted) = (checked.files, checked.excepted.len());
    let pages = checked.pages.unwrap_or_default();
    let zh = format!(
        "查了 {files} 个文件、{pages} 个页面：{errors} 个错误，{warnings} 个警告，{notes} 个提示，{excepted} 个例外\n"
    );
    let en = format!(
        "looked at {files} files and {pages} pages: {errors} errors, {warnings} warnings, {notes} notes, {excepted} excepted\n"
    );
    let unseen = match checked.pages {
        Some(_) => "",
        None => screen.say(
            "有错误，网站没有生成，页面没有查；改正后再查一次\n",
            "an error kept the site from being built, and no page was looked at: mend it and check again\n",
        ),
    };
    format!("{unseen}{}", screen.say(&zh, &en))
}
