//! What a block becomes, and what is told of its mistakes.

use super::layout::{Area, Frame, Plan, Point, plan};
use super::process::Way;
use super::*;
use crate::markdown::render;
use proptest::prelude::*;

const PETITION: &str = "\
登记（信访窗口，当场）
是否受理？（信访部门，15日）
  -> 办理：是
  -> 告知不予受理：否
告知不予受理（信访部门）
  -> 结束
办理（责任单位，60日）
答复（责任单位）
";

/// A text as a whole block.
fn process(text: &str) -> Result<Process, Vec<Fault>> {
    let lines: Vec<Line<'_>> =
        text.lines().filter(|line| !line.trim().is_empty()).map(|line| Line::new(line, line, 0)).collect();
    read::read("办理流程", &lines, crate::diag::Span::default())
}

/// The mistakes of a text in English.
fn told(text: &str) -> Vec<String> {
    process(text).err().unwrap_or_default().into_iter().map(|fault| fault.message.en).collect()
}

fn ways(process: &Process) -> Vec<String> {
    let name = |step: usize| &process.steps[step].name;
    let words = |way: &Way| format!("{}>{}:{}", name(way.from), name(way.to), way.when.as_deref().unwrap_or_default());
    process.ways.iter().map(words).collect()
}

#[test]
fn steps_follow_each_other_unless_an_arrow_says_otherwise() {
    let process = process(PETITION).unwrap();
    let found = ways(&process);
    let wanted = [
        "登记>是否受理？:",
        "是否受理？>办理:是",
        "是否受理？>告知不予受理:否",
        "告知不予受理>结束:",
        "办理>答复:",
        "答复>结束:",
    ];
    assert_eq!(found, wanted);
    let notes: Vec<_> =
        process.steps.iter().map(|step| (step.who.as_deref(), step.limit.as_ref().map(|limit| &limit.0[..]))).collect();
    assert_eq!(
        notes[..3],
        [(Some("信访窗口"), Some("当场")), (Some("信访部门"), Some("15日")), (Some("信访部门"), None)]
    );
}

#[test]
fn arrows_are_written_in_several_ways() {
    let wanted = ["甲>丙:", "乙>丙:", "丙>甲:补正"];
    for text in
        ["甲\n乙\n丙\n甲 -> 丙\n丙 --> 甲：补正", "甲\n→丙\n乙\n丙\n  —> 甲:补正", "甲\n乙\n丙\n甲 => 丙 → 甲: 补正"]
    {
        assert_eq!(ways(&process(text).unwrap()), wanted, "{text}");
    }
}

#[test]
fn names_are_the_same_in_both_widths_and_may_hold_brackets_and_colons() {
    let process =
        process("受理(立案)审查（法制科）\n登记：线上（一楼(东)，2 个工作日内）\n-> 受理（立案）审查：补正").unwrap();
    let first = &process.steps[0];
    assert_eq!((first.name.as_str(), first.who.as_deref()), ("受理(立案)审查", Some("法制科")));
    assert_eq!(process.steps[1].name, "登记：线上");
    assert_eq!(process.steps[1].who.as_deref(), Some("一楼(东)"));
    assert_eq!(ways(&process)[1], "登记：线上>受理(立案)审查:补正");
}

#[test]
fn mistakes_are_told() {
    let cases = [
        ("", "the process has no step"),
        ("（窗口）", "the step has no name"),
        ("受理（窗口", "the bracket has no other"),
        ("受理窗口）", "the bracket has no other"),
        ("受理\n受理", "the step 受理 is written twice"),
        ("受理（1日，2日）", "the step has two limits of time"),
        ("受理（窗口，法制科）", "two parts of the step say who answers"),
        ("受理（窗口，三周）", "the time 三周 is not understood"),
        ("-> 受理\n受理", "no step stands before the arrow"),
        ("受理\n->", "no step stands after the arrow"),
        ("受理\n-> 受理", "the step leads to itself"),
        ("受理\n-> 办理\n-> 办理：是\n办理", "the same arrow is written twice"),
        ("受理\n-> 办里\n办理", "there is no step 办里"),
        ("受理？\n办理", "受理？ is a question, and it is not said where each answer leads"),
        ("受理？\n-> 办理\n-> 结束：否\n办理", "an arrow from a question has no condition"),
    ];
    for (text, wanted) in cases {
        assert_eq!(told(text), [wanted], "{text}");
    }
    let many: String = (0..61).map(|step| format!("步骤{step}\n")).collect();
    assert_eq!(told(&many), ["the process is too large to be drawn: at most 60 steps and 120 arrows"]);
    assert_eq!(told("受理（窗口，15）\n-> 办\n-> 理").len(), 3, "all mistakes at once");
}

