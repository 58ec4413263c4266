//! `xiangwei check`: every rule on the cases of its page, and what surrounds them.

mod attachments;
mod cases;
mod check;
mod fix;
mod guard;
mod labelled;
mod pages;
mod portal;
mod report;
