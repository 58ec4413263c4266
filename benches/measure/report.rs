//! The figures as a table, and what they say.

use super::child::Usage;
use super::tally::Tally;
use std::fmt;
use std::time::Duration;

/// The build may take so many times as long as the floor.
const RATIO: f64 = 2.0;
/// The build may hold so many bytes of memory at once.
const MEMORY: u64 = 400_000_000;

/// Above the columns of [`Report::line`].
const HEAD: &str = "               documents     files     written    wall s  documents/s     CPU s  peak memory";

/// The runs of one program, as one.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Side {
    /// Medians of the times, and the highest peak.
    usage: Usage,
    runs: usize,
}

impl Side {
    /// Of one run at least.
    pub(crate) fn of(runs: &[Usage]) -> Self {
        let median_of = |part: fn(&Usage) -> Duration| median(runs.iter().map(part).collect());
        let peak = runs.iter().map(|run| run.peak).max().unwrap_or_default();
        let usage = Usage { wall: median_of(|run| run.wall), cpu: median_of(|run| run.cpu), peak };
        Self { usage, runs: runs.len() }
    }
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    let (low, high) = (times.get((times.len().max(1) - 1) / 2), times.get(times.len() / 2));
    (low.copied().unwrap_or_default() + high.copied().unwrap_or_default()) / 2
}

/// Build and floor side by side.
#[derive(Debug)]
pub(crate) struct Report {
    /// Documents of the corpus.
    pub(crate) documents: usize,
    /// What the build wrote, and the floor after it.
    pub(crate) output: Tally,
    /// The build's runs.
    pub(crate) build: Side,
    /// The floor's runs.
    pub(crate) floor: Side,
}

impl Report {
    fn line(&self, name: &str, side: &Side) -> String {
        let Usage { wall, cpu, peak } = side.usage;
        let (wall, documents) = (wall.as_secs_f64(), grouped(self.documents as u64));
        format!(
            "{name:<14}{documents:>10}{:>10}{:>12}{wall:>10.2}{:>13}{:>10.2}{:>13}",
            grouped(self.output.files),
            self.output.megabytes(),
            grouped((self.documents as f64 / wall).round() as u64),
            cpu.as_secs_f64(),
            format!("{:.1} MB", megabytes(peak)),
        )
    }

    fn ratios(&self) -> (f64, f64) {
        let ratio = |part: fn(&Side) -> Duration| part(&self.build).as_secs_f64() / part(&self.floor).as_secs_f64();
        (ratio(|side| side.usage.wall), ratio(|side| side.usage.cpu))
    }
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let ((wall, cpu), peak, runs) = (self.ratios(), self.build.usage.peak, self.build.runs);
        let (pages, folders) = (grouped(self.output.pages), self.output.folders);
        writeln!(f, "{HEAD}")?;
        writeln!(f, "{}", self.line("build", &self.build))?;
        writeln!(f, "{}", self.line("floor", &self.floor))?;
        writeln!(f, "{:<46}{wall:>10.2}{:>13}{cpu:>10.2}", "build / floor", "")?;
        writeln!(
            f,
            "\n{pages} pages among the files, in {folders} folders; median times of {runs} runs, highest peak"
        )?;
        let within = if wall <= RATIO { "within" } else { "NOT within" };
        writeln!(f, "time:   {wall:.2} times the floor, {within} {RATIO} times")?;
        let under = if peak < MEMORY { "under" } else { "NOT under" };
        writeln!(f, "memory: {:.1} MB at its peak, {under} {:.0} MB", megabytes(peak), megabytes(MEMORY))
    }
}

fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / 1e6
}

/// `22,911`.
fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let groups: Vec<String> =
        digits.as_bytes().rchunks(3).rev().map(|group| String::from_utf8_lossy(group).into()).collect();
    groups.join(",")
}
