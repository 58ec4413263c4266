//! The figures of one report: the table on its page, and the marks in its text.

use super::figures_of;
use crate::law::quantity::{grouped, in_large_units};
use crate::markdown::{Passage, mark};
use crate::portal::view::Shown;
use crate::portal::{DocumentId, Portal};

/// The id of the mark around a figure's quote: no blanks and nothing that HTML or an address would read otherwise.
pub(in crate::portal) fn anchor(indicator: &str) -> String {
    let part = |c: char| if c.is_alphanumeric() || matches!(c, '.' | '-' | '_') { c } else { '-' };
    format!("figure-{}", indicator.chars().map(part).collect::<String>())
}

impl Portal {
    /// A report's figures in the order in which it gives them.
    pub(in crate::portal) fn document_figures(&self, id: DocumentId) -> Shown {
        let rows = figures_of(&self.document(id).particulars).iter().map(|figure| {
            let name = self.config.indicators.get(&figure.id).map_or(&figure.id, |indicator| &indicator.name);
            let series = self.series.find(&figure.id).and_then(|series| self.series_url(series));
            let unit = figure.unit.clone().unwrap_or_default();
            let large = Some(figure.value).filter(|_| !unit.contains(['万', '亿'])).and_then(in_large_units);
            Shown::Record(vec![
                ("id", figure.id.clone().into()),
                ("name", name.clone().into()),
                ("value", figure.value.to_string().into()),
                ("written", figure.written.clone().into()),
                ("text", grouped(&figure.written).into()),
                ("large", Shown::text(large)),
                ("unit", unit.into()),
                ("change", Shown::text(figure.change.as_ref().map(|(change, _)| format!("{change}%")))),
                ("quote", figure.quote.clone().into()),
                ("series", Shown::text(series)),
                ("sentence", format!("#{}", anchor(&figure.id)).into()),
            ])
        });
        Shown::List(rows.collect())
    }

    /// A report's text with the words that hold its figures marked.
    pub(in crate::portal) fn with_marks(&self, id: DocumentId, html: String) -> String {
        let figures = figures_of(&self.document(id).particulars);
        if figures.is_empty() {
            return html;
        }
        let passages: Vec<Passage<'_>> =
            figures.iter().map(|figure| Passage { id: anchor(&figure.id), words: &figure.quote }).collect();
        mark(&html, &passages)
    }

    /// What decides the marks in a document's text: each mark's indicator and words.
    pub(in crate::portal) fn marked_words(&self, id: DocumentId) -> impl Iterator<Item = (&str, &str)> {
        figures_of(&self.document(id).particulars).iter().map(|figure| (figure.id.as_str(), figure.quote.as_str()))
    }
}
