//! docs/hosting.md, taken at its word: its commands and settings, one after the other, in an empty folder.

use super::servers::{get, nginx};
use super::text;
use crate::support::{root, xiangwei};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use tempfile::TempDir;

/// A block of the paper: its language, and what stands in it.
struct Block {
    language: String,
    text: String,
}

/// The blocks below a heading, in order.
fn blocks(heading: &str) -> Vec<Block> {
    let paper = fs::read_to_string(root().join("docs/hosting.md")).unwrap();
    let (_, section) = paper.split_once(&format!("\n## {heading}\n")).unwrap();
    let section = section.split("\n## ").next().unwrap();
    let mut lines = section.lines();
    let mut blocks = Vec::new();
    while let Some(line) = lines.next() {
        if let Some(language) = line.strip_prefix("```") {
            let text = lines.by_ref().take_while(|line| *line != "```").map(|line| format!("{line}\n")).collect();
            blocks.push(Block { language: language.to_owned(), text });
        }
    }
    assert!(!blocks.is_empty(), "{heading} has blocks");
    blocks
}

/// Somebody who follows the paper, with a folder of their own in the place of `/srv/fzzf`.
struct Newcomer {
    home: TempDir,
    at: PathBuf,
}

impl Newcomer {
    fn www(&self) -> PathBuf {
        self.home.path().join("srv")
    }

    fn take(&mut self, block: &Block) {
        let text = block.text.replace("/srv/fzzf", text(&self.www()));
        if block.language == "yaml" {
            return fs::write(self.at.join("xiangwei.yaml"), text).unwrap();
        }
        for line in text.lines().filter_map(|line| line.strip_prefix("$ ")) {
            match line.strip_prefix("cd ") {
                Some(folder) => self.at.push(folder),
                None => run(line, &self.at),
            }
        }
    }
}

/// Runs a line as a shell does.
fn run(line: &str, at: &Path) {
    let program = xiangwei();
    let folder = Path::new(program.get_program()).parent().unwrap();
    let path = format!("{}:{}", text(folder), std::env::var("PATH").unwrap());
    let ran = Command::new("sh").args(["-c", line]).current_dir(at).env("PATH", path).output().unwrap();
    let told = String::from_utf8_lossy(&[ran.stdout, ran.stderr].concat()).into_owned();
    assert!(ran.status.success(), "{line}\n{told}");
}

#[test]
fn from_an_empty_folder_to_a_served_site() {
    let home = TempDir::new().unwrap();
    let mut newcomer = Newcomer { at: home.path().to_owned(), home };
    for heading in ["从空文件夹到上线", "每次发布"] {
        blocks(heading).iter().for_each(|block| newcomer.take(block));
    }
    let (first, verify) = {
        let all = blocks("nginx");
        let lines: Vec<Block> = all.into_iter().filter(|block| block.language == "console").collect();
        let [first, verify] = <[Block; 2]>::try_from(lines).unwrap_or_else(|_| panic!("two blocks of commands"));
        (first, verify)
    };
    newcomer.take(&first);
    let server = nginx(&fs::read_to_string(newcomer.at.join("fzzf.conf")).unwrap());
    let home = get(server.port, "/fzzf/");
    assert!(home.status == 200 && home.text().contains("关于网站开通的公告"), "{home:?}");
    let url = format!("http://127.0.0.1:{}", server.port);
    newcomer.take(&Block { text: verify.text.replace("https://www.example.gov.cn", &url), ..verify });
}

/// The settings of the other ways are settings.
#[test]
fn every_target_of_the_paper_is_read() {
    for heading in ["对象存储", "ssh"] {
        let site = super::portal("");
        for block in blocks(heading).iter().filter(|block| block.language == "yaml") {
            let settings = "site: { name: 示例, url: https://www.example.gov.cn/ }\n";
            site.write("xiangwei.yaml", format!("{settings}{}", block.text));
            site.build().well();
        }
    }
}
