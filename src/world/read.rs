//! Reading one file.

use super::{Stat, World, builtin};
use crate::diag::{Code, Diagnostic, Failure, Path, Place, Source, Span};
use crate::say;
use rustix::fs::fstat;
use std::borrow::Cow;
use std::fs;
use std::io::{ErrorKind, Read as _};
use std::path::{Path as FilePath, PathBuf};

/// What reading a text file gives.
#[derive(Debug)]
pub enum Read {
    /// Its text, without a byte-order mark.
    Text(Source),
    /// It is there and is not UTF-8; the diagnostic says what it may be.
    NotText(Box<Diagnostic>),
    /// There is no such file.
    Absent,
}

#[expect(clippy::disallowed_methods, reason = "world is the door to the disk")]
impl World {
    /// The text of a file.
    ///
    /// # Errors
    /// When the system cannot read a file that is there.
    pub fn read(&self, path: &str) -> Result<Read, Failure> {
        let Some(bytes) = self.bytes(path)? else {
            return Ok(Read::Absent);
        };
        Ok(match self.text(&path.into(), bytes.into_owned()) {
            Ok(source) => Read::Text(source),
            Err(fault) => Read::NotText(fault),
        })
    }

    /// The bytes of a file as its text.
    ///
    /// # Errors
    /// A diagnostic when they are not UTF-8, or the file stands outside the site.
    pub fn text(&self, path: &Path, bytes: Vec<u8>) -> Result<Source, Box<Diagnostic>> {
        if self.leaves(path) {
            return Err(Box::new(super::walk::outside(path.clone())));
        }
        let text = text(bytes).map_err(|bytes| Box::new(not_text(path, &bytes)))?;
        Ok(Source { path: path.clone(), text })
    }

    /// The bytes of a file, or nothing when there is none. The files of the site come before the built-in ones.
    ///
    /// # Errors
    /// When the system cannot read a file that is there.
    pub fn bytes(&self, path: &str) -> Result<Option<Cow<'static, [u8]>>, Failure> {
        let Some(file) = self.file(path) else { return Ok(None) };
        match fs::read(&file) {
            Ok(bytes) => Ok(Some(Cow::Owned(bytes))),
            Err(cause)
                if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::IsADirectory) =>
            {
                Ok(builtin::bytes(path).map(Cow::Borrowed))
            }
            Err(cause) => Err(Failure::io(say!("读不了文件 {path}", "cannot read the file {path}"), cause)),
        }
    }

    /// The bytes of a file on the disk, and what the system told of it before they were read; nothing when there is none.
    ///
    /// # Errors
    /// When the system cannot read a file that is there.
    pub fn bytes_and_stat(&self, path: &str) -> Result<Option<(Vec<u8>, Stat)>, Failure> {
        let failure = |cause| Failure::io(say!("读不了文件 {path}", "cannot read the file {path}"), cause);
        let Some(file) = self.file(path) else { return Ok(None) };
        let file = match fs::File::open(file) {
            Ok(file) => file,
            Err(cause) if matches!(cause.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) => return Ok(None),
            Err(cause) => return Err(failure(cause)),
        };
        let Some(stat) = Stat::of_file(&fstat(&file).map_err(|cause| failure(cause.into()))?) else { return Ok(None) };
        // One byte more than there should be, so that the end is seen without room for more.
        let mut bytes = Vec::with_capacity(usize::try_from(stat.length).unwrap_or_default() + 1);
        // Through `take`, or the system is asked for the length once more.
        file.take(u64::MAX).read_to_end(&mut bytes).map_err(failure)?;
        Ok(Some((bytes, stat)))
    }

    /// A file's length in bytes, when it is there.
    #[must_use]
    pub fn length(&self, path: &str) -> Option<u64> {
        let on_disk = self.file(path).and_then(|file| fs::metadata(file).ok()).filter(fs::Metadata::is_file);
        on_disk.map(|meta| meta.len()).or_else(|| builtin::bytes(path).map(|bytes| bytes.len() as u64))
    }

    /// Hashes a file without holding it in memory, and gives its length.
    ///
    /// # Errors
    /// When it cannot be read.
    pub fn hash(&self, path: &str) -> Result<(blake3::Hash, u64), Failure> {
        let failure = |cause| Failure::io(say!("读不了文件 {path}", "cannot read the file {path}"), cause);
        let mut hasher = blake3::Hasher::new();
        if let Some(file) = self.file(path).filter(|file| file.is_file()) {
            let mut file = fs::File::open(file).map_err(failure)?;
            let mut buffer = vec![0; 1 << 16];
            loop {
                match file.read(&mut buffer).map_err(failure)? {
                    0 => break,
                    read => hasher.update(&buffer[..read]),
                };
            }
        } else {
            hasher.update(builtin::bytes(path).unwrap_or_default());
        }
        Ok((hasher.finalize(), hasher.count()))
    }

    /// Whether a path leads out of the site's folder by a symbolic link. Files under content/ come from a listing,
    /// which has looked at every link already.
    fn leaves(&self, path: &str) -> bool {
        let by_name = !path.starts_with("content/") && !path.starts_with("themes/");
        by_name && self.root().join(path).canonicalize().is_ok_and(|target| !target.starts_with(self.root()))
    }

    /// Where a file of the site stands on disk; nothing for a path that would leave the site's folder.
    #[must_use]
    pub fn file(&self, path: &str) -> Option<PathBuf> {
        let inside = !path.starts_with('/') && path.split('/').all(|part| !matches!(part, ".." | "." | ""));
        inside.then(|| self.root().join(path))
    }
}

