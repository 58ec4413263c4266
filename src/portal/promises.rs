//! Promises of yearly reports (承诺), and what later reports say came of them.
//!
//! In: the reports that are listed on the portal's date. Out: each promise with its answers and how it stands, for the
//! page of all promises and for the reports' own pages. Never here: counts.

use super::view::Shown;
use super::{DocumentId, Portal, Relation, Standing};
use crate::content::{Commitment, Document, Fulfilment, Particulars, Reference, Report};
use crate::law::closed_list::ClosedList;
use crate::law::doc_number::DocNumber;
use crate::law::promise::{Course, Facts};
use std::sync::Arc;

/// The reports that are listed, the earlier years first; of one year the earlier published first.
#[derive(Debug, Default)]
pub(super) struct Ledger(Box<[DocumentId]>);

impl Ledger {
    pub(super) fn new(documents: &[Arc<Document>], standings: &[Standing]) -> Self {
        let is_report = |at: &usize| standings[*at].is_listed() && report_of(&documents[*at]).is_some();
        let mut reports: Vec<usize> = (0..documents.len()).filter(is_report).collect();
        reports.sort_by_key(|at| {
            let document = &documents[*at];
            (document.year(), document.front.published.map(crate::law::moment::Moment::at), *at)
        });
        Self(reports.into_iter().map(DocumentId::new).collect())
    }
}

fn report_of(document: &Document) -> Option<&Report> {
    match &document.particulars {
        Particulars::Report(report) => Some(report),
        _ => None,
    }
}

/// A promise with what came of it.
pub(crate) struct Promised<'a> {
    /// The report that made it.
    pub(super) by: DocumentId,
    /// That report's year.
    pub(super) year: i16,
    /// How it stands on the portal's date.
    pub(crate) course: Course,
    pub(crate) commitment: &'a Commitment,
    /// What reports say of it, the latest last.
    answers: Vec<(DocumentId, &'a Fulfilment)>,
    /// The first later report of the same publisher that does not speak of it, when none does.
    passed_over: Option<DocumentId>,
}

