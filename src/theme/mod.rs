//! Templates and assets -> pages; the only home of the template engine.
//!
//! In: the theme's files, the portal, and what a page is about. Out: HTML, and for a mistake in a template a
//! diagnostic at its line. Templates see the portal through its recording views alone. Never here: which pages there
//! are, or where they are written.

mod assets;
mod custom;
mod data;
mod fault;
mod functions;
mod html;
mod load;
mod objects;
mod one_by_one;
mod parts;
mod press;
mod qr;
mod scene;

pub use assets::Asset;
pub use functions::FUNCTIONS;
pub use load::Theme;
pub use press::{Press, Roots};
