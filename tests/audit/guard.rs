//! What may never be published stops a build.

use crate::support::{Run, Site, xiangwei};

/// A document with a mark of secrecy, at line 5.
const MARKED: &str = "//- /content/a.md\n---\ntitle: 甲\n---\n\n机密★10年\n";

/// What a build tells, as `path code`.
fn told(run: &Run) -> Vec<String> {
    run.told().iter().map(|one| format!("{} {}", one.path, one.what)).collect()
}

fn build(site: &Site, arguments: &[&str]) -> Run {
    site.build_with(&[&["--format", "json"], arguments].concat())
}

#[test]
fn a_text_with_a_mark_of_secrecy_is_not_published() {
    let site = Site::small(MARKED);
    let run = build(&site, &[]).with_faults();
    assert_eq!(told(&run), ["content/a.md error[secret-mark]"]);
    assert_eq!(run.told()[0].span, Some([5, 1, 5, 7]));
    assert!(!site.path("public/a.html").exists());
}

#[test]
fn who_does_not_want_to_be_guarded_is_told_so() {
    let site = Site::small(MARKED);
    let run = build(&site, &["--no-check"]).well();
    assert_eq!(told(&run), [" warning[unguarded]"]);
    assert!(site.path("public/a.html").exists());
    // The next build looks again.
    build(&site, &[]).with_faults();
}

#[test]
fn what_is_not_shown_is_not_published_and_stops_nothing() {
    let draft = MARKED.replace("title: 甲", "title: 甲\ndraft: yes");
    let site = Site::small(&draft);
    assert_eq!(told(&build(&site, &[]).well()), Vec::<String>::new());
    build(&site, &["--drafts"]).with_faults();
}

#[test]
fn an_exception_with_a_reason_lets_it_pass_until_its_day() {
    let settings = "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/ }\ntheme: plain\n\
        audit: { exceptions: [ { path: content/a.md, rule: secret-mark, reason: 论述标志的写法, until: 2025-01-31 } ] }\n";
    let site = Site::small(&format!("{settings}{MARKED}"));
    build(&site, &["--date", "2025-01-31"]).well();
    // On the day after, the same site does not pass, though no file has changed.
    let run = build(&site, &["--date", "2025-02-01"]).with_faults();
    assert_eq!(told(&run), ["xiangwei.yaml error[exception-expired]"]);
    let lax = Site::small(&format!("{}{MARKED}", settings.replace(", reason: 论述标志的写法", "")));
    assert!(told(&build(&lax, &[]).with_faults()).contains(&"xiangwei.yaml error[key-missing]".to_owned()));
}

#[test]
fn an_exception_for_all_files_is_told() {
    let settings = "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/ }\ntheme: plain\n\
        audit: { exceptions: [ { path: content/, rule: secret-mark, reason: 试用 } ] }\n";
    let site = Site::small(&format!("{settings}{MARKED}"));
    assert_eq!(told(&build(&site, &[]).well()), ["xiangwei.yaml warning[unguarded]"]);
    let narrow = Site::small(&format!("{}{MARKED}", settings.replace("content/", "content/a.md")));
    assert_eq!(told(&build(&narrow, &[]).well()), Vec::<String>::new());
}

/// What earlier builds and checks keep may hold what was found: it is for nobody else.
#[test]
fn what_is_kept_is_for_the_keeper_alone() {
    use std::os::unix::fs::PermissionsExt as _;
    let site = Site::small(MARKED);
    build(&site, &[]).with_faults();
    let mode = site.path(".xiangwei").metadata().unwrap().permissions().mode();
    assert_eq!(mode & 0o777, 0o700);
}

/// A picture that runs a script is found where no build takes scripts out.
#[test]
fn a_script_in_a_picture_is_found() {
    let long = "1 ".repeat(5000);
    for inner in [
        "<script>alert(1)</script>",
        "<g onclick='a()'/>",
        &format!("<path d='{long}' onload='a()'/>"),
        "<a href='javascript:a()'/>",
    ] {
        let site =
            Site::small(&format!("//- /static/a.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\">{inner}</svg>\n"));
        assert_eq!(told(&build(&site, &[]).with_faults()), ["static/a.svg error[script-link]"], "{inner}");
    }
    let site = Site::small(
        "//- /static/a.svg\n<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- <script> --><g id='onload'/></svg>\n",
    );
    build(&site, &[]).well();
}

