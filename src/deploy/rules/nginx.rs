//! For nginx: a file that is included in a `server` block.

use super::{FOR_A_YEAR, FOR_MINUTES, HASHED, Rules};
use crate::deploy::deployed::DEPLOYED;
use std::fmt::Write as _;

/// The place within the site at which notices are asked for by nginx itself; no file stands there.
const NOTICES: &str = ".withdrawn";

/// What stands beside the files.
const COMPRESSED: &str = "    \
    # Files that stand beside the plain ones, for a portal in front of this host too. The last two need nginx's modules for them.\n    \
    gzip_static on;\n    gzip_vary on;\n    gzip_proxied any;\n    gzip_http_version 1.0;\n    # brotli_static on;\n    # zstd_static on;\n\n";

pub(super) fn write(rules: &Rules, folder: &str) -> String {
    let folder = quoted(&format!("{}/", folder.trim_end_matches('/')));
    let mut text = String::from("# xiangwei rules --host nginx: include this file in a `server` block.\n");
    if let Some(bare) = rules.bare_base() {
        writeln!(text, "location = {} {{ return 301 {}; }}", quoted(bare), quoted(&rules.base)).expect(SURE);
    }
    let (policy, headed) = in_pieces(rules);
    text.push_str(&policy);
    // A pattern of the portal around it, as for all that ends in .html, is not asked then.
    writeln!(text, "location ^~ {} {{", quoted(&rules.base_path)).expect(SURE);
    writeln!(text, "    alias {folder};\n    index index.html;\n    absolute_redirect off;").expect(SURE);
    for part in [types(rules), COMPRESSED.to_owned(), errors(rules), headers(&headed, "    ", FOR_MINUTES)] {
        text.push_str(&part);
    }
    for part in [unserved(rules), hashed(rules, &headed), withdrawn(rules, &folder), moved(rules)] {
        text.push_str(&part);
    }
    text.push_str("}\n");
    text
}

/// The pages that stand for an answer without one.
fn errors(rules: &Rules) -> String {
    let mut text = String::new();
    if let Some(page) = &rules.not_found {
        writeln!(text, "    error_page 403 404 =404 {};", quoted(&page.path)).expect(SURE);
    }
    writeln!(text, "    error_page 410 {};\n", quoted(&format!("{}{NOTICES}$uri", rules.base_path))).expect(SURE);
    text
}

/// Files whose names tell their content. nginx forgets the headers from around a block that has its own.
fn hashed(rules: &Rules, headed: &[(&str, String)]) -> String {
    let pattern = quoted(&format!("^{}{HASHED}$", escaped(&rules.base_path)));
    format!("\n    location ~ {pattern} {{\n{}    }}\n", headers(headed, "        ", FOR_A_YEAR))
}

/// Withdrawn documents; `folder` is in quotation marks.
fn withdrawn(rules: &Rules, folder: &str) -> String {
    if rules.gone.is_empty() {
        return String::new();
    }
    let notices = quoted(&format!("{0}{NOTICES}{0}", rules.base_path));
    let mut text = String::from("\n    # Withdrawn: the notice, as the body of a 410.\n");
    writeln!(text, "    location ^~ {notices} {{ internal; alias {folder}; }}").expect(SURE);
    for at in &rules.gone {
        writeln!(text, "    location = {} {{ return 410; }}", quoted(&at.path)).expect(SURE);
    }
    text
}

/// Old addresses.
fn moved(rules: &Rules) -> String {
    let mut text = String::from(if rules.redirects.is_empty() { "" } else { "\n    # Old addresses.\n" });
    for (from, to) in &rules.redirects {
        writeln!(text, "    location = {} {{ return 301 {}; }}", quoted(&from.path), quoted(to)).expect(SURE);
    }
    text
}

const SURE: &str = "writing to a string cannot fail";

/// What tells what was sent is for nobody else.
fn unserved(rules: &Rules) -> String {
    format!("\n    location = {} {{ return 404; }}\n", quoted(&format!("{}{DEPLOYED}", rules.base_path)))
}

/// Headers as they are set, and what must stand before: nginx reads no word that is longer than its buffer (4,096 bytes), so
/// that a long value is put together in a variable.
fn in_pieces(rules: &Rules) -> (String, Vec<(&'static str, String)>) {
    let (mut text, mut headed) = (String::new(), rules.security.clone());
    for (name, value) in headed.iter_mut().filter(|(_, value)| value.len() > PIECE) {
        let base: String = rules.base.bytes().map(|b| format!("{b:02x}")).collect();
        let variable = format!("xiangwei_{}_{base}", name.to_lowercase().replace('-', "_"));
        let (mut so_far, mut rest) = (String::new(), value.as_str());
        while !rest.is_empty() {
            let end = rest.char_indices().map(|(at, c)| at + c.len_utf8()).take_while(|end| *end <= PIECE).last();
            let (piece, after) = rest.split_at(end.unwrap_or(rest.len()));
            writeln!(text, "set ${variable} {};", quoted(&format!("{so_far}{piece}"))).expect(SURE);
            (so_far, rest) = (format!("${{{variable}}}"), after);
        }
        *value = so_far;
    }
    (text, headed)
}

/// So many bytes of a value stand in one word.
const PIECE: usize = 2000;

fn headers(headed: &[(&str, String)], indent: &str, cache: &str) -> String {
    let all = headed.iter().map(|(name, value)| (*name, value.as_str())).chain([("Cache-Control", cache)]);
    all.map(|(name, value)| format!("{indent}add_header {name} {} always;\n", quoted(value))).collect()
}

fn types(rules: &Rules) -> String {
    let texts: Vec<&str> =
        rules.types.keys().copied().filter(|media| media.starts_with("text/") && *media != "text/html").collect();
    let mut text = String::from("    charset utf-8;\n");
    if !texts.is_empty() {
        writeln!(text, "    charset_types {};", texts.join(" ")).expect(SURE);
    }
    text.push_str("    default_type application/octet-stream;\n    types {\n");
    for (media, endings) in &rules.types {
        let endings: Vec<&str> = endings.iter().map(String::as_str).collect();
        writeln!(text, "        {media} {};", endings.join(" ")).expect(SURE);
    }
    text.push_str("    }\n\n");
    text
}

/// A text in quotation marks.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// A path within a pattern.
pub(super) fn escaped(path: &str) -> String {
    path.chars().fold(String::new(), |mut text, c| {
        if r"\.+*?()|[]{}^$".contains(c) {
            text.push('\\');
        }
        text.push(c);
        text
    })
}
