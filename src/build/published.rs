//! What the last build published, for whoever sends it on.

use super::memory::{self, Found};
use crate::diag::{Failure, Path};
use crate::output::Manifest;
use crate::portal::{Drafts, Portal, Scheduled};
use crate::publish::{Lock, MANIFEST, holds, is_settled, manifest, stands};
use crate::say;
use crate::trace::Fingerprint;
use crate::world::{Cache, Stat, World};
use rayon::prelude::*;
use std::path::{Path as FilePath, PathBuf};
use std::sync::Arc;

/// A site as it was last published: the portal and the files. Nobody else builds it while this is held.
#[derive(Debug)]
pub struct Published {
    /// The portal, as of the build's date and without the texts of its documents.
    pub portal: Arc<Portal>,
    /// The files.
    pub manifest: Manifest,
    /// The folder in which they stand.
    pub out: PathBuf,
    /// What the system told of them when they were published.
    outputs: Vec<(Path, Stat)>,
    lock: Lock,
}

impl Published {
    /// The site in the folder `root`, with `out` and `cache` as they were given to the build. `waiting` is told of
    /// another run that is at work in it.
    ///
    /// # Errors
    /// When nothing was built, when a build did not come to its end, and when what was built is not for the public:
    /// drafts, documents of days to come.
    pub fn open(
        root: &FilePath,
        (out, cache): (Option<&FilePath>, Option<&FilePath>),
        waiting: impl FnOnce(),
    ) -> Result<Self, Failure> {
        let world = Arc::new(World::open(root)?);
        let out = out.map_or_else(|| world.root().join("public"), FilePath::to_owned);
        let lock = Lock::take(&world.state_folder(), &out, waiting)?;
        let cache = Cache::at(&cache.map_or_else(|| lock.state().join("cache"), FilePath::to_owned));
        let Found::Head(shelved) = memory::load(&cache) else { return Err(unbuilt(&out)) };
        let Some(memory) = shelved.open(&cache) else { return Err(unbuilt(&out)) };
        let asked = &memory.head.asked;
        let is_here = std::path::absolute(&out).is_ok_and(|out| out.to_string_lossy() == asked.out.as_str());
        if !is_here || !is_settled(&out) {
            return Err(unbuilt(&out));
        }
        if asked.when.drafts == Drafts::Built || asked.when.scheduled == Scheduled::Built {
            return Err(Failure::own(say!(
                "生成时带了 --drafts 或 --future，里面有不该公开的内容；重新运行 xiangwei build",
                "the site was built with --drafts or --future and holds what is not for the public; run xiangwei build again"
            )));
        }
        let portal = memory.portal(&world);
        Ok(Self { portal, manifest: manifest(&out), out, outputs: memory.head.outputs, lock })
    }

    /// The site's `.xiangwei/`.
    #[must_use]
    pub fn state(&self) -> &FilePath {
        self.lock.state()
    }

    /// The files that are not what the build made: changed since, or gone. A site with none is whole.
    ///
    /// # Errors
    /// When a file cannot be read.
    pub fn differing(&self) -> Result<Vec<String>, Failure> {
        let known = |path: &str| {
            let at = self.outputs.binary_search_by(|(known, _)| (**known).cmp(path)).ok()?;
            Some(self.outputs[at].1)
        };
        let differs = |path: &str, hash: Option<Fingerprint>| -> Result<bool, Failure> {
            let stands = stands(&self.out, path);
            Ok((stands.is_none() || stands != known(path)) && (hash.is_none() || holds(&self.out, path)? != hash))
        };
        let paths: Vec<&Path> = self.manifest.paths().collect();
        let check = |path: &&Path| match differs(path, self.manifest.get(path).map(|entry| entry.hash)) {
            Ok(true) => Some(Ok(path.to_string())),
            Ok(false) => None,
            Err(failure) => Some(Err(failure)),
        };
        let mut found: Vec<String> = paths.par_iter().filter_map(check).collect::<Result<_, _>>()?;
        if differs(MANIFEST, None)? {
            found.push(MANIFEST.to_owned());
        }
        Ok(found)
    }
}

fn unbuilt(out: &FilePath) -> Failure {
    let out = out.display();
    Failure::own(say!(
        "{out} 里没有完整的网站；先运行 xiangwei build",
        "there is no whole site in {out}; run xiangwei build first"
    ))
}
