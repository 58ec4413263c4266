//! `xiangwei new`.

use super::End;
use super::args::{New, NewWhat};
use super::screen::Screen;
use crate::diag::Failure;
use crate::publish::{is_free, write_new};
use crate::say;
use crate::world::starter;
use std::path::Path;

pub(super) fn run(args: &New, screen: Screen) -> Result<End, Failure> {
    match &args.what {
        NewWhat::Site { dir } => site(dir, screen),
    }
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
    let zh = format!("已在 {shown} 新建网站。生成：xiangwei build --root {shown}\n");
    let en = format!("made a portal in {shown}; build it: xiangwei build --root {shown}\n");
    screen.print(screen.say(&zh, &en));
    Ok(End::Well)
}
