//! The texts that a file of the site holds, for the audit to look at.

use crate::attachment::{self, Limits, Part, Passage as Text, Reason, Unread};
use crate::audit::{Few, Lines, Passage, Within};
use crate::diag::{Diagnostic, Failure, Path};
use crate::world::World;

/// Who looks at a text.
pub(super) type Look<'a> = &'a (dyn Fn(&Passage<'_>) -> Few + Sync);

/// What was found in a file.
pub(super) struct Examined {
    /// In what could be read.
    pub(super) told: Vec<Diagnostic>,
    /// What could not be read.
    pub(super) unread: Vec<Unread>,
}

impl Examined {
    /// Whether the same will be found as long as the file is the same: nothing was missing but what the file itself lacks.
    pub(super) fn is_final(&self) -> bool {
        self.unread.iter().all(|one| !matches!(one.reason, Reason::NoProgram(_) | Reason::TooSlow))
    }
}

/// The endings of files that an author writes as text: what is found has its line and column.
const WRITTEN: [&str; 11] = ["md", "txt", "csv", "tsv", "yaml", "yml", "json", "toml", "css", "js", "svg"];

/// What is found in a file: in its name, and in all texts that it holds; nothing when it is gone.
pub(super) fn examine(world: &World, path: &Path, look: Look<'_>) -> Result<Examined, Failure> {
    let limits = Limits::default();
    let is_small = world.length(path).is_some_and(|length| length <= limits.file);
    if is_small && is_written(path) {
        let Some(bytes) = world.bytes(path)? else { return Ok(Examined { told: Vec::new(), unread: Vec::new() }) };
        if let Ok(source) = world.text(path, bytes.into_owned()) {
            let passage = Passage::new(path, &source.text, Within::Source);
            return Ok(Examined { told: whole(&passage, look), unread: Vec::new() });
        }
    }
    let mut few = name(path, look);
    let Some(reading) = attachment::open(world, path, &limits)? else {
        return Ok(Examined { told: few.told(), unread: Vec::new() });
    };
    for together in reading.passages.chunk_by(belong_together) {
        let lines = Lines::of(together.iter().map(|one| &*one.text));
        for (number, one) in together.iter().enumerate() {
            let passage = Passage::new(path, &one.text, Within::Attachment(&one.spot));
            few.join(look(&passage.among(&lines, number)));
        }
    }
    Ok(Examined { told: few.told(), unread: reading.unread })
}

/// Whether two texts of a file are lines of one text or rows of one table.
fn belong_together(one: &Text, next: &Text) -> bool {
    let is_one_table = match (&one.spot.part, &next.spot.part) {
        (Part::Line(_), Part::Line(_)) => true,
        (Part::TableRow { table, .. }, Part::TableRow { table: other, .. }) => table == other,
        (Part::SheetRow { sheet, .. }, Part::SheetRow { sheet: other, .. }) => sheet == other,
        _ => false,
    };
    is_one_table && one.spot.within == next.spot.within
}

/// Whether an author writes a file as text, by its name.
pub(super) fn is_written(path: &str) -> bool {
    path.rsplit_once('.').is_some_and(|(_, ending)| WRITTEN.contains(&ending.to_ascii_lowercase().as_str()))
}

/// What is found in a source and in its name.
pub(super) fn whole(source: &Passage<'_>, look: Look<'_>) -> Vec<Diagnostic> {
    let mut few = name(source.path, look);
    few.join(look(source));
    few.told()
}

/// What is found in a file's name.
fn name(path: &Path, look: Look<'_>) -> Few {
    look(&Passage::new(path, path, Within::Name))
}
