//! What helps those who write, made from the tables by which their files are read.
//!
//! In: the tables of keys, and a site's sections, organisations and documents. Out: the text of a new document, the
//! schemas by which editors help, the forms of the CMS. Never here: a second list of keys, or a file that is written.

mod cms;
mod draft;
mod schema;
mod section;
mod site;
mod written;

pub use cms::{CMS_PAGE, CMS_POLICY, Repository, Service, cms};
pub use draft::{Draft, Wanted, draft};
pub use schema::{SCHEMAS, Schema, schemas};
pub use section::{section_named, section_of};
pub use site::Site;
