//! xiangwei.yaml: keys, defaults, checks.

use super::{Address, Config, Hosts, Indicators, OrganisationId, Organisations, audit, deploy};
use crate::diag::{Code, Diagnostic};
use crate::law::closed_list::{ClosedList, closed_list};
use crate::law::site_code::SiteCode;
use crate::law::wording::Entry;
use crate::say;
use crate::world::{Read, World, Zone};
use crate::yaml::{Fields, Key, Record, Value};
use serde::{Deserialize, Serialize};

const SITE: Key = Key { en: "site", zh: &["站点"] };

pub(super) const RECORD: Record = Record {
    keys: &[
        SITE,
        Key { en: "theme", zh: &["主题"] },
        Key { en: "paginate", zh: &["每页条数"] },
        Key { en: "feed_limit", zh: &["订阅条数"] },
        Key { en: "taxonomies", zh: &["分类"] },
        Key { en: "external", zh: &["外链"] },
        Key { en: "outputs", zh: &["输出"] },
        Key { en: "audit", zh: &["审计"] },
        Key { en: "deploy", zh: &["部署"] },
        Key { en: "params", zh: &["参数"] },
    ],
};

const NAME: Key = Key { en: "name", zh: &["名称"] };
const URL: Key = Key { en: "url", zh: &["网址"] };
const SITE_RECORD: Record = Record {
    keys: &[
        NAME,
        URL,
        Key { en: "language", zh: &["语言"] },
        Key { en: "timezone", zh: &["时区"] },
        Key { en: "id_code", zh: &["网站标识码"] },
        Key { en: "publisher", zh: &["主办单位"] },
        Key { en: "operator", zh: &["承办单位"] },
        Key { en: "icp", zh: &["ICP备案号"] },
        Key { en: "police", zh: &["公安备案号"] },
        Key { en: "conac", zh: &["党政机关标识"] },
        Key { en: "contact", zh: &["联系方式"] },
        Key { en: "columns", zh: &["所属网站"] },
        Key { en: "licence", zh: &["许可"] },
        Key { en: "authority", zh: &["标识域名"] },
    ],
};
const CONTACT: Record = Record {
    keys: &[
        Key { en: "phone", zh: &["电话"] },
        Key { en: "email", zh: &["邮箱"] },
        Key { en: "address", zh: &["地址"] },
    ],
};
const COLUMNS: Record =
    Record { keys: &[Key { en: "header", zh: &["页头"] }, Key { en: "footer", zh: &["页脚"] }] };
const EXTERNAL: Record = Record { keys: &[Key { en: "allow", zh: &["允许"] }] };
const OUTPUTS: Record = Record {
    keys: &[Key { en: "search", zh: &["搜索"] }, Key { en: "json", zh: &["数据"] }, Key { en: "feeds", zh: &["订阅"] }],
};
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

fn read_outputs(fields: &mut Fields<'_>) -> Outputs {
    let all = Outputs { search: true, json: true, feeds: true };
    let written = fields.record("outputs", OUTPUTS, |fields| {
        let mut on = |key| fields.read(key, Value::yes).unwrap_or(true);
        Some(Outputs { search: on("search"), json: on("json"), feeds: on("feeds") })
    });
    written.unwrap_or(all)
}
