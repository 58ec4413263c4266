//! The audit measured: the attachments, the text rules by themselves, the figures.

pub(crate) mod arguments;
pub(crate) mod attachments;
pub(crate) mod report;
pub(crate) mod texts;
