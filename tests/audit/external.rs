//! `check --external`: which addresses are asked, how often and how fast, what is kept, and where what is found stands.

use super::cases::{report, run};
use super::hosts::{Hosts, Waits};
use crate::support::Site;
use std::collections::BTreeMap;
use xiangwei::audit::report::{Outside, Report};
use xiangwei::build::{Against, Network, Order, Progress, Stage, check};
use xiangwei::diag::{Code, Rule, Sources as _, Span};
use xiangwei::net::Names;
use xiangwei::world::World;

/// A day in 2024, in seconds.
const NOW: i64 = 1_735_000_000;

struct Quiet;

impl Progress for Quiet {
    fn stage(&self, _: Stage) {}
    fn made(&self, _: usize) {}
    fn waiting(&self) {}
}

fn checked(site: &Site, names: Names, clock: &Waits) -> Report {
    let order = Order { date: Some("2024-12-31".parse().unwrap()), ..Order::of(site.root()) };
    let network = Network { names, clock };
    check(&order, &Against { network: Some(&network), ..Against::default() }, &Quiet).unwrap().report
}

fn outside(report: &Report) -> Outside {
    report.outside.expect("the site was built")
}

/// The findings of these rules, as `code path:line pages`.
fn told(site: &Site, report: &Report) -> Vec<String> {
    let world = World::open(site.root()).unwrap();
    let rules = [Rule::OutsideGone, Rule::OutsideMoved, Rule::OutsideBroken, Rule::OutsideUnreached];
    let mut told = Vec::new();
    for finding in &report.findings {
        let Code::Rule(rule) = finding.told.code else { continue };
        let path = finding.told.place.path().map_or_else(String::new, |path| path.to_string());
        let line = |span: Span| world.source(&path).unwrap().text[..span.range().start].matches('\n').count() + 1;
        let line = finding.told.place.span().map_or_else(|| "-".to_owned(), |span| line(span).to_string());
        if rules.contains(&rule) {
            told.push(format!("{} {path}:{line} {}", rule.word(), finding.pages.len()));
        }
    }
    told.sort();
    told
}

/// A site whose document links to these addresses, one a line, from its fourth line on.
fn linking(addresses: &[&str]) -> Site {
    let links: String = addresses.iter().map(|address| format!("[甲]({address})\n")).collect();
    Site::small(&format!("//- /content/a.md\n---\ntitle: 甲\n---\n{links}"))
}

#[test]
fn what_is_found_stands_where_it_is_written() {
    let site = Site::small(
        "//- /content/a.md\n---\ntitle: 甲\n---\n[一](http://a.example.gov.cn/1#二)，见 http://a.example.gov.cn/2。\n\n[三][x]\n\n[x]: http://a.example.gov.cn/1\n\
         //- /content/b.md\n---\ntitle: 乙\n---\n<a href=\"http://a.example.gov.cn/1\">一</a>\n\
         //- /content/c.md\n---\ntitle: 丙\ndraft: true\n---\n[一](http://a.example.gov.cn/1)\n",
    );
    let frame = std::fs::read_to_string(site.path("themes/plain/templates/frame.html")).unwrap();
    site.write("themes/plain/templates/frame.html", frame + "<a href=\"http://b.example.gov.cn/{{ 1 + 1 }}\">二</a>\n");
    let hosts = Hosts::of(
        "http://a.example.gov.cn/1 404\nhttp://a.example.gov.cn/2 200\nhttp://b.example.gov.cn/2 301 /3\nhttp://b.example.gov.cn/3 200",
    );
    let report = checked(&site, hosts.names(), &Waits::from(NOW));
    let told = told(&site, &report);
    let (computed, written): (Vec<_>, Vec<_>) = told.into_iter().partition(|one| one.starts_with("outside-moved"));
    assert_eq!(
        written,
        ["outside-gone content/a.md:4 0", "outside-gone content/a.md:8 0", "outside-gone content/b.md:4 0"]
    );
    // Nobody wrote this address: it is told of the pages that show it.
    assert!(computed.len() == 1 && !computed[0].ends_with(" 0"), "{computed:?}");
    assert_eq!(outside(&report), Outside { addresses: 3, asked: 3, left: 0, network: true });
    let asked = [
        "GET a.example.gov.cn/1",
        "HEAD a.example.gov.cn/1",
        "HEAD a.example.gov.cn/2",
        "HEAD b.example.gov.cn/2",
        "HEAD b.example.gov.cn/3",
    ];
    assert_eq!(hosts.heard(), asked);
}

