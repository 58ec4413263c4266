//! A document of an office (docx, odt, pdf, html, txt, md) -> a content file.
//!
//! In: a file's name and its bytes. Out: an [`Imported`], and of it a [`Draft`]: front matter filled as far as the document tells,
//! the body as Markdown, pictures beside it, and a [`Report`] of everything that was read, guessed, mended or could not be
//! carried over. The way is: the file's own form -> one model -> mended -> what goes into front matter -> Markdown. Never here: a file
//! written, a page or address outside of the file opened, a silent loss.

mod chart;
mod front;
mod front_matter;
mod grid;
mod html;
mod link;
mod look;
mod mend;
mod model;
mod numbering;
mod open_document;
mod pdf;
mod picture;
mod plain;
mod promise;
mod properties;
mod propose;
mod report;
mod sign;
mod stranger;
mod tree;
mod word;
mod write;

pub use front_matter::proposed_promises;
pub use report::{Entry, News, Report};
pub use stranger::{unfit, unfit_passages};

use crate::attachment::{Container, Form, Limits, Reason, is_text};
use crate::config::{Indicators, Organisations};
use crate::content::Kind;
use crate::law::doc_number::DocNumber;
use crate::markdown::{Contents, contents};
use crate::say;
use crate::trace::Fingerprint;
use crate::yaml::Free;
use jiff::civil::Date;
use model::{Block, Document, Role};
use std::collections::BTreeSet;
use std::panic::{AssertUnwindSafe, catch_unwind};

/// What the line begins with by which an import is known again; the short name of the file's content follows.
pub const SOURCE: &str = "# 导入自 blake3:";

/// A text, a page or Markdown has no more bytes: some thousands of pages. What is made of each character of it takes many times that memory.
const LONGEST_TEXT: usize = 16 << 20;

/// What is known beside the document.
#[derive(Debug, Clone, Copy)]
pub struct Asked<'a> {
    /// The kind that the person named.
    pub kind: Option<Kind>,
    /// The kind that the section hands down.
    pub inherited_kind: Option<Kind>,
    /// Who publishes, as the section hands it down.
    pub inherited_publisher: Option<&'a Free>,
    /// Who may publish.
    pub organisations: &'a Organisations,
    /// The document numbers that the site has: each stands for one document.
    pub numbers: &'a BTreeSet<DocNumber>,
    /// The names of promises that the site has, in force or proposed: each stands for one promise.
    pub promises: &'a BTreeSet<String>,
    /// The dictionary of indicators.
    pub indicators: &'a Indicators,
    /// The day of the import.
    pub today: Date,
}

/// A document that was read.
#[derive(Debug)]
pub struct Imported {
    document: Document,
    report: Report,
}

/// A content file that may be written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Draft {
    /// A name for the file, without its ending.
    pub name: String,
    /// Its text.
    pub text: String,
    /// The kind that it has, if it has one of its own or its section's.
    pub kind: Option<Kind>,
    /// The number that it bears.
    pub number: Option<DocNumber>,
    /// The names of the promises that it proposes.
    pub promises: Vec<String>,
    /// What goes beside it: names and bytes.
    pub files: Vec<(String, Vec<u8>)>,
    /// What is told.
    pub report: Report,
}

/// What a report may register.
#[derive(Debug, Default)]
struct Proposals {
    figures: Vec<propose::Figure>,
    promises: Vec<promise::Promise>,
}

/// Whether a file must go through an office program first, by its name and content: doc, wps, rtf.
#[must_use]
pub fn wants_office(name: &str, bytes: &[u8]) -> bool {
    matches!(Form::of(name, bytes), Form::Compound | Form::Rtf)
}

/// Reads a file. A panic on a hostile one is a fault of that file.
///
/// # Errors
/// When it is of no form that we read, damaged, encrypted, or larger than the limits.
pub fn read(name: &str, bytes: &[u8], limits: &Limits) -> Result<Imported, Reason> {
    if bytes.len() as u64 > limits.file {
        return Err(Reason::TooLarge);
    }
    catch_unwind(AssertUnwindSafe(|| read_form(name, bytes, limits))).unwrap_or(Err(Reason::Broken))
}

