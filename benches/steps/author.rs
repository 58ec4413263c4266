//! Who changes the site between two builds.

use super::step::Step;
use crate::measure::yard::{DATE, Yard};
use jiff::civil::Date;
use std::fs;
use std::io;
use std::path::PathBuf;
use walkdir::WalkDir;

/// The row of a list as the theme has it; the site's own takes its place.
const ROW: &str = include_str!("../../themes/gongbao/templates/parts/row.html");

/// Changes the sources, each time otherwise.
pub(crate) struct Author {
    site: PathBuf,
    /// The documents of the corpus, sorted by path.
    documents: Vec<PathBuf>,
    /// Where new documents go.
    section: PathBuf,
    /// The day on which the site is built.
    today: Date,
}

impl Author {
    /// For a site that was just written.
    ///
    /// # Errors
    /// When the corpus cannot be read, or has no document.
    pub(crate) fn new(yard: &Yard) -> io::Result<Self> {
        let mut documents = Vec::new();
        for entry in WalkDir::new(yard.content()).sort_by_file_name() {
            let entry = entry?;
            if entry.file_type().is_file() && entry.file_name() != "_index.md" {
                documents.push(entry.into_path());
            }
        }
        if documents.is_empty() {
            return Err(io::Error::other("a corpus without documents cannot be changed"));
        }
        // A large section is cut into years.
        let section = yard.content().join("tzgg");
        let year = section.join("2024");
        let section = if year.is_dir() { year } else { section };
        Ok(Self { site: yard.site(), documents, section, today: DATE.parse().map_err(io::Error::other)? })
    }

    /// The day of the build, as the command line takes it.
    pub(crate) fn today(&self) -> String {
        self.today.to_string()
    }

    /// Does what the step says, the `number`th of so many times, counted from 1.
    ///
    /// # Errors
    /// When a source cannot be read or written.
    pub(crate) fn change(&mut self, step: Step, (number, runs): (usize, usize)) -> io::Result<()> {
        let document = self.document(number, runs);
        match step {
            Step::Cold | Step::Nothing => Ok(()),
            Step::Body => add(document, number),
            Step::Title => retitle(document),
            Step::New => fs::write(self.fresh(number), text(number)),
            Step::Template => self.write_row(number),
            Step::Rename => fs::rename(self.fresh(number), self.section.join(format!("t20241231_moved{number}.md"))),
            Step::Date => {
                self.today = self.today.tomorrow().map_err(io::Error::other)?;
                Ok(())
            }
        }
    }

    /// Documents that stand evenly far from each other, so that several runs see several sections.
    pub(crate) fn document(&self, number: usize, runs: usize) -> &PathBuf {
        &self.documents[(number * 2 - 1) * self.documents.len() / (runs * 2)]
    }

    /// A document that is not in the corpus.
    fn fresh(&self, number: usize) -> PathBuf {
        self.section.join(format!("t20241231_new{number}.md"))
    }

    /// What the page shows is the same, but no list's bytes are.
    fn write_row(&self, number: usize) -> io::Result<()> {
        let parts = self.site.join("templates/parts");
        fs::create_dir_all(&parts)?;
        fs::write(parts.join("row.html"), format!("{}{}\n", ROW.trim_end(), " ".repeat(number)))
    }
}

/// A paragraph more.
pub(crate) fn add(document: &PathBuf, number: usize) -> io::Result<()> {
    let text = fs::read_to_string(document)?;
    fs::write(document, format!("{text}\n这一段是第{number}次修改时补充的。\n"))
}

fn retitle(document: &PathBuf) -> io::Result<()> {
    let text = fs::read_to_string(document)?;
    let title = text.lines().find(|line| line.starts_with("title: "));
    let title = title.ok_or_else(|| io::Error::other(format!("{} has no title", document.display())))?;
    fs::write(document, text.replacen(title, &format!("{title}（修订）"), 1))
}

fn text(number: usize) -> String {
    format!(
        "---\ntitle: 关于公布办理情况的通告（补充第{number}号）\nkind: notice\npublisher: sifa\n\
         published: {DATE}\ntopic: 综合政务\nkeywords: 法治政府、政务公开\n---\n\n\
         现将有关办理情况公布如下。\n\n## 一、总体情况\n\n全年办理**行政许可事项**{number}项。\n"
    )
}
