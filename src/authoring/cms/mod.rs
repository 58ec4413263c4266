//! Sveltia CMS for a site: its page, its configuration, and what reads and writes our files in the browser.
//!
//! The CMS itself would write front matter anew and lose comments and the way in which values are written. So files go
//! through a format of our own (`format.js`), which puts changed values into the text that was there.

mod field;

use super::Site;
use crate::content::{DOCUMENT_KEYS, Kind, SECTION, Section};
use crate::law::closed_list::{ClosedList as _, closed_list};
use crate::yaml::{Key, Need};
use field::Field;
use serde_json::{Value, json};
use std::collections::BTreeSet;

closed_list! {
    /// Where the repository is.
    pub enum Service {
        Github: "github", "GitHub";
        Gitlab: "gitlab", "GitLab";
        Gitea: "gitea", "Gitea", "forgejo";
    }
}

/// The repository into which the CMS saves.
#[derive(Debug, Clone, Copy)]
pub struct Repository<'a> {
    /// What serves it.
    pub service: Service,
    /// `owner/name`.
    pub name: &'a str,
    /// The branch.
    pub branch: &'a str,
    /// The address of a service of one's own.
    pub server: Option<&'a str>,
    /// By what name the service knows the CMS.
    pub app_id: Option<&'a str>,
}

/// The page of the CMS.
pub const CMS_PAGE: &str = include_str!("index.html");

/// What a browser must let that page do, as the header `Content-Security-Policy` has it: other than our pages it puts styles
/// into itself while it runs, and shows images that it has in memory. The service of a repository is another origin, which
/// a host adds to `connect-src`.
pub const CMS_POLICY: &str = concat!(
    "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; ",
    "font-src 'self' data:; connect-src 'self' blob: data:; worker-src 'self' blob:; manifest-src 'self' blob:; ",
    "object-src 'none'; base-uri 'self'; frame-ancestors 'self'",
);

/// Where uploaded files go, from the site's root, and how documents name them.
const UPLOADS: (&str, &str) = ("static/uploads", "/uploads");

/// The files of the CMS, by their names in its folder.
#[must_use]
pub fn cms(site: &Site, repository: Repository<'_>) -> Vec<(&'static str, String)> {
    vec![
        ("index.html", CMS_PAGE.to_owned()),
        ("format.js", include_str!("format.js").to_owned()),
        ("keys.json", format!("{:#}\n", keys(site))),
        ("config.yml", config(site, repository)),
    ]
}

/// How values are read and written, for each sort of file.
fn keys(site: &Site) -> Value {
    let all = |keys: &mut dyn Iterator<Item = Key>| keys.map(|key| Field::of(site, &key).reading).collect::<Vec<_>>();
    json!({
        "document": all(&mut DOCUMENT_KEYS.iter().map(|known| known.key)),
        "section": all(&mut SECTION.keys.iter().copied()),
    })
}

/// JSON is YAML, too; one that another program wrote is not edited by hand.
fn config(site: &Site, repository: Repository<'_>) -> String {
    let collections = site.sections.iter().flat_map(|section| of_section(site, section));
    let config = json!({
        "backend": backend(repository),
        "media_folder": UPLOADS.0,
        "public_folder": UPLOADS.1,
        "site_url": site.config.site.address.whole(),
        "publish_mode": "simple",
        "editor": { "preview": false },
        "output": { "omit_empty_optional_fields": true },
        "slug": { "encoding": "unicode", "clean_accents": false },
        "collections": collections.collect::<Vec<_>>(),
    });
    format!("# 由 xiangwei cms 生成，不要手工修改：改动栏目、机构或键名之后再运行一次。\n{config:#}\n")
}

fn backend(repository: Repository<'_>) -> Value {
    let Repository { service, name, branch, server, app_id } = repository;
    let mut backend = json!({ "name": service.code(), "repo": name, "branch": branch });
    if let Some(server) = server.map(|server| server.trim_end_matches('/')) {
        backend["base_url"] = json!(server);
        backend["api_root"] = json!(match service {
            Service::Github => format!("{server}/api/v3"),
            Service::Gitlab => format!("{server}/api/v4"),
            Service::Gitea => format!("{server}/api/v1"),
        });
    }
    if let Some(app_id) = app_id {
        backend["app_id"] = json!(app_id);
        backend["auth_type"] = json!("pkce");
    }
    backend
}

/// What the name of a section's collection of folders ends with; no folder's name ends so, since its `~` is doubled.
const FOLDERS: &str = "~folders";

