//! For Apache: a file that is included in a `VirtualHost`. It needs the modules alias, headers, mime and rewrite.

use super::nginx::escaped;
use super::{At, FOR_A_YEAR, FOR_MINUTES, HASHED, Rules};
use percent_encoding::percent_decode_str;
use std::fmt::Write as _;

const SURE: &str = "writing to a string cannot fail";

pub(super) fn write(rules: &Rules, folder: &str) -> String {
    let (base, folder) = (&rules.base_path, folder.trim_end_matches('/'));
    let mut text = String::from(
        "# xiangwei rules --host apache: include this file in a `VirtualHost` block.\n\
         # Modules: alias, dir, headers, mime, rewrite, setenvif.\n",
    );
    if let Some(bare) = rules.bare_base() {
        writeln!(text, "RedirectMatch 301 {} {}", pattern(bare), quoted(&rules.base)).expect(SURE);
    }
    for (from, to) in &rules.redirects {
        writeln!(text, "RedirectMatch 301 {} {}", pattern(&from.path), quoted(&readable(to))).expect(SURE);
    }
    writeln!(text, "Alias {} {}", quoted(base), quoted(&format!("{folder}/"))).expect(SURE);
    for at in &rules.gone {
        let path = quoted(&at.path);
        writeln!(text, "<Location {path}>\n    ErrorDocument 410 {}\n</Location>", quoted(&at.url)).expect(SURE);
    }
    writeln!(text, "<Directory {}>", quoted(folder)).expect(SURE);
    text.push_str(
        "    Require all granted\n    Options FollowSymLinks\n    AllowOverride None\n    DirectoryIndex index.html\n    \
         DirectorySlash On\n",
    );
    if let Some(page) = &rules.not_found {
        writeln!(text, "    ErrorDocument 404 {0}\n    ErrorDocument 403 {0}", quoted(&page.url)).expect(SURE);
    }
    text.push_str(&types(rules));
    for (name, value) in &rules.security {
        writeln!(text, "    Header always set {name} {}", quoted(value)).expect(SURE);
    }
    writeln!(text, "    Header always set Cache-Control {}", quoted(FOR_MINUTES)).expect(SURE);
    let hashed = quoted(&format!("m#^{}{HASHED}$#", escaped(base)));
    writeln!(
        text,
        "    Header always set Cache-Control {} \"expr=%{{REQUEST_URI}} =~ {}\"",
        quoted(FOR_A_YEAR),
        hashed.trim_matches('"')
    )
    .expect(SURE);
    text.push_str("    RewriteEngine On\n");
    rules.gone.iter().for_each(|at| text.push_str(&gone(at)));
    text.push_str(COMPRESSED);
    text.push_str("</Directory>\n");
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

/// Files that stand beside the plain ones: what the visitor takes, the smallest first.
const COMPRESSED: &str = r#"    # Files that stand beside the plain ones.
    AddEncoding br .br
    AddEncoding gzip .gz
    AddEncoding zstd .zst
    RewriteCond %{HTTP:Accept-Encoding} \bbr\b
    RewriteCond %{REQUEST_FILENAME}.br -f
    RewriteRule ^(.+)$ $1.br [L,E=no-gzip:1]
    RewriteCond %{HTTP:Accept-Encoding} \bzstd\b
    RewriteCond %{REQUEST_FILENAME}.zst -f
    RewriteRule ^(.+)$ $1.zst [L,E=no-gzip:1]
    RewriteCond %{HTTP:Accept-Encoding} \bgzip\b
    RewriteCond %{REQUEST_FILENAME}.gz -f
    RewriteRule ^(.+)$ $1.gz [L,E=no-gzip:1]
    Header always merge Vary Accept-Encoding
"#;

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
