//! Front matter that was written for a document is read without a fault, whatever the document told of itself.

use super::{result, site, told, written};
use crate::support::Site;
use serde_json::Value;
use std::path::PathBuf;
use xiangwei::content::Kind;
use xiangwei::law::closed_list::ClosedList as _;

/// Texts that tell much, little or something odd.
const TEXTS: [&str; 8] = [
    "正文一段，没有标题。",
    "关于某事的通知\n\n各单位：\n\n正文一段。\n\n示例市司法局\n\n2024年3月1日",
    "示例市司法局文件\n示司发〔2024〕1号\n关于印发某办法的通知\n\n正文一段。",
    "司发2024-1\n关于某事的公告\n\n正文。\n\n0000年1月1日",
    "示司发（二○二四）1号\n： 甲 #1 的“标题”\n\n正文。\n\n二〇二四年二月三十日",
    "---\n标题: 甲\n类型: 没有\n---\n\n正文。",
    "示例市2024年法治政府建设情况报告\n\n办结案件12件。\n\n下一步，2025年底前修订办法。",
    "某政府令第12号\n\n是\n\n正文。",
];

fn import(site: &Site, name: &str, text: &str, more: &[&str]) -> Value {
    site.write(&format!("source/{name}"), text);
    result(site, &site.path(&format!("source/{name}")), more)
}

/// Imports a copy of each text, no two the same.
fn import_all(site: &Site, way: &str, more: &[&str]) {
    let folder = format!("source/{way}{}", more.concat());
    let copy = |(at, text): (usize, &&str)| {
        let path = format!("{folder}/{at}.txt");
        site.write(&path, format!("{text}\n\n{folder} {at}\n"));
        site.path(&path)
    };
    let files: Vec<PathBuf> = TEXTS.iter().enumerate().map(copy).collect();
    let run = super::import(site, &files.iter().map(PathBuf::as_path).collect::<Vec<_>>(), more).well();
    assert_eq!(run.out().matches("\"result\":\"imported\"").count(), TEXTS.len(), "{}", run.screen());
}

#[test]
fn front_matter_of_every_kind_stops_no_build() {
    let site = site();
    for kind in Kind::ALL {
        let (code, name) = (kind.code(), kind.name());
        let section = format!("---\n标题: {name}\n继承: {{ 类型: {name} }}\n---\n");
        site.write(&format!("content/{code}/_index.md"), section);
    }
    for (kind, next) in Kind::ALL.iter().zip(Kind::ALL.iter().cycle().skip(1)) {
        let (kind, next) = (kind.code(), next.code());
        import_all(&site, "own", &["--into", kind, "--kind", kind]);
        import_all(&site, "guessed", &["--into", kind]);
        import_all(&site, "other", &["--into", next, "--kind", kind]);
    }
    for more in [&["--date", "2027-01-01"][..], &["--date", "2027-01-01", "--drafts"]] {
        let run = site.build_with(more);
        assert_eq!(run.exit(), 0, "{}", run.screen());
        assert!(!run.screen().contains("error["), "{}", run.screen());
    }
}

#[test]
fn what_lacks_a_key_is_a_draft_that_says_why() {
    let site = site();
    let came = import(&site, "甲.txt", "关于某事的通知\n\n正文一段。\n", &["--into", "bg", "--kind", "意见征集"]);
    let (front, _) = written(&site, &came);
    let draft = "草稿: 是  # 还缺必填的发布机构、开始日期、截止日期，所以先作草稿；填好以后删去这一行，才会发布";
    assert!(front.lines().any(|line| line == draft), "{front}");
    let told = told(&came);
    assert!(told.contains(&"guessed||写成草稿，还缺必填的键|发布机构、开始日期、截止日期".to_owned()), "{told:?}");
    let run = site.build();
    assert_eq!((run.exit(), run.screen().matches("note[key-missing]").count()), (0, 3), "{}", run.screen());

    let filled = front.replace("# 发布机构:  （没有认出，请填写，并删去行首的 #）", "发布机构: 市司法局");
    let filled = filled.replace("# 开始日期:  （没有认出，请填写，并删去行首的 #）", "开始日期: 2024-03-01");
    let filled = filled.replace("# 截止日期:  （没有认出，请填写，并删去行首的 #）", "截止日期: 2024-04-01");
    site.write(came["path"].as_str().unwrap(), format!("{}\n---\n\n正文\n", filled.replace(draft, "# 已填好")));
    site.build_with(&["--date", "2027-01-01", "--strict"]).clean();
}

#[test]
fn what_lacks_nothing_is_no_draft() {
    let site = site();
    let came =
        import(&site, "甲.txt", "关于某事的通知\n\n正文一段。\n\n示例市司法局\n\n2024年3月1日\n", &["--into", "bg"]);
    let (front, _) = written(&site, &came);
    assert!(!front.contains("草稿"), "{front}");
}

#[test]
fn the_first_of_numbered_parts_is_no_title() {
    let site = site();
    let text = "<text:p>示例通知</text:p><text:h text:outline-level='1'>一、做法</text:h><text:p>正文一段。</text:p>";
    site.write("source/甲.odt", super::made::odt("", text));
    let (front, body) = written(&site, &result(&site, &site.path("source/甲.odt"), &["--into", "bg"]));
    assert!(front.contains("标题: 示例通知") && body.contains("## 一、做法"), "{front}\n{body}");
}

#[test]
fn a_number_that_another_document_has_is_a_comment() {
    let site = site();
    let text = |words: &str| format!("示司发〔2024〕1号\n\n关于印发某办法的通知\n\n{words}\n\n示例市司法局\n");
    let first = import(&site, "甲.txt", &text("甲"), &["--into", "bg", "--kind", "policy"]);
    assert!(written(&site, &first).0.contains("\n发文字号: 示司发〔2024〕1号  # "));
    let second = import(&site, "乙.txt", &text("乙"), &["--into", "bg", "--kind", "policy"]);
    let (front, _) = written(&site, &second);
    assert!(front.contains("\n# 发文字号: 示司发〔2024〕1号  （站内另一篇文档用了这个文号，请核对）\n"), "{front}");
    assert!(told(&second).iter().any(|line| line.starts_with("left_out||发文字号：站内另一篇")), "{second}");
    site.build_with(&["--date", "2027-01-01"]).well();
}
