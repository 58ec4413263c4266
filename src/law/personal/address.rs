//! Where a person lives: a place with the number of a house, together with a person.
//!
//! Of the person speaks a word (住址, 户主 …) in the same sentence or the head of the table, or a cell
//! beside the place that is nothing but a name. Names are known by their family name; one that begins common words
//! (高, 文, 方 …) is not counted. An office's address is none, unless a word says that somebody lives there.
//! All this is probable at the most.

use std::ops::Range;

use crate::law::character::{is_blank, is_digit, is_han};
use crate::law::personal::office;
use crate::law::personal::surroundings::Surroundings;

/// What the number of a house is counted in.
const UNITS: [&str; 11] = ["组", "号", "室", "幢", "栋", "单元", "弄", "座", "队", "户", "楼"];
/// How the names of places end that have numbered houses.
const PLACES: [&str; 15] =
    ["镇", "乡", "街道", "村", "社区", "路", "街", "巷", "弄", "小区", "花园", "苑", "公寓", "居委", "大道"];
/// How the name of a place ends that begins as a person's does: 王鲍镇.
const PLACE_ENDINGS: [char; 14] = ['镇', '乡', '村', '路', '区', '街', '巷', '县', '市', '庄', '屯', '桥', '港', '圩'];
/// What says that somebody lives there.
const LIVES: [&str; 8] = ["家庭住址", "家庭地址", "现住", "家住", "户主", "居住在", "居住于", "居住地"];
/// What says so of offices too.
const LIVES_OR_SITS: [&str; 4] = ["住址", "户籍地", "户籍所在地", "户籍地址"];
/// After 住 these make a word that is no home of a person's.
const NO_HOME: [char; 9] = ['建', '房', '宅', '院', '所', '户', '保', '地', '址'];
/// An address has at most so many characters before its first house number.
const LONGEST: usize = 40;
/// A word so many characters before the number speaks of the address.
const SENTENCE: usize = 60;
/// Family names that begin few other words.
const FAMILIES: &str = "王李张刘陈杨赵吴徐孙朱胡郭何罗宋郑梁谢唐韩曹邓冯萧潘袁蔡蒋沈魏吕苏卢丁薛叶阎余杜戴邹汪姚谭廖范贾付彭曾邱侯孟秦尹钱顾邵黎贺龚倪严葛郝崔毛";

/// The address whose first house number is this.
pub(super) fn find(around: &mut Surroundings, digits: &Range<usize>) -> Option<Range<usize>> {
    unit(&around.text[digits.end..])?;
    let start = place_start(around, digits.start);
    let place = &around.text[start..digits.start];
    if !PLACES.iter().any(|ending| place.contains(ending)) {
        return None;
    }
    let span = start..house_end(around.text, digits.end);
    is_home(around, &span).then_some(span)
}

/// Whether somebody lives at a place, by what stands around it.
fn is_home(around: &mut Surroundings, span: &Range<usize>) -> bool {
    let (before, row) = (sentence(around, span.start), around.line(span.start));
    let has = |words: &[&str], text: &str| words.iter().any(|word| text.contains(word));
    if has(&LIVES, before) {
        return true;
    }
    let place = &around.text[span.clone()];
    let named = cells(row).any(|cell| is_person(cell) && !place.starts_with(cell)) && !row.contains('。');
    let head = around.head(span.start);
    let said = has(&LIVES_OR_SITS, before) || ends_in_lives(before) || has(&LIVES, head) || has(&LIVES_OR_SITS, head);
    (said || named) && !office::is_named(before) && !office::is_named(around.after(span))
}

/// The bytes of what houses are counted in, if the text begins with it.
fn unit(text: &str) -> Option<usize> {
    UNITS.iter().find(|unit| text.starts_with(**unit)).map(|unit| unit.len())
}

/// Where the place begins that a house number ends: after a word that says somebody lives there, or what is no name.
fn place_start(around: &Surroundings, end: usize) -> usize {
    let text = &around.text[around.floor..end];
    let part = |c: char| is_han(c) || c.is_ascii_alphanumeric() || is_digit(c) || matches!(c, '-' | '－' | '·');
    let bytes: usize = text.chars().rev().take(LONGEST).take_while(|&c| part(c)).map(char::len_utf8).sum();
    let place = &text[text.len() - bytes..];
    let words = LIVES.iter().chain(&LIVES_OR_SITS).filter_map(|word| Some(place.rfind(word)? + word.len()));
    let lived = place.strip_prefix('住').filter(|rest| !rest.starts_with(NO_HOME)).map(|rest| place.len() - rest.len());
    end - bytes + words.chain(lived).max().unwrap_or(0)
}

/// Where the last number of a house ends: 12号3幢2单元201室, 12号-3.
fn house_end(text: &str, digits_end: usize) -> usize {
    let mut end = digits_end;
    loop {
        end += unit(&text[end..]).unwrap_or(0);
        let digits = text[end..].trim_start_matches(['-', '－']).trim_start_matches(is_digit);
        if digits.len() == text[end..].len() || !text[..text.len() - digits.len()].ends_with(is_digit) {
            return end;
        }
        end = text.len() - digits.len();
    }
}

/// What stands before a place in its sentence.
fn sentence<'a>(around: &Surroundings<'a>, end: usize) -> &'a str {
    let text = &around.text[..end];
    let near = text.char_indices().rev().nth(SENTENCE - 1).map_or(text, |(at, _)| &text[at..]);
    near.rfind(['。', '；', '\n']).map_or(near, |at| near[at..].trim_start_matches(['。', '；', '\n']))
}

/// Whether 住 stands right before a place, as after a person's name and year of birth.
fn ends_in_lives(before: &str) -> bool {
    before.strip_suffix('住').is_some_and(|rest| rest.ends_with(['，', ',', '、', '；', '）']))
}

/// The cells of a row.
fn cells(row: &str) -> impl Iterator<Item = &str> {
    row.split(['\t', '|', ',', '，', '、', ' ', '\u{3000}']).map(|cell| cell.trim_matches(is_blank))
}

/// Whether a cell is nothing but a name: two or three characters, the first of them a family's.
fn is_person(cell: &str) -> bool {
    let length = cell.chars().count();
    (2..=3).contains(&length)
        && cell.starts_with(|c| FAMILIES.contains(c))
        && !cell.ends_with(PLACE_ENDINGS)
        && cell.chars().all(is_han)
}
