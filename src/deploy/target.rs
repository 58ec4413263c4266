//! A target of the settings, open: the same steps whatever its way.

use super::deployed::Deployed;
use super::folder::Folder;
use super::plan::Plan;
use super::release::{MANIFEST, Release};
use super::remote::{Bucket, Remote, Secrets, Sending, Ssh, hold};
use crate::config::{DeployTarget, Way};
use crate::diag::Failure;
use crate::say;
use crate::trace::Fingerprint;
use crate::world::World;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use std::fs::File;
use std::path::{Path as FilePath, PathBuf};

/// Who is told how far it is.
pub trait Progress: Sync {
    /// One more file was sent, of so many.
    fn sent(&self, of: usize);
}

/// What a look at the target found.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Checked {
    /// Files of ours that are gone or other ones; they will be sent again.
    pub wrong: Vec<String>,
    /// Files that are not ours; they stay.
    pub foreign: Vec<String>,
}

/// A target, open.
pub struct Target {
    place: Place,
    kept: PathBuf,
}

enum Place {
    /// With the lock, once something is to be done.
    Folder(Folder, Option<File>),
    /// With the lock that is held as long as it is spoken to.
    Remote { remote: Box<dyn Remote>, _lock: File },
}

impl Target {
    /// Opens a target of a site that was built in `out`, and changes nothing there; `secrets` are there when it is a
    /// bucket, and so many requests may be under way at one time.
    ///
    /// # Errors
    /// When it cannot be reached in the way that the settings tell.
    pub fn open(
        target: &DeployTarget,
        (world, out): (&World, &FilePath),
        (secrets, jobs): (Option<Secrets>, usize),
    ) -> Result<Self, Failure> {
        let name = Some(utf8_percent_encode(&target.name, NON_ALPHANUMERIC).to_string());
        // Disks take names of 255 bytes.
        let name = name.filter(|name| name.len() < 200);
        let name = name.unwrap_or_else(|| Fingerprint::of(target.name.as_bytes()).to_string());
        let kept = world.state_folder().join("deploy/targets").join(name);
        let root = world.root();
        let place = match &target.way {
            Way::Folder(way) => Place::Folder(Folder::open(way, (world, out))?, None),
            Way::Ssh(way) => Place::Remote { remote: Box::new(Ssh::new(way, root, &kept)?), _lock: hold(&kept)? },
            Way::Bucket(way) => {
                let secrets = secrets
                    .ok_or_else(|| Failure::own(say!("没有这个存储桶的密钥", "there is no key for this bucket")))?;
                Place::Remote { remote: Box::new(Bucket::new(way, secrets, jobs)?), _lock: hold(&kept)? }
            }
        };
        Ok(Self { place, kept })
    }

    /// Takes it for this run alone: whoever changes something there must.
    ///
    /// # Errors
    /// When another run is at work there.
    pub fn hold(&mut self) -> Result<(), Failure> {
        if let Place::Folder(folder, lock) = &mut self.place {
            *lock = Some(folder.hold()?);
        }
        Ok(())
    }

    fn sending<'a>(&self, remote: &'a dyn Remote) -> Sending<'a> {
        Sending::new(remote, &self.kept)
    }

    /// What it holds of ours, as far as was written down.
    ///
    /// # Errors
    /// When that cannot be read.
    pub fn deployed(&self) -> Result<Deployed, Failure> {
        match &self.place {
            Place::Folder(folder, _) => folder.deployed(),
            Place::Remote { remote, .. } => self.sending(&**remote).deployed(),
        }
    }

    /// The list of what it shows (`manifest.json`); nothing when nothing was sent yet.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn online(&self) -> Result<Option<Vec<u8>>, Failure> {
        match &self.place {
            Place::Folder(folder, _) => folder.online(),
            Place::Remote { remote, .. } => remote.fetch(MANIFEST),
        }
    }

    /// Looks at what it really holds.
    ///
    /// # Errors
    /// When it cannot be listed.
    pub fn check(&self, deployed: &mut Deployed, release: &Release) -> Result<Checked, Failure> {
        let (wrong, foreign) = match &self.place {
            Place::Folder(folder, _) => folder.check(deployed)?,
            Place::Remote { remote, .. } => self.sending(&**remote).check(deployed, release)?,
        };
        Ok(Checked { wrong, foreign })
    }

    /// What will be done.
    #[must_use]
    pub fn plan<'f>(&self, release: &'f Release, deployed: &Deployed) -> Plan<'f> {
        match &self.place {
            Place::Folder(folder, _) => folder.plan(release, deployed),
            Place::Remote { remote, .. } => self.sending(&**remote).plan(release, deployed),
        }
    }

    /// Does what was planned, and tells of the files that are not ours and came along, where that is needed.
    ///
    /// # Errors
    /// When it was broken off; another run goes on.
    pub fn run(
        &self,
        release: &Release,
        plan: &Plan<'_>,
        deployed: Deployed,
        progress: &dyn Progress,
    ) -> Result<Vec<String>, Failure> {
        match &self.place {
            Place::Remote { .. } if plan.is_empty() && deployed.run.is_none() => Ok(Vec::new()),
            Place::Folder(folder, _) if plan.is_empty() => folder.forget().map(|()| Vec::new()),
            Place::Folder(folder, _) => folder.run(release, plan, &deployed, progress),
            Place::Remote { remote, .. } => {
                self.sending(&**remote).run(release, plan, deployed, progress).map(|()| Vec::new())
            }
        }
    }

    /// Goes back to what was there before, and tells its number.
    ///
    /// # Errors
    /// When nothing earlier is kept.
    pub fn roll_back(&self) -> Result<u64, Failure> {
        match &self.place {
            Place::Folder(folder, _) => folder.roll_back(),
            Place::Remote { .. } => Err(Failure::own(say!(
                "只有文件夹目标保留从前的各代；这个目标请取回从前的源文件，重新生成并部署",
                "only a folder keeps earlier generations; for this target take back the earlier sources, build and deploy"
            ))),
        }
    }
}
