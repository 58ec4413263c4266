//! The figures as a table, and what they say.

use crate::measure::child::Usage;
use crate::measure::figures::{grouped, median, megabytes};
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
    /// The builds, each with the floor that was run right after it.
    pub(crate) pairs: Vec<(Usage, Usage)>,
}

impl Report {
    fn line(&self, name: &str, usage: Usage) -> String {
        let Usage { wall, cpu, peak, .. } = usage;
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

    /// The middle one of the pairs' ratios: a machine that others use too is faster at one time than at another, and the
    /// two of a pair meet the same time.
    fn ratio(&self, part: fn(&Usage) -> Duration) -> f64 {
        let thousandths = |(build, floor): &(Usage, Usage)| {
            let ratio = part(build).as_secs_f64() / part(floor).as_secs_f64();
            (ratio * 1000.0).round() as u32
        };
        f64::from(median(self.pairs.iter().map(thousandths))) / 1000.0
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wall, cpu) = (self.ratio(|usage| usage.wall), self.ratio(|usage| usage.cpu));
        let (builds, floors): (Vec<Usage>, Vec<Usage>) = self.pairs.iter().copied().unzip();
        let (build, floor, runs) = (Usage::typical(&builds), Usage::typical(&floors), self.pairs.len());
        let peak = build.peak;
        let (pages, folders) = (grouped(self.output.pages), self.output.folders);
        writeln!(f, "{HEAD}")?;
        writeln!(f, "{}", self.line("build", build))?;
        writeln!(f, "{}", self.line("floor", floor))?;
        writeln!(f, "{:<46}{wall:>10.2}{:>13}{cpu:>10.2}", "build / floor", "")?;
        writeln!(
            f,
            "\n{pages} pages among the files, in {folders} folders; medians of {runs} runs (of the ratios: run by run), highest peak"
        )?;
        let within = if wall <= RATIO { "within" } else { "NOT within" };
        writeln!(f, "time:   {wall:.2} times the floor, {within} {RATIO} times")?;
        let under = if peak < MEMORY { "under" } else { "NOT under" };
        writeln!(f, "memory: {} at its peak, {under} {}", megabytes(peak), megabytes(MEMORY))
    }
}
