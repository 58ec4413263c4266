//! Files of old office programs, written anew as docx by LibreOffice.
//!
//! It gets a folder of its own with a copy of the file and a profile in which nothing is set, so that neither the person's own
//! LibreOffice nor their macros have a part in it, and the folder goes when it is done.

use super::{Bounds, Program, Ran};
use crate::diag::Failure;
use crate::say;
use std::fs;
use std::io::Read as _;
use std::path::Path;

/// LibreOffice.
pub const OFFICE: Program = Program("soffice");

/// A file as docx. The ending tells LibreOffice the form where the content does not.
///
/// # Errors
/// When there is no room for a temporary folder.
#[expect(clippy::disallowed_methods, reason = "world is the door to the disk and to foreign programs")]
pub fn to_docx(bytes: &[u8], ending: &str, bounds: &Bounds) -> Result<Ran, Failure> {
    let failure = |cause| Failure::io(say!("建不了临时文件夹", "cannot make a temporary folder"), cause);
    let folder = tempfile::tempdir().map_err(failure)?;
    let at = |name: &str| folder.path().join(name);
    let (source, shown) = (at(&format!("source.{ending}")), |path: &Path| path.display().to_string());
    fs::write(&source, bytes).map_err(failure)?;
    let profile = format!("-env:UserInstallation=file://{}", shown(&at("profile")));
    let out = shown(folder.path());
    let arguments = [&profile, "--headless", "--norestore", "--convert-to", "docx", "--outdir", &out, &shown(&source)];
    let ran = OFFICE.run(&arguments, b"", bounds);
    if !matches!(ran, Ran::Well(_)) {
        return Ok(ran);
    }
    let mut docx = Vec::new();
    let most = bounds.output as u64;
    let read = fs::File::open(at("source.docx")).and_then(|file| file.take(most + 1).read_to_end(&mut docx));
    Ok(match read {
        // It says that it went well even where it wrote nothing.
        Err(_) => Ran::Failed,
        Ok(_) if docx.len() as u64 > most => Ran::TooMuch,
        Ok(_) => Ran::Well(docx),
    })
}
