//! `xiangwei new`.

use super::End;
use super::args::{New, NewWhat};
use super::screen::Screen;
use crate::authoring::{SCHEMAS, Site, Wanted, draft, schemas};
use crate::diag::Failure;
use crate::portal::own_names;
use crate::publish::{is_free, write_new};
use crate::say;
use crate::world::starter;
use std::path::Path;

pub(super) fn run(args: &New, screen: Screen) -> Result<End, Failure> {
    match (&args.what, args.kind, &args.title) {
        (Some(NewWhat::Site { dir }), ..) => site(dir, screen),
        (None, Some(kind), Some(title)) => {
            let (into, name) = (args.into.as_deref(), args.name.as_deref());
            document(&args.root, &Wanted { kind, title, into, name, ours: &own_names(), values: &args.set }, screen)
        }
        _ => Err(Failure::own(say!("写明文种和标题", "name a kind and a title"))),
    }
}

/// Writes a document that is not there yet.
fn document(root: &Path, wanted: &Wanted<'_>, screen: Screen) -> Result<End, Failure> {
    let draft = draft(&Site::read(root)?, wanted)?;
    let path = root.join(&draft.path);
    write_new(&path, draft.text.as_bytes())?;
    let shown = path.display();
    let (zh, en) = match draft.is_kept_back {
        true => (
            format!("已新建 {shown}。它是草稿，用 --drafts 查看；写好以后删去“草稿”一行\n"),
            format!("made {shown}; it is a draft, shown with --drafts until its line 草稿 is removed\n"),
        ),
        false => {
            (format!("已新建 {shown}。下次生成就会发布\n"), format!("made {shown}; the next build publishes it\n"))
        }
    };
    screen.print(screen.say(&zh, &en));
    Ok(End::Well)
}

/// Writes a small portal into a folder that is new or empty.
fn site(dir: &Path, screen: Screen) -> Result<End, Failure> {
    let shown = dir.display();
    if !is_free(dir) {
        return Err(Failure::own(say!(
            "{shown} 已经存在，而且不是空文件夹",
            "{shown} exists and is not an empty folder"
        )));
    }
    for (path, bytes) in starter() {
        write_new(&dir.join(path), bytes)?;
    }
    for (name, text) in schemas() {
        write_new(&dir.join(SCHEMAS).join(name), text.as_bytes())?;
    }
    let zh = format!("已在 {shown} 新建网站。生成：xiangwei build --root {shown}\n");
    let en = format!("made a portal in {shown}; build it: xiangwei build --root {shown}\n");
    screen.print(screen.say(&zh, &en));
    Ok(End::Well)
}
