//! Formulas of pages (MathML) as plain characters: in goes the tree, out comes one line.
//!
//! Signs and brackets say what the setting said, so that no figure touches another: `1/2`, `(a+b)/2`, `x²`, `√(3)`.

use crate::import::look::{lowered, raised};
use crate::import::tree::{Element, Node};

/// A formula on one line.
pub(super) fn written(formula: &Element) -> String {
    formula.children.iter().fold(String::new(), |mut text, child| {
        let (next, is_apart) = match child {
            Node::Text(words) => (words.trim().to_owned(), false),
            Node::Element(element) => (of(element), matches!(&*element.name, "mfrac" | "msqrt" | "mroot")),
        };
        let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
        let would_fuse = digit(text.chars().next_back()) && digit(next.chars().next());
        if would_fuse || is_apart && text.ends_with(char::is_alphanumeric) {
            text.push(' ');
        }
        text + &next
    })
}

fn of(element: &Element) -> String {
    let part = |at: usize| element.elements().nth(at).map(of).unwrap_or_default();
    let parts = || element.elements().map(of).collect::<Vec<_>>();
    match &*element.name {
        "mfrac" => format!("{}/{}", grouped(part(0)), grouped(part(1))),
        "msup" | "mover" => part(0) + &raised(&part(1)),
        "msub" | "munder" => part(0) + &lowered(&part(1)),
        "msubsup" | "munderover" => part(0) + &lowered(&part(1)) + &raised(&part(2)),
        "msqrt" => format!("√({})", written(element)),
        "mroot" => format!("{}√({})", raised(&part(1)), part(0)),
        "mfenced" => format!("({})", parts().join(", ")),
        "mtable" => format!("[{}]", parts().join("; ")),
        "mtr" | "mlabeledtr" => parts().join(", "),
        // The others say the same to other programs.
        "semantics" => part(0),
        _ => written(element),
    }
}

/// A part of a fraction: in brackets, unless it is one number or name.
fn grouped(part: String) -> String {
    let is_one = part.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | ','));
    if is_one { part } else { format!("({part})") }
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::import::html::parse::tree;

    #[test]
    fn no_figure_touches_another() {
        for (formula, line) in [
            ("<mn>107</mn><mfrac><mn>108</mn><mn>109</mn></mfrac><mn>110</mn>", "107 108/109 110"),
            ("<mfrac><mrow><mi>a</mi><mo>+</mo><mi>b</mi></mrow><mn>2</mn></mfrac>", "(a+b)/2"),
            ("<msup><mi>x</mi><mn>2</mn></msup><msub><mi>a</mi><mi>n</mi></msub>", "x²a_(n)"),
            ("<msqrt><mn>3</mn></msqrt><mroot><mn>8</mn><mn>3</mn></mroot>", "√(3)³√(8)"),
            ("<semantics><mn>1</mn><annotation>1 again</annotation></semantics>", "1"),
            ("<mtable><mtr><mtd><mn>1</mn></mtd><mtd><mn>2</mn></mtd></mtr></mtable>", "[1, 2]"),
        ] {
            assert_eq!(written(tree(&format!("<math>{formula}</math>")).unwrap().child("math").unwrap()), line);
        }
    }
}
