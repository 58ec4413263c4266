//! Files that want to do harm: each ends in one clear sentence, soon, and nothing is written.

use super::made::{archive, body, docx, docx_with};
use super::{file, import, site};
use std::fs;
use std::io::{Cursor, Write as _};
use std::time::{Duration, Instant};
use zip::write::{SimpleFileOptions, ZipWriter};

/// Imports bytes under a name; gives what is told, after checking that it came soon and that nothing was written.
#[track_caller]
fn refused(name: &str, bytes: &[u8]) -> String {
    let site = site();
    site.write(&format!("source/{name}"), bytes);
    let started = Instant::now();
    let run = import(&site, &[&site.path(&format!("source/{name}"))], &["--into", "bg"]);
    assert!(started.elapsed() < Duration::from_secs(20), "{name}: {:?}", started.elapsed());
    assert_eq!(run.exit(), 1, "{name}: {}", run.screen());
    assert_eq!(fs::read_dir(site.path("content/bg")).unwrap().count(), 1, "{name}");
    let told: serde_json::Value = serde_json::from_str(run.out()).unwrap();
    assert_eq!(told["result"].as_str(), Some("refused"));
    told["message"].as_str().unwrap().to_owned()
}

const TOO_LARGE: &str = "文件或其内容过大，未读完";
const BROKEN: &str = "文件已损坏或格式不对，未能读完";
const ENCRYPTED: &str = "文件设了密码，未能读取";

#[test]
fn an_archive_that_swells_is_left() {
    let swelling = vec![b' '; 64 << 20];
    assert_eq!(refused("胀.docx", &docx(&swelling, "")), TOO_LARGE);
    let many = body(&"<w:p><w:r><w:t>甲</w:t></w:r></w:p>".repeat(700_000));
    assert_eq!(refused("多.docx", &docx(many.as_bytes(), "")), TOO_LARGE);
    let wide = body(&format!(
        "<w:tbl>{}</w:tbl>",
        "<w:tr><w:tc><w:tcPr><w:gridSpan w:val='200'/></w:tcPr></w:tc></w:tr>".repeat(6000)
    ));
    assert_eq!(refused("宽.docx", &docx(wide.as_bytes(), "")), TOO_LARGE);
}

#[test]
fn entities_and_depth_are_refused() {
    let entity = "<!DOCTYPE d [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>".to_owned()
        + &body("<w:p><w:r><w:t>&x;</w:t></w:r></w:p>");
    assert_eq!(refused("实体.docx", &docx(entity.as_bytes(), "")), BROKEN);
    let deep = body(&"<w:p>".repeat(100_000));
    assert!(refused("深.docx", &docx(deep.as_bytes(), "")).contains("嵌套层数过多"));
}

#[test]
fn a_path_out_of_the_archive_names_nothing() {
    let site = site();
    let relations = "<Relationships><Relationship Id='r1' Type='x/image' Target='../../../../etc/hostname'/>\
                     <Relationship Id='r2' Type='x/image' Target='file:///etc/hostname' TargetMode='External'/></Relationships>";
    let picture = |id: &str| format!("<w:p><w:r><w:drawing><a:blip r:embed='{id}'/></w:drawing></w:r></w:p>");
    let text = body(&format!("<w:p><w:r><w:t>示例标题</w:t></w:r></w:p>{}{}", picture("r1"), picture("r2")));
    let mut bytes = docx(text.as_bytes(), relations);
    bytes = {
        let mut zip = ZipWriter::new_append(Cursor::new(bytes)).unwrap();
        zip.start_file("../../../etc/hostname", SimpleFileOptions::default()).unwrap();
        zip.write_all(b"\x89PNG\r\n\x1a\n").unwrap();
        zip.finish().unwrap().into_inner()
    };
    site.write("source/外.docx", bytes);
    let run = import(&site, &[&site.path("source/外.docx")], &["--into", "bg", "--kind", "page"]);
    assert_eq!(run.exit(), 0, "{}", run.screen());
    assert_eq!(run.out().matches("图片不在文件里").count(), 2, "{}", run.out());
    assert!(run.out().contains("\"path\":\"content/bg/外.md\""), "{}", run.out());
}

