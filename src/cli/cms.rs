//! `xiangwei cms`: the pages in which a browser edits the site.
//!
//! Nothing is fetched: what npm put on this machine is copied, so that pages load nothing from elsewhere.

use super::End;
use super::args::Cms;
use super::screen::Screen;
use crate::authoring::{Repository, Service, Site, cms};
use crate::diag::Failure;
use crate::publish::write;
use crate::say;
use crate::trace::Fingerprint;
use crate::world::named_bytes;
use std::path::Path;

/// Where the pages go, from the site's root: static files are published as they are.
const ADMIN: &str = "static/admin";

/// The CMS itself, in `node_modules`.
const SVELTIA: &str = "@sveltia/cms/dist/sveltia-cms.js";

/// What is copied out of `node_modules`, and what it is called here.
const PARTS: [(&str, &str); 4] = [
    (SVELTIA, "sveltia-cms.js"),
    ("@sveltia/cms/locales/zh-CN.json", "locales/zh-CN.json"),
    ("js-yaml/dist/browser/js-yaml.umd.min.js", "js-yaml.js"),
    (
        "@fontsource-variable/material-symbols-outlined/files/material-symbols-outlined-latin-wght-normal.woff2",
        "fonts/material-symbols-outlined.woff2",
    ),
];

/// From where the CMS would have its fonts, of which the one with its icons is copied; for the others the system's do.
const FONTS: &str = "https://cdn.jsdelivr.net/fontsource/fonts/";
const FONT_ENDING: &str = ".woff2";

/// The list of what was written, beside it: the short name of its content and its name, a line each. A file whose name begins with
/// a dot is not published.
const WRITTEN: &str = ".xiangwei";

pub(super) fn run(args: &Cms, screen: Screen) -> Result<End, Failure> {
    if args.service != Service::Gitlab && args.repo.matches('/').count() > 1 {
        return Err(Failure::own(say!(
            "仓库写作 所有者/名称，如 office/portal；只有 GitLab 有多层的组",
            "write the repository as OWNER/NAME, like office/portal; GitLab alone has groups within groups"
        )));
    }
    let site = Site::read(&args.root)?;
    let part = |(from, to): (&str, &'static str)| {
        let bytes = named_bytes(&args.modules.join(from)).map_err(|_| missing(&args.modules, from))?;
        Ok((to, if from == SVELTIA { with_own_fonts(&String::from_utf8_lossy(&bytes)).into_bytes() } else { bytes }))
    };
    let parts = PARTS.into_iter().map(part).collect::<Result<Vec<_>, Failure>>()?;
    let folder = args.root.join(ADMIN);
    let made = cms(&site, repository(args)).into_iter().map(|(name, text)| (name, text.into_bytes()));
    let files: Vec<(&str, Vec<u8>)> = parts.into_iter().chain(made).collect();
    refuse_foreign(&folder, &files)?;
    for (name, bytes) in &files {
        write(&folder.join(name), bytes)?;
    }
    write(&folder.join(WRITTEN), list(&files).as_bytes())?;
    let shown = folder.display();
    let zh = format!("已写出 {shown}；生成并部署之后，打开网站的 admin/ 编辑\n");
    let en = format!("wrote {shown}; build and deploy the site, then edit it at admin/\n");
    screen.print(screen.say(&zh, &en));
    Ok(End::Well)
}

/// Files that are there and are not as this program wrote them are somebody's: nothing is written over them.
fn refuse_foreign(folder: &Path, files: &[(&str, Vec<u8>)]) -> Result<(), Failure> {
    let written = named_bytes(&folder.join(WRITTEN)).unwrap_or_default();
    let written = String::from_utf8_lossy(&written).into_owned();
    let is_foreign = |(name, bytes): &&(&str, Vec<u8>)| {
        let there = named_bytes(&folder.join(name)).ok();
        there.is_some_and(|there| there != *bytes && !written.lines().any(|own| own == line(name, &there)))
    };
    let foreign: Vec<&str> = files.iter().filter(is_foreign).map(|(name, _)| *name).collect();
    if foreign.is_empty() {
        return Ok(());
    }
    let (folder, zh, en) = (folder.display(), foreign.join("、"), foreign.join(", "));
    Err(Failure::own(say!(
        "{folder} 里的 {zh} 不是本程序写的，或者写出以后改过：移走以后再运行",
        "{en} in {folder} was not written by this program, or was changed since: move it away and run this again"
    )))
}

fn list(files: &[(&str, Vec<u8>)]) -> String {
    files.iter().map(|(name, bytes)| line(name, bytes) + "\n").collect()
}

fn line(name: &str, bytes: &[u8]) -> String {
    format!("{} {name}", Fingerprint::of(bytes))
}

/// The program of the CMS with the addresses of its fonts put to `fonts/NAME.woff2` beside it.
fn with_own_fonts(program: &str) -> String {
    let mut parts = program.split(FONTS);
    let mut own = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let name = part.split([':', '@', '/']).next().unwrap_or_default();
        let rest = part.split_once(FONT_ENDING).map_or("", |(_, rest)| rest);
        own.push_str(&format!("fonts/{name}{FONT_ENDING}{rest}"));
    }
    own
}

fn missing(modules: &Path, part: &str) -> Failure {
    let modules = modules.display();
    Failure::own(say!(
        "{modules} 里没有 {part}：先在任意文件夹运行 npm install @sveltia/cms js-yaml @fontsource-variable/material-symbols-outlined，再用 --modules 指明那里的 node_modules",
        "there is no {part} in {modules}: run npm install @sveltia/cms js-yaml @fontsource-variable/material-symbols-outlined in any folder, then name its node_modules with --modules"
    ))
}

fn repository(args: &Cms) -> Repository<'_> {
    let (server, app_id) = (args.server.as_deref(), args.app_id.as_deref());
    Repository { service: args.service, name: &args.repo, branch: &args.branch, server, app_id }
}
