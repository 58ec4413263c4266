//! What is sent has passed the audit: as it was built, and beside what is online.

use super::super::args::{Built, FormArg};
use super::super::check::with_pages;
use super::super::rules::published;
use super::super::screen::{ProgressLine, Screen};
use crate::audit::{Auditor, Earlier, Since};
use crate::build::{Against, Order, Published, check};
use crate::diag::{Diagnostic, Failure, Severity};
use crate::output::Manifest;
use crate::world::World;

/// The files of a site that passed the audit; nothing when it did not, which is told.
pub(super) fn audited(built: &Built, screen: Screen) -> Result<Option<Manifest>, Failure> {
    // The audit builds the site once more, in a place of its own, and so the lock is let go.
    let (date, address) = {
        let site = published(built, screen)?;
        (site.portal.date, site.portal.config.site.address.clone())
    };
    let order = Order { date: Some(date), base_url: Some(address), ..Order::of(&built.root) };
    let line = ProgressLine::new(screen, true);
    let audit = check(&order, &Against::default(), &line);
    line.clear();
    let audit = audit?;
    let errors = audit.report.findings.iter().filter(|finding| finding.told.severity() == Severity::Error);
    let passed = refuse(errors.map(with_pages).collect(), &World::open(&built.root)?, screen);
    Ok(passed.then_some(audit.manifest))
}

/// Whether what was built is what passed the audit.
pub(super) fn is_the_same(site: &Published, audited: &Manifest, screen: Screen) -> bool {
    let same = site.manifest == *audited;
    if !same {
        screen.tell(screen.say(
            "没有部署：源文件在生成之后有改动；重新运行 xiangwei build\n",
            "nothing was sent: sources changed since the site was built; run xiangwei build again\n",
        ));
    }
    same
}

/// Whether a site may follow what is online: no address is gone, no dates were changed in bulk.
pub(super) fn follows(site: &Published, online: Option<&[u8]>, (world, screen): (&World, Screen)) -> bool {
    let text = online.and_then(|bytes| std::str::from_utf8(bytes).ok());
    let Some(earlier) = text.and_then(Earlier::parse) else { return true };
    let config = &site.portal.config;
    let since = Since { earlier: &earlier, portal: &site.portal, manifest: &site.manifest };
    let told = config.audit.told(Auditor::new(config).since(&since));
    refuse(told.into_iter().filter(|one| one.severity() == Severity::Error).collect(), world, screen)
}

/// Tells errors; without any, nothing is refused.
fn refuse(errors: Vec<Diagnostic>, world: &World, screen: Screen) -> bool {
    screen.diagnostics(errors.iter(), FormArg::Human, world);
    if !errors.is_empty() {
        screen.tell(screen.say(
            "没有部署：检查没有通过（xiangwei check 列出全部发现）\n",
            "nothing was sent: the audit did not pass (xiangwei check lists all that it finds)\n",
        ));
    }
    errors.is_empty()
}