fn read_form(name: &str, bytes: &[u8], limits: &Limits) -> Result<Imported, Reason> {
    let mut report = Report::default();
    let is_markdown = name.to_lowercase().ends_with(".md");
    let form = Form::of(name, bytes);
    tell_ending(name, form, &mut report);
    let document = match form {
        Form::Zip => read_package(bytes, limits, &mut report)?,
        Form::Pdf => pdf::read(bytes, limits, &mut report)?,
        Form::Text | Form::Html if !is_text(bytes) => return Err(Reason::UnknownForm),
        Form::Text | Form::Html if bytes.len() > LONGEST_TEXT => return Err(Reason::TooLarge),
        Form::Html => html::read(bytes, &mut report)?,
        Form::Text if is_markdown => plain::read_markdown(bytes, &mut report),
        Form::Text => plain::read(bytes, &mut report),
        _ => return Err(Reason::UnknownForm),
    };
    if document.blocks.is_empty() {
        return Err(Reason::NoText);
    }
    Ok(Imported { document, report })
}

/// Tells when a file is not what its name says: what it holds decides.
fn tell_ending(name: &str, form: Form, report: &mut Report) {
    let ending = ending(name);
    let endings: &[&str] = match form {
        Form::Zip => &["docx", "docm", "dotx", "odt", "ott"],
        Form::Pdf => &["pdf"],
        Form::Html => &["html", "htm", "xhtml"],
        Form::Text => &["txt", "md", "markdown", "text"],
        _ => return,
    };
    let what = match ending.as_str() {
        known if endings.contains(&known) => return,
        "" => say!("文件名没有后缀，按内容读", "the name has no ending; it was read as what it holds"),
        unknown if stranger::is_unknown(unknown) => say!(
            "不认识后缀“{ending}”，按内容读；读得不对的，请另存为 docx 再导入",
            "the ending {ending} is not known; it was read as what it holds. If that is wrong, save it as docx"
        ),
        _ => say!(
            "文件名的后缀是“{ending}”，内容不是这种格式，按内容读",
            "the name ends with {ending}, which the content is not; it was read as what it is"
        ),
    };
    report.tell_all(News::Guessed, what, "");
}

/// The ending of a file's name in small letters, without its point.
fn ending(name: &str) -> String {
    name.rsplit_once('.').map(|(_, ending)| ending.to_lowercase()).unwrap_or_default()
}

fn read_package(bytes: &[u8], limits: &Limits, report: &mut Report) -> Result<Document, Reason> {
    let mut container = Container::open(bytes, limits)?;
    match container.has("[Content_Types].xml") {
        true => word::read(&mut container, report),
        false if container.has("content.xml") => open_document::read(&mut container, report),
        false => Err(Reason::UnknownForm),
    }
}

impl Imported {
    /// Makes a content file of the document; `name` is that of its file, `fingerprint` the short name of its content.
    #[must_use]
    pub fn draft(self, name: &str, fingerprint: Fingerprint, asked: &Asked) -> Draft {
        let Self { mut document, mut report } = self;
        mend::notes::without_blank(&mut document, &mut report);
        tell_read(&document, &mut report);
        mend::columns(&mut document, &mut report);
        mend::signs(&mut document, &mut report);
        let facts = front::facts(&mut document, name, asked, &mut report);
        mend::paragraphs(&mut document, &mut report);
        document.blocks = mend::headings::find(document.blocks, &mut report);
        let kind = asked.kind.or(asked.inherited_kind).or(facts.kind.as_ref().map(|kind| kind.value));
        let proposals = match kind {
            Some(Kind::Report) => propose(&document, &facts, asked, &mut report),
            _ => Proposals::default(),
        };
        let source = (name, &*fingerprint.to_string());
        let front = front_matter::front_matter(&facts, &proposals, source, asked, &mut report);
        let text = format!("{front}\n{}", write::markdown(&document));
        let files = document.pictures.into_iter().map(|picture| (picture.name, picture.bytes)).collect();
        let promises = proposed_promises(&front).map(str::to_owned).collect();
        let number = facts.number.map(|found| found.value);
        Draft { name: file_name(front::stem(name)), text, kind, number, promises, files, report }
    }
}

