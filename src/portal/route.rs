//! Where something is on the web and in the output folder: one type, so that the two cannot differ.

use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use std::fmt;
use unicode_normalization::UnicodeNormalization as _;

/// What stays as it is in a path.
const PATH: &AsciiSet = &NON_ALPHANUMERIC.remove(b'/').remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// A path from the site's root, without a slash before it: `zcwj/2024-1.html`, or `zcwj/` for a folder's page.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Route(Box<str>);

impl Route {
    /// The route of a path in normal form (NFC).
    #[must_use]
    pub fn new(path: &str) -> Self {
        Self(if path.is_ascii() { path.into() } else { path.nfc().collect::<String>().into() })
    }

    /// The route of a page in this folder's page's folder, by a name that is in normal form.
    #[must_use]
    pub(super) fn beside(&self, name: &str) -> Self {
        Self(format!("{}{name}", self.0).into())
    }

    /// The path as it is read by people.
    #[must_use]
    pub fn path(&self) -> &str {
        &self.0
    }

    /// The file in the output folder.
    #[must_use]
    pub fn file(&self) -> String {
        if self.0.is_empty() || self.0.ends_with('/') { format!("{}index.html", self.0) } else { self.0.to_string() }
    }

    /// The folder that a relative address on this page begins from; empty at the root.
    #[must_use]
    pub fn folder(&self) -> &str {
        self.0.rsplit_once('/').map_or("", |(folder, _)| folder)
    }

    /// The address under a base (`/fzzf/`, or an origin with it), percent-encoded.
    #[must_use]
    pub fn url(&self, base: &str) -> String {
        let mut url = String::with_capacity(base.len() + self.0.len());
        url.push_str(base);
        url.extend(utf8_percent_encode(&self.0, PATH));
        url
    }

    /// The name by which two routes clash, whatever the case of their letters.
    #[must_use]
    pub fn key(&self) -> String {
        self.file().to_lowercase()
    }
}

impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "/{}", self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_folder_has_an_index() {
        assert_eq!(Route::new("zcwj/").file(), "zcwj/index.html");
        assert_eq!(Route::new("").file(), "index.html");
        assert_eq!(Route::new("zcwj/a.html").folder(), "zcwj");
        assert_eq!(Route::new("政策/甲 乙.html").url("/f/"), "/f/%E6%94%BF%E7%AD%96/%E7%94%B2%20%E4%B9%99.html");
    }

    proptest! {
        #[test]
        fn a_url_decodes_to_its_path(path in "[^\\x00-\\x1f]{0,40}") {
            let route = Route::new(&path);
            let url = route.url("/");
            prop_assert!(url.bytes().all(|b| b.is_ascii_graphic() && !b"\"'<>?#&".contains(&b)));
            let back = percent_encoding::percent_decode_str(&url[1..]).decode_utf8().unwrap();
            prop_assert_eq!(back, route.path());
        }
    }
}
