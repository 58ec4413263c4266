//! Outside links lead to something: what their hosts answered.

use crate::audit::Auditor;
use crate::diag::{Code, Diagnostic, Place, Rule, Text};
use crate::net::{Found, Trouble};
use crate::say;

/// What is told of an address and of what became of it. Where a host refuses to tell us, nothing is.
pub(in crate::audit) fn look(url: &str, found: &Found, auditor: &Auditor<'_>) -> Option<Diagnostic> {
    let (rule, told, help) = match found {
        Found::Well | Found::Silent(_) => return None,
        Found::Gone(status) => gone(url, *status),
        Found::Moved(to) => moved(url, to),
        Found::Failing(status) => {
            broken(say!("{url} 的服务器出错（{status}）", "the server of {url} has a fault ({status})"))
        }
        Found::Circling => broken(say!("{url} 来回跳转，打不开", "{url} leads on and on, and to no page")),
        Found::Inward(to) => broken(say!(
            "{url} 跳转到公众打不开的内部地址 {to}",
            "{url} leads on to {to}, an inner address that the public cannot open"
        )),
        Found::Unreached(trouble) => unreached(url, trouble),
    };
    let told = Diagnostic::new(Code::Rule(rule), Place::Nowhere, told).help(help);
    auditor.wants(rule).then_some(told)
}

type Told = (Rule, Text, Text);

fn gone(url: &str, status: u16) -> Told {
    let told = say!("{url} 已经没有了（{status}）", "{url} is gone ({status})");
    (Rule::OutsideGone, told, say!("改为现在的地址，或去掉链接", "link to where it is now, or take the link out"))
}

fn moved(url: &str, to: &str) -> Told {
    let told = say!("{url} 已永久迁到 {to}", "{url} has moved to {to} for good");
    let help = say!("核对新地址的内容，再改链接", "see that the new address holds the same, and link to it");
    (Rule::OutsideMoved, told, help)
}

fn broken(told: Text) -> Told {
    let help = say!(
        "过一段时间再查；一直打不开的，联系对方，或去掉链接",
        "check again some time later; if it stays so, tell them, or take the link out"
    );
    (Rule::OutsideBroken, told, help)
}

fn unreached(url: &str, trouble: &Trouble) -> Told {
    let Text { zh, en } = trouble.told();
    let told = say!("{url} 没有打开：{zh}", "{url} was not reached: {en}");
    let help = say!(
        "也可能是本机网络的问题：换一个网络再打开一次；确实打不开的，改正或去掉链接",
        "this machine's network may be at fault: open it from another one; if it stays so, put the link right or take it out"
    );
    (Rule::OutsideUnreached, told, help)
}
