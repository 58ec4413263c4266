//! xiangwei.yaml: keys, defaults, checks.

use super::{Address, Config, Hosts, Indicators, OrganisationId, Organisations, audit, deploy};
use crate::diag::{Code, Diagnostic};
use crate::law::closed_list::{ClosedList, closed_list};
use crate::law::index_number::{SERIAL_DIGITS, Scheme};
use crate::law::site_code::SiteCode;
use crate::law::wording::Entry;
use crate::say;
use crate::world::{Read, World, Zone};
use crate::yaml::{Fields, Key, Record, Shape, Value};
use serde::{Deserialize, Serialize};

const SITE: Key = Key::new("site", &["站点"], Shape::Record(&SITE_RECORD), "是谁的网站").required();

/// The keys of xiangwei.yaml.
pub(super) const RECORD: Record = Record::of(&[
    SITE,
    Key::new("theme", &["主题"], Shape::Text, "themes/ 里的文件夹名，默认 gongbao"),
    Key::new("paginate", &["每页条数"], Shape::Count, "列表一页多少条，默认 20"),
    Key::new("feed_limit", &["订阅条数"], Shape::Count, "每个订阅多少条，默认 20"),
    Key::new("taxonomies", &["分类"], Shape::List(&Shape::Choice(Taxonomy::WORDS)), "哪些分类有自己的页面"),
    Key::new("external", &["外链"], Shape::Record(&EXTERNAL), "链接到别的网站"),
    Key::new("outputs", &["输出"], Shape::Record(&OUTPUTS), "网页以外还生成什么"),
    Key::new("index_number", &["索引号"], Shape::Record(&INDEX_NUMBER), "新文档的索引号怎样编"),
    Key::new("audit", &["审计"], Shape::Record(&audit::AUDIT), "检查按什么进行"),
    Key::new("deploy", &["部署"], Shape::Named(&Shape::Record(&deploy::TARGET)), "网站发送到哪里，一个目标一项"),
    Key::new("params", &["参数"], Shape::Free, "自定义内容，供模板使用"),
]);

const NAME: Key = Key::new("name", &["名称"], Shape::Text, "显示在每一页的页头和标题里").required();
const URL: Key = Key::new("url", &["网址"], Shape::Text, "网站建成后的地址，可以带目录").required();
const SITE_RECORD: Record = Record::of(&[
    NAME,
    URL,
    Key::new("language", &["语言"], Shape::Text, "默认 zh-CN"),
    Key::new("timezone", &["时区"], Shape::Text, "Asia/Shanghai 或 +08:00，默认北京时间"),
    Key::new("id_code", &["网站标识码"], Shape::Text, "10 位，加引号"),
    Key::new("publisher", &["主办单位"], Shape::Organisation, "机构的标识、全称或简称"),
    Key::new("operator", &["承办单位"], Shape::Organisation, "机构的标识、全称或简称"),
    Key::new("icp", &["ICP备案号"], Shape::Text, "页脚"),
    Key::new("police", &["公安备案号"], Shape::Text, "页脚"),
    Key::new("conac", &["党政机关标识"], Shape::Text, "页脚的党政机关网站标识"),
    Key::new("contact", &["联系方式"], Shape::Record(&CONTACT), "页脚"),
    Key::new("columns", &["所属网站"], Shape::Record(&COLUMNS), "上级门户的 HTML 片段"),
    Key::new("licence", &["许可"], Shape::Text, "数据文件的使用许可：一句话或网址"),
    Key::new("authority", &["标识域名"], Shape::Text, "标识符里的域名，默认是网址的"),
]);
const CONTACT: Record = Record::of(&[
    Key::new("phone", &["电话"], Shape::Text, "电话"),
    Key::new("email", &["邮箱"], Shape::Text, "电子邮箱"),
    Key::new("address", &["地址"], Shape::Text, "地址"),
]);
const COLUMNS: Record = Record::of(&[
    Key::new("header", &["页头"], Shape::Text, "站点文件夹里的 HTML 文件，放在每页开头"),
    Key::new("footer", &["页脚"], Shape::Text, "站点文件夹里的 HTML 文件，放在每页结尾"),
]);
const EXTERNAL: Record =
    Record::of(&[Key::new("allow", &["允许"], Shape::List(&Shape::Text), "链接到这些域名不经过离开提示")]);
const OUTPUTS: Record = Record::of(&[
    Key::new("search", &["搜索"], Shape::Yes, "全文检索，默认是"),
    Key::new("json", &["数据"], Shape::Yes, "开放数据，默认是"),
    Key::new("feeds", &["订阅"], Shape::Yes, "Atom 订阅，默认是"),
]);
const INDEX_NUMBER: Record = Record::of(&[
    Key::new("month", &["月份"], Shape::Yes, "年份之后是否带月份，默认否"),
    Key::new("digits", &["位数"], Shape::Count, "流水号几位，5 到 7，默认 5"),
]);

