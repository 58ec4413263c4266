//! OpenDocument (odt, ods, odp): content, styles with headers and footers, properties, and files within.
//!
//! OASIS OpenDocument 1.3, part 3.

use super::archive::{Archive, Member};
use super::figure::plain;
use super::flow::{self, Role};
use super::harvest::Harvest;
use super::spot::short;
use super::xml::{self, Element, Piece, Pieces};
use super::{Part, Reason, picture, properties};
use std::collections::BTreeSet;

/// Reads an OpenDocument package.
pub(super) fn read(archive: &mut Archive, harvest: &mut Harvest) -> Result<(), Reason> {
    let manifest = archive.bytes_of("META-INF/manifest.xml", harvest).and_then(Result::ok).unwrap_or_default();
    if xml::text(&manifest).contains("encryption-data") {
        return Err(Reason::Encrypted);
    }
    for member in archive.members() {
        if let Err(reason) = part(&member, archive, harvest) {
            harvest.inside(&member.path, |harvest| harvest.unread(reason));
        }
    }
    Ok(())
}

/// Reads a member of the package. An object within has members of the same names in a folder of its own.
fn part(member: &Member, archive: &mut Archive, harvest: &mut Harvest) -> Result<(), Reason> {
    let read: fn(&str, &mut Harvest) -> Result<(), Reason> = match member.path.rsplit('/').next() {
        Some("content.xml") => content,
        Some("styles.xml") => styles,
        Some("meta.xml") => |text, harvest| properties::read(text, 3, harvest),
        _ => {
            if is_file(&member.path) {
                archive.file(member, harvest);
            }
            return Ok(());
        }
    };
    read(&xml::text(&archive.bytes(member, harvest)?), harvest)
}

/// Whether a member is a file that somebody put in: a picture, or one of another program, which has no ending.
fn is_file(path: &str) -> bool {
    let picture = picture::ENDINGS.iter().any(|ending| path.ends_with(ending));
    path.starts_with("Pictures/") && picture || path.starts_with("Object ") && !path.contains(['/', '.'])
}

/// Reads the body. Sheets are hidden by their style, which stands before them.
fn content(text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    let hidden = hidden_styles(text)?;
    let is_hidden = |element: &Element| element.attribute("style-name").is_some_and(|name| hidden.contains(&name));
    let (mut slides, mut spreadsheet, mut notes) = (0, false, false);
    unseen_values(text, harvest)?;
    flow::read(text, None, harvest, &mut |element| match element.name() {
        "spreadsheet" => {
            spreadsheet = true;
            Role::Through
        }
        "page" => {
            (slides, notes) = (slides + 1, false);
            Role::Aside { part: Part::Slide(slides), hidden: is_hidden(element) }
        }
        "notes" => {
            notes = true;
            Role::Aside { part: Part::Notes, hidden: false }
        }
        // On a slide all text stands in boxes.
        "text-box" | "custom-shape" if slides > 0 => Role::Through,
        "table" if spreadsheet => {
            Role::Sheet { name: short(element.attribute("name").unwrap_or_default()), hidden: is_hidden(element) }
        }
        _ => role(element, is_hidden(element)),
    })
}

fn role(element: &Element, hidden: bool) -> Role {
    let times = |name: &str| element.attribute(name).and_then(|times| times.parse().ok()).unwrap_or(1);
    let collapsed = || element.attribute("visibility").is_some_and(|visibility| visibility != "visible");
    match element.name() {
        "p" | "h" => Role::Line,
        "s" => Role::Put(" ".repeat(times("c").min(80))),
        "tab" => Role::Put("\t".to_owned()),
        "line-break" => Role::Put("\n".to_owned()),
        "table" => Role::Table,
        "table-column" => Role::Columns { times: times("number-columns-repeated"), hidden: collapsed() },
        "table-row" => Role::Row { number: None, times: times("number-rows-repeated"), hidden: collapsed() },
        "table-cell" | "covered-table-cell" => Role::Cell { times: times("number-columns-repeated") },
        "note" => Role::Aside { part: Part::Footnote, hidden },
        "annotation" => Role::Aside { part: Part::Comment, hidden },
        "deletion" => Role::Aside { part: Part::Deleted, hidden },
        "text-box" | "custom-shape" => Role::Aside { part: Part::TextBox, hidden },
        "header" | "header-left" | "header-first" => Role::Aside { part: Part::Header, hidden },
        "footer" | "footer-left" | "footer-first" => Role::Aside { part: Part::Footer, hidden },
        "hidden-text" | "hidden-paragraph" => {
            Role::Tell(Part::Code, element.attribute("string-value").unwrap_or_default())
        }
        "span" if hidden => Role::Hides,
        "a" => match element.attribute("href") {
            Some(address) if !address.starts_with('#') => Role::Tell(Part::Link, address),
            _ => Role::Through,
        },
        "title" | "desc" => Role::Aside { part: Part::AltText, hidden },
        "ruby-text" | "note-citation" => Role::Skip,
        _ => Role::Through,
    }
}

/// Tells the numbers of cells that show them with a power of ten.
fn unseen_values(text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    let mut value = None;
    for piece in Pieces::of(text) {
        match piece? {
            Piece::Open(element) if element.name() == "table-cell" => value = element.attribute("value"),
            Piece::Text(shown) if shown.contains(['E', 'e']) && shown.bytes().any(|byte| byte.is_ascii_digit()) => {
                value.take().into_iter().for_each(|value| harvest.text(Part::Code, &plain(value)));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The names of the styles whose text, sheet or slide is not shown.
fn hidden_styles(text: &str) -> Result<BTreeSet<String>, Reason> {
    let (mut hidden, mut style) = (BTreeSet::new(), String::new());
    for piece in Pieces::of(text) {
        let Piece::Open(element) = piece? else { continue };
        match element.name() {
            "style" => style = element.attribute("name").unwrap_or_default(),
            "body" => break,
            "table-properties" | "text-properties" | "drawing-page-properties"
                if element.attribute("display").is_some_and(|display| display == "false" || display == "none")
                    || element.attribute("visibility").as_deref() == Some("hidden") =>
            {
                hidden.insert(style.clone());
            }
            _ => {}
        }
    }
    Ok(hidden)
}

/// Reads what stands over and under pages; the other words of styles are nobody's.
fn styles(text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    flow::read(text, Some(Part::Header), harvest, &mut |element| role(element, false))
}
