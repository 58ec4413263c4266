//! What `new`, `schema` and `cms` write: it is what the program itself reads.

use crate::support::{Run, Site, tests, xiangwei};
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use xiangwei::content::{DOCUMENT_KEYS, Kind};
use xiangwei::law::closed_list::ClosedList as _;
use xiangwei::yaml::Need;

/// A site with a section of each kind that hands down its kind and publisher, and a policy to refer to.
fn site() -> Site {
    let section = |kind: &Kind| {
        let (code, name) = (kind.code(), kind.name());
        format!("//- /content/{code}/_index.md\n---\n标题: {name}\n继承: {{ 类型: {name}, 发布机构: 市政府 }}\n---\n")
    };
    Site::small(&format!(
        "//- /data/organisations.yaml\n- {{ 标识: shili, 全称: 示例市人民政府, 简称: 市政府 }}\n{}\
         //- /content/policy/a.md\n---\n标题: 甲\n发布日期: 2024-01-01\n发文字号: 示政发〔2024〕1号\n---\n正文\n",
        Kind::ALL.iter().map(section).collect::<String>()
    ))
}

fn new(site: &Site, arguments: &[&str]) -> Run {
    let mut command = xiangwei();
    command.args(["new", "--root", site.path("").to_str().unwrap(), "--lang", "zh"]).args(arguments);
    Run::of(command, tests())
}

fn text(site: &Site, path: &str) -> String {
    fs::read_to_string(site.path(path)).unwrap()
}

/// The file that a run says it made.
fn made(site: &Site, run: &Run) -> String {
    let folder = format!("{}/", site.path("").to_str().unwrap().trim_end_matches('/'));
    let path = run.out().strip_prefix("已新建 ").and_then(|rest| rest.split('。').next()).unwrap();
    path.replace("//", "/").strip_prefix(&folder).unwrap().to_owned()
}

#[test]
fn a_new_document_of_every_kind_builds_without_a_fault() {
    let site = site();
    for kind in Kind::ALL {
        let given: &[&str] =
            if *kind == Kind::Interpretation { &["--set", "解读=示政发〔2024〕1号"] } else { &[] };
        let run = new(&site, &[&[kind.code(), "一份：新的 #1 文件"], given].concat()).clean();
        let text = text(&site, &made(&site, &run));
        for known in DOCUMENT_KEYS.iter().filter(|known| known.is_of(*kind)) {
            let is_there =
                text.lines().any(|line| line.trim_start_matches("# ").starts_with(&format!("{}: ", known.key.zh[0])));
            let is_wanted = known.need(*kind) != Need::Optional || ["kind", "draft"].contains(&known.key.en);
            assert_eq!(is_there, is_wanted, "{}: {}\n{text}", kind.code(), known.key.zh[0]);
        }
    }
    site.build().clean();
    assert_eq!(site.build_with(&["--drafts", "--future", "--format", "json", "--strict"]).clean().told(), []);
}

/// What is commented out is right, too, once the comments go.
#[test]
fn every_commented_key_is_read() {
    let site = site();
    for kind in Kind::ALL.iter().filter(|kind| **kind != Kind::Interpretation) {
        let run = new(&site, &[kind.name(), "示例"]).clean();
        let path = made(&site, &run);
        let whole: String = text(&site, &path)
            .lines()
            .map(|line| match line.strip_prefix("# ") {
                Some(rest) if rest.contains(": ") => format!("{rest}\n"),
                _ => format!("{line}\n"),
            })
            .collect();
        site.write(&path, &whole);
    }
    let run = site.build_with(&["--drafts", "--future", "--format", "json"]);
    let shapes = [
        "yaml",
        "key-unknown",
        "key-twice",
        "key-of-another-kind",
        "key-missing",
        "value-type",
        "value-choice",
        "date",
    ];
    let told: Vec<_> = run.told().into_iter().filter(|one| shapes.iter().any(|code| one.what.contains(code))).collect();
    assert_eq!(told, []);
}

