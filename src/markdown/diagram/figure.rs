//! A process as a figure: the drawing, then its title, the time that all of it may take, and the same as a list.

use super::process::Process;
use super::{list, svg};

/// A drawing that is wider than the page is moved within its frame, by the keyboard too.
const OPENING: &str = r#"<figure class="diagram">
<div class="diagram-drawing" role="group" aria-label="流程图，较宽时可左右滚动" tabindex="0">
"#;

/// The figure of the document's Nth process. Ids hold a colon, so that no heading has the same.
pub(super) fn html(process: &Process, number: usize) -> String {
    let mut html = String::from(OPENING);
    svg::draw(&mut html, process, &format!("diagram:{number}"));
    html.push_str("</div>\n<figcaption>");
    html.push_str(&escaped(&process.title));
    if let Some(allowed) = process.allowed() {
        html.push_str("<span class=\"diagram-allowed\">");
        html.push_str(&allowed);
        html.push_str("</span>");
    }
    html.push_str("\n<details>\n<summary>文字说明</summary>\n");
    list::write(&mut html, process);
    html.push_str("</details>\n</figcaption>\n</figure>");
    html
}

/// A text as it stands in HTML.
pub(super) fn escaped(text: &str) -> String {
    let mut html = String::with_capacity(text.len());
    comrak::html::escape(&mut html, text).expect("writing to a string cannot fail");
    html
}
