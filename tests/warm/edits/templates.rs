//! Templates of the site and of its theme, theme.yaml, and the theme's assets.

use super::Row;
use crate::support::root;
use crate::warm::matter;
use crate::warm::scene::Scene;
use std::fs;

pub(super) const EDITS: &[Row] = &[
    ("template overridden", 4, over),
    ("template changed", 4, change),
    ("template deleted", 2, delete),
    ("template of a kind added", 2, of_a_kind),
    ("template that nothing names", 1, unused),
    ("include that may be missing", 2, include_if_there),
    ("part that may be missing, now there", 2, banner),
    ("theme's template changed", 2, theme_template),
    ("theme's parent", 1, parent),
    ("asset", 2, asset),
    ("asset named by a style sheet", 1, asset_of_an_asset),
    ("asset deleted", 1, asset_deleted),
];

/// What may be put into a template; `{n}` is a new number.
const SNIPPETS: [&str; 18] = [
    "<!-- {n} -->",
    "<!-- {n} -->",
    "{{ build.date }}",
    "{{ site.name }}{{ site.url }}",
    "{{ params.slogan }}",
    "{% include \"banner.html\" ignore missing %}",
    "{% include [\"first.html\", \"banner.html\"] ignore missing %}",
    "{% for item in query(limit=3, fields=[\"title\", \"url\"]) %}<a href=\"{{ item.url }}\">{{ item.title }}</a>{% endfor %}",
    "{% for item in query(kind=[\"notice\", \"news\"], keyword=\"法治\", limit=2) %}{{ item.title }}{{ item.summary }}{% endfor %}",
    "{% for item in query(sort=\"title\", offset=1, limit=4) %}{{ item.published }}{{ item.status }}{% endfor %}",
    "{% for child in site.home.sections %}{{ child.title }}{{ child.count }}{{ child.updated }}{% endfor %}",
    "{% for taxonomy in site.taxonomies %}{{ taxonomy.title }}{{ taxonomy.terms | length }}{% endfor %}",
    "{% for taxonomy in site.taxonomies %}{% for term in taxonomy.terms %}{{ term.name }}{{ term.url }}{% endfor %}{% endfor %}",
    "{% for child in site.navigation %}{{ child.body }}{{ child.feed }}{{ child.column_type }}{% endfor %}",
    "{% for item in query(limit=2, fields=[\"body\", \"keywords\", \"attachments\"]) %}{{ item.body }}{% for word in item.keywords %}{{ word.name }}{{ word.url }}{% endfor %}{% for file in item.attachments %}{{ file.url }}{{ file.size_text }}{% endfor %}{% endfor %}",
    "{% for item in query(limit=3) %}{{ item.section.title }}{% for one in item.publishers %}{{ one.name }}{{ one.url }}{% endfor %}{% for fact in item.facts.rows %}{{ fact.name }}{% endfor %}{% if item.next %}{{ item.next.title }}{% endif %}{% endfor %}",
    "{% for item in query(sort=\"weight\", limit=2) %}{% for group in item.relations %}{{ group.name }}{% for other in group.documents %}{{ other.title }}{{ other.url }}{% endfor %}{% endfor %}{% for image in item.images %}{{ image }}{% endfor %}{% endfor %}",
    "{{ site.publisher.name if site.publisher }}{{ site.base }}{{ params.nobody }}",
];

/// Places in a template before which something may stand.
const PLACES: [&str; 6] = ["</h1>", "</p>", "</li>", "</title>", "</article>", "</ul>"];

/// Where the templates of the site's theme stand: in the site, or built in.
fn theme_templates(scene: &Scene) -> Vec<(String, String)> {
    let own = scene.below("themes").into_iter().filter(|path| path.contains("/templates/") && path.ends_with(".html"));
    let named = |path: String| {
        let name = path.split_once("/templates/").unwrap().1.to_owned();
        let text = scene.text(&path)?;
        Some((name, text))
    };
    let found: Vec<_> = own.filter_map(named).collect();
    if found.is_empty() { built_in() } else { found }
}

fn built_in() -> Vec<(String, String)> {
    let folder = root().join("themes/gongbao/templates");
    let walk = walkdir::WalkDir::new(&folder).sort_by_file_name().into_iter().flatten();
    let files = walk.filter(|entry| entry.file_type().is_file());
    let named = |entry: walkdir::DirEntry| {
        let name = entry.path().strip_prefix(&folder).unwrap().to_str().unwrap().to_owned();
        (name, fs::read_to_string(entry.path()).unwrap())
    };
    files.map(named).collect()
}

/// The text with something new in one place.
fn with_snippet(scene: &mut Scene, text: &str) -> Option<String> {
    let there: Vec<&str> = PLACES.into_iter().filter(|place| text.contains(place)).collect();
    let place = scene.dice.pick(&there)?;
    let snippet = scene.dice.one(&SNIPPETS).replace("{n}", &scene.name());
    Some(text.replacen(place, &format!("{snippet}{place}"), 1))
}

/// The site's own templates.
fn own(scene: &mut Scene) -> Option<String> {
    let all = scene.below("templates");
    scene.dice.pick(&all)
}

fn over(scene: &mut Scene) -> Option<String> {
    let all = theme_templates(scene);
    let (name, text) = scene.dice.pick(&all)?;
    let path = format!("templates/{name}");
    if scene.site.path(&path).exists() {
        return None;
    }
    let text = with_snippet(scene, &text)?;
    scene.site.write(&path, text);
    Some(path)
}

