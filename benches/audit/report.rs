//! The figures as a table, and what they say.

use super::texts::Look;
use crate::measure::child::Usage;
use crate::measure::figures::{grouped, median, megabytes};
use std::fmt;
use std::time::Duration;

/// The text rules may take so much of a cold build's time.
const SHARE: f64 = 0.6;

/// Above the columns of [`line`].
const HEAD: &str = "                          wall s     CPU s  peak memory        read";

/// What one run took that was built.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Building {
    /// A cold build with `--no-check`.
    pub(crate) unguarded: Usage,
    /// One as it is.
    pub(crate) guarded: Usage,
    /// All text rules over all sources.
    pub(crate) texts: Look,
}

/// What one run took that was checked.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Checking {
    /// From nothing.
    pub(crate) first: Usage,
    /// Without a change.
    pub(crate) again: Usage,
    /// After one edit.
    pub(crate) edited: Usage,
}

/// All runs.
#[derive(Debug)]
pub(crate) struct Report {
    /// Documents of the corpus.
    pub(crate) documents: usize,
    /// Attachments beside them, when it was checked.
    pub(crate) attachments: u64,
    pub(crate) builds: Vec<Building>,
    pub(crate) checks: Vec<Checking>,
}

impl Report {
    fn build(&self, part: fn(&Building) -> Usage) -> Usage {
        Usage::typical(&self.builds.iter().map(part).collect::<Vec<_>>())
    }

    fn check(&self, part: fn(&Checking) -> Usage) -> Usage {
        Usage::typical(&self.checks.iter().map(part).collect::<Vec<_>>())
    }

    /// The middle one of the runs' ratios: what else the machine does falls on both of a run.
    fn ratio(&self, parts: fn(&Building) -> (Duration, Duration)) -> f64 {
        let thousandths = |run: &Building| {
            let (part, whole) = parts(run);
            (part.as_secs_f64() / whole.as_secs_f64() * 1000.0).round() as u32
        };
        f64::from(median(self.builds.iter().map(thousandths))) / 1000.0
    }
}

fn line(name: &str, usage: Usage) -> String {
    let Usage { wall, cpu, peak, read } = usage;
    let (wall, cpu, peak, read) = (wall.as_secs_f64(), cpu.as_secs_f64(), megabytes(peak), megabytes(read));
    format!("{name:<24}{wall:>8.2}{cpu:>10.2}{peak:>13}{read:>12}")
}

/// The ratios of wall and processor time.
fn ratios(name: &str, wall: f64, cpu: f64) -> String {
    format!("{:<24}{wall:>8.2}{cpu:>10.2}", format!("  {name}"))
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let guard = self.ratio(|run| (run.guarded.wall, run.unguarded.wall));
        let guard_cpu = self.ratio(|run| (run.guarded.cpu, run.unguarded.cpu));
        let share = self.ratio(|run| (run.texts.wall, run.guarded.wall));
        let share_cpu = self.ratio(|run| (run.texts.cpu, run.guarded.cpu));
        let texts = |part: fn(&Look) -> Duration| median(self.builds.iter().map(|run| part(&run.texts))).as_secs_f64();
        writeln!(f, "{HEAD}")?;
        writeln!(f, "{}", line("build --no-check", self.build(|run| run.unguarded)))?;
        writeln!(f, "{}", line("build", self.build(|run| run.guarded)))?;
        writeln!(f, "{}", ratios("build / --no-check", guard, guard_cpu))?;
        writeln!(f, "{:<24}{:>8.2}{:>10.2}", "text rules alone", texts(|look| look.wall), texts(|look| look.cpu))?;
        writeln!(f, "{}", ratios("text rules / build", share, share_cpu))?;
        writeln!(f, "{}", line("check, first", self.check(|run| run.first)))?;
        writeln!(f, "{}", line("check, nothing changed", self.check(|run| run.again)))?;
        writeln!(f, "{}", line("check, one edit", self.check(|run| run.edited)))?;
        let (documents, attachments) = (grouped(self.documents as u64), grouped(self.attachments));
        writeln!(
            f,
            "\n{documents} documents, {attachments} attachments when checked; \
             medians of {} runs (of the ratios: run by run), highest peak, most that was read",
            self.builds.len()
        )?;
        let within = if share <= SHARE { "within" } else { "NOT within" };
        writeln!(f, "text rules: {share:.2} of a cold build's time, {within} {SHARE}")
    }
}