#[test]
fn a_level_of_the_site_holds_for_builds_too() {
    let settings = |level: &str| {
        format!(
            "//- /xiangwei.yaml\nsite: {{ name: 示例, url: https://www.example.gov.cn/ }}\ntheme: plain\n\
             audit: {{ levels: {{ secret-mark: {level} }} }}\n{MARKED}"
        )
    };
    assert_eq!(told(&build(&Site::small(&settings("warn")), &[]).well()), ["content/a.md warning[secret-mark]"]);
    // Each build says that nobody looked, also one in which nothing has changed; so does a check.
    let off = Site::small(&settings("关闭"));
    for _ in 0..2 {
        let run = build(&off, &[]).well();
        assert_eq!(told(&run), ["xiangwei.yaml warning[unguarded]"]);
        assert!(run.screen().contains("secret-mark"), "{}", run.screen());
    }
    for format in ["short", "json", "sarif", "html", "human"] {
        let mut check = xiangwei();
        check.args(["check", "--only", "secret-mark", "--format", format, "--root"]).arg(off.root());
        let shown = Run::of(check, off.path(".xiangwei/check/site"));
        assert!(
            shown.screen().contains("secret-mark") && shown.screen().contains("audit.levels") | (format == "short"),
            "{}",
            shown.screen()
        );
    }
}

#[test]
fn other_files_that_are_published_are_looked_at_again_when_they_change() {
    let site = Site::small("//- /static/notes.txt\n无\n//- /data/list.csv\n名称\n甲\n");
    build(&site, &[]).well();
    site.write("static/notes.txt", "绝密★长期\n");
    assert_eq!(told(&build(&site, &[]).with_faults()), ["static/notes.txt error[secret-mark]"]);
    assert_eq!(told(&build(&site, &[]).with_faults()), ["static/notes.txt error[secret-mark]"]);
    site.write("static/notes.txt", "无\n");
    build(&site, &[]).well();
    site.write("data/list.csv", "名称\n秘密★1年\n");
    assert_eq!(told(&build(&site, &[]).with_faults()), ["data/list.csv error[secret-mark]"]);
}

#[test]
fn a_name_of_a_file_is_looked_at() {
    let site = Site::small("//- /static/机密★.txt\n无\n");
    assert_eq!(told(&build(&site, &[]).with_faults()), ["static/机密★.txt error[secret-mark]"]);
}

/// An identity number by the standard's own example.
const NUMBER: &str = "11010519491231002X";

/// A document with front matter and a body.
fn document(front: &str, body: &str) -> Site {
    Site::small(&format!("//- /content/a.md\n---\n{front}\n---\n{body}\n"))
}

/// Where an identity number is found: `path:line:column` and where it ends.
fn identities(site: &Site) -> Vec<String> {
    let run = build(site, &[]).with_faults();
    assert!(!run.screen().contains(NUMBER), "{}", run.screen());
    let found = run.told().into_iter().filter(|one| one.what == "error[personal-identity]");
    let place = |span: Option<[u64; 4]>| span.map_or(String::new(), |[a, b, c, d]| format!(":{a}:{b}-{c}:{d}"));
    found.map(|one| format!("{}{}", one.path, place(one.span))).collect()
}

#[test]
fn an_identity_number_is_found_wherever_it_stands() {
    for (front, body, place) in [
        ("title: 关于11010519491231002X的公示", "无", ":2:10-2:28"),
        ("title: 甲\nextra: { 号码: 11010519491231002X }", "无", ":3:14-3:32"),
        ("title: 甲", "![号码11010519491231002X](https://www.example.gov.cn/a.png)", ":4:5-4:23"),
        ("title: 甲", "[乙](https://www.example.gov.cn/11010519491231002X.pdf)", ":4:32-4:50"),
        ("title: 甲", "身份证**110105**1949**1231**&#48;02X", ":4:6-4:34"),
        ("title: 甲", "<img src=\"https://www.example.gov.cn/a.png\" alt=\"1101051949&#49;231002X\">", ":4:50-4:72"),
        ("title: 甲", "甲<!-- 11010519491231002X -->", ":4:7-4:25"),
        ("title: 甲", "> 甲 1101051949\n> 1231002X", ":4:5-5:11"),
        ("title: 甲", "| 乙 | 丙 |\n| --- | --- |\n| 110105 | 194912310 |\n", ""),
        ("title: 甲", "| 乙 | 丙 |\n| --- | --- |\n| 110105 | 19491231002X |\n", ":6:3-6:24"),
    ] {
        let site = document(front, body);
        if place.is_empty() {
            build(&site, &[]).well();
            continue;
        }
        assert_eq!(identities(&site), [format!("content/a.md{place}")], "{front}\n{body}");
    }
}

