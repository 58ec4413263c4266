//! Formulas of Office (OMML, ECMA-376, part 1, 22.1) as plain characters: in goes the tree, out comes one line.
//!
//! Signs and brackets say what the setting said, so that no figure touches another: `(1)/(2)`, `x²`, `√(3)`.

use crate::import::look::{lowered, raised};
use crate::import::tree::Element;

/// A formula on one line.
pub(super) fn written(formula: &Element) -> String {
    formula.elements().fold(String::new(), |mut text, element| {
        let next = of(element);
        // A mixed number, or two formulas in a row.
        let is_apart = matches!(&*element.name, "f" | "rad" | "nary" | "oMath");
        if is_apart && text.ends_with(char::is_alphanumeric) {
            text.push(' ');
        }
        text + &next
    })
}

fn of(element: &Element) -> String {
    let part = |name: &str| element.child(name).map(written).unwrap_or_default();
    let parts =
        |name: &str| -> Vec<String> { element.elements().filter(|child| &*child.name == name).map(written).collect() };
    match &*element.name {
        "t" => element.text(),
        "f" => format!("({})/({})", part("num"), part("den")),
        "sSup" | "sSub" | "sSubSup" | "limLow" | "limUpp" => part("e") + &scripts(element),
        "sPre" => scripts(element) + &part("e"),
        "rad" => format!("{}√({})", raised(&part("deg")), part("e")),
        "nary" => format!("{}{}({})", sign(element, "naryPr", "chr").unwrap_or("∫"), scripts(element), part("e")),
        "d" => {
            let [begin, separator, end] = [("begChr", "("), ("sepChr", "|"), ("endChr", ")")]
                .map(|(name, usual)| sign(element, "dPr", name).unwrap_or(usual));
            format!("{begin}{}{end}", parts("e").join(separator))
        }
        "func" => format!("{}({})", part("fName"), part("e")),
        "eqArr" => parts("e").join("; "),
        "m" => format!("[{}]", element.all("mr").into_iter().map(of).collect::<Vec<_>>().join("; ")),
        "mr" => parts("e").join(", "),
        name if name.ends_with("Pr") || matches!(name, "del" | "moveFrom") => String::new(),
        _ => written(element),
    }
}

/// What stands lower and higher than its line.
fn scripts(element: &Element) -> String {
    let part = |names: [&str; 2]| names.iter().find_map(|name| element.child(name)).map(written).unwrap_or_default();
    // A limit below has the same name as one above.
    let [low, high]: [[&str; 2]; 2] = match &*element.name {
        "limLow" => [["sub", "lim"], ["sup", "sup"]],
        _ => [["sub", "sub"], ["sup", "lim"]],
    };
    lowered(&part(low)) + &raised(&part(high))
}

/// A sign that the properties of an element set.
fn sign<'a>(element: &'a Element, properties: &str, name: &str) -> Option<&'a str> {
    element.at(&[properties, name]).map(|it| it.val().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use super::written;
    use crate::import::tree::xml;

    #[test]
    fn no_figure_touches_another() {
        let r = |words: &str| format!("<r><t>{words}</t></r>");
        let fraction = format!("<f><num>{}</num><den>{}</den></f>", r("108"), r("109"));
        let square = format!("<sSup><e>{}</e><sup>{}</sup></sSup>", r("x"), r("2"));
        for (formula, line) in [
            (r("107") + &fraction + &square, "107 (108)/(109)x²"),
            (format!("<sSub><e>{}</e><sub>{}</sub></sSub>", r("a"), r("ij")), "a_(ij)"),
            (format!("<sSup><e>{}</e><sup>{}</sup></sSup>", r("10"), r("n")), "10^(n)"),
            (format!("<rad><deg/><e>{}</e></rad>", r("3")), "√(3)"),
            (format!("<rad><deg>{}</deg><e>{}</e></rad>", r("3"), r("8")), "³√(8)"),
            (
                format!(
                    "<nary><naryPr><chr val='∑'/></naryPr><sub>{}</sub><sup>{}</sup><e>{}</e></nary>",
                    r("i=1"),
                    r("9"),
                    r("i")
                ),
                "∑_(i=1)⁹(i)",
            ),
            (
                format!("<d><dPr><begChr val='['/><endChr val=']'/></dPr><e>{}</e><e>{}</e></d>", r("1"), r("2")),
                "[1|2]",
            ),
            (format!("<d><e>{}</e></d>", r("5")), "(5)"),
            (format!("<m><mr><e>{}</e><e>{}</e></mr></m>", r("1"), r("2")), "[1, 2]"),
            (format!("<limLow><e>{}</e><lim>{}</lim></limLow>", r("min"), r("x")), "min_(x)"),
        ] {
            let tree = xml(format!("<oMath>{formula}</oMath>").as_bytes()).unwrap();
            assert_eq!(written(&tree), line);
        }
    }
}
