//! The browser's engine, run by node, against the program's own.

use super::CORPUS;
use super::truth::{Page, questions};
use crate::support::root;
use serde_json::{Value, json};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::process::{Command, Stdio};
use xiangwei::search::{Found, Hit, Order, Question, find, fold};

const ENGINE: &str = "themes/gongbao/static/search-worker.js";

/// What the engine answers.
fn answers(public: &Path, questions: &Value) -> Vec<Value> {
    // Node takes a file for a module by its ending.
    let folder = tempfile::tempdir().unwrap();
    let engine = folder.path().join("engine.mjs");
    fs::copy(root().join(ENGINE), &engine).unwrap();
    let mut command = Command::new("node");
    command.arg(root().join("tests/search/ask.mjs")).arg(&engine).arg(public);
    let mut child =
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).spawn().expect("node is there: tests/run installs it");
    child.stdin.take().unwrap().write_all(questions.to_string().as_bytes()).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(output.status.success(), "the engine failed");
    serde_json::from_slice(&output.stdout).unwrap()
}

fn as_found(answer: &Value) -> Found {
    let text = |hit: &Value, name: &str| hit[name].as_str().unwrap().to_owned();
    let hit = |hit: &Value| Hit {
        url: text(hit, "url"),
        title: text(hit, "title"),
        date: text(hit, "date"),
        kind: text(hit, "kind"),
        excerpt: text(hit, "excerpt"),
    };
    let results = answer["results"].as_array().unwrap().iter().map(hit).collect();
    Found { total: usize::try_from(answer["total"].as_u64().unwrap()).unwrap(), results }
}

#[test]
fn both_engines_give_the_same() {
    let site = &*CORPUS;
    let public = site.path("public");
    let texts =
        questions(&Page::all(&public)).into_iter().chain(["市政府发2020 1号".to_owned(), "行政 复议".to_owned()]);
    let facets = [&[][..], &["kind:policy"], &["year:2023", "publisher:shili"], &["status:in_force"], &["kind:none"]];
    let mut asked: Vec<Question> = texts
        .zip(facets.iter().cycle())
        .map(|(text, facets)| Question {
            text,
            facets: facets.iter().map(|&facet| facet.to_owned()).collect(),
            limit: 20,
            order: Order::Relevance,
        })
        .collect();
    asked.extend([
        Question { text: "工作".into(), limit: 30, order: Order::Date, ..Question::default() },
        Question { facets: vec!["kind:policy".into()], limit: 30, ..Question::default() },
    ]);
    let order = |order| if order == Order::Date { "date" } else { "" };
    let as_json = |one: &Question| json!({ "text": one.text, "facets": one.facets, "limit": one.limit, "order": order(one.order) });
    let answers = answers(&public, &asked.iter().map(as_json).collect());
    assert_eq!(answers.len(), asked.len());
    for (question, answer) in asked.iter().zip(&answers) {
        let own = find(question, &|path| Ok(fs::read(public.join(path)).unwrap())).unwrap();
        assert_eq!(as_found(answer), own, "{question:?}");
    }
    let some = answers.iter().filter(|answer| answer["total"].as_u64() > Some(0)).count();
    assert!(some > 100, "{some} questions have an answer");
}

/// Whatever is asked first: the table of traditional characters is read when it is needed.
#[test]
fn a_traditional_character_anywhere_in_a_title_is_found_at_once() {
    let words = "国务院办公厅关于加强基层政务公开标准化规范化工作和全面推进依法行政建设服务型机关意见通知";
    let title = |at: usize| {
        let (before, after): (Vec<char>, Vec<char>) =
            (words.chars().take(at).collect(), words.chars().skip(at).collect());
        format!("{}學{}第{at}号", String::from_iter(before), String::from_iter(after))
    };
    let places = || (0..words.chars().count()).step_by(4);
    let documents = places().map(|at| {
        format!("//- /content/zcwj/n{at}.md\n---\ntitle: {}\npublished: 2024-01-02\n---\n正文。\n", title(at))
    });
    let section = "//- /content/zcwj/_index.md\n---\ntitle: 政策文件\n---\n".to_owned();
    let site = super::searched(&std::iter::once(section).chain(documents).collect::<String>());
    site.build().well();
    for at in places() {
        let answer = &answers(&site.path("public"), &json!([{ "text": title(at) }]))[0];
        assert_eq!(answer["results"][0]["title"], title(at), "{at}: {answer}");
    }
}

/// As texts out of a word processor have them, in what is looked for as in what is found.
#[test]
fn what_takes_no_room_does_not_part_words() {
    let site = super::searched(
        "//- /content/zcwj/_index.md\n---\ntitle: 政策文件\n---\n//- /content/zcwj/1.md\n---\ntitle: 关于办\u{200b}事\u{ad}指南的通知\n\
         published: 2024-01-02\n---\n正文里的行\u{2060}政复&shy;议。\n",
    );
    site.build().well();
    for text in ["办事指南", "\u{feff}办\u{200d}事指\u{200b}南", "行政复议"] {
        let answer = &answers(&site.path("public"), &json!([{ "text": text }]))[0];
        assert_eq!(answer["total"], 1, "{text:?}: {answer}");
        assert_eq!(super::found(&site.path("public"), text).total, 1, "{text:?}");
    }
}

#[test]
fn both_engines_fold_alike() {
    let site = &*CORPUS;
    let all: Vec<char> = (1..=0xFFFF_u32).filter_map(char::from_u32).collect();
    let text: String = all.iter().collect();
    // The table of traditional characters is read once nothing is found without it.
    let answers = answers(&site.path("public"), &json!([{ "text": "\u{9fa5}\u{9fa5}\u{9fa5}" }, { "fold": text }]));
    let theirs: Vec<char> = answers[1].as_str().unwrap().chars().collect();
    let differ: Vec<_> = all.iter().zip(theirs).filter(|(c, their)| fold(**c) != *their).collect();
    assert!(differ.is_empty(), "{differ:?}");
}

#[test]
fn the_engine_is_small_and_needs_nothing() {
    let files = [ENGINE, "themes/gongbao/static/search.js"].map(|file| fs::read_to_string(root().join(file)).unwrap());
    let [engine, page] = files.each_ref().map(String::len);
    assert!(engine < 10_000 && engine + page < 12_000, "{engine} and {page} bytes");
    for word in ["import ", "eval(", "new Function", "innerHTML", "wasm"] {
        assert!(files.iter().all(|file| !file.contains(word)), "{word}");
    }
}
