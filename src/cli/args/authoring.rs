//! The arguments of the commands for those who write.

use crate::authoring::Service;
use crate::content::Kind;
use crate::law::closed_list::ClosedList as _;
use clap::{Args as ClapArgs, Subcommand};
use std::path::PathBuf;
use url::Url;

#[derive(Debug, ClapArgs)]
#[command(args_conflicts_with_subcommands = true, subcommand_negates_reqs = true)]
pub(in crate::cli) struct New {
    #[command(subcommand)]
    pub(in crate::cli) what: Option<NewWhat>,
    /// 文种，如 通知公告 或 notice · the kind of document, such as notice
    #[arg(value_parser = kind, required = true)]
    pub(in crate::cli) kind: Option<Kind>,
    /// 标题 · its title
    #[arg(required = true)]
    pub(in crate::cli) title: Option<String>,
    /// 放进哪个栏目：文件夹或标题 · its section, by folder or title
    #[arg(long, value_name = "SECTION")]
    pub(in crate::cli) into: Option<String>,
    /// 文件名，不带 .md · the file's name, without .md
    #[arg(long)]
    pub(in crate::cli) name: Option<String>,
    /// 一个键的值，可以写几次 · the value of a key, any number of times
    #[arg(long, value_name = "KEY=VALUE", value_parser = pair)]
    pub(in crate::cli) set: Vec<(String, String)>,
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(in crate::cli) root: PathBuf,
}

#[derive(Debug, Subcommand)]
pub(in crate::cli) enum NewWhat {
    /// 新建一个小网站 · a small portal
    Site {
        /// 新文件夹 · a new folder
        dir: PathBuf,
    },
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Schema {
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(in crate::cli) root: PathBuf,
    /// 写到哪个文件夹，默认为站点下的 .vscode/schema · where to, by default .vscode/schema in the site's folder
    #[arg(long, value_name = "DIR")]
    pub(in crate::cli) out: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(in crate::cli) struct Cms {
    /// 仓库，如 office/portal · the repository
    #[arg(long, value_name = "OWNER/NAME", value_parser = repo)]
    pub(in crate::cli) repo: String,
    /// 装有 @sveltia/cms 和 js-yaml 的 node_modules · the folder in which npm put @sveltia/cms and js-yaml
    #[arg(long, value_name = "DIR", default_value = "node_modules")]
    pub(in crate::cli) modules: PathBuf,
    /// 仓库由谁提供：github、gitlab、gitea · what serves the repository
    #[arg(long, default_value = "github", value_parser = service)]
    pub(in crate::cli) service: Service,
    /// 分支 · the branch
    #[arg(long, default_value = "main")]
    pub(in crate::cli) branch: String,
    /// 自建服务的网址 · the address of a service of one's own
    #[arg(long, value_name = "URL", value_parser = server)]
    pub(in crate::cli) server: Option<String>,
    /// 登记在服务里的应用标识 · by what name the service knows the CMS
    #[arg(long, value_name = "ID")]
    pub(in crate::cli) app_id: Option<String>,
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(in crate::cli) root: PathBuf,
}

fn kind(word: &str) -> Result<Kind, String> {
    Kind::parse(word).ok_or_else(|| {
        let all =
            Kind::ALL.iter().map(|kind| format!("{} {}", kind.name(), kind.code())).collect::<Vec<_>>().join("、");
        format!("没有这个文种 · there is no such kind: {all}")
    })
}

/// A repository's name is an owner and a name; how many groups a service has is told by the service.
fn repo(text: &str) -> Result<String, String> {
    let is_name = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "-_.".contains(c));
    match text.contains('/') && text.split('/').all(is_name) {
        true => Ok(text.to_owned()),
        false => Err("写作 所有者/名称，不带网址 · write OWNER/NAME without an address: office/portal".to_owned()),
    }
}

/// The address of a service: of a site of its own, `https://` unless another is written.
fn server(text: &str) -> Result<String, String> {
    let whole = if text.contains("://") { text.to_owned() } else { format!("https://{text}") };
    let is_site =
        |url: &Url| matches!(url.scheme(), "https" | "http") && url.query().is_none() && url.fragment().is_none();
    match Url::parse(&whole).ok().filter(is_site) {
        Some(_) => Ok(whole),
        None => Err("写作网址，如 https://git.example.gov.cn · write an address like this".to_owned()),
    }
}

fn service(word: &str) -> Result<Service, String> {
    Service::parse(word).ok_or_else(|| "github、gitlab、gitea".to_owned())
}

fn pair(text: &str) -> Result<(String, String), String> {
    let (key, value) = text.split_once('=').ok_or("写作 键=值 · write KEY=VALUE")?;
    Ok((key.trim().to_owned(), value.trim().to_owned()))
}
