//! Archives as offices make them, put together by hand.

use std::io::{Cursor, Write as _};
use zip::write::{SimpleFileOptions, ZipWriter};

pub(super) fn archive(members: &[(&str, &[u8])]) -> Vec<u8> {
    let empty = ZipWriter::new(Cursor::new(Vec::new())).finish().unwrap().into_inner();
    with(empty, members)
}

pub(super) fn docx(document: &[u8], relations: &str) -> Vec<u8> {
    let of_all =
        "<Relationships><Relationship Id='1' Type='x/officeDocument' Target='word/document.xml'/></Relationships>";
    archive(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", of_all.as_bytes()),
        ("word/_rels/document.xml.rels", relations.as_bytes()),
        ("word/document.xml", document),
    ])
}

pub(super) fn body(text: &str) -> String {
    format!("<w:document xmlns:w='w'><w:body>{text}</w:body></w:document>")
}

/// A docx with a part beside its text, which it names by its kind.
pub(super) fn docx_with(document: &str, kind: &str, part: &str) -> Vec<u8> {
    let relations =
        format!("<Relationships><Relationship Id='p' Type='x/{kind}' Target='{kind}.xml'/></Relationships>");
    let part = format!("<w:{kind} xmlns:w='w'>{part}</w:{kind}>");
    with(docx(body(document).as_bytes(), &relations), &[(&format!("word/{kind}.xml"), part.as_bytes())])
}

/// An archive with more members.
pub(super) fn with(bytes: Vec<u8>, members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
    for (name, content) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// An odt with a text.
pub(super) fn odt(styles: &str, text: &str) -> Vec<u8> {
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:text='t' xmlns:style='s' xmlns:table='b'>\
         <office:automatic-styles>{styles}</office:automatic-styles>\
         <office:body><office:text>{text}</office:text></office:body></office:document-content>"
    );
    archive(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", content.as_bytes())])
}

/// A PDF with the marks of each page; it has no table of its objects, which readers make themselves.
pub(super) fn pdf(pages: &[String]) -> Vec<u8> {
    let mut text = String::from("%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n");
    let kids: String = (0..pages.len()).map(|at| format!("{} 0 R ", 10 + 2 * at)).collect();
    text += &format!("2 0 obj<</Type/Pages/Kids[{kids}]/Count {}>>endobj\n", pages.len());
    text += "3 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n";
    for (at, marks) in pages.iter().enumerate() {
        let (page, content) = (10 + 2 * at, 11 + 2 * at);
        text += &format!(
            "{page} 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<</Font<</F 3 0 R>>>>/Contents {content} 0 R>>endobj\n\
             {content} 0 obj<</Length {}>>stream\n{marks}\nendstream endobj\n",
            marks.len()
        );
    }
    (text + "trailer<</Root 1 0 R>>\n%%EOF\n").into_bytes()
}

/// The marks of a line at a height of its page; text of mode 3 is not drawn.
pub(super) fn drawn(height: usize, mode: u8, words: &str) -> String {
    format!("BT /F 12 Tf {mode} Tr 60 {height} Td ({words}) Tj ET\n")
}
