//! The arguments of `xiangwei import`.

use crate::content::Kind;
use crate::law::closed_list::ClosedList as _;
use clap::{Args as ClapArgs, ValueEnum};
use std::path::PathBuf;

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Import {
    /// 要导入的文件：docx、odt、pdf、html、txt、md，以及 doc、wps、rtf（用 LibreOffice） · the files
    #[arg(value_name = "FILE", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// 放进哪个栏目，如 fzbg；默认为文种相同的栏目 · the section, by default one that has documents of the kind
    #[arg(long, value_name = "SECTION")]
    pub(super) into: Option<String>,
    /// 文种，如 法治报告 或 report；默认按标题推测 · the kind, by default guessed by the title
    #[arg(long, value_name = "KIND", value_parser = kind)]
    pub(super) kind: Option<Kind>,
    /// 只显示结果，不写文件 · show what would be written, and write nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// 结果的形式 · the form of the report
    #[arg(long, value_enum, default_value_t = ReportForm::Human)]
    pub(super) format: ReportForm,
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(in crate::cli) enum ReportForm {
    /// 供人阅读 · for people
    Human,
    /// 每个文件一个 JSON 对象 · one JSON object for each file
    Json,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let names: Vec<&str> = Kind::ALL.iter().map(|kind| kind.name()).collect();
        format!("文种是下列之一 · the kind is one of: {}", names.join("、"))
    })
}
