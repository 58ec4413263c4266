//! Files that are no text to be imported: what each is, and what its author can do with it.

use super::ending;
use crate::attachment::{Container, Form, Limits, Part, Passage};
use crate::diag::Text;
use crate::say;

/// What a file is that we do not import.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stranger {
    Sheet,
    Slides,
    Picture,
    Archive,
    Mail,
    /// Pages that are drawn, in a form for printing or keeping.
    Drawn,
    /// A text of another program, which saves it in a form that we read.
    OtherText,
    Media,
    /// Made for programs.
    Data,
}

/// The endings of files that are known by them.
const ENDINGS: [(Stranger, &[&str]); 9] = [
    (Stranger::Sheet, &["xlsx", "xlsm", "xlsb", "xls", "et", "ett", "ods", "csv", "tsv", "numbers"]),
    (Stranger::Slides, &["pptx", "pptm", "ppt", "ppsx", "pps", "dps", "dpt", "odp", "key"]),
    (
        Stranger::Picture,
        &["jpg", "jpeg", "png", "gif", "bmp", "tif", "tiff", "webp", "heic", "svg", "psd", "wmf", "emf"],
    ),
    (Stranger::Archive, &["zip", "rar", "7z", "gz", "tgz", "tar"]),
    (Stranger::Mail, &["eml", "msg"]),
    (Stranger::Drawn, &["ofd", "ceb", "cebx", "sep", "gd", "gw", "caj", "djvu", "xps", "oxps"]),
    (Stranger::OtherText, &["pages", "uof", "uot", "fodt", "wpd", "wri", "epub", "mht", "mhtml"]),
    (Stranger::Media, &["mp4", "avi", "mov", "wmv", "mp3", "wav", "m4a"]),
    (Stranger::Data, &["json", "xml", "css", "js"]),
];

/// Of these, the ones whose content is a text; any other that holds a text is not what its name says.
const IN_TEXT: [&str; 11] = ["csv", "tsv", "eml", "fodt", "uof", "mht", "mhtml", "json", "xml", "css", "js"];

/// What is told of a file that is no text to be imported; nothing of one that may be.
pub fn unfit(name: &str, bytes: &[u8], limits: &Limits) -> Option<Text> {
    if bytes.is_empty() {
        return Some(say!(
            "文件是空的（0 字节），可能没有保存好或者没有下载完",
            "it is empty (0 bytes); it may not have been saved, or not been downloaded to its end"
        ));
    }
    let by_name = by_ending(name);
    let stranger = match Form::of(name, bytes) {
        Form::Picture => Some(Stranger::Picture),
        Form::Table => Some(Stranger::Sheet),
        Form::Zip => of_package(bytes, limits).unwrap_or(by_name),
        // Programs write pages that call themselves tables.
        Form::Html => by_name.filter(|it| *it == Stranger::Sheet),
        Form::Text => by_name.filter(|_| IN_TEXT.contains(&ending(name).as_str())),
        Form::Xml => Some(by_name.unwrap_or(Stranger::OtherText)),
        Form::Compound | Form::Unknown => by_name,
        Form::Pdf | Form::Rtf => None,
    };
    stranger.map(Stranger::told)
}

/// What is told of an old file of an office by what was read in it: tables and slides are no text.
pub fn unfit_passages(passages: &[Passage]) -> Option<Text> {
    let mut own = passages.iter().filter(|passage| passage.spot.within.is_empty());
    let stranger = own.find_map(|passage| match passage.spot.part {
        Part::SheetRow { .. } => Some(Stranger::Sheet),
        Part::Slide(_) => Some(Stranger::Slides),
        _ => None,
    });
    stranger.map(Stranger::told)
}

/// Whether nobody knows what an ending stands for.
pub(super) fn is_unknown(ending: &str) -> bool {
    let known = [
        "docx", "docm", "dotx", "odt", "ott", "pdf", "html", "htm", "xhtml", "txt", "md", "markdown", "text", "doc",
        "wps", "rtf",
    ];
    !known.contains(&ending) && ENDINGS.iter().all(|(_, endings)| !endings.contains(&ending))
}

fn by_ending(name: &str) -> Option<Stranger> {
    let ending = ending(name);
    ENDINGS.iter().find(|(_, endings)| endings.contains(&ending.as_str())).map(|(stranger, _)| *stranger)
}