#[test]
fn an_answer_is_kept_and_one_that_failed_not_for_long() {
    let site = linking(&["http://a.example.gov.cn/1", "http://a.example.gov.cn/2"]);
    let hosts = Hosts::of("http://a.example.gov.cn/1 200\nhttp://a.example.gov.cn/2 500");
    let clock = Waits::from(NOW);
    let after = |days: i64| {
        clock.days(days);
        let report = checked(&site, hosts.names(), &clock);
        (told(&site, &report).len(), hosts.heard().len())
    };
    assert_eq!([after(0), after(0)], [(1, 3), (1, 0)]);
    hosts.now_say("http://a.example.gov.cn/2 200");
    assert_eq!([after(1), after(28), after(1), after(1)], [(0, 1), (0, 0), (0, 1), (0, 1)]);
}

#[test]
fn a_host_is_asked_one_thing_at_a_time_with_pauses() {
    let site = linking(&["http://a.example.gov.cn/1", "http://a.example.gov.cn/2", "http://b.example.gov.cn/1"]);
    site.write("xiangwei.yaml", "site: { name: 示例, url: https://www.example.gov.cn/ }\ntheme: plain\noutputs: { search: false }\naudit: { thresholds: { external_pause: 7 } }\n");
    let hosts = Hosts::of(
        "http://a.example.gov.cn/1 405|200\nhttp://a.example.gov.cn/2 200\nhttp://b.example.gov.cn/1 302 http://a.example.gov.cn/2",
    );
    let clock = Waits::from(NOW);
    checked(&site, hosts.names(), &clock);
    // The first host is asked four times, the other one once.
    assert_eq!((hosts.heard().len(), clock.taken()), (5, vec![7, 7, 7]));
}

#[test]
fn a_host_that_wants_time_is_given_it() {
    let site = linking(&["http://a.example.gov.cn/1", "http://a.example.gov.cn/2", "http://b.example.gov.cn/1"]);
    let hosts = Hosts::of(
        "http://a.example.gov.cn/1 429 after 7200\nhttp://a.example.gov.cn/2 200\nhttp://b.example.gov.cn/1 503 after 20 then 200",
    );
    let clock = Waits::from(NOW);
    let first = checked(&site, hosts.names(), &clock);
    assert_eq!(outside(&first), Outside { addresses: 3, asked: 1, left: 2, network: true });
    assert_eq!((hosts.heard().len(), clock.taken()), (3, vec![20]));
    let second = checked(&site, hosts.names(), &clock);
    assert_eq!((outside(&second).left, hosts.heard()), (2, vec![]));
    hosts.now_say("http://a.example.gov.cn/1 200");
    clock.days(1);
    let third = checked(&site, hosts.names(), &clock);
    assert_eq!((outside(&third).left, hosts.heard().len()), (0, 2));
    assert!([first, second, third].iter().all(|report| told(&site, report).is_empty()));
}

#[test]
fn a_host_that_is_not_reached_is_not_tried_again_and_again() {
    let site = linking(&[
        "http://a.example.gov.cn/1",
        "http://b.example.gov.cn/1",
        "http://b.example.gov.cn/2",
        "http://c.example.gov.cn/1",
    ]);
    let hosts = Hosts::of(
        "http://a.example.gov.cn/1 200\nhttp://b.example.gov.cn/1 unknown\nhttp://c.example.gov.cn/1 refused",
    );
    let (report, clock) = (checked(&site, hosts.names(), &Waits::from(NOW)), Waits::from(NOW));
    let unreached = [5, 6, 7].map(|line| format!("outside-unreached content/a.md:{line} 0"));
    assert_eq!(told(&site, &report), unreached);
    assert_eq!((hosts.heard().len(), clock.taken()), (1, vec![]));
}