/// Whatever stands between the characters: a reader sees the number. The place is the block's where no exact one can be known.
#[test]
fn an_identity_number_is_found_through_every_mark() {
    for (body, place) in [
        ("甲\n\n乙110105[1949](https://www.gov.cn/)1231002X", ":6:1-6:43"),
        ("110105~1949~1231002X", ":4:1-4:21"),
        ("110105****19491231002X", ":4:1-4:23"),
        ("110105&shy;19491231002X", ":4:1-4:24"),
        ("110105&ZeroWidthSpace;19491231002X", ":4:1-4:35"),
        ("110105&hyphen;19491231002X", ":4:1-4:27"),
        ("- 甲\n- 110105<span>1949</span>&num;&NoBreak;\n", ""),
        ("| 甲 |\n| --- |\n| 110105[1949](https://www.gov.cn/)1231002X |", ":6:1-6:46"),
        ("<div>\n110105<i></i>&NoBreak;19491231002X\n</div>", ":4:1-6:7"),
        ("![甲1101051949&NoBreak;1231002X](https://www.example.gov.cn/a.png)", ":4:1-4:66"),
    ] {
        let site = document("title: 甲", body);
        if place.is_empty() {
            build(&site, &[]).well();
            continue;
        }
        assert_eq!(identities(&site), [format!("content/a.md{place}")], "{body}");
        let shown = site.build_with(&[]).with_faults();
        let digits = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
        assert!(!shown.screen().lines().any(|line| digits(line).contains("19491231")), "{}", shown.screen());
    }
}

#[test]
fn a_mark_of_secrecy_is_found_through_every_mark() {
    for body in [
        "机[密](https://www.gov.cn/)★1年",
        "机~密~★1年",
        "机****密★",
        "机密&starf;1年",
        "机&shy;密&#9733;",
        "机<span>密</span>&starf;",
        "密　级：机密",
        "| 标题 | 密级 |\n| --- | --- |\n| 某函 | [机密](https://www.gov.cn/) |",
    ] {
        let run = build(&document("title: 甲", body), &[]).with_faults();
        assert_eq!(told(&run), ["content/a.md error[secret-mark]"], "{body}");
    }
}

/// The word that proves a number stands apart in the source alone: there it is only probable.
#[test]
fn what_the_rendered_text_proves_is_proved() {
    let site = document("title: 甲", "存折 农业银[行](https://www.gov.cn/)卡&NoBreak;号 6217000000000006");
    assert_eq!(told(&build(&site, &[]).with_faults()), ["content/a.md error[personal-card]"]);
}

#[test]
fn a_section_is_looked_at() {
    let site = Site::small("//- /content/zcwj/_index.md\n---\ntitle: 政策文件\n---\n机密★10年\n");
    assert_eq!(told(&build(&site, &[]).with_faults()), ["content/zcwj/_index.md error[secret-mark]"]);
}

/// Characters that are escaped, and values over more than one line, are what they come to.
#[test]
fn values_are_looked_at_as_they_are_read() {
    for (front, code) in [
        ("title: \"关于\\u673A\\u5BC6★1年的函\"", "secret-mark"),
        ("title: 甲\nextra: { 注: \"\\x31\\x31010519491231002X\" }", "personal-identity"),
        (
            "title: 甲\nextra: { \"\\u0031\\u003110105194912310\": 1, \"11010519491231002\\x58\": 1 }",
            "personal-identity",
        ),
        ("title: 甲\nextra:\n  注: \"110105\\\n    19491231002X\"", "personal-identity"),
        ("title: 甲\nextra:\n  注: >\n    号110105\n    19491231002X", "personal-identity"),
        ("title: 甲\nextra:\n  注: 某函 机\n    密★1年", "secret-mark"),
        ("title: 甲\nextra: { 址: \"\\u006Aavascript:alert(1)\" }", "script-link"),
    ] {
        let run = build(&document(front, "无"), &[]).with_faults();
        assert_eq!(told(&run), [format!("content/a.md error[{code}]")], "{front}");
    }
    for (path, text, code) in [
        ("data/a.yaml", "a: \"\\u673A\\u5BC6★1年\"\n", "secret-mark"),
        ("data/a.yaml", "a: >\n  110105\n  19491231002X\n", "personal-identity"),
        ("static/a.json", "{ \"\\u0031\\u0031010519491231002X\": 1 }", "personal-identity"),
        ("static/a.json", "{ \"a\": \"\\u673A\\u5BC6\\u2605\" }", "secret-mark"),
        ("static/a.js", "const a = \"\\u673A\\u5BC6\\u2605\";", "secret-mark"),
        ("static/a.css", "a::after { content: \"\\673A\\5BC6★\" }", "secret-mark"),
    ] {
        let run = build(&Site::small(&format!("//- /{path}\n{text}\n")), &[]).with_faults();
        assert_eq!(told(&run), [format!("{path} error[{code}]")], "{text}");
    }
}

