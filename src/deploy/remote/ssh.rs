//! Another machine, through the installed rsync or sftp: whoever logs in by ssh can deploy.
//!
//! What is sent waits in a folder of this machine, under the names that it will have. Each file takes its place there by
//! a rename, so that nobody reads half of one.

use super::Remote;
use super::tool::{choose, command, ended, run};
use super::touched::{Held, Stands, Touched, above, held};
use crate::config::{SshTool, SshWay};
use crate::deploy::deployed::DEPLOYED;
use crate::deploy::disk::{self, Done};
use crate::deploy::release::File;
use crate::diag::Failure;
use crate::publish::{make_folder, remove_tree};
use crate::say;
use crate::trace::Fingerprint;
use std::collections::{BTreeMap, BTreeSet};
use std::ffi::OsString;
use std::path::{Path as FilePath, PathBuf};
use std::process::Command;

/// How sftp calls a file while it is sent.
const NEW: &str = ".xiangwei-new";

/// Another machine.
pub(in crate::deploy) struct Ssh {
    way: SshWay,
    tool: SshTool,
    /// ssh's own settings.
    config: Option<PathBuf>,
    /// Where files wait.
    stage: PathBuf,
}

impl Ssh {
    /// Chooses the tool; `root` is the site's folder, `kept` the one for this target.
    ///
    /// # Errors
    /// When there is neither rsync nor sftp.
    pub(in crate::deploy) fn new(way: &SshWay, root: &FilePath, kept: &FilePath) -> Result<Self, Failure> {
        let config = way.config.as_ref().map(|path| root.join(path));
        Ok(Self { way: way.clone(), tool: choose(way.tool)?, config, stage: kept.join("stage") })
    }

    /// `user@host`.
    fn host(&self) -> String {
        self.way.user.as_ref().map_or_else(|| self.way.host.clone(), |user| format!("{user}@{}", self.way.host))
    }

    fn remote(&self, path: &str) -> String {
        format!("{}/{path}", self.way.path)
    }

    /// rsync, with how it gets there; it asks no questions.
    fn rsync(&self, arguments: &[&str]) -> Command {
        let mut ssh = String::from("ssh -oBatchMode=yes -oConnectTimeout=20");
        if let Some(port) = self.way.port {
            ssh.push_str(&format!(" -p {port}"));
        }
        if let Some(config) = &self.config {
            ssh.push_str(&format!(" -F '{}'", config.display().to_string().replace('\'', "''")));
        }
        let mut command = command(SshTool::Rsync);
        command.args(["-s", "-8", "-e", &ssh]).args(arguments);
        command
    }

    /// Where rsync's target is.
    fn place(&self, path: &str) -> String {
        format!("{}:{}", self.host(), self.remote(path))
    }

    /// Runs a batch of sftp's commands.
    fn sftp(&self, batch: &str) -> Done<String> {
        let mut command = command(SshTool::Sftp);
        command.args(["-oBatchMode=yes", "-oConnectTimeout=20", "-b", "-"]);
        if let Some(port) = self.way.port {
            command.args(["-P", &port.to_string()]);
        }
        if let Some(config) = &self.config {
            command.args([OsString::from("-F"), config.into()]);
        }
        command.arg("--").arg(self.host());
        run(command, batch.as_bytes())
    }

    /// An empty stage.
    fn clear(&self) -> Done {
        remove_tree(&self.stage)?;
        make_folder(&self.stage)
    }

    /// What stands where something is touched, and at the folders above: rsync is asked for each, in one look.
    fn stands(&self, touched: &Touched<'_>) -> Done<Held> {
        self.clear()?;
        let how = ["-nlDdI", "--no-implied-dirs", "--ignore-missing-args", "--out-format=%i %n"];
        let mut command = self.rsync(&how);
        command.args(["--from0", "--files-from=-"]).arg(self.place("")).arg(within(&self.stage));
        let paths: Vec<&str> = touched.folders().into_iter().chain(touched.paths()).collect();
        let told = match ended(command, paths.join("\0").as_bytes())? {
            Ok(told) => told,
            Err(failed) if failed.finds_no_folder() => String::new(),
            Err(failed) if failed.finds_a_file_above() => failed.output,
            Err(failed) => return Err(Failure::own(failed.told())),
        };
        let one = |line: &str| {
            let (change, path) = line.split_once(' ').filter(|(change, _)| change.len() == 11)?;
            let stands = match change.as_bytes()[1] {
                b'f' => Stands::File,
                b'd' => Stands::Folder,
                _ => Stands::Other,
            };
            Some((path.trim_end_matches('/').to_owned(), stands))
        };
        Ok(held(told.lines().filter_map(one)))
    }