#[test]
fn a_mistake_has_its_place_in_the_markdown() {
    let cases = [
        ("甲\n\n```流程\n受理（窗口，15）\n```\n", "15"),
        ("> ~~~ 流程图 标题\n> 受理\n>   -> 办里\n> 办理\n> ~~~\n", "办里"),
        ("- 项\n\n  ```process\n  a（x\n  ```\n", "（"),
        ("```流程\r\n受理\r\n受理\r\n```\r\n", "受理"),
        ("甲\n\n  ```流程 标题\n\n  ```\n", "```流程 标题"),
        ("```流程\n受理\n", "```流程"),
    ];
    for (text, wanted) in cases {
        let faults = render(text).faults;
        assert_eq!(faults.len(), 1, "{text}");
        assert_eq!(&text[faults[0].span.range()], wanted);
    }
    let twice = render("```流程\n受理\n受理\n```\n").faults.remove(0);
    let (first, _) = twice.other.unwrap();
    assert!(first.end < twice.span.start);
}

#[test]
fn the_time_allowed_is_added_up_where_it_can_be() {
    let cases = [
        ("甲（1日）\n乙（2日）", Some("期限合计3日")),
        ("甲（当场）\n乙（两个工作日）", Some("期限合计2个工作日")),
        ("甲（3个工作日）\n乙（30日）\n丙（窗口）", Some("期限合计30日、3个工作日（另有1步未写期限）")),
        ("甲？（1日）\n-> 乙：是\n-> 丙：否\n乙（5日）\n-> 丁\n丙（2日）\n丁（1日）", Some("期限最长合计7日")),
        ("甲？（1日）\n-> 乙：是\n-> 丙：否\n乙（5个工作日）\n丙（2日）", None),
        ("甲（1日）\n乙（1日）\n丙（1日）\n丙 -> 乙", None),
        ("甲（窗口）\n乙", None),
    ];
    for (text, wanted) in cases {
        assert_eq!(process(text).unwrap().allowed().as_deref(), wanted, "{text}");
    }
}

#[test]
fn only_a_block_of_that_name_is_drawn() {
    let drawn = |text: &str| render(text).body.html.contains("<svg");
    assert!(drawn("```流程\n受理\n```\n") && drawn("~~~ 流程图：标题\n受理\n~~~\n") && drawn("```责任图\n受理\n```\n"));
    assert!(
        !drawn("```\n受理\n```\n")
            && !drawn("```processing\n受理\n```\n")
            && !drawn("    流程\n")
            && !drawn("```text 流程\n受理\n```")
    );
}

#[test]
fn a_block_with_a_mistake_stays_what_it_is() {
    let text = "```流程 标题\n受理（窗口，15）\n<办理>\n```\n";
    let rendered = render(text);
    assert_eq!(
        rendered.body.html,
        "<pre><code class=\"language-流程\">受理（窗口，15）\n&lt;办理&gt;\n</code></pre>\n"
    );
}

#[test]
fn drawings_stand_in_their_places_beside_raw_html() {
    let one = |title: &str| format!("```流程 {title}\n受理（<b>窗口</b>，1日）\n办理\n```\n\n");
    let text = format!(
        "甲[附件](a.md)\n\n{}乙<b onclick=\"x()\">丙</b>\n\n- 项\n\n  ```流程 丁\n  受理\n  ```\n\n{}",
        one("一\"<i>"),
        one("二")
    );
    let html = render(&text).body.html;
    let at = |words: &str| html.find(words).unwrap_or_else(|| panic!("{words} in {html}"));
    assert!(at("甲") < at("一&quot;&lt;i&gt;</title>") && at("</figure>") < at("<b>丙</b>"));
    assert!(at("<b>丙</b>") < at(">丁</title>") && at(">丁</title>") < at(">二</title>"));
    assert_eq!(html.matches("<svg").count(), 3);
    assert!(!html.contains("onclick") && !html.contains("xw-drawing") && !html.contains("<b>窗口"), "{html}");
    assert!(html.contains("&lt;b&gt;窗口&lt;/b&gt;"));
    for id in ["diagram:1:title", "diagram:2:title", "diagram:3:title"] {
        assert_eq!(html.matches(&format!("id=\"{id}\"")).count(), 1);
    }
}

#[test]
fn a_drawing_cannot_be_forged() {
    let html = render("<div id=\"xw-drawing:0\"></div>\n\n```流程\n受理\n```\n").body.html;
    assert!(html.find("<div id=\"0\">").unwrap() < html.find("<svg").unwrap(), "{html}");
}

/// The text between tags.
fn words(html: &str) -> String {
    let parts = html.split('<').filter_map(|part| part.split_once('>'));
    parts
        .map(|(_, text)| text.trim())
        .collect::<String>()
        .replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&amp;", "&")
}

#[test]
fn the_list_says_what_the_drawing_shows() {
    let process = process(PETITION).unwrap();
    let html = figure::html(&process, 1);
    let (drawing, list) = html.split_once("</svg>").unwrap();
    let (drawing, list) = (words(drawing), words(list));
    let steps = process
        .steps
        .iter()
        .flat_map(|step| [Some(step.name.clone()), step.who.clone(), step.limit.as_ref().map(|limit| limit.0.clone())]);
    let said: Vec<String> = steps.flatten().chain(process.ways.iter().filter_map(|way| way.when.clone())).collect();
    assert_eq!(said.len(), 6 + 5 + 3 + 2);
    for one in said {
        assert!(drawing.contains(&one) && list.contains(&one), "{one}\n{drawing}\n{list}");
    }
    assert!(
        list.contains("是否受理？（责任单位：信访部门；时限：15日）是：到第4步“办理”否：到第3步“告知不予受理”"),
        "{list}"
    );
    assert!(list.contains("期限最长合计75日（另有2步未写期限）"), "{list}");
    assert_eq!(html.matches("class=\"diagram-way\"").count(), process.ways.len());
}

