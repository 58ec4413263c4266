//! A site that is edited: its folder, the options of its builds, and what the edits keep in mind.

use super::dice::Dice;
use super::matter;
use crate::support::{Site, xiangwei};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;
use tempfile::TempDir;
use walkdir::WalkDir;

/// The folders and files of a site that are its sources; everything else there is made.
pub(crate) const SOURCES: [&str; 7] = ["xiangwei.yaml", "content", "data", "templates", "static", "themes", "host"];

/// What `xiangwei build` is asked for besides the site.
#[derive(Debug, Clone)]
pub(crate) struct Options {
    pub(crate) date: &'static str,
    pub(crate) drafts: bool,
    pub(crate) future: bool,
    pub(crate) base_url: Option<&'static str>,
}

/// How the warm build alone is run: none of it may show in what is published.
#[derive(Debug, Clone, Default)]
pub(crate) struct Manner {
    /// Into the other output folder.
    pub(crate) aside: bool,
    /// With the other store.
    pub(crate) other_store: bool,
    /// `--force`, once.
    pub(crate) force: bool,
    pub(crate) threads: usize,
}

/// A file as it was before it was spoiled.
type Spoiled = (String, Option<Vec<u8>>);

/// A site under edit.
pub(crate) struct Scene {
    pub(crate) site: Site,
    pub(crate) dice: Dice,
    pub(crate) options: Options,
    pub(crate) manner: Manner,
    /// What was spoiled on purpose and not mended yet.
    pub(crate) spoiled: Vec<Spoiled>,
    /// Whether the store was damaged since the last build.
    pub(crate) store_touched: bool,
    /// Older copies of the store.
    pub(crate) old_stores: TempDir,
    aside: TempDir,
    names: usize,
}

/// Flags of `build` that may come; they are used as soon as the program has them.
static HELP: LazyLock<String> = LazyLock::new(|| {
    let output = xiangwei().args(["build", "--help"]).output().unwrap();
    String::from_utf8(output.stdout).unwrap()
});

/// Whether `build` has a flag.
pub(crate) fn knows(flag: &str) -> bool {
    HELP.contains(flag)
}

impl Scene {
    pub(crate) fn new(site: Site, dice: Dice) -> Self {
        let folder = || TempDir::new().unwrap();
        Self {
            site,
            dice,
            options: Options { date: "2024-12-31", drafts: false, future: false, base_url: None },
            manner: Manner { threads: 2, ..Manner::default() },
            spoiled: Vec::new(),
            store_touched: false,
            old_stores: folder(),
            aside: folder(),
            names: 0,
        }
    }

    /// A name that nothing had before.
    pub(crate) fn name(&mut self) -> String {
        self.names += 1;
        format!("n{}", self.names)
    }

    /// Where the next build publishes.
    pub(crate) fn out(&self) -> PathBuf {
        if self.manner.aside { self.aside.path().join("public") } else { self.site.path("public") }
    }

    /// The folder of the store.
    pub(crate) fn store(&self) -> PathBuf {
        if self.manner.other_store { self.aside.path().join("store") } else { self.site.path(".xiangwei") }
    }

    /// The warm build.
    pub(crate) fn command(&self, form: &str) -> Command {
        let out = self.out();
        let threads = self.manner.threads.to_string();
        let mut command = self.cold_command(&self.site, &out, form);
        command.args(["--jobs", &threads]);
        if self.manner.other_store {
            command.arg("--cache").arg(self.store());
        }
        if self.manner.force {
            command.arg("--force");
        }
        command
    }

    /// A build with the same options of another site, into `out`.
    pub(crate) fn cold_command(&self, site: &Site, out: &Path, form: &str) -> Command {
        let Options { date, drafts, future, base_url } = &self.options;
        let mut arguments = vec!["--date", *date, "--format", form, "--out", out.to_str().unwrap()];
        arguments.extend(drafts.then_some("--drafts"));
        arguments.extend(future.then_some("--future"));
        arguments.extend(base_url.iter().flat_map(|url| ["--base-url", *url]));
        site.command(&arguments)
    }

