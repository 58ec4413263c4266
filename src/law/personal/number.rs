//! A number as people write it: digits in groups, with something that parts them.
//!
//! Between two groups may stand blanks (of any width, a tab between cells, a line end)
//! and one hyphen or dot. Which groups belong together is for each kind of number to say. What takes no room parts nothing.

use std::ops::Range;

use crate::law::character::{digit, half_width, is_blank, is_digit, is_unseen};

/// No kind of number has more characters.
const LONGEST: usize = 24;
/// No kind of number has fewer digits.
const SHORTEST: usize = 7;
/// At most so many characters stand between two groups.
const WIDEST_GAP: usize = 5;
/// An identity number may have an X after so many digits.
const BEFORE_X: usize = 17;

/// The characters that can be read as one number from a place on.
pub(super) struct Number<'a> {
    text: &'a str,
    /// What may stand between two groups.
    gap: fn(&str, usize) -> Option<Gap>,
    places: [Place; LONGEST],
    length: usize,
    /// Bit n: something stands before character n.
    cuts: u32,
    /// Bit n: what stands there is not only a space or a mark, but a tab or a line end.
    cells: u32,
}

#[derive(Clone, Copy)]
struct Place {
    at: usize,
    c: char,
}

/// What stands between two groups.
struct Gap {
    end: usize,
    over_cells: bool,
    /// How many are neither blanks nor line ends.
    marks: u32,
    is_seen: bool,
}

/// Whether a run of digits may be the beginning of a number: it is long, or something parts it from more.
pub(super) fn may_begin(text: &str, group: &Range<usize>) -> bool {
    let goes_on = || Gap::wide(text, group.end).is_some_and(|gap| text[gap.end..].starts_with(is_digit));
    group.len() >= SHORTEST || goes_on()
}

/// Whether a mask stands right after a run of digits.
pub(super) fn is_before_mask(text: &str, group: &Range<usize>) -> bool {
    text[group.end..].starts_with(is_mask)
}

