//! What came of importing a file, for people and as JSON.

use super::args::{Import, ReportForm};
use crate::cli::screen::named;
use crate::diag::{Lang, Text};
use crate::import::{Draft, Entry, News};
use crate::say;
use serde_json::json;
use std::fmt::Write as _;
use std::path::Path;

/// What came of a file.
pub(super) enum Came {
    /// It became a document at this path.
    In(String, Draft),
    /// The same file was imported before; it is this document.
    There(String),
    /// It could not be read.
    Refused(Text),
}

/// What came of a file, as it is shown.
pub(super) fn shown(file: &Path, came: &Came, args: &Import, lang: Lang) -> String {
    match args.format {
        ReportForm::Human => for_people(file, came, args, lang),
        ReportForm::Json => as_json(file, came, args, lang),
    }
}

fn for_people(file: &Path, came: &Came, args: &Import, lang: Lang) -> String {
    let file = named(&file.display().to_string());
    match came {
        Came::Refused(why) => {
            let (zh, en) = (&why.zh, &why.en);
            say!("没有导入 {file}：{zh}\n", "{file} was not imported: {en}\n").show(lang).to_owned()
        }
        Came::There(path) => {
            say!("{file} 已经导入过：{path}\n", "{file} was imported before: {path}\n").show(lang).to_owned()
        }
        Came::In(path, draft) => {
            let mut text = format!("{file} -> {path}\n");
            for news in News::ALL {
                let mut entries = draft.report.entries.iter().filter(|entry| entry.news == news).peekable();
                if entries.peek().is_some() {
                    writeln!(text, "  {}", news.told().show(lang)).expect("writing to a string cannot fail");
                }
                entries.for_each(|entry| text.push_str(&line(entry, lang)));
            }
            let beside = draft.files.iter().map(|(name, _)| format!("  + {name}\n"));
            text.extend(beside);
            if args.dry_run {
                text.push_str(&format!("\n{}", draft.text));
            }
            text
        }
    }
}

fn line(entry: &Entry, lang: Lang) -> String {
    let place = entry.place().map(|Text { zh, en }| say!("{zh}：", "{en}: ").show(lang).to_owned()).unwrap_or_default();
    let what = entry.what.show(lang);
    let excerpt = if entry.excerpt.is_empty() { String::new() } else { format!(" “{}”", entry.excerpt) };
    format!("    {place}{what}{excerpt}\n")
}

fn as_json(file: &Path, came: &Came, args: &Import, lang: Lang) -> String {
    let file = file.display().to_string();
    let told = match came {
        Came::Refused(why) => json!({ "file": file, "result": "refused", "message": why.show(lang) }),
        Came::There(path) => json!({ "file": file, "result": "already_imported", "path": path }),
        Came::In(path, draft) => {
            let entry = |entry: &Entry| {
                let place = entry.place().map(|place| place.show(lang).to_owned());
                json!({ "news": entry.news.code(), "place": place, "message": entry.what.show(lang), "excerpt": entry.excerpt })
            };
            let entries: Vec<_> = draft.report.entries.iter().map(entry).collect();
            let files: Vec<&str> = draft.files.iter().map(|(name, _)| name.as_str()).collect();
            let text = args.dry_run.then_some(draft.text.as_str());
            let result = if args.dry_run { "would_be_imported" } else { "imported" };
            json!({ "file": file, "result": result, "path": path, "files": files, "report": entries, "text": text })
        }
    };
    format!("{told}\n")
}
