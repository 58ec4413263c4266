//! The way out to the world, tried against what stands there: nginx, Apache and Caddy with the rules that were written
//! for them, an object storage that checks signatures, an ssh server. All of them are started by the tests and listen on
//! this machine alone; `tests/run` installs what is missing.

mod audit;
mod bucket;
mod folder;
mod foreign;
mod hosting;
mod killed;
mod large;
mod rules;
mod servers;
mod ssh;
mod verify;

pub(crate) use servers::self_signed;

use crate::support::{Run, Site, Tree, xiangwei};
use std::fs;
use std::os::unix::fs::PermissionsExt as _;
use std::path::Path;

/// A portal in a folder of its origin, with everything that a host must be told of.
const PORTAL: &str = "\
//- /xiangwei.yaml
site: { name: 示例市法治政府建设公开平台, url: https://www.example.gov.cn/fzzf/ }
//- /data/organisations.yaml
- { id: shili, name: 示例市人民政府, short: 市政府 }
//- /content/_index.md
---
title: 首页
---
//- /content/zcwj/_index.md
---
title: 政策文件
---
//- /content/zcwj/2024-1.md
---
title: 关于公布清单的通知
publisher: shili
published: 2024-03-01
aliases: [/旧栏目/甲 乙.html, /old.html]
---
现将清单予以公布。
//- /content/zcwj/撤回 的通知.md
---
title: 关于另一件事的通知
publisher: shili
published: 2024-03-02
withdrawn: { date: 2024-05-01, reason: 内容有误 }
---
这里的内容有误。
//- /content/zcwj/附件.md
---
title: 关于附件的通知
publisher: shili
published: 2024-03-03
---
见[表格](<表 一.csv>)。
//- /content/zcwj/甲 $1&乙.md
---
title: 名称少见的通知
publisher: shili
published: 2024-03-04
aliases: [/odd.html, '/{path}.html', '/star*.html']
---
名称里有空格和符号。
//- /content/zcwj/{path}.md
---
title: 撤回的通知
publisher: shili
published: 2024-03-05
withdrawn: { date: 2024-05-01, reason: 名称有误 }
---
//- /content/zcwj/表 一.csv
甲,乙
";

/// The portal, built.
fn portal(more: &str) -> Site {
    let site = Site::from(&format!("{PORTAL}{more}"));
    site.build().well();
    // Servers do not run as whoever runs the tests.
    fs::set_permissions(site.root(), fs::Permissions::from_mode(0o755)).unwrap();
    site
}

/// One of the program's commands, in the site's folder and in English. The small sites of these tests are sent as they are; what
/// the audit makes of a deployment is tried by itself.
fn command(site: &Site, arguments: &[&str]) -> std::process::Command {
    let mut command = audited(site, arguments);
    if arguments.first() == Some(&"deploy") {
        command.arg("--no-check");
    }
    command
}

/// The same with the audit.
fn audited(site: &Site, arguments: &[&str]) -> std::process::Command {
    let mut command = xiangwei();
    command.args(arguments).args(["--lang", "en", "--root"]).arg(site.root());
    for variable in ["ACCESS_KEY", "SECRET_KEY", "SESSION_TOKEN"] {
        command.env_remove(format!("XIANGWEI_{variable}"));
    }
    command
}

fn run(site: &Site, arguments: &[&str]) -> Run {
    Run::of(command(site, arguments), site.path("public"))
}

/// The requests that sending this takes: one for each file, one more for each new file, to see that nothing foreign stands there.
fn requests_for(sent: &Run) -> usize {
    sent.count("changed") + sent.count("removed") + 2 * sent.count("added")
}

/// A path as the program takes it.
fn text(path: &Path) -> &str {
    path.to_str().unwrap()
}

/// What is sent of a site: its published files, and what belongs to them.
fn same_as_published(site: &Site, target: &Path) {
    let (mut sent, public) = (Tree::read(target), site.published());
    let kept = |path: &str| {
        let plain = [".gz", ".br", ".zst"].into_iter().find_map(|ending| path.strip_suffix(ending));
        let is_paper = ["manifest.json", "SHA256SUMS", "SM3SUMS"].contains(&path);
        !is_paper && plain.is_none_or(|plain| !public.0.contains_key(plain))
    };
    assert!(sent.0.contains_key("manifest.json") && sent.0.contains_key("SHA256SUMS"), "{:?}", sent.paths());
    sent.0.retain(|path, _| kept(path));
    sent.assert_same(&public, "what was sent");
}

/// Documents that are alike, each with a line of its own.
fn documents(count: usize, line: &str) -> String {
    let one = |n| {
        format!("//- /content/zcwj/n{n}.md\n---\ntitle: 第{n}号文件\npublished: 2024-01-02\n---\n第{n}号。{line}\n")
    };
    (0..count).map(one).collect()
}
