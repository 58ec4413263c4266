//! The same report in each form, by real programs: nothing of it is lost, and every difference is told.

use super::{assert_builds, file, result, site, told, written};
use serde_json::Value;
use std::fs;

/// What the text is to be, but for pictures and notes, which not every form has.
const TEXT: &str = "\
全年办结案件134件，**同比增长12.5%**，占地3 km²，详见[公开平台](https://www.example.gov.cn/a?b=1)[^1]。

## 一、主要做法

### （一）学法用法

各级都要把学法用法放在重要的位置上来抓，把制度建起来，把责任落实下去。

- 集中学法5次
- 专题培训3场

1. 先登记
2. 后办理

### （二）政务公开

发布信息22911条。

![公开流程图](图1.png)

| 部门 | 收件 | 办结 |
| --- | --- | --- |
| 司法局 | 12 | 11 |
|  | 8 | 8 |
| 合计 | 39 |  |

## 二、2025年工作打算

一是修订公开规定。6月底前完成。二是年底前建成调解平台。

特此报告。

示例市人民政府

2025年2月14日

[^1]: 统计截至12月31日。
";

/// Imports a file of this folder, and has the site built.
fn imported(name: &str) -> (Value, String, String) {
    let site = site();
    let result = result(&site, &file(name), &["--into", "bg"]);
    let (front, body) = written(&site, &result);
    for beside in result["files"].as_array().unwrap() {
        let folder = result["path"].as_str().unwrap().trim_end_matches("index.md");
        let bytes = fs::read(site.path(&format!("{folder}{}", beside.as_str().unwrap()))).unwrap();
        assert!(bytes.starts_with(b"\x89PNG"), "{name}");
    }
    assert_builds(&site);
    (result, front, body)
}

#[track_caller]
fn assert_front(front: &str) {
    for line in [
        "标题: 示例市2024年度法治政府建设情况报告",
        "类型: 法治报告  # 推测：标题是法治政府建设的报告",
        "年度: 2024  # 推测：取自标题",
        "发布机构: 示例市人民政府  # 推测：取自落款",
        "发布日期: 2025-02-14  # 推测：按成文日期，请改为实际发布日期",
        "成文日期: 2025-02-14  # 推测：取自落款",
    ] {
        assert!(front.lines().any(|own| own == line), "{line}\n{front}");
    }
}

#[track_caller]
fn assert_told(result: &Value, wanted: &[&str]) {
    let told = told(result);
    for line in wanted {
        assert!(told.iter().any(|own| own.contains(line)), "{line}\n{}", told.join("\n"));
    }
}

/// What is told of the file in every form that keeps it apart from the text.
const OF_OFFICE: [&str; 8] = [
    "left_out|页眉|页眉|内部资料 第 1 期",
    "left_out|页脚|页脚|示例印刷厂",
    "left_out|批注|批注|请核对数字",
    "left_out|第 12 段|下划线",
    "mended|第 6 段|分页断开的段落接上了|",
    "mended|表 1 第 2 行|合并的单元格（2 行 1 列）",
    "mended|表 1 第 4 行|合并的单元格（1 行 2 列）",
    "mended|第 3 段|自动编号写成了文字|一、主要做法",
];

/// Everything of the report, what was changed while changes were tracked included.
fn whole(name: &str) -> Value {
    let (result, front, body) = imported(name);
    assert_front(&front);
    assert_eq!(body, TEXT);
    assert_told(&result, &OF_OFFICE);
    assert_told(
        &result,
        &["left_out|第 12 段|修订中删除的文字|21000 条", "mended|第 12 段|修订中插入的文字，已收入正文|22911 条"],
    );
    result
}

#[test]
fn a_text_of_word_comes_over() {
    let result = whole("综合.docx");
    assert_told(&result, &["read||18 段（其中标题 5、列表项 4），表格 1，脚注 1，图片 1|"]);
}

#[test]
fn an_open_document_comes_over() {
    whole("综合.odt");
}

#[test]
fn a_text_of_word_before_2007_comes_over_by_libreoffice() {
    let (result, front, body) = imported("综合.doc");
    assert_front(&front);
    // LibreOffice leaves the text of the picture out when it writes docx.
    assert_eq!(body, TEXT.replace("公开流程图", "图1"));
    assert_told(&result, &OF_OFFICE);
    assert_told(&result, &["left_out|第 12 段|修订中删除的文字|21000", "guessed|第 13 段|图片没有替代文字"]);
}

