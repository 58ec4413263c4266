//! For Apache: a file that is included in a `VirtualHost`. It needs the modules alias, headers, mime and rewrite.

use super::nginx::escaped;
use super::{At, FOR_A_YEAR, FOR_MINUTES, HASHED, Rules};
use crate::deploy::deployed::DEPLOYED;
use crate::deploy::release::Encoding;
use percent_encoding::percent_decode_str;
use std::fmt::Write as _;

const SURE: &str = "writing to a string cannot fail";

pub(super) fn write(rules: &Rules, folder: &str) -> String {
    let (base, folder) = (&rules.base_path, folder.trim_end_matches('/'));
    let mut text = String::from(
        "# xiangwei rules --host apache: include this file in a `VirtualHost` block.\n\
         # Modules: alias, dir, headers, mime, rewrite, setenvif.\n",
    );
    text.push_str(&moved(rules));
    writeln!(text, "Alias {} {}", quoted(base), quoted(&format!("{folder}/"))).expect(SURE);
    for at in &rules.gone {
        let path = quoted(&at.path);
        writeln!(text, "<Location {path}>\n    ErrorDocument 410 {}\n</Location>", quoted(&at.url)).expect(SURE);
    }
    writeln!(text, "<Directory {}>\n{FOLDER}", quoted(folder)).expect(SURE);
    if let Some(page) = &rules.not_found {
        writeln!(text, "    ErrorDocument 404 {0}\n    ErrorDocument 403 {0}", quoted(&page.url)).expect(SURE);
    }
    for part in [types(rules), headers(rules), "    RewriteEngine On\n".to_owned()] {
        text.push_str(&part);
    }
    writeln!(text, "    RewriteRule {} - [R=404,L]", pattern(DEPLOYED)).expect(SURE);
    rules.gone.iter().for_each(|at| text.push_str(&gone(at)));
    text.push_str(&compressed());
    text.push_str("</Directory>\n");
    text
}

/// What the folder's files are handed out with.
const FOLDER: &str = "    Require all granted\n    Options FollowSymLinks\n    AllowOverride None\n    \
                      DirectoryIndex index.html\n    DirectorySlash On";

/// Old addresses, and the site's root without its `/`.
fn moved(rules: &Rules) -> String {
    let bare = rules.bare_base().map(|bare| (bare, rules.base.clone()));
    let old = rules.redirects.iter().map(|(from, to)| (&*from.path, readable(to)));
    let line = |(from, to): (&str, String)| format!("RedirectMatch 301 {} {}\n", pattern(from), quoted(&to));
    bare.into_iter().chain(old).map(line).collect()
}

fn headers(rules: &Rules) -> String {
    let mut text = String::new();
    for (name, value) in &rules.security {
        writeln!(text, "    Header always set {name} {}", quoted(value)).expect(SURE);
    }
    let (minutes, year) = (quoted(FOR_MINUTES), quoted(FOR_A_YEAR));
    let hashed = format!("m#^{}{HASHED}$#", escaped(&rules.base_path)).replace('"', "\\\"");
    writeln!(text, "    Header always set Cache-Control {minutes}").expect(SURE);
    writeln!(text, "    Header always set Cache-Control {year} \"expr=%{{REQUEST_URI}} =~ {hashed}\"").expect(SURE);
    text
}

/// An address as Apache takes it: it percent-encodes it itself, and puts what was matched in the place of `$1` and `&`.
fn readable(address: &str) -> String {
    let path = percent_decode_str(address).decode_utf8_lossy();
    path.replace('\\', "\\\\").replace('$', "\\$").replace('&', "\\&")
}

/// The notice is asked for again by Apache itself, as the body of the answer; then there is a status already.
fn gone(at: &At) -> String {
    let pattern = pattern(&at.below);
    format!("    RewriteCond %{{ENV:REDIRECT_STATUS}} ^$\n    RewriteRule {pattern} - [R=410,L]\n")
}

/// Files that stand beside the plain ones: what the visitor takes, the smallest first. Whoever gives an encoding no
/// weight (`q=0`) does not take it (RFC 9110, 12.4.2).
fn compressed() -> String {
    let mut text = String::from("    # Files that stand beside the plain ones.\n");
    for encoding in [Encoding::Brotli, Encoding::Zstd, Encoding::Gzip] {
        let (word, ending) = (encoding.word(), encoding.ending());
        let takes = format!(r"(^|,)\s*{word}\s*($|,|;\s*q=(1|0\.\d{{0,2}}[1-9]))");
        writeln!(text, "    AddEncoding {word} .{ending}").expect(SURE);
        writeln!(text, "    RewriteCond %{{HTTP:Accept-Encoding}} {} [NC]", quoted(&takes)).expect(SURE);
        writeln!(text, "    RewriteCond %{{REQUEST_FILENAME}}.{ending} -f").expect(SURE);
        writeln!(text, "    RewriteRule ^(.+)$ $1.{ending} [L,E=no-gzip:1]").expect(SURE);
    }
    text.push_str("    Header always merge Vary Accept-Encoding\n");
    text
}

fn types(rules: &Rules) -> String {
    let mut text = String::new();
    for (media, endings) in &rules.types {
        let endings: Vec<String> = endings.iter().map(|ending| format!(".{ending}")).collect();
        let endings = endings.join(" ");
        writeln!(text, "    AddType {media} {endings}").expect(SURE);
        if media.starts_with("text/") {
            writeln!(text, "    AddCharset utf-8 {endings}").expect(SURE);
        }
    }
    text
}

/// A whole path as a pattern.
fn pattern(path: &str) -> String {
    quoted(&format!("^{}$", escaped(path)))
}

/// A text in quotation marks; `%` begins nothing in what is written here but in conditions.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('"', "\\\""))
}