fn propose(document: &Document, facts: &front::Facts, asked: &Asked, report: &mut Report) -> Proposals {
    let (figures, numbers) = propose::figures(&document.blocks, asked.indicators);
    if numbers > propose::MOST {
        let most = propose::MOST;
        let what = say!("只在前 {most} 个数字里找指标", "indicators were looked for among the first {most} numbers");
        report.tell_all(News::LeftOut, what, "");
    }
    if asked.indicators.iter().len() == 0 {
        let what = say!(
            "站点还没有指标库（data/indicators.yaml），正文里的数字对应不上",
            "the site has no dictionary of indicators (data/indicators.yaml), by which numbers are known"
        );
        report.tell_all(News::LeftOut, what, "");
    }
    let promises = facts.year.as_ref().map(|year| promise::promises(&document.blocks, year.value)).unwrap_or_default();
    let (taken, promised) = (figures.len(), promises.len());
    let what = say!(
        "提出 {taken} 个指标（正文共 {numbers} 个数字）、{promised} 项承诺，写在元数据的注释里，核对后启用",
        "{taken} indicators (of {numbers} numbers in the text) and {promised} promises, as comments in the front matter"
    );
    report.tell_all(News::Guessed, what, "");
    Proposals { figures, promises }
}

/// Tells what was found in the file, before anything is made of it.
fn tell_read(document: &Document, report: &mut Report) {
    let count = |is: fn(&Block) -> bool| document.blocks.iter().filter(|block| is(block)).count();
    // A text that is Markdown is one block.
    let written = match document.blocks.as_slice() {
        [Block::Markdown(text)] => contents(text),
        _ => Contents::default(),
    };
    let headings =
        count(|block| matches!(block, Block::Paragraph(one) if matches!(one.role, Role::Heading(_) | Role::Title)));
    let items = count(|block| matches!(block, Block::Paragraph(one) if matches!(one.role, Role::Item { .. })));
    let paragraphs = count(|block| matches!(block, Block::Paragraph(_)));
    let tables = count(|block| matches!(block, Block::Table(_)));
    let (headings, items) = (headings + written.headings, items + written.items);
    let (paragraphs, tables) = (paragraphs + written.paragraphs, tables + written.tables);
    let (notes, pictures) = (document.notes.len() + written.notes, document.pictures.len() + written.pictures());
    let what = say!(
        "{paragraphs} 段（其中标题 {headings}、列表项 {items}），表格 {tables}，脚注 {notes}，图片 {pictures}",
        "{paragraphs} paragraphs ({headings} headings and {items} items of lists among them), {tables} tables, {notes} notes, {pictures} pictures"
    );
    report.tell_all(News::Read, what, "");
}

/// A name that is good on every system and in an address.
fn file_name(stem: &str) -> String {
    let is_good = |c: char| c.is_alphanumeric() || "-_（）〔〕《》“”、，".contains(c);
    let name: String = stem.trim().chars().map(|c| if is_good(c) { c } else { '-' }).take(60).collect();
    let name = name.trim_matches(['-', '_']);
    if name.is_empty() || name == "index" { "import".to_owned() } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_file_keeps_its_name_as_far_as_it_is_good() {
        assert_eq!(file_name("关于 2024 年工作的报告(终稿)"), "关于-2024-年工作的报告-终稿");
        assert_eq!(file_name("~$x/../y"), "x----y");
        assert_eq!(file_name("_index"), "import");
        assert_eq!(file_name("..."), "import");
    }

    proptest! {
        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..200), form in 0..4_usize) {
            let begin: &[u8] = [&b"PK\x03\x04"[..], b"<html>", b"", b"# "][form];
            let name = ["a.docx", "a.html", "a.txt", "a.md"][form];
            drop(read(name, &[begin, &bytes].concat(), &Limits::default()));
        }
    }
}
