//! Many addresses of others -> what became of each.
//!
//! A host is asked one thing at a time, with a pause before the next, and few hosts at once. HEAD is sent, and GET where that is
//! refused; what follows the head of an answer is not read. A host that wants time is given it. One that cannot be reached is not
//! tried again for each of its addresses. robots.txt is not read: it speaks to those who follow links on and on, and here a person's
//! own links are looked at, each by itself, as that person would.

use super::retry_after::seconds;
use super::{Client, Method, Trouble};
use crate::config::is_private;
use crate::world::now;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;
use url::Url;

/// A host that wants at most so many seconds is waited for.
const PATIENT: i64 = 30;
/// What a host is given that wants time and does not say how much, and the most that one is given, in seconds.
const UNTOLD: i64 = 3600;
const LONGEST: i64 = 7 * 86_400;
/// After so many hosts of which none could be reached, and none answered, there is no network.
const ENOUGH: usize = 8;
/// A host that was too slow so many times, one after the other, is not there.
const TOO_SLOW: usize = 2;

/// What became of an address.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Found {
    /// Something is there.
    Well,
    /// Something is there, and the address leads on to it for good: to this one.
    Moved(String),
    /// Nothing is there; the status says so.
    Gone(u16),
    /// The server has a fault; the status says so.
    Failing(u16),
    /// It leads on and on, or back to itself.
    Circling,
    /// It leads on to an address that is none of the public network.
    Inward(String),
    /// The host does not say whether something is there: it wants to know who asks, or refuses us.
    Silent(u16),
    /// The host was not reached.
    Unreached(Trouble),
}

/// The time, and waiting.
pub trait Clock: Sync {
    /// Seconds since 1970.
    fn now(&self) -> i64;
    /// Waits.
    fn wait(&self, time: Duration);
}

/// The machine's own.
#[derive(Debug, Clone, Copy)]
pub struct SystemClock;

impl Clock for SystemClock {
    fn now(&self) -> i64 {
        now()
    }

    fn wait(&self, time: Duration) {
        thread::sleep(time);
    }
}

/// How others are treated.
#[derive(Debug, Clone, Copy)]
pub struct Manners {
    /// What lies between two requests to one host.
    pub pause: Duration,
    /// So many hosts are asked at once.
    pub hosts: usize,
    /// So many redirects are followed.
    pub redirects: usize,
}

/// What a visit of many addresses came to, besides what became of each.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Visited {
    /// Hosts that want to be left alone until a moment.
    pub until: BTreeMap<String, i64>,
    /// How many addresses were not asked, or not to their end.
    pub left: usize,
    /// Whether any host answered.
    pub answered: bool,
}

/// Asks for each address, and tells `each` what became of it; hosts that want to be left alone `until` a moment are.
pub fn visit(
    addresses: &[Url],
    until: &BTreeMap<String, i64>,
    (client, clock, manners): (&Client, &dyn Clock, Manners),
    each: &(dyn Fn(&Url, Found) + Sync),
) -> Visited {
    let gates = until.iter().map(|(host, until)| (host.clone(), Arc::new(Mutex::new(Gate::closed(*until))))).collect();
    let round = Round {
        client,
        clock,
        manners,
        gates: Mutex::new(gates),
        answered: AtomicBool::new(false),
        lost: AtomicUsize::new(0),
        told: AtomicUsize::new(0),
    };
    round.walk(addresses, each);
    let left = addresses.len() - round.told.into_inner();
    let gates = round.gates.into_inner().unwrap_or_else(PoisonError::into_inner);
    let until =
        gates.into_iter().map(|(host, gate)| (host, lock(&gate).until)).filter(|(_, until)| *until > clock.now());
    Visited { until: until.collect(), left, answered: round.answered.into_inner() }
}

/// Visits under way.
struct Round<'a> {
    client: &'a Client,
    clock: &'a dyn Clock,
    manners: Manners,
    gates: Mutex<BTreeMap<String, Arc<Mutex<Gate>>>>,
    answered: AtomicBool,
    /// How many hosts could not be reached.
    lost: AtomicUsize,
    told: AtomicUsize,
}

/// The way to a host: whoever holds it may ask.
#[derive(Default)]
struct Gate {
    asked: bool,
    until: i64,
    /// Whether it never answered, though it was asked.
    silent: bool,
    /// How often in a row it was too slow.
    slow: usize,
    /// What keeps its ports from being reached.
    lost: BTreeMap<u16, Trouble>,
}

impl Gate {
    fn closed(until: i64) -> Self {
        Self { until, ..Self::default() }
    }
}

fn lock<T>(one: &Mutex<T>) -> MutexGuard<'_, T> {
    one.lock().unwrap_or_else(PoisonError::into_inner)
}

/// The head of an answer.
struct Heard {
    status: u16,
    location: Option<String>,
}

impl Heard {
    /// Where it leads on to.
    fn next(&self, from: &Url) -> Option<Url> {
        let location = self.location.as_ref().filter(|_| matches!(self.status, 301 | 302 | 303 | 307 | 308))?;
        let mut next = from.join(location).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
        next.set_fragment(None);
        Some(next)
    }
}

/// Why nothing was heard.
enum Kept {
    /// The host wants time.
    Later,
    /// It was not reached.
    By(Trouble),
}

