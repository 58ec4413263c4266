//! What is sent has passed the audit, as it was built and beside what is online.

use super::audited;
use crate::support::{Run, Site, Tree};

/// A portal that an inspection has nothing against, on the day on which it is built.
const SOUND: &str = "\
//- /xiangwei.yaml
site:
  name: 示例市法治政府建设公开平台
  url: https://www.example.gov.cn/fzzf/
  id_code: \"3206810001\"
  publisher: shili
  icp: 苏ICP备00000000号-1
  police: 苏公网安备 32068100000000号
  conac: \"00000000000000000000000000000000\"
  contact: { phone: 0513-00000000 }
deploy: { 正式: { way: folder, path: www, rules: yes } }
//- /data/organisations.yaml
- { id: shili, name: 示例市人民政府, short: 市政府, level: county }
//- /content/_index.md
---
title: 首页
column_type: 首页
description: 首页
keywords: 公开
---
//- /content/tzgg/_index.md
---
title: 通知公告
column_type: 通知公告
description: 通知
keywords: 通知
---
//- /content/tzgg/a.md
---
title: 关于公布清单的通知
kind: notice
publisher: shili
published: 2024-03-01
---
现将清单予以公布。
//- /content/tzgg/b.md
---
title: 关于开展检查的通知
kind: notice
publisher: shili
published: 2024-03-04
---
现将有关事项通知如下。
";

fn site() -> Site {
    let site = Site::from(SOUND);
    build(&site);
    site
}

fn build(site: &Site) {
    site.build_with(&["--date", "2024-03-05"]).well();
}

fn deploy(site: &Site) -> Run {
    Run::of(audited(site, &["deploy", "正式"]), site.path("public"))
}

/// What is online.
fn online(site: &Site) -> Tree {
    Tree::read(&site.path("www/current").canonicalize().unwrap())
}

#[test]
fn a_sound_site_is_sent() {
    let site = site();
    deploy(&site).well();
    assert!(site.path("www/current/tzgg/a.html").exists());
    // Nothing is asked for again when nothing changed.
    assert_eq!(deploy(&site).well().count("added"), 0);
    // What is laid beside the site is no address of its.
    site.write(
        "xiangwei.yaml",
        std::fs::read_to_string(site.path("xiangwei.yaml")).unwrap().replace(", rules: yes", ""),
    );
    site.write("content/tzgg/b.md", "---\ntitle: 改\nkind: notice\npublisher: shili\npublished: 2024-03-04\n---\n改\n");
    build(&site);
    let sent = deploy(&site).well();
    assert!(sent.out().contains("remove  _headers\nremove  _redirects\n"), "{}", sent.out());
}

#[test]
fn a_finding_of_error_level_keeps_a_site_from_being_sent() {
    let site = site();
    site.write("content/jhgh/_index.md", "---\ntitle: 计划规划\n---\n");
    build(&site);
    let refused = deploy(&site).with_faults();
    assert!(
        refused.err().contains("[column-empty]") && refused.err().contains("nothing was sent"),
        "{}",
        refused.err()
    );
    assert!(!site.path("www").join("current").exists());
    let forced = Run::of(audited(&site, &["deploy", "正式", "--no-check"]), site.path("public")).well();
    assert!(forced.err().contains("--no-check was given"), "{}", forced.err());
}

#[test]
fn what_changed_since_the_build_was_not_audited() {
    let site = site();
    site.write("content/tzgg/b.md", "---\ntitle: 改\nkind: notice\npublisher: shili\npublished: 2024-03-04\n---\n改\n");
    let refused = deploy(&site).with_faults();
    assert!(refused.err().contains("sources changed since the site was built"), "{}", refused.err());
    build(&site);
    deploy(&site).well();
}

#[test]
fn an_address_that_was_online_stays_or_leads_on() {
    let site = site();
    deploy(&site).well();
    let before = online(&site);
    let text = |more: &str| {
        format!(
            "---\ntitle: 关于公布清单的通知\nkind: notice\npublisher: shili\npublished: 2024-03-01\n{more}---\n文\n"
        )
    };
    site.remove("content/tzgg/a.md");
    site.write("content/tzgg/c.md", text(""));
    build(&site);
    let refused = deploy(&site).with_faults();
    assert!(refused.err().contains("tzgg/a.html was online and is gone"), "{}", refused.err());
    online(&site).assert_same(&before, "what is online");
    site.write("content/tzgg/c.md", text("aliases: [/tzgg/a.html]\n"));
    build(&site);
    deploy(&site).well();
}
