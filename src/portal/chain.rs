//! The way of a major decision: catalogue → consultation → feedback → decision → interpretation, and what is missing.
//!
//! Each milestone is judged from what is published on the portal's date. One is missing only when its time has come: the
//! decision when its day in the catalogue has passed, feedback when the consultation has closed, the interpretation when
//! its working days are over, the consultation when there is a decision without one.

use super::interpreted::Interpreted;
use super::view::Shown;
use super::{DocumentId, Portal, Relation};
use crate::content::{Decision, Particulars};
use crate::law::closed_list::ClosedList;
use crate::law::consultation::Stage;
use crate::law::decision::{Milestone, Progress, due_day};
use crate::law::interpretation::Coverage;
use crate::law::quantity::Rate;

/// One milestone of one decision.
pub(crate) struct Link {
    pub(crate) milestone: Milestone,
    pub(crate) progress: Progress,
    /// What there is to say of it, in a sentence.
    pub(crate) note: Option<String>,
    /// What shows it.
    documents: Vec<DocumentId>,
}

impl Link {
    fn new(milestone: Milestone, progress: Progress, documents: Vec<DocumentId>) -> Self {
        Self { milestone, progress, note: None, documents }
    }

    fn noting(self, note: impl Into<String>) -> Self {
        Self { note: Some(note.into()), ..self }
    }
}

impl Portal {
    /// The five milestones of a decision, in order.
    pub(crate) fn chain(&self, id: DocumentId, decision: &Decision) -> Vec<Link> {
        let outcome = self.shown_by(id, Relation::Outcome).next();
        let consultations = self.consultations(id, outcome);
        vec![
            Link::new(Milestone::Catalogue, Progress::Done, vec![id]).noting(format!("{}年度", decision.year)),
            self.consulted(&consultations, outcome.is_some()),
            self.answered(&consultations),
            self.decided(decision, outcome),
            self.explained(outcome),
        ]
    }

    /// Who works on a decision: an organisation that is named by its id or short name stands with its full name.
    pub(super) fn undertaker(&self, decision: &Decision) -> Option<String> {
        let organisations = &self.config.organisations;
        let full = |name| organisations.find(name).map_or(name, |id| organisations.get(id).name.as_str());
        decision.undertaker.as_ref().map(|names| names.split('、').map(full).collect::<Vec<_>>().join("、"))
    }

    /// The consultations on a decision: those that name it, and those that name its outcome.
    fn consultations(&self, id: DocumentId, outcome: Option<DocumentId>) -> Vec<DocumentId> {
        let of_outcome = outcome.into_iter().flat_map(|outcome| self.shown_by(outcome, Relation::Consultation));
        let mut all: Vec<DocumentId> = self.shown_by(id, Relation::ConsultedBy).chain(of_outcome).collect();
        all.retain(|one| self.stage(*one).is_some());
        all.sort_by_key(|one| (self.consultation(*one).map(|consultation| consultation.opens), *one));
        all.dedup();
        all
    }

    fn consulted(&self, consultations: &[DocumentId], is_decided: bool) -> Link {
        let link = |progress| Link::new(Milestone::Consultation, progress, consultations.to_vec());
        let last_in = |stage| consultations.iter().rev().find(|one| self.stage(**one) == Some(stage));
        let under_way = last_in(Stage::Open).map(|one| (one, Progress::UnderWay));
        let told = under_way.or_else(|| last_in(Stage::Upcoming).map(|one| (one, Progress::Pending)));
        match told.or_else(|| consultations.last().map(|one| (one, Progress::Done))) {
            None if is_decided => link(Progress::Missing).noting("已有决策结果，没有意见征集的记录"),
            None => link(Progress::Pending),
            Some((one, progress)) => {
                let period = self.consultation(*one).map(|told| format!("{} 至 {}", told.opens, told.closes));
                Link { note: period, ..link(progress) }
            }
        }
    }

