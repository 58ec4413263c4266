//! A report as one page of HTML that needs nothing else, for the head of the office: what fails the site first, then what costs
//! points, each finding with its link.

use super::inspection::{Line, lines, score};
use super::{Finding, Outside, Report};
use crate::config::Audit;
use crate::diag::render::value;
use crate::diag::{Code, Once, Severity};
use crate::law::closed_list::ClosedList;
use crate::law::inspection::Weight;
use crate::portal::xml::escape;
use std::fmt::Write as _;

const STYLE: &str = "\
body{font:16px/1.7 'Noto Sans CJK SC','Microsoft YaHei',sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#1a1a1a;background:#fff}\
h1{font-size:1.5rem}h2{font-size:1.2rem;margin-top:2rem;border-bottom:1px solid #bbb}\
table{border-collapse:collapse;width:100%}th,td{border:1px solid #999;padding:.3rem .6rem;text-align:left;vertical-align:top}\
.verdict{font-size:1.3rem;font-weight:bold}.fails{color:#a40000}.passes{color:#0b5d1e}\
li{margin:.6rem 0}code,.place{font-family:monospace;overflow-wrap:anywhere}.basis{color:#555;font-size:.9rem}\
@media print{body{margin:0;max-width:none}a{color:inherit}}";

/// So many pages of a finding are linked; all are counted.
const LINKED: usize = 5;

/// The whole page, in Chinese, which its readers read.
#[must_use]
pub fn html(report: &Report, audit: &Audit, sources: &Once<'_>) -> String {
    let lines = lines(report, audit);
    let mut page = String::new();
    head(&mut page, report, &lines);
    table(&mut page, &lines);
    for line in &lines {
        write!(page, "<h2>{}</h2><ul>", line.item.name()).expect("writing to a string cannot fail");
        line.findings.iter().for_each(|finding| entry(&mut page, finding, (report, sources)));
        page.push_str("</ul>");
    }
    rest(&mut page, report, sources);
    page.push_str("</body></html>\n");
    page
}

