//! A process: steps, who answers for each, how long it may take, and what leads where.

use crate::law::closed_list::ClosedList as _;
use crate::law::time_limit::{TimeLimit, TimeUnit};

/// The step that may be led to without being written.
pub(super) const END: &str = "结束";

/// A process that can be drawn: it has a step, and every way leads from one of its steps to another.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Process {
    /// What it is called.
    pub(super) title: String,
    /// The steps, in the order in which they were written.
    pub(super) steps: Vec<Step>,
    /// The ways, in the order of the steps that they leave, each pair of steps once.
    pub(super) ways: Vec<Way>,
}

/// A step.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Step {
    /// What is done.
    pub(super) name: String,
    /// Who answers for it (责任单位).
    pub(super) who: Option<String>,
    /// How long it may take, in the author's words and as it was understood.
    pub(super) limit: Option<(String, TimeLimit)>,
}

impl Step {
    /// Whether it asks something, so that what follows depends on the answer.
    pub(super) fn is_question(&self) -> bool {
        self.name.ends_with(['？', '?'])
    }

    /// What its limit counts of a unit.
    fn number_of(&self, unit: TimeUnit) -> u32 {
        self.limit.as_ref().filter(|(_, limit)| limit.unit == unit).map_or(0, |(_, limit)| limit.number)
    }
}

/// A way from a step to another, by their places in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Way {
    pub(super) from: usize,
    pub(super) to: usize,
    /// On what condition.
    pub(super) when: Option<String>,
}

impl Process {
    /// The ways that leave a step.
    pub(super) fn ways_from(&self, step: usize) -> impl Iterator<Item = &Way> {
        self.ways.iter().filter(move |way| way.from == step)
    }

    /// Whether each step leads to the next and nowhere else.
    fn is_straight(&self) -> bool {
        self.ways.len() + 1 == self.steps.len() && self.ways.iter().all(|way| way.to == way.from + 1)
    }

    /// The time that all of it may take, in words: the sum of a straight process, the longest way through one that
    /// branches. Nothing when no step has a limit, when the process returns to an earlier step (it may do so any number
    /// of times), and when the longest way cannot be told because days, working days or months would be compared.
    pub(super) fn allowed(&self) -> Option<String> {
        let sums = TimeUnit::ALL.iter().filter_map(|unit| {
            let limits: Vec<u32> = self.steps.iter().map(|step| step.number_of(*unit)).collect();
            limits.iter().any(|number| *number > 0).then_some((*unit, limits))
        });
        let sums: Vec<(TimeUnit, Vec<u32>)> = sums.collect();
        let words = |number, unit| TimeLimit { number, unit }.to_string();
        let total = match &sums[..] {
            [] => return None,
            all if self.is_straight() => {
                let sum = |limits: &[u32]| limits.iter().fold(0_u32, |sum, number| sum.saturating_add(*number));
                let parts: Vec<String> = all.iter().map(|(unit, limits)| words(sum(limits), *unit)).collect();
                format!("期限合计{}", parts.join("、"))
            }
            [(unit, limits)] => format!("期限最长合计{}", words(self.longest(limits)?, *unit)),
            _ => return None,
        };
        let silent = self.steps.iter().filter(|step| step.limit.is_none() && step.name != END).count();
        Some(if silent == 0 { total } else { format!("{total}（另有{silent}步未写期限）") })
    }

    /// The greatest sum of `numbers` along ways; nothing when there is a circle.
    fn longest(&self, numbers: &[u32]) -> Option<u32> {
        let mut before = vec![0; self.steps.len()];
        for way in &self.ways {
            before[way.to] += 1;
        }
        let mut reached: Vec<u32> = numbers.to_vec();
        let mut ready: Vec<usize> = (0..self.steps.len()).filter(|step| before[*step] == 0).collect();
        let mut passed = 0;
        while let Some(step) = ready.pop() {
            passed += 1;
            for way in self.ways_from(step) {
                reached[way.to] = reached[way.to].max(reached[step].saturating_add(numbers[way.to]));
                before[way.to] -= 1;
                if before[way.to] == 0 {
                    ready.push(way.to);
                }
            }
        }
        (passed == self.steps.len()).then(|| reached.into_iter().max()).flatten()
    }
}
