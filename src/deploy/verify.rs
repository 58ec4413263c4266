//! Whether a published site is what its list says: files that are missing, that are other ones, that nobody listed. An
//! altered page is what a defacement looks like.

use super::deployed::{DEPLOYED, Deployed};
use super::disk::{self, Below, Done, Stands};
use super::release::{Content, Listed, MANIFEST, Paper};
use super::remote::client;
use super::rules::{HEADERS, REDIRECTS};
use crate::config::Address;
use crate::diag::{Failure, Text};
use crate::net::{Client, Method, Trouble};
use crate::portal::Route;
use crate::say;
use rustc_hash::FxHashSet;
use std::path::Path as FilePath;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// What is not as the list says.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Finding {
    /// It is not there.
    Missing(String),
    /// It holds something else.
    Changed(String),
    /// It is there and not listed; only a folder tells.
    Extra(String),
}

/// What came out.
#[derive(Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many files were looked at.
    pub files: usize,
    /// What is not right, sorted.
    pub findings: Vec<Finding>,
}

/// One file as it should be.
struct Wanted {
    path: String,
    content: Content,
    leads_to: Option<String>,
    withdrawn: bool,
}

/// All files as they should be, by the list of the site, or one from elsewhere where it was given: by that, the site's own
/// list is one of them.
fn wanted(given: Option<&FilePath>, own: impl FnOnce() -> Done<Option<Vec<u8>>>) -> Done<Vec<Wanted>> {
    let bytes = given.map_or_else(own, |path| disk::read(path).map(Some))?;
    let Some(bytes) = bytes else {
        return Err(Failure::own(say!(
            "那里没有 {MANIFEST}，无从核对；用 xiangwei deploy 部署的网站才有",
            "there is no {MANIFEST} to check by; a site that xiangwei deploy sent has one"
        )));
    };
    let paper = Paper::parse(&bytes).ok_or_else(|| {
        Failure::own(say!(
            "{MANIFEST} 不是这个版本的程序写的清单，或被改坏了",
            "{MANIFEST} is damaged, or no list of this version of the program"
        ))
    })?;
    let plain = |path: String, content: Content| Wanted { path, content, leads_to: None, withdrawn: false };
    let each = |file: &Listed| {
        let mut all: Vec<_> = file.places().map(|(path, content)| plain(path, content.clone())).collect();
        (all[0].leads_to, all[0].withdrawn) = (file.leads_to.clone(), file.withdrawn);
        all
    };
    let itself = given.map(|_| plain(MANIFEST.to_owned(), Content::of(&bytes)));
    Ok(paper.all().flat_map(each).chain(itself).collect())
}

/// Checks a folder.
///
/// # Errors
/// When there is no list, or a file cannot be read.
pub fn verify_folder(folder: &FilePath, list: Option<&FilePath>) -> Result<Verified, Failure> {
    let own = || match disk::stands(&folder.join(MANIFEST))? {
        Stands::File(bytes) => Ok(Some(bytes)),
        Stands::Nothing | Stands::Other => Ok(None),
    };
    let files = wanted(list, own)?;
    let mut findings = Vec::new();
    for file in &files {
        findings.extend(match disk::stands(&folder.join(&file.path))? {
            Stands::Nothing => file.judge(None),
            Stands::File(bytes) => file.judge(Some(&bytes)),
            Stands::Other => Some(Finding::Changed(file.path.clone())),
        });
    }
    let listed: FxHashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
    let known = |path: &str| listed.contains(path) || [MANIFEST, DEPLOYED].contains(&path);
    let Below { files: all, .. } = disk::below(folder)?;
    let all = all.iter().map(|path| path.to_string_lossy().into_owned());
    let extra = all.filter(|path| !known(path));
    findings.extend(extra.map(Finding::Extra));
    findings.extend(altered(&folder.join(DEPLOYED))?.then(|| Finding::Changed(DEPLOYED.to_owned())));
    findings.sort();
    Ok(Verified { files: files.len(), findings })
}

