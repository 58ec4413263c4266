//! The same sources and the same date give the same bytes: on any number of threads, in any folder, at any time.

use crate::corpus::Corpus;
use crate::support::{Run, Tree, copy, root, xiangwei};
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

/// What a site in a folder is.
type Sources = fn(&Path);

/// A site built in a folder of its own.
struct Built {
    folder: TempDir,
    root: PathBuf,
}

impl Built {
    /// Writes the sources to a folder with this name, and builds them.
    fn new(sources: Sources, name: &str, jobs: &str) -> Self {
        let folder = TempDir::new().unwrap();
        let root = folder.path().join(name);
        sources(&root);
        let built = Self { folder, root };
        built.build(jobs).well();
        built
    }

    fn build(&self, jobs: &str) -> Run {
        let mut command = xiangwei();
        command.args(["build", "--lang", "en", "--date", "2025-12-31", "--jobs", jobs, "--root"]).arg(&self.root);
        Run::of(command, self.public())
    }

    fn public(&self) -> PathBuf {
        self.root.join("public")
    }

    fn manifest(&self) -> String {
        fs::read_to_string(self.public().join(".xiangwei-manifest")).unwrap()
    }
}

fn sample(to: &Path) {
    for part in ["content", "data", "static"] {
        copy(&root().join(part), &to.join(part));
    }
    fs::copy(root().join("xiangwei.yaml"), to.join("xiangwei.yaml")).unwrap();
}

fn corpus(to: &Path) {
    Corpus { documents: 300, seed: 7 }.write(to).unwrap();
}

/// Builds the sources twice, in other folders and on other threads, and compares.
fn assert_the_same(sources: Sources) -> [Built; 2] {
    let built = [Built::new(sources, "一", "1"), Built::new(sources, "another/deeper", "2")];
    let trees = built.each_ref().map(|one| Tree::read(&one.public()));
    trees[0].assert_same(&trees[1], "another folder, another number of threads");
    assert_eq!(built[0].manifest(), built[1].manifest());
    assert!(!built[0].manifest().contains(built[0].folder.path().to_str().unwrap()), "the manifest names the folder");
    built
}

#[test]
fn the_sample_portal_is_the_same_everywhere() {
    assert_the_same(sample);
}

#[test]
fn a_portal_of_300_documents_is_the_same_everywhere() {
    assert_the_same(corpus);
}

#[test]
fn the_second_build_changes_nothing() {
    for sources in [sample as Sources, corpus] {
        let built = Built::new(sources, "site", "2");
        let manifest = built.manifest();
        let run = built.build("1").well();
        assert_eq!((run.count("written"), run.count("removed")), (0, 0), "{}", run.screen());
        assert_eq!(built.manifest(), manifest);
    }
}

#[test]
fn the_corpus_has_nothing_to_complain_of() {
    let run = Built::new(corpus, "site", "2").build("2").well();
    assert_eq!(run.count("documents"), 300);
    assert_eq!(run.err(), "");
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let backwards: Sources = |to| {
        let forwards = TempDir::new().unwrap();
        sample(forwards.path());
        for (path, bytes) in Tree::read(forwards.path()).0.into_iter().rev() {
            fs::create_dir_all(to.join(&path).parent().unwrap()).unwrap();
            fs::write(to.join(path), bytes).unwrap();
        }
    };
    let [one, other] = [Built::new(sample, "site", "2"), Built::new(backwards, "site", "2")];
    assert_eq!(one.manifest(), other.manifest());
}
