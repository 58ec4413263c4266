//! Static files that templates name: published under a name with their content's hash.

use super::custom;
use crate::portal::{Portal, Route};
use crate::trace::{Fingerprint, Key, read};
use crate::world::{World, join};
use minijinja::{Error, ErrorKind};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, PoisonError};

/// A file under its hashed name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asset {
    /// Its plain name.
    pub name: String,
    /// Where it is published.
    pub route: Route,
    /// Its bytes; a style sheet with what the settings put in, its addresses put right.
    pub bytes: Vec<u8>,
    /// The static files that it names.
    needs: Vec<String>,
}

/// The assets of a theme and a site, hashed when they are first asked for.
pub(super) struct Assets {
    sources: BTreeMap<String, crate::diag::Path>,
    world: Arc<World>,
    portal: Arc<Portal>,
    made: Mutex<BTreeMap<String, Arc<Asset>>>,
    asked: Mutex<BTreeSet<String>>,
}

/// Style sheets that import each other in a circle end here.
const DEEPEST: usize = 8;

impl Assets {
    pub(super) fn new(sources: BTreeMap<String, crate::diag::Path>, world: Arc<World>, portal: Arc<Portal>) -> Self {
        Self { sources, world, portal, made: Mutex::default(), asked: Mutex::default() }
    }

    /// The URL of an asset.
    pub(super) fn url(&self, name: &str) -> Result<String, Error> {
        read(Key::Asset(name.into()));
        let asset = self.get(name).map_err(|why| Error::new(ErrorKind::InvalidOperation, why))?;
        self.ask(name);
        Ok(self.portal.url(&asset.route))
    }

    /// From now on an asset is published.
    pub(super) fn ask(&self, name: &str) {
        let mut asked = self.asked.lock().unwrap_or_else(PoisonError::into_inner);
        if !asked.contains(name) {
            asked.insert(name.to_owned());
        }
    }

    /// An asset, made when it is first asked for.
    pub(super) fn get(&self, name: &str) -> Result<Arc<Asset>, String> {
        let known = self.made.lock().unwrap_or_else(PoisonError::into_inner).get(name).cloned();
        known.map_or_else(|| self.make(name, 0), Ok)
    }

    /// Those that were asked for, and those that they name.
    pub(super) fn asked(&self) -> Vec<Arc<Asset>> {
        let mut open: Vec<String> = self.asked.lock().unwrap_or_else(PoisonError::into_inner).iter().cloned().collect();
        let mut found: BTreeMap<String, Arc<Asset>> = BTreeMap::new();
        while let Some(name) = open.pop() {
            if found.contains_key(&name) {
                continue;
            }
            if let Ok(asset) = self.get(&name) {
                open.extend(asset.needs.iter().cloned());
                found.insert(name, asset);
            }
        }
        found.into_values().collect()
    }

    fn make(&self, name: &str, depth: usize) -> Result<Arc<Asset>, String> {
        let bytes = self.bytes(name)?;
        let is_style = name.ends_with(".css") && depth < DEEPEST;
        let (bytes, needs) = if is_style { self.style(name, bytes, depth)? } else { (bytes, Vec::new()) };
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, ""));
        let print = Fingerprint::of(&bytes).short();
        let dot = if ending.is_empty() { "" } else { "." };
        let route = Route::new(&format!("assets/{stem}.{print}{dot}{ending}"));
        let asset = Arc::new(Asset { name: name.to_owned(), route, bytes, needs });
        self.made.lock().unwrap_or_else(PoisonError::into_inner).insert(name.to_owned(), Arc::clone(&asset));
        Ok(asset)
    }

    fn bytes(&self, name: &str) -> Result<Vec<u8>, String> {
        let source = self.sources.get(name);
        let bytes = source.map(|path| self.world.bytes(path)).transpose().map_err(|failure| failure.to_string())?;
        bytes.flatten().map(std::borrow::Cow::into_owned).ok_or_else(|| {
            let near = crate::law::nearest::few_nearest(name, self.sources.keys().map(String::as_str)).join(", ");
            let hint = if near.is_empty() { String::new() } else { format!("; did you mean {near}?") };
            format!("there is no static file `{name}`{hint}")
        })
    }

    /// A style sheet with what the settings put in, and the files that it names.
    fn style(&self, name: &str, bytes: Vec<u8>, depth: usize) -> Result<(Vec<u8>, Vec<String>), String> {
        match String::from_utf8(bytes) {
            Ok(text) => Ok(self.with_addresses(name, &custom::fill(&text, &self.portal.config.params)?, depth)),
            Err(not_text) => Ok((not_text.into_bytes(), Vec::new())),
        }
    }

    /// A style sheet in which every `url(…)` of another static file is that file's hashed name, and those files.
    fn with_addresses(&self, name: &str, text: &str, depth: usize) -> (Vec<u8>, Vec<String>) {
        let mut needs = Vec::new();
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some(at) = rest.find("url(") {
            let (before, after) = rest.split_at(at + 4);
            out.push_str(before);
            let end = after.find(')').unwrap_or(after.len());
            let written = after[..end].trim().trim_matches(['"', '\'']);
            match self.neighbour(name, written, depth) {
                Some((url, target)) => {
                    out.push_str(&url);
                    needs.push(target);
                }
                None => out.push_str(&after[..end]),
            }
            rest = &after[end..];
        }
        out.push_str(rest);
        (out.into_bytes(), needs)
    }

    /// The URL of a static file that a style sheet names by a path from itself, and the file's name.
    fn neighbour(&self, name: &str, written: &str, depth: usize) -> Option<(String, String)> {
        let (path, fragment) =
            written.split_once('#').map_or((written, None), |(path, fragment)| (path, Some(fragment)));
        let folder = name.rsplit_once('/').map_or("", |(folder, _)| folder);
        let path = path.split('?').next().unwrap_or(path);
        let target = join(folder, path)?;
        if path.contains(':') || path.starts_with('/') || !self.sources.contains_key(&target) {
            return None;
        }
        let url = self.portal.url(&self.make(&target, depth + 1).ok()?.route);
        let url = fragment.map_or_else(|| format!("\"{url}\""), |fragment| format!("\"{url}#{fragment}\""));
        Some((url, target))
    }
}
