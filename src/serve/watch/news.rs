//! What `notify` tells on its own thread, kept until we ask for it.
//!
//! It asks the system for every opening of a file as well. We hear none of it, but the system's queue may overflow when
//! more files are opened at once than it holds; then a hint without paths comes.

use super::places::{Entry, Places};
use super::{Lost, PERIOD};
use notify::event::{AccessKind, AccessMode, Event, EventKind, ModifyKind};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::mpsc::{Receiver, RecvTimeoutError, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

/// No more paths are kept; who does not ask for so long must look at all.
const MOST: usize = 4096;

/// What was told since we last asked.
#[derive(Debug, Default)]
struct Heard {
    /// Real paths, and whether one may stand for something else than before.
    changed: BTreeMap<PathBuf, bool>,
    lost: bool,
}

/// The end that `notify` has.
#[derive(Debug)]
pub(super) struct Ear {
    places: Places,
    heard: Arc<Mutex<Heard>>,
    bell: SyncSender<()>,
}

/// Our end.
#[derive(Debug)]
pub(super) struct News {
    heard: Arc<Mutex<Heard>>,
    bell: Receiver<()>,
}

/// The two ends.
pub(super) fn news(places: Places) -> (Ear, News) {
    let heard = Arc::<Mutex<Heard>>::default();
    let (ringer, bell) = sync_channel(1);
    (Ear { places, heard: heard.clone(), bell: ringer }, News { heard, bell })
}

impl notify::EventHandler for Ear {
    fn handle_event(&mut self, event: notify::Result<Event>) {
        let mut heard = lock(&self.heard);
        match event {
            Ok(event) if event.need_rescan() => heard.lost = true,
            Ok(event) if is_reading(event.kind) => return,
            Ok(event) => {
                let moved = matches!(event.kind, EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_)));
                let counts = |path: &PathBuf| self.places.counts(&self.places.relative(path), Entry::Folder);
                event.paths.into_iter().filter(counts).for_each(|path| heard.keep(path, moved));
            }
            Err(_) => heard.lost = true,
        }
        if heard.lost || !heard.changed.is_empty() {
            // A bell that rings already is enough.
            self.bell.try_send(()).ok();
        }
    }
}

/// Whether nothing was written. Who reads every file, as a build does, must not be woken by it.
fn is_reading(kind: EventKind) -> bool {
    kind.is_access() && kind != EventKind::Access(AccessKind::Close(AccessMode::Write))
}

impl Heard {
    fn keep(&mut self, path: PathBuf, moved: bool) {
        *self.changed.entry(path).or_default() |= moved;
        if self.changed.len() > MOST {
            *self = Self { lost: true, ..Self::default() };
        }
    }
}

impl News {
    /// Whether something comes in time.
    pub(super) fn wait(&self, time: Duration) -> Result<bool, Lost> {
        match self.bell.recv_timeout(time) {
            Ok(()) => Ok(true),
            Err(RecvTimeoutError::Timeout) => Ok(false),
            Err(RecvTimeoutError::Disconnected) => Err(Lost),
        }
    }

    /// The real paths that were told, and whether one may stand for something else than before.
    pub(super) fn take(&self) -> Result<BTreeMap<PathBuf, bool>, Lost> {
        let heard = std::mem::take(&mut *lock(&self.heard));
        if heard.lost { Err(Lost) } else { Ok(heard.changed) }
    }

    /// Waits until the other end is let go, and with it all that the system keeps for us.
    pub(super) fn end(&self) {
        while self.bell.recv_timeout(PERIOD).is_ok() {}
    }
}

fn lock(heard: &Mutex<Heard>) -> MutexGuard<'_, Heard> {
    heard.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::EventHandler as _;
    use notify::event::{CreateKind, DataChange, Flag};

    const WRITTEN: EventKind = EventKind::Modify(ModifyKind::Data(DataChange::Any));

    fn site() -> (Ear, News) {
        news(Places::new("/site".into(), &["/site/public".into()]))
    }

    fn tell(ear: &mut Ear, kind: EventKind, path: &str) {
        ear.handle_event(Ok(Event::new(kind).add_path(path.into())));
    }

    fn rings(news: &News) -> bool {
        news.wait(Duration::ZERO) == Ok(true)
    }

    #[test]
    fn only_writing_is_heard() {
        let (mut ear, news) = site();
        for mode in [AccessMode::Any, AccessMode::Read, AccessMode::Execute] {
            tell(&mut ear, EventKind::Access(AccessKind::Open(mode)), "/site/content/a.md");
            tell(&mut ear, EventKind::Access(AccessKind::Close(mode)), "/site/content/a.md");
        }
        tell(&mut ear, EventKind::Access(AccessKind::Read), "/site/content/a.md");
        tell(&mut ear, WRITTEN, "/site/public/index.html");
        tell(&mut ear, WRITTEN, "/site/content/.a.md.swp");
        assert!(!rings(&news) && news.take().unwrap().is_empty());
        tell(&mut ear, EventKind::Access(AccessKind::Close(AccessMode::Write)), "/site/content/a.md");
        tell(&mut ear, WRITTEN, "/site/content/a.md");
        assert!(rings(&news) && !rings(&news));
        assert_eq!(news.take().unwrap(), BTreeMap::from([("/site/content/a.md".into(), false)]));
    }

    #[test]
    fn what_is_lost_is_told() {
        let (mut ear, news) = site();
        ear.handle_event(Ok(Event::new(EventKind::Other).set_flag(Flag::Rescan)));
        assert!(rings(&news));
        assert_eq!(news.take(), Err(Lost));
        ear.handle_event(Err(notify::Error::new(notify::ErrorKind::MaxFilesWatch)));
        assert!(rings(&news));
        assert_eq!(news.take(), Err(Lost));
        drop(ear);
        assert_eq!(news.wait(Duration::ZERO), Err(Lost));
    }

    #[test]
    fn a_storm_fills_no_memory() {
        let (mut ear, news) = site();
        let mut create = |n| tell(&mut ear, EventKind::Create(CreateKind::File), &format!("/site/content/{n}"));
        (0..MOST).for_each(&mut create);
        assert_eq!(news.take().unwrap().len(), MOST);
        (0..2 * MOST).for_each(create);
        assert!(lock(&news.heard).changed.len() < MOST);
        assert_eq!(news.take(), Err(Lost));
    }
}