#[test]
fn what_is_said_to_be_no_draft_is_none() {
    let site = site();
    for (word, is_draft) in [("否", false), (" no ", false), ("是", true)] {
        let run = new(&site, &["notice", "通知", "--set", &format!("草稿={word}")]).clean();
        assert_eq!(run.out().contains("草稿"), is_draft, "{word}: {}", run.out());
    }
    site.build_with(&["--date", "2027-01-01", "--strict"]).clean();
}

#[test]
fn nothing_is_written_over() {
    let site = site();
    let names: BTreeSet<String> = (0..3).map(|_| made(&site, &new(&site, &["notice", "通知"]).clean())).collect();
    assert_eq!(names.len(), 3);
    let before = text(&site, "content/policy/a.md");
    new(&site, &["policy", "乙", "--name", "a"]).could_not_run();
    assert_eq!(text(&site, "content/policy/a.md"), before);
    for name in ["../x", ".x", "index", "_x"] {
        new(&site, &["policy", "乙", "--name", name]).could_not_run();
    }
}

#[test]
fn a_name_that_differs_in_case_alone_is_taken() {
    let site = site();
    new(&site, &["policy", "乙", "--name", "Abc"]).clean();
    let run = new(&site, &["policy", "丙", "--name", "aBC"]).could_not_run();
    assert!(run.err().contains("已经有 aBC 这篇文档"), "{}", run.err());
    site.build_with(&["--drafts", "--future", "--strict"]).clean();
}

#[test]
fn what_would_be_a_fault_at_the_next_build_is_one_now() {
    let site = site();
    for (arguments, told) in [
        (&["policy", ""][..], "标题是空的"),
        (&["policy", " 　"], "标题是空的"),
        (&["policy", "乙", "--set", "title=丙"], "“标题”写在命令里"),
        (&["policy", "乙", "--set", "标题=丙"], "“标题”写在命令里"),
        (&["policy", "乙", "--set", "类型=通知公告"], "“类型”写在命令里"),
        (&["policy", "乙", "--set", "发布日期=昨天"], "--set 发布日期=昨天"),
        (&["policy", "乙", "--set", "成文日期=2024-02-30"], "--set 成文日期"),
        (&["policy", "乙", "--set", "发文字号=示政发2024"], "--set 发文字号"),
        (&["policy", "乙", "--set", "发布机构=没有的机构"], "--set 发布机构"),
        (&["policy", "乙", "--set", "草稿=也许"], "--set 草稿"),
        (&["policy", "乙", "--set", "关键词=[甲"], "--set 关键词"),
        (&["report", "乙", "--set", "年度=去年"], "--set 年度"),
    ] {
        let run = new(&site, arguments).could_not_run();
        assert!(run.err().contains(told), "{arguments:?}: {}", run.err());
    }
    assert_eq!(fs::read_dir(site.path("content/policy")).unwrap().count(), 2);
    let given =
        ["policy", "乙", "--set", "发布日期=2024-03-01", "--set", "关键词=[河道, 管理]", "--set", "发布机构=市政府"];
    let path = made(&site, &new(&site, &given).clean());
    assert!(text(&site, &path).contains("\n关键词: [河道, 管理]  #"));
    site.build_with(&["--drafts", "--future", "--strict"]).clean();
}

#[test]
fn the_section_is_the_one_of_the_kind_or_the_one_that_is_named() {
    let site = site();
    site.write("content/more/_index.md", "---\n标题: 更多\n继承: { 类型: news }\n---\n");
    let run = new(&site, &["news", "动态"]).could_not_run();
    assert!(run.err().contains("more（更多）") && run.err().contains("--into"), "{}", run.err());
    for into in ["more", "content/more/", "更多"] {
        assert!(
            made(&site, &new(&site, &["news", "动态", "--into", into, "--set", "发布机构=市政府"]).clean())
                .starts_with("content/more/")
        );
    }
    new(&site, &["news", "动态", "--into", "没有"]).could_not_run();
    let path = made(&site, &new(&site, &["notice", "通知", "--into", "policy"]).clean());
    assert!(path.starts_with("content/policy/") && text(&site, &path).contains("\n类型: 通知公告  #"));
    let run = new(&site, &["notice", "通知", "--set", "解读=甲"]).could_not_run();
    assert!(run.err().contains("解读"), "{}", run.err());
}

