//! A bucket that speaks the S3 protocol; requests are signed with Signature Version 4.

use super::Remote;
use super::request::{Answer, SIGNED_FOR, ask, client};
use super::touched::Touched;
use crate::config::{BucketStyle, BucketWay};
use crate::deploy::deployed::DEPLOYED;
use crate::deploy::disk::Done;
use crate::deploy::release::File;
use crate::deploy::rules::cache_time;
use crate::diag::Failure;
use crate::net::{Client, Method};
use crate::say;
use crate::trace::Fingerprint;
use rusty_s3::actions::ListObjectsV2;
use rusty_s3::{Bucket as Place, Credentials, S3Action, UrlStyle};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};
use std::thread;

/// From this many paths on, a list of all is asked for in place of each.
const MANY: usize = 100;

/// What opens a bucket. It is never shown.
#[derive(Clone)]
pub struct Secrets {
    /// The key's id.
    pub access_key: String,
    /// The secret itself.
    pub secret_key: String,
    /// The token of a session.
    pub session_token: Option<String>,
}

impl fmt::Debug for Secrets {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secrets(…)")
    }
}

/// A bucket, open.
pub(in crate::deploy) struct Bucket {
    way: BucketWay,
    place: Place,
    credentials: Credentials,
    client: Client,
    jobs: usize,
}

impl Bucket {
    /// Opens a bucket; nothing is asked yet. So many requests are under way at one time.
    ///
    /// # Errors
    /// When the endpoint cannot be one.
    pub(in crate::deploy) fn new(way: &BucketWay, secrets: Secrets, jobs: usize) -> Result<Self, Failure> {
        let style = match way.style {
            BucketStyle::Host => UrlStyle::VirtualHost,
            BucketStyle::Path => UrlStyle::Path,
        };
        let place = Place::new(way.endpoint.clone(), style, way.bucket.clone(), way.region.clone());
        let place = place.map_err(|_| {
            Failure::own(say!("服务地址不能用作对象存储的地址", "the endpoint cannot be that of a storage"))
        })?;
        let Secrets { access_key, secret_key, session_token } = secrets;
        let credentials = match session_token {
            Some(token) => Credentials::new_with_token(access_key, secret_key, token),
            None => Credentials::new(access_key, secret_key),
        };
        Ok(Self { way: way.clone(), place, credentials, client: client(), jobs })
    }

    fn key(&self, path: &str) -> String {
        format!("{}{path}", self.way.prefix)
    }

    fn get(&self, path: &str) -> Done<Answer> {
        let url = self.place.get_object(Some(&self.credentials), &self.key(path)).sign(SIGNED_FOR);
        ask(&self.client, Method::Get, &url, &[])
    }

    fn is_there(&self, path: &str) -> Done<bool> {
        let url = self.place.head_object(Some(&self.credentials), &self.key(path)).sign(SIGNED_FOR);
        ask(&self.client, Method::Head, &url, &[]).map(|answer| answer.found)
    }

    fn put(&self, path: &str, bytes: &[u8], headers: &[(String, String)]) -> Done {
        let key = self.key(path);
        let mut action = self.place.put_object(Some(&self.credentials), &key);
        for (name, value) in headers.iter().filter(|(name, _)| name.starts_with("x-amz-")) {
            action.headers_mut().insert(name.clone(), value.clone());
        }
        let answer = ask(&self.client, Method::Put(bytes), &action.sign(SIGNED_FOR), headers)?;
        if answer.found { Ok(()) } else { Err(Failure::own(say!("没有这个存储桶", "there is no such bucket"))) }
    }

    fn delete(&self, path: &str) -> Done {
        let url = self.place.delete_object(Some(&self.credentials), &self.key(path)).sign(SIGNED_FOR);
        ask(&self.client, Method::Delete, &url, &[]).map(drop)
    }

    /// The headers that a file is kept with.
    fn headers(&self, file: &File) -> Vec<(String, String)> {
        let mut headers = BTreeMap::from([
            ("content-type".to_owned(), file.media.to_owned()),
            ("cache-control".to_owned(), cache_time(&file.path).to_owned()),
        ]);
        if let Some(encoding) = file.encoding {
            headers.insert("content-encoding".to_owned(), encoding.word().to_owned());
        }
        for rule in self.way.headers.iter().filter(|rule| fits(&rule.pattern, &file.path)) {
            headers.insert(rule.name.clone(), rule.value.clone());
        }
        headers.into_iter().collect()
    }

