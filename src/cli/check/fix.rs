//! `xiangwei check --fix`: what is certain is put right, after it was shown.

use super::super::screen::Screen;
use crate::audit::report::Report;
use crate::audit::{Mended, mend};
use crate::diag::{Diagnostic, Failure, Sources};
use crate::law::personal::mask;
use crate::publish::rewrite;
use crate::world::World;
use std::io::IsTerminal as _;

/// Whether the person is asked before files are written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Consent {
    /// On a terminal; elsewhere nothing is written.
    Asked,
    /// It was given with the command.
    Given,
}

/// What became of the files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mending {
    /// They are as they were.
    None,
    /// Some are others now.
    Written,
}

/// Shows what would be put right, and writes it when the person agrees.
pub(super) fn fix(report: &Report, world: &World, (consent, screen): (Consent, Screen)) -> Result<Mending, Failure> {
    let told: Vec<&Diagnostic> = report.findings.iter().map(|finding| &finding.told).collect();
    let mended = mend(&told, |path| world.source(path));
    if mended.is_empty() {
        screen.tell(screen.say("没有可以自动改正的写法\n", "there is nothing that can be put right by itself\n"));
        return Ok(Mending::None);
    }
    mended.iter().for_each(|one| screen.tell(&difference(one)));
    if !agrees(consent, screen) {
        return Ok(Mending::None);
    }
    for one in &mended {
        write(world, one)?;
    }
    let lines: usize = mended.iter().map(|one| one.lines.len()).sum();
    let files = mended.len();
    let (zh, en) =
        (format!("改了 {files} 个文件 {lines} 行\n"), format!("{lines} lines of {files} files are put right\n"));
    screen.tell(screen.say(&zh, &en));
    Ok(Mending::Written)
}

/// The lines that change, as `diff -u0` shows them.
fn difference(mended: &Mended) -> String {
    let path = &mended.path;
    let lines =
        mended.lines.iter().map(|(number, before, after)| format!("@@ -{number} +{number} @@\n-{before}\n+{after}\n"));
    mask(&format!("--- {path}\n+++ {path}\n{}", lines.collect::<String>())).into_owned()
}

fn agrees(consent: Consent, screen: Screen) -> bool {
    if consent == Consent::Given {
        return true;
    }
    if !std::io::stdin().is_terminal() {
        screen.tell(screen.say("没有写入；加 --yes 写入\n", "nothing was written; add --yes to write it\n"));
        return false;
    }
    screen.tell(screen.say("写入这些改动？[y/N] ", "write these changes? [y/N] "));
    let mut answer = String::new();
    std::io::stdin().read_line(&mut answer).is_ok()
        && ["y", "yes", "是"].contains(&answer.trim().to_lowercase().as_str())
}

/// A byte-order mark, which is no part of a source's text, stays.
fn write(world: &World, mended: &Mended) -> Result<(), Failure> {
    const MARK: &[u8] = "\u{feff}".as_bytes();
    let had_mark = world.bytes(&mended.path)?.is_some_and(|bytes| bytes.starts_with(MARK));
    let bytes = [if had_mark { MARK } else { &[] }, mended.text.as_bytes()].concat();
    world.file(&mended.path).map_or(Ok(()), |file| rewrite(&file, &bytes))
}
