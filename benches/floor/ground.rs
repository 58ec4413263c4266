//! The floor: the least that any generator with this Markdown engine must do.
//!
//! Reads every source, runs comrak on its text, and writes as many bytes to as many files in as many folders as the
//! build did. No templates, no links, no checks; front matter is cut off and not looked at.

use super::arguments::Arguments;
use crate::measure::tally::Tally;
use comrak::Options;
use rayon::ThreadPoolBuilder;
use rayon::prelude::*;
use std::ffi::OsString;
use std::fs;
use std::hint::black_box;
use std::io;
use std::path::{Path, PathBuf};
use walkdir::WalkDir;

/// What the files are filled with.
const FILLING: &str = "<p>为做好法治政府建设工作，现将有关情况公布如下。</p>\n";

/// What the floor has to do.
pub(crate) struct Floor {
    /// The folder of sources.
    pub(crate) sources: PathBuf,
    /// Where it writes; not there yet.
    pub(crate) ground: PathBuf,
    /// How much: files, bytes and folders.
    pub(crate) output: Tally,
}

impl Floor {
    /// The floor that was asked for, if one was; on so many threads as were asked for.
    pub(crate) fn of(arguments: &Arguments) -> Option<io::Result<Self>> {
        let words = arguments.floor.as_deref()?;
        let pool = ThreadPoolBuilder::new().num_threads(arguments.common.jobs.get()).build_global();
        Some(pool.map_err(io::Error::other).and_then(|()| Self::read(words)))
    }

    fn read(words: &[PathBuf]) -> io::Result<Self> {
        let [sources, ground, files, bytes, folders] = words else {
            return Err(io::Error::other("--floor takes five values"));
        };
        let number = |word: &PathBuf| word.to_str().and_then(|word| word.parse().ok());
        let numbers = (number(files), number(bytes), number(folders));
        let (Some(files), Some(bytes), Some(folders)) = numbers else {
            return Err(io::Error::other("FILES, BYTES and FOLDERS are numbers"));
        };
        let output = Tally { files, bytes, folders, pages: 0 };
        Ok(Self { sources: sources.clone(), ground: ground.clone(), output })
    }

    /// The values of `--floor` that ask for this one.
    pub(crate) fn arguments(&self) -> [OsString; 5] {
        let number = |number: u64| number.to_string().into();
        let Tally { files, bytes, folders, .. } = self.output;
        [self.sources.clone().into(), self.ground.clone().into(), number(files), number(bytes), number(folders)]
    }

    /// Does it.
    ///
    /// # Errors
    /// When a source cannot be read, or a file not written.
    pub(crate) fn run(&self) -> io::Result<()> {
        let sources = sources(&self.sources)?;
        for folder in 0..self.output.folders.max(1) {
            fs::create_dir_all(self.folder(folder))?;
        }
        let (options, filling) = (options(), self.filling());
        let count = sources.len() as u64;
        (0..count.max(self.output.files)).into_par_iter().try_for_each(|at| {
            // Sources and files have nothing to do with each other; both are dealt to the threads alike.
            if let Some(source) = usize::try_from(at).ok().and_then(|at| sources.get(at)) {
                render(source, &options)?;
            }
            if at < self.output.files { self.write(at, &filling) } else { Ok(()) }
        })
    }

    /// Bytes for the largest file; all files are of one size, or one byte smaller.
    fn filling(&self) -> Vec<u8> {
        let largest = self.output.bytes.div_ceil(self.output.files.max(1));
        FILLING.bytes().cycle().take(usize::try_from(largest).unwrap_or(usize::MAX)).collect()
    }

    fn write(&self, at: u64, filling: &[u8]) -> io::Result<()> {
        let Tally { files, bytes, folders, .. } = self.output;
        let length = bytes / files + u64::from(at < bytes % files);
        let path = self.folder(at * folders.max(1) / files).join(format!("{at}.html"));
        fs::write(path, &filling[..usize::try_from(length).unwrap_or(filling.len())])
    }

    fn folder(&self, number: u64) -> PathBuf {
        self.ground.join(number.to_string())
    }
}

/// Every Markdown file below a folder.
fn sources(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut sources = Vec::new();
    for entry in WalkDir::new(folder) {
        let entry = entry?;
        if entry.path().extension().is_some_and(|extension| extension == "md") {
            sources.push(entry.into_path());
        }
    }
    Ok(sources)
}

fn render(source: &Path, options: &Options<'_>) -> io::Result<()> {
    let text = fs::read_to_string(source)?;
    black_box(comrak::markdown_to_html(body(&text), options));
    Ok(())
}

/// The text after the front matter.
fn body(text: &str) -> &str {
    let rest = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    rest.map_or(text, |(_, body)| body)
}

/// Those of the generator.
fn options() -> Options<'static> {
    let mut options = Options::default();
    let extension = &mut options.extension;
    extension.table = true;
    extension.footnotes = true;
    extension.tasklist = true;
    extension.alerts = true;
    extension.strikethrough = true;
    extension.description_lists = true;
    extension.cjk_friendly_emphasis = true;
    options
}