#[test]
fn the_next_index_number_is_given() {
    let site = site();
    site.write(
        "data/organisations.yaml",
        "- { 标识: shili, 全称: 示例市人民政府, 简称: 市政府, 索引代码: \"000014349\" }\n",
    );
    let year = &made(&site, &new(&site, &["policy", "乙"]).clean())["content/policy/".len()..][..4].to_owned();
    let number = |path: &str| {
        let text = text(&site, path);
        text.lines().find_map(|line| line.strip_prefix("索引号: ")?.split("  #").next().map(str::to_owned)).unwrap()
    };
    assert_eq!(number(&format!("content/policy/{year}-1.md")), format!("000014349/{year}-00001"));
    site.write(
        "content/policy/b.md",
        format!("---\n标题: 丙\n发布日期: 2024-01-01\n索引号: 000014349/{year}-00041\n---\n"),
    );
    assert_eq!(number(&made(&site, &new(&site, &["notice", "丁"]).clean())), format!("000014349/{year}-00042"));
    site.build_with(&["--drafts", "--future"]).clean();
}

#[test]
fn a_new_site_has_its_schemas_and_the_settings_name_them() {
    let folder = tempfile::tempdir().unwrap();
    let site = folder.path().join("门户");
    let mut command = xiangwei();
    command.args(["new", "site", site.to_str().unwrap()]);
    Run::of(command, tests()).clean();
    let settings = fs::read_to_string(site.join(".vscode/settings.json")).unwrap();
    for line in settings.lines().filter(|line| line.contains(".vscode/schema/")) {
        let [_, schema, _, file, _] = line.split('"').collect::<Vec<_>>()[..] else { panic!("{line}") };
        assert!(site.join(schema).is_file(), "{schema}");
        assert!(file.starts_with('/') && file.ends_with(".yaml"), "{file}");
    }
    let mut command = xiangwei();
    command.args(["schema", "--out", site.join("again").to_str().unwrap()]);
    Run::of(command, tests()).clean();
    let names =
        |folder: &Path| -> BTreeSet<_> { fs::read_dir(folder).unwrap().map(|one| one.unwrap().file_name()).collect() };
    assert_eq!(names(&site.join("again")), names(&site.join(".vscode/schema")));
}

/// A `cms` for a site whose parts, as npm puts them, are empty but for the ones that are given.
fn cms(site: &Site, modules: &Path, arguments: &[&str]) -> Run {
    for path in [
        "@sveltia/cms/dist/sveltia-cms.js",
        "@sveltia/cms/locales/zh-CN.json",
        "js-yaml/dist/browser/js-yaml.umd.min.js",
        "@fontsource-variable/material-symbols-outlined/files/material-symbols-outlined-latin-wght-normal.woff2",
    ] {
        let file = modules.join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, "").unwrap();
    }
    let mut command = xiangwei();
    command.args(["cms", "--lang", "zh", "--root", site.path("").to_str().unwrap()]);
    command.args(["--modules", modules.to_str().unwrap()]).args(arguments);
    Run::of(command, tests())
}

/// The configuration that `cms` wrote.
fn config(site: &Site) -> serde_json::Value {
    let config = text(site, "static/admin/config.yml");
    serde_json::from_str(config.split_once('\n').unwrap().1).unwrap()
}

/// Every pattern in a value, with what is told where it does not fit.
fn patterns(value: &serde_json::Value, found: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            match (&map.get("pattern"), map.get("patternErrorMessage")) {
                (Some(serde_json::Value::Array(both)), _) => drop(found.insert(format!("{} {}", both[0], both[1]))),
                (Some(pattern), Some(told)) => drop(found.insert(format!("{pattern} {told}"))),
                _ => {}
            }
            map.values().for_each(|inner| patterns(inner, found));
        }
        serde_json::Value::Array(all) => all.iter().for_each(|inner| patterns(inner, found)),
        _ => {}
    }
}

