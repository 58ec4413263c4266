//! The figures as a table, with what was aimed at beside them.

use super::step::Step;
use crate::measure::child::Usage;
use crate::measure::figures::{grouped, median, megabytes};
use serde_json::Value;
use std::fmt;
use std::io;

/// Above the columns of a [`Row`].
const HEAD: &str = "                       wall s     CPU s  peak memory      made   written   aim";

/// What one build did.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Run {
    pub(crate) usage: Usage,
    /// Files made again.
    made: u32,
    /// Files that were other than before, and written.
    written: u32,
}

impl Run {
    /// From what the build took, and what it printed: one JSON object a line, the summary last.
    ///
    /// # Errors
    /// When there is no summary.
    pub(crate) fn read((usage, printed): (Usage, String)) -> io::Result<Self> {
        let line = printed.lines().last().unwrap_or_default();
        let object: Value = serde_json::from_str(line).map_err(io::Error::other)?;
        let number = |path: &str| object.pointer(path).and_then(Value::as_u64).and_then(|it| u32::try_from(it).ok());
        match (number("/summary/made"), number("/summary/changes/written")) {
            (Some(made), Some(written)) => Ok(Self { usage, made, written }),
            _ => Err(io::Error::other(format!("no summary: {line}"))),
        }
    }
}

impl fmt::Display for Run {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wall, cpu) = (self.usage.wall.as_secs_f64(), self.usage.cpu.as_secs_f64());
        write!(f, "{wall:.3} s (CPU {cpu:.2} s), {} made, {} written", self.made, self.written)
    }
}

/// The runs of one step, as one.
#[derive(Debug)]
pub(crate) struct Row {
    step: Step,
    /// Medians, and the highest peak.
    run: Run,
}

impl Row {
    /// Of one run at least.
    pub(crate) fn of(step: Step, runs: &[Run]) -> Self {
        let usages: Vec<Usage> = runs.iter().map(|run| run.usage).collect();
        let (made, written) = (median(runs.iter().map(|run| run.made)), median(runs.iter().map(|run| run.written)));
        Self { step, run: Run { usage: Usage::typical(&usages), made, written } }
    }

    fn aim(&self, documents: usize) -> String {
        self.step.limit(documents).map_or_else(String::new, |limit| {
            format!("{:.2} s, {}", limit.as_secs_f64(), within(self.run.usage.wall <= limit))
        })
    }
}

/// All steps.
#[derive(Debug)]
pub(crate) struct Report {
    /// Documents of the corpus.
    pub(crate) documents: usize,
    /// How often each step was run.
    pub(crate) runs: usize,
    pub(crate) rows: Vec<Row>,
}

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        writeln!(f, "{HEAD}")?;
        for row in &self.rows {
            let Row { step, run: Run { usage, made, written } } = row;
            let (wall, cpu, peak) = (usage.wall.as_secs_f64(), usage.cpu.as_secs_f64(), megabytes(usage.peak));
            let (made, written) = (grouped(u64::from(*made)), grouped(u64::from(*written)));
            let line = format!("{step:<19}{wall:>10.3}{cpu:>10.2}{peak:>13}{made:>10}{written:>10}   ");
            writeln!(f, "{}", (line + &row.aim(self.documents)).trim_end())?;
        }
        let (documents, runs) = (grouped(self.documents as u64), self.runs);
        writeln!(f, "\n{documents} documents; medians of {runs} runs, highest peak")
    }
}

/// A judgement in words.
pub(crate) fn within(is_within: bool) -> &'static str {
    if is_within { "within" } else { "NOT within" }
}
