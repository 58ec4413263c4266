//! The outside links of a site, asked over the network, and what is kept of the answers.
//!
//! An address whose answer is not old is not asked again. Answers say nothing when there is no network: then none of them is believed.

use super::ledger::{Kept, Ledger};
use super::{Cache, Check, Known};
use crate::audit::report::{Findings, Outside};
use crate::audit::written;
use crate::build::texts::is_written;
use crate::config::{self, Thresholds, is_private};
use crate::diag::{Diagnostic, Failure, Path, Place, Span};
use crate::net::{Client, Clock, Found, Manners, Names, Patience, Visited, visit};
use crate::portal::Portal;
use crate::world::FOLDERS;
use rayon::prelude::*;
use std::collections::BTreeMap;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::Duration;
use url::Url;

/// So many hosts are asked at once.
const AT_ONCE: usize = 8;
/// What was answered is kept after so many answers, so that little is lost when the run is broken off.
const OFTEN: usize = 64;
/// So many addresses that were there before are asked whether there is a network.
const PROBES: usize = 3;

/// The way to others.
pub struct Network<'a> {
    /// What names of hosts mean.
    pub names: Names,
    /// The time, and waiting.
    pub clock: &'a dyn Clock,
}

fn lock<T>(one: &Mutex<T>) -> MutexGuard<'_, T> {
    one.lock().unwrap_or_else(PoisonError::into_inner)
}

/// What is asked, and what is known.
struct Asking<'a> {
    network: &'a Network<'a>,
    client: Client,
    manners: Manners,
    cache: Cache,
    ledger: Mutex<Ledger>,
    /// What was answered now; to be believed once it is sure that there is a network.
    fresh: Mutex<BTreeMap<String, Kept>>,
}

impl Check<'_> {
    /// Asks for the outside links of all pages where that is wanted, and adds what is wrong with them.
    pub(super) fn outside(
        &self,
        known: &Known,
        portal: Option<&Portal>,
        findings: &mut Findings,
    ) -> Result<Option<Outside>, Failure> {
        let (Some(network), Some(portal)) = (self.against.network, portal) else { return Ok(None) };
        let mut pages: BTreeMap<&str, Vec<&Path>> = BTreeMap::new();
        for (path, page) in &known.pages {
            page.facts.outside().filter(|url| is_asked(url)).for_each(|url| pages.entry(url).or_default().push(path));
        }
        let asking = Asking::new(self, network);
        let outside = asking.run(&pages.keys().copied().collect::<Vec<_>>(), self)?;
        let ledger = asking.ledger.into_inner().unwrap_or_else(PoisonError::into_inner);
        let told = pages.keys().filter_map(|url| Some((*url, &ledger.answers.get(*url)?.found)));
        let told = told.filter_map(|(url, found)| Some((url, self.auditor.outside(url, found)?))).collect();
        self.tell(&told, (&pages, portal), findings)?;
        Ok(Some(outside))
    }

    /// Adds what is told of addresses where they are written; where they are not, to the pages that show them.
    fn tell(
        &self,
        told: &BTreeMap<&str, Diagnostic>,
        (pages, portal): (&BTreeMap<&str, Vec<&Path>>, &Portal),
        findings: &mut Findings,
    ) -> Result<(), Failure> {
        let places = self.places(told, portal)?;
        for (url, told) in told {
            if let Some(places) = places.get(*url) {
                let here = places.iter().map(|place| told.clone().placed(place.clone()));
                findings.add(here.collect(), &self.config.audit);
            } else {
                let told = std::slice::from_ref(told);
                findings.add_pages(
                    pages[url].iter().map(|path| (*path, self.owner(path, portal), told)),
                    &self.config.audit,
                );
            }
        }
        Ok(())
    }

    /// Where addresses are written in the sources that are published, and in templates.
    fn places(
        &self,
        wanted: &BTreeMap<&str, Diagnostic>,
        portal: &Portal,
    ) -> Result<BTreeMap<String, Vec<Place>>, Failure> {
        let mut places: BTreeMap<String, Vec<Place>> = BTreeMap::new();
        if wanted.is_empty() {
            return Ok(places);
        }
        let survey = self.world.survey(&FOLDERS, &[config::FILE], |_| false)?;
        let may_hold = |path: &&Path| is_written(path) || path.ends_with(".html");
        let files = survey.all().map(|(path, _)| path).filter(may_hold);
        let files: Vec<&Path> = files.filter(|path| super::is_published(path, Some(portal))).collect();
        let look = |path: &Path| {
            let Some(bytes) = self.world.bytes(path)? else { return Ok(Vec::new()) };
            let Ok(source) = self.world.text(path, bytes.into_owned()) else { return Ok(Vec::new()) };
            let found = written(&source.text, |url| wanted.contains_key(url)).into_iter();
            let place = |range: std::ops::Range<usize>| Place::Text(path.clone(), Span::new(range.start, range.end));
            Ok(found.map(|(range, url)| (url, place(range))).collect())
        };
        let found: Result<Vec<Vec<(String, Place)>>, Failure> = files.into_par_iter().map(look).collect();
        found?.into_iter().flatten().for_each(|(url, place)| places.entry(url).or_default().push(place));
        Ok(places)
    }
}

