//! Amendments and repeals that cannot be: a document that does it to itself, twice the same, or in a circle.
//!
//! In: what the documents do to each other. Out: a fault at the reference that is wrong, with the others that belong to
//! it. Only a later document can amend or repeal an earlier one, so that a circle holds a mistake whatever its dates.

use super::DocumentId;
use super::relations::{Found, Resolved};
use crate::content::Document;
use crate::diag::{Code, Diagnostic};
use crate::say;
use std::collections::BTreeMap;
use std::ops::Range;
use std::sync::Arc;

/// Every such contradiction.
pub(super) fn contradictions(documents: &[Arc<Document>], found: &Found<'_>) -> Vec<Diagnostic> {
    let mut faults = twice(&found.amendments);
    faults.extend(twice(&found.repeals));
    let (own, mut others): (Vec<_>, Vec<_>) =
        found.amendments.iter().chain(&found.repeals).copied().partition(|one| one.by == one.on);
    faults.extend(own.iter().map(on_itself));
    others.sort_by_key(|one| (one.by, one.on));
    others.dedup_by_key(|one| (one.by, one.on));
    let circles = Circles { done: &others, colours: vec![Colour::New; documents.len()], found: Vec::new() }.walk();
    faults.extend(circles.iter().map(|circle| in_a_circle(circle, documents)));
    faults
}

/// What one document does twice to the same parts of another.
fn twice(done: &[Resolved<'_>]) -> Vec<Diagnostic> {
    let mut first: BTreeMap<_, &Resolved<'_>> = BTreeMap::new();
    let mut faults = Vec::new();
    for one in done {
        let key = (one.by, one.on, one.effect.parts.as_deref());
        let Some(earlier) = first.get(&key) else {
            first.insert(key, one);
            continue;
        };
        let reference = &one.effect.document;
        let text = &reference.text;
        let fault = Diagnostic::new(
            Code::EffectTwice,
            reference.place.clone(),
            say!("“{text}”已经写过了", "`{text}` stands here already"),
        );
        let fault = fault.related(earlier.effect.document.place.clone(), say!("先写在这里", "first written here"));
        faults.push(fault.help(say!(
            "删去其中一处；分条修改或废止的，用 parts（条款）写明各自的条款",
            "remove one of the two; where each is about other parts, name them by `parts`"
        )));
    }
    faults
}

fn on_itself(one: &Resolved<'_>) -> Diagnostic {
    let reference = &one.effect.document;
    let text = &reference.text;
    let fault = Diagnostic::new(
        Code::EffectSelf,
        reference.place.clone(),
        say!("“{text}”就是这份文件自己", "`{text}` is this very document"),
    );
    fault.help(say!(
        "写被它修改或废止的那份文件；自行失效的用 expires（有效期至）",
        "write the document that it amends or repeals; one that ends by itself has `expires`"
    ))
}

fn in_a_circle(circle: &[Resolved<'_>], documents: &[Arc<Document>]) -> Diagnostic {
    // What the earliest of them does is the first to be doubted.
    let published = |one: &Resolved<'_>| documents[one.by.index()].front.published.map(|moment| moment.at());
    let start = (0..circle.len()).min_by_key(|at| (published(&circle[*at]), circle[*at].by)).unwrap_or_default();
    let (after, before) = (&circle[start + 1..], &circle[..start]);
    let place = circle[start].effect.document.place.clone();
    let titles = circle[start..].iter().chain(before).map(|one| title(one.by, documents)).collect::<Vec<_>>();
    let (zh, en) = (titles.join("、"), titles.join(", "));
    let fault = Diagnostic::new(
        Code::EffectCircle,
        place,
        say!("{zh}互相修改或废止，成了一圈", "{en} amend or repeal each other in a circle"),
    );
    let fault = after.iter().chain(before).fold(fault, |fault, one| {
        fault.related(one.effect.document.place.clone(), say!("这里也是其中一环", "a part of the circle"))
    });
    fault.help(say!(
        "只有后发的文件能修改或废止先发的文件：删去写反的一处",
        "only a later document can amend or repeal an earlier one: remove what is the wrong way round"
    ))
}

fn title(id: DocumentId, documents: &[Arc<Document>]) -> String {
    format!("《{}》", documents[id.index()].front.title)
}

/// How far a walk has come with a document.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Colour {
    New,
    /// It stands on the way that is being gone.
    Under,
    Done,
}

/// A walk along all deeds, deep before wide, which meets each circle once. It keeps its own way instead of calling
/// itself, since a chain may be as long as the portal is large.
struct Circles<'a> {
    /// By the document that does it.
    done: &'a [Resolved<'a>],
    colours: Vec<Colour>,
    found: Vec<Vec<Resolved<'a>>>,
}

/// A document on the way, and which of its deeds are still to be followed.
type Step = (DocumentId, Range<usize>);

impl<'a> Circles<'a> {
    fn walk(mut self) -> Vec<Vec<Resolved<'a>>> {
        for one in self.done {
            if self.colours[one.by.index()] == Colour::New {
                self.from(one.by);
            }
        }
        self.found
    }

    fn from(&mut self, start: DocumentId) {
        let mut way = vec![self.step(start)];
        while let Some((document, rest)) = way.last_mut() {
            let Some(deed) = rest.next() else {
                self.colours[document.index()] = Colour::Done;
                way.pop();
                continue;
            };
            let on = self.done[deed].on;
            match self.colours[on.index()] {
                Colour::New => way.push(self.step(on)),
                Colour::Under => self.close(&way, on),
                Colour::Done => {}
            }
        }
    }

    fn step(&mut self, document: DocumentId) -> Step {
        self.colours[document.index()] = Colour::Under;
        let start = self.done.partition_point(|one| one.by < document);
        let end = self.done.partition_point(|one| one.by <= document);
        (document, start..end)
    }

    /// The way has come back to a document that stands on it.
    fn close(&mut self, way: &[Step], on: DocumentId) {
        let circle = way.iter().skip_while(|(document, _)| *document != on);
        // The deed that is being followed is the one before those that are left.
        self.found.push(circle.map(|(_, rest)| self.done[rest.start - 1]).collect());
    }
}