fn head(page: &mut String, report: &Report, lines: &[Line<'_>]) {
    let (site, url, date) = (escape(&report.site), escape(&report.url), report.date);
    let vetoes = lines.iter().filter(|line| line.is_vetoed()).count();
    let verdict = match vetoes {
        0 if report.pages.is_none() => "<p class=\"verdict fails\">网站没有生成，检查没有做完。</p>".to_owned(),
        0 => format!("<p class=\"verdict passes\">未见单项否决问题。参考得分 {} 分。</p>", score(lines)),
        _ => format!("<p class=\"verdict fails\">有 {vetoes} 项单项否决问题，按检查指标为不合格。</p>"),
    };
    let counts = [Severity::Error, Severity::Warning, Severity::Note].map(|severity| report.count(severity));
    let pages = report.pages.map_or_else(|| "页面因错误没有生成，未查".to_owned(), |pages| format!("{pages} 个页面"));
    let known = match report.known {
        0 => String::new(),
        known => format!("；另有 {known} 个已在基线中，未列"),
    };
    let outside = match report.outside {
        None => String::new(),
        Some(Outside { network: false, .. }) => "；没有网络，外链未查".to_owned(),
        Some(Outside { addresses, left: 0, .. }) => format!("；外链 {addresses} 个"),
        Some(Outside { addresses, left, .. }) => format!("；外链 {addresses} 个，其中 {left} 个未查到"),
    };
    write!(
        page,
        "<!doctype html><html lang=\"zh-CN\"><head><meta charset=\"utf-8\">\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"robots\" content=\"noindex\">\
         <title>{site} 检查报告 {date}</title><style>{STYLE}</style></head><body>\
         <h1>{site} 检查报告</h1><p>以 {date} 为准，网站 <a href=\"{url}\">{url}</a>。查了 {} 个文件、{pages}：\
         {} 个错误，{} 个警告，{} 个提示，{} 个例外{known}{outside}。</p>{verdict}\
         <p class=\"basis\">单项否决依据国办秘函〔2019〕19号；扣分为参考值，可在 xiangwei.yaml 的 audit.weights（扣分）里改。</p>",
        report.files, counts[0], counts[1], counts[2], report.excepted.len(),
    )
    .expect("writing to a string cannot fail");
}

/// What each item comes to.
fn table(page: &mut String, lines: &[Line<'_>]) {
    if lines.is_empty() {
        return;
    }
    page.push_str("<table><thead><tr><th scope=\"col\">检查项</th><th scope=\"col\">发现</th><th scope=\"col\">结果</th></tr></thead><tbody>");
    for line in lines {
        let comes_to = match line.weight {
            Weight::Veto(_) if line.is_vetoed() => "<span class=\"fails\">单项否决</span>".to_owned(),
            Weight::Veto(least) => format!("满 {least} 个为单项否决"),
            Weight::Points(most) => format!("参考扣 {} 分（至多 {most} 分）", line.cost()),
        };
        let (name, count) = (line.item.name(), line.findings.len());
        write!(page, "<tr><th scope=\"row\">{name}</th><td>{count}</td><td>{comes_to}</td></tr>")
            .expect("writing to a string cannot fail");
    }
    page.push_str("</tbody></table>");
}

/// One finding: what, where, what to do, on what it is based.
fn entry(page: &mut String, finding: &Finding, (report, sources): (&Report, &Once<'_>)) {
    // Masked, as everywhere.
    let shown = value(&finding.told, sources);
    let words = |text: &serde_json::Value| escape(text["zh"].as_str().unwrap_or_default());
    write!(page, "<li>{}：<strong>{}</strong>", finding.told.severity().zh(), words(&shown["message"]))
        .expect("writing to a string cannot fail");
    if let Some(path) = shown["place"]["path"].as_str() {
        let line = shown["place"]["line"].as_u64().map(|line| format!(":{line}")).unwrap_or_default();
        write!(page, "<br><span class=\"place\">{}{line}</span>", escape(path))
            .expect("writing to a string cannot fail");
    }
    links(page, finding, report);
    for help in shown["help"].as_array().into_iter().flatten() {
        write!(page, "<br>办法：{}", words(help)).expect("writing to a string cannot fail");
    }
    if let Code::Rule(rule) = finding.told.code {
        write!(
            page,
            "<br><span class=\"basis\">规则 <code>{}</code>，依据：{}</span>",
            rule.word(),
            escape(rule.basis())
        )
        .expect("writing to a string cannot fail");
    }
    page.push_str("</li>");
}

/// The published pages of a finding.
fn links(page: &mut String, finding: &Finding, report: &Report) {
    for path in finding.pages.iter().take(LINKED) {
        let path = path.strip_suffix("index.html").unwrap_or(path);
        let url = escape(&format!("{}{path}", report.url));
        write!(page, "<br><a href=\"{url}\">{url}</a>").expect("writing to a string cannot fail");
    }
    if finding.pages.len() > LINKED {
        write!(page, "<br>共 {} 个页面", finding.pages.len()).expect("writing to a string cannot fail");
    }
}

/// Notes, and what is excepted.
fn rest(page: &mut String, report: &Report, sources: &Once<'_>) {
    let notes: Vec<&Finding> = report.findings.iter().filter(|one| one.told.severity() == Severity::Note).collect();
    if !notes.is_empty() {
        page.push_str("<h2>提示</h2><ul>");
        notes.into_iter().for_each(|finding| entry(page, finding, (report, sources)));
        page.push_str("</ul>");
    }
    if report.excepted.is_empty() {
        return;
    }
    page.push_str("<h2>例外</h2><ul>");
    for excepted in &report.excepted {
        let shown = value(&excepted.told, sources);
        let words = escape(shown["message"]["zh"].as_str().unwrap_or_default());
        let path = escape(shown["place"]["path"].as_str().unwrap_or_default());
        write!(page, "<li>{words} <span class=\"place\">{path}</span><br>理由：{}</li>", escape(&excepted.reason))
            .expect("writing to a string cannot fail");
    }
    page.push_str("</ul>");
}
