//! WordprocessingML: the text of a docx, its headers, notes and comments.

use super::flow::{self, Role};
use super::harvest::Harvest;
use super::xml::Element;
use super::{Part, Reason};

/// Reads a part; what is in none of its own is of this one, or the body's.
pub(super) fn read(text: &str, part: Option<Part>, harvest: &mut Harvest) -> Result<(), Reason> {
    flow::read(text, part, harvest, &mut role)
}

fn role(element: &Element) -> Role {
    match element.name() {
        "p" => Role::Paragraph,
        "t" => Role::Words,
        "delText" | "moveFrom" => Role::Apart(Part::Deleted),
        "instrText" | "delInstrText" => Role::Apart(Part::Code),
        "tab" | "ptab" => Role::Put("\t".to_owned()),
        "br" | "cr" => Role::Put("\n".to_owned()),
        "noBreakHyphen" => Role::Put("-".to_owned()),
        "vanish" if !matches!(element.attribute("val").as_deref(), Some("0" | "false" | "off")) => Role::Hides,
        "tbl" => Role::Table,
        "tr" => Role::Row { number: None, times: 1, hidden: false },
        "tc" => Role::Cell { times: 1 },
        "txbxContent" => Role::Aside { part: Part::TextBox, hidden: false },
        // What old programs show in place of a drawing says the same again.
        "Fallback" | "pPr" | "rPrChange" | "tblPr" | "sectPr" => Role::Skip,
        "docPr" | "cNvPr" => told(Part::AltText, &[element.attribute("title"), element.attribute("descr")]),
        // Words drawn as a picture, such as 机密 across a page.
        "textpath" => told(Part::TextBox, &[element.attribute("string")]),
        // A form's field: what stands in it before it is filled in, and what may be chosen.
        "default" | "listEntry" | "helpText" | "statusText" => told(Part::Code, &[element.attribute("val")]),
        "listItem" => told(Part::Code, &[element.attribute("displayText"), element.attribute("value")]),
        _ => Role::Through,
    }
}

/// Words that stand in attributes.
pub(super) fn told(part: Part, words: &[Option<String>]) -> Role {
    let words: Vec<&str> = words.iter().flatten().map(String::as_str).collect();
    Role::Tell(part, words.join("\n"))
}
