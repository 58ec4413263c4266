//! Why a file was not imported, and what the person may do: one sentence for one file.

use crate::attachment::Reason;
use crate::diag::{Failure, Text};
use crate::say;
use crate::world::{OFFICE, Ran};
use std::io::{self, ErrorKind};
use std::path::Path;

/// What shells put in the place of names; one that is left found nothing, or the shell leaves it to the program.
const WILDCARDS: [char; 2] = ['*', '?'];

/// Why the system did not give the bytes of a file.
pub(super) fn unopened(file: &Path, cause: &io::Error) -> Text {
    let is_pattern = file.to_string_lossy().contains(WILDCARDS);
    match cause.kind() {
        // Windows takes such a name for no name at all.
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename if is_pattern => say!(
            "没有找到名称相符的文件；命令行没有把通配符换成文件名，请逐个写出文件名",
            "no file has such a name; the shell did not put names in place of the wildcard: write the name of each file"
        ),
        ErrorKind::NotFound | ErrorKind::NotADirectory | ErrorKind::InvalidFilename => say!(
            "找不到文件，请核对文件夹和文件名（连同后缀）",
            "there is no such file; check its folder and its name with the ending"
        ),
        _ if file.is_dir() => {
            say!("是文件夹，请给出其中的文件", "it is a folder; name the files in it")
        }
        ErrorKind::PermissionDenied => say!(
            "没有权限读取；请关闭正在使用它的程序，或者把它复制到自己的文件夹",
            "reading it is not permitted; close the program that uses it, or copy it to a folder of your own"
        ),
        _ => say!(
            "系统读不出这个文件；请先复制到本机的文件夹，打开看看是否完好",
            "the system cannot read it; copy it to a folder of this machine and see whether it opens"
        ),
    }
}

/// Why a file whose bytes are there was not read.
pub(super) fn unread(name: &str, reason: Reason) -> Text {
    let is_pdf = name.to_lowercase().ends_with(".pdf");
    match reason {
        Reason::UnknownForm => say!(
            "不认识的文件格式；请在写它的程序里另存为 docx、odt、html 或 txt，再导入",
            "its form is not known; save it as docx, odt, html or txt in its program, and import that"
        ),
        Reason::NoText if is_pdf => say!(
            "页面上没有文字（可能是扫描件）；请导入原来的文档，或先识别出文字（OCR）",
            "its pages hold no text (a scan?); import the document that it was made of, or have its text recognised first"
        ),
        Reason::NoText => say!("文件里没有文字", "there is no text in it"),
        reason => reason.told(),
    }
}

/// Why LibreOffice gave no docx.
pub(super) fn unconverted(ran: &Ran, seconds: u64) -> Text {
    let program = OFFICE.0;
    match ran {
        Ran::Absent => say!(
            "这种格式要用 LibreOffice 转换，本机没有安装（{program}）；请安装 LibreOffice，或用 Word、WPS 另存为 docx",
            "this form is converted by LibreOffice, which is not installed ({program}); install it, or save the file as docx"
        ),
        Ran::TooSlow => say!(
            "LibreOffice 转换超过 {seconds} 秒，已停止；请再试一次，或用 Word、WPS 另存为 docx",
            "LibreOffice took more than {seconds} seconds and was stopped; try again, or save the file as docx"
        ),
        Ran::TooMuch => say!(
            "LibreOffice 转换出的文件过大；请把它分成几个文件再导入",
            "what LibreOffice made of it is too large; part it into several files"
        ),
        Ran::Failed | Ran::Well(_) => say!(
            "LibreOffice 没有转换成功：它没有启动，或者打不开这个文件；请再试一次，或用 Word、WPS 另存为 docx",
            "LibreOffice did not convert it: it did not start, or cannot open the file; try again, or save the file as docx"
        ),
    }
}

/// What ends an import before its time.
pub(super) enum Stop {
    /// That of one file: the others go on.
    File(Text),
    /// That of all files.
    Run(Failure),
}

impl From<Text> for Stop {
    fn from(why: Text) -> Self {
        Self::File(why)
    }
}

impl From<Failure> for Stop {
    fn from(failure: Failure) -> Self {
        Self::Run(failure)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_system_says_is_told_in_plain_words() {
        let told = |name: &str, kind: ErrorKind| unopened(Path::new(name), &kind.into()).zh;
        assert!(told("没有/甲.docx", ErrorKind::NotFound).starts_with("找不到文件"));
        assert!(told("没有/*.docx", ErrorKind::NotFound).contains("通配符"));
        assert!(told("没有/甲?.docx", ErrorKind::InvalidFilename).contains("通配符"));
        assert!(told("没有/甲*.docx", ErrorKind::PermissionDenied).starts_with("没有权限读取"));
        // A folder is refused with other words by each system.
        assert!(told("/", ErrorKind::PermissionDenied).starts_with("是文件夹"));
        assert!(told("没有/甲.docx", ErrorKind::TimedOut).starts_with("系统读不出这个文件"));
    }

    #[test]
    fn what_libreoffice_did_not_do_is_no_fault_of_the_file() {
        for ran in [Ran::Absent, Ran::Failed, Ran::TooSlow, Ran::TooMuch] {
            let told = unconverted(&ran, 120).zh;
            assert!(told.contains("LibreOffice") && !told.contains("已损坏"), "{told}");
        }
        assert!(unconverted(&Ran::TooSlow, 120).zh.contains("120 秒"));
    }

    #[test]
    fn a_page_without_text_is_a_scan_and_a_text_is_not() {
        assert!(unread("甲.PDF", Reason::NoText).zh.contains("扫描件"));
        assert_eq!(unread("甲.docx", Reason::NoText).zh, "文件里没有文字");
    }
}