impl Portal {
    /// Every promise of every report.
    pub(crate) fn promises(&self) -> Vec<Promised<'_>> {
        self.reports().flat_map(|(id, _)| self.promises_of(id)).collect()
    }

    /// What a document promised, and what came of it.
    pub(super) fn promises_of(&self, by: DocumentId) -> Vec<Promised<'_>> {
        let commitments = report_of(self.document(by)).map_or(&[][..], |report| &report.commitments);
        commitments.iter().map(|commitment| self.promised(by, commitment)).collect()
    }

    fn reports(&self) -> impl Iterator<Item = (DocumentId, &Report)> {
        self.ledger.0.iter().filter_map(|id| Some((*id, report_of(self.document(*id))?)))
    }

    fn promised<'a>(&'a self, by: DocumentId, commitment: &'a Commitment) -> Promised<'a> {
        let year = self.document(by).year().unwrap_or_default();
        let answers: Vec<(DocumentId, &Fulfilment)> = self
            .reports()
            .flat_map(|(id, report)| report.fulfils.iter().map(move |one| (id, one)))
            .filter(|(_, one)| one.commitment.text == commitment.id)
            .collect();
        let passed_over = if answers.is_empty() { self.later_report(by, year) } else { None };
        let facts = Facts {
            made: year,
            due: commitment.due,
            said: answers.last().map(|(_, one)| one.status),
            passed_over: passed_over.is_some(),
        };
        Promised { by, year, course: facts.on(self.date), commitment, answers, passed_over }
    }

    /// The first report for a later year of one of the same publishers.
    fn later_report(&self, than: DocumentId, year: i16) -> Option<DocumentId> {
        let publishers = &self.document(than).front.publishers;
        let same = |id: DocumentId| self.document(id).front.publishers.iter().any(|one| publishers.contains(one));
        self.reports().find(|(id, report)| report.year > year && same(*id)).map(|(id, _)| id)
    }

    /// The field `promises` of a document.
    pub(super) fn shown_promises(&self, id: DocumentId) -> Shown {
        Shown::List(self.promises_of(id).iter().map(|promised| self.shown_promise(promised)).collect())
    }

    /// The field `fulfils` of a document: the promises of which it says what came.
    pub(super) fn shown_fulfilments(&self, id: DocumentId) -> Shown {
        let fulfils = report_of(self.document(id)).map_or(&[][..], |report| &report.fulfils);
        let row = |one: &Fulfilment| {
            let made = self.reports().find_map(|(by, report)| {
                let commitment = report.commitments.iter().find(|commitment| commitment.id == one.commitment.text)?;
                Some((by, commitment))
            });
            let text = made.map_or(&one.commitment.text, |(_, commitment)| &commitment.text);
            Shown::Record(vec![
                ("id", one.commitment.text.clone().into()),
                ("text", text.clone().into()),
                ("by", made.map_or(Shown::Nothing, |(by, _)| self.shown_report(by))),
                ("answer", self.shown_answer(id, one)),
            ])
        };
        Shown::List(fulfils.iter().map(row).collect())
    }

    /// A promise as pages show it.
    pub(super) fn shown_promise(&self, promised: &Promised<'_>) -> Shown {
        let commitment = promised.commitment;
        let answers = promised.answers.iter().map(|(id, one)| self.shown_answer(*id, one));
        Shown::Record(vec![
            ("id", commitment.id.clone().into()),
            ("text", commitment.text.clone().into()),
            ("due", self.moment(commitment.due)),
            ("state", Shown::word(promised.course.name())),
            ("state_code", Shown::word(promised.course.code())),
            ("by", self.shown_report(promised.by)),
            ("answers", Shown::List(answers.collect())),
            ("passed_over", promised.passed_over.map_or(Shown::Nothing, |id| self.shown_report(id))),
        ])
    }

    fn shown_answer(&self, by: DocumentId, one: &Fulfilment) -> Shown {
        Shown::Record(vec![
            ("status", Shown::word(one.status.name())),
            ("status_code", Shown::word(one.status.code())),
            ("note", Shown::text(one.note.clone())),
            (
                "evidence",
                Shown::List(one.evidence.iter().map(|reference| self.shown_evidence(by, reference)).collect()),
            ),
            ("by", self.shown_report(by)),
        ])
    }

    fn shown_report(&self, id: DocumentId) -> Shown {
        let document = self.document(id);
        Shown::Record(vec![
            ("title", document.front.title.clone().into()),
            ("url", self.document_url(id).to_owned().into()),
            ("year", Shown::Number(document.year().unwrap_or_default().into())),
            ("publisher", self.publisher_names(id).into()),
        ])
    }

    /// What shows it: the document's title and page; a document that is not shown yet is its name alone.
    fn shown_evidence(&self, by: DocumentId, reference: &Reference) -> Shown {
        let shown = |id: &DocumentId| self.standing(*id).has_page();
        let found = self.evidence(by, reference).filter(shown);
        let title = found.map_or(&reference.text, |id| &self.document(id).front.title);
        let mut record =
            vec![("title", title.clone().into()), ("url", Shown::text(found.map(|id| self.document_url(id))))];
        record.extend(self.named_state(found));
        Shown::Record(record)
    }

    /// The document that a reference to evidence means, among those to which all such references of the report lead.
    fn evidence(&self, by: DocumentId, reference: &Reference) -> Option<DocumentId> {
        let number = DocNumber::parse(&reference.text).ok().map(|parsed| parsed.number);
        let path = reference.text.trim_start_matches(['.', '/']);
        let is_meant = |id: &DocumentId| {
            let document = self.document(*id);
            document.front.id.as_deref() == Some(reference.text.as_str())
                || (number.is_some() && document.front.doc_number == number)
                || document.path.strip_suffix(path).is_some_and(|above| above.ends_with('/'))
        };
        let evidence = self.relations.of(by).filter(|(relation, _)| *relation == Relation::Evidence);
        evidence.map(|(_, id)| id).find(is_meant)
    }
}
