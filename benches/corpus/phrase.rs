//! Sentences, figures and official numbering.

use super::prng::Prng;
use super::site::ORGANISATIONS;
use super::words::{ACTIONS, BODIES, COUNTED, FIELDS, OPENINGS, RESULTS, VERBS};

const DIGITS: [&str; 10] = ["", "一", "二", "三", "四", "五", "六", "七", "八", "九"];

/// 一, 二, … 九十九: the numbers of headings.
pub(super) fn ordinal(number: usize) -> String {
    let (tens, ones) = (number / 10 % 10, DIGITS[number % 10]);
    match tens {
        0 => ones.to_owned(),
        1 => format!("十{ones}"),
        _ => format!("{}十{ones}", DIGITS[tens]),
    }
}

/// A percentage with one place.
pub(super) fn percentage(prng: &mut Prng) -> String {
    format!("{}.{}%", prng.between(1, 60), prng.below(10))
}

/// So many sentences, one after the other.
pub(super) fn sentences(prng: &mut Prng, count: usize) -> String {
    (0..count).map(|_| sentence(prng)).collect()
}

/// A sentence of some 20 to 60 characters.
pub(super) fn sentence(prng: &mut Prng) -> String {
    let form = prng.below(6);
    match form {
        0 => measures(prng),
        1 => count(prng),
        2 => demand(prng),
        3 => outcome(prng),
        4 => comparison(prng),
        _ => deadline(prng),
    }
}

fn measures(prng: &mut Prng) -> String {
    let [first, second] = two(prng, &ACTIONS);
    let (opening, who, field) = (prng.pick(&OPENINGS), prng.pick(&ORGANISATIONS).short, prng.pick(&FIELDS));
    format!("{opening}，{who}围绕{field}{first}、{second}，{}。", prng.pick(&RESULTS))
}

fn count(prng: &mut Prng) -> String {
    let (thing, unit) = prng.pick(&COUNTED);
    let (opening, verb, number) = (prng.pick(&OPENINGS), prng.pick(&VERBS), prng.between(2, 9_800));
    format!("{opening}，共{verb}{thing}{number}{unit}，同比增长{}，{}。", percentage(prng), prng.pick(&RESULTS))
}

fn demand(prng: &mut Prng) -> String {
    let [first, second] = two(prng, &ACTIONS);
    format!("{}要把{}摆在突出位置，{first}，{second}。", prng.pick(&BODIES), prng.pick(&FIELDS))
}

fn outcome(prng: &mut Prng) -> String {
    let [first, second] = two(prng, &RESULTS);
    format!("通过{}、{}，{first}，{second}。", prng.pick(&ACTIONS), prng.pick(&ACTIONS))
}

fn comparison(prng: &mut Prng) -> String {
    let [(one, unit), (other, other_unit)] = two(prng, &COUNTED);
    let (more, less) = (prng.between(100, 9_000), prng.between(2, 99));
    format!("其中，{one}{more}{unit}，{other}{less}{other_unit}，{}。", prng.pick(&RESULTS))
}

fn deadline(prng: &mut Prng) -> String {
    let (who, days, field) = (prng.pick(&BODIES), prng.between(3, 60), prng.pick(&FIELDS));
    format!("{who}应当自收到材料之日起{days}个工作日内，就{field}提出意见，并{}。", prng.pick(&ACTIONS))
}

/// Two different ones.
fn two<T: Copy>(prng: &mut Prng, all: &[T]) -> [T; 2] {
    let first = prng.below(all.len());
    let second = (first + prng.between(1, all.len() - 1)) % all.len();
    [all[first], all[second]]
}
