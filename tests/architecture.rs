//! What a machine can see of the architecture: who imports whom, where each engine lives, how large things are.

use crate::support::root;
use std::collections::BTreeSet;
use std::fs;
use walkdir::WalkDir;

/// A module imports only modules of rows above its own.
const ROWS: [&[&str]; 20] = [
    &["law"],
    &["diag", "trace"],
    &["yaml"],
    &["world"],
    &["attachment"],
    &["config"],
    &["net"],
    &["markdown"],
    &["content"],
    &["authoring", "import"],
    &["portal"],
    &["theme"],
    &["search"],
    &["output"],
    &["audit"],
    &["publish"],
    &["build"],
    &["deploy"],
    &["serve"],
    &["cli"],
];

/// Each of these foreign crates has its homes, and is named nowhere else.
const HOMES: [(&str, &[&str]); 34] = [
    ("comrak", &["markdown"]),
    ("ammonia", &["markdown"]),
    ("html5ever", &["attachment", "import", "audit", "output"]),
    ("aho_corasick", &["law"]),
    ("cssparser", &["audit"]),
    ("dagre", &["markdown"]),
    ("minijinja", &["theme"]),
    ("qrcodegen", &["theme"]),
    ("serde_yaml", &["theme"]),
    ("csv", &["attachment", "theme"]),
    ("csv_core", &["content"]),
    ("zip", &["attachment"]),
    ("quick_xml", &["attachment"]),
    ("cfb", &["attachment"]),
    ("exif", &["attachment"]),
    ("clap", &["cli"]),
    ("clap_complete", &["cli"]),
    ("saphyr_parser", &["yaml"]),
    ("annotate_snippets", &["diag"]),
    ("include_dir", &["world"]),
    ("walkdir", &["world", "publish", "deploy", "serve"]),
    ("notify", &["serve"]),
    ("rayon", &["world", "content", "portal", "search", "build", "deploy", "cli"]),
    ("axum", &["serve"]),
    ("tokio", &["serve"]),
    ("futures_util", &["serve"]),
    ("flate2", &["attachment", "deploy"]),
    ("brotli", &["deploy"]),
    ("zstd", &["deploy"]),
    ("sha2", &["output", "deploy"]),
    ("sm3", &["deploy"]),
    ("base64", &["output"]),
    ("rusty_s3", &["deploy"]),
    ("ureq", &["net"]),
];

/// What says nothing about what a thing is.
const EMPTY_NAMES: [&str; 4] = ["manager", "handler", "helper", "util"];

/// One file of `src/`.
struct File {
    /// From `src/`.
    path: String,
    text: String,
}

impl File {
    /// The module of the first level that it belongs to; nothing for `lib.rs` and `main.rs`.
    fn module(&self) -> Option<&str> {
        self.path.split_once('/').map(|(folder, _)| folder).or_else(|| {
            let stem = self.path.strip_suffix(".rs")?;
            (!["lib", "main"].contains(&stem)).then_some(stem)
        })
    }

    /// Its lines before the tests, without comments.
    fn code(&self) -> String {
        let lines = self.text.lines().take_while(|line| line.trim() != "#[cfg(test)]");
        lines.map(|line| without_comment(line).to_owned() + "\n").collect()
    }

    fn lines(&self) -> usize {
        self.text.lines().count()
    }

    /// Whether it is nothing but tests.
    fn is_test(&self) -> bool {
        self.path.ends_with("/tests.rs")
    }
}

/// A line without its `//` comment; one within a string ends it too, which hides nothing of an import.
fn without_comment(line: &str) -> &str {
    line.find("//").map_or(line, |at| &line[..at])
}

fn files() -> Vec<File> {
    let source = root().join("src");
    let entries = WalkDir::new(&source).sort_by_file_name().into_iter().map(Result::unwrap);
    let rust = entries.filter(|entry| entry.path().extension().is_some_and(|ending| ending == "rs"));
    let read = |entry: walkdir::DirEntry| File {
        path: entry.path().strip_prefix(&source).unwrap().to_str().unwrap().to_owned(),
        text: fs::read_to_string(entry.path()).unwrap(),
    };
    let files: Vec<File> = rust.map(read).collect();
    assert!(files.len() > 50, "the sources were not found");
    files
}

