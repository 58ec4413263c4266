//! Why we cannot be told of changes, and what can be done about it.

use crate::diag::Text;
use crate::say;
use notify::{Error, ErrorKind};
use rustix::io::Errno;

/// The folder stands on a disk that others can write to past this system.
pub(super) fn far_away(disk: &str) -> Text {
    say!(
        "站点文件夹在 {disk} 磁盘上，系统收不到那里的改动通知；改为每秒检查一次",
        "the site's folder is on a {disk} disk, which tells of no changes; looking once a second instead"
    )
}

/// The system refused.
pub(super) fn system(cause: &Error) -> Text {
    let number = match &cause.kind {
        ErrorKind::MaxFilesWatch => Some(Errno::NOSPC),
        ErrorKind::Io(cause) => Errno::from_io_error(cause),
        _ => None,
    };
    match number {
        Some(Errno::NOSPC) => limit("max_user_watches", 524_288),
        Some(Errno::MFILE | Errno::NFILE) => limit("max_user_instances", 1024),
        _ => say!(
            "系统不通知文件的改动（{cause}）；改为每秒检查一次",
            "the system does not tell of changes ({cause}); looking once a second instead"
        ),
    }
}

/// A limit of the system's is reached: how high it is, and how it is raised.
fn limit(name: &str, enough: u64) -> Text {
    let now = now(name);
    let enough = now.map_or(enough, |now| enough.max(now * 4));
    let (zh, en) = now.map_or_else(Default::default, |now| (format!("，现为 {now}"), format!(", now {now}")));
    say!(
        "系统监视文件的上限已到（fs.inotify.{name}{zh}）；改为每秒检查一次。\
         提高上限：sudo sysctl fs.inotify.{name}={enough}",
        "the system's limit for watching files is reached (fs.inotify.{name}{en}); looking once a second instead. \
         To raise it: sudo sysctl fs.inotify.{name}={enough}"
    )
}

#[expect(clippy::disallowed_methods, reason = "a setting of the system's, not a file of the site's")]
fn now(name: &str) -> Option<u64> {
    std::fs::read_to_string(format!("/proc/sys/fs/inotify/{name}")).ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::super::tests::{PATIENCE, Site};
    use super::super::{Hint, Means, Watch};
    use super::*;
    use std::process::Command;

    #[test]
    fn a_limit_is_named_with_the_way_to_raise_it() {
        let io = |number: Errno| system(&Error::io(number.into()));
        assert_eq!(io(Errno::NOSPC), system(&Error::new(ErrorKind::MaxFilesWatch)));
        let text = io(Errno::NOSPC);
        assert!(text.zh.contains("sudo sysctl fs.inotify.max_user_watches=") && !text.zh.contains("No space"));
        assert!(text.en.contains("sudo sysctl fs.inotify.max_user_watches="));
        assert!(io(Errno::MFILE).en.contains("fs.inotify.max_user_instances"));
        assert!(io(Errno::NOMEM).en.contains("looking once a second"));
    }

    /// Says to the child of the test below which case it is to show.
    const CASE: &str = "XIANGWEI_TEST_LIMIT";

    /// Shows one of the cases below in a namespace of its own, where a limit of the system's is lowered. Nothing is shown
    /// where the system does not let us.
    #[track_caller]
    #[expect(clippy::disallowed_methods, reason = "the test runs itself")]
    fn under_limit(setting: &str, limit: usize, case: &str) {
        const NOT_LET: i32 = 77;
        let script = format!("echo {limit} > /proc/sys/user/{setting} || exit {NOT_LET}; exec \"$@\"");
        let program = std::env::current_exe().unwrap();
        let module = module_path!().split_once("::").unwrap().1;
        let run = Command::new("unshare")
            .args(["-Ur", "sh", "-c", &script, "sh"])
            .arg(program)
            .args(["--exact", &format!("{module}::limits_of_the_system_lead_to_polling")])
            .env(CASE, case)
            .output();
        let Ok(run) = run else { return };
        let said = String::from_utf8_lossy(&run.stdout) + String::from_utf8_lossy(&run.stderr);
        let ran = said.contains("running 1 test");
        let refused = !ran && matches!(run.status.code(), Some(1 | NOT_LET));
        assert!(refused || (ran && run.status.success()), "{said}");
    }

    /// The reason why we poll.
    fn polling(watch: &Watch) -> &str {
        match watch.means() {
            Means::Events => panic!("the limit was not felt"),
            Means::Polling(reason) => &reason.en,
        }
    }

    #[test]
    #[expect(clippy::disallowed_methods, reason = "a test is told as a child which case it shows")]
    fn limits_of_the_system_lead_to_polling() {
        match std::env::var(CASE).as_deref() {
            Ok("too_few_watches_at_first") => return too_few_watches_at_first(),
            Ok("too_few_watches_later") => return too_few_watches_later(),
            Ok("no_instance") => return no_instance(),
            Ok(_) => return what_is_watched_anew_takes_no_more(),
            Err(_) => {}
        }
        under_limit("max_inotify_watches", 2, "too_few_watches_at_first");
        under_limit("max_inotify_watches", 4, "too_few_watches_later");
        under_limit("max_inotify_instances", 0, "no_instance");
        under_limit("max_inotify_instances", 1, "what_is_watched_anew_takes_no_more");
        under_limit("max_inotify_watches", 3, "what_is_watched_anew_takes_no_more");
    }

    fn too_few_watches_at_first() {
        let mut site = Site::new(&["content/a/b/c/d.md"]);
        assert!(polling(&site.watch).contains("sudo sysctl fs.inotify.max_user_watches="));
        assert_eq!(site.watch.next(PATIENCE), Some(Hint::default()));
    }

    fn too_few_watches_later() {
        let mut site = Site::new(&["content/a.md"]);
        assert_eq!(site.watch.means(), &Means::Events);
        site.write("content/a/b/c/d.md");
        assert_eq!(site.watch.next(PATIENCE), Some(Hint::default()));
        assert!(polling(&site.watch).contains("fs.inotify.max_user_watches"));
    }

    fn no_instance() {
        let site = Site::new(&["content/a.md"]);
        assert!(polling(&site.watch).contains("sudo sysctl fs.inotify.max_user_instances="));
    }

    fn what_is_watched_anew_takes_no_more() {
        let mut site = Site::new(&["content/0/a.md"]);
        for n in 0..9 {
            site.rename(&format!("content/{n}"), &format!("content/{}", n + 1));
            site.anew();
        }
    }
}
