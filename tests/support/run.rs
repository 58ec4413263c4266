//! One run of the program.

use super::{Told, Tree};
use serde_json::Value;
use std::fs;
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The program, in an environment that says nothing.
pub(crate) fn xiangwei() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_xiangwei"));
    command.env_remove("LC_ALL").env_remove("LC_MESSAGES").env_remove("LANG").stdin(Stdio::null());
    command
}

/// What a run came to.
#[derive(Debug)]
pub(crate) struct Run {
    exit: i32,
    out: String,
    err: String,
    public: PathBuf,
}

impl Run {
    /// Runs a command to its end; `public` is where it publishes.
    pub(crate) fn of(mut command: Command, public: PathBuf) -> Self {
        Self::from_output(command.output().unwrap(), public)
    }

    /// The same of a command that has ended.
    pub(crate) fn from_output(output: Output, public: PathBuf) -> Self {
        let text = |bytes| String::from_utf8(bytes).expect("the program speaks UTF-8");
        let exit = output.status.code().expect("the program was not killed");
        Self { exit, out: text(output.stdout), err: text(output.stderr), public }
    }

    /// The exit code.
    pub(crate) fn exit(&self) -> i32 {
        self.exit
    }

    /// Standard error, then standard output: the order in which a person sees them.
    pub(crate) fn screen(&self) -> String {
        format!("{}{}", self.err, self.out)
    }

    /// Standard output alone.
    pub(crate) fn out(&self) -> &str {
        &self.out
    }

    /// Standard error alone.
    pub(crate) fn err(&self) -> &str {
        &self.err
    }

    /// Goes on with a run that found no error.
    #[track_caller]
    pub(crate) fn well(self) -> Self {
        assert_eq!(self.exit, 0, "{}", self.screen());
        self
    }

    /// Goes on with a run that found neither error nor warning.
    #[track_caller]
    pub(crate) fn clean(self) -> Self {
        assert!(self.exit == 0 && self.err.is_empty(), "{}", self.screen());
        self
    }

    /// Goes on with a run that an error of the author's stopped.
    #[track_caller]
    pub(crate) fn with_faults(self) -> Self {
        assert_eq!(self.exit, 1, "{}", self.screen());
        self
    }

    /// Goes on with a run that could not be.
    #[track_caller]
    pub(crate) fn could_not_run(self) -> Self {
        assert_eq!(self.exit, 2, "{}", self.screen());
        self
    }

    /// A published file.
    #[track_caller]
    pub(crate) fn file(&self, path: &str) -> String {
        fs::read_to_string(self.public.join(path)).unwrap_or_else(|error| {
            panic!("{path}: {error}\n{}\n{}", self.screen(), Tree::read(&self.public).paths().join("\n"))
        })
    }

    /// Whether a file is published.
    pub(crate) fn has(&self, path: &str) -> bool {
        self.public.join(path).exists()
    }

    /// What `--format json` told, without the summary.
    pub(crate) fn told(&self) -> Vec<Told> {
        self.objects().iter().filter(|object| object.get("code").is_some()).map(Told::of).collect()
    }

    /// The summary of `--format json`.
    pub(crate) fn summary(&self) -> Value {
        self.objects().pop().and_then(|last| last.get("summary").cloned()).expect("the last line is the summary")
    }

    fn objects(&self) -> Vec<Value> {
        let parse = |line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}\n{}", self.err));
        self.out.lines().map(parse).collect()
    }

    /// A count of the closing line, such as `written`.
    #[track_caller]
    pub(crate) fn count(&self, word: &str) -> usize {
        let closing = self.out.lines().last().unwrap_or_default();
        let part = closing.split([',', ':', ';']).find_map(|part| part.trim().strip_suffix(word));
        part.and_then(|number| number.trim().parse().ok()).unwrap_or_else(|| panic!("no `{word}` in {}", self.screen()))
    }
}
