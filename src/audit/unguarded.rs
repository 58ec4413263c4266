//! What a site's settings keep the guard from looking at. A site may want it so; nobody may overlook it.

use super::Auditor;
use super::rules::{LOOKS, Look};
use crate::config::{self, Exception};
use crate::diag::{Code, Diagnostic, Place, Rule};
use crate::say;

/// Where texts stand that are published.
const FOLDERS: [&str; 3] = ["content", "data", "static"];
/// How the names of files end, one of each sort in which something may stand.
const ENDINGS: [&str; 8] = ["md", "html", "txt", "csv", "pdf", "docx", "xlsx", "jpg"];

impl Auditor<'_> {
    /// What is told of rules of the guard that are off, and of exceptions that hold for all files.
    #[must_use]
    pub fn unguarded(&self) -> Vec<Diagnostic> {
        let guarding: Vec<Rule> = guarding().collect();
        let off: Vec<&str> = guarding.iter().filter(|rule| !self.wants(**rule)).map(|rule| rule.word()).collect();
        let broad =
            self.config.audit.exceptions.iter().filter(|one| guarding.contains(&one.rule) && is_of_all_files(one));
        (!off.is_empty()).then(|| told_off(&off)).into_iter().chain(broad.map(told_broad)).collect()
    }
}

/// The rules whose findings stop a build.
fn guarding() -> impl Iterator<Item = Rule> {
    let guards = LOOKS.iter().filter(|(_, look)| matches!(look, Look::Guard(_)));
    guards.flat_map(|(rules, _)| rules.iter().copied())
}

fn told_off(off: &[&str]) -> Diagnostic {
    let (zh, en) = (off.join("、"), off.join(", "));
    let told = say!("本站关掉了 {zh}：没有检查", "this site turned {en} off: nobody looked for it");
    Diagnostic::new(Code::Unguarded, Place::File(config::FILE.into()), told).help(say!(
        "从 audit.levels（审计.级别）里删去；个别地方确实没有错的，在 audit.exceptions（审计.例外）写明",
        "take it out of audit.levels; what is right at some place is entered in audit.exceptions"
    ))
}

fn told_broad(one: &Exception) -> Diagnostic {
    let (path, rule) = (&one.path, one.rule.word());
    let told = say!(
        "例外 {path} 包括一类文件的全部：等于没有检查 {rule}",
        "the exception {path} holds for all files of a sort: as good as nobody looked for {rule}"
    );
    Diagnostic::new(Code::Unguarded, one.place.clone(), told)
        .help(say!("写出所指的文件或栏目", "name the file or the column that it is about"))
}

/// Whether an exception holds for files of which nothing is known but where sources stand and how they end.
fn is_of_all_files(one: &Exception) -> bool {
    let any = FOLDERS.iter().flat_map(|folder| ENDINGS.iter().map(move |ending| (folder, ending)));
    any.map(|(folder, ending)| format!("{folder}/\u{FFFF}/\u{FFFF}.{ending}"))
        .any(|path| one.covers(one.rule, &path.into()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_exception_may_be_too_broad() {
        let of = |path: &str| Exception {
            path: path.to_owned(),
            rule: Rule::PersonalMobile,
            reason: String::new(),
            until: None,
            place: Place::Nowhere,
        };
        for path in ["*", "**", "content/", "content/*", "static/**", "*.md", "content/*.pdf", "data/*/*"] {
            assert!(is_of_all_files(&of(path)), "{path}");
        }
        for path in
            ["content/a.md", "content/zcwj/", "content/zcwj/*", "static/*/2024/*", "static/名单*.csv", "data/a*"]
        {
            assert!(!is_of_all_files(&of(path)), "{path}");
        }
    }
}
