//! Where each word stands, by `pdftotext -bbox-layout`: what `pdftohtml` gives as one piece may be words of two cells.

use super::page::Piece;
use crate::attachment::Reason;
use crate::import::html::parse;
use crate::import::model::{Inline, Words};
use crate::import::tree::Element;
use crate::law::character::half_width;

/// Lengths of this program in those of the other.
pub(super) const SCALE: f64 = 1.5;
/// The most words at the height of one piece that are looked at.
const MOST: usize = 2000;
/// Places that are no further apart are the same.
const SAME: f64 = 3.0;

/// The words of a page.
#[derive(Debug, Default)]
pub(super) struct PageWords {
    /// From the top down.
    words: Vec<Word>,
    /// Its text, a line of print on each line.
    pub(super) text: String,
}

#[derive(Debug)]
struct Word {
    middle: f64,
    left: f64,
    right: f64,
    text: String,
}

/// Reads what the program prints, page by page.
///
/// # Errors
/// When there is too much of it.
pub(super) fn read(printed: &str) -> Result<Vec<PageWords>, Reason> {
    Ok(parse::tree(printed)?.all("page").into_iter().map(PageWords::of).collect())
}

impl PageWords {
    fn of(page: &Element) -> Self {
        let mut own = Self::default();
        for line in page.all("line") {
            let words: Vec<Word> = line.all("word").into_iter().filter_map(Word::of).collect();
            own.text += &words.iter().map(|word| word.text.as_str()).collect::<Vec<_>>().join(" ");
            own.text.push('\n');
            own.words.extend(words);
        }
        own.words.sort_by(|a, b| a.middle.total_cmp(&b.middle));
        own
    }

    /// A piece in its words, where these are surely the same.
    pub(super) fn parted(&self, piece: Piece) -> Vec<Piece> {
        self.words_of(&piece).unwrap_or_else(|| vec![piece])
    }

    fn words_of(&self, piece: &Piece) -> Option<Vec<Piece>> {
        let [Inline::Words(whole)] = &piece.line[..] else { return None };
        let texts: Vec<&str> = whole.text.split_whitespace().collect();
        if texts.len() < 2 {
            return None;
        }
        let from = self.words.partition_point(|word| word.middle < piece.top);
        let to = self.words.partition_point(|word| word.middle <= piece.bottom);
        let near = self.words.get(from..to.min(from + MOST))?;
        // The first of its words may begin before the piece, and the last one go on after it.
        let is_within = |word: &&Word| word.left < piece.right - SAME && word.right > piece.left + SAME;
        let mut words: Vec<&Word> = near.iter().filter(is_within).collect();
        words.sort_by(|a, b| a.left.total_cmp(&b.left));
        let are_same = words.len() == texts.len()
            && words.iter().zip(&texts).all(|(word, text)| piece.has(word, text))
            && words.windows(2).all(|two| two[0].right < two[1].left + SAME);
        let word = |(word, text): (&Word, &str)| Piece {
            left: word.left.max(piece.left),
            right: word.right.min(piece.right),
            line: vec![Inline::Words(Words { text: text.to_owned(), ..whole.clone() })],
            follows_blank: true,
            ..piece.clone()
        };
        are_same.then(|| words.into_iter().zip(texts).map(word).collect())
    }
}

impl Piece {
    /// Whether a text that stands in it is a word, or the part of one that does not go beyond it.
    fn has(&self, word: &Word, text: &str) -> bool {
        let (whole, own): (Vec<u32>, Vec<u32>) = (digits(&word.text).collect(), digits(text).collect());
        match (word.left < self.left - SAME, word.right > self.right + SAME) {
            (false, false) => whole == own,
            (false, true) => whole.starts_with(&own),
            (true, false) => whole.ends_with(&own),
            (true, true) => false,
        }
    }
}

impl Word {
    fn of(element: &Element) -> Option<Self> {
        let place = |name: &str| element.attribute(name)?.parse::<f64>().ok().map(|it| it * SCALE);
        // The reader of pages has names of attributes in small letters.
        let (top, bottom) = (place("ymin")?, place("ymax")?);
        let text = element.text();
        Some(Self { middle: (top + bottom) / 2.0, left: place("xmin")?, right: place("xmax")?, text })
    }
}

fn digits(text: &str) -> impl Iterator<Item = u32> {
    text.chars().filter_map(|c| half_width(c).to_digit(10))
}