    /// The paths of all sources, sorted.
    pub(crate) fn sources(&self) -> Vec<String> {
        SOURCES.iter().flat_map(|one| self.below(one)).collect()
    }

    /// The files at or below a path, from the site's root, sorted.
    pub(crate) fn below(&self, path: &str) -> Vec<String> {
        let walk = WalkDir::new(self.site.path(path)).sort_by_file_name().into_iter().flatten();
        walk.filter(|entry| entry.file_type().is_file()).map(|entry| self.relative(entry.path())).collect()
    }

    fn relative(&self, path: &Path) -> String {
        path.strip_prefix(self.site.root()).unwrap().to_str().unwrap().to_owned()
    }

    /// The documents' files.
    pub(crate) fn documents(&self) -> Vec<String> {
        let is_document = |path: &String| {
            path.ends_with(".md") && !path.ends_with("_index.md") && !path.contains("/_") && !path.contains("/.")
        };
        self.below("content").into_iter().filter(is_document).collect()
    }

    /// The folders of the sections, from the root; the home's is `content`.
    pub(crate) fn sections(&self) -> Vec<String> {
        let folder = |path: String| path.strip_suffix("/_index.md").map(str::to_owned);
        self.below("content").into_iter().filter_map(folder).collect()
    }

    /// One of the documents.
    pub(crate) fn document(&mut self) -> Option<String> {
        let all = self.documents();
        self.dice.pick(&all)
    }

    /// One of the sections' folders.
    pub(crate) fn section(&mut self) -> Option<String> {
        let all = self.sections();
        self.dice.pick(&all)
    }

    /// One of the sections' folders but the home's.
    pub(crate) fn inner_section(&mut self) -> Option<String> {
        let inner: Vec<String> = self.sections().into_iter().filter(|folder| folder != "content").collect();
        self.dice.pick(&inner)
    }

    /// The text of a file; nothing when it is not there or not UTF-8.
    pub(crate) fn text(&self, path: &str) -> Option<String> {
        fs::read_to_string(self.site.path(path)).ok()
    }

    /// Changes a file's text, and tells its path.
    pub(crate) fn change(&self, path: &str, change: impl FnOnce(&str) -> Option<String>) -> Option<String> {
        let text = change(&self.text(path)?)?;
        self.site.write(path, text);
        Some(path.to_owned())
    }

    /// Sets a key of a file's front matter, and tells its path and the value.
    pub(crate) fn set(&self, path: &str, names: matter::Names, value: Option<&str>) -> Option<String> {
        self.change(path, |text| matter::set(text, names, value))?;
        Some(format!("{path}, {}: {}", names[0], value.unwrap_or("taken out")))
    }

    /// Spoils a file so that it can be mended.
    pub(crate) fn spoil(&mut self, path: &str, bytes: &[u8]) -> String {
        let before = fs::read(self.site.path(path)).ok();
        self.site.write(path, bytes);
        self.spoiled.push((path.to_owned(), before));
        path.to_owned()
    }

    /// Puts everything that was spoiled back, the last first; what is gone or moved by now stays so.
    pub(crate) fn mend(&mut self) {
        while let Some((path, before)) = self.spoiled.pop() {
            match before {
                Some(bytes) if self.site.path(&path).exists() || path == "xiangwei.yaml" => {
                    self.site.write(&path, bytes);
                }
                None if self.site.path(&path).exists() => self.site.remove(&path),
                _ => {}
            }
        }
    }

    /// The names of the organisations, as a document may write them.
    pub(crate) fn organisations(&self) -> Vec<String> {
        let text = self.text("data/organisations.yaml").unwrap_or_default();
        let id = |line: &str| {
            let (_, rest) = line.split_once("id: ").or_else(|| line.split_once("标识: "))?;
            Some(rest.split([',', ' ', '}']).next()?.trim().to_owned())
        };
        text.lines().filter_map(id).collect()
    }
}
