//! Office Open XML (docx, xlsx, pptx): a package of parts, each told by its outermost element.
//!
//! ECMA-376, part 2 for the package, part 1 for what the parts hold.

mod drawing;
mod relations;
mod rows;
mod sheet;

use super::archive::{Archive, Member};
use super::harvest::Harvest;
use super::xml::{self, Piece, Pieces};
use super::{Part, Reason, picture, properties, word};
use relations::Relations;

/// What the parts of a package are to each other.
#[derive(Default)]
struct Package {
    /// The sheets of a workbook by the paths of their parts.
    sheets: sheet::Sheets,
    /// The strings that its cells share.
    strings: sheet::Strings,
    /// The number of each slide in the show, by the path of its part.
    slides: drawing::Slides,
    /// The parts that tell all this, which are read already.
    read: Vec<String>,
}

/// Outermost elements of parts that hold no words of anybody's.
const MUTE: [&str; 17] = [
    "Types",
    "calcChain",
    "colorsDef",
    "fonts",
    "layoutDef",
    "metadata",
    "numbering",
    "presentationPr",
    "settings",
    "sldLayout",
    "styleDef",
    "styleSheet",
    "styles",
    "tblStyleLst",
    "theme",
    "viewPr",
    "webSettings",
];

/// Attributes that hold words of somebody's in parts that we know no more of.
const TELLING: [&str; 8] = ["author", "descr", "displayName", "name", "prompt", "title", "userId", "v"];

/// Reads a package, part by part.
pub(super) fn read(archive: &mut Archive, harvest: &mut Harvest) -> Result<(), Reason> {
    let mut package = Package::of(archive, harvest);
    for member in archive.members() {
        if package.read.contains(&member.path) {
            continue;
        }
        if let Err(reason) = package.part(&member, archive, harvest) {
            harvest.inside(&member.path, |harvest| harvest.unread(reason));
        }
    }
    package.strings.left_over(harvest);
    Ok(())
}

impl Package {
    /// Reads what must be known before the parts are read; what of it is damaged is known as far as it is sound.
    fn of(archive: &mut Archive, harvest: &mut Harvest) -> Self {
        let mut package = Self::default();
        let main = Relations::of(archive, harvest, "").one("officeDocument").unwrap_or_default();
        let relations = Relations::of(archive, harvest, &main);
        if relations.one("worksheet").is_some() {
            let strings = relations.one("sharedStrings").unwrap_or_default();
            let mut names = Vec::new();
            package.take(&main, archive, harvest, |package, text| {
                sheet::sheets(text, &relations, &mut package.sheets)?;
                sheet::names(text, &mut names)
            });
            names.iter().for_each(|name| harvest.text(Part::Code, name));
            package.take(&strings, archive, harvest, |package, text| package.strings.fill(text));
        }
        if relations.one("slide").is_some() {
            package
                .take(&main, archive, harvest, |package, text| drawing::slides(text, &relations, &mut package.slides));
        }
        package
    }

    /// Reads a part that tells of others.
    fn take(
        &mut self,
        path: &str,
        archive: &mut Archive,
        harvest: &mut Harvest,
        read: impl FnOnce(&mut Self, &str) -> Result<(), Reason>,
    ) {
        let Some(bytes) = archive.bytes_of(path, harvest) else { return };
        self.read.push(path.to_owned());
        if let Err(reason) = bytes.and_then(|bytes| read(self, &xml::text(&bytes))) {
            harvest.inside(path, |harvest| harvest.unread(reason));
        }
    }

    fn part(&mut self, member: &Member, archive: &mut Archive, harvest: &mut Harvest) -> Result<(), Reason> {
        let ending = member.path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
        match ending.as_str() {
            "xml" => {
                let bytes = archive.bytes(member, harvest)?;
                self.xml(&member.path, &xml::text(&bytes), harvest)
            }
            "rels" => {
                let bytes = archive.bytes(member, harvest)?;
                relations::links(&xml::text(&bytes), harvest)
            }
            // Programs write HTML into it that is no XML: what stands behind such a place is not read, and nobody can mend it.
            "vml" => {
                let bytes = archive.bytes(member, harvest)?;
                word::read(&xml::text(&bytes), Some(Part::TextBox), harvest).or(Ok(()))
            }
            _ => {
                if is_file(&member.path, &ending) {
                    archive.file(member, harvest);
                }
                Ok(())
            }
        }
    }

    fn xml(&mut self, path: &str, text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
        let Some(root) = xml::root(text) else { return Err(Reason::Broken) };
        match root.as_str() {
            "document" => word::read(text, None, harvest),
            "hdr" => word::read(text, Some(Part::Header), harvest),
            "ftr" => word::read(text, Some(Part::Footer), harvest),
            "footnotes" | "endnotes" => word::read(text, Some(Part::Footnote), harvest),
            "comments" if path.starts_with("word/") => word::read(text, Some(Part::Comment), harvest),
            "glossaryDocument" => word::read(text, Some(Part::Leftover), harvest),
            "comments" => sheet::comments(text, harvest),
            "ThreadedComments" => sheet::threads(text, harvest),
            "worksheet" => {
                let sheet = self.sheets.get(path).cloned().unwrap_or_default();
                rows::read(text, sheet, &mut self.strings, harvest)
            }
            "workbook" | "presentation" => Ok(()),
            // Those of the workbook are read already: no cell refers to these.
            "sst" => {
                let mut strings = sheet::Strings::default();
                let read = strings.fill(text);
                strings.left_over(harvest);
                read
            }
            "sld" => {
                let number = self.slides.get(path).copied();
                drawing::read(text, number.map_or(Part::Leftover, Part::Slide), harvest)
            }
            "notes" => drawing::read(text, Part::Notes, harvest),
            "cmLst" => drawing::read(text, Part::Comment, harvest),
            "wsDr" | "userShapes" | "dataModel" | "drawing" => drawing::read(text, Part::TextBox, harvest),
            "coreProperties" | "Properties" => properties::read(text, 2, harvest),
            mute if MUTE.contains(&mute) => Ok(()),
            _ => other(path, text, harvest),
        }
    }
}

/// Whether a member is a file that somebody put in: not a font, not a printer's settings.
fn is_file(path: &str, ending: &str) -> bool {
    path.contains("/embeddings/") || picture::ENDINGS.contains(&ending)
}

/// The words of a part that we know no more of.
fn other(path: &str, text: &str, harvest: &mut Harvest) -> Result<(), Reason> {
    for piece in Pieces::of(text) {
        match piece? {
            Piece::Text(text) => harvest.text(Part::Member(path.to_owned()), &text),
            Piece::Open(element) => {
                let attributes = element.attributes().into_iter();
                for (_, value) in attributes.filter(|(name, _)| TELLING.contains(&name.as_str())) {
                    harvest.text(Part::Member(path.to_owned()), &value);
                }
            }
            Piece::Close => {}
        }
    }
    Ok(())
}
