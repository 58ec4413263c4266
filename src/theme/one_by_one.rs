//! The line of a template that looks at very many documents, one after the other.
//!
//! The engine does not say from which line a document is looked at. So what has looked at very many is printed a second
//! time, now with a limit: the look that is one too many is an error, and an error has a line. What comes of it is a
//! [`Spot`] among that which the page has read, and so is remembered with the page. Never here: what may be read.

use super::fault;
use crate::diag::{Code, Diagnostic, Place};
use crate::portal::view::View;
use crate::portal::{DocumentId, Portal};
use crate::say;
use crate::trace::{Key, Spot, Subject, WIDE, is_wide, read, recording};
use minijinja::{Environment, Error, ErrorKind, Value};
use rustc_hash::FxHashSet;
use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::Arc;

thread_local! {
    /// What the printing that runs on this thread has looked at; nothing when it may look at everything.
    static LIMIT: RefCell<Option<Count>> = const { RefCell::new(None) };
}

/// The documents that a printing has looked at, for each of their fields.
#[derive(Default)]
struct Count {
    documents: BTreeMap<u16, FxHashSet<DocumentId>>,
    /// The field that was looked at once too often.
    over: Option<u16>,
}

/// Records from where a template that was just printed looked at very many documents, if it did.
pub(super) fn record(environment: &Environment<'_>, template: &str, roots: Value) {
    if !is_wide() {
        return;
    }
    let again = || environment.get_template(template).and_then(|template| template.render(roots)).err();
    let ((error, _), over) = limited(|| recording(again));
    // What Rust looked at, such as the addresses in a text, is no matter of the template's.
    if let Some(field) = over {
        read(Key::OneByOne(Arc::new(spot(error.as_ref(), template, field))));
    }
}

/// Counts a template's look at a thing; an error when it is one too many.
pub(super) fn count(view: View, field: u16) -> Result<(), Error> {
    let View::Document(id) = view else { return Ok(()) };
    LIMIT.with_borrow_mut(|limit| {
        let Some(count) = limit else { return Ok(()) };
        let documents = count.documents.entry(field).or_default();
        documents.insert(id);
        if documents.len() > WIDE {
            count.over.get_or_insert(field);
        }
        count.goes_on()
    })
}

/// An error after the look that was one too many. A filter may have passed over that; what it came to is not to be used,
/// and least of all may it ask for a file that the page does not show.
pub(super) fn goes_on() -> Result<(), Error> {
    LIMIT.with_borrow(|limit| limit.as_ref().map_or(Ok(()), Count::goes_on))
}

impl Count {
    fn goes_on(&self) -> Result<(), Error> {
        match self.over {
            None => Ok(()),
            Some(_) => Err(Error::new(ErrorKind::InvalidOperation, "very many documents are read one by one")),
        }
    }
}

/// Prints with a limit, and tells the field that was looked at once too often.
fn limited<T>(print: impl FnOnce() -> T) -> (T, Option<u16>) {
    /// The limit of what is printed around this, which holds again after it, also when `print` unwinds.
    struct Around(Option<Count>);
    impl Drop for Around {
        fn drop(&mut self) {
            LIMIT.set(self.0.take());
        }
    }
    let _around = Around(LIMIT.replace(Some(Count::default())));
    let printed = print();
    (printed, LIMIT.with_borrow(|limit| limit.as_ref().and_then(|count| count.over)))
}

fn spot(error: Option<&Error>, template: &str, field: u16) -> Spot {
    let chain = error.map_or_else(Vec::new, fault::chain);
    let innermost = chain.into_iter().rev().find_map(|error| Some((error.name()?, error.range())));
    let (template, range) = innermost.unwrap_or((template, None));
    let narrow = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
    Spot { template: template.into(), range: range.map(|range| (narrow(range.start), narrow(range.end))), field }
}

/// What is told of a place in a template.
pub(super) fn diagnostic(place: Place, field: u16) -> Diagnostic {
    let field = Portal::field_name(Subject::Document(0), field).unwrap_or("?");
    let message = say!(
        "模板逐个读取了超过 {WIDE} 个文档的 {field}",
        "the template reads `{field}` of more than {WIDE} documents one by one"
    );
    Diagnostic::new(Code::OneByOne, place, message).help(say!(
        "用 query(…, fields=[\"{field}\"]) 列出文档，或用 part() 印每一项；现在任何一个文档的 {field} 变了，整页都要重新生成",
        "list them by query(…, fields=[\"{field}\"]), or print each by part(); as it is, the page is made again whenever the `{field}` of any document changes"
    ))
}
