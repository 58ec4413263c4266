//! The search index: the records of the documents whose pages were made, and the index of the last build, which together
//! make that of this one.
//!
//! A page and its record are made in one and read the same, so that of a page which stands as it is the record stands too,
//! in the published index. Only files of that index which stand as we left them are used; where one does not, all is
//! made anew.

use super::cause::Cause;
use super::memory::{Memory, Names, Remembered};
use super::press_run::{Run, Workshop};
use super::stale::Judge;
use crate::diag::{Failure, Path};
use crate::output::{Entry, Target};
use crate::portal::{DocumentId, Form, Owner};
use crate::publish::{self, Offer};
use crate::say;
use crate::search::{CATALOGUE, Catalogue, Files, Origin, Published, Record, make, update};
use crate::trace::{Fingerprint, Reads};
use crate::world::{Shelf, Slot};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::path::Path as FilePath;
use std::sync::{Mutex, PoisonError};

/// The records of the pages that were made, put away until all are.
pub(super) struct Records {
    shelf: Shelf,
    slots: Mutex<FxHashMap<DocumentId, Slot>>,
}

impl Records {
    pub(super) fn new() -> Result<Self, Failure> {
        Ok(Self { shelf: Shelf::new()?, slots: Mutex::default() })
    }

    pub(super) fn put(&self, id: DocumentId, record: &Record) -> Result<(), Failure> {
        let slot = self.shelf.put(record.as_bytes())?;
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).insert(id, slot);
        Ok(())
    }

    fn slot(&self, id: DocumentId) -> Option<Slot> {
        self.slots.lock().unwrap_or_else(PoisonError::into_inner).get(&id).copied()
    }

    fn get(&self, slot: Slot) -> Result<Option<Record>, Failure> {
        Ok(Record::of_bytes(&self.shelf.get(slot)?))
    }
}

/// The index of the last build.
struct Last {
    catalogue: Catalogue,
    /// The number in it of each document, by its lasting number.
    numbers: FxHashMap<u32, usize>,
}

impl Last {
    /// Reads it, if every file of it stands as we left it.
    fn open(memory: &Memory, judge: &Judge<'_>, out: &FilePath) -> Option<Self> {
        if !judge.is_untouched(CATALOGUE) {
            return None;
        }
        let catalogue = Catalogue::of_bytes(&publish::read(out, CATALOGUE).ok()?)?;
        let indexed = &memory.site.indexed;
        if indexed.len() != catalogue.documents || !catalogue.paths().par_iter().all(|path| judge.is_untouched(path)) {
            return None;
        }
        Some(Self { catalogue, numbers: indexed.iter().copied().zip(0..).collect() })
    }
}

/// The documents of the index, in the order of their numbers: by the moment of publication, then by path. A new document
/// mostly comes last, and leaves the numbers of all others as they are.
fn numbered(workshop: &Workshop<'_>, is_there: impl Fn(DocumentId) -> bool) -> Vec<DocumentId> {
    let portal = workshop.maker.portal();
    let listed = portal.documents().filter(|(id, _)| portal.standing(*id).is_listed() && is_there(*id));
    let mut all: Vec<_> = listed.map(|(id, document)| (document.front.published.map(|one| one.at()), id)).collect();
    // Ids are in the order of paths.
    all.par_sort_unstable();
    all.into_iter().map(|(_, id)| id).collect()
}

impl Workshop<'_> {
    /// Makes the search index, where the site has one; gives the documents in the order of their numbers in it.
    pub(super) fn index(&self, run: &mut Run, last: Option<(&Memory, &Judge<'_>)>) -> Result<Vec<DocumentId>, Failure> {
        let portal = self.maker.portal();
        if !portal.has_search() {
            return Ok(Vec::new());
        }
        let names = last.map(|(memory, _)| &memory.names);
        let last = last.and_then(|(memory, judge)| Last::open(memory, judge, self.folder.path()));
        let earlier = |id: DocumentId| self.earlier(id, last.as_ref(), names);
        let spoiled = |id: DocumentId| run.spoiled.contains(&portal.document_route(id).file());
        let is_there = |id: DocumentId| self.records.slot(id).is_some() || earlier(id).is_some() || !spoiled(id);
        let documents = numbered(self, is_there);
        let origin = |id: &DocumentId| Origin { earlier: earlier(*id), is_fresh: self.records.slot(*id).is_some() };
        let origins: Vec<Origin> = documents.iter().map(origin).collect();
        let desk = Desk { workshop: self, documents: &documents, taken: Mutex::default() };
        let updated = match &last {
            Some(last) => update(&last.catalogue, &origins, (&desk, &desk))?,
            None => None,
        };
        let catalogue = match updated {
            Some(catalogue) => catalogue,
            None => make(documents.len(), &desk)?,
        };
        let taken = desk.taken.into_inner().unwrap_or_else(PoisonError::into_inner);
        keep(run, &catalogue, taken);
        Ok(documents)
    }

    /// A document's number in the last index.
    fn earlier(&self, id: DocumentId, last: Option<&Last>, names: Option<&Names>) -> Option<usize> {
        let lasting = names?.documents.find(&self.maker.portal().document(id).path)?;
        last?.numbers.get(&lasting).copied()
    }
}

/// What was put is made, the rest of the index stands as it is.
fn keep(run: &mut Run, catalogue: &Catalogue, taken: Vec<Taken>) {
    let put: FxHashSet<String> = taken.iter().map(|(path, ..)| path.clone()).collect();
    run.kept.extend(catalogue.paths().into_iter().filter(|path| !put.contains(path)));
    for (path, file, offer) in taken {
        run.take(path, file, offer);
    }
}

/// A file of the index that was offered.
type Taken = (String, Remembered, Offer);

/// Where the index is made.
struct Desk<'a> {
    workshop: &'a Workshop<'a>,
    documents: &'a [DocumentId],
    taken: Mutex<Vec<Taken>>,
}

impl Files for Desk<'_> {
    fn record(&self, number: usize) -> Result<Record, Failure> {
        let (id, Workshop { maker, records, .. }) = (self.documents[number], self.workshop);
        if let Some(record) = records.slot(id).map(|slot| records.get(slot)).transpose()?.flatten() {
            return Ok(record);
        }
        // The page stands as it is, and the index that held its record does not.
        let target = Target::Routed(maker.portal().document_route(id).clone(), Owner::Document(id));
        maker.make(&target).ok().and_then(|artifact| artifact.record).ok_or_else(|| {
            let path = &maker.portal().document(id).path;
            Failure::own(say!("{path} 进不了检索索引", "{path} cannot be put into the search index"))
        })
    }

    fn put(&self, path: String, bytes: Vec<u8>) -> Result<(), Failure> {
        let Workshop { folder, scribe, .. } = self.workshop;
        let hash = Fingerprint::of(&bytes);
        let offer = folder.offer(&path, &bytes, hash)?;
        let entry = Entry { hash, length: bytes.len() as u64, owner: Path::from("generated:search") };
        let cause = Cause::Read(say!("检索收录的文档变了", "documents in the search index changed"));
        let trace = scribe.write(&Reads::default());
        let file = Remembered { entry, form: Form::Made, trace, cause };
        self.taken.lock().unwrap_or_else(PoisonError::into_inner).push((path, file, offer));
        Ok(())
    }
}

impl Published for Desk<'_> {
    fn published(&self, path: &str) -> Result<Vec<u8>, Failure> {
        publish::read(self.workshop.folder.path(), path)
    }
}
