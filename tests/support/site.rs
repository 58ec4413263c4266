//! A site in a temporary folder.

use super::{Run, Tree, copy, tests, xiangwei};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// What every small site begins with; a file that a test writes itself takes the place of the one here.
const SKELETON: &str = "\
//- /xiangwei.yaml
site: { name: 示例市法治政府建设公开平台, url: https://www.example.gov.cn/ }
theme: plain
taxonomies: []
outputs: { feeds: false, json: false, search: false }
//- /data/organisations.yaml
- { id: shili, name: 示例市人民政府, short: 市政府 }
- { id: sifa, name: 示例市司法局, short: 市司法局, parent: shili }
//- /content/_index.md
---
title: 首页
---
";

/// A site's folder, which is removed at the end of the test.
pub(crate) struct Site {
    folder: TempDir,
}

impl Site {
    /// The files of `text` alone: each begins with a line `//- /path`.
    pub(crate) fn from(text: &str) -> Self {
        let site = Self { folder: TempDir::new().unwrap() };
        site.write_all(text);
        site
    }

    /// The skeleton with the small theme of the golden sites, and the files of `text`.
    pub(crate) fn small(text: &str) -> Self {
        let site = Self::from(SKELETON);
        copy(&tests().join("sites/_theme"), &site.path("themes/plain"));
        site.write_all(text);
        site
    }

    /// The skeleton, its theme, and the files of a folder.
    pub(crate) fn like(folder: &Path) -> Self {
        let site = Self::small("");
        copy(folder, site.root());
        site
    }

    /// A site's folder for a comparison alone: in memory where the machine has a disk in memory.
    pub(crate) fn in_memory() -> Self {
        let folder = TempDir::new_in("/dev/shm").or_else(|_| TempDir::new());
        Self { folder: folder.unwrap() }
    }

    /// A copy of its sources, with nothing that a build made.
    pub(crate) fn fresh(&self) -> Self {
        let fresh = Self::in_memory();
        copy(self.root(), fresh.root());
        for made in ["public", ".xiangwei", ".public.xiangwei-stage"] {
            fs::remove_dir_all(fresh.path(made)).unwrap_or_default();
        }
        fresh
    }

    /// What a build of a copy publishes.
    pub(crate) fn fresh_build(&self) -> Tree {
        let fresh = self.fresh();
        fresh.build().well();
        fresh.published()
    }

    /// Leaves the folder at the end, and says where it is, when `WARM_KEEP` asks for it.
    pub(crate) fn keep_when_asked(&mut self) {
        if std::env::var_os("WARM_KEEP").is_some() {
            self.folder.disable_cleanup(true);
            eprintln!("kept: {}", self.root().display());
        }
    }

    /// The site's folder.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// A path in it.
    pub(crate) fn path(&self, path: &str) -> PathBuf {
        self.root().join(path.trim_start_matches('/'))
    }

    /// Writes a file, over an older one.
    pub(crate) fn write(&self, path: &str, content: impl AsRef<[u8]>) {
        let file = self.path(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, content).unwrap();
    }

    /// Writes the files of a text.
    pub(crate) fn write_all(&self, text: &str) {
        for (path, content) in files(text) {
            self.write(&path, content);
        }
    }

    /// Removes a file.
    pub(crate) fn remove(&self, path: &str) {
        fs::remove_file(self.path(path)).unwrap();
    }

    /// The command that builds it, on the usual date and in English.
    pub(crate) fn command(&self, arguments: &[&str]) -> Command {
        let mut command = xiangwei();
        command.arg("build").arg("--root").arg(self.root());
        for (flag, value) in [("--date", "2024-12-31"), ("--lang", "en")] {
            if !arguments.contains(&flag) {
                command.args([flag, value]);
            }
        }
        command.args(arguments);
        command
    }

    /// Builds it.
    pub(crate) fn build(&self) -> Run {
        self.build_with(&[])
    }

    /// Builds it with more arguments.
    pub(crate) fn build_with(&self, arguments: &[&str]) -> Run {
        Run::of(self.command(arguments), self.path("public"))
    }

    /// What is published.
    pub(crate) fn published(&self) -> Tree {
        Tree::read(&self.path("public"))
    }
}

/// The files of a text in which each begins with a line `//- /path`.
pub(crate) fn files(text: &str) -> Vec<(String, String)> {
    let mut files: Vec<(String, String)> = Vec::new();
    for line in text.split_inclusive('\n') {
        match line.strip_prefix("//- ") {
            Some(path) => files.push((path.trim().trim_start_matches('/').to_owned(), String::new())),
            None => files.last_mut().expect("a file begins with `//- /path`").1.push_str(line),
        }
    }
    files
}
