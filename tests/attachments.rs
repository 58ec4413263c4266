//! What is found in files of real programs: the number is told in every place where it stands.
//!
//! The files in the folder of this name were made by `tests/attachments/make.py`, which says with what.

use crate::support::tests;
use std::fs;
use std::time::{Duration, Instant};
use xiangwei::attachment::{Limits, Reading, Reason, read};

/// The specimen of GB 11643-1999, which is in every file.
const NUMBER: &str = "11010519491231002X";

fn bytes(name: &str) -> Vec<u8> {
    fs::read(tests().join("attachments").join(name)).unwrap()
}

fn reading(name: &str) -> Reading {
    read(name, &bytes(name), &Limits::default())
}

/// Checks in which places the number stands, whatever parts its digits, and that all else could be read.
#[track_caller]
fn assert_places(name: &str, places: &[&str]) {
    let reading = reading(name);
    let holding = reading.passages.iter().filter(|passage| half_width(&passage.text).contains(NUMBER));
    let found: Vec<String> = holding.map(|passage| passage.spot.told().zh).collect();
    assert_eq!(found, places, "{name}");
    assert_eq!(reading.unread, [], "{name}");
}

fn half_width(text: &str) -> String {
    let narrow = |c: char| match c {
        '０'..='９' | 'Ｘ' => char::from_u32(c as u32 - 0xfee0).unwrap(),
        c => c,
    };
    text.chars().filter(|c| !c.is_whitespace()).map(narrow).collect()
}

#[test]
fn texts_of_word_are_read_in_every_place() {
    assert_places(
        "示例.docx",
        &[
            "文件属性“creator”",
            "第 2 段",
            "第 3 段",
            "表 1 第 2 行",
            "修订中删除的文字",
            "文本框",
            "第 7 段（隐藏）",
            "页眉",
            "页脚",
            "批注",
            "脚注或尾注",
            "“word/embeddings/内嵌.xlsx”：工作表“内嵌”第 1 行",
        ],
    );
}

#[test]
fn texts_of_word_before_2007_are_read() {
    // The fifth paragraph holds what was deleted, the seventh is hidden: the form keeps this apart from the text.
    let places = [
        "文件属性“Author”",
        "第 2 段",
        "第 3 段",
        "表 1 第 2 行",
        "第 5 段",
        "第 7 段",
        "脚注或尾注",
        "页眉",
        "页脚",
        "批注",
        "文本框",
    ];
    assert_places("示例.doc", &places);
}

#[test]
fn texts_in_other_forms_are_read() {
    let places = [
        "文件属性“initial-creator”",
        "页眉",
        "页脚",
        "修订中删除的文字",
        "第 2 段",
        "第 3 段",
        "表 1 第 2 行",
        "批注",
        "文本框",
        "第 7 段（隐藏）",
        "脚注或尾注",
    ];
    assert_places("示例.odt", &places);
    let places = [
        "文件属性“author”",
        "页眉",
        "页脚",
        "第 2 段",
        "第 3 段",
        "第 5 段",
        "批注",
        "修订中删除的文字",
        "第 9 段（隐藏）",
        "脚注或尾注",
    ];
    assert_places("示例.rtf", &places);
}

#[test]
fn sheets_are_read_with_what_they_hide() {
    let rows =
        ["工作表“名单”第 2 行", "工作表“名单”第 2 行（隐藏）", "工作表“名单”第 3 行", "工作表“名单”第 4 行（隐藏）"];
    let hidden = "工作表“底稿”第 1 行（隐藏）";
    assert_places("示例.xlsx", &[&["文件属性“creator”"], &rows[..], &["页眉", "批注", hidden]].concat());
    assert_places("示例.xls", &[&["文件属性“Author”", "页眉", "批注"], &rows[..], &[hidden]].concat());
    assert_places("示例.ods", &[&["文件属性“initial-creator”", "页眉", "批注"], &rows[..], &[hidden]].concat());
}

#[test]
fn slides_are_read_with_their_notes() {
    let places = ["第 1 张幻灯片", "第 1 张幻灯片", "演讲备注", "第 2 张幻灯片（隐藏）"];
    assert_places("示例.pptx", &[&["文件属性“creator”"], &places[..]].concat());
    assert_places("示例.odp", &[&places[..], &["文件属性“initial-creator”"]].concat());
    let places = ["文件属性“Author”", "第 1 张幻灯片", "第 2 张幻灯片（隐藏）", "演讲备注"];
    assert_places("打包.zip", &places.map(|place| format!("“示例.ppt”：{place}")).each_ref().map(String::as_str));
}

#[test]
fn pdf_is_read_by_page() {
    // As it is laid out, and as it was written, which is another order here.
    assert_places("示例.pdf", &["第 1 页", "第 1 页", "文件属性“Author”"]);
    // Its cells are wrapped, so that a line of the page holds a part of each.
    assert_places("折行.pdf", &["第 1 页", "链接地址"]);
    assert_eq!(reading("加密.pdf").unread[0].reason, Reason::Encrypted);
    assert_eq!(reading("扫描件.pdf").unread[0].reason, Reason::NoText);
}

#[test]
fn pictures_are_read_for_what_is_noted_in_them() {
    assert_places("照片.jpg", &["图片信息“ImageDescription”", "图片信息“creator”"]);
    assert_places("照片.png", &["图片信息“ImageDescription”", "图片信息“Comment”"]);
    assert_places("照片.webp", &["图片信息“ImageDescription”"]);
    assert_places("照片.tiff", &["图片信息“ImageDescription”"]);
    let passages = reading("照片.jpg").passages;
    let noted = |tag: &str| passages.iter().find(|it| it.spot.told().zh.contains(tag)).unwrap().text.clone();
    assert_eq!(noted("GPSLatitude”"), "39 deg 54 min 0 sec N");
    assert_eq!(noted("40093"), "作者");
}

/// Bytes of a file are changed, and parts of it left out: reading comes to an end, whatever it finds.
#[test]
fn a_damaged_file_costs_no_more_than_a_whole_one() {
    let begun = Instant::now();
    for name in ["示例.docx", "示例.xlsx", "示例.doc", "示例.xls", "示例.rtf", "示例.odt", "照片.jpg", "打包.zip"]
    {
        let whole = bytes(name);
        for seed in 1..40usize {
            let mut damaged = whole.clone();
            for step in 0..8 {
                let at = (seed * 7919 + step * 104_729) * 31 % damaged.len();
                damaged[at] = (seed * 37 + step) as u8;
            }
            damaged.truncate(damaged.len() - seed * damaged.len() / 400);
            drop(read(name, &damaged, &Limits::default()));
        }
    }
    assert!(begun.elapsed() < Duration::from_secs(60));
}
