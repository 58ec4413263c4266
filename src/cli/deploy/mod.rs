//! `xiangwei deploy`: what would change, shown; then sent.

mod audited;

use super::End;
use super::args::{Deploy as Args, FormArg, ResultArg};
use super::build::pool;
use super::rules::{is_whole, published};
use super::screen::{ProgressLine, Screen, count, named};
use crate::build::Published;
use crate::config::{BucketWay, Config, DeployTarget, Way};
use crate::deploy::{Checked, Deployed, Encoding, File, Plan, Release, Secrets, Target};
use crate::diag::{Failure, Severity};
use crate::say;
use crate::world::World;
use serde_json::json;
use std::collections::BTreeSet;
use std::time::Instant;

use audited::{audited, follows, is_the_same};

/// So many paths of each sort are listed, unless nothing but the list was asked for.
const LISTED: usize = 20;

pub(super) fn run(args: &Args, screen: Screen) -> Result<End, Failure> {
    let begun = Instant::now();
    let world = World::open(&args.built.root)?;
    let Some((target, address)) = chosen(args, &world, screen)? else { return Ok(End::WithFaults) };
    let secrets = if let Way::Bucket(way) = &target.way { Some(secrets(way)?) } else { None };
    let out = args.built.out.clone().unwrap_or_else(|| world.root().join("public"));
    let mut place = Target::open(&target, (&world, &out), (secrets, usize::from(args.jobs)))?;
    if !args.dry_run {
        place.hold()?;
    }
    if args.rollback {
        return rolled_back(&place, address, (args, screen));
    }
    let audit = if args.no_check { None } else { audited(&args.built, screen)? };
    if audit.is_none() && !args.no_check {
        return Ok(End::WithFaults);
    }
    let site = published(&args.built, screen)?;
    if audit.as_ref().is_some_and(|audited| !is_the_same(&site, audited, screen)) || !is_whole(&site, screen)? {
        return Ok(End::WithFaults);
    }
    let sending = Sending { args, screen, place: &place, site: &site, world: &world, begun };
    pool(None)?.install(|| sending.run(&Release::of(&site, target.extras)?))
}

fn rolled_back(place: &Target, address: String, (args, screen): (&Args, Screen)) -> Result<End, Failure> {
    let deployed = place.deployed()?;
    // The site may have been built for another address than that of its settings.
    let is_other = deployed.site.as_ref().is_some_and(|site| *site != address);
    let built = if is_other && !args.yes { published(&args.built, screen).ok() } else { None };
    let address = built.map_or(address, |site| site.portal.config.site.address.whole());
    if !args.yes && is_of_another(&deployed, &address, screen) {
        return Ok(End::WithFaults);
    }
    let number = place.roll_back()?;
    let (zh, en) = (format!("已退回第 {number} 代\n"), format!("back to generation {number}\n"));
    screen.print(screen.say(&zh, &en));
    Ok(End::Well)
}

/// Whether another site is at a target, which is told.
fn is_of_another(deployed: &Deployed, ours: &str, screen: Screen) -> bool {
    let other = deployed.site.as_ref().filter(|site| *site != ours);
    if let Some(theirs) = other {
        let zh = format!("目标里是 {theirs}，不是 {ours}；确实要动它时加 --yes\n");
        let en = format!("{theirs} is at the target, not {ours}; add --yes if it is meant all the same\n");
        screen.tell(screen.say(&zh, &en));
    }
    other.is_some()
}

/// The target that was named, and the site's address; the faults of the settings are told.
fn chosen(args: &Args, world: &World, screen: Screen) -> Result<Option<(DeployTarget, String)>, Failure> {
    let (config, faults) = Config::load(world, None)?;
    screen.diagnostics(faults.iter(), FormArg::Human, world);
    if count(&faults, Severity::Error) > 0 {
        return Ok(None);
    }
    let name = &args.target;
    let names: Vec<&str> = config.deploy.iter().map(|target| target.name.as_str()).collect();
    let (zh, en) = (names.join("、"), names.join(", "));
    let found = config.deploy.iter().find(|target| target.name == *name).cloned();
    found.map(|target| Some((target, config.site.address.whole()))).ok_or_else(|| {
        Failure::own(say!(
            "xiangwei.yaml 的“部署”里没有目标“{name}”（有：{zh}）",
            "there is no target `{name}` under `deploy` in xiangwei.yaml (there are: {en})"
        ))
    })
}

/// What opens a bucket, from the variables that the settings name.
#[expect(clippy::disallowed_methods, reason = "the command line may read the environment")]
fn secrets(way: &BucketWay) -> Result<Secrets, Failure> {
    let value = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
    let required = |name: &str| {
        value(name).ok_or_else(|| {
            Failure::own(say!(
                "环境变量 {name} 没有值，它应是存储桶的密钥",
                "the environment has no {name}, which holds a key of the bucket"
            ))
        })
    };
    let [access_key, secret_key, session_token] = &way.variables;
    Ok(Secrets {
        access_key: required(access_key)?,
        secret_key: required(secret_key)?,
        session_token: value(session_token),
    })
}

/// One run, once the target is open.
struct Sending<'a> {
    args: &'a Args,
    screen: Screen,
    place: &'a Target,
    site: &'a Published,
    world: &'a World,
    begun: Instant,
}