/// Whether something else stands where a target tells what was sent to it.
fn altered(mark: &FilePath) -> Done<bool> {
    Ok(match disk::stands(mark)? {
        Stands::Nothing => false,
        Stands::File(bytes) => Deployed::parse(&bytes).is_none(),
        Stands::Other => true,
    })
}

impl Wanted {
    fn judge(&self, held: Option<&[u8]>) -> Option<Finding> {
        match held {
            None => Some(Finding::Missing(self.path.clone())),
            Some(bytes) if !self.content.is(bytes) => Some(Finding::Changed(self.path.clone())),
            Some(_) => None,
        }
    }
}

/// Checks a site over HTTP, several files at a time.
///
/// # Errors
/// When it cannot be reached, or has no list.
pub fn verify_site(address: &Address, list: Option<&FilePath>, jobs: usize) -> Result<Verified, Failure> {
    let client = client();
    let mut files = wanted(list, || {
        Ok(Some(fetch(&client, &address.whole(), MANIFEST)?).filter(|got| got.status == 200).map(|got| got.body))
    })?;
    // What hosts read themselves is not handed out.
    files.retain(|file| ![HEADERS, REDIRECTS].contains(&file.path.as_str()));
    let (next, found, fault) = (AtomicUsize::new(0), Mutex::new(Vec::new()), Mutex::new(None));
    let is_over = || fault.lock().unwrap_or_else(PoisonError::into_inner).is_some();
    let work = || {
        while let Some(file) = files.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !is_over()) {
            match look(&client, address, file) {
                Ok(finding) => found.lock().unwrap_or_else(PoisonError::into_inner).extend(finding),
                Err(failure) => drop(fault.lock().unwrap_or_else(PoisonError::into_inner).replace(failure)),
            }
        }
    };
    thread::scope(|scope| (0..jobs.min(files.len())).for_each(|_| drop(scope.spawn(work))));
    if let Some(failure) = fault.into_inner().unwrap_or_else(PoisonError::into_inner) {
        return Err(failure);
    }
    let mut findings: Vec<Finding> = found.into_inner().unwrap_or_else(PoisonError::into_inner);
    findings.sort();
    Ok(Verified { files: files.len(), findings })
}

/// What was answered.
struct Got {
    status: u16,
    location: String,
    body: Vec<u8>,
}

/// A file as it is answered: an old address may lead on where its page would, a withdrawn document's notice may come
/// with 410. A folder's page is asked for by the folder, as visitors do.
fn look(client: &Client, address: &Address, file: &Wanted) -> Done<Option<Finding>> {
    let folder = file.path.strip_suffix("index.html").filter(|folder| folder.is_empty() || folder.ends_with('/'));
    let got = fetch(client, &address.whole(), folder.unwrap_or(&file.path))?;
    if file.leads_to.as_ref().is_some_and(|to| got.leads_on(to, &address.host)) {
        return Ok(None);
    }
    let is_there = got.status == 200 || (got.status == 410 && file.withdrawn);
    Ok(file.judge(is_there.then_some(got.body.as_slice())))
}

impl Got {
    /// Whether it leads on to an address of the same host, whose scheme and port a server behind another one may not know.
    fn leads_on(&self, to: &str, host: &str) -> bool {
        let path = match self.location.split_once("://") {
            None => Some(self.location.as_str()),
            Some((_, rest)) => {
                rest.find('/').filter(|at| rest[..*at].split(':').next() == Some(host)).map(|at| &rest[at..])
            }
        };
        matches!(self.status, 301 | 308) && path == Some(to)
    }
}

fn fetch(client: &Client, base: &str, path: &str) -> Done<Got> {
    let url = Route::new(path).url(base);
    let failure = |trouble: Trouble| {
        let Text { zh, en } = trouble.told();
        Failure::own(say!("取不到 {url}：{zh}", "cannot fetch {url}: {en}"))
    };
    let plain = ("accept-encoding".to_owned(), "identity".to_owned());
    let answer = client.ask(Method::Get, &url, &[plain]).map_err(failure)?;
    let (status, location) = (answer.status(), answer.header("location").unwrap_or_default().to_owned());
    Ok(Got { status, location, body: answer.read().map_err(failure)? })
}
