//! A foreign program: fixed by name, given bytes, and held within bounds.
//!
//! It runs without a shell and in an empty environment, is looked for in the system's folders alone, and gets its input
//! only when its limits hold.

use std::io::{Read as _, Write as _};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, RecvTimeoutError};
use std::thread;
use std::time::Duration;

/// Where programs are looked for.
const FOLDERS: &str = "/usr/local/bin:/usr/bin:/bin";

/// A program by its name.
#[derive(Debug, Clone, Copy)]
pub struct Program(pub &'static str);

/// What a run may take.
#[derive(Debug, Clone)]
pub struct Bounds {
    /// By the clock on the wall.
    pub time: Duration,
    /// Bytes of addresses; on Linux alone.
    pub memory: u64,
    /// Bytes that it may print.
    pub output: usize,
}

/// What came of a run.
#[derive(Debug, PartialEq, Eq)]
pub enum Ran {
    /// What it printed.
    Well(Vec<u8>),
    /// It said that it failed, or fell.
    Failed,
    /// There is no such program.
    Absent,
    /// It was stopped after its time.
    TooSlow,
    /// It was stopped since it printed too much.
    TooMuch,
}

impl Program {
    /// Runs it with these arguments and this input, to its end or to that of its bounds.
    #[must_use]
    pub fn run(self, arguments: &[&str], input: &[u8], bounds: &Bounds) -> Ran {
        match self.start(arguments) {
            None => Ran::Absent,
            Some(child) => attend(child, input, bounds),
        }
    }

    #[expect(clippy::disallowed_methods, reason = "world is the door to foreign programs")]
    fn start(self, arguments: &[&str]) -> Option<Child> {
        let mut command = Command::new(self.0);
        command.args(arguments).env_clear().env("PATH", FOLDERS).env("LC_ALL", "C.UTF-8").current_dir("/");
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
        // A program that starts others is stopped with all of them.
        #[cfg(unix)]
        std::os::unix::process::CommandExt::process_group(&mut command, 0);
        command.spawn().ok()
    }
}

/// Sees a run to its end. Input and output go each on a thread of its own, so that neither waits for the other.
fn attend(mut child: Child, input: &[u8], bounds: &Bounds) -> Ran {
    let (mut stdin, mut stdout) = (child.stdin.take(), child.stdout.take());
    if limit(&child, bounds).is_none() {
        return stop(child, Ran::Failed);
    }
    thread::scope(|scope| {
        let (sender, receiver) = mpsc::channel();
        scope.spawn(move || {
            // A program that has seen enough closes its input.
            stdin.take().map(|mut stdin| stdin.write_all(input))
        });
        scope.spawn(move || {
            let mut output = Vec::new();
            let most = bounds.output as u64 + 1;
            let read = stdout.take().map(|stdout| stdout.take(most).read_to_end(&mut output));
            // Nobody waits for it any more when the time is over.
            sender.send(read.is_some_and(|read| read.is_ok()).then_some(output)).ok()
        });
        match receiver.recv_timeout(bounds.time) {
            Ok(Some(output)) if output.len() > bounds.output => stop(child, Ran::TooMuch),
            Ok(Some(output)) => match child.wait() {
                Ok(status) if status.success() => Ran::Well(output),
                _ => Ran::Failed,
            },
            Err(RecvTimeoutError::Timeout) => stop(child, Ran::TooSlow),
            _ => stop(child, Ran::Failed),
        }
    })
}

/// Ends a run. One that has ended by itself cannot be killed, and is none the worse for it.
fn stop(mut child: Child, ran: Ran) -> Ran {
    #[cfg(unix)]
    if let Some(group) = child.id().try_into().ok().and_then(rustix::process::Pid::from_raw) {
        // A group in which nobody is left has nothing to be killed.
        rustix::process::kill_process_group(group, rustix::process::Signal::KILL).unwrap_or_default();
    }
    let ended = child.kill().and_then(|()| child.wait());
    if ended.is_err() { Ran::Failed } else { ran }
}

/// Limits a run's memory, and its time on the processor should we die before it.
#[cfg(target_os = "linux")]
fn limit(child: &Child, bounds: &Bounds) -> Option<()> {
    use rustix::process::{Pid, Resource, Rlimit, prlimit};
    let pid = Pid::from_raw(child.id().try_into().ok()?)?;
    let to = |most: u64| Rlimit { current: Some(most), maximum: Some(most) };
    prlimit(Some(pid), Resource::As, to(bounds.memory)).ok()?;
    prlimit(Some(pid), Resource::Cpu, to(bounds.time.as_secs() + 1)).ok()?;
    prlimit(Some(pid), Resource::Core, to(0)).ok()?;
    Some(())
}

/// Elsewhere nobody can limit another process; its time and output are limited all the same.
#[cfg(not(target_os = "linux"))]
fn limit(_: &Child, _: &Bounds) -> Option<()> {
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds() -> Bounds {
        Bounds { time: Duration::from_secs(20), memory: 1 << 30, output: 1 << 20 }
    }

    #[test]
    fn a_program_gets_its_input_and_gives_its_output() {
        let long = vec![b'x'; 300_000];
        assert_eq!(Program("cat").run(&[], &long, &bounds()), Ran::Well(long));
        let environment = b"LC_ALL=C.UTF-8\nPATH=/usr/local/bin:/usr/bin:/bin\n".to_vec();
        assert_eq!(Program("env").run(&[], b"", &bounds()), Ran::Well(environment));
    }

    #[test]
    fn one_that_is_not_there_or_fails_is_told() {
        assert_eq!(Program("xiangwei-has-no-such-program").run(&[], b"", &bounds()), Ran::Absent);
        assert_eq!(Program("false").run(&[], b"", &bounds()), Ran::Failed);
    }

    #[test]
    fn one_that_knows_no_end_is_stopped() {
        let short = Bounds { time: Duration::from_millis(100), ..bounds() };
        assert_eq!(Program("sleep").run(&["60"], b"", &short), Ran::TooSlow);
        assert_eq!(Program("yes").run(&[], b"", &bounds()), Ran::TooMuch);
    }

    #[test]
    fn one_that_wants_all_memory_fails() {
        let little = Bounds { memory: 64 << 20, ..bounds() };
        assert_eq!(Program("head").run(&["-c", "1", "/dev/zero"], b"", &little), Ran::Well(vec![0]));
        // A line without an end, of which `sort` must keep all.
        assert_eq!(Program("sort").run(&["-S", "4G", "/dev/zero"], b"", &little), Ran::Failed);
    }
}
