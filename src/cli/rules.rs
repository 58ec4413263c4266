//! `xiangwei rules`: the rule file of a host, to standard output.

use super::End;
use super::args::{Built, HostArg, Rules as Args};
use super::screen::{ProgressLine, Screen};
use crate::build::{Progress as _, Published};
use crate::deploy::{Host, Rules};
use crate::diag::Failure;

pub(super) fn run(args: &Args, screen: Screen) -> Result<End, Failure> {
    let site = published(&args.built, screen)?;
    let host = match args.host {
        HostArg::Nginx => Host::Nginx,
        HostArg::Apache => Host::Apache,
        HostArg::Caddy => Host::Caddy,
        HostArg::Headers => Host::Headers,
    };
    screen.print(&Rules::of(&site)?.write(host, &args.folder));
    Ok(End::Well)
}

/// What was built of a site.
pub(super) fn published(built: &Built, screen: Screen) -> Result<Published, Failure> {
    let line = ProgressLine::new(screen, true);
    Published::open(&built.root, (built.out.as_deref(), built.cache.as_deref()), || line.waiting())
}