fn overlap(one: Frame, other: Frame) -> bool {
    one.x < other.right() && other.x < one.right() && one.y < other.bottom() && other.y < one.bottom()
}

fn on_edge(point: Point, frame: Frame) -> bool {
    (frame.x..=frame.right()).contains(&point.x) && (point.y == frame.y || point.y == frame.bottom())
}

/// Whether a way runs through the inside of a box.
fn runs_through(points: &[Point], frame: Frame) -> bool {
    points.windows(2).any(|pair| {
        let (left, right) = (pair[0].x.min(pair[1].x), pair[0].x.max(pair[1].x));
        let (top, bottom) = (pair[0].y.min(pair[1].y), pair[0].y.max(pair[1].y));
        left < frame.right() - 1
            && frame.x + 1 < right.max(left + 1)
            && top < frame.bottom() - 1
            && frame.y + 1 < bottom
    })
}

fn check_plan(plan: &Plan, joined: &[(usize, usize)]) {
    for (at, one) in plan.boxes.iter().enumerate() {
        assert!(one.x >= 0 && one.y >= 0 && one.right() <= plan.area.width && one.bottom() <= plan.area.height);
        assert!(plan.boxes[at + 1..].iter().all(|other| !overlap(*one, *other)), "{plan:?}");
    }
    let labels: Vec<Frame> =
        plan.routes.iter().map(|route| route.label).filter(|label| label.area.height > 0).collect();
    for (at, label) in labels.iter().enumerate() {
        let mut others = plan.boxes.iter().chain(&labels[at + 1..]);
        assert!(others.all(|other| !overlap(*label, *other)), "{plan:?}");
    }
    for (route, (from, to)) in plan.routes.iter().zip(joined) {
        assert!(on_edge(route.points[0], plan.boxes[*from]), "{plan:?}");
        assert!(on_edge(*route.points.last().unwrap(), plan.boxes[*to]), "{plan:?}");
        for frame in &plan.boxes {
            assert!(!runs_through(&route.points, *frame), "{route:?} {frame:?}");
        }
    }
}

proptest! {
    #[test]
    fn boxes_and_arrows_are_where_they_belong(
        sizes in prop::collection::vec((40..180, 30..120), 1..12),
        pairs in prop::collection::btree_set((0_usize..12, 0_usize..12), 0..20),
        labels in prop::collection::vec((0..2, 20..100), 20),
    ) {
        let boxes: Vec<Area> = sizes.iter().map(|(width, height)| Area { width: *width, height: *height }).collect();
        let real = |(from, to): &(usize, usize)| from != to && *from < boxes.len() && *to < boxes.len();
        let joined: Vec<(usize, usize)> = pairs.into_iter().filter(real).collect();
        let arrows = joined.iter().zip(&labels).map(|((from, to), (has, width))| {
            let label = if *has == 1 { Area { width: *width, height: 21 } } else { Area::default() };
            layout::Arrow { from: *from, to: *to, label }
        });
        let arrows: Vec<layout::Arrow> = arrows.collect();
        let found = plan(&boxes, &arrows);
        check_plan(&found, &joined);
        prop_assert_eq!(plan(&boxes, &arrows), found);
    }

    #[test]
    fn any_text_is_read_and_no_line_is_lost(
        lines in prop::collection::vec("(甲|乙|丙？|丁（(窗口|5日|，|,)*）?| *-> (甲|乙|结束)(：是)?|\\PC{0,12})", 0..12),
    ) {
        let text = lines.join("\n");
        match process(&text) {
            Ok(process) => {
                let html = figure::html(&process, 1);
                let seen = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
                let (drawing, list) = html.split_once("</svg>").unwrap();
                for step in &process.steps {
                    prop_assert!(seen(&words(drawing)).contains(&seen(&step.name)));
                    prop_assert!(seen(&words(list)).contains(&seen(&step.name)));
                }
                let has_arrow = |line: &&str| ["->", "→", "—>", "－＞", "=>"].iter().any(|arrow| line.contains(arrow));
                let steps = text.lines().filter(|line| !line.trim().is_empty() && !has_arrow(line)).count();
                prop_assert!(process.steps.len() >= steps);
            }
            Err(faults) => prop_assert!(!faults.is_empty()),
        }
    }

    #[test]
    fn a_place_is_always_within_the_markdown(
        before in "(> |- |  |\t)?",
        text in "\\PC{0,6}\u{0}?\t?(（|->|\\PC){0,6}\n?\\PC{0,8}",
    ) {
        let markdown: String = format!("```流程\n{text}\n```").lines().map(|line| format!("{before}{line}\n")).collect();
        for fault in render(&markdown).faults {
            prop_assert!(markdown.get(fault.span.range()).is_some(), "{fault:?}");
        }
    }
}
