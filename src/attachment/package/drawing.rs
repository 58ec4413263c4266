//! DrawingML and PresentationML: slides, their notes and comments, text boxes on sheets.

use super::relations::Relations;
use crate::attachment::flow::{self, Role};
use crate::attachment::harvest::Harvest;
use crate::attachment::xml::{Element, Piece, Pieces};
use crate::attachment::{Part, Reason, word};
use std::collections::BTreeMap;

/// The numbers of the slides in the show, by the paths of their parts.
pub(super) type Slides = BTreeMap<String, usize>;

/// Reads which slides a presentation shows, in their order.
pub(super) fn slides(presentation: &str, relations: &Relations, slides: &mut Slides) -> Result<(), Reason> {
    for piece in Pieces::of(presentation) {
        let Piece::Open(element) = piece? else { continue };
        let id = element.prefixed("id").filter(|_| element.name() == "sldId");
        if let Some(path) = id.and_then(|id| relations.path(&id)) {
            slides.insert(path.to_owned(), slides.len() + 1);
        }
    }
    Ok(())
}

/// Reads a part, all of which is of one kind.
pub(super) fn read(text: &str, part: Part, harvest: &mut Harvest) -> Result<(), Reason> {
    flow::read(text, Some(part.clone()), harvest, &mut |element| role(element, &part))
}

fn role(element: &Element, part: &Part) -> Role {
    match element.name() {
        "sld" if element.attribute("show").as_deref() == Some("0") => Role::Aside { part: part.clone(), hidden: true },
        "p" => Role::Paragraph,
        "t" => Role::Words,
        // What a comment says.
        "text" => Role::Line,
        "br" => Role::Put("\n".to_owned()),
        "tbl" => Role::Table,
        "tr" => Role::Row { number: None, times: 1, hidden: false },
        "tc" => Role::Cell { times: 1 },
        "Fallback" => Role::Skip,
        "docPr" | "cNvPr" => word::told(Part::AltText, &[element.attribute("title"), element.attribute("descr")]),
        _ => Role::Through,
    }
}