#[test]
fn without_a_network_nothing_is_concluded() {
    let many: Vec<String> = (0..40).map(|number| format!("http://a{number}.example.gov.cn/")).collect();
    let many: Vec<&str> = many.iter().map(String::as_str).collect();
    let site = linking(&many);
    let clock = Waits::from(NOW);
    let nothing = || Names::Table(BTreeMap::new());
    let report = checked(&site, nothing(), &clock);
    assert_eq!((outside(&report).network, told(&site, &report)), (false, vec![]));
    // It was given up long before the last of them.
    assert!(outside(&report).left > 10, "{:?}", outside(&report));
    // What answered before, and does now, shows that there is a network, and that a host is really gone.
    let hosts = Hosts::of(&many.iter().map(|url| format!("{url} 200\n")).collect::<String>());
    checked(&site, hosts.names(), &clock);
    let gone = "http://gone.example.gov.cn/";
    site.write("content/b.md", format!("---\ntitle: 乙\n---\n[乙]({gone})\n"));
    let report = checked(&site, hosts.names(), &clock);
    assert_eq!(
        (outside(&report).network, told(&site, &report)),
        (true, vec!["outside-unreached content/b.md:4 0".to_owned()])
    );
    // The network goes; what was known is still told, and a new address is not.
    site.write("content/c.md", "---\ntitle: 丙\n---\n[丙](http://new.example.gov.cn/)\n");
    let report = checked(&site, nothing(), &clock);
    assert_eq!((outside(&report).network, told(&site, &report).len()), (false, 1));
}

#[test]
fn inner_addresses_and_those_with_a_password_are_not_asked() {
    let inner =
        ["http://127.0.0.1/", "http://10.0.0.1/a", "http://localhost/", "http://oa/", "http://a:b@c.example.gov.cn/"];
    let site = linking(&[&inner[..], &["http://c.example.gov.cn/"], &["mailto:a@example.gov.cn"]].concat());
    let hosts = Hosts::of("http://c.example.gov.cn/ 302 http://127.0.0.1/");
    let report = checked(&site, hosts.names(), &Waits::from(NOW));
    assert_eq!((outside(&report).addresses, hosts.heard()), (1, vec!["HEAD c.example.gov.cn/".to_owned()]));
    let of = |rule| report.findings.iter().filter(|one| one.told.code == Code::Rule(rule)).count();
    assert_eq!((of(Rule::OutsidePrivate), of(Rule::OutsideBroken)), (4, 1));
}

#[test]
fn a_certificate_that_nobody_vouches_for_is_told() {
    let server = crate::deploy::self_signed();
    let site = linking(&["https://a.example.gov.cn/"]);
    let here = std::net::SocketAddr::from(([127, 0, 0, 1], server.port));
    let names = Names::Table(BTreeMap::from([("a.example.gov.cn".to_owned(), here)]));
    let report = checked(&site, names, &Waits::from(NOW));
    assert_eq!(
        (outside(&report).network, told(&site, &report)),
        (true, vec!["outside-unreached content/a.md:4 0".to_owned()])
    );
    let told = report.findings.iter().find(|one| one.told.code == Code::Rule(Rule::OutsideUnreached)).unwrap();
    assert!(told.told.message.en.contains("TLS certificate"), "{:?}", told.told.message);
}

#[test]
fn nothing_is_asked_unless_somebody_wants_it() {
    let site = Site::small("");
    assert!(report(&run(&site, &[]))["looked_at"]["outside"].is_null());
    let asked = report(&run(&site, &["--external"]));
    assert_eq!(asked["looked_at"]["outside"]["addresses"], 0, "{asked}");
}
