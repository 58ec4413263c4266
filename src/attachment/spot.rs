//! Where a text stands in a file.

use crate::diag::Text;
use crate::say;

/// A place in a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Spot {
    /// The names of the files within the file that lead to it; none in the file itself.
    pub within: Vec<String>,
    /// The part of the innermost file.
    pub part: Part,
    /// Whether it was hidden: a sheet, row, column, slide or text that would be seen otherwise.
    pub hidden: bool,
}

/// A part of a file. What is counted begins with 1.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Part {
    /// A paragraph of the body; those in tables are not counted.
    Paragraph(usize),
    /// A row of the table with this number in the body.
    TableRow {
        /// The table in the body.
        table: usize,
        /// The row in the table.
        row: usize,
    },
    /// A row of a sheet, as the program that made it counts.
    SheetRow {
        /// The sheet's name.
        sheet: String,
        /// The row in the sheet.
        row: usize,
    },
    /// A page.
    Page(usize),
    /// A slide.
    Slide(usize),
    /// What the speaker notes to a slide.
    Notes,
    /// What stands over every page.
    Header,
    /// What stands under every page.
    Footer,
    /// A footnote or endnote.
    Footnote,
    /// A comment on the text or on a cell.
    Comment,
    /// What was deleted while changes were tracked.
    Deleted,
    /// A text box.
    TextBox,
    /// What is read out for a picture.
    AltText,
    /// A field's code, or a formula that holds words.
    Code,
    /// Where a link leads outside of the file.
    Link,
    /// A property of the file, by its name in the file.
    Property(String),
    /// What a camera or a program noted in a picture, by its tag.
    Exif(String),
    /// A line of a text, or a row of a table in one.
    Line(usize),
    /// The name of a file within the file, or of a sheet.
    Name,
    /// The words of an HTML element's attribute, by its name.
    Attribute(String),
    /// A comment, script or style in HTML.
    Source,
    /// What is still in the file and is shown nowhere.
    Leftover,
    /// Another member of an office file, by its path.
    Member(String),
}

impl Spot {
    /// The place for a person: `“乙.xlsx”：工作表“名单”第 3 行（隐藏）`.
    #[must_use]
    pub fn told(&self) -> Text {
        let part = self.part.told();
        let part = match self.hidden {
            false => part,
            true => Text { zh: part.zh + "（隐藏）", en: part.en + " (hidden)" },
        };
        led(&self.within, part)
    }
}

/// A sentence, after the names of the files that lead to it.
pub(super) fn led(within: &[String], told: Text) -> Text {
    if within.is_empty() {
        return told;
    }
    let names: Vec<String> = within.iter().map(|name| format!("“{name}”")).collect();
    let names = names.join(" › ");
    Text { zh: format!("{names}：{}", told.zh), en: format!("{names}: {}", told.en) }
}

/// How many characters of a name a place bears; programs allow no more, hostile files do.
const NAME: usize = 255;

/// A name as a place bears it.
pub(super) fn short(name: String) -> String {
    match name.char_indices().nth(NAME) {
        None => name,
        Some((end, _)) => name[..end].to_owned(),
    }
}

impl Part {
    /// What it takes in memory beside itself, in bytes.
    pub(super) fn weight(&self) -> usize {
        match self {
            Self::SheetRow { sheet: name, .. }
            | Self::Property(name)
            | Self::Exif(name)
            | Self::Attribute(name)
            | Self::Member(name) => name.len(),
            _ => 0,
        }
    }

    fn told(&self) -> Text {
        match self {
            Self::Paragraph(n) => say!("第 {n} 段", "paragraph {n}"),
            Self::TableRow { table, row } => say!("表 {table} 第 {row} 行", "table {table}, row {row}"),
            Self::SheetRow { sheet, row } => say!("工作表“{sheet}”第 {row} 行", "sheet “{sheet}”, row {row}"),
            Self::Page(n) => say!("第 {n} 页", "page {n}"),
            Self::Slide(n) => say!("第 {n} 张幻灯片", "slide {n}"),
            Self::Line(n) => say!("第 {n} 行", "line {n}"),
            Self::Property(name) => say!("文件属性“{name}”", "property “{name}”"),
            Self::Exif(tag) => say!("图片信息“{tag}”", "picture data “{tag}”"),
            Self::Attribute(name) => say!("网页属性“{name}”", "attribute “{name}”"),
            Self::Member(path) => say!("部件“{path}”", "part “{path}”"),
            plain => plain.named(),
        }
    }

    /// The name of a part that needs no number.
    fn named(&self) -> Text {
        match self {
            Self::Notes => say!("演讲备注", "speaker notes"),
            Self::Header => say!("页眉", "header"),
            Self::Footer => say!("页脚", "footer"),
            Self::Footnote => say!("脚注或尾注", "footnote or endnote"),
            Self::Comment => say!("批注", "comment"),
            Self::Deleted => say!("修订中删除的文字", "tracked deletion"),
            Self::TextBox => say!("文本框", "text box"),
            Self::AltText => say!("替代文字", "alternative text"),
            Self::Code => say!("域代码或公式", "field code or formula"),
            Self::Link => say!("链接地址", "link address"),
            Self::Name => say!("名称", "name"),
            Self::Source => say!("网页源代码", "source of the page"),
            _ => say!("不再显示的残留内容", "left-over that is not shown"),
        }
    }
}
