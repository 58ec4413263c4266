//! What the site knows as a whole, on fixed days: both sides of every boundary.

mod changes;
mod coverage;
mod decisions;
mod diagrams;
mod disclosure;
mod indicators;
mod promises;
mod registers;
mod validity;
