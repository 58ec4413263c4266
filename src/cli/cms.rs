//! `xiangwei cms`: the pages in which a browser edits the site.
//!
//! Nothing is fetched: what npm put on this machine is copied, so that pages load nothing from elsewhere.

use super::End;
use super::args::Cms;
use super::screen::Screen;
use crate::authoring::{Repository, Site, cms};
use crate::diag::Failure;
use crate::publish::write;
use crate::say;
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

pub(super) fn run(args: &Cms, screen: Screen) -> Result<End, Failure> {
    let site = Site::read(&args.root)?;
    let part = |(from, to): (&str, &'static str)| {
        let bytes = named_bytes(&args.modules.join(from)).map_err(|_| missing(&args.modules, from))?;
        Ok((to, if from == SVELTIA { with_own_fonts(&String::from_utf8_lossy(&bytes)).into_bytes() } else { bytes }))
    };
    let parts = PARTS.into_iter().map(part).collect::<Result<Vec<_>, Failure>>()?;
    let folder = args.root.join(ADMIN);
    let made = cms(&site, repository(args)).into_iter().map(|(name, text)| (name, text.into_bytes()));
    for (name, bytes) in parts.into_iter().chain(made) {
        write(&folder.join(name), &bytes)?;
    }
    let shown = folder.display();
    let zh = format!("已写出 {shown}；生成并部署之后，打开网站的 admin/ 编辑\n");
    let en = format!("wrote {shown}; build and deploy the site, then edit it at admin/\n");
    screen.print(screen.say(&zh, &en));
    Ok(End::Well)
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