#[test]
fn the_cms_wants_values_in_the_forms_of_the_schema() {
    let site = site();
    let modules = tempfile::tempdir().unwrap();
    cms(&site, modules.path(), &["--repo", "shili/fzzf"]).clean();
    let (mut of_cms, mut of_schema) = (BTreeSet::new(), BTreeSet::new());
    patterns(&config(&site), &mut of_cms);
    for (_, schema) in xiangwei::authoring::schemas() {
        patterns(&serde_json::from_str(&schema).unwrap(), &mut of_schema);
    }
    assert!(of_cms.len() >= 5, "{of_cms:?}");
    assert!(of_cms.is_subset(&of_schema), "{:?}", of_cms.difference(&of_schema));
}

#[test]
fn no_two_collections_of_the_cms_share_a_name() {
    let site = site();
    let folders = ["home", "a/b", "a-b", "a", "a-folders", "a~-b", "a~", "a~folders", "~home"];
    for folder in folders {
        site.write(&format!("content/{folder}/_index.md"), "---\n标题: 栏目\n继承: { 类型: 页面 }\n---\n");
    }
    site.write("content/a/x/index.md", "---\n标题: 甲\n发布日期: 2024-01-01\n---\n");
    let modules = tempfile::tempdir().unwrap();
    cms(&site, modules.path(), &["--repo", "shili/fzzf"]).clean();
    let config = config(&site);
    let collections = config["collections"].as_array().unwrap();
    let names: BTreeSet<&str> = collections.iter().filter_map(|one| one["name"].as_str()).collect();
    assert_eq!((names.len(), names.len()), (collections.len(), Kind::ALL.len() + folders.len() + 2), "{names:?}");
}

/// An interpretation needs to say of what, which only a section with interpretations asks for.
#[test]
fn the_cms_offers_the_kinds_whose_keys_it_asks_for() {
    let site = site();
    let modules = tempfile::tempdir().unwrap();
    cms(&site, modules.path(), &["--repo", "shili/fzzf"]).clean();
    let config = config(&site);
    let offers = |section: &str, kind: &str| {
        let of = |all: &serde_json::Value, name: &str| {
            all.as_array().unwrap().iter().find(|one| one["name"] == name).unwrap().clone()
        };
        let field = of(&of(&config["collections"], section)["fields"], "类型");
        field["options"].as_array().unwrap().iter().any(|one| one == kind)
    };
    assert!(offers("notice", "通知公告") && offers("notice", "政策文件") && !offers("notice", "政策解读"));
    assert!(offers("interpretation", "政策解读") && offers("interpretation", "通知公告"));
}

#[test]
fn a_repository_is_named_as_its_service_names_it() {
    let site = site();
    let modules = tempfile::tempdir().unwrap();
    let run = |arguments: &[&str]| cms(&site, modules.path(), arguments);
    for repo in ["x", "https://github.com/a/b", "a/", "/b", "a/b/c", "a b/c", "a:b/c", ""] {
        let told = run(&["--repo", repo]);
        assert!(told.could_not_run().err().contains("office/portal"), "{repo}");
    }
    run(&["--repo", "a/b/c", "--service", "gitlab", "--server", "git.example.gov.cn/"]).clean();
    assert_eq!(config(&site)["backend"]["base_url"], "https://git.example.gov.cn");
    for server in ["ftp://git.example.gov.cn", "", "https://", "https://a b", "https://git.example.gov.cn/?a"] {
        assert!(run(&["--repo", "a/b", "--server", server]).could_not_run().err().contains("--server"), "{server}");
    }
}

#[test]
fn a_file_is_called_what_every_system_and_address_can_say() {
    let site = site();
    let long = "长".repeat(300);
    let path = made(&site, &new(&site, &["page", &long, "--into", "/"]).clean());
    assert_eq!(path, format!("content/{}.md", "长".repeat(60)));
    for title in ["search", "con", "LPT1", "404", "data"] {
        let path = made(&site, &new(&site, &["page", title, "--into", "/"]).clean());
        assert!(path.starts_with("content/20"), "{title}: {path}");
    }
    site.build_with(&["--drafts"]).clean();
    let long = "a".repeat(300);
    for name in [
        "con", "Aux", "nul.x", "com9", "a<b", "a>b", "a:b", "a\"b", "a|b", "a*b", "a?b", "a#b", "a%b", "a.", "a ",
        " a", &long,
    ] {
        let run = new(&site, &["policy", "乙", "--name", name]).could_not_run();
        assert!(run.err().contains("不能作文件名"), "{name}: {}", run.err());
    }
    assert!(new(&site, &["page", "乙", "--into", "/", "--name", "search"]).could_not_run().err().contains("search"));
    for twice in [["规范性文件=否", "normative=是"], ["规范性文件=否", "规范性文件=否"]] {
        let run = new(&site, &["policy", "乙", "--set", twice[0], "--set", twice[1]]).could_not_run();
        assert!(run.err().contains("“规范性文件”给了两次"), "{}", run.err());
    }
}

