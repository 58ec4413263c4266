//! `xiangwei search`: asks the published search index, as the search page does.

use super::End;
use super::args::{Search, SearchForm};
use super::screen::Screen;
use crate::diag::Failure;
use crate::publish;
use crate::say;
use crate::search::{CATALOGUE, Found, Hit, Question, find};
use serde_json::json;

pub(super) fn run(args: &Search, screen: Screen) -> Result<End, Failure> {
    let out = args.out.clone().unwrap_or_else(|| args.root.join("public"));
    if publish::stands(&out, CATALOGUE).is_none() {
        let out = out.display();
        return Err(Failure::own(say!(
            "{out} 里没有检索索引：先用 xiangwei build 生成网站，并确认设置里没有关闭 outputs.search",
            "there is no search index in {out}: build the site first, with outputs.search on"
        )));
    }
    let question = Question { text: args.query.join(" "), limit: args.limit, ..Question::default() };
    let found = find(&question, &|path| publish::read(&out, path))?;
    screen.print(&match args.format {
        SearchForm::Json => as_json(&found),
        SearchForm::Human => for_people(&found, screen),
    });
    Ok(End::Well)
}

fn as_json(found: &Found) -> String {
    let result = |Hit { url, title, date, kind, excerpt }: &Hit| json!({ "url": url, "title": title, "date": date, "kind": kind, "excerpt": excerpt });
    let results: Vec<_> = found.results.iter().map(result).collect();
    format!("{:#}\n", json!({ "total": found.total, "results": results }))
}

fn for_people(found: &Found, screen: Screen) -> String {
    let total = found.total;
    let (zh, en) = (format!("找到 {total} 篇\n"), format!("{total} found\n"));
    let result = |hit: &Hit| format!("\n{} {}\n{}\n{}\n", hit.date, hit.title, hit.url, hit.excerpt);
    [screen.say(&zh, &en).to_owned()].into_iter().chain(found.results.iter().map(result)).collect()
}