/// The name of a section's collection: its folder with `~-` for each slash. No two folders share one, since a `~` of theirs
/// is doubled, and a name that begins with a single one is the site's root.
fn collection_name(folder: &str) -> String {
    match folder {
        "" => "~home".to_owned(),
        _ => folder.replace('~', "~~").replace('/', "~-"),
    }
}

/// The collections of a section: its documents that are files, and those that are folders where there are such.
fn of_section(site: &Site, section: &Section) -> Vec<Value> {
    let name = collection_name(&section.folder);
    let kinds = kinds(site, section);
    let fields = fields(site, section, &kinds);
    let collection = |name: &str, label: &str| {
        json!({
            "name": name,
            "label": label,
            "folder": format!("content/{}", section.folder).trim_end_matches('/'),
            "create": true,
            "format": "xiangwei-document",
            "identifier_field": "标题",
            "slug": "{{year}}-{{month}}{{day}}-{{hour}}{{minute}}",
            "fields": fields,
        })
    };
    let mut files = collection(&name, &section.title);
    files["index_file"] = json!({
        "name": "_index",
        "label": "栏目设置",
        "format": "xiangwei-section",
        "fields": with_body(SECTION.keys.iter().map(|key| (*key, key.need)).collect(), site),
    });
    let is_folder = |path: &str| path.ends_with("/index.md");
    if !site.documents_in(&section.folder).any(|document| is_folder(&document.path)) {
        return vec![files];
    }
    let mut folders = collection(&format!("{name}{FOLDERS}"), &format!("{}（带附件的文件夹）", section.title));
    folders["path"] = json!("{{slug}}/index");
    vec![files, folders]
}

/// The kinds of a section's documents: that of those to come, and of those that are there.
fn kinds(site: &Site, section: &Section) -> BTreeSet<Kind> {
    let there = site.documents_in(&section.folder).map(crate::content::Document::kind);
    there.chain([site.kind_in(&section.folder)]).collect()
}

/// What a document of any of these kinds may have. What a section hands down need not be written.
fn fields(site: &Site, section: &Section, kinds: &BTreeSet<Kind>) -> Vec<Value> {
    let mut keys = Vec::new();
    for known in DOCUMENT_KEYS {
        let needs: Vec<Need> = kinds.iter().filter(|kind| known.is_of(**kind)).map(|kind| known.need(*kind)).collect();
        let Some(first) = needs.first() else { continue };
        let is_for_all = needs.len() == kinds.len() && needs.iter().all(|need| need == first);
        let is_handed_down = site.handed_down(&section.folder, known.key.en).is_some();
        let need = match first {
            Need::Required | Need::Inherited if is_for_all && !is_handed_down => Need::Required,
            Need::Required | Need::Inherited => Need::Useful,
            other => *other,
        };
        keys.push((known.key, need));
    }
    let mut fields = with_body(keys.clone(), site);
    for field in fields.iter_mut().filter(|field| field["name"] == "类型") {
        field["options"] = json!(offered(&keys));
    }
    fields
}

/// The kinds that a form with these keys can make: all that they need is among the keys.
fn offered(keys: &[(Key, Need)]) -> Vec<&'static str> {
    let is_there = |wanted: &Key| keys.iter().any(|(key, _)| key.en == wanted.en);
    let needed = |kind: Kind| {
        let of_kind = DOCUMENT_KEYS.iter().filter(move |known| known.is_of(kind));
        of_kind.filter(move |known| matches!(known.need(kind), Need::Required | Need::Inherited))
    };
    let all = Kind::ALL.iter().filter(|kind| needed(**kind).all(|known| is_there(&known.key)));
    all.map(|kind| kind.name()).collect()
}

/// The fields in the order in which they are shown: what is needed, what is useful, the text, then the rest.
fn with_body(keys: Vec<(Key, Need)>, site: &Site) -> Vec<Value> {
    let of = |wanted: &'static [Need]| {
        let keys = keys.iter().filter(move |(_, need)| wanted.contains(need));
        keys.map(|(key, need)| Field::of(site, key).widget(*need == Need::Required))
    };
    let body = json!({ "name": "body", "label": "正文", "widget": "markdown", "modes": ["raw"], "required": false });
    let first = of(&[Need::Required, Need::Inherited]).chain(of(&[Need::Useful]));
    first.chain([body]).chain(of(&[Need::Optional])).collect()
}
