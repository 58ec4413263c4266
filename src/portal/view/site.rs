//! What is shown of the site.

use super::{Field, Shown, View};
use crate::config::Site;
use crate::portal::{Owner, Portal, Route, SectionId, Special, overview};

/// Sorted by name.
pub(super) static FIELDS: &[Field<()>] = &[
    Field {
        name: "base",
        doc: "基础路径 · the base path, `/` or `/fzzf/`",
        show: |portal, ()| Shown::from(of(portal).address.base.clone()),
    },
    Field {
        name: "changes",
        doc: "发布与变更，按月：name、entries（happening、happening_name、date、title、url、kind_name、doc_number、status、status_code、status_turns、note、major、replacement） · what was published, changed, archived and withdrawn, a month each, the newest first",
        show: |portal, ()| overview::changes(portal),
    },
    Field {
        name: "commitments",
        doc: "承诺兑现：all（total、kept、rate、states）、years（另有 year）、publishers（另有 name、url）、rows（同 document.promises，新的在前） · what reports promised and what came of it",
        show: |portal, ()| overview::commitments(portal),
    },
    Field {
        name: "conac",
        doc: "党政机关网站标识 · or nothing",
        show: |portal, ()| Shown::text(of(portal).conac.clone()),
    },
    Field {
        name: "consultations_feed",
        doc: "正在征集意见的订阅地址 · the feed of the consultations that are open, or nothing",
        show: |portal, ()| portal.special_url(Special::ConsultationsFeed),
    },
    Field { name: "contact", doc: "联系方式 · a record of phone, email, address, each or nothing", show: contact },
    Field {
        name: "coverage",
        doc: "政策解读覆盖：total、normative、years、publishers（各有 name、documents、covered、interpretations、rate、timely_rate、timely、late、unknown、due、missing），documents（title、url、published、status、status_code、status_turns、doc_number、publishers、year、normative、state、state_name、last_day、interpretations），interpretations（title、url、published、publishers、count、documents），working_days · which policies have an interpretation, and how soon it came",
        show: |portal, ()| overview::coverage(portal),
    },
    Field {
        name: "data",
        doc: "开放数据页 · the page of the files for reuse, or nothing",
        show: |portal, ()| portal.special_url(Special::Data),
    },
    Field {
        name: "decisions",
        doc: "重大行政决策与意见征集：years（year、count、decisions：title、url、published、publishers、undertaker、due、steps、done、missing、chain），consultations（state、state_name、count、items：见 document.consultation），unexplained · decisions and consultations with their steps",
        show: |portal, ()| overview::decisions(portal),
    },
    Field {
        name: "disclosure",
        doc: "政府信息公开平台：publishers（name、url、level、updated、held、owed、parts、duties）；parts 有 code、name、count、updated、documents（title、url、published、status、status_code、status_turns、updated），duties 另有 text · the disclosure platform of each publisher",
        show: |portal, ()| overview::disclosure(portal),
    },
    Field {
        name: "domain", doc: "域名 · SiteDomain", show: |portal, ()| Shown::from(of(portal).address.host.clone())
    },
    Field {
        name: "feeds",
        doc: "是否有订阅 · whether there are feeds",
        show: |portal, ()| Shown::Yes(portal.config.outputs.feeds),
    },
    Field {
        name: "footer",
        doc: "所属网站的页脚 · the host portal's footer as HTML, or nothing",
        show: |portal, ()| fragment(of(portal).columns.footer.as_ref()),
    },
    Field {
        name: "glance",
        doc: "首页的几个数：year 和 figures（最近年度的指标，已知同比的在前，同 indicators 的 rows）、indicators（指标数）、coverage（documents、covered、rate……）、commitments（total、kept、rate、states）、validity（count、in_force、expiring） · a few numbers of the whole, for the home page",
        show: |portal, ()| overview::glance(portal),
    },
    Field {
        name: "header",
        doc: "所属网站的页头 · the host portal's header as HTML, or nothing",
        show: |portal, ()| fragment(of(portal).columns.header.as_ref()),
    },
    Field {
        name: "home", doc: "首页栏目 · the home section", show: |_, ()| Shown::View(View::Section(SectionId(0)))
    },
    Field { name: "icp", doc: "ICP备案号 · or nothing", show: |portal, ()| Shown::text(of(portal).icp.clone()) },
    Field {
        name: "id_code",
        doc: "网站标识码 · SiteIDCode, or nothing",
        show: |portal, ()| Shown::text(of(portal).id_code.clone()),
    },
    Field {
        name: "indicators",
        doc: "法治指标：count 和 groups（topic、rows），rows 每个指标每个机构一项：name、url、point（该机构最近的数值，同 series.points 的一项，没有 quote、report、url）· all indicators by topic, each publisher's newest value",
        show: |portal, ()| overview::indicators(portal),
    },
    Field {
        name: "language",
        doc: "语言 · such as zh-CN",
        show: |portal, ()| Shown::from(of(portal).language.clone()),
    },
    Field {
        name: "latest_changes",
        doc: "最近的发布与变更，条数同订阅 · the newest entries of `changes`, as many as a feed shows",
        show: |portal, ()| overview::latest_changes(portal),
    },
    Field {
        name: "licence",
        doc: "数据的使用许可 · on what terms its data may be used: a sentence or an address, or nothing",
        show: |portal, ()| Shown::text(of(portal).licence.clone()),
    },
    Field { name: "name", doc: "网站名称 · SiteName", show: |portal, ()| Shown::from(of(portal).name.clone()) },
    Field { name: "navigation", doc: "导航栏目 · the top sections that are in navigation", show: navigation },
    Field {
        name: "operator",
        doc: "承办单位 · an organisation, or nothing",
        show: |portal, ()| Shown::view(of(portal).operator.map(View::Organisation)),
    },
    Field {
        name: "overviews",
        doc: "全站汇总页：name、title、url、permalink · the pages about the site as a whole that there are",
        show: |portal, ()| overview::overviews(portal),
    },
    Field {
        name: "police", doc: "公安备案号 · or nothing", show: |portal, ()| Shown::text(of(portal).police.clone())
    },
    Field {
        name: "police_code",
        doc: "公安备案号中的数字 · its digits, or nothing",
        show: |portal, ()| {
            Shown::text(
                of(portal).police.as_ref().map(|text| text.chars().filter(char::is_ascii_digit).collect::<String>()),
            )
        },
    },
    Field {
        name: "publisher",
        doc: "主办单位 · an organisation, or nothing",
        show: |portal, ()| Shown::view(of(portal).publisher.map(View::Organisation)),
    },
    Field {
        name: "search",
        doc: "检索：url（检索页）、description（OpenSearch 描述文件）、index（索引所在的文件夹）；没有检索的网站没有 · the full-text search, or nothing",
        show: search,
    },
    Field {
        name: "taxonomies",
        doc: "分类 · the taxonomies that have pages",
        show: |portal, ()| Shown::views(portal.terms().taxonomies().map(View::Taxonomy)),
    },
    Field {
        name: "url",
        doc: "网址 · the site's whole address",
        show: |portal, ()| Shown::from(of(portal).address.whole()),
    },
    Field {
        name: "validity",
        doc: "规范性文件有效性：count、in_force、expiring（六个月内到期）、states（code、name、count）、rows（title、url、doc_number、publishers、topic、year、effective、expires、status、status_code、reason、turns、expiring、filed）、changes（各年 year、amended、partly_repealed、repealed、lapsed）、filing（total：part、whole、percent；years：year、rate） · the normative documents and their states",
        show: |portal, ()| overview::validity(portal),
    },
    Field {
        name: "zone",
        doc: "时区 · its zone, such as +08:00",
        show: |portal, ()| Shown::from(of(portal).zone.as_str().to_owned()),
    },
];

