//! `xiangwei serve` and `xiangwei build --watch`: build again whenever something changes.

use super::End;
use super::args::{Build, FormArg, Serve};
use super::build::{order, pool, show};
use super::screen::{ProgressLine, Screen};
use crate::build::{Builder, Cause, Extent, Faults, Guard, Order, Outcome, Progress, Stage};
use crate::config::Config;
use crate::diag::render::{self, Colours, Form};
use crate::diag::{Diagnostic, Failure, Once, Path, Severity};
use crate::portal::{Drafts, Scheduled};
use crate::serve::{BindFault, Live, Means, Server, Site, Watch};
use crate::world::World;
use std::collections::HashSet;
use std::path::PathBuf;
use std::time::{Duration, Instant};

/// The port that is tried when none was named.
const PORT: u16 = 4000;

/// After so long without a change the site is looked at all the same: the day may be another one.
const PATIENCE: Duration = Duration::from_secs(600);

/// `xiangwei build --watch`.
pub(super) fn watch(args: &Build, screen: Screen) -> Result<End, Failure> {
    let world = World::open(&args.root)?;
    let order = Order { extent: Extent::Stale, ..order(args) };
    let out = order.folder(&world);
    let beside: Vec<PathBuf> =
        [Some(out), Some(world.state_folder()), order.cache.clone()].into_iter().flatten().collect();
    let mut watch = Watch::start(world.root(), &beside)?;
    say_means(&watch, screen);
    let (pool, mut builder, mut said) = (pool(args.jobs)?, Builder::default(), Said::default());
    loop {
        let begun = Instant::now();
        let line = ProgressLine::new(screen, !args.quiet && args.format == FormArg::Human);
        let outcome = pool.install(|| builder.build(&order, &line));
        line.clear();
        match outcome {
            Ok(outcome) if said.is_news(&outcome) => show(&outcome, args, screen, begun)?,
            Err(failure) if said.is_new_trouble(&failure, screen) => screen.failure(&failure),
            _ => {}
        }
        watch.next(PATIENCE);
    }
}

/// `xiangwei serve`.
pub(super) fn serve(args: &Serve, screen: Screen) -> Result<End, Failure> {
    let world = World::open(&args.root)?;
    let preview = world.state_folder().join("preview");
    let order = preview_order(args, preview.join("site"), preview.join("cache"));
    let (config, _) = Config::load(&world, None)?;
    let mut watch = Watch::start(world.root(), &[world.state_folder(), world.root().join("public")])?;
    say_means(&watch, screen);
    let server = bind(args, screen, &Site { folder: preview.join("site"), base: config.site.address.base.clone() })?;
    let (url, live) = (server.url(), server.live());
    let running = server.start();
    #[expect(clippy::exit, reason = "a build under way need not be waited for: the next one mends what it left")]
    running.on_interrupt(move || {
        screen.tell("\n");
        std::process::exit(0);
    });
    screen.print(&format!("{} {url}\n", screen.say("预览（按 Ctrl-C 结束）：", "preview (Ctrl-C ends it):")));
    if args.open {
        open(&url, screen);
    }
    let (pool, mut builder, mut said) = (pool(args.jobs)?, Builder::default(), Said::default());
    loop {
        let begun = Instant::now();
        let showing = Showing { line: ProgressLine::new(screen, true), live: &live };
        let outcome = pool.install(|| builder.build(&order, &showing));
        showing.line.clear();
        match outcome {
            Ok(outcome) if said.is_news(&outcome) => tell(&outcome, (&world, screen), &live, begun),
            Err(failure) if said.is_new_trouble(&failure, screen) => {
                live.faults(&failure.show(screen.lang));
                screen.failure(&failure);
            }
            _ => {}
        }
        watch.next(PATIENCE);
    }
}

/// Tells the open pages as soon as the site is published; what is kept for the next build is written meanwhile.
struct Showing<'a> {
    line: ProgressLine,
    live: &'a Live,
}

