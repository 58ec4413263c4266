//! What happened since the server began, numbered, so that a page can be told what it missed.

use std::collections::{HashMap, VecDeque};
use std::fmt;
use std::hash::{BuildHasher as _, RandomState};
use std::str::FromStr;
use std::sync::Arc;
use tokio::sync::watch;

/// So many changes of style sheets are remembered; a page that slept through more is loaded again.
const STYLES: usize = 64;

/// Where the builds tell what they did. Every clone tells the same pages.
#[derive(Debug, Clone)]
pub struct Live(Arc<watch::Sender<Board>>);

/// A moment in the life of one server. A page that knows of a moment in another life has missed what nobody knows.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Mark {
    life: u64,
    number: u64,
}

/// A style sheet that changed its name: the old path and the new one.
type Style = (String, String);

/// Everything that pages are told. Of a page only the last change counts, so that the board stays as small as the site.
#[derive(Debug, Default)]
pub(super) struct Board {
    now: Mark,
    published: u64,
    pages: HashMap<String, u64>,
    styles: VecDeque<(u64, Style)>,
    /// The last change of a style sheet that is no longer remembered.
    forgotten: u64,
    faults: Faults,
}

/// What is wrong, and since when.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Faults {
    pub(super) at: u64,
    pub(super) text: String,
}

/// What a page has to do.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum News {
    /// It must be loaded again.
    Reload,
    /// These style sheets take the place of others; often none.
    Styles(Vec<Style>),
}

impl Live {
    pub(super) fn new() -> Self {
        let life = RandomState::new().hash_one(std::process::id());
        Self(Arc::new(watch::Sender::new(Board { now: Mark { life, number: 0 }, ..Board::default() })))
    }

    /// A new site is published: the files whose pages must be loaded again, by their paths in the folder, and the
    /// style sheets that changed their name, as the old path and the new one.
    pub fn published(&self, pages: &[String], styles: &[(String, String)]) {
        self.0.send_modify(|board| board.publish(pages, styles));
    }

    /// What is wrong now, as the terminal says it; nothing when it is empty.
    pub fn faults(&self, text: &str) {
        self.0.send_if_modified(|board| board.set_faults(text));
    }

    /// This moment.
    pub(super) fn now(&self) -> Mark {
        self.0.borrow().now.clone()
    }

    /// The board as it is, and as it will be.
    pub(super) fn board(&self) -> watch::Receiver<Board> {
        self.0.subscribe()
    }
}

impl Board {
    pub(super) fn now(&self) -> &Mark {
        &self.now
    }

    pub(super) fn faults(&self) -> &Faults {
        &self.faults
    }

    /// What a page has to do that knows everything until `since`. A page that is no file, being in place of a missing
    /// one, may be there now.
    pub(super) fn news(&self, since: &Mark, file: Option<&str>) -> News {
        let changed = file.map_or(self.published, |file| self.pages.get(file).copied().unwrap_or(0));
        let known = since.life == self.now.life && (self.forgotten..=self.now.number).contains(&since.number);
        if !known || changed > since.number {
            return News::Reload;
        }
        let styles = self.styles.iter().filter(|(number, _)| *number > since.number);
        News::Styles(styles.map(|(_, style)| style.clone()).collect())
    }

    fn publish(&mut self, pages: &[String], styles: &[Style]) {
        self.now.number += 1;
        let number = self.now.number;
        self.published = number;
        self.pages.extend(pages.iter().map(|page| (page.clone(), number)));
        self.styles.extend(styles.iter().map(|style| (number, style.clone())));
        let surplus = self.styles.len().saturating_sub(STYLES);
        self.forgotten = self.styles.drain(..surplus).map(|(number, _)| number).max().unwrap_or(self.forgotten);
    }

    /// Whether there is something to tell: that nothing is wrong is told once.
    fn set_faults(&mut self, text: &str) -> bool {
        if text.is_empty() && self.faults.text.is_empty() {
            return false;
        }
        self.now.number += 1;
        self.faults = Faults { at: self.now.number, text: text.to_owned() };
        true
    }
}

impl fmt::Display for Mark {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:x}-{}", self.life, self.number)
    }
}

impl FromStr for Mark {
    type Err = ();

    fn from_str(text: &str) -> Result<Self, ()> {
        let (life, number) = text.split_once('-').ok_or(())?;
        let life = u64::from_str_radix(life, 16).map_err(drop)?;
        Ok(Self { life, number: number.parse().map_err(drop)? })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn nothing() -> News {
        News::Styles(Vec::new())
    }

    fn style(number: usize) -> Style {
        (format!("{number}.css"), format!("{}.css", number + 1))
    }

    fn news(live: &Live, since: &Mark, file: Option<&str>) -> News {
        live.board().borrow().news(since, file)
    }

    #[test]
    fn a_page_is_told_of_itself_alone() {
        let live = Live::new();
        let before = live.now();
        live.published(&["a.html".to_owned()], &[]);
        assert_eq!(news(&live, &before, Some("a.html")), News::Reload);
        assert_eq!(news(&live, &before, Some("b.html")), nothing());
        assert_eq!(news(&live, &before, None), News::Reload);
        assert_eq!(news(&live, &live.now(), Some("a.html")), nothing());
        assert_eq!(news(&live, &live.now(), None), nothing());
    }

    #[test]
    fn styles_are_told_in_order_and_forgotten_in_the_end() {
        let live = Live::new();
        let before = live.now();
        for number in 0..STYLES {
            live.published(&[], &[style(number)]);
        }
        assert_eq!(news(&live, &before, Some("a.html")), News::Styles((0..STYLES).map(style).collect()));
        live.published(&[], &[style(STYLES)]);
        assert_eq!(news(&live, &before, Some("a.html")), News::Reload);
        let later = Mark { number: 1, ..before };
        assert_eq!(news(&live, &later, Some("a.html")), News::Styles((1..=STYLES).map(style).collect()));
    }

    #[test]
    fn another_life_is_unknown() {
        let (one, other) = (Live::new(), Live::new());
        assert_ne!(one.now(), other.now());
        assert_eq!(news(&one, &other.now(), Some("a.html")), News::Reload);
        let future = Mark { number: 9, ..one.now() };
        assert_eq!(news(&one, &future, Some("a.html")), News::Reload);
    }

    #[test]
    fn faults_are_told_again_and_their_end_once() {
        let live = Live::new();
        let mut board = live.board();
        live.faults("");
        assert!(!board.has_changed().unwrap());
        for text in ["a", "a", ""] {
            live.faults(text);
            assert!(board.has_changed().unwrap(), "{text}");
            assert_eq!(board.borrow_and_update().faults().text, text);
        }
        live.faults("");
        assert!(!board.has_changed().unwrap());
    }

    #[test]
    fn a_mark_is_read_as_it_is_written() {
        let mark = Live::new().now();
        assert_eq!(mark.to_string().parse(), Ok(mark));
        for other in ["", "7", "x-1", "1-x", "1--1"] {
            assert_eq!(other.parse::<Mark>(), Err(()), "{other}");
        }
    }
}
