//! Attachments beside documents: Word, Excel, PDF and CSV in turn, each with the texts of some documents in it.

use crate::measure::tally::Tally;
use std::fmt::Write as _;
use std::fs;
use std::io::{self, Cursor, Write as _};
use std::path::{Path, PathBuf};
use walkdir::WalkDir;
use zip::ZipWriter;
use zip::result::ZipResult;
use zip::write::SimpleFileOptions;

/// So many documents' texts stand in an attachment: some 30 KB.
const TEXTS: usize = 10;
/// Lines on a page of PDF.
const PAGE: usize = 40;
/// What the parts of Office files begin with.
const XML: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const WORD: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const EXCEL: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// Makes an attachment's bytes of its lines.
type Make = fn(&[String]) -> io::Result<Vec<u8>>;

/// The kinds, in turn.
const KINDS: [(&str, Make); 4] = [("docx", word), ("xlsx", excel), ("pdf", pdf), ("csv", csv)];

/// Puts so many attachments beside documents that stand evenly far from each other, and tells how much that is.
///
/// # Errors
/// When a document cannot be read, or a file not written.
pub(crate) fn attach(content: &Path, count: usize) -> io::Result<Tally> {
    let documents = documents(content)?;
    let count = count.min(documents.len());
    let mut tally = Tally::default();
    for number in 0..count {
        let at = number * documents.len() / count;
        let (ending, make) = KINDS[number % KINDS.len()];
        let bytes = make(&lines(&documents, at)?)?;
        let file = documents[at].with_extension(ending);
        fs::write(&file, &bytes)?;
        name(&documents[at], &file)?;
        tally.files += 1;
        tally.bytes += bytes.len() as u64;
    }
    Ok(tally)
}

/// The documents of the corpus, sorted by path.
///
/// # Errors
/// When a folder cannot be read.
pub(crate) fn documents(content: &Path) -> io::Result<Vec<PathBuf>> {
    let mut documents = Vec::new();
    for entry in WalkDir::new(content).sort_by_file_name() {
        let entry = entry?;
        let is_text = entry.path().extension().is_some_and(|ending| ending == "md");
        if is_text && entry.file_name() != "_index.md" {
            documents.push(entry.into_path());
        }
    }
    Ok(documents)
}

/// The lines of some documents from one on, without front matter.
fn lines(documents: &[PathBuf], at: usize) -> io::Result<Vec<String>> {
    let mut lines = Vec::new();
    for document in documents.iter().cycle().skip(at).take(TEXTS) {
        let text = fs::read_to_string(document)?;
        let body = text.rsplit_once("\n---\n").map_or(&*text, |(_, body)| body);
        lines.extend(body.lines().filter(|line| !line.is_empty()).map(str::to_owned));
    }
    Ok(lines)
}

/// Enters an attachment in the front matter of its document.
fn name(document: &Path, file: &Path) -> io::Result<()> {
    let text = fs::read_to_string(document)?;
    let file = file.file_name().unwrap_or_default().to_string_lossy();
    let entry = format!("---\nattachments:\n  - file: {file}\n    title: 附件\n");
    fs::write(document, text.replacen("---\n", &entry, 1))
}

fn csv(lines: &[String]) -> io::Result<Vec<u8>> {
    let mut table = String::from("序号,内容\n");
    for (number, line) in (1..).zip(lines) {
        table += &format!("{number},\"{}\"\n", line.replace('"', "\"\""));
    }
    Ok(table.into_bytes())
}

fn word(lines: &[String]) -> io::Result<Vec<u8>> {
    let paragraphs: String =
        lines.iter().map(|line| format!("<w:p><w:r><w:t>{}</w:t></w:r></w:p>", escaped(line))).collect();
    let document = format!("{XML}<w:document xmlns:w=\"{WORD}\"><w:body>{paragraphs}</w:body></w:document>");
    let types = types(&[("/word/document.xml", "wordprocessingml.document.main")]);
    let to_document = relations(&[("officeDocument", "word/document.xml")]);
    packed(&[("[Content_Types].xml", &types), ("_rels/.rels", &to_document), ("word/document.xml", &document)])
}

