//! One build under way: what the last one left is taken up, what is stale is made, and all is published and remembered.

use super::cause::Cause;
use super::difference::{Difference, texts_alone};
use super::guard::{Guarded, is_of_what_is_not_shown};
use super::indexing::Records;
use super::inputs::{are_current, changed, inputs};
use super::memory::{self, Asked, Assembled, Counts, Found, Head, Memory, Names, Scribe, Site};
use super::press_run::{Run, Workshop};
use super::stale::{Judge, Present, frame};
use super::{Extent, Faults, Guard, Order, Outcome, Progress, Stage, texts};
use crate::audit::{Auditor, Passage, Within};
use crate::config::Config;
use crate::content::{self, Content, Faulty, Reading, Sources};
use crate::diag::{Code, Diagnostic, Failure, Path, Place, Severity, Source};
use crate::output::{Maker, Target, targets};
use crate::portal::{DocumentId, Given, Portal, SEARCH_TEMPLATE, When, assemble};
use crate::publish::{Changes, Folder, Lock, is_settled, stands};
use crate::say;
use crate::theme::{Press, Theme};
use crate::trace::Fingerprint;
use crate::world::{Cache, Seen, Survey, World, today};
use rayon::prelude::*;
use rustc_hash::FxHashSet;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path as FilePath, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

/// A build under way.
pub(super) struct Building<'a> {
    /// The sources as they are now.
    pub(super) survey: Survey,
    pub(super) order: &'a Order,
    pub(super) world: Arc<World>,
    pub(super) cache: Cache,
    pub(super) out: PathBuf,
    pub(super) asked: Asked,
    /// So many bytes of bodies may stay in memory.
    pub(super) room: usize,
    pub(super) progress: &'a dyn Progress,
}

/// What is left of the last build.
pub(super) enum Remembered {
    /// Nothing that can be used, and what is told of that.
    Nothing(Option<Diagnostic>),
    /// Nothing has changed since; the memory is there when it was there before.
    Current(Box<Outcome>, Option<Box<Memory>>),
    Memory(Box<Memory>),
}

pub(super) fn asked(order: &Order, config: &Config, out: &FilePath) -> Asked {
    let out = std::path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let date = order.date.unwrap_or_else(|| today(config.site.zone));
    let when = When { date, drafts: order.drafts, scheduled: order.scheduled };
    // What was read of the settings, whatever their files hold by the time that they are looked at again.
    let settings = Fingerprint::of(&postcard::to_stdvec(config).unwrap_or_default());
    Asked { out: out.to_string_lossy().into_owned(), settings, when, guard: order.guard }
}