fn change(scene: &mut Scene) -> Option<String> {
    let path = own(scene)?;
    let text = scene.text(&path)?;
    // So that templates do not grow without end.
    let text = if text.len() > 12_000 { format!("{}\n", text.trim_end()) } else { with_snippet(scene, &text)? };
    scene.site.write(&path, text);
    Some(path)
}

fn delete(scene: &mut Scene) -> Option<String> {
    let path = own(scene)?;
    scene.site.remove(&path);
    Some(path)
}

fn of_a_kind(scene: &mut Scene) -> Option<String> {
    let kind = scene.dice.one(&["notice", "news", "page", "policy", "consultation", "report"]);
    let path = format!("templates/{kind}.html");
    let word = scene.name();
    scene.site.write(
        &path,
        format!("{{% extends \"document.html\" %}}\n{{% block title %}}{word} {{{{ super() }}}}{{% endblock %}}\n"),
    );
    Some(path)
}

fn unused(scene: &mut Scene) -> Option<String> {
    let path = format!("templates/unused/{}.html", scene.name());
    scene.site.write(&path, "{{ document.title }}");
    Some(path)
}

/// A template asks for a part; when it is not there, that is no fault.
fn include_if_there(scene: &mut Scene) -> Option<String> {
    let all = theme_templates(scene);
    let (name, text) = scene.dice.pick(&all)?;
    let path = format!("templates/{name}");
    let text = scene.text(&path).unwrap_or(text);
    let place = PLACES.into_iter().find(|place| text.contains(place))?;
    scene.site.write(&path, text.replacen(place, &format!("{{% include \"banner.html\" ignore missing %}}{place}"), 1));
    Some(path)
}

/// The part comes, changes, goes.
fn banner(scene: &mut Scene) -> Option<String> {
    let path = scene.dice.one(&["templates/banner.html", "templates/first.html"]);
    if scene.site.path(path).exists() && scene.dice.percent(50) {
        scene.site.remove(path);
        return Some(format!("{path} is gone"));
    }
    let word = scene.name();
    scene.site.write(path, format!("<p>横幅{word} {{{{ site.name }}}}</p>"));
    Some(path.to_owned())
}

fn theme_template(scene: &mut Scene) -> Option<String> {
    let is_template = |path: &String| path.contains("/templates/") && path.ends_with(".html");
    let all: Vec<String> = scene.below("themes").into_iter().filter(is_template).collect();
    let path = scene.dice.pick(&all)?;
    let text = scene.text(&path)?;
    if text.len() > 6_000 {
        return None;
    }
    let text = with_snippet(scene, &text)?;
    scene.site.write(&path, text);
    Some(path)
}

fn parent(scene: &mut Scene) -> Option<String> {
    let all: Vec<String> = scene.below("themes").into_iter().filter(|path| path.ends_with("/theme.yaml")).collect();
    let path = scene.dice.pick(&all)?;
    let parent = scene.dice.one(&[Some("gongbao"), None, None]);
    let told = format!("{path}: {}", parent.unwrap_or("none"));
    scene.change(&path, |text| Some(matter::set_line(text, &["parent", "上级主题", "父主题"], parent)))?;
    Some(told)
}

/// The places where an asset may stand, the nearest first.
const ASSETS: [&str; 4] = ["static/style.css", "static/gongbao.css", "static/css/site.css", "static/emblem.svg"];

/// An asset of the site takes the place of the theme's, or is named by a template for the first time.
fn asset(scene: &mut Scene) -> Option<String> {
    let (path, word) = (scene.dice.one(&ASSETS), scene.name());
    scene.site.write(path, asset_text(path, &word));
    let name = path.strip_prefix("static/")?;
    if scene.dice.percent(50) {
        let all = theme_templates(scene);
        let (template, text) = scene.dice.pick(&all)?;
        let to = format!("templates/{template}");
        let text = scene.text(&to).unwrap_or(text);
        let place = PLACES.into_iter().find(|place| text.contains(place))?;
        scene.site.write(&to, text.replacen(place, &format!("{{{{ asset(\"{name}\") }}}}{place}"), 1));
    }
    Some(path.to_owned())
}

fn asset_text(path: &str, word: &str) -> String {
    match path.ends_with(".svg") {
        true => format!("<svg xmlns=\"http://www.w3.org/2000/svg\"><!-- {word} --></svg>\n"),
        false => format!("/* {word} */ body {{ color: red }}\n"),
    }
}

/// A style sheet names a picture, whose hash is then in the style sheet's own name.
fn asset_of_an_asset(scene: &mut Scene) -> Option<String> {
    let word = scene.name();
    scene.site.write("static/picture.svg", asset_text("picture.svg", &word));
    scene.site.write("static/style.css", "body { background: url(picture.svg) }\n");
    Some("static/style.css, static/picture.svg".to_owned())
}

fn asset_deleted(scene: &mut Scene) -> Option<String> {
    let there: Vec<&str> = ASSETS.into_iter().filter(|path| scene.site.path(path).exists()).collect();
    let path = scene.dice.pick(&there)?;
    let bytes = fs::read(scene.site.path(path)).unwrap();
    scene.site.remove(path);
    scene.spoiled.push((path.to_owned(), Some(bytes)));
    Some(path.to_owned())
}
