//! A page as it is sent: what is on the disk, one script that listens for what is published, and the policy that a host sends
//! with it.

use super::live::Mark;
use crate::authoring::{CMS_PAGE, CMS_POLICY};
use crate::output::{Needs, media_type};
use crate::say;

/// Where the page of the CMS is published.
const CMS: &str = "admin/index.html";

/// Whether a file is a page.
pub(super) fn is_page(path: &str) -> bool {
    media_type(path).starts_with("text/html")
}

/// A page with the script before the end of its body; at its very end when that is not written.
pub(super) fn with_script(page: &[u8], script: &str) -> Vec<u8> {
    const END: &[u8] = b"</body";
    let at = page.windows(END.len()).rposition(|window| window.eq_ignore_ascii_case(END)).unwrap_or(page.len());
    [&page[..at], script.as_bytes(), &page[at..]].concat()
}

/// The script of a page: under which base it stands, since when it knows what was published, and which file it is.
/// A page that is in place of a missing one is no file.
pub(super) fn script(base: &str, since: &Mark, file: Option<&str>) -> String {
    let file = file.map(|file| format!(" data-file=\"{}\"", attribute(file))).unwrap_or_default();
    let base = attribute(base);
    format!("<script defer src=\"/_xiangwei/live.js\" data-base=\"{base}\" data-since=\"{since}\"{file}></script>\n")
}

/// What the browser may load and run for a page: as a host is told for the whole site, so that what a host would stop is
/// stopped here. The site's own address, written whole, is another place than this machine, and is let through. The page
/// of the CMS has a policy of its own where it stands as it was written, and no other page has that.
pub(super) fn policy(path: &str, page: &[u8]) -> String {
    match path == CMS && page == CMS_PAGE.as_bytes() {
        true => CMS_POLICY.to_owned(),
        false => Needs::of_page(page, "http://localhost").policy(),
    }
}

fn attribute(text: &str) -> String {
    text.replace('&', "&amp;").replace('"', "&quot;").replace('<', "&lt;")
}

/// What stands in place of a missing page when the site has no page for that, or is not built yet.
pub(super) fn missing() -> String {
    let text = say!("这里没有网页。", "There is no page here.");
    format!(
        "<!doctype html>\n<html lang=\"zh\">\n<meta charset=\"utf-8\">\n<title>404</title>\n<body>\n\
         <p>{}</p>\n<p lang=\"en\">{}</p>\n</body>\n</html>\n",
        text.zh, text.en
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_page_of_the_cms_alone_has_its_policy() {
        assert_eq!(policy("admin/index.html", CMS_PAGE.as_bytes()), CMS_POLICY);
        let others = [("admin/other.html", CMS_PAGE.to_owned()), ("admin/index.html", format!("{CMS_PAGE} "))];
        for (path, page) in others {
            assert!(!policy(path, page.as_bytes()).contains("unsafe-inline"), "{path}");
        }
    }

    fn put(page: &str) -> String {
        String::from_utf8(with_script(page.as_bytes(), "+")).unwrap()
    }

    #[test]
    fn the_script_stands_at_the_end_of_the_body() {
        assert_eq!(put("<body>a</body></html>"), "<body>a+</body></html>");
        assert_eq!(put("<BODY><pre>&lt;</body> </BODY >"), "<BODY><pre>&lt;</body> +</BODY >");
        assert_eq!(put("<p>a"), "<p>a+");
        assert_eq!(put(""), "+");
    }

    #[test]
    fn a_name_stays_within_its_quotes() {
        let script = script("/\"><b>/", &Mark::default(), Some("a\"&<.html"));
        assert!(script.contains("data-base=\"/&quot;>&lt;b>/\""), "{script}");
        assert!(script.contains("data-file=\"a&quot;&amp;&lt;.html\""), "{script}");
    }
}
