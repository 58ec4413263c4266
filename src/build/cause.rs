//! Why a file is made.

use crate::diag::Text;
use crate::say;
use serde::{Deserialize, Serialize};

/// Why a file was made again, or for the first time.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Cause {
    /// Nothing was known of an earlier build.
    Cold,
    /// It was asked for.
    Forced,
    /// There was no such file before.
    New,
    /// The settings that every page depends on are others.
    Settings,
    /// Its source is another one.
    Source,
    /// The published file was gone, or not what we had written.
    Output,
    /// Something that it read is otherwise; the sentence says what.
    Read(Text),
    /// A style sheet of it has another name, and nothing else is otherwise.
    Style(Text),
}

impl Cause {
    /// The reason as the rest of a sentence.
    #[must_use]
    pub fn text(&self) -> Text {
        match self {
            Self::Cold => say!("之前没有可用的构建记录", "nothing was known of an earlier build"),
            Self::Forced => say!("要求全部重新生成", "everything was to be made again"),
            Self::New => say!("这是新文件", "it is new"),
            Self::Settings => say!("网站设置变了", "the site's settings changed"),
            Self::Source => say!("它的源文件变了", "its source changed"),
            Self::Output => say!("输出的文件不在了或被改过", "the published file was gone or changed"),
            Self::Read(what) | Self::Style(what) => what.clone(),
        }
    }
}