    /// The same by sftp, which follows links but when it lists a folder: all folders are listed in which something is
    /// touched, in one look.
    fn listed(&self, touched: &Touched<'_>) -> Done<Held> {
        let list = |folder: String| Ok(format!("-ls -lan {}\n", quoted(&folder)?));
        let below = touched.folders().into_iter().map(|folder| self.remote(folder));
        let folders = [self.way.path.clone()].into_iter().chain(below);
        let told = self.sftp(&folders.map(list).collect::<Done<String>>()?)?;
        let root = self.remote("");
        let one = |line: &str| {
            let stands = match line.as_bytes().first()? {
                b'-' => Stands::File,
                b'd' => Stands::Folder,
                b'l' | b'b' | b'c' | b'p' | b's' => Stands::Other,
                _ => return None,
            };
            let path = after_columns(line)?.strip_prefix(&root)?;
            let is_itself = matches!(path.rsplit('/').next(), None | Some("" | "." | ".."));
            (!is_itself).then(|| (path.to_owned(), stands))
        };
        Ok(held(told.lines().filter_map(one)))
    }

    /// Puts files on the stage, under the names that they will have.
    fn fill(&self, files: &[&File]) -> Done {
        self.clear()?;
        files.iter().try_for_each(|file| {
            let to = self.stage.join(&file.path);
            make_folder(to.parent().unwrap_or(&self.stage))?;
            file.copy(&to)?;
            disk::open_to_all(&to)
        })
    }

    /// Sends what is on the stage.
    fn send_stage(&self, paths: &[&str]) -> Done {
        match self.tool {
            // A file that is the same there, since a run was broken off, is not sent again.
            SshTool::Rsync => {
                let mut command = self.rsync(&["-rc", "--chmod=D755,F644"]);
                command.arg(within(&self.stage)).arg(self.place(""));
                run(command, b"").map(drop)
            }
            SshTool::Sftp => self.sftp(&self.batch(paths)?).map(drop),
        }
    }

    /// sftp's commands for what is on the stage.
    fn batch(&self, paths: &[&str]) -> Done<String> {
        let mut batch = String::new();
        let folders: BTreeSet<&str> = paths.iter().flat_map(|path| above(path)).collect();
        batch.push_str(&format!("-mkdir {}\n", quoted(&self.way.path)?));
        for folder in folders {
            batch.push_str(&format!("-mkdir {}\n", quoted(&self.remote(folder))?));
        }
        for path in paths {
            let (from, to) = (self.stage.join(path).display().to_string(), self.remote(path));
            let (new, from) = (quoted(&format!("{to}{NEW}"))?, quoted(&from)?);
            batch.push_str(&format!("put {from} {new}\nrename {new} {}\n", quoted(&to)?));
        }
        Ok(batch)
    }
}

impl Remote for Ssh {
    fn fetch(&self, path: &str) -> Done<Option<Vec<u8>>> {
        self.clear()?;
        let to = self.stage.join(path);
        match self.tool {
            SshTool::Rsync => {
                let mut command = self.rsync(&["--ignore-missing-args"]);
                command.arg(self.place(path)).arg(&to);
                match ended(command, b"")? {
                    Err(failed) if failed.finds_no_folder() => return Ok(None),
                    ended => ended.map_err(|failed| Failure::own(failed.told()))?,
                };
            }
            SshTool::Sftp => {
                let batch = format!("-get {} {}\n", quoted(&self.remote(path))?, quoted(&to.display().to_string())?);
                self.sftp(&batch)?;
            }
        }
        disk::read_if_there(&to)
    }

