//! Small files of every form that is text, and hostile ones of all forms.

use super::*;
use std::io::{Cursor, Write as _};
use std::time::Duration;
use zip::write::{SimpleFileOptions, ZipWriter};

/// The specimen of GB 11643-1999.
const NUMBER: &str = "11010519491231002X";

fn reading(name: &str, bytes: &[u8]) -> Reading {
    read(name, bytes, &Limits::default())
}

/// The texts of a file, each after its place.
fn told(name: &str, bytes: &[u8]) -> Vec<String> {
    let reading = reading(name, bytes);
    assert_eq!(reading.unread, [], "{name}");
    shown(&reading)
}

fn shown(reading: &Reading) -> Vec<String> {
    reading.passages.iter().map(|passage| format!("{}|{}", passage.spot.told().zh, passage.text)).collect()
}

fn reasons(name: &str, bytes: &[u8], limits: &Limits) -> Vec<Reason> {
    read(name, bytes, limits).unread.into_iter().map(|unread| unread.reason).collect()
}

fn zip(members: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in members {
        zip.start_file(*name, SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

fn gbk(text: &str) -> Vec<u8> {
    encoding_rs::GBK.encode(text).0.into_owned()
}

/// A document of Word with this body.
fn docx(body: &str) -> Vec<u8> {
    let body = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    let relations =
        "<Relationships><Relationship Id='1' Type='x/officeDocument' Target='word/document.xml'/></Relationships>";
    zip(&[
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relations.as_bytes()),
        ("word/document.xml", body.as_bytes()),
    ])
}

#[test]
fn a_text_is_read_in_each_encoding() {
    let text = format!("姓名\n号码 {NUMBER}\n");
    let wide: Vec<u8> = "\u{feff}".encode_utf16().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    for bytes in [text.clone().into_bytes(), format!("\u{feff}{text}").into_bytes(), gbk(&text), wide] {
        assert_eq!(told("甲.txt", &bytes), ["第 1 行|姓名", &format!("第 2 行|号码 {NUMBER}")]);
    }
    assert_eq!(reasons("甲.txt", b"\xe5\xbd\xff\xff 12", &Limits::default()), [Reason::UnknownEncoding]);
}

#[test]
fn a_table_is_read_by_row() {
    let table = format!("姓名,号码,续\n\"甲\n乙\",{},{}\n,,\n", &NUMBER[..10], &NUMBER[10..]);
    let rows = ["第 1 行|姓名\t号码\t续".to_owned(), format!("第 2 行|甲\n乙\t{}\t{}", &NUMBER[..10], &NUMBER[10..])];
    assert_eq!(told("名单.csv", &gbk(&table)), rows);
    assert_eq!(told("名单.CSV", table.replace(',', ";").as_bytes()), rows);
    assert_eq!(told("名单.tsv", b"a\tb,c\n"), ["第 1 行|a\tb,c"]);
}

#[test]
fn a_page_of_html_is_read_with_what_it_does_not_show() {
    let page = "<!DOCTYPE html><html><title>题&amp;名</title>\n<!-- 注释 -->\n<p>一<b>二</b>\n三</p>
        <table><tr><td>甲</td><td><p>乙</p></td></tr></table><img src=x alt='图'>
        <script>let a = '<p>脚本';</script><p data-tel='138'>完";
    let texts = [
        "第 1 行|题&名",
        "网页源代码|注释",
        "第 3 行|一二 三",
        "第 5 行|甲\t乙",
        "网页属性“alt”|图",
        "网页源代码|let a = '<p>脚本';",
        "网页属性“data-tel”|138",
        "第 6 行|完",
    ];
    assert_eq!(told("页.htm", page.as_bytes()), texts);
    assert_eq!(told("页.doc", &gbk(page)), texts, "what is saved as a document of Word may be HTML");
}

#[test]
fn rtf_is_read_with_what_stands_aside() {
    let source = r"{\rtf1\ansi\ansicpg936{\fonttbl{\f0 Arial;}}{\info{\author \u31034\'ca\u20363\'c0}}
{\header\pard \'d2\'b3\'c3\'bc\par}\pard 1101{\b 05}1949{\deleted 1231}\par
\trowd\pard\intbl a\cell b\cell\row\pard {\v x\v0}y{\footnote z}\par{\*\unknown w}}";
    let texts = [
        "文件属性“author”|示例",
        "页眉|页眉",
        "修订中删除的文字|1231",
        "第 1 段|1101051949",
        "第 2 段|a\tb",
        "脚注或尾注|z",
        "第 3 段（隐藏）|xy",
    ];
    assert_eq!(told("甲.rtf", source.as_bytes()), texts);
}

#[test]
fn office_files_of_one_xml_text_are_read() {
    let word =
        "<?xml version='1.0'?><w:wordDocument xmlns:w='w'><w:p><w:t>1101</w:t><w:t>05</w:t></w:p></w:wordDocument>";
    assert_eq!(told("甲.doc", word.as_bytes()), ["第 1 段|110105"]);
    let sheets = "<?xml version='1.0'?><Workbook xmlns:s='s'><DocumentProperties><Author>示例</Author></DocumentProperties>
        <Worksheet s:Name='名单'><Table><Row s:Index='3'><Cell><Data>甲</Data><Comment><Data>注</Data></Comment></Cell>
        <Cell><Data>乙</Data></Cell></Row><Row s:Hidden='1'><Cell><Data>丙</Data></Cell></Row></Table></Worksheet></Workbook>";
    let texts = [
        "文件属性“Author”|示例",
        "名称|名单",
        "批注|注",
        "工作表“名单”第 3 行|甲\t乙",
        "工作表“名单”第 4 行（隐藏）|丙",
    ];
    assert_eq!(told("甲.xls", sheets.as_bytes()), texts);
    assert_eq!(told("甲.xml", b"<?xml version='1.0'?>\n<a>x</a>"), ["第 1 行|<?xml version='1.0'?>", "第 2 行|x"]);
}

#[test]
fn ofd_is_read_by_page_and_line() {
    let object =
        |at: &str, text: &str| format!("<o:TextObject Boundary='{at}'><o:TextCode>{text}</o:TextCode></o:TextObject>");
    let page = object("10 10 20 5", "11010519") + &object("30 10 20 5", "491231002X") + &object("10 20 20 5", "甲");
    let page = format!("<o:Page xmlns:o='o'><o:Layer>{page}</o:Layer></o:Page>");
    let about = "<o:OFD xmlns:o='o'><o:DocInfo><o:Author>示例</o:Author></o:DocInfo></o:OFD>";
    let file = zip(&[("OFD.xml", about.as_bytes()), ("Doc_0/Pages/Page_0/Content.xml", page.as_bytes())]);
    assert_eq!(told("甲.ofd", &file), ["文件属性“Author”|示例".to_owned(), format!("第 1 页|{NUMBER}\n甲")]);
    let scan = zip(&[("OFD.xml", about.as_bytes()), ("Doc_0/Pages/Page_0/Content.xml", b"<Page/>")]);
    assert_eq!(reasons("甲.ofd", &scan, &Limits::default()), [Reason::NoText]);
}

#[test]
fn files_in_archives_are_read_with_their_names() {
    let inner = zip(&[("../../etc/名单.txt", NUMBER.as_bytes())]);
    let texts = told("甲.zip", &zip(&[("乙.zip", &inner)]));
    assert_eq!(
        texts,
        [
            "名称|乙.zip",
            "“乙.zip”：名称|../../etc/名单.txt",
            &format!("“乙.zip” › “../../etc/名单.txt”：第 1 行|{NUMBER}")
        ]
    );
}

#[test]
fn a_name_that_chinese_windows_wrote_is_read() {
    let mut file = zip(&[("0123.txt", b"x")]);
    for at in memchr::memmem::find_iter(&file.clone(), b"0123.txt").collect::<Vec<_>>() {
        file[at..at + 4].copy_from_slice(&gbk("名单"));
    }
    assert_eq!(told("甲.zip", &file)[0], "名称|名单.txt");
}

#[test]
fn a_paragraph_is_one_text_whatever_runs_it_has() {
    let file = docx(
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs></w:pPr><w:r><w:t>1101</w:t></w:r><w:ins><w:r><w:t>05</w:t></w:r></w:ins>\
         <w:del><w:r><w:delText>旧</w:delText></w:r></w:del><w:r><w:t>&lt;1&#57;</w:t><w:tab/><w:t>x</w:t></w:r></w:p>",
    );
    assert_eq!(told("甲.docx", &file), ["修订中删除的文字|旧", "第 1 段|110105<19\tx"]);
    assert_eq!(told("没有名字", &file).len(), 2, "the form is told by the content");
}

#[test]
fn what_is_encrypted_is_told() {
    let mut file = cfb::CompoundFile::create(Cursor::new(Vec::new())).unwrap();
    file.create_stream("EncryptedPackage").unwrap().write_all(b"x").unwrap();
    let office = file.into_inner().into_inner();
    let mut archive = zip(&[("a.txt", b"x")]);
    for (magic, flags) in [(&b"PK\x03\x04"[..], 6), (b"PK\x01\x02", 8)] {
        let at = memchr::memmem::find(&archive, magic).unwrap();
        archive[at + flags] |= 1;
    }
    let odt = zip(&[("content.xml", b"?"), ("META-INF/manifest.xml", b"<m><encryption-data/></m>")]);
    for (name, bytes) in [("甲.docx", office), ("甲.zip", archive), ("甲.odt", odt)] {
        assert_eq!(reasons(name, &bytes, &Limits::default()), [Reason::Encrypted], "{name}");
    }
}

#[test]
fn what_is_broken_is_told_and_what_was_found_before_stays() {
    let whole = docx(&format!("<w:p><w:r><w:t>{NUMBER}</w:t></w:r></w:p>"));
    let broken = |name, bytes: &[u8]| assert_eq!(reasons(name, bytes, &Limits::default()), [Reason::Broken], "{name}");
    broken("甲.docx", &whole[..whole.len() / 2]);
    broken("乙.docx", b"\0\x01\x02");
    broken("丙.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1\0\0");
    broken("丁.pdf", b"%PDF-1.7\nno more");
    broken("戊.rtf", &[&b"{\\rtf"[..], &b"{".repeat(100_000)].concat());
    let reading = reading("己.docx", &docx(&format!("<w:p><w:r><w:t>{NUMBER}</w:t></w:r></w:p></w:x>")));
    assert_eq!(shown(&reading), [format!("第 1 段|{NUMBER}")]);
    assert_eq!(reading.unread[0].told().zh, "“word/document.xml”：文件已损坏或格式不对，未能读完");
    assert_eq!(reasons("庚.bin", b"\0\x01\x02", &Limits::default()), [Reason::UnknownForm]);
}

#[test]
fn entities_of_a_file_are_never_put_in() {
    let laughs = "<!DOCTYPE d [<!ENTITY a 'ha'><!ENTITY b '&a;&a;&a;'><!ENTITY x SYSTEM 'file:///etc/passwd'>]>";
    let members: [(&str, &[u8]); 2] =
        [("OFD.xml", b"<OFD/>"), ("Doc_0/Pages/Page_0/Content.xml", &[laughs.as_bytes(), b"<a>&b;&x;</a>"].concat())];
    let reading = reading("甲.ofd", &zip(&members));
    assert_eq!(reading.passages, []);
    assert_eq!(reading.unread[0].reason, Reason::Broken);
}

#[test]
fn a_bomb_is_not_expanded() {
    let zeros = vec![b'0'; 40 << 20];
    let bomb = zip(&[("a.txt", &zeros)]);
    assert!(bomb.len() < 100_000);
    assert_eq!(reasons("炸弹.zip", &bomb, &Limits::default()), [Reason::TooLarge], "by what it expands to");
    let few = Limits { expanded: 1000, ..Limits::default() };
    assert_eq!(reasons("多.zip", &zip(&[("a.txt", &[b'1'; 600]), ("b.txt", &[b'2'; 600])]), &few), [Reason::TooLarge]);
    let members: Vec<(&str, &[u8])> = ["a", "b", "c"].map(|name| (name, &b"x"[..])).to_vec();
    let two = Limits { members: 2, ..Limits::default() };
    assert_eq!(reasons("多.zip", &zip(&members), &two), [Reason::TooLarge]);
}

#[test]
fn files_stand_no_deeper_than_they_may() {
    let mut file = zip(&[("底.txt", NUMBER.as_bytes())]);
    for _ in 0..2 {
        file = zip(&[("层.zip", &file)]);
    }
    assert_eq!(reading("甲.zip", &file).unread, []);
    let deeper = reading("甲.zip", &zip(&[("层.zip", &file)]));
    assert_eq!(deeper.unread[0].reason, Reason::TooDeep);
    assert_eq!(deeper.unread[0].within, ["层.zip", "层.zip", "层.zip", "底.txt"]);
}

#[test]
fn texts_and_files_are_no_longer_than_they_may() {
    let limits = Limits { text: 20, file: 64, ..Limits::default() };
    assert_eq!(reasons("甲.txt", "一二三\n四五六\n七八九\n".as_bytes(), &limits), [Reason::TooLarge]);
    assert_eq!(reasons("甲.txt", &[b'x'; 65], &limits), [Reason::TooLarge]);
}

#[test]
fn a_file_that_is_too_large_is_not_taken_into_memory() {
    let folder = tempfile::tempdir().unwrap();
    // It has no blocks on the disk: reading it would take the memory all the same.
    std::fs::File::create(folder.path().join("大.pdf")).unwrap().set_len(1 << 40).unwrap();
    let world = World::open(folder.path()).unwrap();
    let reading = open(&world, "大.pdf", &Limits::default()).unwrap().unwrap();
    assert_eq!(reading.unread, [Unread::whole(Reason::TooLarge)]);
    assert_eq!(open(&world, "没有.pdf", &Limits::default()).unwrap(), None);
}

#[test]
fn a_pdf_that_takes_too_long_is_stopped() {
    let none = Limits { time: Duration::ZERO, ..Limits::default() };
    assert_eq!(reasons("甲.pdf", b"%PDF-1.7\n", &none), [Reason::TooSlow]);
}

/// A workbook whose only sheet has these rows.
fn xlsx(rows: &str, more: &[(&str, &[u8])]) -> Vec<u8> {
    let relations =
        "<Relationships><Relationship Id='1' Type='x/officeDocument' Target='xl/workbook.xml'/></Relationships>";
    let of_workbook =
        "<Relationships><Relationship Id='r1' Type='x/worksheet' Target='worksheets/sheet1.xml'/></Relationships>";
    let workbook = "<workbook xmlns:r='r'><sheets><sheet name='名单' r:id='r1'/></sheets></workbook>";
    let sheet = format!("<worksheet><sheetData>{rows}</sheetData></worksheet>");
    let parts: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", b"<Types/>"),
        ("_rels/.rels", relations.as_bytes()),
        ("xl/workbook.xml", workbook.as_bytes()),
        ("xl/_rels/workbook.xml.rels", of_workbook.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet.as_bytes()),
    ];
    let parts = parts.into_iter().filter(|(path, _)| more.iter().all(|(other, _)| path != other));
    zip(&parts.chain(more.iter().copied()).collect::<Vec<_>>())
}

#[test]
fn a_number_of_a_cell_has_all_its_digits() {
    let rows = "<row r='1'><c r='A1'><v>1.38001380E10</v></c><c r='B1'><v>13800138001.0</v></c></row>";
    assert!(told("甲.xlsx", &xlsx(rows, &[])).contains(&"工作表“名单”第 1 行|13800138000\t13800138001".to_owned()));
    let cell = "<table:table-cell office:value='13800138000'><text:p>1.38E+10</text:p></table:table-cell>";
    let content = format!(
        "<office:document-content xmlns:office='o' xmlns:table='t' xmlns:text='x'><office:body><office:spreadsheet>\
         <table:table table:name='名单'><table:table-row>{cell}</table:table-row></table:table></office:spreadsheet></office:body></office:document-content>"
    );
    let parts: [(&str, &[u8]); 2] =
        [("mimetype", b"application/vnd.oasis.opendocument.spreadsheet"), ("content.xml", content.as_bytes())];
    assert!(told("甲.ods", &zip(&parts)).iter().any(|one| one.ends_with("|13800138000")));
}

#[test]
fn strings_that_nothing_refers_to_are_read() {
    let strings = format!("<sst><si><r><t>110105</t></r><r><t>{}</t></r></si></sst>", &NUMBER[6..]);
    let found = told("甲.xlsx", &xlsx("", &[("xl/sharedStrings.xml", strings.as_bytes())]));
    assert!(found.iter().any(|one| one.ends_with(NUMBER)), "{found:?}");
}

#[test]
fn an_open_document_without_its_list_is_one() {
    let content = "<office:document-content xmlns:office='o' xmlns:text='x'><office:body><office:text>\
        <text:p>110105<text:span>19491231002X</text:span></text:p></office:text></office:body></office:document-content>";
    for beside in ["mimetype", "styles.xml", "META-INF/manifest.xml"] {
        let found = told("甲.odt", &zip(&[(beside, b"<a/>"), ("content.xml", content.as_bytes())]));
        assert!(found.iter().any(|one| one.ends_with(&format!("|{NUMBER}"))), "{beside}: {found:?}");
    }
}

#[test]
fn what_is_noted_in_a_jpeg_and_in_an_archive_is_read() {
    let mut picture = b"\xff\xd8\xff\xe0\x00\x04ab\xff\xfe\x00\x14".to_vec();
    picture.extend(NUMBER.bytes());
    picture.extend(b"\xff\xda\x00\x02\xff\xd9");
    assert!(told("甲.jpg", &picture).iter().any(|one| one.ends_with(NUMBER)));
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    archive.set_comment(NUMBER).unwrap();
    archive.start_file("a.txt", SimpleFileOptions::default()).unwrap();
    let bytes = archive.finish().unwrap().into_inner();
    assert!(told("甲.zip", &bytes).iter().any(|one| one.ends_with(NUMBER)));
}

#[test]
fn a_wide_text_need_not_say_that_it_is_one() {
    for text in [format!("姓名，号码\n{NUMBER}\n"), "机密★关于某事的函\n".to_owned(), format!("a {NUMBER}\n")]
    {
        let little: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
        let big: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [little, big] {
            let found = told("甲.txt", &bytes).join("\n");
            assert!(text.lines().all(|line| found.contains(line)), "{found}");
        }
    }
    for text in ["关于印发某某办法的通知", "序号 12 张三 400元", "镕"] {
        assert_eq!(told("甲.txt", &gbk(text)), [format!("第 1 行|{text}")]);
    }
}

#[test]
fn a_drawing_and_other_xml_are_read_without_their_tags() {
    let drawing = "<svg xmlns='s'>\n<text>甲<tspan>110105</tspan><tspan>19491231&#48;02X</tspan></text></svg>";
    for (name, text) in [("甲.svg", drawing.to_owned()), ("甲.xml", format!("<?xml version='1.0'?>\n{drawing}"))] {
        let found = told(name, text.as_bytes());
        assert!(found.iter().any(|one| one.contains(NUMBER)), "{name}: {found:?}");
    }
    assert!(told("甲.zip", &zip(&[("a.css", format!("/* {NUMBER} */").as_bytes())])).join("").contains(NUMBER));
}

#[test]
fn names_and_lists_of_a_workbook_are_read() {
    let workbook = format!(
        "<workbook xmlns:r='r'><sheets><sheet name='名单' r:id='r1'/></sheets><definedNames>\
         <definedName name='号码'>{}</definedName><definedName name='区域'>名单!$A$1</definedName></definedNames></workbook>",
        &NUMBER[..17]
    );
    let list = format!(
        "</row></sheetData><dataValidations><dataValidation type='list'><formula1>\"甲,{NUMBER}\"</formula1>\
         </dataValidation></dataValidations><sheetData><row>"
    );
    let found = told("甲.xlsx", &xlsx(&format!("<row>{list}</row>"), &[("xl/workbook.xml", workbook.as_bytes())]));
    for wanted in [&format!("域代码或公式|{}", &NUMBER[..17]), &format!("域代码或公式|\"甲,{NUMBER}\"")] {
        assert!(found.contains(wanted), "{found:?}");
    }
    assert!(!found.iter().any(|one| one.contains("$A$1")), "{found:?}");
}

fn zlib(text: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    packer.write_all(text).unwrap();
    packer.finish().unwrap()
}

#[test]
fn packed_texts_of_a_png_are_read() {
    let png = |kind: &[u8], before: &[u8], text: &[u8]| {
        let content = [before, &zlib(text)].concat();
        let length = u32::try_from(content.len()).unwrap().to_be_bytes();
        [b"\x89PNG\r\n\x1a\n", &length[..], kind, &content, &[0; 4]].concat()
    };
    for (kind, before) in [(b"zTXt", &b"Comment\0\0"[..]), (b"iTXt", b"Comment\0\x01\0zh\0\0")] {
        let found = told("甲.png", &png(kind, before, NUMBER.as_bytes()));
        assert!(found.iter().any(|one| one.ends_with(NUMBER)), "{found:?}");
    }
    let bomb = png(b"zTXt", b"a\0\0", &vec![b'1'; 8 << 20]);
    assert_eq!(reasons("甲.png", &bomb, &Limits::default()), [Reason::TooLarge]);
}
