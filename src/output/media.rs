//! Media types by a file's ending.

/// Whether a file could run scripts on the portal's own origin when it is opened: a page, a script, or a drawing that
/// holds one. Files under content/ are not trusted; those under static/ are the site owner's.
///
/// # Errors
/// When `bytes`, asked only for a file whose ending leaves it open, cannot be read.
pub fn is_active<B: AsRef<[u8]>, E>(path: &str, bytes: impl FnOnce() -> Result<B, E>) -> Result<bool, E> {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    match ending.as_str() {
        "html" | "htm" | "xhtml" | "xht" | "shtml" | "mht" | "mhtml" | "js" | "mjs" | "swf" | "wasm" => Ok(true),
        "svg" | "xml" | "xsl" | "xslt" => bytes().map(|bytes| holds_script(bytes.as_ref())),
        _ => Ok(false),
    }
}

/// Whether a drawing holds anything but shapes: scripts, foreign content, addresses that are scripts, handlers.
fn holds_script(bytes: &[u8]) -> bool {
    let text = String::from_utf8_lossy(bytes).to_lowercase();
    let signs =
        ["<script", ":script", "<foreignobject", "javascript:", "<!entity", "<?xml-stylesheet", "data:text/html"];
    let handler = text.match_indices("on").any(|(at, _)| {
        let before = text[..at].ends_with(|c: char| c.is_whitespace() || c == '"' || c == '\'' || c == '/');
        let name = text[at..].split(|c: char| !c.is_ascii_alphabetic()).next().unwrap_or_default();
        before && name.len() > 3 && text[at + name.len()..].trim_start().starts_with('=')
    });
    handler || signs.iter().any(|sign| text.contains(sign))
}

/// The media type of a path; what is not known is a stream of bytes.
#[must_use]
pub fn media_type(path: &str) -> &'static str {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
    match ending.as_deref().unwrap_or_default() {
        "html" | "htm" => "text/html; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "js" | "mjs" => "text/javascript; charset=utf-8",
        "json" => "application/json",
        "jsonld" => "application/ld+json",
        "xml" => "application/xml",
        "txt" => "text/plain; charset=utf-8",
        "csv" => "text/csv; charset=utf-8",
        "md" => "text/markdown; charset=utf-8",
        "svg" => "image/svg+xml",
        "png" => "image/png",
        "jpg" | "jpeg" => "image/jpeg",
        "gif" => "image/gif",
        "webp" => "image/webp",
        "avif" => "image/avif",
        "ico" => "image/x-icon",
        "woff2" => "font/woff2",
        "woff" => "font/woff",
        "ttf" => "font/ttf",
        "otf" => "font/otf",
        "pdf" => "application/pdf",
        "ofd" => "application/ofd",
        "doc" | "wps" => "application/msword",
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xls" | "et" => "application/vnd.ms-excel",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "ppt" | "dps" => "application/vnd.ms-powerpoint",
        "pptx" => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        "odt" => "application/vnd.oasis.opendocument.text",
        "ods" => "application/vnd.oasis.opendocument.spreadsheet",
        "zip" => "application/zip",
        "rar" => "application/vnd.rar",
        "mp3" => "audio/mpeg",
        "mp4" => "video/mp4",
        "webm" => "video/webm",
        "wasm" => "application/wasm",
        _ => "application/octet-stream",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn active(path: &str, bytes: &[u8]) -> bool {
        is_active(path, || Ok::<_, ()>(bytes)).unwrap()
    }

    #[test]
    fn what_can_run_is_active() {
        assert!(active("a.HTML", b"") && active("a.js", b""));
        assert!(active("a.svg", b"<svg onload = 'x()'/>") && active("a.svg", b"<svg><script/></svg>"));
        assert!(active("a.svg", b"<svg><a href='JavaScript:x()'/></svg>"));
        assert!(!active("a.svg", "<svg><text font=\"x\">on 流程</text></svg>".as_bytes()));
        assert!(!active("a.pdf", b"<script>"));
    }
}
