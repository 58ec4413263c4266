//! The program at work for as long as a test wants it, and what it says meanwhile.

use super::{poll, sources};
use crate::serve::client::{Answer, Events, send};
use crate::support::{Run, Site, Tree, xiangwei};
use std::collections::BTreeMap;
use std::fs;
use std::io::{BufRead as _, BufReader, Read};
use std::net::SocketAddr;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::{Arc, Mutex};
use walkdir::WalkDir;

/// Lines that come from a pipe.
#[derive(Clone, Default)]
pub(super) struct Said(Arc<Mutex<String>>);

impl Said {
    fn of(pipe: impl Read + Send + 'static) -> Self {
        let said = Self::default();
        let heard = said.clone();
        std::thread::spawn(move || {
            for line in BufReader::new(pipe).lines().map_while(Result::ok) {
                heard.0.lock().unwrap().push_str(&format!("{line}\n"));
            }
        });
        said
    }

    /// All of it so far.
    pub(super) fn text(&self) -> String {
        self.0.lock().unwrap().clone()
    }

    /// How many lines have a word.
    pub(super) fn count(&self, word: &str) -> usize {
        self.text().lines().filter(|line| line.contains(word)).count()
    }
}

/// A process that is killed at the end of the test.
pub(super) struct Running {
    child: Child,
    pub(super) out: Said,
    pub(super) err: Said,
}

impl Running {
    pub(super) fn start(mut command: Command) -> Self {
        let mut child = command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
        let (out, err) = (Said::of(child.stdout.take().unwrap()), Said::of(child.stderr.take().unwrap()));
        Self { child, out, err }
    }

    /// Both pipes.
    pub(super) fn screen(&self) -> String {
        format!("--- out\n{}--- err\n{}", self.out.text(), self.err.text())
    }

    /// Waits until as many lines of standard output have a word.
    #[track_caller]
    pub(super) fn wait_for(&self, word: &str, count: usize) {
        let come = poll(|| self.out.count(word) >= count);
        assert!(come, "`{word}` was not said {count} times\n{}", self.screen());
    }

    /// Presses Ctrl-C.
    pub(super) fn interrupt(&self) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args(["-INT", &id]).status().unwrap().success());
    }

    /// Its end, if it has come.
    pub(super) fn ended(&mut self) -> Option<ExitStatus> {
        self.child.try_wait().unwrap()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        self.child.kill().ok();
        self.child.wait().ok();
    }
}

/// A preview of a site, the first build done.
pub(super) struct Preview {
    pub(super) site: Site,
    pub(super) running: Running,
    pub(super) address: SocketAddr,
}

/// The command that shows a site; the last arguments win.
pub(super) fn serve(site: &Site, arguments: &[&str]) -> Command {
    let mut command = xiangwei();
    command.arg("serve").arg("--root").arg(site.root());
    command.args(["--date", "2024-12-31", "--lang", "en", "--jobs", "2"]).args(arguments);
    command
}

impl Preview {
    pub(super) fn of(site: Site) -> Self {
        let preview = Self::unsettled(site);
        preview.running.wait_for(" files made, ", 1);
        preview
    }

    /// The first build may be under way.
    pub(super) fn unsettled(site: Site) -> Self {
        let running = Running::start(serve(&site, &["--port", "0"]));
        running.wait_for("http://", 1);
        let said = running.out.text();
        let address = said.split("http://").nth(1).unwrap().split('/').next().unwrap().parse().unwrap();
        Self { site, running, address }
    }

    /// A page as a browser gets it.
    pub(super) fn get(&self, path: &str) -> Answer {
        send(self.address, &format!("GET /{path} HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"))
    }

    /// Whether a page is served that has a word.
    pub(super) fn shows(&self, path: &str, word: &str) -> bool {
        self.get(path).text().contains(word)
    }

    /// Waits for a word on a page.
    #[track_caller]
    pub(super) fn wait_for(&self, path: &str, word: &str) {
        let come = poll(|| self.shows(path, word));
        assert!(come, "{path} has no `{word}`:\n{}\n{}", self.get(path).text(), self.running.screen());
    }

    /// Opens a page in a browser: from now on it hears of what happens. It has heard of the faults that there are.
    pub(super) fn open(&self, path: &str) -> Events {
        let mut events = self.listen(path);
        assert_eq!(events.next().name, "faults");
        events
    }

    /// The same; its first event is to come.
    pub(super) fn listen(&self, path: &str) -> Events {
        let page = self.get(path);
        let attribute = |name: &str| {
            let (_, rest) = page.text().split_once(&format!(" data-{name}=\"")).unwrap();
            rest.split('"').next().unwrap().to_owned()
        };
        let query = format!("?since={}&file={}", attribute("since"), attribute("file"));
        Events::open(self.address, &query, None)
    }

    /// Where the preview keeps its site.
    pub(super) fn folder(&self) -> PathBuf {
        self.site.path(".xiangwei/preview/site")
    }

    /// Waits until the preview is what a cold build makes of the sources as they are now.
    #[track_caller]
    pub(super) fn wait_for_cold(&self) {
        let cold = cold(&self.site);
        if poll(|| read(&self.folder()).as_ref() == Some(&cold)) {
            return;
        }
        eprintln!("{}", self.running.screen());
        Tree::read(&self.folder()).assert_same(&cold, "the preview and a cold build");
    }
}

/// What a cold build makes of a copy of the sources. They may be read by others meanwhile, not changed.
fn cold(site: &Site) -> Tree {
    let fresh = Site::in_memory();
    sources(site, &fresh);
    Run::of(fresh.command(&[]), fresh.path("public")).well();
    fresh.published()
}

/// The files of a folder that is being written; nothing when one of them goes away before it is read.
fn read(folder: &Path) -> Option<Tree> {
    let mut tree = BTreeMap::new();
    for entry in WalkDir::new(folder) {
        let entry = entry.ok()?;
        let path = entry.path().strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_file() && !path.starts_with(".xiangwei") {
            tree.insert(path, fs::read(entry.path()).ok()?);
        }
    }
    Some(Tree(tree))
}