impl Building<'_> {
    /// What the last build left, if it can be used: `kept` in this process, or on the disk.
    pub(super) fn remember(&self, kept: Option<Memory>) -> Result<Remembered, Failure> {
        if self.order.extent == Extent::All {
            self.cache.clear();
            return Ok(Remembered::Nothing(None));
        }
        if let Some(memory) = kept {
            return Ok(match self.nothing_changed(&memory.head)? {
                Some(outcome) => Remembered::Current(Box::new(outcome), Some(Box::new(memory))),
                None => Remembered::Memory(Box::new(memory)),
            });
        }
        let shelved = match memory::load(&self.cache) {
            Found::Nothing | Found::Old => return Ok(Remembered::Nothing(None)),
            Found::Damaged => return Ok(self.damaged()),
            Found::Head(shelved) => shelved,
        };
        if let Some(outcome) = self.nothing_changed(&shelved.head)? {
            return Ok(Remembered::Current(Box::new(outcome), None));
        }
        match shelved.open(&self.cache) {
            Some(memory) => Ok(Remembered::Memory(Box::new(memory))),
            None => Ok(self.damaged()),
        }
    }

    /// A memory that cannot be read is told, and thrown away, so that the next one is whole.
    fn damaged(&self) -> Remembered {
        self.cache.clear();
        let folder = self.cache.folder().display();
        let told = say!(
            "{folder} 里的构建记录已损坏，全部重新生成",
            "the memory of builds in {folder} is damaged; everything is made again"
        );
        Remembered::Nothing(Some(Diagnostic::new(Code::Cache, Place::Nowhere, told)))
    }

    /// The outcome, when neither what was asked nor a source nor a published file is another one.
    fn nothing_changed(&self, head: &Head) -> Result<Option<Outcome>, Failure> {
        if head.asked != self.asked
            || !is_settled(&self.out)
            || self.survey.has_faults()
            || head.told.iter().any(|one| one.severity() <= self.order.stops)
        {
            return Ok(None);
        }
        let outputs = || head.outputs.par_iter().all(|(path, stat)| stands(&self.out, path) == Some(*stat));
        if !are_current(&self.world, &self.survey, &head.inputs)? || !outputs() {
            return Ok(None);
        }
        let Counts { documents, scheduled, pages } = head.counts;
        let unchanged = head.outputs.len() - 1;
        let changes = Some(Changes { unchanged, ..Changes::default() });
        Ok(Some(Outcome { diagnostics: head.told.clone(), documents, scheduled, pages, changes, ..Outcome::default() }))
    }

    /// Everything from the settings to the published site.
    pub(super) fn build(
        &self,
        (config, mut told): (Config, Vec<Diagnostic>),
        memory: Option<Memory>,
        lock: &Lock,
    ) -> Result<(Outcome, Option<Memory>), Failure> {
        let Self { world, progress, .. } = self;
        let nothing = Sources::default();
        let earlier = memory.as_ref().filter(|memory| self.are_same_settings(memory)).map_or(&nothing, |m| &m.sources);
        let auditor = Auditor::new(&config);
        let inspect = |source: &Source, html: &str| self.inspect(&auditor, source, html);
        let reading =
            Reading { survey: &self.survey, earlier, faulty: self.faulty(), room: self.room, inspect: &inspect };
        let (folder, content) =
            rayon::join(|| Folder::open(&self.out, lock), || content::load(world, &config, reading));
        let (folder, (content, found)) = (folder?, content?);
        told.extend(found);
        told.extend(self.unguarded(&auditor));
        let (theme, found) = Theme::load(world, &config)?;
        let themed = found.iter().all(|one| one.severity() != Severity::Error);
        told.extend(found);
        told.extend_from_slice(self.survey.told("static"));
        let known = memory.as_ref().map_or(&[][..], |memory| &memory.head.inputs);
        let inputs = inputs(world, &self.survey, (&content.sources, known))?;
        progress.stage(Stage::Assemble);
        let templates = theme.fingerprints();
        // With other templates there may be other pages.
        let same = memory.as_ref().filter(|memory| memory.site.templates.keys().eq(templates.keys()));
        let (texts, again) = same.and_then(|memory| self.texts_since(memory, &content.sources, &inputs)).unzip();
        let Joined { assembled, old, mut site, sources } = match (&memory, again.flatten()) {
            (Some(memory), Some(assembled)) => {
                let site = Site { templates, ..memory.site.clone() };
                Joined { assembled, old: None, site, sources: content.sources }
            }
            _ => self.join((config, content, self.statics(), templates), memory.as_ref().filter(|_| texts.is_none())),
        };
        told.extend(assembled.told.iter().cloned());
        let portal = Arc::clone(&assembled.portal);
        told.retain(|one| !is_of_what_is_not_shown(one, &portal));
        let earlier = memory.as_ref().filter(|memory| self.are_same_settings(memory));
        site.guarded = self.guarded(&portal, &inputs, earlier.map(|memory| &memory.site.guarded))?;
        told.extend(site.guarded.told());
        let press = Press::new(theme, &portal, world);
        // Without a whole theme every page would fail, and tell nothing new.
        let targets = if themed { targets(&portal) } else { Vec::new() };
        let maker = Maker::new(Arc::clone(&portal), press);
        progress.stage(Stage::Make);
        let difference = match (&memory, texts, &old) {
            (Some(_), Some(texts), _) => Some(Difference::Texts(texts)),
            (Some(memory), None, Some(old)) => Some(Difference::between(memory, old, &portal)),
            _ => None,
        };
        let last = memory.as_ref().zip(difference);
        let spoiled = self.spoiled(&told, themed);
        let made = self.make((&maker, &targets), &folder, (last, &site.templates, &inputs, spoiled.as_ref()))?;
        progress.stage(Stage::Publish);
        let next = Next { memory, site, sources, inputs, assembled, spoiled };
        let outcome = self.finish(folder, &maker, (made, told), next);
        // A large portal takes a while to be let go; whoever asked for the build need not wait for that.
        rayon::spawn(move || {
            portal.bodies().let_go();
            drop((maker, portal, old));
        });
        outcome
    }

    /// What may never be published, found in a source and in what its text becomes; with that of its name.
    fn inspect(&self, auditor: &Auditor<'_>, source: &Source, html: &str) -> Vec<Diagnostic> {
        match self.order.guard {
            Guard::Up => {
                let passage = Passage::new(&source.path, &source.text, Within::Source).with_rendered(html);
                auditor.config().audit.told(texts::whole(&passage, &|passage| auditor.guard(passage)))
            }
            Guard::Down | Guard::Elsewhere => Vec::new(),
        }
    }

    /// The site's own static files, by their path in the output.
    fn statics(&self) -> BTreeMap<String, Path> {
        let files = self.survey.below("static").iter();
        files.map(|(path, _)| (path["static/".len()..].to_owned(), path.clone())).collect()
    }

    /// Whether the sources would be understood as they were, and the same told of them.
    fn are_same_settings(&self, memory: &Memory) -> bool {
        memory.head.asked.settings == self.asked.settings && memory.head.asked.guard == self.asked.guard
    }

    /// The documents of which only the text is another one, and the last portal when it can be shown again; nothing when
    /// more than texts may be otherwise.
    fn texts_since(
        &self,
        memory: &Memory,
        sources: &Sources,
        inputs: &[(Path, Seen)],
    ) -> Option<(FxHashSet<u32>, Option<Assembled>)> {
        if memory.head.asked.when != self.asked.when || !self.are_same_settings(memory) {
            return None;
        }
        let changed = changed(&memory.head.inputs, inputs);
        let texts = texts_alone(memory, sources, &changed)?;
        Some((texts, shown_again(memory, &changed)))
    }

    /// The portal of now and, beside it, that of the last build.
    fn join(&self, (config, content, statics, templates): Ingredients, memory: Option<&Memory>) -> Joined {
        let Content { documents, sections, files, tables, bodies, sources } = content;
        let lengths: Mutex<BTreeMap<String, Option<u64>>> = Mutex::default();
        let length = |path: &str| {
            let length = self.world.length(path);
            lengths.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), length);
            length
        };
        let mut site = Site {
            config: config.clone(),
            sections: sections.clone(),
            files: files.clone(),
            tables: tables.clone(),
            statics,
            lengths: BTreeMap::new(),
            templates,
            assets: BTreeMap::new(),
            guarded: Guarded::default(),
            indexed: Vec::new(),
        };
        let content = Content { documents, sections, files, tables, bodies, sources: Sources::default() };
        let has_template = |name: &str| site.templates.contains_key(name);
        let given = Given { statics: &site.statics, length: &length, has_template: &has_template };
        let (old, (portal, found)) = rayon::join(
            || memory.map(|memory| memory.portal(&self.world)),
            || assemble(config, content, self.asked.when, &given),
        );
        site.lengths = lengths.into_inner().unwrap_or_else(PoisonError::into_inner);
        Joined { assembled: Assembled { portal: Arc::new(portal), told: found }, old, site, sources }
    }

    /// Makes what is stale, and finds out what is still needed of what is not.
    fn make(
        &self,
        (maker, targets): (&Maker, &[Target]),
        folder: &Folder,
        (last, templates, inputs, spoiled): Against<'_>,
    ) -> Result<Made, Failure> {
        let portal = maker.portal();
        let outputs = |path: &str| stands(folder.path(), path);
        let memory = last.as_ref().map(|(memory, _)| *memory);
        let judge = last.map(|(memory, difference)| {
            Judge::new(Present {
                memory,
                difference,
                same_frame: frame(&memory.site.config) == frame(&portal.config)
                    && memory.site.templates.contains_key(SEARCH_TEMPLATE) == templates.contains_key(SEARCH_TEMPLATE),
                same_day: memory.head.asked.when.date == portal.date,
                maker,
                templates,
                inputs,
                outputs: &outputs,
            })
        });
        let names = memory.map_or_else(Names::default, |memory| memory.names.clone());
        let scribe = Scribe::new(portal, names, memory.map_or(0, |memory| memory.parts.len()));
        let cold = if self.order.extent == Extent::All { Cause::Forced } else { Cause::Cold };
        let spared = |target: &Target| spoiled.is_some_and(|paths| paths.contains(&maker.owner(target)));
        let cause = |target: &Target| match &judge {
            Some(judge) if spared(target) && judge.stands(target) => None,
            Some(judge) => judge.cause(target),
            None => Some(cold.clone()),
        };
        let records = Records::new()?;
        let workshop =
            Workshop { maker, world: &self.world, folder, scribe: &scribe, records: &records, cause: &cause };
        let mut run = workshop.run(targets, self.progress)?;
        let used = judge.as_ref().map(Judge::used);
        for name in used.iter().flat_map(|used| &used.assets) {
            maker.press().ask_asset(name);
        }
        workshop.assets(&mut run)?;
        let indexed = workshop.index(&mut run, memory.zip(judge.as_ref()))?;
        let (names, parts) = scribe.finish();
        Ok(Made { run, names, parts, used: used.map(|used| used.parts), indexed })
    }

    /// What a source with an error comes to.
    fn faulty(&self) -> Faulty {
        match self.order.faults {
            Faults::Stop => Faulty::Dropped,
            Faults::Spare => Faulty::AsBefore,
        }
    }

    /// The sources that errors are about, when the rest of the site can be published without them.
    fn spoiled(&self, told: &[Diagnostic], themed: bool) -> Option<BTreeSet<Path>> {
        let errors = told.iter().filter(|one| one.severity() <= self.order.stops);
        let of_a_document = |one: &Diagnostic| {
            let path = one.place.path().filter(|path| path.starts_with("content/") && path.ends_with(".md"))?;
            (!path.ends_with("/_index.md")).then(|| path.clone())
        };
        let spared = themed && self.order.faults == Faults::Spare;
        spared.then(|| errors.map(of_a_document).collect::<Option<BTreeSet<Path>>>()).flatten()
    }
}