impl Round<'_> {
    /// Several hosts at once, each address of a host after the other.
    fn walk(&self, addresses: &[Url], each: &(dyn Fn(&Url, Found) + Sync)) {
        let mut hosts: BTreeMap<&str, Vec<&Url>> = BTreeMap::new();
        addresses.iter().for_each(|url| hosts.entry(url.host_str().unwrap_or_default()).or_default().push(url));
        let (hosts, next) = (hosts.into_values().collect::<Vec<_>>(), AtomicUsize::new(0));
        let work = || {
            while let Some(addresses) = hosts.get(next.fetch_add(1, Ordering::Relaxed)) {
                let asked = addresses.iter().take_while(|_| !self.is_hopeless());
                asked.filter_map(|url| Some((url, self.follow(url)?))).for_each(|(url, found)| {
                    each(url, found);
                    self.told.fetch_add(1, Ordering::Relaxed);
                });
            }
        };
        thread::scope(|scope| (0..self.manners.hosts.min(hosts.len())).for_each(|_| drop(scope.spawn(work))));
    }

    /// Whether there is no network.
    fn is_hopeless(&self) -> bool {
        !self.answered.load(Ordering::Relaxed) && self.lost.load(Ordering::Relaxed) >= ENOUGH
    }

    /// What becomes of an address, over all redirects; nothing where a host wants time.
    fn follow(&self, url: &Url) -> Option<Found> {
        let (mut at, mut moved, mut lasts) = (url.clone(), None, true);
        let mut seen = vec![url.clone()];
        loop {
            let heard = match self.hear(&at) {
                Ok(heard) => heard,
                Err(Kept::Later) => return None,
                Err(Kept::By(trouble)) => return Some(Found::Unreached(trouble)),
            };
            let Some(next) = heard.next(&at) else { return Some(judge(heard.status, moved)) };
            if is_private(&next) {
                return Some(Found::Inward(next.into()));
            }
            if seen.contains(&next) || seen.len() > self.manners.redirects {
                return Some(Found::Circling);
            }
            lasts &= matches!(heard.status, 301 | 308);
            moved = if lasts { Some(next.to_string()) } else { moved };
            seen.push(next.clone());
            at = next;
        }
    }

    /// What is said to HEAD, and to GET where that is refused: not every server understands it.
    fn hear(&self, url: &Url) -> Result<Heard, Kept> {
        match self.knock(Method::Head, url) {
            Ok(heard) if heard.status < 400 => Ok(heard),
            Ok(_) | Err(Kept::By(Trouble::Broken)) => self.knock(Method::Get, url),
            kept => kept,
        }
    }

    /// One request, when the host is free; a second one when it wanted a little time.
    fn knock(&self, method: Method<'_>, url: &Url) -> Result<Heard, Kept> {
        let gate = self.gate(url);
        let mut gate = lock(&gate);
        let port = url.port_or_known_default().unwrap_or_default();
        if let Some(trouble) = gate.lost.get(&port) {
            return Err(Kept::By(trouble.clone()));
        }
        self.enter(&mut gate)?;
        let heard = self.ask(method, url, &mut gate)?;
        if gate.until <= self.clock.now() {
            return Ok(heard);
        }
        self.enter(&mut gate)?;
        let heard = self.ask(method, url, &mut gate)?;
        if gate.until > self.clock.now() { Err(Kept::Later) } else { Ok(heard) }
    }

    /// Waits as long as the host wants, unless that is too long.
    fn enter(&self, gate: &mut Gate) -> Result<(), Kept> {
        let wanted = gate.until - self.clock.now();
        if wanted > PATIENT {
            return Err(Kept::Later);
        }
        if let Ok(seconds @ 1..) = u64::try_from(wanted) {
            self.clock.wait(Duration::from_secs(seconds));
        } else if gate.asked {
            self.clock.wait(self.manners.pause);
        }
        gate.asked = true;
        Ok(())
    }

    fn ask(&self, method: Method<'_>, url: &Url, gate: &mut Gate) -> Result<Heard, Kept> {
        let anything = ("accept".to_owned(), "*/*".to_owned());
        let answer = match self.client.ask(method, url.as_str(), &[anything]) {
            Ok(answer) => answer,
            Err(trouble) => return Err(Kept::By(self.unreached(trouble, url, gate))),
        };
        self.answered.store(true, Ordering::Relaxed);
        gate.slow = 0;
        let wanted = answer.header("retry-after").and_then(|written| seconds(written, self.clock.now()));
        let wanted = match answer.status() {
            429 => wanted.or(Some(UNTOLD)),
            503 => wanted,
            _ => None,
        };
        gate.until = wanted.map_or(0, |wanted| self.clock.now() + wanted.min(LONGEST));
        Ok(Heard { status: answer.status(), location: answer.header("location").map(str::to_owned) })
    }

    /// Remembers why a host is not reached, so that it is not tried in vain for each of its addresses.
    fn unreached(&self, trouble: Trouble, url: &Url, gate: &mut Gate) -> Trouble {
        // Somebody is there, whom we do not understand.
        let is_there = matches!(trouble, Trouble::Untrusted(_));
        self.answered.fetch_or(is_there, Ordering::Relaxed);
        gate.slow += usize::from(trouble == Trouble::Slow);
        let is_passing = trouble == Trouble::Broken || trouble == Trouble::Slow && gate.slow < TOO_SLOW;
        if !is_passing {
            gate.lost.insert(url.port_or_known_default().unwrap_or_default(), trouble.clone());
        }
        if !is_there && trouble != Trouble::Broken && !std::mem::replace(&mut gate.silent, true) {
            self.lost.fetch_add(1, Ordering::Relaxed);
        }
        trouble
    }

    fn gate(&self, url: &Url) -> Arc<Mutex<Gate>> {
        let host = url.host_str().unwrap_or_default();
        Arc::clone(lock(&self.gates).entry(host.to_owned()).or_default())
    }
}

/// What a status at the end of all redirects means.
fn judge(status: u16, moved: Option<String>) -> Found {
    match status {
        200..=299 => moved.map_or(Found::Well, Found::Moved),
        404 | 410 => Found::Gone(status),
        500..=599 => Found::Failing(status),
        _ => Found::Silent(status),
    }
}
