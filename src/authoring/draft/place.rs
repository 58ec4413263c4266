//! What the file of a new document is called.

use super::Wanted;
use crate::authoring::Site;
use crate::content::Kind;
use crate::diag::Failure;
use crate::markdown::slug;
use crate::say;

/// The name of its file: the one that was typed; for a page its title, since its address is read by people; else the
/// year and a number.
pub(super) fn name(site: &Site, folder: &str, wanted: &Wanted<'_>) -> Result<String, Failure> {
    let is_free = |name: &String| site.is_free(&base(folder, name));
    if let Some(typed) = wanted.name {
        let name = typed.strip_suffix(".md").unwrap_or(typed).to_owned();
        let is_plain =
            !name.is_empty() && !name.starts_with(['.', '_']) && !name.contains(['/', '\\']) && name != "index";
        return match (is_plain, is_free(&name)) {
            (true, true) => Ok(name),
            (true, false) => Err(Failure::own(say!("已经有 {name} 这篇文档", "there is a document {name} already"))),
            (false, _) => Err(Failure::own(say!("“{typed}”不能作文件名", "{typed} is no name for a file"))),
        };
    }
    let year = site.today.year();
    let numbered = (1..).map(|number| format!("{year}-{number}"));
    let titled = (wanted.kind == Kind::Page).then(|| slug(wanted.title)).filter(|name| name != "index");
    let free = titled.into_iter().chain(numbered).find(is_free);
    Ok(free.expect("one of endless names is free"))
}

/// The path of a document with a name in a folder, without its ending.
pub(super) fn base(folder: &str, name: &str) -> String {
    match folder {
        "" => format!("content/{name}"),
        _ => format!("content/{folder}/{name}"),
    }
}
