//! What pictures of all sizes have in common.

use super::*;
use crate::law::quantity::grouped;
use proptest::prelude::*;

fn mark(year: i16, text: &str) -> Mark {
    Mark { year, value: Decimal::parse(text).unwrap(), text: text.to_owned() }
}

fn row(name: &str, marks: &[(i16, &str)]) -> Row {
    Row { name: name.to_owned(), marks: marks.iter().map(|(year, text)| mark(*year, text)).collect() }
}

fn chart(rows: Vec<Row>) -> Chart {
    Chart { title: "受理案件".to_owned(), unit: "件".to_owned(), rows }
}

/// The values of an attribute, in order, of the elements that begin like this.
fn attributes<'a>(svg: &'a str, element: &str, name: &str) -> Vec<&'a str> {
    let elements = svg.split('<').filter(|one| one.starts_with(element));
    let value = |one: &'a str| one.split(&format!(" {name}=\"")).nth(1).and_then(|rest| rest.split('"').next());
    elements.filter_map(value).collect()
}

/// The widths of the bars in tenths of a pixel.
fn widths(svg: &str) -> Vec<i64> {
    let tenths = |text: &&str| {
        let (whole, tenth) = text.split_once('.').unwrap_or((text, "0"));
        whole.parse::<i64>().unwrap() * 10 + tenth.parse::<i64>().unwrap()
    };
    attributes(svg, "rect class=\"chart-bar", "width").iter().map(tenths).collect()
}

#[test]
fn a_picture_speaks_to_those_who_do_not_see_it() {
    let svg = chart(vec![row("市政府", &[(2023, "80"), (2024, "96")])]).draw().unwrap();
    assert!(svg.starts_with("<svg class=\"chart\" role=\"img\" aria-labelledby=\"chart-title chart-desc\""), "{svg}");
    assert!(svg.contains("<title id=\"chart-title\">受理案件（件）</title>"), "{svg}");
    assert!(svg.contains("<desc id=\"chart-desc\">2023年：80件；2024年：96件</desc>"), "{svg}");
    assert!(svg.contains("font-family=\"inherit\"") && !svg.contains("user-select"), "{svg}");
}

#[test]
fn bars_are_in_proportion_and_bear_their_numbers() {
    let svg = chart(vec![row("市政府", &[(2022, "10"), (2023, "20"), (2024, "40")])]).draw().unwrap();
    let widths = widths(&svg);
    assert!(widths[0] > 0 && widths[1] - 2 * widths[0] <= 1 && (widths[2] - 4 * widths[0]).abs() <= 3, "{widths:?}");
    for number in [">10</text>", ">20</text>", ">40</text>"] {
        assert!(svg.contains(number), "{svg}");
    }
}

#[test]
fn nothing_less_than_nothing_and_one_alone_are_drawn() {
    let zero = chart(vec![row("市政府", &[(2024, "0")])]).draw().unwrap();
    assert_eq!(widths(&zero), [0]);
    let zeros = chart(vec![row("市政府", &[(2023, "0"), (2024, "0.00")])]).draw().unwrap();
    assert_eq!(widths(&zeros), [0, 0]);
    let mixed = chart(vec![row("市政府", &[(2023, "-5"), (2024, "5")])]).draw().unwrap();
    let lengths = widths(&mixed);
    assert!(lengths[0] > 0 && (lengths[0] - lengths[1]).abs() <= 1, "{lengths:?}");
    assert!(mixed.contains("text-anchor=\"end\">-5</text>"), "{mixed}");
    assert!(chart(vec![row("市政府", &[(2024, "8122.21")])]).draw().is_some());
    assert_eq!(chart(Vec::new()).draw(), None);
}

#[test]
fn publishers_are_told_apart_without_colour() {
    let name = "示例市人民政府法治政府建设工作领导小组办公室及各区镇街道行政执法协调监督机构联席会议";
    let two = chart(vec![row("市政府", &[(2023, "1"), (2024, "2")]), row(name, &[(2024, "3")])]);
    let svg = two.draw().unwrap();
    assert_eq!(attributes(&svg, "rect", "fill"), ["currentColor", "currentColor", "url(#chart-fill-2)"]);
    assert!(svg.contains("<pattern id=\"chart-fill-2\""), "{svg}");
    // A long name stands in two lines, all of it.
    let lines: String =
        svg.split("<text class=\"chart-name\"").skip(3).filter_map(|one| one.split(['>', '<']).nth(1)).collect();
    assert_eq!(lines, name);
    assert!(svg.contains(&format!("2024年 {name}：3件")), "{svg}");
}

#[test]
fn many_years_are_lines() {
    let years: Vec<(i16, &str)> = (2013..=2024).map(|year| (year, "5")).filter(|(year, _)| *year != 2018).collect();
    let svg = chart(vec![row("市政府", &years), row("司法局", &years[..3])]).draw().unwrap();
    assert!(widths(&svg).is_empty());
    let paths = attributes(&svg, "path class=\"chart-line", "d");
    // The missing year breaks the line.
    assert_eq!(paths[0].matches('M').count(), 2, "{}", paths[0]);
    assert_eq!(attributes(&svg, "path class=\"chart-line", "stroke-dasharray"), ["none", "7 3", "none", "7 3"]);
    assert!(svg.contains("<title>2013年 市政府：5件</title>"), "{svg}");
    assert!(svg.contains(">2024</text>"), "{svg}");
}

