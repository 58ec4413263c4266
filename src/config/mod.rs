//! What the site's owner set: xiangwei.yaml, and the dictionaries beside it under data/.
//!
//! In: the sources. Out: [`Config`], in which everything is valid, and every diagnostic. What is wrong is told and
//! replaced by its default, so that the rest of the site can be checked in the same run. Never here: how we run
//! (jobs, dates, paths typed).

mod address;
mod audit;
mod deploy;
mod indicators;
mod organisations;
mod params;
mod settings;
pub mod wording;

pub use address::{Address, Hosts, is_private};
pub use audit::{Audit, Exception, Level, Thresholds};
pub use deploy::{BucketStyle, BucketWay, DeployTarget, Extras, FolderWay, HeaderRule, SshTool, SshWay, Way};
pub use indicators::{Indicator, Indicators};
pub use organisations::{Organisation, OrganisationId, Organisations};
pub(crate) use params::THEME;
pub use settings::{Columns, Contact, Outputs, Site, Taxonomy};

use crate::diag::{Diagnostic, Failure, Place};
use crate::law::index_number::Scheme;
use crate::law::personal;
use crate::law::wording::{Entry, Wording, builtin};
use crate::say;
use crate::world::{Read, World};
use crate::yaml::{self, Fields, Free, Record, Yaml};
use serde::{Deserialize, Serialize};

/// The settings' file.
pub const FILE: &str = "xiangwei.yaml";

/// The keys of the settings, and of an entry in each of the dictionaries, by their files.
pub const RECORDS: [(&str, Record); 4] = [
    (FILE, settings::RECORD),
    (organisations::FILE, organisations::RECORD),
    (indicators::FILE, indicators::RECORD),
    (wording::FILE, wording::RECORD),
];

/// All files by which it is decided how a source is understood.
pub const FILES: [&str; 4] = [FILE, organisations::FILE, indicators::FILE, wording::FILE];

/// Settings that are all valid.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Config {
    /// Whose site it is.
    pub site: Site,
    /// The theme's name.
    pub theme: String,
    /// Where it was chosen.
    pub theme_place: Place,
    /// Documents on one page of a list.
    pub paginate: usize,
    /// Entries in a feed.
    pub feed_limit: usize,
    /// The taxonomies that have pages.
    pub taxonomies: Vec<Taxonomy>,
    /// Outside hosts that need no leave notice.
    pub allowed_hosts: Hosts,
    /// What is written besides pages.
    pub outputs: Outputs,
    /// How the index numbers of new documents are made.
    pub index_numbers: Scheme,
    /// What the audit goes by.
    pub audit: Audit,
    /// Free settings for the theme: the site's, else its theme's.
    pub params: Vec<(String, Free)>,
    /// Where the site is sent. No page depends on it, so that no build remembers it.
    #[serde(skip)]
    pub deploy: Vec<DeployTarget>,
    /// Who publishes.
    pub organisations: Organisations,
    /// The dictionary of indicators.
    pub indicators: Indicators,
    /// The site's own wrong words.
    pub wording: Vec<Entry>,
}

impl Config {
    /// Reads everything; `base_url` stands for the address in the file, if one was typed.
    ///
    /// # Errors
    /// When there is no xiangwei.yaml, or the system cannot read a file.
    pub fn load(world: &World, base_url: Option<&Address>) -> Result<(Self, Vec<Diagnostic>), Failure> {
        let mut faults = Vec::new();
        let (organisations, found) = organisations::load(world)?;
        faults.extend(found);
        let (indicators, found) = indicators::load(world)?;
        faults.extend(found);
        let (wording, found) = wording::load(world)?;
        faults.extend(found);
        let around = settings::Surroundings { world, organisations, indicators, wording };
        let Some(yaml) = file(world, FILE, &mut faults)? else {
            if faults.is_empty() {
                let root = world.root().display();
                return Err(Failure::own(say!(
                    "{root} 里没有 xiangwei.yaml，不是一个站点文件夹（新建站点：xiangwei new site 文件夹）",
                    "there is no xiangwei.yaml in {root}; it is not a site's folder (make one: xiangwei new site DIR)"
                )));
            }
            let fields = Fields::empty(Place::File(FILE.into()));
            return Ok((settings::read(fields, base_url, around).0.themed(world)?, faults));
        };
        let fields = Fields::new(&yaml.path, &yaml.root, settings::RECORD);
        let (config, found) = settings::read(fields, base_url, around);
        faults.extend(found);
        Ok((config.themed(world)?, faults))
    }

    /// The same with what its theme gives.
    fn themed(self, world: &World) -> Result<Self, Failure> {
        let params = params::load(world, &self.theme, self.params)?;
        Ok(Self { params, ..self })
    }

    /// All wrong words, for this site: those that everybody holds to be wrong and its own. The names of its organisations are
    /// right whatever they hold.
    #[must_use]
    pub fn wrong_words(&self) -> Wording {
        let all = builtin().into_iter().chain(self.wording.iter().cloned()).collect();
        Wording::new(wording::protecting(all, &self.organisations))
    }

    /// Whether the site itself gives a mobile number, told by its digits, as a contact.
    #[must_use]
    pub fn publishes_phone(&self, digits: &str) -> bool {
        let contact = self.site.contact.phone.iter().chain(&self.audit.contacts);
        contact.flat_map(|written| personal::mobiles(written)).any(|listed| listed == digits)
    }
}

/// A file of ours as YAML; nothing when it is absent or cannot be parsed, which is told.
fn file(world: &World, path: &str, faults: &mut Vec<Diagnostic>) -> Result<Option<Yaml>, Failure> {
    let source = match world.read(path)? {
        Read::Absent => return Ok(None),
        Read::NotText(fault) => {
            faults.push(*fault);
            return Ok(None);
        }
        Read::Text(source) => source,
    };
    Ok(yaml::parse(&source.path, &source.text, 0).map_err(|fault| faults.push(*fault)).ok())
}

/// The entries of a file that is a list of maps.
fn entries<T>(yaml: &Yaml, record: Record, read: impl Fn(&mut Fields<'_>) -> Option<T>) -> (Vec<T>, Vec<Diagnostic>) {
    let (mut made, mut faults) = (Vec::new(), Vec::new());
    let root = yaml::Value { path: &yaml.path, node: &yaml.root };
    for item in root.items() {
        let mut fields = Fields::new(item.path, item.node, record);
        made.extend(read(&mut fields));
        faults.extend(fields.finish());
    }
    (made, faults)
}