/// Whose site it is: what the footer and the meta tags tell.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Site {
    /// `SiteName`.
    pub name: String,
    /// Where it stands on the web.
    pub address: Address,
    /// The language of its pages.
    pub language: String,
    /// Its time zone.
    pub zone: Zone,
    /// 网站标识码 (国办发〔2017〕47号, annex: SiteIDCode).
    pub id_code: Option<String>,
    /// 主办单位.
    pub publisher: Option<OrganisationId>,
    /// 承办单位.
    pub operator: Option<OrganisationId>,
    /// ICP 备案号.
    pub icp: Option<String>,
    /// 公安备案号.
    pub police: Option<String>,
    /// 党政机关网站标识.
    pub conac: Option<String>,
    /// How to reach the operator.
    pub contact: Contact,
    /// Fragments of a host portal.
    pub columns: Columns,
    /// On what terms its data may be used: a sentence, or the address of a licence.
    pub licence: Option<String>,
    /// The domain name in the ids of documents (RFC 4151); by default the host, and kept when the portal moves.
    pub authority: Option<String>,
}

/// How to reach the site's operator.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Contact {
    /// Telephone.
    pub phone: Option<String>,
    /// E-mail.
    pub email: Option<String>,
    /// Address.
    pub address: Option<String>,
}

/// HTML of the portal in which the site stands as a column.
#[derive(Debug, Clone, Default, Serialize, Deserialize)]
pub struct Columns {
    /// For the head of each page.
    pub header: Option<String>,
    /// For its foot.
    pub footer: Option<String>,
}

/// What the settings refer to.
pub(super) struct Surroundings<'a> {
    pub(super) world: &'a World,
    pub(super) organisations: Organisations,
    pub(super) indicators: Indicators,
    pub(super) wording: Vec<Entry>,
}

/// What is written besides pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Outputs {
    /// Full-text search.
    pub search: bool,
    /// Open data.
    pub json: bool,
    /// Atom feeds.
    pub feeds: bool,
}

closed_list! {
    /// A way to group documents, with pages of its own.
    pub enum Taxonomy {
        Topics: "topics", "主题分类";
        Keywords: "keywords", "关键词";
        Publishers: "publishers", "发布机构";
        Years: "years", "年度";
    }
}

impl Taxonomy {
    /// Whether its terms have feeds: topics and publishers are what people follow. Keywords are many, and a year ends.
    #[must_use]
    pub fn has_feeds(self) -> bool {
        matches!(self, Self::Topics | Self::Publishers)
    }
}

pub(super) fn read(
    mut fields: Fields<'_>,
    base_url: Option<&Address>,
    around: Surroundings<'_>,
) -> (Config, Vec<Diagnostic>) {
    let site = fields.record("site", SITE_RECORD, |fields| Some(read_site(fields, base_url, &around)));
    if fields.get("site").is_none() {
        fields.missing(&SITE);
    }
    let config = Config {
        site: site.unwrap_or_else(|| read_site(&mut Fields::empty(fields.place().clone()), base_url, &around)),
        theme: fields.read("theme", theme_name).unwrap_or_else(|| "gongbao".to_owned()),
        theme_place: fields.get("theme").map_or_else(|| fields.place().clone(), |value| value.place()),
        paginate: fields.read("paginate", Value::count).unwrap_or(20),
        feed_limit: fields.read("feed_limit", Value::count).unwrap_or(20),
        taxonomies: read_taxonomies(&mut fields),
        allowed_hosts: read_hosts(&mut fields),
        outputs: read_outputs(&mut fields),
        index_numbers: read_index_numbers(&mut fields),
        audit: audit::read(&mut fields),
        params: fields.get("params").map(Value::free).unwrap_or_default(),
        deploy: deploy::read(&mut fields),
        organisations: around.organisations,
        indicators: around.indicators,
        wording: around.wording,
    };
    (config, fields.finish())
}

fn read_site(fields: &mut Fields<'_>, base_url: Option<&Address>, around: &Surroundings<'_>) -> Site {
    let name = fields.require(&NAME, Value::text).unwrap_or_default();
    let written = fields.require(&URL, address);
    let nowhere = || Address { origin: "https://localhost".into(), host: "localhost".into(), base: "/".into() };
    Site {
        name,
        address: base_url.cloned().or(written).unwrap_or_else(nowhere),
        language: fields.read("language", Value::text).unwrap_or_else(|| "zh-CN".to_owned()),
        zone: fields.read("timezone", zone).unwrap_or(Zone::BEIJING),
        id_code: fields.read("id_code", id_code),
        publisher: fields.read("publisher", |value| around.organisations.read(value)),
        operator: fields.read("operator", |value| around.organisations.read(value)),
        icp: fields.read("icp", Value::text),
        police: fields.read("police", Value::text),
        conac: fields.read("conac", Value::text),
        contact: fields.record("contact", CONTACT, |fields| Some(read_contact(fields))).unwrap_or_default(),
        columns: fields
            .record("columns", COLUMNS, |fields| Some(read_columns(fields, around.world)))
            .unwrap_or_default(),
        licence: fields.read("licence", Value::text),
        authority: fields.read("authority", authority),
    }
}

