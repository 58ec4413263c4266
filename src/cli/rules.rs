//! `xiangwei rules`: the rule file of a host, to standard output.

use super::End;
use super::args::{Built, HostArg, Rules as Args};
use super::screen::{ProgressLine, Screen};
use crate::build::{Progress as _, Published};
use crate::deploy::{Host, Rules};
use crate::diag::Failure;

/// So many files are named.
const LISTED: usize = 20;

pub(super) fn run(args: &Args, screen: Screen) -> Result<End, Failure> {
    let site = published(&args.built, screen)?;
    // What somebody put into a page would be allowed to run.
    if !is_whole(&site, screen)? {
        return Ok(End::WithFaults);
    }
    let host = match args.host {
        HostArg::Nginx => Host::Nginx,
        HostArg::Apache => Host::Apache,
        HostArg::Caddy => Host::Caddy,
        HostArg::Headers => Host::Headers,
    };
    screen.print(&Rules::of(&site)?.write(host, &args.folder)?);
    Ok(End::Well)
}

/// What was built of a site.
pub(super) fn published(built: &Built, screen: Screen) -> Result<Published, Failure> {
    let line = ProgressLine::new(screen, true);
    Published::open(&built.root, (built.out.as_deref(), built.cache.as_deref()), || line.waiting())
}

/// Whether what was built is still what the build made; what is not is told.
pub(super) fn is_whole(site: &Published, screen: Screen) -> Result<bool, Failure> {
    let differing = site.differing()?;
    for path in differing.iter().take(LISTED) {
        let zh = format!("错误：{path} 不是生成时的样子，或不见了\n");
        let en = format!("error: {path} is gone, or not what the build made\n");
        screen.tell(screen.say(&zh, &en));
    }
    if !differing.is_empty() {
        screen.tell(
            screen.say(
                "什么也没有做；重新运行 xiangwei build\n",
                "nothing was sent or written; run xiangwei build again\n",
            ),
        );
    }
    Ok(differing.is_empty())
}
