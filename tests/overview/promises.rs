//! Promises of reports on both sides of their day, and what later reports say of them.

use crate::support::Site;
use crate::warm::made_again;
use std::collections::BTreeSet;

const SITE: &str = "\
//- /templates/commitments.html
{% set all = site.commitments.all %}{{ all.total }} {{ all.kept }} {{ all.rate }}
{% for state in all.states if state.count %}{{ state.code }} {{ state.count }}
{% endfor %}{% for year in site.commitments.years %}{{ year.year }}: {{ year.total }} {{ year.rate }}
{% endfor %}{% for one in site.commitments.publishers %}{{ one.name }}: {{ one.total }} {{ one.rate }}
{% endfor %}{% for promise in site.commitments.rows %}{{ promise.id }} {{ promise.state }} {{ promise.by.title }}{% for answer in promise.answers %} | {{ answer.by.year }} {{ answer.status }} {{ answer.note }}{% for one in answer.evidence %} {{ one.title }}@{{ one.url }}{% endfor %}{% endfor %}{% if promise.passed_over %} - {{ promise.passed_over.title }}{% endif %}
{% endfor %}
//- /templates/report.html
{% for promise in document.promises %}{{ promise.text }} {{ promise.due }} {{ promise.state_code }}{% for answer in promise.answers %} {{ answer.note }}{% endfor %}
{% endfor %}{% for one in document.fulfils %}<a href=\"{{ one.by.url }}\">{{ one.text }}</a> {{ one.answer.status }} {{ one.answer.note }}
{% endfor %}
//- /content/2024.md
---
title: 2024报告
kind: report
year: 2024
publisher: shili
published: 2025-02-01
commitments:
  - { id: a, text: 甲, due: 2025-06-30 }
  - { id: b, text: 乙 }
  - { id: c, text: 丙, due: 2026-12-31 }
---
//- /content/other.md
---
title: 另一家的报告
kind: report
year: 2025
publisher: sifa
published: 2026-02-10
---
//- /content/page.md
---
title: 别的
---
";

const LATER: &str = "\
//- /content/2025.md
---
title: 2025报告
kind: report
year: 2025
publisher: shili
published: 2026-03-01
fulfils:
  - { commitment: a, status: 已完成, note: 办成了, evidence: [/content-a.md, 示政发〔2025〕8号, 2024.md] }
---
//- /content/content-a.md
---
title: 依据甲
---
//- /content/b.md
---
title: 依据乙
kind: policy
publisher: shili
published: 2025-05-01
doc_number: 示政发〔2025〕8号
---
";

fn on(site: &Site, date: &str) -> String {
    site.build_with(&["--date", date]).well().file("commitments.html")
}

/// How each promise stands, by id.
fn states(page: &str) -> Vec<String> {
    let line = |line: &str| {
        let words: Vec<&str> = line.split(' ').take(2).collect();
        ["a", "b", "c"].contains(&words[0]).then(|| words.join(" "))
    };
    page.lines().filter_map(line).collect()
}

#[test]
fn a_promise_is_overdue_from_the_day_after_its_last() {
    let site = Site::small(SITE);
    for (date, state) in [("2025-06-29", "a 未到期"), ("2025-06-30", "a 未到期"), ("2025-07-01", "a 已逾期")] {
        assert_eq!(states(&on(&site, date)), [state, "b 未到期", "c 未到期"], "{date}");
    }
}

#[test]
fn one_without_a_day_is_silent_when_the_year_after_the_report_is_over() {
    let site = Site::small(SITE);
    for (date, state) in [("2025-12-31", "b 未到期"), ("2026-01-01", "b 未回应")] {
        assert_eq!(states(&on(&site, date)), ["a 已逾期", state, "c 未到期"], "{date}");
    }
}