impl<'a> Number<'a> {
    fn new(text: &'a str, start: usize, gap: fn(&str, usize) -> Option<Gap>) -> Number<'a> {
        Number { text, gap, places: [Place { at: start, c: ' ' }; LONGEST], length: 0, cuts: 0, cells: 0 }
    }

    /// Reads on from a run of digits; nothing when the run is part of a masked number.
    pub(super) fn read(text: &'a str, group: &Range<usize>) -> Option<Number<'a>> {
        Number::read_parted(text, group, Gap::at)
    }

    /// The same where groups are also parted by what parts the things of a list.
    pub(super) fn read_widely(text: &'a str, group: &Range<usize>) -> Option<Number<'a>> {
        Number::read_parted(text, group, Gap::wide)
    }

    fn read_parted(text: &'a str, group: &Range<usize>, gap: fn(&str, usize) -> Option<Gap>) -> Option<Number<'a>> {
        if after_mask(&text[..group.start]) {
            return None;
        }
        let mut number = Number::new(text, group.start, gap);
        let mut at = group.start;
        while let Some(end) = number.take(at).or_else(|| number.pass(at)) {
            at = end;
        }
        (number.length >= SHORTEST).then_some(number)
    }

    /// Reads on from a run of digits beside what looks like a mask, or over it, once: asterisks among digits that lack none hide nothing.
    pub(super) fn read_over_mask(text: &'a str, group: &Range<usize>) -> Option<Number<'a>> {
        if text[..group.start].chars().next_back().is_some_and(|c| half_width(c).is_ascii_alphanumeric()) {
            return None;
        }
        let mut number = Number::new(text, group.start, Gap::at);
        let (mut at, mut has_mask) = (group.start, text[..group.start].ends_with(is_mask));
        loop {
            at = match number.take(at) {
                Some(end) => end,
                None if !has_mask && text[at..].starts_with(is_mask) => {
                    has_mask = true;
                    text.len() - text[at..].trim_start_matches(is_mask).len()
                }
                None => break,
            };
        }
        has_mask.then_some(number)
    }

    /// The first so many characters when none but a mask stands after them.
    pub(super) fn whole(&self, count: usize) -> Option<String> {
        let ends = count == self.length
            && !self.text[self.span(count).end..].starts_with(|c: char| half_width(c).is_ascii_alphanumeric());
        ends.then(|| self.characters(count))
    }

    fn characters(&self, count: usize) -> String {
        let shown = |c: char| if is_x(c) { 'X' } else { half_width(c) };
        self.places[..count].iter().map(|place| shown(place.c)).collect()
    }

    /// Takes the character that stands here, if it is one of the number's.
    fn take(&mut self, at: usize) -> Option<usize> {
        let c = self.text[at..].chars().next().filter(|&c| self.goes_on(c))?;
        self.places[self.length] = Place { at, c };
        self.length += 1;
        Some(at + c.len_utf8())
    }

    /// Passes over what parts two groups.
    fn pass(&mut self, at: usize) -> Option<usize> {
        let gap = (self.gap)(self.text, at)?;
        self.text[gap.end..].chars().next().filter(|&c| self.goes_on(c))?;
        self.cuts |= u32::from(gap.is_seen) << self.length;
        self.cells |= u32::from(gap.over_cells) << self.length;
        Some(gap.end)
    }

    fn goes_on(&self, c: char) -> bool {
        self.length < LONGEST && (is_digit(c) || self.length == BEFORE_X && is_x(c))
    }

    /// The first so many characters, in half width, if a group ends there and the number is no part of something longer.
    pub(super) fn first(&self, count: usize) -> Option<String> {
        let before = self.text[..self.places[0].at].chars().next_back();
        let ends = !before.is_some_and(runs_on) && self.ends_at(count);
        ends.then(|| self.characters(count))
    }

    /// The same when letters adjoin the number, unless they make it part of a code.
    pub(super) fn first_in_word(&self, count: usize) -> Option<String> {
        if count > self.length {
            return None;
        }
        let (before, after) = (&self.text[..self.places[0].at], &self.text[self.span(count).end..]);
        let ends = self.ends_at(count) || count == self.length && !after.starts_with(is_mask);
        let is_code = || is_code(before.chars().rev()) || is_code(after.chars());
        (ends && !is_code()).then(|| self.characters(count))
    }

    fn ends_at(&self, count: usize) -> bool {
        count < self.length && self.cuts & 1 << count != 0 || count == self.length && self.ends()
    }

    /// Every number of so many digits that it can be, the longest first.
    pub(super) fn lengths(&self, lengths: Range<usize>) -> impl Iterator<Item = String> {
        let digits = |number: &String| number.bytes().all(|byte| byte.is_ascii_digit());
        lengths.rev().filter_map(|count| self.first(count)).filter(digits)
    }

    fn ends(&self) -> bool {
        let rest = &self.text[self.span(self.length).end..];
        let after_gap = Gap::at(rest, 0).map_or("", |gap| &rest[gap.end..]);
        !rest.starts_with(runs_on) && !after_gap.starts_with(is_mask)
    }

    /// Where the first so many characters stand.
    pub(super) fn span(&self, count: usize) -> Range<usize> {
        let last = self.places[count.saturating_sub(1).min(LONGEST - 1)];
        self.places[0].at..last.at + last.c.len_utf8()
    }

    /// Before which of the first so many characters something stands, bit by bit.
    pub(super) fn cuts(&self, count: usize) -> u32 {
        self.cuts & mask_of(count)
    }

    /// Whether the first so many characters stand in more than one cell or line.
    pub(super) fn spans_cells(&self, count: usize) -> bool {
        self.cells & mask_of(count) != 0
    }

    /// Whether another group of digits stands right before the number or right after so many characters.
    pub(super) fn stands_among_others(&self, count: usize) -> bool {
        count < self.length || last_before_gap(&self.text[..self.places[0].at]).is_some_and(is_digit)
    }

    /// Whether the number is the fraction of a decimal number, or has one.
    pub(super) fn is_decimal(&self, count: usize) -> bool {
        let before = self.text[..self.places[0].at].strip_suffix('.');
        let after = self.text[self.span(count).end..].strip_prefix('.');
        before.is_some_and(|text| text.ends_with(is_digit)) || after.is_some_and(|text| text.starts_with(is_digit))
    }
}

impl Gap {
    /// What parts the groups of one number.
    fn at(text: &str, start: usize) -> Option<Gap> {
        Gap::of(text, start, is_point).filter(|gap| gap.marks < 2)
    }

    /// The same, or two marks, or what parts the things of a list.
    fn wide(text: &str, start: usize) -> Option<Gap> {
        Gap::of(text, start, |c| is_point(c) || is_between(c)).filter(|gap| gap.marks < 3)
    }

    fn of(text: &str, start: usize, is_mark: fn(char) -> bool) -> Option<Gap> {
        let (mut end, mut width, mut marks, mut over_cells) = (start, 0, 0, false);
        for c in text[start..].chars() {
            match c {
                _ if is_unseen(c) => {}
                _ if width == WIDEST_GAP => break,
                '\t' | '\n' | '\r' => over_cells = true,
                _ if is_mark(c) => marks += 1,
                _ if is_blank(c) => {}
                _ => break,
            }
            width += usize::from(!is_unseen(c));
            end += c.len_utf8();
        }
        (end > start).then_some(Gap { end, over_cells, marks, is_seen: width > 0 })
    }
}

/// The groups of a number are cut at these places alone, or once, or evenly.
pub(super) fn is_parted_as(cuts: u32, length: usize, parts: &[usize]) -> bool {
    let at = |places: &mut dyn Iterator<Item = usize>| places.fold(0, |bits, place| bits | 1 << place);
    let first = cuts.trailing_zeros().max(1) as usize;
    cuts.count_ones() < 2
        || cuts & !at(&mut parts.iter().copied()) == 0
        || cuts == at(&mut (first..length).step_by(first))
}

/// The digits of a text by their value.
pub(super) fn values(digits: &str) -> Vec<u32> {
    digits.chars().map(|c| digit(c).unwrap_or(10)).collect()
}

/// Whether a character beside a number makes it part of something longer, or of a mask.
pub(super) fn runs_on(c: char) -> bool {
    half_width(c).is_ascii_alphanumeric() || is_mask(c)
}

/// Whether a character stands for one that is hidden.
fn is_mask(c: char) -> bool {
    matches!(c, '*' | '＊' | '×' | '✕' | '✱' | '●' | '○' | '■' | '□' | '█' | '▇' | '※')
}

/// Whether this is the X of an identity number, or what is taken for one.
pub(super) fn is_x(c: char) -> bool {
    matches!(half_width(c), 'X' | 'x' | 'Х' | 'х' | 'Χ' | 'χ' | '×' | '✕' | 'Ⅹ' | 'ⅹ')
}

/// Whether the characters beside a number, the nearest first, make it part of a code: a digit, or letters with a digit beyond them that
/// are one alone, too many for a word, or those of a hexadecimal number.
fn is_code(beside: impl Iterator<Item = char>) -> bool {
    let mut near = beside.map(half_width).take(LONGEST).take_while(char::is_ascii_alphanumeric).peekable();
    let (mut letters, mut is_hex) = (0, true);
    while let Some(c) = near.next_if(char::is_ascii_alphabetic) {
        letters += 1;
        is_hex &= c.is_ascii_hexdigit() || is_x(c);
    }
    letters == LONGEST || near.peek().is_some() && (letters < 2 || is_hex)
}

/// Whether a mark parts groups of an identity number that is written as a list.
pub(super) fn is_between(c: char) -> bool {
    matches!(c, '、' | '/' | '／' | ':' | '：')
}

/// Whether a mark parts groups.
pub(super) fn is_point(c: char) -> bool {
    matches!(
        c,
        '-' | '－' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{FE58}' | '\u{FE63}' | '.' | '．' | '·' | '•' | '・'
    )
}

fn after_mask(before: &str) -> bool {
    last_before_gap(before).is_some_and(is_mask)
}

/// The character before what parts two groups.
fn last_before_gap(before: &str) -> Option<char> {
    before.chars().rev().filter(|&c| !is_unseen(c)).take(WIDEST_GAP + 1).find(|&c| !is_blank(c) && !is_point(c))
}

fn mask_of(count: usize) -> u32 {
    (1 << count) - 1
}