#[test]
fn an_identity_number_is_found_in_data_and_in_names() {
    let site = Site::small("//- /data/list.csv\n姓名,号码\n张三,\"110105\",19491231,002X\n");
    assert_eq!(identities(&site), ["data/list.csv:2:5-2:26"]);
    let site = Site::small("//- /data/list.yaml\n- 姓名: 张三\n  号码: 11010519491231002X\n");
    assert_eq!(identities(&site), ["data/list.yaml:2:7-2:25"]);
    // The path that is told is masked, too.
    let site = Site::small(&format!("//- /static/{NUMBER}.txt\n无\n"));
    assert_eq!(identities(&site), ["static/11**************2X.txt"]);
}

#[test]
fn an_exception_lets_a_number_pass_where_it_is_right() {
    let settings = "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/ }\ntheme: plain\n\
        audit: { exceptions: [ { path: content/a.md, rule: personal-identity, reason: 国家标准里的示例 } ] }\n";
    let number = |path: &str| format!("//- /content/{path}\n---\ntitle: 甲\n---\n{NUMBER}\n");
    build(&Site::small(&format!("{settings}{}", number("a.md"))), &[]).well();
    let both = Site::small(&format!("{settings}{}{}", number("a.md"), number("b.md")));
    assert_eq!(identities(&both), ["content/b.md:4:1-4:19"]);
}

/// What was found stays known as long as nothing changes, and a build that starts from nothing tells the same.
#[test]
fn a_number_is_told_by_the_next_build_as_by_a_fresh_one() {
    let site = document("title: 甲", "无");
    build(&site, &[]).well();
    site.write("content/a.md", format!("---\ntitle: 甲\n---\n{NUMBER}\n"));
    let first = identities(&site);
    assert_eq!((identities(&site), identities(&site.fresh())), (first.clone(), first));
    site.write("content/a.md", "---\ntitle: 甲\n---\n无\n");
    build(&site, &[]).well();
    assert_eq!(site.published(), site.fresh_build());
}

#[test]
fn an_office_s_number_is_no_error_and_a_listed_one_nothing() {
    let office = "//- /content/a.md\n---\ntitle: 甲\n---\n举报电话：13800138000\n";
    assert_eq!(told(&build(&Site::small(office), &[]).well()), Vec::<String>::new());
    let private = office.replace("举报电话", "手机");
    assert_eq!(told(&build(&Site::small(&private), &[]).with_faults()), ["content/a.md error[personal-mobile]"]);
    let listed = "//- /xiangwei.yaml\nsite: { name: 示例, url: https://www.example.gov.cn/ }\ntheme: plain\n\
        审计: { 联系电话: [ +86 138-0013-8000 ] }\n";
    build(&Site::small(&format!("{listed}{private}")), &[]).well();
}

/// A table may hold a number in each of its rows: all are counted, few are listed, by builds and checks alike.
#[test]
fn very_many_findings_in_one_file_are_told_in_few_lines() {
    let rows: String = (0..3000).map(|row| format!("甲,138{:08}\n", 12_340_000 + row)).collect();
    let site = Site::small(&format!("//- /static/l.csv\n姓名,电话\n{rows}"));
    let built = build(&site, &[]).with_faults();
    assert_eq!(told(&built), ["static/l.csv error[personal-mobile]"; 51]);
    assert_eq!(built.told()[50].span.map(|span| span[0]), Some(52));
    for format in ["human", "short", "json", "sarif", "html"] {
        let mut check = xiangwei();
        check.args(["check", "--only", "personal-mobile", "--format", format, "--root"]).arg(site.root());
        let shown = Run::of(check, site.path(".xiangwei/check/site"));
        assert!(
            shown.screen().contains("2950") && shown.screen().len() < 100_000,
            "{format}: {}",
            shown.screen().len()
        );
    }
}

/// What nobody can tell to be a card stands beside what is a mobile number.
#[test]
fn an_excerpt_shows_no_long_number_beside_a_finding() {
    let table = "| 账号 | 姓名 | 电话 |\n| --- | --- | --- |\n| 6228480402564890018 | 甲 | 13812341234 |\n";
    let site = Site::small(&format!("//- /content/a.md\n---\ntitle: 甲\npublished: 2024-01-99\n---\n\n{table}"));
    let shown = site.build_with(&["--format", "human"]).with_faults();
    assert!(!shown.screen().contains("628048") && !shown.screen().contains("80402564"), "{}", shown.screen());
    assert!(shown.screen().contains("138****1234") && shown.screen().contains("2024-01-99"), "{}", shown.screen());
}
