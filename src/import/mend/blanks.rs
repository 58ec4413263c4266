//! Blanks as Chinese text has them: what parts words or figures stays, what was only put in for its look goes.

use super::glyphs::{BREAK, Glyph, OBJECT};
use super::spacing::{Rule, is_wide_sign};
use crate::import::numbering::is_number;
use crate::law::character::is_han;

/// The number of a chapter or article has no more characters: 第一千二百六十条.
const NUMBER_OF_CHAPTER: usize = 12;
/// More characters that stand alone between wide gaps are names.
const ALONE: usize = 3;
/// More blanks than these beside a number part it from the words.
const NARROW: usize = 2;

/// Runs of blanks.
pub(super) fn blanks(glyphs: &[Glyph], count: &mut impl FnMut(Rule)) -> Vec<Glyph> {
    let mut mended: Vec<Glyph> = Vec::with_capacity(glyphs.len());
    let gaps = Gaps::of(glyphs);
    let mut at = 0;
    while at < glyphs.len() {
        let length = glyphs[at..].iter().take_while(|(c, _)| c.is_whitespace()).count();
        if length == 0 {
            mended.push(glyphs[at]);
            at += 1;
            continue;
        }
        let run = &glyphs[at..at + length];
        at += length;
        let before = mended.last().map(|(c, _)| *c).filter(|c| *c != OBJECT);
        let after = glyphs.get(at).map(|(c, _)| *c).filter(|c| *c != OBJECT);
        if before == Some(BREAK) || after == Some(BREAK) {
            continue;
        }
        if let Some(kept) = kept((before, after), run, (&mended, &glyphs[at..], &gaps), count) {
            mended.push((kept, run[0].1));
        }
    }
    // Next to what is no text a blank stays, but not at the ends of the line.
    while mended.last().is_some_and(|(c, _)| c.is_whitespace()) {
        mended.pop();
    }
    let first = mended.iter().position(|(c, _)| !c.is_whitespace()).unwrap_or(mended.len());
    mended.split_off(first)
}

/// What is kept of a run of blanks.
fn kept(
    (before, after): (Option<char>, Option<char>),
    run: &[Glyph],
    (line, rest, gaps): (&[Glyph], &[Glyph], &Gaps),
    count: &mut impl FnMut(Rule),
) -> Option<char> {
    let is_one = run.len() == 1 && run[0].0 == ' ';
    let is_wide = run.len() > 1 || run[0].0 == '\u{3000}';
    let is_tab = run.iter().any(|(c, _)| *c == '\t') && !is_label(line);
    let is_gap = (run.len() > NARROW || run.iter().any(|(c, _)| *c == '\u{3000}')) && !is_label(line);
    let (Some(before), Some(after)) = (before, after) else {
        let is_inside = !line.is_empty() && !rest.is_empty();
        return is_inside.then_some(' ');
    };
    match (is_wide_sign(before), is_wide_sign(after)) {
        (true, true) if is_chapter(line) => Some('\u{3000}'),
        // What a tab parts stands in two columns.
        (true, _) | (_, true) if is_tab => {
            count(Rule::ManyBlanks);
            Some('\u{3000}')
        }
        (true, true) if is_wide && !(parts_a_word(line, rest) && gaps.are_of_words(run)) => {
            if run.len() > 1 {
                count(Rule::ManyBlanks);
            }
            Some('\u{3000}')
        }
        (true, true) => {
            count(Rule::BlankInChinese);
            None
        }
        (true, _) | (_, true) if is_gap => {
            count(Rule::ManyBlanks);
            Some('\u{3000}')
        }
        (true, false) if is_of_number(after) => {
            count(Rule::BlankAtNumber);
            None
        }
        (false, true) if before.is_ascii_digit() || before == '%' => {
            count(Rule::BlankAtNumber);
            None
        }
        _ => {
            if !is_one {
                count(Rule::ManyBlanks);
            }
            Some(' ')
        }
    }
}

/// Whether a wide gap stands within a word, such as 姓　名: one character is alone on a side of it.
fn parts_a_word(line: &[Glyph], rest: &[Glyph]) -> bool {
    let word = |c: &&Glyph| is_han(c.0);
    line.iter().rev().take(2).take_while(word).count() < 2 || rest.iter().take(2).take_while(word).count() < 2
}

/// The wide gaps of a line.
struct Gaps {
    least: usize,
    widest: usize,
    /// How many characters stand between two of them alone.
    alone: usize,
}

impl Gaps {
    fn of(glyphs: &[Glyph]) -> Self {
        let mut gaps = Self { least: usize::MAX, widest: 0, alone: 0 };
        let mut length = 0;
        for run in glyphs.chunk_by(|(one, _), (other, _)| one.is_whitespace() == other.is_whitespace()) {
            if !run[0].0.is_whitespace() {
                length += run.len();
                gaps.alone += usize::from(run.len() == 1 && is_han(run[0].0));
            } else if length > 0 && width(run) > 1 {
                gaps.least = gaps.least.min(width(run));
                gaps.widest = gaps.widest.max(width(run));
            }
        }
        gaps
    }

    /// Whether a gap is one within a word: the narrower of two kinds, or one of few. Names of two characters are parted as words are.
    fn are_of_words(&self, run: &[Glyph]) -> bool {
        width(run) == self.least && (self.least < self.widest || self.alone <= ALONE)
    }
}

/// How wide blanks are.
fn width(run: &[Glyph]) -> usize {
    run.iter().map(|(c, _)| if *c == '\u{3000}' { 2 } else { 1 }).sum()
}

/// Whether a line so far is a number before the text.
fn is_label(line: &[Glyph]) -> bool {
    line.len() <= NUMBER_OF_CHAPTER && is_number(&line.iter().map(|(c, _)| *c).collect::<String>())
}

/// Whether a line so far is the number of a chapter or article: 第三章, 第十二条.
fn is_chapter(line: &[Glyph]) -> bool {
    if line.len() > NUMBER_OF_CHAPTER {
        return false;
    }
    let text: String = line.iter().map(|(c, _)| *c).collect();
    let inner = text.strip_prefix('第').and_then(|rest| rest.strip_suffix(['编', '章', '节', '条']));
    inner.is_some_and(|number| {
        !number.is_empty() && number.chars().all(|c| "〇零一二三四五六七八九十百千".contains(c) || c.is_ascii_digit())
    })
}

fn is_of_number(c: char) -> bool {
    c.is_ascii_digit() || c == '+'
}