    /// Does something to each of many, several at a time; the first fault ends it.
    fn each<T: Sync>(&self, all: &[T], each: impl Fn(&T) -> Done + Sync) -> Done {
        let (next, fault) = (AtomicUsize::new(0), Mutex::new(None));
        let is_over = || fault.lock().unwrap_or_else(PoisonError::into_inner).is_some();
        let work = || {
            while let Some(one) = all.get(next.fetch_add(1, Ordering::Relaxed)).filter(|_| !is_over()) {
                if let Err(failure) = each(one) {
                    fault.lock().unwrap_or_else(PoisonError::into_inner).get_or_insert(failure);
                }
            }
        };
        thread::scope(|scope| (0..self.jobs.min(all.len())).for_each(|_| drop(scope.spawn(work))));
        fault.into_inner().unwrap_or_else(PoisonError::into_inner).map_or(Ok(()), Err)
    }
}

impl Remote for Bucket {
    fn fetch(&self, path: &str) -> Done<Option<Vec<u8>>> {
        self.get(path).map(|answer| answer.found.then_some(answer.body))
    }

    fn note(&self, text: &[u8]) -> Done {
        let headers = [("content-type", "application/zstd"), ("cache-control", "no-store")];
        self.put(DEPLOYED, text, &headers.map(|(name, value)| (name.to_owned(), value.to_owned())))
    }

    fn stamp(&self, file: &File) -> Fingerprint {
        let mut told = file.hash.to_string();
        for (name, value) in self.headers(file) {
            told.push_str(&format!("\n{name}: {value}"));
        }
        Fingerprint::of(told.as_bytes())
    }

    /// A bucket knows no folders: nothing but what is added can be somebody else's.
    fn taken(&self, touched: &Touched<'_>) -> Done<Vec<String>> {
        let paths: Vec<&str> = touched.added.iter().copied().collect();
        if paths.len() >= MANY {
            let held = self.holds()?;
            return Ok(paths.into_iter().filter(|path| held.contains_key(*path)).map(str::to_owned).collect());
        }
        let found = Mutex::new(BTreeSet::new());
        self.each(&paths, |path| {
            if self.is_there(path)? {
                found.lock().unwrap_or_else(PoisonError::into_inner).insert((*path).to_owned());
            }
            Ok(())
        })?;
        Ok(found.into_inner().unwrap_or_else(PoisonError::into_inner).into_iter().collect())
    }

    fn send(&self, files: &[&File], sent: &(dyn Fn(&File) -> Done + Sync)) -> Done {
        self.each(files, |file| {
            self.put(&file.path, &file.bytes()?, &self.headers(file))?;
            sent(file)
        })
    }

    fn remove(&self, paths: &[&str]) -> Done {
        self.each(paths, |path| self.delete(path))
    }

    fn holds(&self) -> Done<BTreeMap<String, u64>> {
        let (mut held, mut next) = (BTreeMap::new(), None::<String>);
        loop {
            let mut list = self.place.list_objects_v2(Some(&self.credentials));
            list.with_prefix(self.way.prefix.clone());
            if let Some(next) = &next {
                list.with_continuation_token(next.clone());
            }
            let answer = ask(&self.client, Method::Get, &list.sign(SIGNED_FOR), &[])?;
            let text = String::from_utf8_lossy(&answer.body).into_owned();
            let page = ListObjectsV2::parse_response(&text).map_err(|_| {
                Failure::own(say!("看不懂对象存储列出的清单", "the storage's list cannot be understood"))
            })?;
            let below = |key: &str| key.strip_prefix(&self.way.prefix).map(str::to_owned);
            held.extend(page.contents.into_iter().filter_map(|one| Some((below(&one.key)?, one.size?))));
            next = page.next_continuation_token;
            if next.is_none() {
                return Ok(held);
            }
        }
    }
}

/// Whether a pattern fits a path; `*` stands for any characters.
fn fits(pattern: &str, path: &str) -> bool {
    let Some((before, rest)) = pattern.split_once('*') else { return pattern == path };
    let Some(path) = path.strip_prefix(before) else { return false };
    let ends = path.char_indices().map(|(at, _)| at).chain([path.len()]);
    ends.into_iter().any(|at| fits(rest, &path[at..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_star_stands_for_anything() {
        for (pattern, path) in [("*.pdf", "a/甲.pdf"), ("a/*", "a/b/c"), ("*", ""), ("a*b*c", "axxbc"), ("a", "a")] {
            assert!(fits(pattern, path), "{pattern} {path}");
        }
        for (pattern, path) in [("*.pdf", "a.pdf.gz"), ("a/*", "b/a/c"), ("a*b*c", "acb"), ("a", "ab")] {
            assert!(!fits(pattern, path), "{pattern} {path}");
        }
    }

    #[test]
    fn secrets_are_not_printed() {
        let secrets = Secrets {
            access_key: "canary".to_owned(),
            secret_key: "canary".to_owned(),
            session_token: Some("canary".to_owned()),
        };
        assert!(!format!("{secrets:?} {secrets:#?}").contains("canary"));
    }
}