#[test]
fn a_later_report_answers_or_passes_over_from_the_day_it_is_published() {
    let site = Site::small(SITE);
    site.write_all(LATER);
    assert_eq!(states(&on(&site, "2026-02-28")), ["a 已逾期", "b 未回应", "c 未到期"]);
    let page = on(&site, "2026-03-01");
    assert_eq!(states(&page), ["a 已完成", "b 未回应", "c 未回应"]);
    assert!(page.contains("c 未回应 2024报告 - 2025报告"), "{page}");
    let evidence = "依据甲@/content-a.html 依据乙@/b.html 2024报告@/2024.html";
    assert!(page.contains(&format!("a 已完成 2024报告 | 2025 已完成 办成了 {evidence}\n")), "{page}");
}

#[test]
fn the_latest_report_counts_and_all_are_shown() {
    let site = Site::small(SITE);
    site.write_all(LATER);
    let later = |year: i16, status: &str| {
        format!(
            "---\ntitle: {year}报告\nkind: report\nyear: {year}\npublisher: shili\npublished: {}-03-01\nfulfils:\n  - {{ commitment: c, status: {status}, note: {year} }}\n---\n",
            year + 1
        )
    };
    site.write("content/2026.md", later(2026, "进行中"));
    site.write("content/2027.md", later(2027, "调整"));
    let page = on(&site, "2026-12-31");
    assert!(page.contains("c 未回应"), "{page}");
    let page = on(&site, "2027-03-01");
    assert!(page.contains("c 已逾期 2024报告 | 2026 进行中 2026\n"), "{page}");
    let page = on(&site, "2028-03-01");
    assert!(page.contains("c 已调整 2024报告 | 2026 进行中 2026 | 2027 调整 2027\n"), "{page}");
}

#[test]
fn under_way_is_overdue_from_the_day_after_its_last() {
    let site = Site::small(SITE);
    site.write_all(&LATER.replace("commitment: a, status: 已完成", "commitment: c, status: 进行中"));
    for (date, state) in [("2026-12-30", "c 进行中"), ("2026-12-31", "c 进行中"), ("2027-01-01", "c 已逾期")] {
        assert_eq!(states(&on(&site, date))[2], state, "{date}");
    }
}

#[test]
fn they_are_counted_by_state_year_and_publisher() {
    let site = Site::small(SITE);
    site.write_all(LATER);
    let page = on(&site, "2026-03-01");
    let head = "3 1 33.3%\nkept 1\nsilent 2\n2024: 3 33.3%\n示例市人民政府: 3 33.3%\n";
    assert!(page.starts_with(head), "{page}");
}

#[test]
fn the_reports_show_it_on_both_sides() {
    let site = Site::small(SITE);
    site.write_all(LATER);
    let run = site.build_with(&["--date", "2026-03-01"]).well();
    assert!(run.file("2024.html").contains("甲 2025-06-30 kept 办成了\n"), "{}", run.file("2024.html"));
    assert!(
        run.file("2025.html").contains("<a href=\"/2024.html\">甲</a> 已完成 办成了\n"),
        "{}",
        run.file("2025.html")
    );
}

/// The pages that are made again on a day.
#[track_caller]
fn made(site: &Site, date: &str) -> BTreeSet<String> {
    made_again(site, &["--date", date]).into_iter().filter(|path| path.ends_with(".html")).collect()
}

#[test]
fn what_a_later_report_says_makes_exactly_the_pages_again_that_show_it() {
    let site = Site::small(SITE);
    site.write_all(LATER);
    site.build_with(&["--date", "2026-03-01"]).well();
    site.write_all(&LATER.replace("办成了", "已经办成"));
    let pages = ["2024.html", "2025.html", "commitments.html"].map(str::to_owned);
    assert_eq!(made(&site, "2026-03-01"), BTreeSet::from(pages));
}

#[test]
fn a_day_that_passes_makes_exactly_the_pages_again_that_show_it() {
    let site = Site::small(SITE);
    site.build_with(&["--date", "2025-06-29"]).well();
    assert_eq!(made(&site, "2025-06-30"), BTreeSet::new());
    let pages = ["2024.html", "commitments.html"].map(str::to_owned);
    assert_eq!(made(&site, "2025-07-01"), BTreeSet::from(pages));
}
