//! What every benchmark shares: the corpus on the disk, programs run and measured, figures as people read them.

pub(crate) mod arguments;
pub(crate) mod child;
pub(crate) mod figures;
pub(crate) mod tally;
pub(crate) mod yard;
