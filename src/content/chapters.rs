//! The six sections of a disclosure report, by its headings.

use crate::diag::{Code, Diagnostic, Path, Place, Span, Text};
use crate::law::closed_list::ClosedList;
use crate::law::disclosure::{Chapter, Heading};
use crate::markdown;
use crate::say;

/// The text of a report: its file, its year, its headings, and its Markdown with the byte at which that begins in the file.
pub(super) struct Report<'a> {
    pub(super) path: &'a Path,
    pub(super) year: i16,
    pub(super) headings: &'a [markdown::Heading],
    pub(super) text: &'a str,
    pub(super) text_start: usize,
    /// Where the document as a whole is told of.
    pub(super) head: &'a Place,
}

impl Report<'_> {
    /// A warning for every section that is named otherwise or out of order, and one for all that are missing.
    pub(super) fn check(&self) -> Vec<Diagnostic> {
        if !Chapter::bind(self.year) {
            return Vec::new();
        }
        let begun = self.headings.iter().filter_map(|heading| Some((heading, Chapter::read(&heading.text)?)));
        let mut told = Vec::new();
        let mut met: Vec<Chapter> = Vec::new();
        for (heading, read) in begun {
            let (Heading::Named(chapter) | Heading::Misnamed(chapter)) = read;
            match read {
                Heading::Misnamed(_) if met.contains(&chapter) => continue,
                Heading::Misnamed(_) => told.push(self.misnamed(heading, chapter)),
                Heading::Named(_) if met.iter().any(|one| *one > chapter) => told.push(self.misplaced(heading)),
                Heading::Named(_) => {}
            }
            met.push(chapter);
        }
        let missing: Vec<String> =
            Chapter::ALL.iter().filter(|chapter| !met.contains(chapter)).map(|chapter| chapter.heading()).collect();
        told.extend((!missing.is_empty()).then(|| self.missing(&missing.join("、"))));
        told
    }

    fn misnamed(&self, heading: &markdown::Heading, chapter: Chapter) -> Diagnostic {
        let right = chapter.heading();
        self.at(heading, say!("这一部分应为“{right}”", "this section is named “{right}”"))
            .help(say!("六个部分的名称是固定的", "the names of the six sections are fixed"))
    }

    fn misplaced(&self, heading: &markdown::Heading) -> Diagnostic {
        self.at(heading, say!("这一部分的次序不对", "this section is out of order"))
            .help(say!("六个部分按一至六的次序写", "write the six sections in the order of their numbers"))
    }

    fn missing(&self, names: &str) -> Diagnostic {
        Diagnostic::new(
            Code::ReportSection,
            self.head.clone(),
            say!("正文缺少：{names}", "the text lacks the sections {names}"),
        )
        .help(say!("在正文里加上标题，例如“## 一、总体情况”", "add headings to the text, such as `## 一、总体情况`"))
    }

    /// At the line of a heading; one that is not written with `#` is told of the whole document.
    fn at(&self, heading: &markdown::Heading, message: Text) -> Diagnostic {
        let mut start = self.text_start;
        let mut place = self.head.clone();
        for line in self.text.split_inclusive('\n') {
            let words = line.trim_start().trim_start_matches('#').trim();
            if line.trim_start().starts_with('#') && words == heading.text {
                let from = start + line.find(words).unwrap_or(0);
                place = Place::Text(self.path.clone(), Span::new(from, from + words.len()));
                break;
            }
            start += line.len();
        }
        Diagnostic::new(Code::ReportSection, place, message)
    }
}
