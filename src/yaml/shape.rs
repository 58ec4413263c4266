//! What a value must be, as far as one value alone can be asked.

use super::key::Record;

/// The words of a closed list: for each value its code, its Chinese name, then others.
pub type Choices = &'static [&'static [&'static str]];

/// The words for yes, and those for no.
pub const YES: Choices =
    &[&["true", "是", "yes", "True", "Yes", "TRUE"], &["false", "否", "no", "False", "No", "FALSE"]];

/// What a value must be. Where a list is wanted, a single value is a list of one.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A word, a number or a sentence.
    Text,
    /// Text of a few sentences.
    Prose,
    /// A whole number.
    Integer,
    /// A whole number of at least one.
    Count,
    /// A whole number of at least nought.
    Number,
    /// A number with as many digits as are written.
    Decimal,
    /// A year of four digits.
    Year,
    /// A 发文字号.
    DocNumber,
    /// One segment of an address.
    Segment,
    /// A path within the site.
    SitePath,
    /// Yes or no.
    Yes,
    /// A day.
    Date,
    /// A day, with a time or without.
    Moment,
    /// Words: a list, or one text in which they are parted.
    Words,
    /// One word of a closed list.
    Choice(Choices),
    /// One word of one of two closed lists.
    Either(Choices, Choices),
    /// Any word; these are usual.
    Usual(Choices),
    /// A subject class.
    Subject,
    /// The code of a duty of publication.
    Duty,
    /// What data/organisations.yaml has, by any of its names.
    Organisation,
    /// What data/indicators.yaml has, by its id.
    Indicator,
    /// Another document: its id, its document number or its path.
    Reference,
    /// A file beside the document or under static/.
    File,
    /// A list.
    List(&'static Shape),
    /// A map of these keys.
    Record(&'static Record),
    /// A map of these keys; or a word, which is the value of the first of them.
    WordOr(&'static Record),
    /// A map whose keys the author names.
    Named(&'static Shape),
    /// A map whose keys are the words of a closed list.
    Each(Choices, &'static Shape),
    /// A map whose keys are rules of the audit.
    EachRule(&'static Shape),
    /// A rule of the audit.
    Rule,
    /// Anything.
    Free,
}
