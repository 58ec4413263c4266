//! Two builds of one site at once.

use super::dice::Dice;
use super::judge::{Judge, Verdict};
use super::scene::Scene;
use super::{Journal, corpus, edits, seed};
use crate::support::Run;
use std::process::{Child, Stdio};

const ROUNDS: usize = 6;

fn start(scene: &Scene) -> Child {
    scene.command("json").stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

/// Edits until the site builds.
fn edit(scene: &mut Scene, judge: &mut Judge, journal: &mut Journal) {
    let told: Vec<String> = (0..3).map(|_| edits::one(scene, edits::AUTHORS)).collect();
    journal.step(told.join("; "));
    if judge.would_fail(scene) {
        journal.step("put back, and a title changed".to_owned());
        judge.revert(scene);
        scene.set("content/_index.md", &["title", "标题"], Some("另一个首页"));
    }
}

/// Runs two builds at once, the second into the other output folder when asked; both end well.
fn both(scene: &mut Scene, apart: bool) {
    let one = start(scene);
    scene.manner.aside ^= apart;
    let other = start(scene);
    for child in [one, other] {
        Run::from_output(child.wait_with_output().unwrap(), scene.out()).well();
    }
}

fn round_after_round(name: &'static str, apart: bool) {
    let (mut scene, mut judge) = (Scene::new(corpus(), Dice::new(seed(), name)), Judge::new());
    let mut journal = Journal::new(name);
    assert_eq!(judge.compare(&scene), Verdict::Well);
    for _ in 0..ROUNDS {
        edit(&mut scene, &mut judge, &mut journal);
        both(&mut scene, apart);
        for _ in 0..=usize::from(apart) {
            judge.trust(&scene);
            // The two have left nothing to be written.
            assert_eq!(judge.compare_unwritten(&scene), Verdict::Well);
            scene.manner.aside ^= apart;
        }
    }
}

#[test]
fn into_one_folder() {
    round_after_round("into_one_folder", false);
}

#[test]
fn into_two_folders_with_one_store() {
    round_after_round("into_two_folders_with_one_store", true);
}