    fn note(&self, text: &[u8]) -> Done {
        self.clear()?;
        disk::write(&self.stage.join(DEPLOYED), text)?;
        self.send_stage(&[DEPLOYED])
    }

    fn stamp(&self, file: &File) -> Fingerprint {
        file.hash
    }

    fn taken(&self, touched: &Touched<'_>) -> Done<Vec<String>> {
        Ok(match self.tool {
            SshTool::Rsync => touched.taken(&self.stands(touched)?, None),
            SshTool::Sftp => touched.taken(&self.listed(touched)?, Some(NEW)),
        })
    }

    fn send(&self, files: &[&File], sent: &(dyn Fn(&File) -> Done + Sync)) -> Done {
        self.fill(files)?;
        let paths: Vec<&str> = files.iter().map(|file| file.path.as_str()).collect();
        self.send_stage(&paths)?;
        self.clear()?;
        files.iter().try_for_each(|file| sent(file))
    }

    fn remove(&self, paths: &[&str]) -> Done {
        if paths.is_empty() {
            return Ok(());
        }
        self.clear()?;
        match self.tool {
            SshTool::Rsync => {
                // What is not here is removed there; only the folders must be here.
                let folders = paths.iter().flat_map(|path| above(path)).map(|folder| self.stage.join(folder));
                folders.collect::<BTreeSet<_>>().iter().try_for_each(|folder| make_folder(folder))?;
                let mut command =
                    self.rsync(&["--no-implied-dirs", "--delete-missing-args", "--from0", "--files-from=-"]);
                command.arg(within(&self.stage)).arg(self.place(""));
                run(command, paths.join("\0").as_bytes()).map(drop)
            }
            SshTool::Sftp => {
                let remove = |path: &&str| {
                    let new = format!("{path}{NEW}");
                    Ok(format!("-rm {}\n-rm {}\n", quoted(&self.remote(path))?, quoted(&self.remote(&new))?))
                };
                self.sftp(&paths.iter().map(remove).collect::<Done<String>>()?).map(drop)
            }
        }
    }

    fn holds(&self) -> Done<BTreeMap<String, u64>> {
        if self.tool == SshTool::Sftp {
            return Err(Failure::own(say!(
                "--check 要用 rsync，sftp 列不出整个目录",
                "--check needs rsync; sftp cannot list a whole folder"
            )));
        }
        self.clear()?;
        let mut command = self.rsync(&["-rnI", "--out-format=%l %n"]);
        command.arg(self.place("")).arg(within(&self.stage));
        let told = run(command, b"")?;
        let file = |line: &str| {
            let (length, path) = line.split_once(' ')?;
            (!path.ends_with('/')).then(|| Some((path.to_owned(), length.parse().ok()?)))?
        };
        Ok(told.lines().filter_map(file).collect())
    }
}

/// What is in a folder, for rsync.
fn within(folder: &FilePath) -> OsString {
    let mut within = OsString::from(folder);
    within.push("/");
    within
}

/// What a line of sftp's long listing has behind its columns: mode, links, owner, group, length, month, day, time.
fn after_columns(line: &str) -> Option<&str> {
    let column = |rest: &str| rest.find(' ').map(|end| rest.len() - rest[end..].trim_start().len());
    let mut rest = line;
    for _ in 0..7 {
        rest = &rest[column(rest)?..];
    }
    rest.split_once(' ').map(|(_, path)| path)
}

/// A name for sftp, which reads lines. Within quotation marks stars and the like stand for themselves.
fn quoted(path: &str) -> Done<String> {
    if path.contains(['\n', '\r']) {
        let path = path.replace(['\n', '\r'], " ");
        return Err(Failure::own(say!(
            "sftp 发不了名称里有换行的文件：{path}",
            "sftp cannot send a file with a line break in its name: {path}"
        )));
    }
    Ok(format!("\"{}\"", path.replace('\\', "\\\\").replace('"', "\\\"")))
}