impl Progress for Showing<'_> {
    fn stage(&self, stage: Stage) {
        self.line.stage(stage);
    }

    fn made(&self, of: usize) {
        self.line.made(of);
    }

    fn waiting(&self) {
        self.line.waiting();
    }

    fn published(&self, outcome: &Outcome) {
        let for_style = |(_, cause): &&(Path, Cause)| matches!(cause, Cause::Style(_));
        let styled: HashSet<&str> = outcome.made.iter().filter(for_style).map(|(path, _)| &**path).collect();
        let pages: Vec<String> =
            outcome.written.iter().filter(|path| !styled.contains(&***path)).map(|path| path.to_string()).collect();
        if !pages.is_empty() || !outcome.styles.is_empty() {
            self.live.published(&pages, &outcome.styles);
        }
    }
}

/// What was said last, so that looking again and finding the same says nothing.
#[derive(Default)]
struct Said {
    told: Option<Vec<Diagnostic>>,
    trouble: Option<String>,
}

impl Said {
    /// Whether a build made anything, or told something else than the last one.
    fn is_news(&mut self, outcome: &Outcome) -> bool {
        let is_same = self.told.as_ref() == Some(&outcome.diagnostics) && self.trouble.take().is_none();
        self.told = Some(outcome.diagnostics.clone());
        !(is_same && outcome.made.is_empty() && outcome.written.is_empty())
    }

    fn is_new_trouble(&mut self, failure: &Failure, screen: Screen) -> bool {
        let now = failure.show(screen.lang);
        self.trouble.replace(now.clone()) != Some(now)
    }
}

/// A preview stands in a folder of its own: drafts are never among what is deployed.
fn preview_order(args: &Serve, out: PathBuf, cache: PathBuf) -> Order {
    Order {
        root: args.root.clone(),
        out: Some(out),
        cache: Some(cache),
        base_url: None,
        date: args.date,
        drafts: if args.drafts { Drafts::Built } else { Drafts::LeftOut },
        scheduled: if args.future { Scheduled::Built } else { Scheduled::LeftOut },
        stops: Severity::Error,
        extent: Extent::Stale,
        faults: Faults::Spare,
        guard: Guard::Up,
    }
}

/// Listens at the port that was named; at the usual one or the next that is free when none was.
fn bind(args: &Serve, screen: Screen, site: &Site) -> Result<Server, Failure> {
    match (Server::bind(args.host, args.port.unwrap_or(PORT), site.clone()), args.port) {
        (Err(BindFault::Busy { port, free: Some(free) }), None) => {
            let zh = format!("端口 {port} 已被占用，改用 {free}\n");
            let en = format!("port {port} is in use; {free} it is\n");
            screen.tell(screen.say(&zh, &en));
            Ok(Server::bind(args.host, free, site.clone())?)
        }
        (bound, _) => Ok(bound?),
    }
}

/// Tells the terminal and the pages that are open.
fn tell(outcome: &Outcome, (world, screen): (&World, Screen), live: &Live, begun: Instant) {
    let errors = outcome.diagnostics.iter().filter(|one| one.severity() == Severity::Error);
    let sources = Once::new(world);
    let text: String =
        errors.map(|one| render::show(one, Form::Human(Colours::Plain), screen.lang, &sources)).collect();
    live.faults(&text);
    screen.diagnostics(outcome.diagnostics.iter(), FormArg::Human, world);
    let (made, written, seconds) = (outcome.made.len(), outcome.written.len(), begun.elapsed().as_secs_f64());
    let zh = format!("{seconds:.2} 秒：重新生成 {made} 个文件，{written} 个有变化\n");
    let en = format!("{seconds:.2} s: {made} files made, {written} changed\n");
    screen.print(screen.say(&zh, &en));
}

/// Says when changes are looked for every so often instead of being told by the system.
fn say_means(watch: &Watch, screen: Screen) {
    if let Means::Polling(why) = watch.means() {
        screen.tell(&format!("{}\n", why.show(screen.lang)));
    }
}

/// Opens an address in the browser; the address is our own.
#[expect(clippy::disallowed_methods, reason = "the person asked for it, and nothing that it does comes back to us")]
fn open(url: &str, screen: Screen) {
    let program = if cfg!(target_os = "macos") { "open" } else { "xdg-open" };
    if std::process::Command::new(program).arg(url).spawn().is_err() {
        screen.tell(screen.say("打不开浏览器\n", "cannot open a browser\n"));
    }
}
