//! Why a file was not imported, and what the person may do: one sentence for one file.

use crate::diag::{Failure, Text};
use crate::say;
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
}
