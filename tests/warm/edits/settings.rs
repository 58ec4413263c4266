//! xiangwei.yaml and the dictionaries.

use super::Row;
use crate::warm::matter::{Names, set_line};
use crate::warm::scene::Scene;

pub(super) const EDITS: &[Row] = &[
    ("setting", 8, setting),
    ("setting taken out", 1, setting_out),
    ("site's name", 2, |scene| of_the_site(scene, &["name", "名称"], &["示例甲", "示例乙", "示例丙"])),
    ("site's address", 2, |scene| of_the_site(scene, &["url", "网址"], ADDRESSES)),
    ("site's own key", 2, site_key),
    ("organisation renamed", 2, organisation_renamed),
    ("organisation added", 1, organisation_added),
    ("organisation's short name", 1, organisation_short),
    ("indicators", 1, indicators),
];

const ADDRESSES: &[&str] =
    &["https://www.example.gov.cn/", "https://www.example.gov.cn/fzzf/", "https://fz.example.gov.cn/门户/"];

/// Settings of the first level.
const KEYS: &[(Names, &[&str])] = &[
    (&["paginate", "每页条数"], &["1", "2", "5", "30"]),
    (&["feed_limit", "订阅条数"], &["1", "3", "20"]),
    (
        &["taxonomies", "分类"],
        &["[]", "[keywords]", "[topics, keywords, publishers, years]", "[years, topics]", "[publishers]"],
    ),
    (&["outputs", "输出"], &["{ feeds: true }", "{ feeds: false, json: true }", "{ search: false, json: false }"]),
    (&["params", "参数"], &["{ slogan: 公开 }", "{ slogan: 透明, notice: 试运行 }", "{ nobody: reads this }"]),
    (&["external", "外链"], &["{ allow: [\"*.gov.cn\"] }", "{ allow: [www.example.com] }"]),
    (&["deploy", "部署"], &["{ 甲: 乙 }"]),
];

const SETTINGS: &str = "xiangwei.yaml";

fn setting(scene: &mut Scene) -> Option<String> {
    let (names, values) = scene.dice.one(KEYS);
    let value = scene.dice.one(values);
    scene.change(SETTINGS, |text| Some(set_line(text, names, Some(value))))?;
    Some(format!("{}: {value}", names[0]))
}

fn setting_out(scene: &mut Scene) -> Option<String> {
    let (names, _) = scene.dice.one(KEYS);
    scene.change(SETTINGS, |text| Some(set_line(text, names, None)))?;
    Some(names[0].to_owned())
}

/// Puts another value for a key of `site`, which stands on one line or on many.
fn of_the_site(scene: &mut Scene, names: Names, values: &[&str]) -> Option<String> {
    let value = scene.dice.pick(values)?;
    scene.change(SETTINGS, |text| {
        let at = names.iter().find_map(|name| text.find(&format!("{name}: ")).map(|at| at + name.len() + 2))?;
        let end = at + text[at..].find([',', '}', '\n'])?;
        Some(format!("{}{value}{}", &text[..at], &text[end..]))
    })?;
    Some(value.to_owned())
}

/// A key of `site` more, or one with another value.
fn site_key(scene: &mut Scene) -> Option<String> {
    let (key, value) = scene.dice.one(&[
        ("language", "zh"),
        ("timezone", "\"+00:00\""),
        ("timezone", "Asia/Shanghai"),
        ("icp", "示ICP备1号"),
        ("icp", "示ICP备2号"),
        ("publisher", "shili"),
        ("publisher", "sifa"),
    ]);
    scene.change(SETTINGS, |text| {
        if let Some(at) = text.find(&format!("{key}: ")) {
            let end = at + text[at..].find([',', '}', '\n'])?;
            return Some(format!("{}{key}: {value}{}", &text[..at], &text[end..]));
        }
        let flow = text.contains("site: {").then(|| text.replacen("site: {", &format!("site: {{ {key}: {value},"), 1));
        flow.or_else(|| Some(text.replacen("site:\n", &format!("site:\n  {key}: {value}\n"), 1)))
    })?;
    Some(format!("{key}: {value}"))
}

const ORGANISATIONS: &str = "data/organisations.yaml";

/// Puts another value for the first of these keys of some organisation.
fn of_an_organisation(scene: &mut Scene, names: &[&str], value: &str) -> Option<String> {
    let text = scene.text(ORGANISATIONS)?;
    let places: Vec<usize> = names
        .iter()
        .flat_map(|name| text.match_indices(&format!("{name}: ")).map(|(at, key)| at + key.len()).collect::<Vec<_>>())
        .collect();
    let at = scene.dice.pick(&places)?;
    scene.change(ORGANISATIONS, |text| {
        let end = at + text[at..].find([',', '}', '\n'])?;
        Some(format!("{}{value}{}", &text[..at], &text[end..]))
    })
}

fn organisation_renamed(scene: &mut Scene) -> Option<String> {
    let name = format!("示例机构{}", scene.name());
    of_an_organisation(scene, &["name", "全称", "名称"], &name)
}

fn organisation_short(scene: &mut Scene) -> Option<String> {
    let name = format!("简称{}", scene.name());
    of_an_organisation(scene, &["short", "简称"], &name)
}

fn organisation_added(scene: &mut Scene) -> Option<String> {
    let name = scene.name();
    let text = scene.text(ORGANISATIONS)?;
    scene.site.write(ORGANISATIONS, format!("{}\n- {{ id: org-{name}, name: 新机构{name} }}\n", text.trim_end()));
    Some(name)
}

fn indicators(scene: &mut Scene) -> Option<String> {
    let name = scene.name();
    scene.site.write("data/indicators.yaml", format!("- {{ id: items, name: 指标{name}, unit: 条 }}\n"));
    Some(name)
}
