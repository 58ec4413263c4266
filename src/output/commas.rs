//! Rows as CSV (RFC 4180) that spreadsheets open as they are: UTF-8 with a mark, lines that end in CRLF.

/// Without it spreadsheets take Chinese text for GBK.
const BYTE_ORDER_MARK: &str = "\u{feff}";

/// A file of these rows, below their headings.
pub(super) fn file(headings: &[String], rows: impl Iterator<Item = Vec<String>>) -> String {
    let lines = rows.map(|row| line(&row));
    [BYTE_ORDER_MARK.to_owned(), line(headings)].into_iter().chain(lines).collect()
}

fn line(cells: &[String]) -> String {
    cells.iter().map(|cell| quoted(&guarded(cell))).collect::<Vec<_>>().join(",") + "\r\n"
}

fn quoted(cell: &str) -> String {
    if cell.contains([',', '"', '\r', '\n']) { format!("\"{}\"", cell.replace('"', "\"\"")) } else { cell.to_owned() }
}

/// A text that a spreadsheet would run as a formula gets an apostrophe before it, which makes it text there. Numbers, the
/// negative ones too, stay as they are.
fn guarded(cell: &str) -> String {
    let is_formula = cell.starts_with(['=', '+', '-', '@', '\t', '\r']) && !is_number(cell);
    if is_formula { format!("'{cell}") } else { cell.to_owned() }
}

fn is_number(cell: &str) -> bool {
    let digits = cell.strip_prefix(['-', '+']).unwrap_or(cell);
    let digits = digits.strip_suffix('%').unwrap_or(digits);
    digits.starts_with(|c: char| c.is_ascii_digit()) && digits.chars().all(|c| c.is_ascii_digit() || ",.".contains(c))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn one(cell: &str) -> String {
        line(&[cell.to_owned()])
    }

    #[test]
    fn cells_are_quoted_when_they_must_be() {
        assert_eq!(one("甲、乙"), "甲、乙\r\n");
        assert_eq!(one("甲,\"乙\"\n丙"), "\"甲,\"\"乙\"\"\n丙\"\r\n");
    }

    #[test]
    fn a_formula_is_text_and_a_number_is_a_number() {
        for text in ["=1+1", "+cmd", "-", "@SUM(A1)", "\t=1", "-1+1", "=HYPERLINK(\"x\")"] {
            assert!(one(text).trim_start_matches('"').starts_with('\''), "{text}");
        }
        for number in ["-1", "+2.50", "-12.5%", "-1,234.00", "0", "1=1", "'a"] {
            assert_eq!(guarded(number), number);
        }
    }
}
