//! What a run that is under way has sent so far, on this machine: it is read when the run was broken off.

use super::deployed::{Deployed, line, unline};
use super::disk::{self, Done};
use super::release::File;
use crate::publish::{remove_file, unwritable};
use crate::trace::Fingerprint;
use std::fs;
use std::hash::{BuildHasher as _, Hasher as _, RandomState};
use std::io::Write as _;
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Mutex, PoisonError};

/// The journal of one run.
#[derive(Debug)]
pub(super) struct Journal {
    path: PathBuf,
    file: Mutex<fs::File>,
    /// What the run is called at the target.
    pub(super) run: Fingerprint,
}

impl Journal {
    /// Begins the journal of a new run.
    pub(super) fn begin(path: &FilePath) -> Done<Self> {
        let run = name();
        disk::write_whole(path, format!("{run}\n").as_bytes())?;
        let file = fs::File::options().append(true).open(path).map_err(|cause| unwritable(path, cause))?;
        Ok(Self { path: path.to_owned(), file: Mutex::new(file), run })
    }

    /// Notes that a file was sent.
    pub(super) fn note(&self, file: &File, stamp: Fingerprint) -> Done {
        let text = format!("{stamp}\t{}\n", line(&file.path));
        let mut journal = self.file.lock().unwrap_or_else(PoisonError::into_inner);
        journal.write_all(text.as_bytes()).map_err(|cause| unwritable(&self.path, cause))
    }

    /// The run is at its end.
    pub(super) fn close(self) -> Done {
        remove_file(&self.path)
    }
}

/// Makes sure again what a broken run had sent, as far as its journal is here.
pub(super) fn recall(path: &FilePath, deployed: &mut Deployed) -> Done {
    let Some(bytes) = disk::read_if_there(path)? else { return Ok(()) };
    let text = String::from_utf8_lossy(&bytes);
    // The last line may have been cut off.
    let whole = text.rfind('\n').map_or("", |end| &text[..end]);
    let mut lines = whole.split('\n');
    if deployed.run.is_none() || lines.next().and_then(Fingerprint::parse) != deployed.run {
        return Ok(());
    }
    for (stamp, file) in lines.filter_map(|line| line.split_once('\t')) {
        if let (Some(stamp), Some(known)) = (Fingerprint::parse(stamp), deployed.files.get_mut(&unline(file))) {
            *known = Some(stamp);
        }
    }
    Ok(())
}

/// A name that no other run has: by chance, since two machines may deploy to one target.
fn name() -> Fingerprint {
    let chance = || RandomState::new().build_hasher().finish().to_le_bytes();
    Fingerprint::of(&[chance(), chance()].concat())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_sent_is_recalled_for_its_own_run_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("journal");
        let stamp = Fingerprint::of(b"x");
        let journal = Journal::begin(&path).unwrap();
        journal.file.lock().unwrap().write_all(format!("{stamp}\ta%0Ab\n{stamp}\tc").as_bytes()).unwrap();
        let files = ["a\nb", "c", "d"].map(|path| (path.to_owned(), None));
        let mut mine = Deployed { files: files.into(), run: Some(journal.run), ..Deployed::default() };
        let mut other = Deployed { run: Some(name()), ..mine.clone() };
        recall(&path, &mut mine).unwrap();
        recall(&path, &mut other).unwrap();
        let sure = |deployed: &Deployed| deployed.files.values().filter(|stamp| stamp.is_some()).count();
        assert_eq!((sure(&mine), sure(&other)), (1, 0), "the line that was cut off is not believed");
        journal.close().unwrap();
        assert!(!path.exists());
    }
}
