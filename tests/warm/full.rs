//! A disk that is full: under the output folder, under the store, under everything.
//!
//! A small disk in memory is mounted for one shell alone (`unshare -m`), and filled up. Where that is not allowed, a
//! limit on the size of files stands for it; that is tried in any case.

use crate::support::{Run, Site, Tree, xiangwei};
use std::fs;
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// Builds; edits, fills the disk but for `$LEFT`, builds; makes room, builds. What is published after each, what it
/// said and its exit code are kept.
const SCRIPT: &str = r#"
set -u
mkdir -p "$SITE" "$DISK"
mount -t tmpfs -o size=6m tmpfs "$DISK" || exit 99
mkdir -p "$SITE"
cp -r "$SOURCES/." "$SITE/"
build() {
    "$PROGRAM" build --root "$SITE" --date 2024-12-31 --lang en >"$KEPT/$1.out" 2>"$KEPT/$1.err"
    echo $? >"$KEPT/$1.exit"
    mkdir "$KEPT/$1"
    (cd "$SITE/public" && tar -cf - --exclude=./filler .) | tar -xf - -C "$KEPT/$1"
}
build first
cp -r "$EDITED/." "$SITE/"
dd if=/dev/zero of="$DISK/filler" bs=4096 2>/dev/null
[ "$LEFT" = 0 ] || truncate -s "-$LEFT" "$DISK/filler"
build full
rm "$DISK/filler"
build after
"#;

/// A site, and the same with every document edited.
fn editions() -> [Site; 2] {
    ["一", "二"].map(|edition| {
        let site = Site::small("");
        for number in 0..60 {
            let body = format!("第{edition}版，正文{number}。\n\n").repeat(150);
            site.write(&format!("content/n{number}.md"), format!("---\ntitle: 第{number}篇{edition}\n---\n\n{body}"));
        }
        site
    })
}

/// What was kept of one build of the script.
struct Kept {
    exit: i32,
    err: String,
    tree: Tree,
}

fn kept(folder: &TempDir, name: &str) -> Kept {
    let text = |ending: &str| fs::read_to_string(folder.path().join(format!("{name}.{ending}"))).unwrap();
    Kept { exit: text("exit").trim().parse().unwrap(), err: text("err"), tree: Tree::read(&folder.path().join(name)) }
}

/// Runs the script with a small disk at this place of the site, `left` bytes free on it; nothing when this machine lets
/// us mount no disk.
fn on_a_small_disk(place: &str, left: &str, editions: &[Site; 2]) -> Option<[Kept; 3]> {
    let (folder, results) = (TempDir::new().unwrap(), TempDir::new().unwrap());
    let site = folder.path().join("site");
    let mut command = Command::new("unshare");
    command.args(["-m", "sh", "-c", SCRIPT]).stdin(Stdio::null());
    command.env("SITE", &site).env("DISK", site.join(place)).env("KEPT", results.path()).env("LEFT", left);
    command.env("SOURCES", editions[0].root()).env("EDITED", editions[1].root()).env("PROGRAM", program());
    let output = command.output().ok()?;
    let done = results.path().join("after.exit").exists();
    assert!(done || output.status.code() != Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    done.then(|| ["first", "full", "after"].map(|name| kept(&results, name)))
}

fn program() -> std::ffi::OsString {
    xiangwei().get_program().to_owned()
}

/// One sentence that says what could not be written.
#[track_caller]
fn assert_one_sentence(exit: i32, err: &str) {
    assert_eq!((exit, err.lines().count()), (2, 1), "one sentence, and exit 2: {err}");
    assert!(err.contains("cannot write") && err.contains("os error"), "{err}");
}

/// The disk is full under `place`, where everything that is published passes through.
fn output_is_full(place: &str) {
    let editions = editions();
    let cold = editions.each_ref().map(|site| site.fresh_build());
    for left in ["0", "8192", "65536", "262144"] {
        let Some([first, full, after]) = on_a_small_disk(place, left, &editions) else {
            return files_may_not_grow();
        };
        first.tree.assert_same(&cold[0], "before the disk was full");
        assert_one_sentence(full.exit, &full.err);
        full.tree.assert_same(&cold[0], "while the disk is full the site stays as it was");
        assert_eq!(after.exit, 0, "{}", after.err);
        after.tree.assert_same(&cold[1], "after there was room again");
    }
}

#[test]
fn under_the_output() {
    output_is_full("public");
}

#[test]
fn under_everything() {
    output_is_full(".");
}

/// A store that cannot be written may stop the build, or be told and done without; the site is whole in either case.
#[test]
fn under_the_store() {
    let editions = editions();
    let cold = editions.each_ref().map(|site| site.fresh_build());
    for left in ["0", "4096", "65536"] {
        let Some([first, full, after]) = on_a_small_disk(".xiangwei", left, &editions) else {
            return files_may_not_grow();
        };
        first.tree.assert_same(&cold[0], "before the disk was full");
        if full.exit == 0 {
            full.tree.assert_same(&cold[1], "the build ended well");
        } else {
            assert_one_sentence(full.exit, &full.err);
            let whole = cold.contains(&full.tree);
            assert!(whole, "while the disk is full the site is that of before or of after");
        }
        assert_eq!(after.exit, 0, "{}", after.err);
        after.tree.assert_same(&cold[1], "after there was room again");
    }
}

/// Builds with a limit on the size of files, in blocks of 512 bytes.
fn limited(site: &Site, blocks: &str) -> Run {
    let mut command = Command::new("sh");
    command.args(["-c", "trap '' XFSZ; ulimit -f \"$0\"; exec \"$@\"", blocks]).stdin(Stdio::null());
    let build = site.command(&[]);
    command.arg(build.get_program()).args(build.get_args());
    Run::of(command, site.path("public"))
}

/// The documents' pages are longer than the limit; some pages are not.
#[test]
fn files_may_not_grow() {
    let editions = editions();
    let cold = editions.each_ref().map(|site| site.fresh_build());
    let site = editions[0].fresh();
    site.build().well();
    crate::support::copy(&editions[1].path("content"), &site.path("content"));
    for blocks in ["0", "1", "4", "8"] {
        let run = limited(&site, blocks);
        assert_one_sentence(run.exit(), run.err());
        site.published().assert_same(&cold[0], "while files may not grow the site stays as it was");
    }
    site.build().well();
    site.published().assert_same(&cold[1], "after files may grow again");
}