#[test]
fn what_is_cut_off_or_encrypted_is_told() {
    let whole = fs::read(file("综合.docx")).unwrap();
    for length in [10, 1000, whole.len() / 2, whole.len() - 30] {
        assert_eq!(refused("断.docx", &whole[..length]), BROKEN, "{length}");
    }
    let pdf = fs::read(file("公文.pdf")).unwrap();
    assert_eq!(refused("断.pdf", &pdf[..200]), BROKEN);
    assert_eq!(refused("密.pdf", &fs::read(file("加密.pdf")).unwrap()), ENCRYPTED);
    let odt = archive(&[("META-INF/manifest.xml", b"<m><encryption-data/></m>"), ("content.xml", b"x")]);
    assert_eq!(refused("密.odt", &odt), ENCRYPTED);
    assert_eq!(refused("断.doc", &fs::read(file("综合.doc")).unwrap()[..600]), BROKEN);
    assert!(refused("空.txt", b" \n").contains("没有文字"));
    assert!(refused("空.md", b"").contains("文件是空的"));
    assert!(refused("空.md", b"---\nx: 1\n---\n\n").contains("没有文字"));
    assert!(refused("乱.txt", b"PK\x07\x08\0\0\0\x01abc").contains("不认识"));
    for (member, what) in [("xl/workbook.xml", "这是表格文件"), ("ppt/presentation.xml", "这是演示文稿")] {
        let office = archive(&[("[Content_Types].xml", b"<Types/>"), (member, b"<x/>")]);
        assert!(refused("甲.docx", &office).contains(what));
    }
    for (name, member, what) in [
        ("甲.ofd", "OFD.xml", "这是版式文件"),
        ("甲.zip", "乙.docx", "这是压缩包"),
        ("甲.pages", "Index/Document.iwa", "导出"),
    ] {
        assert!(refused(name, &archive(&[(member, b"<x/>")])).contains(what), "{name}");
    }
}

#[test]
fn a_file_of_two_hundred_megabytes_is_not_read() {
    let site = site();
    fs::create_dir_all(site.path("source")).unwrap();
    fs::File::create(site.path("source/大.docx")).unwrap().set_len(200 << 20).unwrap();
    let started = Instant::now();
    let run = import(&site, &[&site.path("source/大.docx")], &["--into", "bg"]);
    assert!(started.elapsed() < Duration::from_secs(2), "{:?}", started.elapsed());
    assert!(run.exit() == 1 && run.out().contains(TOO_LARGE), "{}", run.screen());
}

#[test]
fn a_text_of_many_megabytes_or_a_tag_of_many_attributes_is_not_read() {
    let long = "甲".repeat((16 << 20) / 3 + 1);
    assert_eq!(refused("长.txt", long.as_bytes()), TOO_LARGE);
    assert_eq!(refused("长.html", format!("<html>{long}").as_bytes()), TOO_LARGE);
    let attributes: String = (0..200_000).map(|at| format!(" a{at}")).collect();
    for begin in ["<p", "</p", "<!-- ' --><p", "<script>'</script><p"] {
        assert_eq!(refused("多.html", format!("<html>{begin}{attributes}>甲").as_bytes()), TOO_LARGE, "{begin}");
    }
}

#[test]
fn one_bad_file_does_not_stop_the_others() {
    let site = site();
    site.write("source/坏.docx", b"PK\x03\x04");
    site.write("source/好.txt", "示例标题\n\n第一段。\n");
    let files = [site.path("source/坏.docx"), site.path("source/好.txt")];
    let run = import(&site, &[&files[0], &files[1]], &["--into", "bg", "--kind", "页面"]);
    assert_eq!(run.exit(), 1);
    let results: Vec<&str> =
        run.out().lines().map(|line| if line.contains("\"refused\"") { "refused" } else { "imported" }).collect();
    assert_eq!(results, ["refused", "imported"]);
}

