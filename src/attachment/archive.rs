//! Archives (zip): their members, each within what may still come out.

use super::harvest::Harvest;
use super::spot::short;
use super::{Part, Reason, ofd, open_document, package, xml};
use memchr::memmem;
use std::io::{Cursor, Read as _};
use zip::ZipArchive;
use zip::result::ZipError;

/// What a member may expand to whatever its packed length is.
const FREE: u64 = 1 << 20;

/// An archive whose members are known by name.
pub(super) struct Archive<'a> {
    zip: ZipArchive<Cursor<&'a [u8]>>,
    /// The members that are files, in the order of the archive.
    members: Vec<Member>,
}

/// A file in an archive.
#[derive(Debug, Clone)]
pub(super) struct Member {
    /// Its path in the archive, which is only ever shown.
    pub(super) path: String,
    index: usize,
}

/// Reads an archive as what it is: an office file, or files.
pub(super) fn read(bytes: &[u8], harvest: &mut Harvest) -> Result<(), Reason> {
    let mut archive = Archive::open(bytes, harvest)?;
    if archive.has("[Content_Types].xml") {
        package::read(&mut archive, harvest)
    } else if archive.has("META-INF/manifest.xml") && archive.has("content.xml") || archive.is_open_document(harvest) {
        open_document::read(&mut archive, harvest)
    } else if archive.has("OFD.xml") {
        ofd::read(&mut archive, harvest)
    } else {
        files(&mut archive, harvest);
        Ok(())
    }
}

/// Reads every member as a file of its own. Its name is a text too.
fn files(archive: &mut Archive, harvest: &mut Harvest) {
    for member in archive.members() {
        harvest.text(Part::Name, &member.path);
        archive.file(&member, harvest);
    }
}

impl<'a> Archive<'a> {
    pub(super) fn open(bytes: &'a [u8], harvest: &mut Harvest) -> Result<Self, Reason> {
        // Each member has such a head, which takes more memory when it is read than it takes in the file.
        let most = harvest.members();
        if memmem::find_iter(bytes, b"PK\x01\x02").take(most + 1).count() > most {
            return Err(Reason::TooLarge);
        }
        let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Reason::Broken)?;
        harvest.count(zip.len())?;
        harvest.text(Part::Comment, &words(zip.comment()));
        let mut members = Vec::new();
        for index in 0..zip.len() {
            let Ok(file) = zip.by_index_raw(index) else { continue };
            harvest.text(Part::Comment, file.comment());
            if file.is_file() {
                members.push(Member { path: path(file.name_raw()), index });
            }
        }
        Ok(Self { zip, members })
    }

    /// The files in it.
    pub(super) fn members(&self) -> Vec<Member> {
        self.members.clone()
    }

    pub(super) fn has(&self, path: &str) -> bool {
        self.named(path).is_some()
    }

    /// Whether the content of an OpenDocument stands in it; its list of members may be missing.
    fn is_open_document(&mut self, harvest: &mut Harvest) -> bool {
        let content = self.bytes_of("content.xml", harvest).and_then(Result::ok);
        content.and_then(|bytes| xml::root(&xml::text(&bytes))).is_some_and(|root| root == "document-content")
    }

    fn named(&self, path: &str) -> Option<&Member> {
        self.members.iter().find(|member| member.path == path)
    }

    /// The bytes of the member with this path, when there is one.
    pub(super) fn bytes_of(&mut self, path: &str, harvest: &mut Harvest) -> Option<Result<Vec<u8>, Reason>> {
        let member = self.named(path)?.clone();
        Some(self.bytes(&member, harvest))
    }

    /// Reads a member as a file within this one.
    pub(super) fn file(&mut self, member: &Member, harvest: &mut Harvest) {
        match self.bytes(member, harvest) {
            Ok(bytes) => harvest.member(&member.path, &bytes),
            Err(reason) => harvest.inside(&member.path, |harvest| harvest.unread(reason)),
        }
    }

    /// The bytes of a member.
    pub(super) fn bytes(&mut self, member: &Member, harvest: &mut Harvest) -> Result<Vec<u8>, Reason> {
        let file = self.zip.by_index(member.index).map_err(|error| reason(&error))?;
        let most = harvest.room().min(file.compressed_size().saturating_mul(harvest.limits.ratio).max(FREE));
        let mut bytes = Vec::new();
        let read = file.take(most + 1).read_to_end(&mut bytes);
        harvest.expanded(bytes.len() as u64);
        if bytes.len() as u64 > most {
            return Err(Reason::TooLarge);
        }
        read.map(|_| bytes).map_err(|_| Reason::Broken)
    }
}

fn reason(error: &ZipError) -> Reason {
    match error {
        ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => Reason::Encrypted,
        ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_) => Reason::UnknownForm,
        _ => Reason::Broken,
    }
}

/// The path of a member.
fn path(raw: &[u8]) -> String {
    short(words(raw))
}

/// Words of an archive's: UTF-8, or what Chinese Windows writes.
fn words(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(words) => words.to_owned(),
        Err(_) => encoding_rs::GB18030.decode_without_bom_handling(raw).0.into_owned(),
    }
}
