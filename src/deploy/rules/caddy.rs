//! For Caddy: a file that is imported in a site's block.

use super::nginx::escaped;
use super::{FOR_A_YEAR, FOR_MINUTES, HASHED, Rules};
use crate::deploy::deployed::DEPLOYED;
use std::fmt::Write as _;

/// Without these a part of a page is never asked for, nor whether it is another one.
const WHOLE: &str = "\trequest_header -If-None-Match\n\trequest_header -If-Modified-Since\n\trequest_header -Range";
const SURE: &str = "writing to a string cannot fail";

pub(super) fn write(rules: &Rules, folder: &str) -> String {
    let (base, folder) = (&rules.base_path, quoted(folder.trim_end_matches('/')));
    let all = quoted(&format!("{base}*"));
    let mut text = String::from("# xiangwei rules --host caddy: import this file in a site's block.\n");
    if let Some(bare) = rules.bare_base() {
        writeln!(text, "redir {} {} 301", quoted(bare), quoted(&rules.base)).expect(SURE);
    }
    writeln!(text, "header {all} {{\n{}\tCache-Control {}\n}}", headers(rules), quoted(FOR_MINUTES)).expect(SURE);
    let hashed = quoted(&format!("^{}{HASHED}$", escaped(base)));
    writeln!(text, "@hashed path_regexp {hashed}\nheader @hashed Cache-Control {}", quoted(FOR_A_YEAR)).expect(SURE);
    // In a route, what stands first is done first.
    writeln!(text, "route {all} {{\n{}{}", moved(rules), withdrawn(rules)).expect(SURE);
    strip(rules, &mut text, "\t");
    writeln!(
        text,
        "\troot * {folder}\n\tfile_server {{\n\t\thide {DEPLOYED}\n\t\tprecompressed zstd br gzip\n\t}}\n}}"
    )
    .expect(SURE);
    text.push_str(&errors(rules, &all, &folder));
    text
}

/// Old addresses: each is looked up once.
fn moved(rules: &Rules) -> String {
    if rules.redirects.is_empty() {
        return String::new();
    }
    let mut text = String::from("\tmap {path} {moved} {\n");
    for (from, to) in &rules.redirects {
        writeln!(text, "\t\t{} {}", quoted(&format!("~{}", exactly([&*from.path]))), quoted(to)).expect(SURE);
    }
    text.push_str("\t\tdefault \"\"\n\t}\n\t@moved not vars {moved} \"\"\n\tredir @moved {moved} 301\n");
    text
}

/// Withdrawn documents.
fn withdrawn(rules: &Rules) -> String {
    if rules.gone.is_empty() {
        return String::new();
    }
    let gone = quoted(&exactly(rules.gone.iter().map(|at| &*at.path)));
    format!("\t@withdrawn path_regexp {gone}\n\terror @withdrawn 410\n")
}

/// The pages that stand for an answer without one. The answer is the whole page, whatever the browser has of it.
fn errors(rules: &Rules, all: &str, folder: &str) -> String {
    let mut text = format!("handle_errors {{\n\thandle {all} {{\n\theader {{\n{}", headers(rules));
    writeln!(text, "\tCache-Control {}\n\t}}\n{WHOLE}", quoted(FOR_MINUTES)).expect(SURE);
    strip(rules, &mut text, "\t");
    writeln!(text, "\troot * {folder}").expect(SURE);
    if let Some(page) = &rules.not_found {
        let page = quoted(&format!("/{}", page.below));
        writeln!(text, "\t@lost expression `{{http.error.status_code}} == 404`\n\trewrite @lost {page}").expect(SURE);
    }
    text.push_str(
        "\tfile_server {\n\t\tprecompressed zstd br gzip\n\t\tstatus {http.error.status_code}\n\t}\n\t}\n}\n",
    );
    text
}

/// The site's root on the disk is that of the addresses below its base.
fn strip(rules: &Rules, text: &mut String, indent: &str) {
    if let Some(bare) = rules.bare_base() {
        writeln!(text, "{indent}uri strip_prefix {}", quoted(bare)).expect(SURE);
    }
}

fn headers(rules: &Rules) -> String {
    rules.security.iter().map(|(name, value)| format!("\t{name} {}\n", quoted(value))).collect()
}

/// A pattern for one of these paths and nothing else: in a plain path, `*`, `%` and braces would mean something, and braces everywhere.
fn exactly<'a>(paths: impl IntoIterator<Item = &'a str>) -> String {
    let path = |path| escaped(path).replace(r"\{", r"\x7B").replace(r"\}", r"\x7D");
    let all: Vec<String> = paths.into_iter().map(path).collect();
    format!("^(?:{})$", all.join("|"))
}

/// A text in quotation marks, in which nothing stands for anything else.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}
