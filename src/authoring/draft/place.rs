//! What the file of a new document is called.

use super::Wanted;
use crate::authoring::Site;
use crate::content::Kind;
use crate::diag::Failure;
use crate::markdown::slug;
use crate::say;

/// A name that is made of a title is cut after so many characters: no file's name may have more than 255 bytes.
const LONGEST: usize = 60;

/// More bytes a name has nowhere, its ending and what is put beside it for a moment included.
const MOST_BYTES: usize = 240;

/// What Windows takes for a device, whatever ending it has (Win32, Naming Files, Paths, and Namespaces); of `com` and `lpt` there
/// are ten each.
const DEVICES: [&str; 4] = ["con", "prn", "aux", "nul"];

/// What Windows lets stand in no name, and what an address gives another meaning.
const SPECIAL: [char; 11] = ['/', '\\', '<', '>', ':', '"', '|', '?', '*', '#', '%'];

/// The name of its file: the one that was typed; for a page its title, since its address is read by people; else the
/// year and a number.
pub(super) fn name(site: &Site, folder: &str, wanted: &Wanted<'_>) -> Result<String, Failure> {
    let is_ours = |name: &str| folder.is_empty() && wanted.ours.iter().any(|ours| *ours == name.to_lowercase());
    let is_free = |name: &String| site.is_free(&base(folder, name)) && !is_ours(name);
    if let Some(typed) = wanted.name {
        let name = typed.strip_suffix(".md").unwrap_or(typed).to_owned();
        return match (is_plain(&name), is_free(&name)) {
            (true, true) => Ok(name),
            (true, false) if is_ours(&name) => {
                Err(Failure::own(say!("{name} 是网站自己的网页", "{name} is a page of the site's own")))
            }
            (true, false) => Err(Failure::own(say!("已经有 {name} 这篇文档", "there is a document {name} already"))),
            (false, _) => Err(Failure::own(say!("“{typed}”不能作文件名", "{typed} is no name for a file"))),
        };
    }
    let year = site.today.year();
    let numbered = (1..).map(|number| format!("{year}-{number}"));
    let titled = (wanted.kind == Kind::Page).then(|| of_title(wanted.title)).filter(|name| is_plain(name));
    let free = titled.into_iter().chain(numbered).find(is_free);
    Ok(free.expect("one of endless names is free"))
}

fn of_title(title: &str) -> String {
    slug(title).chars().take(LONGEST).collect::<String>().trim_end_matches('-').to_owned()
}

/// Whether a file can have the name on every system, and its address can be written as it is.
fn is_plain(name: &str) -> bool {
    let is_trimmed = !name.is_empty() && name.trim() == name && !name.starts_with(['.', '_']) && !name.ends_with('.');
    let is_sayable = !name.contains(SPECIAL) && !name.contains(char::is_control) && name.len() <= MOST_BYTES;
    is_trimmed && is_sayable && !is_device(name) && name != "index"
}

fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or_default().to_ascii_lowercase();
    let port = stem.strip_prefix("com").or_else(|| stem.strip_prefix("lpt"));
    DEVICES.contains(&stem.as_str()) || port.is_some_and(|rest| rest.len() == 1 && rest.as_bytes()[0].is_ascii_digit())
}

/// The path of a document with a name in a folder, without its ending.
pub(super) fn base(folder: &str, name: &str) -> String {
    match folder {
        "" => format!("content/{name}"),
        _ => format!("content/{folder}/{name}"),
    }
}