fn excel(lines: &[String]) -> io::Result<Vec<u8>> {
    let mut rows = String::new();
    for (number, line) in (1..).zip(lines) {
        let words = escaped(line);
        rows += &format!(
            "<row r=\"{number}\"><c r=\"A{number}\"><v>{number}</v></c><c r=\"B{number}\" t=\"inlineStr\"><is><t>{words}</t></is></c></row>"
        );
    }
    let sheet = format!("{XML}<worksheet xmlns=\"{EXCEL}\"><sheetData>{rows}</sheetData></worksheet>");
    let sheets = "<sheets><sheet name=\"清单\" sheetId=\"1\" r:id=\"r0\"/></sheets>";
    let book = format!("{XML}<workbook xmlns=\"{EXCEL}\" xmlns:r=\"{OFFICE}\">{sheets}</workbook>");
    let types = types(&[
        ("/xl/workbook.xml", "spreadsheetml.sheet.main"),
        ("/xl/worksheets/sheet1.xml", "spreadsheetml.worksheet"),
    ]);
    let (to_book, to_sheet) =
        (relations(&[("officeDocument", "xl/workbook.xml")]), relations(&[("worksheet", "worksheets/sheet1.xml")]));
    packed(&[
        ("[Content_Types].xml", &types),
        ("_rels/.rels", &to_book),
        ("xl/workbook.xml", &book),
        ("xl/_rels/workbook.xml.rels", &to_sheet),
        ("xl/worksheets/sheet1.xml", &sheet),
    ])
}

fn types(parts: &[(&str, &str)]) -> String {
    let relations = "application/vnd.openxmlformats-package.relationships+xml";
    let part = |(name, kind): &(&str, &str)| {
        format!(
            "<Override PartName=\"{name}\" ContentType=\"application/vnd.openxmlformats-officedocument.{kind}+xml\"/>"
        )
    };
    let parts: String = parts.iter().map(part).collect();
    let default = format!("<Default Extension=\"rels\" ContentType=\"{relations}\"/>");
    format!("{XML}<Types xmlns=\"{PACKAGE}/content-types\">{default}{parts}</Types>")
}

fn relations(targets: &[(&str, &str)]) -> String {
    let relation = |(number, (kind, target)): (usize, &(&str, &str))| {
        format!("<Relationship Id=\"r{number}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let relations: String = targets.iter().enumerate().map(relation).collect();
    format!("{XML}<Relationships xmlns=\"{PACKAGE}/relationships\">{relations}</Relationships>")
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;")
}

/// The parts of an Office file as one.
fn packed(parts: &[(&str, &String)]) -> io::Result<Vec<u8>> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default())?;
        archive.write_all(text.as_bytes())?;
    }
    let finished: ZipResult<Cursor<Vec<u8>>> = archive.finish();
    Ok(finished?.into_inner())
}

/// A PDF whose only font says of each code which character it is; no viewer needs the font itself to read the text.
fn pdf(lines: &[String]) -> io::Result<Vec<u8>> {
    let pages: Vec<&[String]> = lines.chunks(PAGE).collect();
    let kids: String = (0..pages.len()).map(|page| format!("{} 0 R ", 6 + 2 * page)).collect();
    let map = "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /U def\n\
               1 begincodespacerange <0000> <FFFF> endcodespacerange\n\
               1 beginbfrange <0000> <FFFF> <0000> endbfrange endcmap end end";
    let mut objects = vec![
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        format!("<< /Type /Pages /Kids [{kids}] /Count {} >>", pages.len()),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Song /Encoding /Identity-H \
         /DescendantFonts [4 0 R] /ToUnicode 5 0 R >>"
            .to_owned(),
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Song \
         /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>"
            .to_owned(),
        stream(map),
    ];
    for (number, page) in pages.iter().enumerate() {
        let (resources, content) = ("<< /Font << /F 3 0 R >> >>", 7 + 2 * number);
        objects.push(format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources {resources} /Contents {content} 0 R >>"
        ));
        objects.push(stream(&shown(page)));
    }
    Ok(numbered(&objects))
}

fn stream(content: &str) -> String {
    format!("<< /Length {} >>\nstream\n{content}\nendstream", content.len())
}

/// The lines of a page, one below the other.
fn shown(lines: &[String]) -> String {
    let mut content = String::from("BT /F 8 Tf 18 TL 40 800 Td\n");
    for line in lines {
        let codes: String = line.encode_utf16().map(|code| format!("{code:04X}")).collect();
        content += &format!("<{codes}> Tj T*\n");
    }
    content + "ET"
}

/// The objects with their numbers, and the table that tells where each begins.
fn numbered(objects: &[String]) -> Vec<u8> {
    let (mut file, mut table) = (String::from("%PDF-1.4\n"), String::from("0000000000 65535 f \n"));
    for (number, object) in (1..).zip(objects) {
        writeln!(table, "{:010} 00000 n ", file.len()).expect("a text takes what is written");
        file += &format!("{number} 0 obj\n{object}\nendobj\n");
    }
    let (start, count) = (file.len(), objects.len() + 1);
    file += &format!("xref\n0 {count}\n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
    file.into_bytes()
}
