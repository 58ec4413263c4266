//! Every file is made through views that record what they look at.

use crate::support::Site;
use jiff::civil::date;
use std::collections::BTreeMap;
use std::sync::Arc;
use xiangwei::config::Config;
use xiangwei::content;
use xiangwei::output::{Artifact, Maker, Target, targets};
use xiangwei::portal::view::View;
use xiangwei::portal::{DocumentId, Drafts, Given, Scheduled, SectionId, When, assemble};
use xiangwei::theme::{Press, Theme};
use xiangwei::trace::{Key, Subject};
use xiangwei::world::World;

const SITE: &str = "\
//- /templates/base.html
{% block main %}{% endblock %}
//- /templates/document.html
{% extends \"base.html\" %}{% block main %}{{ document.title }}{{ document.body }}{{ params.notice }}{% endblock %}
//- /templates/section.html
{% for item in query(kind=\"notice\", fields=[\"title\"]) %}{{ item.title }}{% endfor %}{{ build.date }}{{ asset(\"a.css\") }}
//- /templates/home.html
{% for row in data(\"rows\") %}{{ row.name }}{% endfor %}{% for item in page.items %}{{ item.url }}{% endfor %}
//- /static/a.css
a {}
//- /data/rows.csv
name
甲
//- /content/zcwj/_index.md
---
title: 政策
---
//- /content/zcwj/a.md
---
title: 甲
---
见[乙](b.md)。
//- /content/zcwj/b.md
---
title: 乙
---
正文
";

/// The files of the site, by path.
fn made(site: &Site) -> BTreeMap<String, Artifact> {
    let world = Arc::new(World::open(site.root()).unwrap());
    let (config, _) = Config::load(&world, None).unwrap();
    let (survey, earlier) = (&world.survey(&["content"], &[], |_| false).unwrap(), &content::Sources::default());
    let reading = content::Reading {
        survey,
        earlier,
        faulty: content::Faulty::Dropped,
        room: usize::MAX,
        inspect: &|_, _| Vec::new(),
    };
    let (content, _) = content::load(&world, &config, reading).unwrap();
    let (theme, _) = Theme::load(&world, &config).unwrap();
    let when = When { date: date(2024, 12, 31), drafts: Drafts::LeftOut, scheduled: Scheduled::LeftOut };
    let (statics, length) = (BTreeMap::new(), |path: &str| world.length(path));
    let (portal, _) =
        assemble(config, content, when, &Given { statics: &statics, length: &length, has_template: &|_| true });
    let portal = Arc::new(portal);
    let maker = Maker::new(Arc::clone(&portal), Press::new(theme, &portal, &world));
    let make = |target: &Target| maker.make(target).unwrap();
    targets(&portal).iter().map(make).map(|artifact| (artifact.path.clone(), artifact)).collect()
}

fn field(view: View, subject: Subject, name: &str) -> Key {
    Key::Field(subject, view.field(name).unwrap())
}

fn of(id: u32, name: &str) -> Key {
    field(View::Document(DocumentId(id)), Subject::Document(id), name)
}

#[test]
fn a_page_reads_its_fields_its_body_its_templates_and_the_address_of_what_it_links_to() {
    let site = Site::small(SITE);
    let made = made(&site);
    let page = &made["zcwj/a.html"];
    let reads = &page.reads;
    let own = (0..9).find(|id| reads.contains(&Key::Body(Subject::Document(*id)))).unwrap();
    let other = (0..9).find(|id| *id != own && reads.contains(&of(*id, "url")));
    assert!(reads.contains(&of(own, "title")));
    assert!(other.is_some(), "the address of the other document is read");
    assert!(!reads.contains(&of(other.unwrap(), "title")), "its title is not");
    for template in ["base.html", "document.html"] {
        assert!(reads.contains(&Key::Template(template.into())), "{template}");
    }
    assert!(reads.contains(&Key::Param("notice".into())), "a setting that is not there is asked for all the same");
    assert!(!reads.contains(&Key::Today));
}

#[test]
fn a_list_reads_its_query_the_day_and_its_assets() {
    let made = made(&Site::small(SITE));
    let reads = &made["zcwj/index.html"].reads;
    assert!(reads.contains(&Key::Query(0)) && reads.contains(&Key::Today));
    assert!(reads.contains(&Key::Asset("a.css".into())));
    let titles = (0..9).filter(|id| reads.contains(&of(*id, "title"))).count();
    assert_eq!(titles, 0, "what a query names is the query's to record");
}

#[test]
fn files_that_were_looked_for_and_not_there_are_recorded() {
    let made = made(&Site::small(SITE));
    let reads = &made["index.html"].reads;
    assert!(reads.contains(&Key::File("data/rows.csv".into())));
    assert!(reads.contains(&Key::Absent("data/rows.yaml".into())));
    assert!(reads.contains(&Key::Listed(Subject::Section(0))));
}

#[test]
fn feeds_and_sitemaps_go_through_the_same_views() {
    let settings = "//- /xiangwei.yaml\nsite: { name: 示例, url: \"https://www.example.gov.cn/\" }\ntheme: plain\noutputs: { json: false }\n";
    let made = made(&Site::small(&format!("{settings}{SITE}")));
    let home = field(View::Section(SectionId(0)), Subject::Section(0), "permalink");
    assert!(made["sitemap.xml"].reads.contains(&home));
    assert!(made["atom.xml"].reads.contains(&home));
}
