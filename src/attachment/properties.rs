//! The properties of an office file: who wrote it, who saved it last, for whom, and what else was noted.

use super::harvest::Harvest;
use super::xml::{Piece, Pieces};
use super::{Part, Reason};

/// Reads properties in XML. Those elements are properties that stand at this depth, the outermost being 1.
pub(super) fn read(text: &str, depth: usize, harvest: &mut Harvest) -> Result<(), Reason> {
    let (mut open, mut name, mut value) = (0, String::new(), String::new());
    for piece in Pieces::of(text) {
        match piece? {
            Piece::Open(element) => {
                open += 1;
                if open == depth {
                    name = element.attribute("name").unwrap_or_else(|| element.name().to_owned());
                }
            }
            Piece::Text(text) if open >= depth => value.push_str(&text),
            Piece::Text(_) => {}
            Piece::Close => {
                if open == depth {
                    harvest.text(Part::Property(std::mem::take(&mut name)), &value);
                    value.clear();
                } else if open > depth {
                    value.push('\n');
                }
                open -= 1;
            }
        }
    }
    Ok(())
}
