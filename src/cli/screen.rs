//! What the person sees: messages to standard error, results to standard output.

use super::args::{FormArg, LangArg};
use crate::build::{Progress, Stage};
use crate::diag::render::{self, Colours, Form};
use crate::diag::{Diagnostic, Failure, Lang, Once, Severity, Sources};
use std::io::{self, IsTerminal as _, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};

/// A name that others may have chosen, as it is shown: nothing in it steers the terminal, or begins another line.
pub(super) fn named(name: &str) -> String {
    let shown = |c: char| if c.is_control() { c.escape_default().to_string() } else { c.to_string() };
    name.chars().map(shown).collect()
}

/// Who is spoken to, and in which language.
#[derive(Debug, Clone, Copy)]
pub(super) struct Screen {
    pub(super) lang: Lang,
}

impl Screen {
    /// Speaks the language that was asked for, else that of the locale.
    pub(super) fn new(lang: Option<LangArg>) -> Self {
        Self { lang: lang.map_or_else(locale, Lang::from) }
    }

    /// One of two sentences.
    pub(super) fn say<'a>(self, zh: &'a str, en: &'a str) -> &'a str {
        match self.lang {
            Lang::Zh => zh,
            Lang::En => en,
        }
    }

    /// A result, to standard output. A closed pipe is no trouble of ours.
    pub(super) fn print(self, text: &str) {
        io::stdout().lock().write_all(text.as_bytes()).unwrap_or_default();
    }

    /// A message, to standard error.
    pub(super) fn tell(self, text: &str) {
        io::stderr().lock().write_all(text.as_bytes()).unwrap_or_default();
    }

    /// Trouble with the machine.
    pub(super) fn failure(self, failure: &Failure) {
        let told: Vec<String> = failure.show(self.lang).split('\n').map(named).collect();
        self.tell(&format!("{}{}\n", self.say("无法运行：", "cannot run: "), told.join("\n")));
    }

    /// All diagnostics: for people to standard error, for programs to standard output.
    pub(super) fn diagnostics<'a>(
        self,
        all: impl Iterator<Item = &'a Diagnostic>,
        form: FormArg,
        sources: &dyn Sources,
    ) {
        let colours = if io::stderr().is_terminal() { Colours::Shown } else { Colours::Plain };
        let (form, for_people) = match form {
            FormArg::Human => (Form::Human(colours), true),
            FormArg::Short => (Form::Short, false),
            FormArg::Json => (Form::Json, false),
        };
        let sources = Once::new(sources);
        for one in all {
            let text = render::show(one, form, self.lang, &sources);
            if for_people { self.tell(&text) } else { self.print(&text) }
        }
    }
}

/// How many diagnostics of a severity there are.
pub(super) fn count(all: &[Diagnostic], severity: Severity) -> usize {
    all.iter().filter(|one| one.severity() == severity).count()
}

#[expect(clippy::disallowed_methods, reason = "the command line may read the environment")]
fn locale() -> Lang {
    let set = ["LC_ALL", "LC_MESSAGES", "LANG"]
        .into_iter()
        .filter_map(|name| std::env::var(name).ok())
        .find(|value| !value.is_empty());
    if set.is_some_and(|value| value.starts_with("zh")) { Lang::Zh } else { Lang::En }
}

/// A line that shows how far a build is, on a terminal; nothing in a pipe.
pub(super) struct ProgressLine {
    screen: Screen,
    shown: bool,
    made: AtomicUsize,
    asked: AtomicUsize,
}

impl ProgressLine {
    /// A line; `wanted` is false when the person asked for quiet.
    pub(super) fn new(screen: Screen, wanted: bool) -> Self {
        Self {
            screen,
            shown: wanted && io::stderr().is_terminal(),
            made: AtomicUsize::new(0),
            asked: AtomicUsize::new(0),
        }
    }

    /// Wipes the line.
    pub(super) fn clear(&self) {
        self.line("");
    }

    fn line(&self, text: &str) {
        if self.shown {
            self.screen.tell(&format!("\r\u{1b}[K{text}"));
        }
    }
}

impl Progress for ProgressLine {
    fn stage(&self, stage: Stage) {
        self.line(match stage {
            Stage::Read => self.screen.say("读取……", "reading…"),
            Stage::Assemble => self.screen.say("关联……", "relating…"),
            Stage::Make => self.screen.say("生成……", "making…"),
            Stage::Publish => self.screen.say("发布……", "publishing…"),
        });
    }

    fn waiting(&self) {
        let text = self
            .screen
            .say("另一个 xiangwei 正在生成这个网站，等它结束……", "another xiangwei is building this site; waiting…");
        self.screen.tell(&format!("{text}\n"));
    }

    fn asked(&self, of: usize) {
        let asked = self.asked.fetch_add(1, Ordering::Relaxed) + 1;
        self.line(&format!("{} {asked}/{of}", self.screen.say("查外链", "asking outside links")));
    }

    fn made(&self, of: usize) {
        let made = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        if made.is_multiple_of(256) {
            self.line(&format!("{} {made}/{of}", self.screen.say("生成", "making")));
        }
    }
}

#[cfg(feature = "deploy")]
impl crate::deploy::Progress for ProgressLine {
    fn sent(&self, of: usize) {
        let sent = self.made.fetch_add(1, Ordering::Relaxed) + 1;
        self.line(&format!("{} {sent}/{of}", self.screen.say("发送", "sending")));
    }
}
