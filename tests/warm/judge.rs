//! The judgement: what a warm build says and publishes is what a cold build of the same sources would.
//!
//! What may differ is worked out from the output folder as it was before: a file of ours that somebody changed by hand
//! is kept aside and told, a foreign file stays, one that stands where we must write stops everything.

use super::keeper::Keeper;
use super::scene::{Options, SOURCES, Scene};
use crate::support::{Run, Site, Told, Tree};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Stdio;

/// The list of what is ours in an output folder.
const MANIFEST: &str = ".xiangwei-manifest";
/// What only a build into an older output folder can say.
const OWN: [&str; 2] = ["foreign-file", "changed-by-hand"];

/// Compares builds of one scene, one after the other.
pub(crate) struct Judge {
    /// A fresh copy of the sources, always built cold.
    mirror: Site,
    mirrored: Tree,
    keeper: Keeper,
    /// What was last published in each output folder.
    ours: BTreeMap<PathBuf, Tree>,
    /// The sources of the last build that found no error.
    good: Tree,
    /// The options of that build.
    good_options: Option<Options>,
}

/// An output folder as it was before a build.
struct Before {
    files: Tree,
    manifest: Option<Vec<u8>>,
    /// What we published there, as far as the manifest still tells.
    ours: Tree,
}

/// What a build must have come to.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Verdict {
    /// It published.
    Well,
    /// An error of the author's stopped it.
    Fault,
    /// Foreign files stood in the way.
    InTheWay,
}

impl Judge {
    pub(crate) fn new() -> Self {
        let (mirrored, good) = (Tree(BTreeMap::new()), Tree(BTreeMap::new()));
        Self {
            mirror: Site::in_memory(),
            mirrored,
            keeper: Keeper::new(),
            ours: BTreeMap::new(),
            good,
            good_options: None,
        }
    }

    /// Builds the scene's site as it is, and compares with a cold build.
    pub(crate) fn compare(&mut self, scene: &Scene) -> Verdict {
        self.copy_sources(scene);
        let before = self.before(scene);
        let (warm, cold, manifest) = self.build(scene);
        self.keeper.compare(scene, &self.mirror, (cold.1.exit() == 0).then_some(&cold.0));
        let clashes = before.clashes(&cold.0, cold.1.exit());
        let by_hand = if clashes.is_empty() { before.by_hand(&cold.0, cold.1.exit()) } else { BTreeSet::new() };
        assert_said((scene, &self.mirror), (&warm, &cold.1), &[clashes.clone(), by_hand]);
        if cold.1.exit() != 0 || !clashes.is_empty() {
            before.assert_untouched(&scene.out());
            return if clashes.is_empty() { Verdict::Fault } else { Verdict::InTheWay };
        }
        before.assert_published(scene, &cold.0, &warm);
        assert_eq!(fs::read(scene.out().join(MANIFEST)).ok(), manifest, "the manifest differs from a cold build's");
        assert_cleared(&scene.out());
        self.ours.insert(scene.out(), cold.0);
        self.good = self.mirrored.clone();
        self.good_options = Some(scene.options.clone());
        Verdict::Well
    }

    /// After a build that was killed: everything that stands in the output folder is ours, of this build or of others.
    pub(crate) fn trust(&mut self, scene: &Scene) {
        self.ours.insert(scene.out(), Tree::read(&scene.out()));
    }

    /// The same as [`compare`](Self::compare) of a build that has nothing to write.
    pub(crate) fn compare_unwritten(&mut self, scene: &Scene) -> Verdict {
        let before = Tree::read(&scene.out());
        let verdict = self.compare(scene);
        before.assert_same(&Tree::read(&scene.out()), "nothing was left to be written");
        verdict
    }

    /// Whether a build of the sources as they are finds an error.
    pub(crate) fn would_fail(&mut self, scene: &Scene) -> bool {
        self.copy_sources(scene);
        let out = self.mirror.path("public");
        scene.cold_command(&self.mirror, &out, "json").output().unwrap().status.code() != Some(0)
    }

    /// Puts the sources and the options back to those of the last build without an error.
    pub(crate) fn revert(&self, scene: &mut Scene) {
        scene.spoiled.clear();
        scene.options = self.good_options.clone().expect("a walk begins with a build without an error");
        let now = sources(scene);
        for path in now.paths().into_iter().filter(|path| !self.good.0.contains_key(*path)) {
            scene.site.remove(path);
        }
        for (path, bytes) in self.good.0.iter().filter(|(path, bytes)| now.0.get(*path) != Some(bytes)) {
            if scene.site.path(path).is_dir() {
                fs::remove_dir_all(scene.site.path(path)).unwrap();
            }
            scene.site.write(path, bytes);
        }
    }

