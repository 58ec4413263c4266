//! The text of a diagram -> [`Process`], or every mistake in it with its place.
//!
//! A line is a step, `登记（信访窗口，1个工作日）`, or ways from one step to others, `是否受理？ -> 交办：是`. A line that
//! begins with an arrow goes out from the step above it. A step from which no way is written leads to the next one.

use super::line::Line;
use super::process::{END, Process, Step, Way};
use super::told::{self, Fault};
use crate::diag::Span;
use crate::law::character::{half_width, is_blank};
use crate::law::time_limit::TimeLimit;

/// How an arrow may be written.
const ARROWS: [&str; 6] = ["-->", "->", "→", "—>", "－＞", "=>"];
/// A larger drawing cannot be read.
const STEPS: usize = 60;
const WAYS: usize = 120;

/// Reads a diagram; `whole` is the place of what is said of all of it.
pub(super) fn read(title: &str, lines: &[Line<'_>], whole: Span) -> Result<Process, Vec<Fault>> {
    let lines: Vec<(&Line<'_>, Vec<&str>)> = lines.iter().map(|line| (line, between_arrows(line.text))).collect();
    let mut reading = Reading::default();
    for (line, parts) in &lines {
        if let [step] = parts[..] {
            reading.step(line, step);
        }
    }
    // An arrow may lead to a step that is written further down, so that arrows are read when all steps are known.
    let mut above: Option<usize> = None;
    for (line, parts) in &lines {
        match &parts[..] {
            [_] => above = Some(above.map_or(0, |step| step + 1)),
            parts => reading.ways(line, parts, above),
        }
    }
    reading.finish(title, whole)
}

/// A line's parts between arrows; one part when it has none.
fn between_arrows(text: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let mut rest = text;
    while let Some((at, length)) = first_arrow(rest) {
        parts.push(rest[..at].trim());
        rest = &rest[at + length..];
    }
    parts.push(rest.trim());
    parts
}

/// Where the first arrow begins, and how long it is.
fn first_arrow(text: &str) -> Option<(usize, usize)> {
    let found = ARROWS.iter().filter_map(|arrow| Some((text.find(arrow)?, arrow.len())));
    found.min_by_key(|(at, _)| *at)
}

/// Names are the same in full-width and half-width characters, and with any blanks.
fn key(name: &str) -> String {
    name.chars().map(half_width).filter(|c| !is_blank(*c)).collect()
}

/// What was read so far.
#[derive(Default)]
struct Reading {
    steps: Vec<Step>,
    /// The key and the place of each step's name.
    names: Vec<(String, Span)>,
    /// With the place where each is written.
    ways: Vec<(Way, Span)>,
    /// For each way that leads to no step, the step that it leaves.
    astray: Vec<usize>,
    faults: Vec<Fault>,
}

impl Reading {
    fn step(&mut self, line: &Line<'_>, text: &str) {
        let (name, note) = split_note(text).unwrap_or_else(|bracket| {
            self.faults.push(told::lone_bracket(line.place(bracket)));
            (text, "")
        });
        let (place, key) = (line.place(name), key(name));
        if key.is_empty() {
            self.faults.push(told::no_name(line.place(text)));
        } else if let Some((_, first)) = self.names.iter().find(|(other, _)| *other == key) {
            self.faults.push(told::step_twice(name, place, *first));
        }
        let step = self.noted(line, name, note);
        self.steps.push(step);
        self.names.push((key, place));
    }

    /// A step with who answers and its limit, from between the brackets.
    fn noted(&mut self, line: &Line<'_>, name: &str, note: &str) -> Step {
        let mut step = Step { name: name.to_owned(), who: None, limit: None };
        for part in note.split(['，', ',', '；', ';']).map(str::trim).filter(|part| !part.is_empty()) {
            let place = line.place(part);
            let wrong = match TimeLimit::parse(part) {
                Some(limit) => step.limit.replace((part.to_owned(), limit)).map(|_| told::two_limits(place)),
                None if TimeLimit::is_meant(part) => Some(told::no_limit(part, place)),
                None => step.who.replace(part.to_owned()).map(|_| told::two_answer(place)),
            };
            self.faults.extend(wrong);
        }
        step
    }

    /// The ways of a line: from its first part, or the step above where that is empty, to the next part, and so on.
    fn ways(&mut self, line: &Line<'_>, parts: &[&str], above: Option<usize>) {
        let mut from = match parts[0] {
            "" => above,
            name => self.named(line, name),
        };
        if parts[0].is_empty() && above.is_none() {
            self.faults.push(told::no_step_above(line.place(line.text)));
        }
        for part in &parts[1..] {
            let (to, when) = self.target(line, part);
            match (from, to) {
                (Some(from), Some(to)) => self.way(Way { from, to, when }, line.place(part)),
                (from, _) => self.astray.extend(from),
            }
            from = to;
        }
    }

    /// What a way leads to, and on what condition: `交办：是`.
    fn target(&mut self, line: &Line<'_>, part: &str) -> (Option<usize>, Option<String>) {
        // A step's own name may hold a colon.
        if let Some(step) = self.find(part) {
            return (Some(step), None);
        }
        let (name, when) = part.split_once(['：', ':']).unwrap_or((part, ""));
        let (name, when) = (name.trim(), when.trim());
        if name.is_empty() {
            self.faults.push(told::leads_nowhere(line.place(line.text)));
            return (None, None);
        }
        (self.named(line, name), (!when.is_empty()).then(|| when.to_owned()))
    }

    fn way(&mut self, way: Way, place: Span) {
        let same = self.ways.iter().find(|(other, _)| (other.from, other.to) == (way.from, way.to));
        if way.from == way.to {
            self.faults.push(told::leads_to_itself(place));
        } else if let Some((_, first)) = same {
            self.faults.push(told::way_twice(place, *first));
        } else {
            self.ways.push((way, place));
        }
    }

    fn find(&self, name: &str) -> Option<usize> {
        let key = key(name);
        self.names.iter().position(|(other, _)| *other == key)
    }

    /// The step with a name; `结束` need not be written as a step. A fault when there is none.
    fn named(&mut self, line: &Line<'_>, name: &str) -> Option<usize> {
        let name = if name == "end" { END } else { name };
        let found = self.find(name);
        if found.is_none() && name == END {
            self.steps.push(Step { name: END.to_owned(), who: None, limit: None });
            self.names.push((END.to_owned(), line.place(line.text)));
            return Some(self.steps.len() - 1);
        }
        if found.is_none() {
            let steps = self.steps.iter().map(|step| step.name.as_str());
            self.faults.push(told::unknown_step(name, line.place(name), steps));
        }
        found
    }

    /// Where nothing else is written, a step leads to the next.
    fn finish(mut self, title: &str, whole: Span) -> Result<Process, Vec<Fault>> {
        self.ask_for_answers();
        if self.steps.is_empty() {
            self.faults.push(told::no_step(whole));
        }
        if self.steps.len() > STEPS || self.ways.len() > WAYS {
            self.faults.push(told::too_large(whole, (STEPS, WAYS)));
        }
        if !self.faults.is_empty() {
            return Err(self.faults);
        }
        let written: Vec<Way> = self.ways.into_iter().map(|(way, _)| way).collect();
        let silent = |step: &usize| !written.iter().any(|way| way.from == *step);
        let next = (0..self.steps.len() - 1).filter(silent).map(|from| Way { from, to: from + 1, when: None });
        let mut ways: Vec<Way> = next.chain(written.iter().cloned()).collect();
        ways.sort_by_key(|way| way.from);
        Ok(Process { title: title.to_owned(), steps: self.steps, ways })
    }

    /// A question has at least two answers, and each way from it says which one it is.
    fn ask_for_answers(&mut self) {
        for (at, (step, (_, place))) in self.steps.iter().zip(&self.names).enumerate() {
            if !step.is_question() {
                continue;
            }
            let answers: Vec<&(Way, Span)> = self.ways.iter().filter(|(way, _)| way.from == at).collect();
            let astray = self.astray.iter().filter(|from| **from == at).count();
            if answers.len() + astray < 2 {
                self.faults.push(told::few_answers(&step.name, *place));
            } else {
                let silent = answers.iter().filter(|(way, _)| way.when.is_none());
                self.faults.extend(silent.map(|(_, place)| told::no_condition(*place)));
            }
        }
    }
}

/// A step's name, and what stands in the brackets at its end; or the bracket that has no other.
fn split_note(text: &str) -> Result<(&str, &str), &str> {
    let mut open = Vec::new();
    let mut last = None;
    for (at, bracket) in text.match_indices(['（', '(', '）', ')']) {
        match bracket {
            "（" | "(" => open.push((at, bracket)),
            _ => last = Some((open.pop().ok_or(bracket)?, at, bracket)),
        }
    }
    if let Some((_, bracket)) = open.pop() {
        return Err(bracket);
    }
    Ok(match last {
        Some(((start, opening), end, closing)) if end + closing.len() == text.len() => {
            (text[..start].trim(), &text[start + opening.len()..end])
        }
        _ => (text, ""),
    })
}