    fn answered(&self, consultations: &[DocumentId]) -> Link {
        let link = |progress, documents| Link::new(Milestone::Feedback, progress, documents);
        let late = consultations.iter().find(|one| self.stage(**one) == Some(Stage::Closed));
        if let Some(closed) = late.and_then(|one| self.consultation(*one)) {
            return link(Progress::Missing, Vec::new()).noting(format!("征集已于 {} 结束，没有反馈", closed.closes));
        }
        let is_all =
            !consultations.is_empty() && consultations.iter().all(|one| self.stage(*one) == Some(Stage::Answered));
        if !is_all {
            return link(Progress::Pending, Vec::new());
        }
        // Where feedback has no page of its own, it stands on the consultation's.
        let page = |one: &DocumentId| self.shown_by(*one, Relation::Feedback).next().unwrap_or(*one);
        let done = link(Progress::Done, consultations.iter().map(page).collect());
        match self.opinions(consultations) {
            Some((received, adopted)) => {
                let rate = Rate::new(adopted, received).map(|rate| format!("，采纳率 {rate}")).unwrap_or_default();
                done.noting(format!("收到 {received} 条，采纳 {adopted} 条{rate}"))
            }
            None => done,
        }
    }

    /// How many opinions all of these consultations received and adopted together; none when one does not say.
    fn opinions(&self, consultations: &[DocumentId]) -> Option<(usize, usize)> {
        let of_one = |one: &DocumentId| {
            let feedback = self.consultation(*one)?.feedback.as_ref()?;
            Some((usize::try_from(feedback.received?).ok()?, usize::try_from(feedback.adopted?).ok()?))
        };
        let mut counts = consultations.iter().map(of_one);
        counts.try_fold((0, 0), |sum, one| one.map(|one| (sum.0 + one.0, sum.1 + one.1)))
    }

    fn decided(&self, decision: &Decision, outcome: Option<DocumentId>) -> Link {
        let link = |progress| Link::new(Milestone::Outcome, progress, outcome.into_iter().collect());
        let due = decision.due.as_deref().map(|due| (due, due_day(due)));
        match (outcome, due) {
            (Some(_), _) => link(Progress::Done),
            (None, Some((due, Some(day)))) if day < self.date => {
                link(Progress::Missing).noting(format!("拟决策时间 {due} 已过"))
            }
            (None, Some((due, _))) => link(Progress::Pending).noting(format!("拟决策时间 {due}")),
            (None, None) => link(Progress::Pending),
        }
    }

    fn explained(&self, outcome: Option<DocumentId>) -> Link {
        let link = |progress, documents| Link::new(Milestone::Interpretation, progress, documents);
        let Some(outcome) = outcome else { return link(Progress::Pending, Vec::new()) };
        let Interpreted { by, coverage, last_day } = self.interpreted(outcome);
        let last_day = last_day.map(|day| day.to_string()).unwrap_or_default();
        match coverage {
            Coverage::Due if last_day.is_empty() => link(Progress::Pending, by),
            Coverage::Due => link(Progress::Pending, by).noting(format!("解读期限至 {last_day}")),
            Coverage::Missing if last_day.is_empty() => link(Progress::Missing, by).noting("决策结果没有解读"),
            Coverage::Missing => link(Progress::Missing, by).noting(format!("解读期限 {last_day} 已过")),
            Coverage::Late => link(Progress::Done, by).noting(format!("超过解读期限 {last_day}")),
            Coverage::Timely | Coverage::Unknown => link(Progress::Done, by),
        }
    }

    fn show_link(&self, link: Link) -> Shown {
        let documents = link.documents.iter().map(|one| Shown::Record(self.named(*one)));
        Shown::Record(vec![
            ("code", Shown::word(link.milestone.code())),
            ("name", Shown::word(link.milestone.name())),
            ("state", Shown::word(link.progress.code())),
            ("state_name", Shown::word(link.progress.name())),
            ("documents", Shown::List(documents.collect())),
            ("note", Shown::text(link.note)),
        ])
    }

    /// Milestones as pages show them.
    pub(super) fn show_links(&self, links: Vec<Link>) -> Shown {
        Shown::List(links.into_iter().map(|link| self.show_link(link)).collect())
    }

    /// Shown as the field `chain` of a decision.
    pub(super) fn show_chain(&self, id: DocumentId) -> Shown {
        match &self.document(id).particulars {
            Particulars::Decision(decision) => self.show_links(self.chain(id, decision)),
            _ => Shown::Nothing,
        }
    }
}