    /// Brings the mirror to the sources as they are.
    fn copy_sources(&mut self, scene: &Scene) {
        let now = sources(scene);
        for path in self.mirrored.paths().into_iter().filter(|path| !now.0.contains_key(*path)) {
            self.mirror.remove(path);
            remove_emptied(self.mirror.root(), path);
        }
        for (path, bytes) in now.0.iter().filter(|(path, bytes)| self.mirrored.0.get(*path) != Some(bytes)) {
            self.mirror.write(path, bytes);
        }
        self.mirrored = now;
    }

    fn before(&self, scene: &Scene) -> Before {
        let manifest = fs::read(scene.out().join(MANIFEST)).ok();
        let known = manifest.as_ref().is_some_and(|bytes| bytes.starts_with(b"xiangwei-manifest"));
        let ours = self.ours.get(&scene.out()).filter(|_| known).cloned();
        Before { files: Tree::read(&scene.out()), manifest, ours: ours.unwrap_or(Tree(BTreeMap::new())) }
    }

    /// Runs both builds at once: the warm run, the cold tree with its run, the cold manifest.
    fn build(&self, scene: &Scene) -> (Run, (Tree, Run), Option<Vec<u8>>) {
        let out = self.mirror.path("public");
        fs::remove_dir_all(&out).unwrap_or_default();
        fs::remove_dir_all(self.mirror.path(".xiangwei")).unwrap_or_default();
        let commands = [scene.command("json"), scene.cold_command(&self.mirror, &out, "json")];
        let children =
            commands.map(|mut command| command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap());
        let [warm, cold] = children.map(|child| child.wait_with_output().unwrap());
        let manifest = fs::read(out.join(MANIFEST)).ok();
        let (warm, cold) = (Run::from_output(warm, scene.out()), Run::from_output(cold, out.clone()));
        (warm, (Tree::read(&out), cold), manifest)
    }
}

/// The sources of a scene.
fn sources(scene: &Scene) -> Tree {
    let read = |path: String| {
        let bytes = fs::read(scene.site.path(&path)).unwrap();
        (path, bytes)
    };
    Tree(scene.sources().into_iter().map(read).collect())
}

/// Removes the folders that a file left empty; a source folder itself stays.
fn remove_emptied(root: &Path, path: &str) {
    for folder in Path::new(path).ancestors().skip(1) {
        let is_top = SOURCES.iter().any(|one| Path::new(one) == folder);
        if is_top || fs::remove_dir(root.join(folder)).is_err() {
            return;
        }
    }
}

/// The output folder is swept: no stage, nothing half done, of our own book-keeping the manifest alone.
#[track_caller]
fn assert_cleared(out: &Path) {
    let names = |folder: &Path| fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name());
    let within = names(out).filter(|name| name.to_string_lossy().starts_with(".xiangwei") && name != MANIFEST);
    let beside = names(out.parent().unwrap()).filter(|name| name.to_string_lossy().contains("xiangwei-stage"));
    assert_eq!(within.chain(beside).collect::<Vec<_>>(), [""; 0], "left in or beside {}", out.display());
}

impl Before {
    /// The foreign files that stand where the cold build has other bytes.
    fn clashes(&self, cold: &Tree, exit: i32) -> BTreeSet<String> {
        let foreign = |path: &&String| self.files.0.contains_key(*path) && !self.ours.0.contains_key(*path);
        let other = |path: &&String| cold.0[*path] != self.files.0[*path];
        let clashes = cold.0.keys().filter(|_| exit == 0).filter(foreign).filter(other);
        clashes.cloned().collect()
    }

    /// What somebody changed by hand, and the build would have to overwrite or remove.
    fn by_hand(&self, cold: &Tree, exit: i32) -> BTreeSet<String> {
        let changed = |(path, bytes): &(&String, &Vec<u8>)| {
            self.ours.0.get(*path).is_some_and(|ours| ours != *bytes) && cold.0.get(*path) != Some(bytes)
        };
        self.files.0.iter().filter(|_| exit == 0).filter(changed).map(|(path, _)| path.clone()).collect()
    }

