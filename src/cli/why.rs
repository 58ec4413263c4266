//! `xiangwei why`: what a page read, and why it was made the last time.

use super::End;
use super::args::Why;
use super::screen::Screen;
use crate::build::{Told, why};
use crate::diag::Failure;

pub(super) fn run(args: &Why, screen: Screen) -> Result<End, Failure> {
    let path = args.path.trim_start_matches('/');
    let Some(Told { cause, read }) = why(&args.root, args.cache.as_deref(), path)? else {
        let zh = format!("构建记录里没有 {path}（写输出文件夹里的路径，如 index.html）\n");
        let en = format!("nothing is remembered of {path} (write a path in the output folder, such as index.html)\n");
        screen.tell(screen.say(&zh, &en));
        return Ok(End::WithFaults);
    };
    let because = cause.text();
    let zh = format!("{path} 上次重新生成，因为{}。\n它读了：\n", because.zh);
    let en = format!("{path} was made the last time because {}.\nIt read:\n", because.en);
    screen.print(screen.say(&zh, &en));
    read.iter().for_each(|one| screen.print(&format!("  {}\n", one.show(screen.lang))));
    Ok(End::Well)
}