#[test]
fn more_lines_than_there_are_dashes_have_other_marks() {
    let years: Vec<(i16, &str)> = (2018..=2024).map(|year| (year, "5")).collect();
    let svg = chart((0..16).map(|at| row(&format!("机构{at}"), &years)).collect()).draw().unwrap();
    let dashes = attributes(&svg, "path class=\"chart-line", "stroke-dasharray");
    let marks =
        attributes(&svg, "path class=\"chart-mark", "d").into_iter().map(|path| path.split('m').nth(1).unwrap());
    // First the lines with their seven points each, then the samples beside their names, with one.
    let marks: Vec<&str> = marks.collect();
    let of_lines = dashes[..16].iter().zip(marks[..16 * 7].iter().step_by(7));
    let of_samples = dashes[16..].iter().zip(&marks[16 * 7..]);
    assert!(of_lines.clone().eq(of_samples));
    assert_eq!(of_lines.collect::<BTreeSet<_>>().len(), 16);
}

/// How far texts reach, from left to right, in tenths of a pixel.
fn reaches(svg: &str) -> Vec<(i64, i64)> {
    let reach = |text: &str| {
        let (head, words) = text.split_once('<')?.0.split_once('>')?;
        let x: f64 = head.split(" x=\"").nth(1)?.split('"').next()?.parse().ok()?;
        #[expect(clippy::cast_possible_truncation, reason = "a place in a picture is small")]
        let (x, wide) = ((x * 10.0).round() as i64, svg::width(words));
        Some(match head {
            head if head.contains("\"end\"") => (x - wide, x),
            head if head.contains("\"middle\"") => (x - wide / 2, x + wide / 2),
            _ => (x, x + wide),
        })
    };
    svg.split("<text ").skip(1).map(|text| reach(text).expect("a text with its place")).collect()
}

#[test]
fn large_numbers_stay_within_the_picture() {
    let (year, large) = (|at: i16| 2000 + at, ["81222100", "-117024543", "999999999999999999", "-999999999999999999"]);
    for (text, years) in large.into_iter().flat_map(|text| [2, 3, 12, 30].map(|years| (text, years))) {
        let marks = (0..years).map(|at| Mark { text: grouped(text), ..mark(year(at), text) });
        let svg = chart(vec![Row { name: "市政府".to_owned(), marks: marks.collect() }]).draw().unwrap();
        let outside: Vec<_> = reaches(&svg).into_iter().filter(|(from, to)| *from < 0 || *to > WIDTH).collect();
        assert_eq!(outside, [], "{text}, {years} years: {svg}");
    }
}

#[test]
fn the_description_of_many_is_short() {
    let years: Vec<(i16, String)> = (2001..=2020).map(|year| (year, (year - 2000).to_string())).collect();
    let years: Vec<(i16, &str)> = years.iter().map(|(year, text)| (*year, text.as_str())).collect();
    let svg = chart(vec![row("市政府", &years)]).draw().unwrap();
    assert!(svg.contains("共 20 个数值。最低：2001年：1件；最高：2020年：20件"), "{svg}");
}

#[test]
fn a_name_is_text_and_nothing_else() {
    let svg = chart(vec![row("<b>", &[(2024, "1")]), row("\"&", &[(2024, "2")])]).draw().unwrap();
    assert!(svg.contains("&lt;b&gt;") && svg.contains("&quot;&amp;") && !svg.contains("<b>"), "{svg}");
}

proptest! {
    /// Whatever the figures, every place is a number within the picture.
    #[test]
    fn every_place_is_within_the_picture(
        values in proptest::collection::vec((-999_999_999_999_999_999_i64..999_999_999_999_999_999, 0..9_u32), 1..21),
        publishers in 1..6_usize,
    ) {
        let marks: Vec<Mark> = values.iter().zip(2000_i16..).map(|((count, places), year)| {
            let value = Decimal::new(i128::from(*count), *places);
            Mark { year, value, text: grouped(&value.to_string()) }
        }).collect();
        let rows = (0..publishers).map(|at| Row { name: format!("机构{at}"), marks: marks[at.min(marks.len() - 1)..].to_vec() });
        let chart = chart(rows.collect());
        let svg = chart.draw().unwrap();
        prop_assert_eq!(&svg, &chart.draw().unwrap());
        let height: f64 = attributes(&svg, "svg", "height")[0].parse().unwrap();
        for (name, most) in [("x", 420.0), ("width", 420.0), ("y", height), ("height", height)] {
            for value in attributes(&svg, "rect", name).into_iter().chain(attributes(&svg, "text", name)) {
                let value: f64 = value.parse().unwrap();
                prop_assert!((0.0..=most).contains(&value), "{} {}", name, value);
            }
        }
        prop_assert!(reaches(&svg).iter().all(|(from, to)| *from >= 0 && *to <= WIDTH), "{:?}", reaches(&svg));
        prop_assert!(widths(&svg).iter().all(|width| *width <= WIDTH));
        prop_assert_eq!(svg.matches("chart-mark-").count() > 0, values.len() > FEW_YEARS);
    }
}
