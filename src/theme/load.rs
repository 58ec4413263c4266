//! A theme's files: templates and static files of the site, the theme and its parents, the nearest first.

use crate::config::{Config, THEME};
use crate::diag::{Code, Diagnostic, Failure, Path, Place};
use crate::say;
use crate::trace::Fingerprint;
use crate::world::{Read, World};
use crate::yaml::{self, Fields};
use std::collections::BTreeMap;

/// A template's source.
#[derive(Debug, Clone)]
pub(super) struct Template {
    pub(super) path: Path,
    pub(super) text: String,
}

/// All templates and assets by name, whichever theme they come from.
#[derive(Debug, Clone, Default)]
pub struct Theme {
    /// By the name under which templates name each other.
    pub(super) templates: BTreeMap<String, Template>,
    /// By the name that `asset()` takes: the file's path from the site's root.
    pub(super) assets: BTreeMap<String, Path>,
}

impl Theme {
    /// The templates by name, each with its fingerprint.
    #[must_use]
    pub fn fingerprints(&self) -> BTreeMap<String, Fingerprint> {
        self.templates
            .iter()
            .map(|(name, template)| (name.clone(), Fingerprint::of(template.text.as_bytes())))
            .collect()
    }

    /// The file of a template, by the name under which templates name each other.
    #[must_use]
    pub fn template(&self, name: &str) -> Option<&Path> {
        self.templates.get(name).map(|template| &template.path)
    }

    /// The file of an asset, by the name that `asset()` takes.
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<&Path> {
        self.assets.get(name)
    }

    /// Reads the templates of the site and of its theme.
    ///
    /// # Errors
    /// When the system cannot read a file.
    pub fn load(world: &World, config: &Config) -> Result<(Self, Vec<Diagnostic>), Failure> {
        let mut theme = Self::default();
        let mut faults = Vec::new();
        theme.take(world, "", &mut faults)?;
        let mut next = Some((config.theme.clone(), config.theme_place.clone()));
        let mut seen = Vec::new();
        while let Some((name, place)) = next {
            if seen.contains(&name) {
                faults.push(circle(&name, place));
                break;
            }
            let folder = format!("themes/{name}/");
            let (parent, found) = manifest(world, (&folder, &name), place)?;
            faults.extend(found);
            theme.take(world, &folder, &mut faults)?;
            next = parent;
            seen.push(name);
        }
        Ok((theme, faults))
    }

    /// Adds what a folder has that no nearer one had.
    fn take(&mut self, world: &World, folder: &str, faults: &mut Vec<Diagnostic>) -> Result<(), Failure> {
        let templates = format!("{folder}templates");
        let listing = world.walk(&templates)?;
        faults.extend(listing.faults);
        for path in listing.files {
            let name = path[templates.len() + 1..].to_owned();
            if self.templates.contains_key(&name) {
                continue;
            }
            match world.read(&path)? {
                Read::Text(source) => {
                    self.templates.insert(name, Template { path, text: source.text });
                }
                Read::NotText(fault) => faults.push(*fault),
                Read::Absent => {}
            }
        }
        let statics = format!("{folder}static");
        let listing = world.walk(&statics)?;
        faults.extend(listing.faults);
        for path in listing.files {
            self.assets.entry(path[statics.len() + 1..].to_owned()).or_insert(path);
        }
        Ok(())
    }
}

fn circle(name: &str, place: Place) -> Diagnostic {
    Diagnostic::new(
        Code::TemplateMissing,
        place,
        say!("主题“{name}”成了自己的上级", "the theme `{name}` is its own parent"),
    )
    .help(say!("改正 parent（上级主题）", "correct `parent`"))
}

/// A theme's name, and where it was written.
type Named = (String, Place);

/// A theme's parent, from its theme.yaml; a theme that is not there is told where it was named.
fn manifest(
    world: &World,
    (folder, name): (&str, &str),
    named: Place,
) -> Result<(Option<Named>, Vec<Diagnostic>), Failure> {
    let path = format!("{folder}theme.yaml");
    let source = match world.read(&path)? {
        Read::Text(source) => source,
        Read::NotText(fault) => return Ok((None, vec![*fault])),
        Read::Absent => {
            let fault =
                Diagnostic::new(Code::TemplateMissing, named, say!("没有主题“{name}”", "there is no theme `{name}`"));
            let fault = fault.help(say!(
                "主题放在 themes/{name}/，内有 theme.yaml；默认主题是 gongbao",
                "a theme stands in themes/{name}/ with a theme.yaml; the default one is gongbao"
            ));
            return Ok((None, vec![fault]));
        }
    };
    let yaml = match yaml::parse(&source.path, &source.text, 0) {
        Ok(yaml) => yaml,
        Err(fault) => return Ok((None, vec![*fault])),
    };
    let mut fields = Fields::new(&yaml.path, &yaml.root, THEME);
    let parent = fields.read("parent", |value| Ok((value.text()?, value.place())));
    Ok((parent, fields.finish()))
}
