//! The templates, set and ready to print pages of one portal.

use super::assets::{Asset, Assets};
use super::data::DataFiles;
use super::load::Theme;
use super::objects::{ParamsObject, RecordObject, value};
use super::scene::Scene;
use super::{fault, functions, html, one_by_one};
use crate::diag::{Diagnostic, Path, Place, Span};
use crate::portal::Portal;
use crate::portal::view::{Shown, View};
use crate::trace::{Key, Spot, read};
use crate::world::World;
use minijinja::{Environment, UndefinedBehavior, Value};
use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

/// What a page is about: the root names that it has beside those that every page has. One that it does not have is
/// nothing.
pub type Roots = Vec<(&'static str, Shown)>;

/// The root names that a page may have of its own.
const OWN_ROOTS: [&str; 9] =
    ["document", "section", "term", "taxonomy", "series", "page", "leave", "open_data", "here"];

/// Room for a page, so that most need not grow.
const PAGE: usize = 16 << 10;

/// A theme bound to a portal.
pub struct Press {
    scene: Arc<Scene>,
    environment: Environment<'static>,
    paths: BTreeMap<String, Path>,
    sources: BTreeMap<String, String>,
    assets: Arc<Assets>,
    /// The templates that could not be compiled, with what is wrong.
    failed: BTreeMap<String, Diagnostic>,
    /// The roots that every page has: converted once.
    common: Vec<(&'static str, Value)>,
}

impl Press {
    /// Compiles the templates; one with a mistake in its syntax is left out, and among [`Press::faults`].
    #[must_use]
    pub fn new(theme: Theme, portal: &Arc<Portal>, world: &Arc<World>) -> Self {
        let mut environment = Environment::new();
        environment.set_undefined_behavior(UndefinedBehavior::Strict);
        environment.set_formatter(html::print);
        environment.set_debug(false);
        let Theme { templates, assets } = theme;
        let names: BTreeMap<String, Arc<str>> =
            templates.keys().map(|name| (name.clone(), name.as_str().into())).collect();
        environment.set_path_join_callback(move |name, _| {
            read(Key::Template(names.get(name).map_or_else(|| name.into(), Arc::clone)));
            Cow::Borrowed(name)
        });
        let scene = Arc::new(Scene::new(portal));
        let assets = Arc::new(Assets::new(assets, Arc::clone(world), Arc::clone(portal)));
        let data = Arc::new(DataFiles::new(Arc::clone(world)));
        let common = common(&scene);
        functions::add(&mut environment, &scene, (&assets, &data), common.clone());
        let (mut paths, mut sources, mut failed) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
        for (name, template) in templates {
            paths.insert(name.clone(), template.path);
            sources.insert(name.clone(), template.text.clone());
            if let Err(error) = environment.add_template_owned(name.clone(), template.text) {
                failed.insert(name, fault::diagnostic(&error, &paths, &sources));
            }
        }
        Self { scene, environment, paths, sources, assets, failed, common }
    }

    /// Whether there is a template of this name, recorded as read.
    #[must_use]
    pub fn has(&self, name: &str) -> bool {
        read(Key::Template(name.into()));
        self.paths.contains_key(name)
    }

    /// The nearest name of a template, for a hint.
    #[must_use]
    pub fn nearest(&self, name: &str) -> Vec<&str> {
        crate::law::nearest::few_nearest(name, self.paths.keys().map(String::as_str))
    }

    /// Prints a page.
    ///
    /// # Errors
    /// A diagnostic at the template's line.
    pub fn print(&self, template: &str, mut roots: Roots) -> Result<Vec<u8>, Box<Diagnostic>> {
        read(Key::Template(template.into()));
        let mut all = self.common.clone();
        for name in OWN_ROOTS {
            let own = roots.iter().position(|(root, _)| *root == name).map(|at| roots.swap_remove(at).1);
            all.push((name, value(&self.scene, own.unwrap_or(Shown::Nothing))));
        }
        let roots = Value::from_object(RecordObject(all));
        let mut page = Vec::with_capacity(PAGE);
        let printed = self
            .environment
            .get_template(template)
            .and_then(|template| template.render_captured_to(roots.clone(), &mut page).map(drop));
        printed.map_err(|error| Box::new(self.fault(&error)))?;
        one_by_one::record(&self.environment, template, roots);
        Ok(page)
    }

    /// What is told of a place from where very many documents are looked at one by one.
    #[must_use]
    pub fn one_by_one(&self, spot: &Spot) -> Diagnostic {
        let place = match (self.paths.get(&*spot.template), spot.range) {
            (Some(path), Some((start, end))) => Place::Text(path.clone(), Span { start, end }),
            (Some(path), None) => Place::File(path.clone()),
            (None, _) => Place::Nowhere,
        };
        one_by_one::diagnostic(place, spot.field)
    }

    /// What is wrong with the templates that could not be compiled.
    pub fn faults(&self) -> impl Iterator<Item = &Diagnostic> {
        self.failed.values()
    }

    /// A template that could not be compiled is not missing: its own fault is told again.
    fn fault(&self, error: &minijinja::Error) -> Diagnostic {
        let missing = fault::missing(error).and_then(|name| self.failed.get(&name));
        missing.cloned().unwrap_or_else(|| fault::diagnostic(error, &self.paths, &self.sources))
    }

    /// From now on a static file counts as asked for.
    pub fn ask_asset(&self, name: &str) {
        self.assets.ask(name);
    }

    /// A static file under its hashed name; nothing when there is none.
    #[must_use]
    pub fn asset(&self, name: &str) -> Option<Arc<Asset>> {
        self.assets.get(name).ok()
    }

    /// The assets that pages asked for so far, by name, with what they need in turn.
    #[must_use]
    pub fn assets(&self) -> Vec<Arc<Asset>> {
        self.assets.asked()
    }
}

/// `site`, `params` and `build`.
fn common(scene: &Arc<Scene>) -> Vec<(&'static str, Value)> {
    let portal = &scene.portal;
    let zone = portal.config.site.zone;
    let version = env!("CARGO_PKG_VERSION");
    let build = BuildObject {
        date: value(scene, Shown::Moment(portal.date.into(), zone)),
        version: Value::from(version),
        generator: Value::from(format!("xiangwei {version}")),
    };
    vec![
        ("site", value(scene, Shown::View(View::Site))),
        ("params", Value::from_object(ParamsObject(Arc::clone(scene)))),
        ("build", Value::from_object(build)),
    ]
}

/// `build`: looking at its date makes a page depend on the day.
#[derive(Debug)]
struct BuildObject {
    date: Value,
    version: Value,
    generator: Value,
}

impl minijinja::value::Object for BuildObject {
    fn get_value(self: &Arc<Self>, key: &Value) -> Option<Value> {
        match key.as_str()? {
            "date" => {
                read(Key::Today);
                Some(self.date.clone())
            }
            "version" => Some(self.version.clone()),
            "generator" => Some(self.generator.clone()),
            _ => None,
        }
    }

    fn is_true(self: &Arc<Self>) -> bool {
        true
    }
}
