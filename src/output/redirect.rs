//! The page at an old address.

use crate::portal::view::{Shown, View};
use crate::portal::xml::escape;
use crate::portal::{DocumentId, Portal};

/// A page that leads on by itself, and says where to.
pub(super) fn page(portal: &Portal, id: DocumentId) -> String {
    let text = |name| match portal.show(View::Document(id), name) {
        Some(Shown::Text(text)) => escape(&text),
        _ => String::new(),
    };
    let (url, permalink, title) = (text("url"), text("permalink"), text("title"));
    let language = escape(&portal.config.site.language);
    format!(
        "<!doctype html>\n<html lang=\"{language}\">\n<head>\n<meta charset=\"utf-8\">\n<title>{title}</title>\n\
         <link rel=\"canonical\" href=\"{permalink}\">\n<meta name=\"robots\" content=\"noindex\">\n\
         <meta http-equiv=\"refresh\" content=\"0; url={url}\">\n</head>\n<body>\n\
         <p>本页已移至 <a href=\"{url}\">{title}</a>。</p>\n</body>\n</html>\n"
    )
}
