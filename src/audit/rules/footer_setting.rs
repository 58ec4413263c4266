//! The settings hold what the foot of each page must tell, in the form that registers give it.

use crate::audit::Auditor;
use crate::config::{self, Site};
use crate::diag::{Code, Diagnostic, Place, Rule, Text};
use crate::law::registration;
use crate::portal::Portal;
use crate::say;

pub(super) fn look(_: &Portal, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let site = &auditor.config().site;
    let mut found = ill_formed(site);
    // The portal in whose column the site stands may tell it all.
    if site.columns.footer.is_none() {
        found.extend(lacking(site));
    }
    found
}

fn lacking(site: &Site) -> impl Iterator<Item = Diagnostic> {
    let contact = &site.contact;
    let can_be_reached = contact.phone.is_some() || contact.email.is_some() || contact.address.is_some();
    let all = [
        ("id_code", "网站标识码", site.id_code.is_some()),
        ("publisher", "主办单位", site.publisher.is_some()),
        ("contact", "联系方式", can_be_reached),
        ("icp", "ICP备案号", site.icp.is_some()),
        ("police", "公安备案号", site.police.is_some()),
        ("conac", "党政机关标识", site.conac.is_some()),
    ];
    all.into_iter().filter(|(_, _, is_there)| !is_there).map(|(en, zh, _)| {
        let told = say!("没有设置{zh}，每一页的页脚都缺它", "`{en}` is not set, and the foot of every page lacks it");
        let help = say!("在“站点”下写“{zh}”", "write `{en}` below `site`");
        told_of_settings(Rule::FooterSetting, told, help)
    })
}

fn ill_formed(site: &Site) -> Vec<Diagnostic> {
    let all = [
        (&site.icp, "ICP备案号", registration::is_icp as fn(&str) -> bool, "苏ICP备00000000号-1"),
        (&site.police, "公安备案号", registration::is_police, "苏公网安备 32000000000000号"),
        (&site.conac, "党政机关标识", registration::is_conac, "0123456789abcdef0123456789abcdef"),
    ];
    let wrong = all.into_iter().filter_map(|(value, name, is_right, example)| {
        let value = value.as_deref().filter(|value| !is_right(value))?;
        let told = say!("{name}“{value}”不像这样的号码", "`{value}` does not look like a number of this kind ({name})");
        Some(told_of_settings(Rule::FooterForm, told, say!("形如 {example}", "it looks like {example}")))
    });
    wrong.collect()
}

fn told_of_settings(rule: Rule, told: Text, help: Text) -> Diagnostic {
    Diagnostic::new(Code::Rule(rule), Place::File(config::FILE.into()), told).help(help)
}
