//! What a portal has besides documents: settings, organisations, the twelve sections.

/// `xiangwei.yaml`. With thirty documents on a list's page 22,911 documents come to about 28,000 pages.
pub(super) const SETTINGS: &str = "\
site:
  name: 示例市法治政府建设公开平台
  url: https://www.example.gov.cn/fzzf/
  id_code: \"3299990001\"
  publisher: shili
  operator: sifa
  icp: 苏ICP备00000000号-1
  police: 苏公网安备 32999900000000号
  conac: \"00000000000000000000000000000000\"
  contact: { phone: 0500-00000000, email: shili@example.gov.cn, address: 示例市示例路1号 }
theme: gongbao
paginate: 30
outputs: { json: false }
";

/// The home page.
pub(super) const HOME: &str = "\
---
title: 首页
description: 示例市法治政府建设公开平台首页，公开法治政府建设的文件、报告和数据。
column_type: 首页
---

本站公开示例市法治政府建设的政策文件、年度报告、行政执法数据和公共法律服务信息，内容由程序生成，只用于测量。
";

/// The kinds of documents that the corpus has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Policy,
    Interpretation,
    Notice,
    News,
    Report,
    Decision,
    Consultation,
    Interview,
    Page,
}

impl Kind {
    /// As front matter names it.
    pub(super) fn code(self) -> &'static str {
        match self {
            Self::Policy => "policy",
            Self::Interpretation => "interpretation",
            Self::Notice => "notice",
            Self::News => "news",
            Self::Report => "report",
            Self::Decision => "decision",
            Self::Consultation => "consultation",
            Self::Interview => "interview",
            Self::Page => "page",
        }
    }
}

/// A section of the first level.
#[derive(Debug)]
pub(super) struct Section {
    /// Its folder under content/.
    pub(super) folder: &'static str,
    title: &'static str,
    column_type: &'static str,
    /// What its documents are, in turn.
    pub(super) kinds: &'static [Kind],
    /// The 代字 of its document numbers, if its documents have any.
    pub(super) code: Option<&'static str>,
    /// Whether it is cut by year, however few its documents are.
    pub(super) yearly: bool,
}

/// The twelve sections; documents are dealt to them in turn. The first holds the policies, and nothing else.
pub(super) const SECTIONS: [Section; 12] = [
    Section::new("zcwj", "政策文件", "政策文件", &[Kind::Policy]).numbered("示政发").yearly(),
    Section::new("zcjd", "政策解读", "政策解读", &[Kind::Interpretation]),
    Section::new("tzgg", "通知公告", "通知公告", &[Kind::Notice]).numbered("示政办发"),
    Section::new("gzdt", "工作动态", "工作动态", &[Kind::News]).yearly(),
    Section::new("fzbg", "法治报告", "法治报告", &[Kind::Report, Kind::News, Kind::Notice]),
    Section::new("jcgk", "决策公开", "重大行政决策", &[Kind::Decision, Kind::Notice]),
    Section::new("yjzj", "意见征集", "征集调查", &[Kind::Consultation, Kind::Notice]),
    Section::new("xzzf", "行政执法", "数据发布", &[Kind::Notice, Kind::News, Kind::Report]),
    Section::new("yshj", "营商环境", "工作动态", &[Kind::News, Kind::Notice]),
    Section::new("ggfl", "公共法律服务", "办事服务", &[Kind::Page, Kind::Notice]),
    Section::new("hjmd", "矛盾化解", "工作动态", &[Kind::News, Kind::Interview]),
    Section::new("zwgk", "政务公开", "信息公开目录", &[Kind::Notice, Kind::Page]),
];

impl Section {
    const fn new(folder: &'static str, title: &'static str, column_type: &'static str, kinds: &'static [Kind]) -> Self {
        Self { folder, title, column_type, kinds, code: None, yearly: false }
    }

    const fn numbered(self, code: &'static str) -> Self {
        Self { code: Some(code), ..self }
    }

    const fn yearly(self) -> Self {
        Self { yearly: true, ..self }
    }

    /// Its `_index.md`.
    pub(super) fn index(&self, weight: usize) -> String {
        let Self { title, column_type, .. } = self;
        format!(
            "---\ntitle: {title}\nweight: {}\ndescription: 示例市{title}栏目，公布{title}方面的信息。\n\
             column_type: {column_type}\n---\n\n本栏目公布示例市**{title}**方面的信息。\n",
            weight * 10
        )
    }
}

/// The `_index.md` of a section's year; the newest stands first.
pub(super) fn year_index(year: usize) -> String {
    format!("---\ntitle: {year}年\nweight: {}\n---\n", 9999 - year)
}

/// An organisation that publishes.
#[derive(Debug, Clone, Copy)]
pub(super) struct Organisation {
    /// What `publisher` names.
    pub(super) id: &'static str,
    name: &'static str,
    /// As titles and sentences name it.
    pub(super) short: &'static str,
    level: &'static str,
    parent: Option<&'static str>,
}

impl Organisation {
    /// One below the government that the portal belongs to.
    const fn below(level: &'static str, id: &'static str, name: &'static str, short: &'static str) -> Self {
        Self { id, name, short, level, parent: Some("shili") }
    }
}

/// The twelve organisations.
pub(super) const ORGANISATIONS: [Organisation; 12] = [
    Organisation { parent: None, ..Organisation::below("county", "shili", "示例市人民政府", "市政府") },
    Organisation::below("department", "bangongshi", "示例市人民政府办公室", "市政府办公室"),
    Organisation::below("department", "sifa", "示例市司法局", "市司法局"),
    Organisation::below("department", "fagai", "示例市发展和改革委员会", "市发展改革委"),
    Organisation::below("department", "caizheng", "示例市财政局", "市财政局"),
    Organisation::below("department", "shichang", "示例市市场监督管理局", "市市场监管局"),
    Organisation::below("department", "yingji", "示例市应急管理局", "市应急局"),
    Organisation::below("department", "shengtai", "示例市生态环境局", "市生态环境局"),
    Organisation::below("department", "chengguan", "示例市城市管理局", "市城管局"),
    Organisation::below("park", "yuanqu", "示例高新技术产业园", "高新区"),
    Organisation::below("township", "chengnan", "示例市城南镇人民政府", "城南镇"),
    Organisation::below("township", "binhai", "示例市滨海镇人民政府", "滨海镇"),
];

/// `data/organisations.yaml`.
pub(super) fn organisations() -> String {
    let mut yaml = String::new();
    for Organisation { id, name, short, level, parent } in ORGANISATIONS {
        yaml.push_str(&format!("- id: {id}\n  name: {name}\n  short: {short}\n  level: {level}\n"));
        if let Some(parent) = parent {
            yaml.push_str(&format!("  parent: {parent}\n"));
        }
    }
    yaml
}