fn read_contact(fields: &mut Fields<'_>) -> Contact {
    Contact {
        phone: fields.read("phone", Value::text),
        email: fields.read("email", Value::text),
        address: fields.read("address", Value::text),
    }
}

fn read_columns(fields: &mut Fields<'_>, world: &World) -> Columns {
    let mut html = |key| fields.read(key, |value| fragment(value, world));
    Columns { header: html("header"), footer: html("footer") }
}

/// The text of a file that the settings name.
fn fragment(value: Value<'_>, world: &World) -> Result<String, Box<Diagnostic>> {
    let path = value.str()?;
    match world.read(path) {
        Ok(Read::Text(source)) => Ok(source.text),
        Ok(Read::NotText(fault)) => Err(fault),
        Ok(Read::Absent) | Err(_) => {
            let fault = value.fault(Code::Data, say!("没有文件 {path}", "there is no file {path}"));
            Err(Box::new(fault.help(say!(
                "写站点文件夹里一个 HTML 片段的路径",
                "write the path of an HTML fragment in the site's folder"
            ))))
        }
    }
}

fn address(value: Value<'_>) -> Result<Address, Box<Diagnostic>> {
    let text = value.str()?;
    Address::parse(text).ok_or_else(|| {
        let fault = value.fault(Code::UrlForm, say!("“{text}”不是网址", "`{text}` is not an address"));
        Box::new(fault.help(say!("写作 https://www.example.gov.cn/fzzf/", "write https://www.example.gov.cn/fzzf/")))
    })
}

fn zone(value: Value<'_>) -> Result<Zone, Box<Diagnostic>> {
    let text = value.str()?;
    Zone::parse(text).ok_or_else(|| {
        let fault = value.fault(Code::ValueChoice, say!("不认识时区“{text}”", "the time zone `{text}` is not known"));
        Box::new(fault.help(say!("写 Asia/Shanghai 或 +08:00", "write Asia/Shanghai or +08:00")))
    })
}

fn id_code(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    if SiteCode::parse(&text).is_some() {
        return Ok(text);
    }
    let fault = value.fault(Code::ValueType, say!("网站标识码应为 10 位", "a site's code has 10 characters"));
    Err(Box::new(fault.help(say!(
        "地方网站为 10 位数字，前 6 位是行政区划代码",
        "a local site's has 10 digits, the first 6 being the division's code"
    ))))
}

fn authority(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?.to_ascii_lowercase();
    let is_name = |part: &str| !part.is_empty() && part.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    let is_domain = text.contains('.') && text.split('.').all(is_name);
    is_domain.then_some(text).ok_or_else(|| {
        Box::new(value.mismatch(say!("域名，如 www.example.gov.cn", "a domain name such as www.example.gov.cn")))
    })
}

fn theme_name(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    let plain = !text.contains(['/', '\\']) && !text.starts_with('.');
    plain
        .then_some(text)
        .ok_or_else(|| Box::new(value.mismatch(say!("themes/ 下的文件夹名", "the name of a folder in themes/"))))
}

fn read_taxonomies(fields: &mut Fields<'_>) -> Vec<Taxonomy> {
    if fields.get("taxonomies").is_none() {
        return Taxonomy::ALL.to_vec();
    }
    let mut chosen = fields.read_all("taxonomies", Value::choice);
    let mut seen = Vec::new();
    chosen.retain(|taxonomy| {
        !seen.contains(taxonomy) && {
            seen.push(*taxonomy);
            true
        }
    });
    chosen
}

fn read_hosts(fields: &mut Fields<'_>) -> Hosts {
    let written = fields.record("external", EXTERNAL, |fields| {
        fields.get("allow")?;
        Some(fields.read_all("allow", |value| Ok(value.str()?.to_ascii_lowercase())))
    });
    Hosts(written.unwrap_or_else(|| vec!["*.gov.cn".to_owned()]))
}

fn read_index_numbers(fields: &mut Fields<'_>) -> Scheme {
    let usual = Scheme::default();
    let written = fields.record("index_number", INDEX_NUMBER, |fields| {
        let month = fields.read("month", Value::yes).unwrap_or(usual.month);
        Some(Scheme { month, digits: fields.read("digits", serial_digits).unwrap_or(usual.digits) })
    });
    written.unwrap_or(usual)
}

fn serial_digits(value: Value<'_>) -> Result<usize, Box<Diagnostic>> {
    let digits = value.count()?;
    let fits = SERIAL_DIGITS.contains(&digits);
    fits.then_some(digits).ok_or_else(|| Box::new(value.mismatch(say!("5 到 7", "5 to 7"))))
}

fn read_outputs(fields: &mut Fields<'_>) -> Outputs {
    let all = Outputs { search: true, json: true, feeds: true };
    let written = fields.record("outputs", OUTPUTS, |fields| {
        let mut on = |key| fields.read(key, Value::yes).unwrap_or(true);
        Some(Outputs { search: on("search"), json: on("json"), feeds: on("feeds") })
    });
    written.unwrap_or(all)
}
