//! The one client of HTTP: a request -> what is answered.
//!
//! In: an address. Out: an [`Answer`], whatever its status, or the [`Trouble`] that kept it from coming; of many addresses of others
//! what became of each ([`visit`]), asked one after the other at each host, with pauses. Never here: what an answer means to a
//! site, what is kept of it, secrets.

mod client;
mod retry_after;
mod visit;

pub use client::{Answer, Client, Method, Names, Patience, Trouble};
pub use visit::{Clock, Found, Manners, SystemClock, Visited, visit};
