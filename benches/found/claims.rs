//! Whether everything is found, and nothing else.

use rayon::prelude::*;
use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::Instant;
use walkdir::WalkDir;
use xiangwei::search::{Question, find, folded};

/// The files of an index in memory, and the text of every document.
pub(crate) struct Index {
    files: BTreeMap<String, Vec<u8>>,
    documents: Vec<Document>,
}

/// A document as its record has it.
struct Document {
    url: String,
    title: String,
    /// Folded.
    blocks: Vec<String>,
}

/// The bytes of the table at the head of a file of records (docs/search-format.md).
const TABLE: usize = 128;

impl Index {
    /// The index of a published site.
    pub(crate) fn open(public: &Path) -> Self {
        let files = WalkDir::new(public.join("search")).into_iter().flatten().filter(|file| file.file_type().is_file());
        let name = |path: &Path| path.strip_prefix(public).unwrap().to_str().unwrap().to_owned();
        let files: BTreeMap<String, Vec<u8>> =
            files.map(|file| (name(file.path()), fs::read(file.path()).unwrap())).collect();
        let of_records = files.iter().filter(|(path, _)| path.starts_with("search/records/"));
        let documents = of_records.flat_map(|(_, bytes)| records(bytes)).collect();
        Self { files, documents }
    }

    fn find(&self, text: &str, limit: usize) -> (usize, Vec<String>) {
        let question = Question { text: text.to_owned(), limit, ..Question::default() };
        let found = find(&question, &|path| Ok(self.files[path].clone())).expect("the index is whole");
        (found.total, found.results.into_iter().map(|hit| hit.url).collect())
    }

    /// Whether everything is found; prints what was asked, and what was wrong.
    pub(crate) fn judge(&self, questions: &[String]) -> bool {
        let begun = Instant::now();
        let wrong: Vec<&String> = questions.par_iter().filter(|question| !self.is_right(question)).collect();
        println!("{} questions in {:.1} s, wrong: {wrong:?}", questions.len(), begun.elapsed().as_secs_f64());
        let begun = Instant::now();
        let lost = |document: &&Document| !self.find(&document.title, 10).1.contains(&document.url);
        let lost: Vec<&String> =
            self.documents.par_iter().filter(lost).map(|document| &document.title).take_any(5).collect();
        println!("{} titles in {:.1} s, lost: {lost:?}", self.documents.len(), begun.elapsed().as_secs_f64());
        wrong.is_empty() && lost.is_empty()
    }

    /// Whether a question finds every page that holds it, and no other.
    fn is_right(&self, question: &str) -> bool {
        let folded = folded(question);
        let holds = |document: &&Document| {
            let words = folded.split(' ').filter(|word| !word.is_empty());
            words.into_iter().all(|word| document.blocks.iter().any(|block| block.contains(word)))
        };
        let mut right: Vec<&String> = self.documents.iter().filter(holds).map(|document| &document.url).collect();
        let (total, mut urls) = self.find(question, usize::MAX);
        right.sort_unstable();
        urls.sort_unstable();
        total == urls.len() && urls.iter().eq(right)
    }
}

/// The documents of a file of records.
fn records(bytes: &[u8]) -> Vec<Document> {
    let ends = bytes[..TABLE].chunks(4).map(|end| u32::from_le_bytes(end.try_into().unwrap()) as usize);
    let mut start = 0;
    let mut all = Vec::new();
    for end in ends.filter(|end| *end > 0) {
        if end > start {
            all.push(document(std::str::from_utf8(&bytes[TABLE + start..TABLE + end]).unwrap()));
        }
        start = end;
    }
    all
}

fn document(record: &str) -> Document {
    let lines: Vec<&str> = record.split('\n').collect();
    let blocks = lines[5..].iter().flat_map(|line| line.split('\t')).map(folded).collect();
    Document { url: lines[0].to_owned(), title: lines[5].to_owned(), blocks }
}

/// Two hundred questions of 1 to 12 characters: parts of blocks, cut anywhere.
pub(crate) fn questions(index: &Index) -> Vec<String> {
    let part = |at: usize| {
        let document = &index.documents[at * 7919 % index.documents.len()];
        let block: Vec<char> = document.blocks[at * 31 % document.blocks.len()].chars().collect();
        let length = (at % 12 + 1).min(block.len());
        let start = at * 131 % (block.len() - length + 1);
        block[start..start + length].iter().collect::<String>().trim().to_owned()
    };
    (0..).map(part).filter(|part| !part.is_empty()).take(200).collect()
}
