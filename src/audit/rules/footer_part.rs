//! The foot of each page has the parts that the guide for government sites demands, with the values of the settings.

use super::shown;
use crate::audit::link::outside;
use crate::audit::zone::{Zone, packed};
use crate::audit::{Auditor, Element, Page};
use crate::config::{Config, Contact};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use url::Url;

/// Where ICP 备案 is asked for, and where 公安备案 is.
const ICP: [&str; 1] = ["beian.miit.gov.cn"];
const POLICE: [&str; 2] = ["www.beian.gov.cn", "beian.mps.gov.cn"];
/// Where messages about mistakes are taken.
const REPORT: &str = "zfwzgl.www.gov.cn";

/// How a part is found.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    There,
    Absent,
    /// It is there, with a value that is not that of the settings.
    Other,
    /// Its value is there, and no link.
    Unlinked,
}

/// The foot of one page.
struct Foot<'a> {
    config: &'a Config,
    text: String,
    links: Vec<(Url, String)>,
    has_map: bool,
}

pub(super) fn look(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    if !page.is_framed() {
        return Vec::new();
    }
    let foot = Foot::of(page, auditor.config());
    foot.parts().into_iter().filter_map(|(zh, en, state)| told(zh, en, state)).collect()
}

fn told(zh: &str, en: &str, state: State) -> Option<Diagnostic> {
    let told = match state {
        State::There => return None,
        State::Absent => say!("页脚没有{zh}", "the foot of the page lacks {en}"),
        State::Other => say!("页脚的{zh}与设置不一致", "{en} in the foot of the page is not that of the settings"),
        State::Unlinked => say!("页脚的{zh}没有链接到备案网站", "{en} in the foot has no link to the register"),
    };
    let help = say!(
        "在主题的页脚模板里补上，值取自 site（见 gongbao 主题的 parts/footer.html）",
        "add it to the theme's foot with the value from `site` (see parts/footer.html of the theme gongbao)"
    );
    Some(shown(Rule::FooterPart, told, help))
}

impl<'a> Foot<'a> {
    fn of(page: &'a Page, config: &'a Config) -> Self {
        let zone = page.foot();
        let links = links(&zone, config);
        let has_map = zone.elements().any(|one| {
            let name = page.text(one);
            one.is("a") && one.said("href").is_some() && (name.contains("站点地图") || name.contains("网站地图"))
        });
        Self { config, text: zone.packed(), links, has_map }
    }

    /// Each part in both languages, and how it is found.
    fn parts(&self) -> [(&'static str, &'static str, State); 8] {
        [
            ("党政机关标识", "the sign of a government site (党政机关标识)", self.conac()),
            ("“我为政府网站找错”入口", "the way to report a mistake (我为政府网站找错)", self.report()),
            ("网站标识码", "the site's code (网站标识码)", self.id_code()),
            ("主办单位", "the publisher (主办单位)", self.publisher()),
            ("联系方式", "how to reach the publisher", self.contact()),
            ("ICP备案号", "the ICP number", self.number(&self.config.site.icp, "ICP备", &ICP)),
            (
                "公安备案号",
                "the police's number (公安备案)",
                self.number(&self.config.site.police, "公网安备", &POLICE),
            ),
            ("站点地图链接", "a link to the map of the site (站点地图)", self.shown(self.has_map)),
        ]
    }

    /// What a value comes to: that it is not set is told of the settings, unless a host portal tells it.
    fn value(&self, set: Option<&str>, is_told: impl Fn(Option<&str>) -> bool) -> State {
        let is_lacking = set.is_none() && self.config.site.columns.footer.is_none();
        match (is_lacking || is_told(set), is_told(None)) {
            (true, _) => State::There,
            (false, true) => State::Other,
            (false, false) => State::Absent,
        }
    }

    fn shown(&self, is_there: bool) -> State {
        if is_there { State::There } else { State::Absent }
    }

    fn conac(&self) -> State {
        let is_sign = |url: &Url| url.host_str().is_some_and(|host| host.ends_with(".conac.cn"));
        // The script that shows the sign is named otherwise than by the id.
        let is_right = |url: &Url, id: Option<&str>| id.is_none_or(|id| has(url, id) || url.path().starts_with("/js/"));
        self.value(self.config.site.conac.as_deref(), |id| self.leads(|url| is_sign(url) && is_right(url, id)))
    }

    fn report(&self) -> State {
        let is_report = |url: &Url| url.host_str() == Some(REPORT);
        self.value(self.config.site.id_code.as_deref(), |code| {
            let is_right = |url: &Url, given: &str| code.is_none_or(|code| given == code || has(url, code));
            self.links.iter().any(|(url, given)| is_report(url) && is_right(url, given))
        })
    }

    fn id_code(&self) -> State {
        self.value(self.config.site.id_code.as_deref(), |code| {
            self.text.match_indices("网站标识码").any(|(at, name)| {
                let after = self.text[at + name.len()..].trim_start_matches(['：', ':']);
                code.map_or(after.starts_with(|c: char| c.is_ascii_alphanumeric()), |code| after.starts_with(code))
            })
        })
    }

    fn publisher(&self) -> State {
        let site = &self.config.site;
        let name = site.publisher.map(|id| packed(&self.config.organisations.get(id).name));
        self.value(name.as_deref(), |name| self.text.contains("主办") && self.has_text(name))
    }

    fn contact(&self) -> State {
        let Contact { phone, email, address } = &self.config.site.contact;
        let set: Vec<String> = [phone, email, address].into_iter().flatten().map(|one| packed(one)).collect();
        if set.is_empty() {
            let words = ["电话", "邮箱", "地址"];
            return self.value(None, |_| words.iter().any(|word| self.text.contains(word)));
        }
        self.shown(set.iter().any(|one| self.text.contains(one)))
    }

    /// A number of a register, which it is linked to.
    fn number(&self, set: &Option<String>, name: &str, hosts: &[&str]) -> State {
        let set = set.as_deref().map(packed);
        let state = self.value(set.as_deref(), |number| self.text.contains(name) && self.has_text(number));
        let is_linked = self.leads(|url| url.host_str().is_some_and(|host| hosts.contains(&host)));
        let is_told = set.is_some() || self.config.site.columns.footer.is_some();
        if state == State::There && is_told && !is_linked { State::Unlinked } else { state }
    }

    fn has_text(&self, text: Option<&str>) -> bool {
        text.is_none_or(|text| self.text.contains(text))
    }

    fn leads(&self, is_it: impl Fn(&Url) -> bool) -> bool {
        self.links.iter().any(|(url, _)| is_it(url))
    }
}

/// The addresses of other hosts, each with the code of the site that a script is given beside it.
fn links(zone: &Zone<'_>, config: &Config) -> Vec<(Url, String)> {
    let codes = |one: &Element| one.said("sitecode").unwrap_or_default().to_owned();
    let addresses = zone.elements().filter_map(|one| Some((one, one.said("href").or_else(|| one.said("src"))?)));
    addresses.filter_map(|(one, address)| Some((outside(address, &config.site.address)?, codes(one)))).collect()
}

/// Whether a parameter of an address has this value.
fn has(url: &Url, value: &str) -> bool {
    url.query_pairs().any(|(_, given)| given == value)
}
