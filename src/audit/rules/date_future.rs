//! No date of what has already happened lies in the future.

use crate::audit::Auditor;
use crate::content::Front;
use crate::diag::{Code, Diagnostic, Place, Rule, Text};
use crate::portal::Portal;
use crate::say;
use jiff::civil::Date;

pub(super) fn look(portal: &Portal, _: &Auditor<'_>) -> Vec<Diagnostic> {
    // What is not shown yet may bear any date.
    let shown = portal.documents().filter(|(id, _)| portal.standing(*id).has_page());
    let dates = shown.flat_map(|(_, document)| dates(&document.front));
    dates.filter(|(day, ..)| *day > portal.date).map(|(day, place, name)| tell(day, place, &name)).collect()
}

/// The dates of what has happened to a document, with their places and names.
fn dates(front: &Front) -> Vec<(Date, &Place, Text)> {
    let places = &front.places;
    let updated = front.updated.map(|moment| moment.date).zip(places.updated.as_ref());
    let issued = front.issued.zip(places.issued.as_ref());
    let mut dates: Vec<(Date, &Place, Text)> = Vec::new();
    dates.extend(updated.map(|(day, place)| (day, place, say!("更新日期", "date of its update"))));
    dates.extend(issued.map(|(day, place)| (day, place, say!("成文日期", "date of issue"))));
    let history = front.history.iter().map(|one| (one.date, &one.place, say!("修订日期", "date of a revision")));
    dates.extend(history);
    dates
}

fn tell(day: Date, place: &Place, Text { zh, en }: &Text) -> Diagnostic {
    let told = say!("{zh} {day} 还没有到", "the {en}, {day}, has not come");
    Diagnostic::new(Code::Rule(Rule::DateFuture), place.clone(), told).help(say!(
        "核对日期；还要等到那天才公开的，把 published（发布日期）写成那一天",
        "check the date; what is to be published on that day has it under `published`"
    ))
}
