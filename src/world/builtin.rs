//! Files that are built into the program: the default theme, and the portal that `new site` begins with.

use include_dir::{Dir, File, include_dir};

static GONGBAO: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/themes/gongbao");
static STARTER: Dir<'static> = include_dir!("$CARGO_MANIFEST_DIR/src/world/starter");

const THEME: &str = "themes/gongbao";

/// The bytes of a built-in file of the default theme, by its path from the site's root.
pub(super) fn bytes(path: &str) -> Option<&'static [u8]> {
    let within = path.strip_prefix(THEME)?.strip_prefix('/')?;
    GONGBAO.get_file(within).map(File::contents)
}

/// The paths of all built-in files under a folder of the site.
pub(super) fn paths(folder: &str) -> Vec<String> {
    let all = files(&GONGBAO).into_iter().map(|(path, _)| format!("{THEME}/{path}"));
    all.filter(|path| path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))).collect()
}

/// The files of the portal that `new site` writes: path and bytes, sorted.
#[must_use]
pub fn starter() -> Vec<(String, &'static [u8])> {
    files(&STARTER)
}

fn files(dir: &'static Dir<'static>) -> Vec<(String, &'static [u8])> {
    let mut all = Vec::new();
    let mut open = vec![dir];
    while let Some(dir) = open.pop() {
        open.extend(dir.dirs());
        all.extend(dir.files().map(|file| (file.path().to_string_lossy().replace('\\', "/"), file.contents())));
    }
    all.sort_unstable();
    all
}