/// Whether an address is asked: not one that the public cannot open, nor one with somebody's name and password.
fn is_asked(url: &str) -> bool {
    Url::parse(url).is_ok_and(|url| !is_private(&url) && url.username().is_empty() && url.password().is_none())
}

impl<'a> Asking<'a> {
    fn new(check: &Check<'_>, network: &'a Network<'a>) -> Self {
        let Thresholds { external_seconds, external_pause, external_redirects, .. } = check.config.audit.thresholds;
        let seconds = Duration::from_secs(u64::from(external_seconds));
        let patience = Patience { connection: seconds, answer: seconds, whole: Some(seconds) };
        let cache = Cache::at(&check.world.state_folder().join("check/external"));
        Self {
            network,
            client: Client::new(patience, &network.names),
            manners: Manners {
                pause: Duration::from_secs(u64::from(external_pause)),
                hosts: AT_ONCE,
                redirects: external_redirects.into(),
            },
            ledger: Mutex::new(Ledger::load(&cache)),
            fresh: Mutex::default(),
            cache,
        }
    }

    /// Asks what is due, and keeps the answers.
    fn run(&self, all: &[&str], check: &Check<'_>) -> Result<Outside, Failure> {
        let now = self.network.clock.now();
        let thresholds = &check.config.audit.thresholds;
        let due: Vec<&str> = {
            let ledger = lock(&self.ledger);
            all.iter().copied().filter(|url| !ledger.is_fresh(url, now, thresholds)).collect()
        };
        let Visited { until, left, answered } = self.ask(&due, check);
        let network = answered || lock(&self.fresh).is_empty() || self.is_there();
        if network {
            self.believe();
        }
        let mut ledger = lock(&self.ledger);
        ledger.answers.retain(|url, _| all.binary_search(&url.as_str()).is_ok());
        ledger.until = until;
        ledger.keep(&self.cache)?;
        Ok(Outside { addresses: all.len(), asked: lock(&self.fresh).len(), left, network })
    }

    fn ask(&self, due: &[&str], check: &Check<'_>) -> Visited {
        let take = |url: &Url, found: Found| {
            check.progress.asked(due.len());
            let kept = Kept { at: self.network.clock.now(), found };
            let count = {
                let mut fresh = lock(&self.fresh);
                fresh.insert(url.to_string(), kept);
                fresh.len()
            };
            if count.is_multiple_of(OFTEN) && self.is_heard() {
                self.believe();
                // What keeps it from being kept is told at the end.
                drop(lock(&self.ledger).keep(&self.cache));
            }
        };
        let until = lock(&self.ledger).until.clone();
        visit(&urls(due), &until, (&self.client, self.network.clock, self.manners), &take)
    }

    fn believe(&self) {
        lock(&self.ledger).answers.extend(lock(&self.fresh).clone());
    }

    /// Whether a host was reached.
    fn is_heard(&self) -> bool {
        lock(&self.fresh).values().any(|kept| !matches!(kept.found, Found::Unreached(_)))
    }

    /// Whether there is a network, as far as what was there before tells.
    fn is_there(&self) -> bool {
        let known: Vec<String> = {
            let (ledger, fresh) = (lock(&self.ledger), lock(&self.fresh));
            let well = ledger.answers.iter().filter(|(_, kept)| matches!(kept.found, Found::Well));
            well.filter(|(url, _)| !fresh.contains_key(*url)).map(|(url, _)| url.clone()).take(PROBES).collect()
        };
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        let ways = (&self.client, self.network.clock, self.manners);
        visit(&urls(&known), &BTreeMap::new(), ways, &|_, _| ()).answered
    }
}

fn urls(all: &[&str]) -> Vec<Url> {
    all.iter().filter_map(|url| Url::parse(url).ok()).collect()
}
