//! Personal data within attachments of every form: told with its place in the file, and never published.

use super::cases::{report, run};
use crate::support::{Run, Site, tests};
use std::fs;
use std::path::PathBuf;

/// A site whose document has one file beside it.
fn with_file(name: &str, bytes: &[u8]) -> Site {
    let site = Site::small(&format!(
        "//- /content/a.md\n---\ntitle: 甲\nattachments: [ {{ file: \"{name}\", title: 附件 }} ]\n---\n见附件。\n"
    ));
    site.write(&format!("content/{name}"), bytes);
    site
}

/// The findings of a rule: where in the file each stands.
fn places(run: &Run, code: &str) -> Vec<String> {
    let report = report(run);
    let found = report["findings"].as_array().unwrap().iter().filter(|one| one["code"] == code);
    found.map(|one| one["help"].as_array().unwrap().iter().filter_map(|help| help["zh"].as_str()).collect()).collect()
}

#[test]
fn an_identity_number_is_found_in_every_form_of_attachment() {
    let entries = fs::read_dir(tests().join("attachments")).unwrap().map(|entry| entry.unwrap().path());
    let is_read = |path: &PathBuf| !["make.py", "加密.pdf", "扫描件.pdf"].iter().any(|name| path.ends_with(name));
    let files: Vec<_> = entries.filter(is_read).collect();
    assert!(files.len() > 12, "{files:?}");
    for path in files {
        let name = path.file_name().unwrap().to_str().unwrap();
        let site = with_file(name, &fs::read(&path).unwrap());
        let checked = run(&site, &["--only", "personal-identity"]);
        let found = places(&checked, "personal-identity");
        assert!(!found.is_empty(), "nothing was found in {name}");
        assert!(found.iter().all(|help| help.contains("位置：")), "{name}: {found:?}");
        assert!(!checked.screen().contains("11010519491231002"), "{name}: {}", checked.screen());
        // It stops the build, and the next one that reads nothing again.
        for _ in 0..2 {
            let told = site.build_with(&["--format", "json"]).with_faults().told();
            assert!(told.iter().any(|one| one.what == "error[personal-identity]"), "{name}: {told:?}");
        }
    }
}

#[test]
fn what_cannot_be_read_is_told() {
    for name in ["加密.pdf", "扫描件.pdf"] {
        let site = with_file(name, &fs::read(tests().join("attachments").join(name)).unwrap());
        assert_eq!(places(&run(&site, &["--only", "attachment-unread"]), "attachment-unread").len(), 1, "{name}");
        site.build().well();
    }
}

#[test]
fn a_pdf_of_500_mb_is_told() {
    // Longer than may be: it is not taken into memory. (Bombs and the rest are tried where attachments are read.)
    let site = with_file("年报.pdf", b"%PDF-1.7\n");
    let file = fs::File::options().write(true).open(site.path("content/年报.pdf")).unwrap();
    file.set_len(500 << 20).unwrap();
    assert_eq!(places(&run(&site, &["--only", "attachment-unread"]), "attachment-unread").len(), 1);
}

/// The head of a table tells what stands in its rows, in whatever form the table comes.
#[test]
fn the_head_of_a_table_counts_for_its_rows() {
    let rows = ["序号,姓名,银行卡号,密级", "1,张三,6217000000000006,", "2,,6227000000000012,机密"].join("\n");
    let (gbk, _, _) = encoding_rs::GBK.encode(&rows);
    let cells = rows.replace(',', "</td><td>").replace('\n', "</td></tr><tr><td>");
    let table = format!("<html><table><tr><td>{cells}</td></tr></table></html>");
    let paragraphs = |row: &str| {
        row.split(',').map(|cell| format!("<w:tc><w:p><w:r><w:t>{cell}</w:t></w:r></w:p></w:tc>")).collect::<String>()
    };
    let body: String = rows.lines().map(|row| format!("<w:tr>{}</w:tr>", paragraphs(row))).collect();
    let word = format!(
        "<?xml version='1.0'?><w:wordDocument xmlns:w='w'><w:body><w:tbl>{body}</w:tbl></w:body></w:wordDocument>"
    );
    for (name, bytes) in [("甲.csv", gbk.as_ref()), ("甲.html", table.as_bytes()), ("甲.doc", word.as_bytes())] {
        let checked = run(&with_file(name, bytes), &["--only", "personal-card,secret-mark"]);
        let found = (places(&checked, "personal-card").len(), places(&checked, "secret-mark").len());
        assert_eq!(found, (2, 1), "{name}: {}", checked.screen());
    }
}