/// What the last build left, and how its portal differed.
type Last<'a> = Option<(&'a Memory, Difference<'a>)>;

/// What is held against the last build: the templates, the inputs, and the sources whose pages stay as they were.
type Against<'a> = (Last<'a>, &'a BTreeMap<String, Fingerprint>, &'a [(Path, Seen)], Option<&'a BTreeSet<Path>>);

/// What a portal is made of, and the templates.
type Ingredients = (Config, Content, BTreeMap<String, Path>, BTreeMap<String, Fingerprint>);

/// The portal of now, that of the last build, and what will be remembered of the one of now.
struct Joined {
    assembled: Assembled,
    old: Option<Arc<Portal>>,
    site: Site,
    sources: Sources,
}

/// The last portal, when it is still there and texts alone are others now. What was told of one of those may stand
/// elsewhere in it by now, and then all is assembled again.
fn shown_again(memory: &Memory, changed: &[&Path]) -> Option<Assembled> {
    let assembled = memory.assembled.as_ref()?;
    if assembled.told.iter().any(|one| changed.iter().any(|path| one.mentions(path))) {
        return None;
    }
    changed.iter().for_each(|path| assembled.portal.bodies().forget(path));
    Some(assembled.clone())
}

/// What making came to.
pub(super) struct Made {
    pub(super) run: Run,
    pub(super) names: Names,
    pub(super) parts: Vec<memory::Trace>,
    /// Which of the older parts are still used.
    pub(super) used: Option<Vec<bool>>,
    /// The documents in the order of their numbers in the search index.
    pub(super) indexed: Vec<DocumentId>,
}

/// What the memory of this build is made of.
pub(super) struct Next {
    pub(super) memory: Option<Memory>,
    pub(super) site: Site,
    pub(super) sources: Sources,
    pub(super) inputs: Vec<(Path, Seen)>,
    pub(super) assembled: Assembled,
    /// The sources whose pages stay as they were, where that is wanted and can be.
    pub(super) spoiled: Option<BTreeSet<Path>>,
}
