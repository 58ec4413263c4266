//! `xiangwei check`: every rule on the cases of its page, and what surrounds them.

mod attachments;
mod cases;
mod check;
mod external;
mod fix;
mod guard;
mod hosts;
mod labelled;
mod pages;
mod portal;
mod report;
mod titles;
