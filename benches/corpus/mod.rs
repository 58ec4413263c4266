//! A made-up portal for measurements: as many documents as wanted, over twelve sections.
//!
//! In goes a number of documents and a seed; out comes a site's folder with settings, organisations, sections and
//! documents of 1 to 6 KB of Chinese text. The same number and seed give the same bytes on any machine: no clock,
//! no randomness but [`Prng`](prng::Prng), no order but that of the indices. Nothing in it is wrong or worth a
//! warning, so that a build of it measures the work and not the telling of faults. Standard library only.

mod body;
mod day;
mod document;
mod phrase;
mod prng;
mod site;
mod words;

use document::Document;
use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

/// Sections with more documents than this are all cut into folders by year.
const LARGE_FOLDER: usize = 3_000;

/// A portal that has not been written yet.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Corpus {
    /// How many documents it has, `_index.md` not counted.
    pub(crate) documents: usize,
    /// What its words, dates and sizes are drawn from.
    pub(crate) seed: u64,
}

impl Corpus {
    /// Writes the site's folder; what stands in it already stays, unless it has the same name.
    ///
    /// # Errors
    /// When a folder or file cannot be written.
    pub(crate) fn write(&self, root: &Path) -> io::Result<()> {
        fs::create_dir_all(root.join("data"))?;
        fs::create_dir_all(root.join("content"))?;
        fs::write(root.join("xiangwei.yaml"), site::SETTINGS)?;
        fs::write(root.join("data/organisations.yaml"), site::organisations())?;
        fs::write(root.join("content/_index.md"), site::HOME)?;
        self.write_sections(root)?;
        for document in self.all() {
            fs::write(root.join("content").join(document.path()), document.text())?;
        }
        Ok(())
    }

    /// Writes every folder's `_index.md`, and makes the folders.
    fn write_sections(&self, root: &Path) -> io::Result<()> {
        let years: BTreeSet<(&str, usize)> =
            self.all().filter_map(|document| Some((document.section.folder, document.year_folder()?))).collect();
        for (weight, section) in (1..).zip(&site::SECTIONS) {
            write_index(root, section.folder, &section.index(weight))?;
        }
        for (folder, year) in years {
            write_index(root, &format!("{folder}/{year}"), &site::year_index(year))?;
        }
        Ok(())
    }

    fn all(&self) -> impl Iterator<Item = Document<'_>> {
        (0..self.documents).map(|index| Document::new(self, index))
    }

    /// Whether a folder of every section would grow too large.
    fn is_large(&self) -> bool {
        self.documents / site::SECTIONS.len() > LARGE_FOLDER
    }
}

fn write_index(root: &Path, folder: &str, text: &str) -> io::Result<()> {
    let folder = root.join("content").join(folder);
    fs::create_dir_all(&folder)?;
    fs::write(folder.join("_index.md"), text)
}
