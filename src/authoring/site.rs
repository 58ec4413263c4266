//! A site as those who write see it: its sections, and what is in them.

use crate::config::Config;
use crate::content::{self, Document, Faulty, Kind, Reading, Section, Sources};
use crate::diag::{Failure, Source};
use crate::law::closed_list::ClosedList as _;
use crate::world::{World, today};
use crate::yaml::Free;
use jiff::civil::Date;
use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

/// So many bytes of bodies are kept in memory while sources are read; nobody asks for them.
const ROOM: usize = 0;

/// The sections and documents of a site, and today in its zone.
#[derive(Debug)]
pub struct Site {
    /// Its settings.
    pub config: Config,
    /// Its sections, sorted by path.
    pub sections: Vec<Section>,
    /// Its documents, drafts too, sorted by path.
    pub documents: Vec<Arc<Document>>,
    /// All files under content/ in small letters: names that differ in case alone are one on the web and on some disks.
    taken: BTreeSet<String>,
    /// Today.
    pub today: Date,
}

impl Site {
    /// Reads it. What is wrong with it is not told here: a build tells that.
    ///
    /// # Errors
    /// When it is no site's folder, or the system cannot read a file.
    pub fn read(root: &Path) -> Result<Self, Failure> {
        Self::read_and_look(root, &|_| ())
    }

    /// Reads it, and has the source of every document looked at on the way.
    ///
    /// # Errors
    /// When it is no site's folder, or the system cannot read a file.
    pub fn read_and_look(root: &Path, look: &(dyn Fn(&Source) + Sync)) -> Result<Self, Failure> {
        let world = Arc::new(World::open(root)?);
        let (config, _) = Config::load(&world, None)?;
        let survey = world.survey(&["content"], &[], |_| false)?;
        let earlier = Sources::default();
        let inspect = |source: &Source, _: &str| {
            look(source);
            Vec::new()
        };
        let reading =
            Reading { survey: &survey, earlier: &earlier, faulty: Faulty::Dropped, room: ROOM, inspect: &inspect };
        let (content, _) = content::load(&world, &config, reading)?;
        let taken = survey.below("content").iter().map(|(path, _)| path.to_lowercase()).collect();
        let today = today(config.site.zone);
        Ok(Self { config, sections: content.sections, documents: content.documents, taken, today })
    }

    /// Whether nothing is where a new document would be: its path from the site's root, without the ending.
    #[must_use]
    pub fn is_free(&self, base: &str) -> bool {
        let base = base.to_lowercase();
        let below = format!("{base}/");
        let first_below = self.taken.range(below.clone()..).next();
        !self.taken.contains(&format!("{base}.md")) && first_below.is_none_or(|path| !path.starts_with(&below))
    }

    /// Remembers a file that was written into content/.
    pub fn wrote(&mut self, path: &str) {
        self.taken.insert(path.to_lowercase());
    }

    /// What documents in a folder are given under a key, told by its English name; the nearest section wins.
    #[must_use]
    pub fn handed_down(&self, folder: &str, key: &str) -> Option<&Free> {
        let mut above = std::iter::successors(Some(folder), |folder| {
            (!folder.is_empty()).then(|| folder.rsplit_once('/').map_or("", |(above, _)| above))
        });
        above.find_map(|folder| self.section(folder)?.hands_down(key))
    }

    /// The kind of the documents in a folder that do not say theirs.
    #[must_use]
    pub fn kind_in(&self, folder: &str) -> Kind {
        match self.handed_down(folder, "kind") {
            Some(Free::Text(word)) => Kind::parse(word).unwrap_or(Kind::Page),
            _ => Kind::Page,
        }
    }

    /// The section of a folder.
    #[must_use]
    pub fn section(&self, folder: &str) -> Option<&Section> {
        self.sections.iter().find(|section| section.folder == folder)
    }

    /// The documents that stand in a folder itself, those that are folders of their own too.
    pub fn documents_in<'a>(&'a self, folder: &'a str) -> impl Iterator<Item = &'a Document> {
        self.documents.iter().map(|document| &**document).filter(move |document| home(&document.path) == folder)
    }
}

/// The folder of the section that a document stands in.
fn home(path: &str) -> &str {
    let within = path.strip_prefix("content/").unwrap_or(path);
    let document = within.strip_suffix("/index.md").unwrap_or(within);
    document.rsplit_once('/').map_or("", |(folder, _)| folder)
}