/// The text of a file that the person named, wherever it stands.
///
/// # Errors
/// When it cannot be read, or is not UTF-8.
#[expect(clippy::disallowed_methods, reason = "world is the door to the disk")]
pub fn named(path: &FilePath) -> Result<String, Failure> {
    fs::read_to_string(path).map_err(|cause| unreadable(path, cause))
}

/// The bytes of a file that the person named, wherever it stands.
///
/// # Errors
/// When it cannot be read.
#[expect(clippy::disallowed_methods, reason = "world is the door to the disk")]
pub fn named_bytes(path: &FilePath) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|cause| unreadable(path, cause))
}

fn unreadable(path: &FilePath, cause: std::io::Error) -> Failure {
    let path = path.display();
    Failure::io(say!("读不了文件 {path}", "cannot read the file {path}"), cause)
}

/// The bytes of a file that the person named, wherever it stands; nothing when they are more than `most`.
///
/// # Errors
/// When it cannot be read.
#[expect(clippy::disallowed_methods, reason = "world is the door to the disk")]
pub fn named_within(path: &FilePath, most: u64) -> Result<Option<Vec<u8>>, Failure> {
    let failure = |cause| unreadable(path, cause);
    let mut bytes = Vec::new();
    if fs::metadata(path).map_err(failure)?.len() > most {
        return Ok(None);
    }
    fs::File::open(path).map_err(failure)?.take(most + 1).read_to_end(&mut bytes).map_err(failure)?;
    Ok((bytes.len() as u64 <= most).then_some(bytes))
}

fn text(bytes: Vec<u8>) -> Result<String, Vec<u8>> {
    match simdutf8::basic::from_utf8(&bytes) {
        Err(_) => Err(bytes),
        Ok(text) => Ok(text.strip_prefix('\u{feff}').unwrap_or(text).to_owned()),
    }
}

fn not_text(path: &Path, bytes: &[u8]) -> Diagnostic {
    let fault =
        Diagnostic::new(Code::NotUtf8, Place::File(path.clone()), say!("文件不是 UTF-8 编码", "the file is not UTF-8"));
    let chinese = encoding_rs::GBK.decode_without_bom_handling_and_without_replacement(bytes);
    if bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]) {
        fault.help(say!("它像是 UTF-16（Unicode）编码；请另存为 UTF-8", "it looks like UTF-16; save it as UTF-8"))
    } else if chinese.is_some() {
        fault.help(say!("它像是 GBK（ANSI）编码；请另存为 UTF-8", "it looks like GBK; save it as UTF-8"))
    } else {
        let at = std::str::from_utf8(bytes).err().map_or(0, |error| error.valid_up_to());
        let at = Span::new(at, at).start;
        fault.help(say!(
            "第 {at} 个字节起不是文字；请检查文件是否损坏",
            "what follows byte {at} is not text; is the file damaged?"
        ))
    }
}