#[test]
fn a_page_comes_over() {
    let (result, front, body) = imported("网页.html");
    assert_front(&front);
    let text = TEXT.replace("[^1]", "").replace("\n\n: 统计截至12月31日。", "").replace("1. 先登记\n2. 后办理\n\n", "");
    let text = text.replace("![公开流程图](图1.png)\n\n", "").replace("特此报告。\n\n", "");
    assert_eq!(body, text);
    let told = [
        "left_out|第 9 段|图片（另行放到文档旁边）：a.png|公开流程图",
        "导航、页眉、页脚、边栏或表单|首页",
        "导航、页眉、页脚、边栏或表单|示例网 版权所有",
    ];
    assert_told(&result, &told);
    assert_told(&result, &OF_OFFICE[5..7]);
}

/// What is told of a cell over two rows, in a table of a PDF as in any other.
const MERGED: &str = "mended|表 1 第 2 行|合并的单元格（2 行 1 列）拆开了，内容写在左上一格，其余留空|司法局";

#[test]
fn a_page_that_chromium_printed_comes_over() {
    let (result, front, body) = imported("网页.pdf");
    assert_front(&front);
    let long = "各级都要把学法用法放在重要的位置上来抓，把制度建起来，把责任落实下去。".repeat(30);
    for line in [
        "全年办结案件134件，**同比增长12.5%**，占地3 km²，详见[公开平台。](https://www.example.gov.cn/a?b=1)",
        "## 一、主要做法",
        "### （一）学法用法",
        &long,
        "- 集中学法5次\n- 专题培训3场",
        "发布信息22911条。",
        "| 部门 | 收件 | 办结 |\n| --- | --- | --- |\n| 司法局 | 12 | 11 |\n|  | 8 | 8 |\n| 合计 | 39 |  |",
        "## 二、2025年工作打算",
    ] {
        assert!(body.split("\n\n").any(|block| block == line), "{line}\n{body}");
    }
    assert_told(&result, &["guessed||PDF 没有段落和标题的标记", "guessed|第 2 页|表格（按框线推测）|", MERGED]);
}

#[test]
fn a_pdf_of_libreoffice_comes_over() {
    let (result, front, body) = imported("综合.pdf");
    assert_front(&front);
    for block in TEXT.split("\n\n").filter(|block| !["![", "[^", "1. "].iter().any(|begin| block.starts_with(begin))) {
        // What was deleted is drawn in a PDF as all else is.
        let block = block.replace("[^1]", "¹").replace("[公开平台](https://www.example.gov.cn/a?b=1)", "公开平台");
        let block = block.replace("22911条", "21000条22911条");
        assert!(body.split("\n\n").any(|own| own == block), "{block}\n{body}");
    }
    for words in ["1\\. 先登记", "2\\. 后办理", "统计截至12月31日。", "内部资料第1期", "示例印刷厂"]
    {
        assert!(body.contains(words), "{words}\n{body}");
    }
    assert_told(
        &result,
        &[
            "left_out|第 1 页|PDF 里的图片|",
            "guessed|第 1 页|表格（按框线推测）|",
            "guessed|第 1 页|疑为页眉，留在正文里|内部资料",
            "guessed|第 1 页|疑为页脚，留在正文里|示例印刷厂",
            MERGED,
        ],
    );
}

#[test]
fn a_paper_without_styles_is_understood_by_places_and_numbers() {
    for name in ["公文.docx", "公文.pdf"] {
        let (result, front, body) = imported(name);
        for line in [
            "标题: 示例市人民政府关于加强河道管理的意见  # 推测：取自居中的文字",
            "类型: 政策文件  # 推测：有发文字号，或标题是办法、规定",
            "成文日期: 2024-05-06  # 推测：取自落款",
            "发文字号: 示政发〔2024〕12号  # 推测：取自正文开头",
        ] {
            assert!(front.lines().any(|own| own == line), "{name}: {line}\n{front}");
        }
        let text = "各区镇人民政府，市各部门：\n\n为加强河道管理，现提出如下意见：\n\n## 一、总体要求\n\n### （一）工作目标\n\n\
                    到2025年，水质达标率达到95.5%。\n\n### （二）基本原则\n\n坚持统一管理。\n\n## 二、重点任务\n\n#### 1. 加强巡查\n\n\
                    每月巡查2次，发现问题30日内整改。\n\n#### 2. 落实责任\n\n各区镇负责本区域河道。\n\n附件：1. 河道名录\n\n\
                    示例市人民政府\n\n二〇二四年五月六日\n";
        assert_eq!(body, text, "{name}");
        assert_told(
            &result,
            &["红头|示例市人民政府文件", "汉字后的半角标点改成全角，2 处", "全角数字、字母改成半角，5 处"],
        );
    }
}
