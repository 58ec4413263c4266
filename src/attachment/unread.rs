//! What could not be read, and why.

use super::spot;
use crate::diag::Text;
use crate::say;

/// A file, or a file within it, that was not read or not to its end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unread {
    /// The names of the files within the file that lead to it; none for the file itself.
    pub within: Vec<String>,
    /// Why.
    pub reason: Reason,
}

impl Unread {
    /// The whole file.
    pub(super) fn whole(reason: Reason) -> Self {
        Self { within: Vec::new(), reason }
    }

    /// The sentence for a person.
    #[must_use]
    pub fn told(&self) -> Text {
        spot::led(&self.within, self.reason.told())
    }
}

/// Why something was not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reason {
    /// It asks for a password.
    Encrypted,
    /// It is not as its form wants, or asks for what only an attack wants.
    Broken,
    /// It is longer than it may be, or its content is.
    TooLarge,
    /// It stands too deep in other files.
    TooDeep,
    /// It took the program that reads it too long.
    TooSlow,
    /// The program that reads it is not installed.
    NoProgram(&'static str),
    /// A form that we do not read.
    UnknownForm,
    /// Pages without a letter: pictures of a text, as a scanner makes them.
    NoText,
    /// A text in no encoding that we know; what could be made out was read.
    UnknownEncoding,
}

impl Reason {
    /// The sentence for a person.
    #[must_use]
    pub fn told(self) -> Text {
        match self {
            Self::Encrypted => say!("文件设了密码，未能读取", "it is encrypted and was not read"),
            Self::Broken => say!("文件已损坏或格式不对，未能读完", "it is damaged and was not read to its end"),
            Self::TooLarge => {
                say!("文件或其内容过大，未读完", "it or its content is too large and was not read to its end")
            }
            Self::TooDeep => say!("文件嵌套层数过多，未读取", "it stands too deep in other files and was not read"),
            Self::TooSlow => say!("读取超时，未读完", "reading it took too long and was stopped"),
            Self::NoProgram(name) => {
                say!("本机没有安装 {name}，未能读取", "{name} is not installed, so it was not read")
            }
            Self::UnknownForm => say!("不认识的文件格式，未读取", "its form is not known, so it was not read"),
            Self::NoText => {
                say!(
                    "页面上没有文字（可能是扫描件），无法检查",
                    "its pages hold no text (a scan?), so nothing was read"
                )
            }
            Self::UnknownEncoding => {
                say!("文字编码无法识别，可能没有读全", "its encoding is not known; some of it may not have been read")
            }
        }
    }
}