/// What an archive is by what stands in it: a text is no stranger. Nothing where its name may tell more.
fn of_package(bytes: &[u8], limits: &Limits) -> Option<Option<Stranger>> {
    // What cannot be opened is told as damaged.
    let Ok(mut container) = Container::open(bytes, limits) else { return Some(None) };
    let kind = container.bytes("mimetype").ok().flatten().unwrap_or_default();
    let kind = String::from_utf8_lossy(&kind).into_owned();
    let is_of = |word: &str| kind.contains(word);
    if container.has("xl/workbook.xml") || container.has("xl/workbook.bin") || is_of("opendocument.spreadsheet") {
        Some(Some(Stranger::Sheet))
    } else if container.has("ppt/presentation.xml") || is_of("opendocument.presentation") {
        Some(Some(Stranger::Slides))
    } else if container.has("OFD.xml") {
        Some(Some(Stranger::Drawn))
    } else if is_of("epub") {
        Some(Some(Stranger::OtherText))
    } else if container.has("[Content_Types].xml") || container.has("content.xml") {
        Some(None)
    } else {
        None
    }
}

impl Stranger {
    /// The sentence for a person.
    fn told(self) -> Text {
        match self {
            Self::Sheet => say!(
                "这是表格文件，不能导入成文档；请作附件发布，或另存为 CSV 放进 data/ 作台账",
                "it is a spreadsheet and becomes no document; publish it as an attachment, or save it as CSV in data/ for a register"
            ),
            Self::Slides => say!(
                "这是演示文稿，不能导入成文档；请作附件发布，或把文字另存为 docx",
                "it is a presentation and becomes no document; publish it as an attachment, or save its text as docx"
            ),
            Self::Picture => say!(
                "这是图片，读不出里面的文字；请导入原来的文档，或在正文里用这张图片",
                "it is a picture, whose text cannot be read; import the document that it was made of, or show it in a text"
            ),
            Self::Archive => {
                say!("这是压缩包；请先解压，再导入里面的文件", "it is an archive; unpack it and import the files in it")
            }
            Self::Mail => say!(
                "这是邮件；请把正文另存为 txt 或 html、把附件另存出来，再导入",
                "it is a mail; save its text as txt or html and its attachments as files, and import those"
            ),
            Self::Drawn => say!(
                "这是版式文件，不能导入成文档；请导入排版以前的 docx，或转换成 PDF；原件可以作附件发布",
                "its pages are drawn, and it becomes no document; import the docx that it was made of, or convert it to PDF; it may be an attachment"
            ),
            Self::OtherText => say!(
                "这种文档读不了；请在写它的程序里另存（导出）为 docx，再导入",
                "a document of this form cannot be read; save or export it as docx in its program, and import that"
            ),
            Self::Media => say!(
                "这是音频或视频，不能导入成文档；请作附件发布",
                "it is sound or film and becomes no document; publish it as an attachment"
            ),
            Self::Data => {
                say!("这是给程序用的数据文件，不能导入成文档", "it holds data for programs and becomes no document")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(name: &str, bytes: &[u8]) -> String {
        unfit(name, bytes, &Limits::default()).map(|told| told.zh).unwrap_or_default()
    }

    #[test]
    fn each_is_told_as_what_it_is() {
        for (name, bytes, begin) in [
            ("甲.docx", &b""[..], "文件是空的"),
            ("甲.csv", b"a,b\n1,2\n", "这是表格文件"),
            ("甲.xls", b"<html><table><tr><td>1</table>", "这是表格文件"),
            ("甲.et", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "这是表格文件"),
            ("甲.ppt", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "这是演示文稿"),
            ("甲", b"\xff\xd8\xff\xe0\0\x10JFIF\0", "这是图片"),
            ("甲.heic", b"\0\0\0\x18ftypheic", "这是图片"),
            ("甲.rar", b"Rar!\x1a\x07\0", "这是压缩包"),
            ("甲.eml", b"From: a@b\nSubject: c\n\nd\n", "这是邮件"),
            ("甲.ceb", b"Founder CEB\0", "这是版式文件"),
            ("甲.xml", b"<?xml version='1.0'?><a/>", "这是给程序用的"),
            ("甲.fodt", b"<?xml version='1.0'?><a/>", "这种文档读不了"),
            ("甲.mp4", b"\0\0\0\x18ftypmp42", "这是音频或视频"),
        ] {
            let told = told(name, bytes);
            assert!(told.starts_with(begin), "{name}: {told}");
        }
    }

    #[test]
    fn what_may_be_a_text_is_none_of_them() {
        for (name, bytes) in [
            ("甲.txt", &b"abc\n"[..]),
            ("甲.xlsx", b"abc\n"),
            ("甲.xyz", b"abc\n"),
            ("甲.html", b"<html>"),
            ("甲.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"),
            ("甲.docx", b"PK\x03\x04"),
            ("甲.xyz", b"\0\x01\x02"),
        ] {
            assert_eq!(told(name, bytes), "", "{name}");
        }
    }
}