/// Fails with everything that is not as it should be.
#[track_caller]
fn assert_none(wrong: Vec<String>) {
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// The modules of the first level that a text names: `crate::a`, and each of `crate::{a, b::c}`.
fn imported(code: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for (at, _) in code.match_indices("crate::") {
        let rest = code[at + "crate::".len()..].trim_start();
        match rest.strip_prefix('{') {
            None => found.extend(first_word(rest)),
            Some(group) => found.extend(members(group).into_iter().filter_map(first_word)),
        }
    }
    found
}

/// The members of a group, from after its opening bracket to the one that closes it.
fn members(group: &str) -> Vec<&str> {
    let (mut depth, mut start, mut members) = (0, 0, Vec::new());
    for (at, character) in group.char_indices() {
        match character {
            '{' => depth += 1,
            '}' if depth == 0 => {
                members.push(&group[start..at]);
                return members;
            }
            '}' => depth -= 1,
            ',' if depth == 0 => {
                members.push(&group[start..at]);
                start = at + 1;
            }
            _ => {}
        }
    }
    members
}

fn first_word(text: &str) -> Option<String> {
    let text = text.trim_start();
    let end = text.find(|c: char| !c.is_alphanumeric() && c != '_').unwrap_or(text.len());
    (end > 0).then(|| text[..end].to_owned())
}

fn row(module: &str) -> Option<usize> {
    ROWS.iter().position(|row| row.contains(&module))
}

#[test]
fn every_folder_stands_in_a_row() {
    let modules: BTreeSet<String> = files().iter().filter_map(File::module).map(str::to_owned).collect();
    let known: BTreeSet<String> = ROWS.concat().iter().map(|name| (*name).to_owned()).collect();
    assert_eq!(modules, known);
}

#[test]
fn a_module_imports_only_from_above() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !file.is_test()) {
        let Some(own) = file.module() else { continue };
        for other in imported(&file.code()) {
            // What is no module is a macro at the crate's root, such as `say`.
            let upwards = row(&other).is_some_and(|other| row(own).is_some_and(|own| other >= own));
            if upwards && other != own {
                wrong.push(format!("src/{}: {own} imports {other}", file.path));
            }
        }
    }
    assert_none(wrong);
}

#[test]
fn nothing_is_reached_round_the_root() {
    let wrong = files().into_iter().filter(|file| file.code().contains("super::super::super"));
    assert_none(wrong.map(|file| format!("src/{}: super::super::super", file.path)).collect());
}

#[test]
fn every_engine_has_its_home() {
    let mut wrong = Vec::new();
    for file in files() {
        let code = file.code();
        for (name, homes) in HOMES {
            if names(&code, name) && !file.module().is_some_and(|module| homes.contains(&module)) {
                wrong.push(format!("src/{}: {name} is at home in {}", file.path, homes.join(", ")));
            }
        }
    }
    assert_none(wrong);
}

#[test]
fn no_home_stands_empty() {
    let files = files();
    for (name, homes) in HOMES {
        for home in homes {
            let lives = |file: &File| file.module() == Some(*home) && names(&file.code(), name);
            assert!(files.iter().any(lives), "{name} is not used in {home}");
        }
    }
}

/// Whether a code names a crate by a path that begins with it.
fn names(code: &str, name: &str) -> bool {
    let begins = |at: usize| !code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
    code.match_indices(&format!("{name}::")).any(|(at, _)| begins(at))
}

#[test]
fn nothing_is_unwrapped_outside_of_tests() {
    let mut wrong = Vec::new();
    for file in files().iter().filter(|file| !file.is_test()) {
        let code = file.code();
        let lines = code.lines().enumerate().filter(|(_, line)| line.contains(".unwrap()"));
        wrong.extend(lines.map(|(at, line)| format!("src/{}:{}: {}", file.path, at + 1, line.trim())));
    }
    assert_none(wrong);
}

#[test]
fn a_file_is_short() {
    let limit = |path: &str| match path {
        "main.rs" => 30,
        "lib.rs" => 60,
        _ => 400,
    };
    let long = files().into_iter().filter(|file| file.lines() > limit(&file.path));
    assert_none(
        long.map(|file| format!("src/{}: {} lines, at most {}", file.path, file.lines(), limit(&file.path))).collect(),
    );
}

#[test]
fn every_file_says_what_it_is() {
    let silent = files().into_iter().filter(|file| !file.text.starts_with("//! "));
    assert_none(silent.map(|file| format!("src/{}: begins without a sentence", file.path)).collect());
}

#[test]
fn names_say_what_things_are() {
    let mut wrong = Vec::new();
    for file in files() {
        let code = file.code();
        let types = code.lines().filter_map(type_name);
        for name in types.chain([file.path.as_str()]) {
            if EMPTY_NAMES.iter().any(|empty| name.to_lowercase().contains(empty)) {
                wrong.push(format!("src/{}: {name}", file.path));
            }
        }
    }
    assert_none(wrong);
}

/// The name of the type or trait that a line declares.
fn type_name(line: &str) -> Option<&str> {
    let mut words = line.trim_start().split(|c: char| !c.is_alphanumeric() && c != '_').filter(|word| !word.is_empty());
    words.find(|word| ["struct", "enum", "trait", "type"].contains(word))?;
    words.next()
}

#[test]
fn an_import_is_seen_in_every_form() {
    let code = "use crate::a;\nuse crate::{b::c, d::{e, f},\n    g};\nlet x = crate::h::i();\n";
    assert_eq!(imported(code).into_iter().collect::<String>(), "abdgh");
    assert_eq!(type_name("pub(crate) struct LinkHelper<'a> {"), Some("LinkHelper"));
    assert!(names("use csv::Reader;", "csv") && !names("use my_csv::Reader; crate::csv::x", "csv"));
}
