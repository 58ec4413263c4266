//! A program run to its end, with the time and memory that it took.

use super::figures::{median, megabytes};
use std::fmt;
use std::fs;
use std::io::{self, Read as _};
use std::process::{Command, Stdio};
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::{Duration, Instant};

/// How often the watcher looks. The kernel keeps the high-water mark, so only a rise in the very last moment of a
/// program, after the last look, is not seen.
const LOOK: Duration = Duration::from_millis(2);
/// One tick of the times in /proc: `USER_HZ` is 100.
pub(crate) const TICK: Duration = Duration::from_millis(10);
/// Where `cutime` stands behind the name in /proc/self/stat; `cstime` follows it (proc(5), fields 16 and 17).
const CHILDREN_TIMES: usize = 13;

/// What one run took.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Usage {
    /// From start to end.
    pub(crate) wall: Duration,
    /// User and system time of all its threads.
    pub(crate) cpu: Duration,
    /// The most memory that it held at once, in bytes (resident set).
    pub(crate) peak: u64,
    /// What it read of files, in bytes, whether the system still held them in memory or not.
    pub(crate) read: u64,
}

impl fmt::Display for Usage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let (wall, cpu, read) = (self.wall.as_secs_f64(), self.cpu.as_secs_f64(), megabytes(self.read));
        write!(f, "{wall:.2} s (CPU {cpu:.2} s, {read} read)")
    }
}

impl Usage {
    /// Several runs as one: medians of the times, the highest peak, and the most that was read.
    pub(crate) fn typical(runs: &[Self]) -> Self {
        Self {
            wall: median(runs.iter().map(|run| run.wall)),
            cpu: median(runs.iter().map(|run| run.cpu)),
            peak: runs.iter().map(|run| run.peak).max().unwrap_or_default(),
            read: runs.iter().map(|run| run.read).max().unwrap_or_default(),
        }
    }
}

/// Runs a program when what was written before has gone to the disk; tells what it took, and what it printed. What it
/// prints on stderr is shown.
///
/// # Errors
/// When it cannot be started or measured, or ends with a fault.
pub(crate) fn run(command: &mut Command) -> io::Result<(Usage, String)> {
    rustix::fs::sync();
    let before = children_time()?;
    let start = Instant::now();
    let mut child = command.stdin(Stdio::null()).stdout(Stdio::piped()).spawn()?;
    let files = format!("/proc/{}", child.id());
    let (ended, mut printed) = (AtomicBool::new(false), String::new());
    let (status, wall, (peak, read_bytes)) = thread::scope(|scope| {
        let watcher = scope.spawn(|| watch(&files, &ended));
        let read = child.stdout.take().map_or(Ok(0), |mut stdout| stdout.read_to_string(&mut printed));
        let status = child.wait();
        let wall = start.elapsed();
        ended.store(true, Ordering::Relaxed);
        (read.and(status), wall, watcher.join().expect("the watcher does not panic"))
    });
    let status = status?;
    if !status.success() {
        let program = command.get_program().display();
        return Err(io::Error::other(format!("{program} ended with {status}\n{printed}")));
    }
    Ok((Usage { wall, cpu: children_time()?.saturating_sub(before), peak, read: read_bytes }, printed))
}

/// The high-water mark of a program's memory, and how much it read, as last seen before its end.
fn watch(files: &str, ended: &AtomicBool) -> (u64, u64) {
    let (status, io) = (format!("{files}/status"), format!("{files}/io"));
    let (mut peak, mut read) = (0, 0);
    while !ended.load(Ordering::Relaxed) {
        peak = memory(&status, "VmHWM:").unwrap_or(0).max(peak);
        read = read_so_far(&io).unwrap_or(0).max(read);
        thread::sleep(LOOK);
    }
    (peak, read)
}

/// The bytes that a program read, with those of its children that have ended, from its file io in /proc.
fn read_so_far(io: &str) -> Option<u64> {
    let io = fs::read_to_string(io).ok()?;
    io.lines().find_map(|line| line.strip_prefix("rchar:"))?.trim().parse().ok()
}

/// A figure of a program's memory, in bytes, from its status file in /proc.
pub(crate) fn memory(status_file: &str, figure: &str) -> Option<u64> {
    let status = fs::read_to_string(status_file).ok()?;
    let line = status.lines().find_map(|line| line.strip_prefix(figure))?;
    let kibibytes: u64 = line.trim().strip_suffix("kB")?.trim().parse().ok()?;
    Some(kibibytes * 1024)
}

/// The processor time of all children that have ended so far.
fn children_time() -> io::Result<Duration> {
    let stat = fs::read_to_string("/proc/self/stat")?;
    let ticks = stat.rsplit_once(')').map(|(_, fields)| fields.split_whitespace().skip(CHILDREN_TIMES).take(2));
    let ticks: Option<u32> = ticks.and_then(|ticks| ticks.map(|field| field.parse::<u32>().ok()).sum());
    ticks.map(|ticks| TICK * ticks).ok_or_else(|| io::Error::other("/proc/self/stat has no times of children"))
}