impl Sending<'_> {
    fn run(&self, release: &Release) -> Result<End, Failure> {
        let (args, screen) = (self.args, self.screen);
        let mut deployed = self.place.deployed()?;
        let checked = if args.check { self.place.check(&mut deployed, release)? } else { Checked::default() };
        let plan = self.place.plan(release, &deployed);
        if args.format == ResultArg::Human {
            screen.print(&self.shown(&plan, &checked));
        }
        if !args.yes && self.doubts(release, &deployed, &plan) && !args.dry_run {
            screen.tell(screen.say("没有部署\n", "nothing was sent\n"));
            return Ok(End::WithFaults);
        }
        if !args.no_check && !plan.is_empty() {
            let online = self.place.online()?;
            if !follows(self.site, online.as_deref(), (self.world, screen)) {
                return Ok(End::WithFaults);
            }
        }
        let carried = if args.dry_run { Vec::new() } else { self.send(release, &plan, deployed)? };
        if args.no_check {
            screen.tell(screen.say("用了 --no-check：没有检查\n", "--no-check was given: the site was not audited\n"));
        }
        screen.print(&self.summary(&plan, &checked, &carried));
        Ok(End::Well)
    }

    /// Whether this is more often a mistake than meant, which is told.
    fn doubts(&self, release: &Release, deployed: &Deployed, plan: &Plan<'_>) -> bool {
        let screen = self.screen;
        let is_of_another = is_of_another(deployed, &release.site, screen);
        if plan.removes_much() {
            let zh = "会移除超过五分之一的文件；确实要移除时加 --yes\n";
            let en = "more than a fifth of the files would be removed; add --yes if that is meant\n";
            screen.tell(screen.say(zh, en));
        }
        is_of_another || plan.removes_much()
    }

    /// Sends, and tells of the files that are not ours and came along.
    fn send(&self, release: &Release, plan: &Plan<'_>, deployed: Deployed) -> Result<Vec<String>, Failure> {
        let line = ProgressLine::new(self.screen, self.args.format == ResultArg::Human);
        let sent = self.place.run(release, plan, deployed, &line);
        line.clear();
        let carried = sent?;
        if self.args.format == ResultArg::Human {
            self.screen.print(&self.listed(self.screen.say("带上", "carried"), &carried));
        }
        Ok(carried)
    }

    /// What will be done, path by path.
    fn shown(&self, plan: &Plan<'_>, checked: &Checked) -> String {
        let screen = self.screen;
        // A compressed form goes with its plain file, and is only counted.
        let is_plain = |file: &&&File| file.encoding.is_none();
        let paths = |files: &[&File]| files.iter().filter(is_plain).map(|file| file.path.clone()).collect::<Vec<_>>();
        let parts = [
            (screen.say("不符", "wrong  "), checked.wrong.clone()),
            (screen.say("外来", "foreign"), checked.foreign.clone()),
            (screen.say("新增", "add    "), paths(&plan.added)),
            (screen.say("更改", "change "), paths(&plan.changed)),
            (screen.say("移除", "remove "), plain(&plan.removed)),
        ];
        parts.iter().map(|(word, paths)| self.listed(word, paths)).collect()
    }

    /// Paths, each behind a word: as many as one reads.
    fn listed(&self, word: &str, paths: &[String]) -> String {
        let limit = if self.args.dry_run { usize::MAX } else { LISTED };
        let mut text: String = paths.iter().take(limit).map(|path| format!("{word} {}\n", named(path))).collect();
        let more = paths.len().saturating_sub(limit);
        if more > 0 {
            let (zh, en) = (format!("{word} ……另有 {more} 个\n"), format!("{word} … and {more} more\n"));
            text.push_str(self.screen.say(&zh, &en));
        }
        text
    }

    fn summary(&self, plan: &Plan<'_>, checked: &Checked, carried: &[String]) -> String {
        let (added, changed, removed) = (plan.added.len(), plan.changed.len(), plan.removed.len());
        let (unchanged, seconds) = (plan.unchanged, self.begun.elapsed().as_secs_f64());
        if self.args.format == ResultArg::Json {
            let paths = |files: &[&File]| files.iter().map(|file| file.path.clone()).collect::<Vec<_>>();
            let object = json!({
                "target": self.args.target, "sent": !self.args.dry_run,
                "added": paths(&plan.added), "changed": paths(&plan.changed), "removed": plan.removed,
                "unchanged": unchanged, "wrong": checked.wrong, "foreign": checked.foreign,
                "carried": carried, "audited": !self.args.no_check,
                "seconds": (seconds * 1000.0).round() / 1000.0,
            });
            return format!("{object}\n");
        }
        let (zh, en) = if self.args.dry_run { ("将要", "would be done") } else { ("完成", "done") };
        let zh =
            format!("{zh}：新增 {added}，更改 {changed}，移除 {removed}，未变 {unchanged}，用时 {seconds:.2} 秒\n");
        let en = format!(
            "{en}: {added} added, {changed} changed, {removed} removed, {unchanged} unchanged, {seconds:.2} s\n"
        );
        self.screen.say(&zh, &en).to_owned()
    }
}

/// Paths without those of compressed forms.
fn plain(paths: &BTreeSet<String>) -> Vec<String> {
    let plain_of = |path: &str| {
        let (plain, ending) = path.rsplit_once('.')?;
        Encoding::ALL.iter().any(|encoding| encoding.ending() == ending).then(|| plain.to_owned())
    };
    let is_plain = |path: &&String| plain_of(path).is_none_or(|plain| !paths.contains(&plain));
    paths.iter().filter(is_plain).cloned().collect()
}
