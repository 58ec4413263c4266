//! What search must find, by looking through every page.

use std::fs;
use std::path::Path;
use walkdir::WalkDir;
use xiangwei::search::{blocks, folded};

/// One document's page, as it is published.
pub(super) struct Page {
    pub(super) url: String,
    pub(super) title: String,
    pub(super) number: Option<String>,
    /// Folded.
    blocks: Vec<String>,
}

impl Page {
    /// The pages of all documents.
    pub(super) fn all(public: &Path) -> Vec<Self> {
        let files = WalkDir::new(public).sort_by_file_name().into_iter().map(Result::unwrap);
        let pages = files.filter(|file| file.path().extension().is_some_and(|ending| ending == "html"));
        pages.filter_map(|file| Self::of(file.path())).collect()
    }

    fn of(file: &Path) -> Option<Self> {
        let html = fs::read_to_string(file).unwrap();
        if !html.contains("<article class=\"document") {
            return None;
        }
        let tag = |name: &str| {
            let rest = html.split_once(&format!("<meta name=\"{name}\" content=\""))?.1;
            Some(rest.split_once('"')?.0.to_owned())
        };
        let fact = |name: &str| {
            let rest = html.split_once(&format!("<dt>{name}</dt><dd>"))?.1;
            Some(rest.split_once("</dd>")?.0.to_owned())
        };
        let publishers = tag("ContentSource");
        let number = fact("发文字号");
        let mut all = blocks(&html);
        let title = all.first()?.clone();
        all.extend(number.clone());
        all.extend(publishers.iter().flat_map(|names| names.split(['、', ' '])).map(str::to_owned));
        let blocks = all.iter().map(|block| folded(block)).collect();
        let url = tag("Url")?.splitn(4, '/').nth(3).map(|path| format!("/{path}"))?;
        Some(Self { url, title, number, blocks })
    }

    /// Whether all of this stands in one block of it.
    pub(super) fn holds(&self, text: &str) -> bool {
        let text = folded(text);
        text.split(' ').filter(|word| !word.is_empty()).all(|word| self.blocks.iter().any(|block| block.contains(word)))
    }
}

/// Two hundred questions of 1 to 12 characters, most of which a page answers: parts of blocks, cut anywhere.
pub(super) fn questions(pages: &[Page]) -> Vec<String> {
    let blocks: Vec<&String> = pages.iter().flat_map(|page| &page.blocks).collect();
    let part = |at: usize| {
        let block: Vec<char> = blocks[at * 7919 % blocks.len()].chars().collect();
        let length = (at % 12 + 1).min(block.len());
        let start = at * 31 % (block.len() - length + 1);
        block[start..start + length].iter().collect::<String>().trim().to_owned()
    };
    let parts = (0..186).map(part);
    let typed = [
        "ＷＴＯ",
        "没有的词",
        "（",
        "，",
        "1",
        "20",
        "法治 办理",
        "監管",
        "政務公開",
        "第1号",
        "。第",
        "e",
        "示例市",
        "建设工作",
    ];
    parts.chain(typed.map(str::to_owned)).collect()
}
