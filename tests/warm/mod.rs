//! A warm build gives what a cold build gives: the same bytes, the same words, the same exit code.
//!
//! Random edits are done to a site, some at a time (`edits`), and after each step the site is built where it was built
//! before, and a fresh copy of its sources beside it; `judge` compares the two. `precise` says how much a warm build
//! may make, `killed`, `full` and `twice` disturb it. All of it knows the program by its command line alone.
//!
//! The same seed gives the same steps; a test that fails prints them.
//!
//! ```text
//! WARM_SEED=7 WARM_STEPS=500 cargo test --test all warm::a_corpus      another walk, a longer one
//! WARM_DOCUMENTS=2000 WARM_STEPS=100 cargo test --test all warm::a_corpus      a larger portal
//! WARM_KILLS=200 cargo test --test all warm::killed      more kills
//! WARM_KEEP=1      leave the site's folder when a test fails, and say where it is
//! ```

mod dice;
mod edits;
mod found;
mod full;
mod judge;
mod keeper;
mod killed;
mod matter;
mod precise;
mod scene;
mod twice;
mod wide;

pub(crate) use precise::assert_made;

use crate::corpus::Corpus;
use crate::support::{Site, golden_sites, tests};
use dice::Dice;
use judge::{Judge, Verdict};
use scene::Scene;
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// How many steps a golden site is taken through.
const STEPS: usize = 24;
/// The same for the corpus, which has more to be changed.
const CORPUS_STEPS: usize = 80;
/// After so many builds in turn that found an error everything is put back.
const PATIENCE: usize = 4;

/// Builds a site again; what was made. What is published is what a cold build gives.
#[track_caller]
pub(crate) fn made_again(site: &Site, arguments: &[&str]) -> BTreeSet<String> {
    precise::again(site, arguments).0
}

macro_rules! sites {
    ($($name:ident)*) => {
        $(#[test] fn $name() { golden(stringify!($name)); })*

        #[test]
        fn every_golden_site_is_walked() {
            let folders = std::fs::read_dir(tests().join("sites")).unwrap();
            let names = folders.map(|entry| entry.unwrap().file_name().into_string().unwrap());
            let missing: Vec<String> = names.filter(|name| name != "_theme" && ![$(stringify!($name)),*].contains(&name.as_str())).collect();
            assert_eq!(missing, [""; 0]);
        }
    };
}

golden_sites!(sites);

fn golden(name: &'static str) {
    let site = Site::like(&tests().join("sites").join(name).join("input"));
    Walk::new(name, site).go(number("WARM_STEPS").unwrap_or(STEPS));
}

#[test]
fn a_corpus() {
    Walk::new("a_corpus", corpus()).go(number("WARM_STEPS").unwrap_or(CORPUS_STEPS));
}

#[test]
fn a_corpus_another_way() {
    Walk::new("a_corpus_another_way", corpus()).go(number("WARM_STEPS").unwrap_or(CORPUS_STEPS));
}

/// The corpus of the measurements, of few documents unless more are asked for.
fn corpus() -> Site {
    let site = Site::from("");
    let documents = number("WARM_DOCUMENTS").unwrap_or(60);
    Corpus { documents, seed: 7 }.write(site.root()).unwrap();
    site
}

/// A number that the environment gives.
fn number(name: &str) -> Option<usize> {
    std::env::var(name).ok().map(|text| text.parse().unwrap_or_else(|_| panic!("{name} is not a number: {text}")))
}

/// What the throws of a test begin with.
fn seed() -> u64 {
    number("WARM_SEED").map_or(1, |seed| seed as u64)
}

/// One site taken from step to step.
struct Walk {
    scene: Scene,
    judge: Judge,
    journal: Journal,
    /// How many builds in turn found an error.
    stuck: usize,
}

impl Walk {
    fn new(name: &'static str, site: Site) -> Self {
        let mut scene = Scene::new(site, Dice::new(seed(), name));
        scene.site.keep_when_asked();
        Self { scene, judge: Judge::new(), journal: Journal::new(name), stuck: 0 }
    }

    /// So many steps, after a first build of the site as it is.
    fn go(&mut self, steps: usize) {
        assert_eq!(self.judge.compare(&self.scene), Verdict::Well, "the site itself has an error");
        for _ in 0..steps {
            let told = if self.stuck > 0 && self.scene.dice.percent(60) { self.mend() } else { self.edit() };
            self.journal.step(told);
            let verdict = self.judge.compare(&self.scene);
            self.journal.verdict(&verdict);
            self.settle(&verdict);
        }
        self.journal.close();
    }

    /// One edit, now and then two or three.
    fn edit(&mut self) -> String {
        let count = self.scene.dice.one(&[1, 1, 1, 1, 1, 1, 1, 2, 2, 3]);
        let told: Vec<String> = (0..count).map(|_| edits::one(&mut self.scene, edits::ALL)).collect();
        told.join("; ")
    }

    /// What was spoiled is put right; when that was not it, everything is put back.
    fn mend(&mut self) -> String {
        if !self.scene.spoiled.is_empty() && self.stuck < PATIENCE {
            self.scene.mend();
            return "mended".to_owned();
        }
        self.judge.revert(&mut self.scene);
        "put back as it was when it last was well".to_owned()
    }

    /// After a build: what holds for one build alone ends.
    fn settle(&mut self, verdict: &Verdict) {
        // A build that an error stops early has not looked at the store.
        self.scene.store_touched &= *verdict == Verdict::Fault;
        self.scene.manner.force = false;
        self.stuck = if *verdict == Verdict::Fault { self.stuck + 1 } else { 0 };
        if *verdict == Verdict::InTheWay {
            // As a person would who is told of files in the way: they are moved off.
            std::fs::remove_dir_all(self.scene.out()).unwrap();
            self.journal.step("the output folder is cleared of what was in the way".to_owned());
        }
    }
}

/// What was done so far; it is printed when a test fails.
struct Journal {
    name: &'static str,
    text: String,
    steps: usize,
    counts: [usize; 3],
}

impl Journal {
    fn new(name: &'static str) -> Self {
        Self { name, text: String::new(), steps: 0, counts: [0; 3] }
    }

    fn step(&mut self, told: String) {
        self.steps += 1;
        writeln!(self.text, "{:>4}  {told}", self.steps).unwrap();
    }

    fn verdict(&mut self, verdict: &Verdict) {
        let at = match verdict {
            Verdict::Well => 0,
            Verdict::Fault => 1,
            Verdict::InTheWay => 2,
        };
        self.counts[at] += 1;
    }

    /// A walk in which most builds fail shows little.
    fn close(&self) {
        let [well, faults, in_the_way] = self.counts;
        if std::env::var_os("WARM_TELL").is_some() {
            eprintln!("{}: {well} well, {faults} with faults, {in_the_way} in the way\n{}", self.name, self.text);
        }
        assert!(well * 2 >= faults, "{}: {well} builds were well, {faults} were not", self.name);
    }
}

impl Drop for Journal {
    fn drop(&mut self) {
        if std::thread::panicking() {
            eprintln!("{}, WARM_SEED={}, the last step failed:\n{}", self.name, seed(), self.text);
        }
    }
}
