//! Chromium over loopback.

use serde_json::Value;
use std::io::{self, Write as _};
use std::path::Path;
use std::process::{Command, Stdio};

/// The base path of the corpus.
const BASE: &str = "/fzzf/";

/// What the questions took, as a sentence.
///
/// # Errors
/// When node or Chromium is not there, or fails.
pub(crate) fn browser(public: &Path, questions: &[String]) -> io::Result<String> {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/benches/found/browser.mjs");
    let mut command = Command::new("node");
    command.arg(script).arg(public).arg(BASE).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.spawn()?;
    let asked = serde_json::to_vec(questions)?;
    child.stdin.take().map_or(Ok(()), |mut input| input.write_all(&asked))?;
    let told: Vec<Value> = serde_json::from_slice(&child.wait_with_output()?.stdout)?;
    let sorted = |name: &str| {
        let mut all: Vec<f64> = told.iter().filter_map(|one| one[name].as_f64()).collect();
        all.sort_unstable_by(f64::total_cmp);
        all
    };
    let (bytes, times) = (sorted("bytes"), sorted("ms"));
    let one = |at: usize| format!("{:.0} KB and {:.0} ms", bytes[at] / 1000.0, times[at]);
    Ok(format!(
        "in Chromium, engine and catalogue included: median {}; one in ten more than {}; at the most {}",
        one(told.len() / 2),
        one(told.len() * 9 / 10),
        one(told.len() - 1),
    ))
}
