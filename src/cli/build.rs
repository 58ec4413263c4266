//! `xiangwei build`.

use super::End;
use super::args::{Build, FormArg};
use super::screen::{ProgressLine, Screen, count};
use crate::build::{Cause, Extent, Faults, Guard, Order, Outcome, build};
use crate::diag::{Failure, Severity};
use crate::portal::{Drafts, Scheduled};
use crate::say;
use crate::world::World;
use serde_json::json;
use std::time::Instant;

pub(super) fn run(args: &Build, screen: Screen) -> Result<End, Failure> {
    #[cfg(feature = "serve")]
    if args.watch {
        return super::preview::watch(args, screen);
    }
    let begun = Instant::now();
    let line = ProgressLine::new(screen, !args.quiet && args.format == FormArg::Human);
    let order = order(args);
    let outcome = pool(args.jobs)?.install(|| build(&order, &line));
    line.clear();
    let outcome = outcome?;
    show(&outcome, args, screen, begun)?;
    let well = outcome.changes.is_some() && outcome.differing.is_empty();
    Ok(if well { End::Well } else { End::WithFaults })
}

/// Shows what a build came to.
pub(super) fn show(outcome: &Outcome, args: &Build, screen: Screen, begun: Instant) -> Result<(), Failure> {
    let world = World::open(&args.root)?;
    let told = outcome.diagnostics.iter().filter(|one| !args.quiet || one.severity() != Severity::Note);
    screen.diagnostics(told, args.format, &world);
    outcome.differing.iter().for_each(|path| screen.print(&differing(path, args.format, screen)));
    if args.explain {
        outcome.made.iter().for_each(|(path, cause)| screen.print(&explained(path, cause, args.format, screen)));
    }
    if !args.quiet {
        screen.print(&summary(outcome, args.format, screen, begun.elapsed().as_secs_f64()));
    }
    Ok(())
}

pub(super) fn order(args: &Build) -> Order {
    Order {
        root: args.root.clone(),
        out: args.out.clone(),
        cache: args.cache.clone(),
        base_url: args.base_url.clone(),
        date: args.date,
        drafts: if args.drafts { Drafts::Built } else { Drafts::LeftOut },
        scheduled: if args.future { Scheduled::Built } else { Scheduled::LeftOut },
        faults: Faults::Stop,
        guard: if args.no_check { Guard::Down } else { Guard::Up },
        extent: extent(args),
        stops: if args.strict { Severity::Warning } else { Severity::Error },
    }
}

pub(super) fn pool(jobs: Option<u16>) -> Result<rayon::ThreadPool, Failure> {
    let threads = jobs.map_or(0, usize::from);
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build();
    pool.map_err(|error| Failure::io(say!("无法建立线程", "cannot start threads"), std::io::Error::other(error)))
}

fn extent(args: &Build) -> Extent {
    match (args.force, args.verify) {
        (true, _) => Extent::All,
        (_, true) => Extent::Verified,
        _ => Extent::Stale,
    }
}

/// A file that a build of everything makes otherwise than it is published.
fn differing(path: &str, form: FormArg, screen: Screen) -> String {
    match form {
        FormArg::Json => format!("{}\n", json!({ "differs": path })),
        FormArg::Human | FormArg::Short => {
            format!("{path}: {}\n", screen.say("与全部重新生成的不同", "differs from what a build of everything makes"))
        }
    }
}

/// Why a file was made.
fn explained(path: &str, cause: &Cause, form: FormArg, screen: Screen) -> String {
    let text = cause.text();
    let because = screen.say(&text.zh, &text.en);
    match form {
        FormArg::Json => format!("{}\n", json!({ "made": { "path": path, "because": because } })),
        FormArg::Human | FormArg::Short => format!("{path}: {because}\n"),
    }
}

/// The line at the end.
fn summary(outcome: &Outcome, form: FormArg, screen: Screen, seconds: f64) -> String {
    let (errors, warnings) =
        (count(&outcome.diagnostics, Severity::Error), count(&outcome.diagnostics, Severity::Warning));
    let Outcome { documents, pages, scheduled, changes, .. } = outcome;
    if form == FormArg::Json {
        let changes = changes.as_ref().map(
            |changes| json!({ "written": changes.written, "unchanged": changes.unchanged, "removed": changes.removed }),
        );
        let object = json!({ "summary": {
            "documents": documents, "pages": pages, "scheduled": scheduled, "errors": errors, "warnings": warnings,
            "made": outcome.made.len(), "changes": changes, "seconds": (seconds * 1000.0).round() / 1000.0,
        } });
        return format!("{object}\n");
    }
    let later = match (*scheduled, screen.say("zh", "en")) {
        (0, _) => String::new(),
        (count, "zh") => format!("，{count} 篇待发布"),
        (count, _) => format!(", {count} scheduled"),
    };
    let told = match (errors + warnings, screen.say("zh", "en")) {
        (0, _) => String::new(),
        (_, "zh") => format!("；{errors} 个错误，{warnings} 个警告"),
        _ => format!("; {errors} errors, {warnings} warnings"),
    };
    match changes {
        None => format!(
            "{}{told}\n",
            screen.say("没有发布，已发布的网站保持原样", "nothing was published; the site stays as it was")
        ),
        Some(changes) => {
            let (written, unchanged, removed) = (changes.written, changes.unchanged, changes.removed);
            let zh = format!(
                "完成：{documents} 篇文档，{pages} 个页面，写入 {written}，未变 {unchanged}，移除 {removed}，用时 {seconds:.2} 秒{later}{told}\n"
            );
            let en = format!(
                "done: {documents} documents, {pages} pages, {written} written, {unchanged} unchanged, {removed} removed, {seconds:.2} s{later}{told}\n"
            );
            screen.say(&zh, &en).to_owned()
        }
    }
}
