//! What could not be looked at is told, so that nobody takes silence for a clean bill.

use crate::attachment::{Reason, Unread};
use crate::diag::{Code, Diagnostic, Path, Place, Rule};
use crate::say;

/// The endings of files that hold no text: fonts, films, sound, styles of maps.
const WITHOUT_TEXT: [&str; 14] =
    ["woff", "woff2", "ttf", "otf", "eot", "ico", "mp3", "mp4", "m4a", "ogg", "wav", "webm", "avif", "wasm"];

/// So many parts of one file are told one by one; a bomb may have very many.
const MOST: usize = 10;

/// What is told of a file of which some parts could not be read.
pub(in crate::audit) fn all(path: &Path, unread: &[Unread]) -> Vec<Diagnostic> {
    let mut told: Vec<Diagnostic> = unread.iter().filter_map(|one| told(path, one)).collect();
    let more = told.len().saturating_sub(MOST);
    if more > 0 {
        told.truncate(MOST);
        let last = told.pop().map(|last| {
            last.help(say!("同一文件里还有 {more} 处未能读取", "{more} more parts of the same file were not read"))
        });
        told.extend(last);
    }
    told
}

/// What is told of a file, or a part of one, that could not be read; nothing where there is no text to read.
fn told(path: &Path, unread: &Unread) -> Option<Diagnostic> {
    let name = unread.within.last().map_or(&**path, String::as_str);
    let ending = name.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    if unread.reason == Reason::UnknownForm && WITHOUT_TEXT.contains(&ending.as_str()) {
        return None;
    }
    let told = unread.told();
    let told = Diagnostic::new(Code::Rule(Rule::AttachmentUnread), Place::File(path.clone()), told);
    Some(match unread.reason {
        Reason::NoProgram(program) => told.help(say!(
            "安装 {program}（Debian：poppler-utils）后再查一次",
            "install {program} (on Debian: poppler-utils) and check again"
        )),
        Reason::Encrypted => {
            told.help(say!("去掉密码再公开，读者才打得开", "take the password off, or nobody can read it"))
        }
        Reason::NoText => told.help(say!(
            "请人工核对扫描件里有没有个人信息；最好另附可以检索的文本",
            "look through the scan for personal data, and add a text that can be searched"
        )),
        _ => told.help(say!("请人工核对这个文件", "look through this file by hand")),
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_with_very_many_parts_is_told_in_few_words() {
        let part = |number: usize| Unread { within: vec![format!("{number}.zip")], reason: Reason::TooDeep };
        let parts: Vec<Unread> = (0..4000).map(part).collect();
        let told = all(&"static/a.zip".into(), &parts);
        assert_eq!(told.len(), MOST);
        assert!(told[MOST - 1].help.last().is_some_and(|help| help.zh.contains("3990")), "{:?}", told[MOST - 1]);
        assert_eq!(all(&"static/a.zip".into(), &parts[..2]).len(), 2);
    }
}
