//! How Markdown is read: the same for every document.

use comrak::Options;
use std::sync::LazyLock;

/// The options, made once.
pub(super) fn options() -> &'static Options<'static> {
    static OPTIONS: LazyLock<Options<'static>> = LazyLock::new(|| {
        let mut options = Options::default();
        let extension = &mut options.extension;
        extension.table = true;
        extension.footnotes = true;
        extension.tasklist = true;
        extension.alerts = true;
        extension.strikethrough = true;
        extension.description_lists = true;
        extension.cjk_friendly_emphasis = true;
        // Addresses without marks are found by `inline`, since this would take in the Chinese text after them.
        extension.autolink = false;
        // Raw HTML is passed on here and sanitised afterwards, as a whole.
        options.render.r#unsafe = true;
        options
    });
    &OPTIONS
}
