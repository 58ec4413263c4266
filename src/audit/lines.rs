//! Lines of a file that belong together: the head of a table tells what stands in its rows.

use super::passage::Seen;
use crate::law::{personal, secrecy};
use std::cell::OnceCell;
use std::ops::Range;

/// The lines of a text, or the rows of a table.
#[derive(Debug, Default)]
pub struct Lines {
    text: String,
    /// Where each begins, and where the next would.
    starts: Vec<usize>,
    personal: OnceCell<Vec<personal::Found>>,
    secrecy: OnceCell<Vec<secrecy::Mark>>,
}

impl Lines {
    /// Lines in their order.
    #[must_use]
    pub fn of<'t>(lines: impl Iterator<Item = &'t str>) -> Self {
        let (mut text, mut starts) = (String::new(), vec![0]);
        for line in lines {
            text.push_str(line);
            text.push('\n');
            starts.push(text.len());
        }
        Self { text, starts, ..Self::default() }
    }

    /// The personal data in the line with this number, from 0.
    pub(super) fn personal(&self, number: usize) -> Vec<Seen<personal::Found>> {
        self.seen(number, self.personal.get_or_init(|| personal::find(&self.text)), |found| &found.span)
    }

    /// The marks of closed papers in it.
    pub(super) fn secrecy(&self, number: usize) -> Vec<Seen<secrecy::Mark>> {
        self.seen(number, self.secrecy.get_or_init(|| secrecy::find(&self.text)), |mark| &mark.span)
    }

    fn seen<T: Clone>(&self, number: usize, found: &[T], span: impl Fn(&T) -> &Range<usize>) -> Vec<Seen<T>> {
        let (start, end) = (self.starts[number], self.starts[number + 1]);
        let first = found.partition_point(|one| span(one).start < start);
        let in_line = found[first..].iter().take_while(|one| span(one).start < end);
        in_line
            .map(|one| Seen {
                what: one.clone(),
                words: self.text[span(one).clone()].to_owned(),
                written: span(one).start - start..span(one).end.min(end - 1) - start,
            })
            .collect()
    }
}
