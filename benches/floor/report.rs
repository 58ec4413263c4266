//! The figures as a table, and what they say.

use crate::measure::child::Usage;
use crate::measure::figures::{grouped, megabytes};
use crate::measure::tally::Tally;
use std::fmt;
use std::time::Duration;

/// The build may take so many times as long as the floor.
const RATIO: f64 = 2.0;
/// The build may hold so many bytes of memory at once.
const MEMORY: u64 = 400_000_000;

/// Above the columns of [`Report::line`].
const HEAD: &str = "               documents     files     written    wall s  documents/s     CPU s  peak memory";

/// Build and floor side by side.
#[derive(Debug)]
pub(crate) struct Report {
    /// Documents of the corpus.
    pub(crate) documents: usize,
    /// What the build wrote, and the floor after it.
    pub(crate) output: Tally,
    /// How often each was run.
    pub(crate) runs: usize,
    /// The build's runs, as one.
    pub(crate) build: Usage,
    /// The floor's runs, as one.
    pub(crate) floor: Usage,
}

impl Report {
    fn line(&self, name: &str, usage: Usage) -> String {
        let Usage { wall, cpu, peak } = usage;
        let (wall, documents) = (wall.as_secs_f64(), grouped(self.documents as u64));
        format!(
            "{name:<14}{documents:>10}{:>10}{:>12}{wall:>10.2}{:>13}{:>10.2}{:>13}",
            grouped(self.output.files),
            self.output.megabytes(),
            grouped((self.documents as f64 / wall).round() as u64),
            cpu.as_secs_f64(),
            megabytes(peak),
        )
    }

    fn ratios(&self) -> (f64, f64) {
        let ratio = |part: fn(&Usage) -> Duration| part(&self.build).as_secs_f64() / part(&self.floor).as_secs_f64();
        (ratio(|usage| usage.wall), ratio(|usage| usage.cpu))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((wall, cpu), peak, runs) = (self.ratios(), self.build.peak, self.runs);
        let (pages, folders) = (grouped(self.output.pages), self.output.folders);
        writeln!(f, "{HEAD}")?;
        writeln!(f, "{}", self.line("build", self.build))?;
        writeln!(f, "{}", self.line("floor", self.floor))?;
        writeln!(f, "{:<46}{wall:>10.2}{:>13}{cpu:>10.2}", "build / floor", "")?;
        writeln!(
            f,
            "\n{pages} pages among the files, in {folders} folders; median times of {runs} runs, highest peak"
        )?;
        let within = if wall <= RATIO { "within" } else { "NOT within" };
        writeln!(f, "time:   {wall:.2} times the floor, {within} {RATIO} times")?;
        let under = if peak < MEMORY { "under" } else { "NOT under" };
        writeln!(f, "memory: {} at its peak, {under} {}", megabytes(peak), megabytes(MEMORY))
    }
}