fn of(portal: &Portal) -> &Site {
    &portal.config.site
}

fn contact(portal: &Portal, (): ()) -> Shown {
    let contact = &of(portal).contact;
    Shown::Record(vec![
        ("phone", Shown::text(contact.phone.clone())),
        ("email", Shown::text(contact.email.clone())),
        ("address", Shown::text(contact.address.clone())),
    ])
}

fn fragment(html: Option<&String>) -> Shown {
    html.map_or(Shown::Nothing, |html| Shown::Html(html.clone()))
}

fn navigation(portal: &Portal, (): ()) -> Shown {
    let top = portal.below(SectionId(0)).filter(|id| portal.section(*id).source.navigation);
    Shown::views(top.map(View::Section))
}

fn search(portal: &Portal, (): ()) -> Shown {
    if !portal.has_search() {
        return Shown::Nothing;
    }
    Shown::Record(vec![
        ("url", portal.url(&Special::Search.route()).into()),
        ("description", portal.url(&Special::OpenSearch.route()).into()),
        ("index", portal.url(&Route::new("search/")).into()),
    ])
}

impl Portal {
    /// The address of something of which there is one; nothing when this portal has none.
    fn special_url(&self, special: Special) -> Shown {
        let route = special.route();
        let is_there = matches!(self.routes.find(route.path()), Some(Owner::Special(one)) if *one == special);
        Shown::text(is_there.then(|| self.url(&route)))
    }
}
