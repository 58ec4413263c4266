//! From the path of a request to a file of the folder, and to nothing else.

use percent_encoding::percent_decode_str;
use std::fs::{File, Metadata};
use std::path::{Component, Path, PathBuf};

/// Where the site stands, and under which path it is served.
#[derive(Debug, Clone)]
pub struct Site {
    /// The output folder. It need not be there yet.
    pub folder: PathBuf,
    /// The path of the site's address, as it stands there: `/` or `/fzzf/`. It begins and ends with a slash.
    pub base: String,
}

/// What a path leads to.
#[derive(Debug)]
pub(super) enum Found {
    /// A file.
    File(Opened),
    /// Another path: the folder with its slash, or the base.
    Moved(String),
    /// Nothing that may be shown.
    Nothing,
}

/// A file of the site, open.
#[derive(Debug)]
pub(super) struct Opened {
    /// Its path in the folder.
    pub(super) path: String,
    pub(super) file: File,
    pub(super) about: Metadata,
}

impl Site {
    /// What a request's path leads to. It is decoded once: what is still encoded then is a name like any other.
    pub(super) fn find(&self, path: &str) -> Found {
        let (Some(wanted), Some(base)) = (decoded(path), decoded(&self.base)) else { return Found::Nothing };
        match wanted.strip_prefix(&base) {
            Some(within) => self.within(within, path),
            None if wanted == "/" || format!("{wanted}/") == base => Found::Moved(self.base.clone()),
            None => Found::Nothing,
        }
    }

    fn within(&self, within: &str, path: &str) -> Found {
        if !is_plain(within) {
            return Found::Nothing;
        }
        let is_folder = within.is_empty() || within.ends_with('/');
        let name = if is_folder { format!("{within}index.html") } else { within.to_owned() };
        match self.real(&name) {
            Some(real) if real.is_file() => self.open(&name).map_or(Found::Nothing, Found::File),
            Some(real) if real.is_dir() && !is_folder => Found::Moved(format!("{path}/")),
            _ => Found::Nothing,
        }
    }

    /// Opens a file by its path in the folder.
    pub(super) fn open(&self, name: &str) -> Option<Opened> {
        let file = File::open(self.real(name)?).ok()?;
        let about = file.metadata().ok()?;
        about.is_file().then(|| Opened { path: name.to_owned(), file, about })
    }

    /// Where a name really is; nothing when that is outside the folder or hidden, by whatever link it is reached.
    fn real(&self, name: &str) -> Option<PathBuf> {
        let folder = self.folder.canonicalize().ok()?;
        let real = folder.join(name).canonicalize().ok()?;
        let shown = !real.strip_prefix(&folder).ok()?.components().any(is_hidden);
        shown.then_some(real)
    }
}

fn decoded(path: &str) -> Option<String> {
    percent_decode_str(path).decode_utf8().ok().map(Into::into)
}

/// Whether a path is made of ordinary names; the last may be empty.
fn is_plain(path: &str) -> bool {
    let folders = path.strip_suffix('/').unwrap_or(path);
    let ordinary = |name: &str| !name.is_empty() && !name.starts_with('.');
    path.is_empty()
        || (folders.split('/').all(ordinary) && !path.contains(|sign: char| sign == '\\' || sign.is_control()))
}

fn is_hidden(part: Component<'_>) -> bool {
    Path::new(part.as_os_str()).to_string_lossy().starts_with('.')
}

#[cfg(test)]
#[expect(clippy::disallowed_methods, reason = "a test makes the files that it asks for")]
mod tests {
    use super::*;
    use std::fs;

    #[test]
    fn a_plain_path_has_ordinary_names() {
        for plain in ["", "a.html", "a/", "a/b/", "a/b.c", "中文/一.html", "a..b", "%2e%2e/x"] {
            assert!(is_plain(plain), "{plain}");
        }
        for other in ["/", "//", "/a", "a//b", "a//", "..", "../a", "a/..", "a/../b", ".a", "a/.b/c", "a\\b", "a\0b"] {
            assert!(!is_plain(other), "{other:?}");
        }
    }

    #[test]
    fn a_link_to_a_hidden_file_shows_nothing() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join(".secret"), "s").unwrap();
        fs::write(folder.path().join("open.txt"), "o").unwrap();
        std::os::unix::fs::symlink(".secret", folder.path().join("a.txt")).unwrap();
        std::os::unix::fs::symlink("open.txt", folder.path().join("b.txt")).unwrap();
        let site = Site { folder: folder.path().to_owned(), base: "/".to_owned() };
        assert!(matches!(site.find("/a.txt"), Found::Nothing));
        assert!(matches!(site.find("/b.txt"), Found::File(_)));
    }

    #[test]
    fn the_base_may_be_written_encoded() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("index.html"), "i").unwrap();
        let site = Site { folder: folder.path().to_owned(), base: "/%E6%B3%95%E6%B2%BB/".to_owned() };
        assert!(matches!(site.find("/%E6%B3%95%e6%b2%bb/"), Found::File(_)));
        assert!(matches!(site.find("/%e6%B3%95%E6%B2%BB"), Found::Moved(to) if to == site.base));
        assert!(matches!(site.find("/index.html"), Found::Nothing));
    }
}
