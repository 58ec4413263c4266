//! What is told of a mistake in a diagram: the sentence, and what to do.

use crate::diag::{Span, Text};
use crate::law::nearest::nearest;
use crate::say;

/// Something wrong in a diagram.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Fault {
    /// Its bytes, counted from the beginning of the Markdown.
    pub span: Span,
    /// What is wrong.
    pub message: Text,
    /// What to do.
    pub help: Text,
    /// Another place that belongs to it.
    pub other: Option<(Span, Text)>,
}

impl Fault {
    fn new(span: Span, message: Text, help: Text) -> Self {
        Self { span, message, help, other: None }
    }

    fn other(self, span: Span, note: Text) -> Self {
        Self { other: Some((span, note)), ..self }
    }
}

pub(super) fn no_step(place: Span) -> Fault {
    Fault::new(
        place,
        say!("流程里没有步骤", "the process has no step"),
        say!(
            "一行写一个步骤，如 登记（信访窗口，1个工作日）",
            "write a step on each line: 登记（信访窗口，1个工作日）"
        ),
    )
}

pub(super) fn not_closed(place: Span) -> Fault {
    let message = say!("流程没有结尾的一行 ```", "the process is not closed by a line ```");
    Fault::new(place, message, say!("在最后一步下面另起一行写 ```", "write ``` on a line below the last step"))
}

pub(super) fn too_large(place: Span, (steps, ways): (usize, usize)) -> Fault {
    let message = say!(
        "流程太大，画不清楚：最多{steps}步、{ways}个箭头",
        "the process is too large to be drawn: at most {steps} steps and {ways} arrows"
    );
    Fault::new(place, message, say!("分成几个流程来写", "write it as several processes"))
}

pub(super) fn no_name(place: Span) -> Fault {
    Fault::new(
        place,
        say!("步骤没有名称", "the step has no name"),
        say!("在括号前写步骤的名称", "write the step's name before the bracket"),
    )
}

pub(super) fn lone_bracket(place: Span) -> Fault {
    Fault::new(
        place,
        say!("括号没有成对", "the bracket has no other"),
        say!(
            "把责任单位和时限写在一对括号里：登记（信访窗口，1个工作日）",
            "write who answers and the time in one pair of brackets: 登记（信访窗口，1个工作日）"
        ),
    )
}

pub(super) fn step_twice(name: &str, place: Span, first: Span) -> Fault {
    let help = say!(
        "给其中一个换个名称；要回到前面的步骤，写 -> {name}",
        "give one of them another name; to lead back to the step, write -> {name}"
    );
    Fault::new(place, say!("步骤“{name}”写了两次", "the step {name} is written twice"), help)
        .other(first, say!("第一次在这里", "first here"))
}

pub(super) fn two_limits(place: Span) -> Fault {
    Fault::new(
        place,
        say!("一步写了两个时限", "the step has two limits of time"),
        say!("只写一个时限", "write one of them"),
    )
}

pub(super) fn two_answer(place: Span) -> Fault {
    Fault::new(
        place,
        say!("一步写了两个责任单位", "two parts of the step say who answers"),
        say!("几个单位共同负责时用顿号连接：市信访局、市司法局", "join several by a 、: 市信访局、市司法局"),
    )
}

pub(super) fn no_limit(part: &str, place: Span) -> Fault {
    Fault::new(
        place,
        say!("时限“{part}”读不懂", "the time {part} is not understood"),
        say!("写作 5个工作日、15日、2个月、24小时 或 当场", "write it as 5个工作日, 15日, 2个月, 24小时 or 当场"),
    )
}

pub(super) fn no_step_above(place: Span) -> Fault {
    Fault::new(
        place,
        say!("箭头前没有步骤", "no step stands before the arrow"),
        say!(
            "在箭头前写步骤的名称，或把这一行移到那一步的下面",
            "write the step's name before the arrow, or move the line below that step"
        ),
    )
}

pub(super) fn leads_nowhere(place: Span) -> Fault {
    Fault::new(
        place,
        say!("箭头后没有步骤", "no step stands after the arrow"),
        say!("写 -> 步骤名称：条件", "write -> the step's name：the condition"),
    )
}

pub(super) fn leads_to_itself(place: Span) -> Fault {
    Fault::new(
        place,
        say!("这一步指向了自己", "the step leads to itself"),
        say!("写另一个步骤的名称", "write the name of another step"),
    )
}

pub(super) fn way_twice(place: Span, first: Span) -> Fault {
    let help = say!("留一个，把条件合写在一起", "keep one, with both conditions in it");
    Fault::new(place, say!("同样的箭头写了两次", "the same arrow is written twice"), help)
        .other(first, say!("第一次在这里", "first here"))
}

pub(super) fn unknown_step<'a>(name: &str, place: Span, steps: impl Iterator<Item = &'a str>) -> Fault {
    let help = match nearest(name, steps) {
        Some(near) => say!("是不是“{near}”？", "did you mean {near}?"),
        None => say!(
            "先给它单独写一行：{name}（责任单位，时限）",
            "give it a line of its own first: {name}（who answers, time）"
        ),
    };
    Fault::new(place, say!("没有步骤“{name}”", "there is no step {name}"), help)
}

pub(super) fn few_answers(name: &str, place: Span) -> Fault {
    let message = say!(
        "“{name}”是一个问题，要写出每个回答通向哪一步",
        "{name} is a question, and it is not said where each answer leads"
    );
    Fault::new(
        place,
        message,
        say!(
            "在它下面至少写两行，如“-> 交办：是”和“-> 告知：否”",
            "write at least two lines below it, such as -> 交办：是 and -> 告知：否"
        ),
    )
}

pub(super) fn no_condition(place: Span) -> Fault {
    Fault::new(
        place,
        say!("问题后面的箭头没有写条件", "an arrow from a question has no condition"),
        say!(
            "在步骤名称后写冒号和条件，如 -> 交办：是",
            "write a colon and the condition after the step's name: -> 交办：是"
        ),
    )
}