    #[track_caller]
    fn assert_untouched(&self, out: &Path) {
        Tree::read(out).assert_same(&self.files, "nothing may be published with an error, before and after");
        assert_eq!(fs::read(out.join(MANIFEST)).ok(), self.manifest, "the manifest was changed with an error");
    }

    /// The cold tree is published, and what was foreign is still there.
    #[track_caller]
    fn assert_published(&self, scene: &Scene, cold: &Tree, warm: &Run) {
        let foreign = self.files.0.iter().filter(|(path, _)| !self.ours.0.contains_key(*path));
        let mut expected: BTreeMap<String, Vec<u8>> =
            foreign.map(|(path, bytes)| (path.clone(), bytes.clone())).collect();
        expected.extend(cold.0.clone());
        Tree::read(&scene.out()).assert_same(&Tree(expected), "warm and cold");
        self.assert_kept(scene, cold);
        self.assert_counted(cold, warm);
    }

    /// What was changed by hand was kept aside, byte for byte.
    #[track_caller]
    fn assert_kept(&self, scene: &Scene, cold: &Tree) {
        let by_hand = self.by_hand(cold, 0);
        if by_hand.is_empty() {
            return;
        }
        let mut kept = Tree::read(&scene.site.path(".xiangwei/kept"));
        kept.0.extend(Tree::read(&scene.store().join("kept")).0);
        for path in by_hand {
            let is_it = |(name, bytes): (&String, &Vec<u8>)| {
                name.strip_prefix(&path).is_some_and(|rest| rest.starts_with('.')) && *bytes == self.files.0[&path]
            };
            assert!(kept.0.iter().any(is_it), "{path} was changed by hand and not kept; kept: {:?}", kept.paths());
        }
    }

    /// The summary counts what was done.
    #[track_caller]
    fn assert_counted(&self, cold: &Tree, warm: &Run) {
        let written = cold.0.iter().filter(|(path, bytes)| self.files.0.get(*path) != Some(bytes)).count();
        let gone = |path: &&String| self.files.0.contains_key(*path) && !cold.0.contains_key(*path);
        let removed = self.ours.0.keys().filter(gone).count();
        let changes = &warm.summary()["changes"];
        let counts = ["written", "unchanged", "removed"].map(|name| changes[name].as_u64().unwrap_or(u64::MAX));
        let expected = [written, cold.0.len() - written, removed].map(|count| count as u64);
        assert_eq!(counts, expected, "written, unchanged, removed: {}", warm.screen());
    }
}

/// Both builds say the same, but for what only the warm one can know.
#[track_caller]
fn assert_said((scene, mirror): (&Scene, &Site), (warm, cold): (&Run, &Run), own: &[BTreeSet<String>; 2]) {
    let exit = if own[0].is_empty() { cold.exit() } else { 1 };
    assert_eq!(warm.exit(), exit, "exit codes\n--- warm\n{}--- cold\n{}", warm.screen(), cold.screen());
    if cold.exit() == 2 {
        let named = |run: &Run, site: &Site| run.err().replace(site.root().to_str().unwrap(), "SITE");
        return assert_eq!(named(warm, &scene.site), named(cold, mirror), "what is said when it could not run");
    }
    let only_warm = |one: &Told| OWN.contains(&one.code()) || (scene.store_touched && is_of_the_store(one));
    let (alone, told): (Vec<Told>, Vec<Told>) = warm.told().into_iter().partition(only_warm);
    assert_eq!(told, cold.told(), "diagnostics, warm and cold\n{}\n{}", warm.screen(), cold.screen());
    assert_eq!(warm.err(), cold.err(), "standard error");
    if cold.exit() == 0 {
        assert_eq!(OWN.map(|code| paths(&alone, code)), *own, "{OWN:?}");
    }
    for count in ["documents", "pages", "scheduled"] {
        assert_eq!(warm.summary()[count], cold.summary()[count], "{count}: {}", warm.screen());
    }
}

/// The files of which a code was told.
fn paths(told: &[Told], code: &str) -> BTreeSet<String> {
    told.iter().filter(|one| one.code() == code).map(|one| one.path.clone()).collect()
}

/// Whether a diagnostic is about the store itself.
fn is_of_the_store(told: &Told) -> bool {
    ["store", "cache"].iter().any(|word| told.code().starts_with(word))
}