#[test]
fn what_is_no_file_does_not_stop_the_others() {
    let site = site();
    site.write("source/好.txt", "示例标题\n\n第一段。\n");
    fs::create_dir_all(site.path("source/夹")).unwrap();
    let names = ["source/没有.docx", "source/夹", "source/*.docx", "source/好.txt/甲.docx", "source/好.txt"];
    let files = names.map(|name| site.path(name));
    let files: Vec<&std::path::Path> = files.iter().map(std::path::PathBuf::as_path).collect();
    let run = import(&site, &files, &["--into", "bg", "--kind", "页面"]);
    assert_eq!(run.exit(), 1, "{}", run.screen());
    let wanted = [
        "找不到文件，请核对文件夹和文件名",
        "是文件夹，请给出其中的文件",
        "请逐个写出文件名",
        "找不到文件，",
        "\"result\":\"imported\"",
    ];
    for (line, wanted) in run.out().lines().zip(wanted) {
        assert!(line.contains(wanted) && !line.contains("os error"), "{wanted}: {line}");
    }
    assert_eq!(run.out().lines().count(), wanted.len(), "{}", run.out());
    assert_eq!(run.err(), "");
}

#[test]
fn a_file_that_has_no_section_does_not_stop_the_others() {
    let site = site();
    site.write("content/tz/_index.md", "---\n标题: 通知\n继承: { 类型: 通知公告 }\n---\n");
    site.write("source/甲.txt", "某某情况\n\n第一段。\n");
    site.write("source/乙.txt", "关于某事的通知\n\n第一段。\n");
    let files = [site.path("source/甲.txt"), site.path("source/乙.txt")];
    let run = import(&site, &[&files[0], &files[1]], &[]);
    assert_eq!(run.exit(), 1, "{}", run.screen());
    let lines: Vec<&str> = run.out().lines().collect();
    assert!(lines[0].contains("--into") && lines[1].contains("content/tz/乙.md"), "{}", run.out());
}

/// What a text can be made of so that something of it is looked at again at every character: each took minutes once.
#[test]
fn the_time_grows_with_the_length_alone() {
    let times = 100_000;
    let notes: String = (0..times / 5)
        .map(|id| format!("<w:footnote w:id='{id}'><w:p><w:r><w:t>注</w:t></w:r></w:p></w:footnote>"))
        .collect();
    let marks: String =
        (0..times / 5).map(|id| format!("<w:r><w:t>甲</w:t><w:footnoteReference w:id='{id}'/></w:r>")).collect();
    let files: [(&str, Vec<u8>); 12] = [
        ("项.txt", "一、".repeat(3 * times).into()),
        ("数.txt", "共办理案件12件，".repeat(times).into()),
        ("星.txt", "**".repeat(3 * times).into()),
        ("粗.txt", "**甲**乙".repeat(times).into()),
        ("括.txt", ["(".repeat(times), ")".repeat(times)].concat().into()),
        ("空.txt", "甲 乙　".repeat(times).into()),
        ("断.txt", "甲乙丙丁戊己庚辛壬癸子丑寅卯辰巳午未申酉\n".repeat(times / 5).into()),
        ("图.html", format!("<p>{}", "甲<img src=a>".repeat(times / 4)).into()),
        ("域.html", format!("<p>{}", "<input value=1>甲".repeat(times / 4)).into()),
        ("源.html", format!("<p>{}", "来源：发布时间：发文字号：".repeat(times / 10)).into()),
        ("行.html", format!("<p>{}", "甲<br><br>".repeat(times / 10)).into()),
        ("注.docx", docx_with(&format!("<w:p>{marks}</w:p>"), "footnotes", &notes)),
    ];
    for (name, bytes) in files {
        let site = site();
        site.write(&format!("source/{name}"), [b"\n".repeat(usize::from(name.ends_with(".txt"))), bytes].concat());
        let started = Instant::now();
        let run = import(&site, &[&site.path(&format!("source/{name}"))], &["--into", "bg", "--kind", "report"]);
        assert_eq!(run.exit(), 0, "{name}: {}", run.err());
        assert!(started.elapsed() < Duration::from_secs(60), "{name}: {:?}", started.elapsed());
    }
}
