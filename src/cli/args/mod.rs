//! The arguments.

mod authoring;

use crate::config::Address;
use crate::diag::{Lang, Rule};
use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use jiff::civil::Date;
use std::path::PathBuf;

pub(super) use authoring::{Cms, New, NewWhat, Schema};

/// 象魏：法治政府信息公开门户的静态站点生成器 · a static site generator for public rule-of-law portals
#[derive(Debug, Parser)]
#[command(name = "xiangwei", version, about, arg_required_else_help = true)]
pub(super) struct Args {
    /// 提示语言，默认随系统 · the language of messages, by default the system's
    #[arg(long, global = true, value_enum)]
    pub(super) lang: Option<LangArg>,
    #[command(subcommand)]
    pub(super) command: Command,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum LangArg {
    /// 中文
    Zh,
    /// English
    En,
}

impl From<LangArg> for Lang {
    fn from(lang: LangArg) -> Self {
        match lang {
            LangArg::Zh => Self::Zh,
            LangArg::En => Self::En,
        }
    }
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// 生成网站 · build the site
    Build(Build),
    /// 本机预览，随改随看 · show the site on this machine, and every change as it is made
    #[cfg(feature = "serve")]
    Serve(Serve),
    /// 检查网站：个人信息、栏目更新、链接、元数据等 · look for what an inspection would find
    Check(Check),
    /// 部署到 xiangwei.yaml 里的一个目标 · send the site to a target of xiangwei.yaml
    #[cfg(feature = "deploy")]
    Deploy(Deploy),
    /// 写出主机的规则文件 · write the rule file of a host
    #[cfg(feature = "deploy")]
    Rules(Rules),
    /// 核对已发布的网站 · compare a published site with its list
    #[cfg(feature = "deploy")]
    Verify(Verify),
    /// 一个页面为什么重新生成过 · why a page was made the last time, and what it read
    Why(Why),
    /// 检索已生成的网站 · ask the search index of the built site
    Search(Search),
    /// 新建网站或文档 · make a site, or a document
    New(New),
    /// 写出给编辑器用的 JSON Schema · write the schemas by which editors help
    Schema(Schema),
    /// 写出网页后台 admin/（Sveltia CMS） · write admin/, in which a browser edits the site
    Cms(Cms),
    /// 导入 Word、WPS、PDF、网页等文件 · make documents of files of an office
    Import(crate::cli::import::Import),
    /// 解释一个提示代码 · explain the code of a fault
    Explain(Explain),
    /// 命令行补全脚本 · a script that completes commands
    Completions(Completions),
}

#[derive(Debug, ClapArgs)]
pub(super) struct Build {
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// 输出文件夹，默认为站点下的 public · the output folder, by default public/ in the site's
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// 以此网址代替 xiangwei.yaml 里的 · an address in place of the one in xiangwei.yaml
    #[arg(long, value_name = "URL", value_parser = address)]
    pub(super) base_url: Option<Address>,
    /// 生成日期，默认今天 · the build's date, by default today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<Date>,
    /// 草稿也生成 · build drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// 未到发布日期的也生成 · build scheduled documents too
    #[arg(long)]
    pub(super) future: bool,
    /// 源文件一改就重新生成 · build again whenever a source changes
    #[cfg(feature = "serve")]
    #[arg(long)]
    pub(super) watch: bool,
    /// 全部重新生成，与已发布的逐个比较 · make everything, and compare it with what is published
    #[arg(long, conflicts_with = "force")]
    pub(super) verify: bool,
    /// 全部重新生成 · make everything again
    #[arg(long)]
    pub(super) force: bool,
    /// 逐个说明为什么重新生成 · tell why each file is made again
    #[arg(long)]
    pub(super) explain: bool,
    /// 构建记录的文件夹，默认 .xiangwei/cache · the folder in which builds remember
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,
    /// 警告也算错误 · count warnings as errors
    #[arg(long)]
    pub(super) strict: bool,
    /// 不检查不得公开的内容 · do not look for what may never be published
    #[arg(long)]
    pub(super) no_check: bool,
    /// 并行线程数，默认与处理器相同 · threads, by default one a processor
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
    /// 提示的形式 · the form of messages
    #[arg(long, value_enum, default_value_t = FormArg::Human)]
    pub(super) format: FormArg,
    /// 只显示错误和警告 · show faults alone
    #[arg(long)]
    pub(super) quiet: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum FormArg {
    /// 带摘录 · with an excerpt
    Human,
    /// 一行一条 · one line each
    Short,
    /// 一行一个 JSON 对象 · one JSON object a line
    Json,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Search {
    /// 检索词；空格隔开的都要有 · what to look for; words parted by spaces must all be there
    #[arg(value_name = "QUERY", required = true)]
    pub(super) query: Vec<String>,
    /// 最多列出几篇 · so many results at the most
    #[arg(long, value_name = "N", default_value_t = 20)]
    pub(super) limit: usize,
    /// 结果的形式 · the form of the results
    #[arg(long, value_enum, default_value_t = SearchForm::Human)]
    pub(super) format: SearchForm,
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// 输出文件夹，默认为站点下的 public · the output folder, by default public/ in the site's
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SearchForm {
    /// 供人阅读 · for people
    Human,
    /// 一个 JSON 对象 · one JSON object
    Json,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Check {
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// 结果的形式 · the form of the findings
    #[arg(long, value_enum, default_value_t = ReportArg::Human)]
    pub(super) format: ReportArg,
    /// 上次公开的清单 manifest.json，与它比较 · the list of what was online, manifest.json, to compare with
    #[arg(long, value_name = "MANIFEST")]
    pub(super) against: Option<PathBuf>,
    /// 经网络逐个打开外链，记住结果 · open outside links over the network, and remember what they are
    #[cfg(feature = "net")]
    #[arg(long)]
    pub(super) external: bool,
    /// 改正元数据里有把握的写法，先列出改动；正文不动 · put right what is certain in front matter, and show the changes first; body text is not touched
    #[arg(long, conflicts_with = "baseline")]
    pub(super) fix: bool,
    /// 与 --fix 合用：不再询问 · with --fix: do not ask
    #[arg(long, requires = "fix")]
    pub(super) yes: bool,
    /// 以前的 JSON 结果，其中已有的不再列出 · an earlier report as JSON, whose findings are left out
    #[arg(long, value_name = "FILE")]
    pub(super) baseline: Option<PathBuf>,
    /// 只查这些规则 · these rules alone
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = rule)]
    pub(super) only: Vec<Rule>,
    /// 不查这些规则 · all rules but these
    #[arg(long, value_name = "CODES", value_delimiter = ',', value_parser = rule)]
    pub(super) skip: Vec<Rule>,
    /// 只显示这一级及更重的 · findings of this level and graver ones alone
    #[arg(long, value_enum, default_value_t = SeverityArg::Note)]
    pub(super) severity: SeverityArg,
    /// 以此日期为准，默认今天 · as of this date, by default today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<Date>,
    /// 并行线程数 · threads
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ReportArg {
    /// 带摘录 · with an excerpt
    Human,
    /// 一行一条 · one line each
    Short,
    /// 一个 JSON 对象 · one JSON object
    Json,
    /// SARIF 2.1.0
    Sarif,
    /// 一个网页，给领导看 · a page for the head of the office
    Html,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum SeverityArg {
    /// 错误 · errors
    Error,
    /// 警告 · warnings
    #[value(alias = "warning")]
    Warn,
    /// 提示 · notes
    Note,
}

fn rule(word: &str) -> Result<Rule, String> {
    Rule::parse(word)
        .ok_or_else(|| "没有这条规则；xiangwei explain 列出全部 · no such rule; xiangwei explain lists all".to_owned())
}

#[derive(Debug, ClapArgs)]
pub(super) struct Explain {
    /// 代码，如 doc-number；不写则列出全部 · a code; without one all are listed
    pub(super) code: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Completions {
    /// 命令行环境 · the shell
    #[arg(value_enum)]
    pub(super) shell: clap_complete::Shell,
}

fn address(text: &str) -> Result<Address, String> {
    Address::parse(text)
        .ok_or_else(|| "写作 https://www.example.gov.cn/fzzf/ · write an http(s) address without a query".to_owned())
}

#[cfg(feature = "serve")]
#[derive(Debug, ClapArgs)]
pub(super) struct Serve {
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// 监听地址，默认只供本机访问 · the address to listen at, by default this machine's alone
    #[arg(long, value_name = "IP", default_value = "127.0.0.1")]
    pub(super) host: std::net::IpAddr,
    /// 端口，默认 4000 或其后空闲的一个 · the port, by default 4000 or the next that is free
    #[arg(long, value_name = "N")]
    pub(super) port: Option<u16>,
    /// 在浏览器中打开 · open it in the browser
    #[arg(long)]
    pub(super) open: bool,
    /// 草稿也显示 · show drafts too
    #[arg(long)]
    pub(super) drafts: bool,
    /// 未到发布日期的也显示 · show scheduled documents too
    #[arg(long)]
    pub(super) future: bool,
    /// 以此日期为准，默认今天 · as of this date, by default today
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(super) date: Option<Date>,
    /// 并行线程数 · threads
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=1024))]
    pub(super) jobs: Option<u16>,
}

#[derive(Debug, ClapArgs)]
pub(super) struct Why {
    /// 输出文件夹里的路径，如 zcwj/2024-1.html · a path in the output folder
    #[arg(value_name = "PATH")]
    pub(super) path: String,
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// 构建记录的文件夹，默认 .xiangwei/cache · the folder in which builds remember
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,
}

/// Where a site and what was built of it are.
#[cfg(feature = "deploy")]
#[derive(Debug, ClapArgs)]
pub(super) struct Built {
    /// 站点文件夹 · the site's folder
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub(super) root: PathBuf,
    /// 生成时的输出文件夹，默认为站点下的 public · the output folder of the build, by default public/ in the site's
    #[arg(long, value_name = "DIR")]
    pub(super) out: Option<PathBuf>,
    /// 构建记录的文件夹，默认 .xiangwei/cache · the folder in which builds remember
    #[arg(long, value_name = "DIR")]
    pub(super) cache: Option<PathBuf>,
}

#[cfg(feature = "deploy")]
#[derive(Debug, ClapArgs)]
pub(super) struct Rules {
    #[command(flatten)]
    pub(super) built: Built,
    /// 主机 · the host
    #[arg(long, value_enum)]
    pub(super) host: HostArg,
    /// 网站在主机上的文件夹 · the site's folder on the host
    #[arg(long, value_name = "DIR", default_value = "/srv/xiangwei/current")]
    pub(super) folder: String,
}

#[cfg(feature = "deploy")]
#[derive(Debug, Clone, Copy, ValueEnum)]
pub(super) enum HostArg {
    /// 放进 server 块 · included in a server block
    Nginx,
    /// 放进 VirtualHost · included in a VirtualHost
    Apache,
    /// 放进站点块 · imported in a site's block
    Caddy,
    /// _headers 和 _redirects · what many static hosts read
    Headers,
}

#[cfg(feature = "deploy")]
#[derive(Debug, ClapArgs)]
pub(super) struct Deploy {
    /// 目标的名称 · the target's name
    #[arg(value_name = "TARGET")]
    pub(super) target: String,
    #[command(flatten)]
    pub(super) built: Built,
    /// 只列出会做什么 · list what would be done, and do nothing
    #[arg(long)]
    pub(super) dry_run: bool,
    /// 移除超过五分之一的文件、换下另一个网站时也不停下 · go on when more than a fifth would be removed, or another site replaced
    #[arg(long)]
    pub(super) yes: bool,
    /// 不检查就部署，会说明 · send it without an audit, which is told
    #[arg(long)]
    pub(super) no_check: bool,
    /// 先核对目标里实际有什么 · look first at what the target really holds
    #[arg(long)]
    pub(super) check: bool,
    /// 退回上一代 · go back to the generation before
    #[arg(long, conflicts_with_all = ["dry_run", "check"])]
    pub(super) rollback: bool,
    /// 同时发送几个文件 · files that are sent at one time
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(super) jobs: u16,
    /// 结果的形式 · the form of the result
    #[arg(long, value_enum, default_value_t = ResultArg::Human)]
    pub(super) format: ResultArg,
}

#[cfg(feature = "deploy")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum ResultArg {
    /// 给人看 · for people
    Human,
    /// 一个 JSON 对象 · one JSON object
    Json,
}

#[cfg(feature = "deploy")]
#[derive(Debug, ClapArgs)]
pub(super) struct Verify {
    /// 网址，或网站所在的文件夹 · an address, or the folder in which the site stands
    #[arg(value_name = "URL|DIR")]
    pub(super) place: String,
    /// 以这份清单为准，不用网站自己的 · check by this list in place of the site's own
    #[arg(long, value_name = "FILE")]
    pub(super) manifest: Option<PathBuf>,
    /// 同时取几个文件 · files that are fetched at one time
    #[arg(long, value_name = "N", default_value_t = 8, value_parser = clap::value_parser!(u16).range(1..=64))]
    pub(super) jobs: u16,
    /// 结果的形式 · the form of the result
    #[arg(long, value_enum, default_value_t = ResultArg::Human)]
    pub(super) format: ResultArg,
}
