//! The programs that send over ssh: found, run, and what went wrong in one sentence.

use crate::config::SshTool;
use crate::deploy::disk::Done;
use crate::diag::{Failure, Text};
use crate::say;
use std::io::Write as _;
use std::process::{Command, Stdio};

/// The tool that was asked for, or the one that is there.
pub(super) fn choose(wanted: Option<SshTool>) -> Done<SshTool> {
    let all = wanted.map_or_else(|| vec![SshTool::Rsync, SshTool::Sftp], |tool| vec![tool]);
    let found = all.iter().copied().find(|tool| is_there(program(*tool)));
    found.ok_or_else(|| {
        let names: Vec<&str> = all.iter().map(|tool| program(*tool)).collect();
        let (zh, en) = (names.join(" 或 "), names.join(" or "));
        Failure::own(say!("本机没有 {zh}，先安装再部署", "{en} is not on this machine; install it first"))
    })
}

fn program(tool: SshTool) -> &'static str {
    match tool {
        SshTool::Rsync => "rsync",
        SshTool::Sftp => "sftp",
    }
}

/// Whether a program can be started. What it answers to a flag that it does not know is no matter.
fn is_there(program: &str) -> bool {
    let started = Command::new(program).arg("-V").stdin(Stdio::null()).output();
    started.is_ok()
}

/// A command that speaks a language that we know.
pub(super) fn command(tool: SshTool) -> Command {
    let mut command = Command::new(program(tool));
    command.env("LC_ALL", "C.UTF-8").stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// How a program that sends ended badly.
pub(super) struct Failed {
    code: Option<i32>,
    errors: String,
    /// What it printed all the same.
    pub(super) output: String,
}

/// Runs a command with some input to its end, and gives what it printed, or how it failed.
///
/// # Errors
/// When it cannot be run.
pub(super) fn ended(mut command: Command, input: &[u8]) -> Done<Result<String, Failed>> {
    let broke = |cause| Failure::io(say!("运行不了发送程序", "cannot run the program that sends"), cause);
    let mut child = command.stdin(Stdio::piped()).spawn().map_err(broke)?;
    let mut stdin = child.stdin.take();
    let written = stdin.as_mut().map_or(Ok(()), |stdin| stdin.write_all(input));
    drop(stdin);
    let output = child.wait_with_output().map_err(broke)?;
    let printed = String::from_utf8_lossy(&output.stdout).into_owned();
    if !output.status.success() {
        // Whether it read its input to the end is no matter then.
        let errors = String::from_utf8_lossy(&output.stderr).into_owned();
        return Ok(Err(Failed { code: output.status.code(), errors, output: printed }));
    }
    written.map_err(broke)?;
    Ok(Ok(printed))
}

/// The same; one that failed is a failure.
pub(super) fn run(command: Command, input: &[u8]) -> Done<String> {
    ended(command, input)?.map_err(|failed| Failure::own(failed.told()))
}

impl Failed {
    fn says(&self, words: &[&str]) -> bool {
        words.iter().any(|word| self.errors.contains(word))
    }

    /// Whether rsync did not find the folder that it was to read.
    pub(super) fn finds_no_folder(&self) -> bool {
        self.says(&["change_dir"]) && self.says(&["No such file or directory"])
    }

    /// Whether rsync went through all that it was to look at, and some of it stood below a file.
    pub(super) fn finds_a_file_above(&self) -> bool {
        self.code == Some(23) && self.says(&["Not a directory"]) && !self.says(&["Permission denied"])
    }

    pub(super) fn told(&self) -> Text {
        if self.says(&["Permission denied (", "Too many authentication failures"]) {
            return say!(
                "远程主机拒绝登录：核对用户和 ssh 密钥（ssh-agent、ssh 配置）",
                "the host refuses the login: check the user and the ssh key (ssh-agent, ssh's settings)"
            );
        }
        if self.says(&["Host key verification failed"]) {
            return say!(
                "远程主机的公钥不认识或变了：核对之后写进 known_hosts",
                "the host's key is not known or has changed: check it, and put it into known_hosts"
            );
        }
        if self.says(&["Could not resolve hostname"]) {
            return say!("找不到远程主机的名称", "the host's name is not known");
        }
        let lines = || self.errors.lines().map(str::trim).filter(|line| !line.is_empty());
        // sftp says what it need not do, as to make a folder that is there, before what it could not do.
        let line = lines().rfind(|line| !line.starts_with("rsync error:")).unwrap_or_default();
        let code = self.code.map_or_else(|| "-".to_owned(), |code| code.to_string());
        say!("发送程序出错（{code}）：{line}", "the program that sends failed ({code}): {line}")
    }
}