#[test]
fn the_policy_of_the_cms_is_the_one_that_is_told() {
    let told = fs::read_to_string(tests().parent().unwrap().join("docs/cms.md")).unwrap();
    assert!(told.contains(&format!("\nContent-Security-Policy: {}\n", xiangwei::authoring::CMS_POLICY)));
}

#[test]
fn the_cms_needs_what_npm_installs_and_says_so() {
    let site = site();
    let modules = tempfile::tempdir().unwrap();
    let cms = || {
        let mut command = xiangwei();
        let (root, modules) = (site.path(""), modules.path());
        command.args(["cms", "--repo", "shili/fzzf", "--lang", "zh", "--root", root.to_str().unwrap()]);
        command.args(["--modules", modules.to_str().unwrap()]);
        Run::of(command, tests())
    };
    let run = cms().could_not_run();
    assert!(run.err().contains("npm install @sveltia/cms"), "{}", run.err());
    assert!(!site.path("static/admin").exists());
    let fonts = "url(https://cdn.jsdelivr.net/fontsource/fonts/noto@5/a.woff2),url(https://cdn.jsdelivr.net/fontsource/fonts/b:vf@1.2/c.woff2);";
    for (path, text) in [
        ("@sveltia/cms/dist/sveltia-cms.js", fonts),
        ("@sveltia/cms/locales/zh-CN.json", "{}"),
        ("js-yaml/dist/browser/js-yaml.umd.min.js", ""),
        ("@fontsource-variable/material-symbols-outlined/files/material-symbols-outlined-latin-wght-normal.woff2", ""),
    ] {
        let file = modules.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, text).unwrap();
    }
    // What somebody put there stays, and nothing is written beside it.
    site.write("static/admin/index.html", "<p>自己的</p>");
    let run = cms().could_not_run();
    assert!(run.err().contains("index.html"), "{}", run.err());
    assert_eq!(text(&site, "static/admin/index.html"), "<p>自己的</p>");
    assert!(!site.path("static/admin/config.yml").exists());
    fs::remove_file(site.path("static/admin/index.html")).unwrap();
    // A second time it writes the same anew, and what it wrote before when that would be otherwise now.
    cms().clean();
    cms().clean();
    let title = text(&site, "content/policy/_index.md").replace("政策文件", "规章");
    site.write("content/policy/_index.md", title.replace("类型: 规章", "类型: 政策文件"));
    cms().clean();
    let own = text(&site, "static/admin/config.yml") + " ";
    site.write("static/admin/config.yml", &own);
    site.write(
        "content/policy/_index.md",
        title.replace("标题: 规章", "标题: 规定").replace("类型: 规章", "类型: 政策文件"),
    );
    assert!(cms().could_not_run().err().contains("config.yml"));
    assert_eq!(text(&site, "static/admin/config.yml"), own);
    assert_eq!(text(&site, "static/admin/sveltia-cms.js"), "url(fonts/noto.woff2),url(fonts/b.woff2);");
    let config = text(&site, "static/admin/config.yml");
    let config: serde_json::Value = serde_json::from_str(config.split_once('\n').unwrap().1).unwrap();
    let collections = config["collections"].as_array().unwrap();
    assert_eq!(collections.len(), Kind::ALL.len() + 1);
    let policy = collections.iter().find(|one| one["name"] == "policy").unwrap();
    let fields: Vec<&str> =
        policy["fields"].as_array().unwrap().iter().filter_map(|one| one["name"].as_str()).collect();
    for known in DOCUMENT_KEYS {
        assert_eq!(fields.contains(&known.key.zh[0]), known.is_of(Kind::Policy), "{}", known.key.en);
    }
    site.build().clean();
}
