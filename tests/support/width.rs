//! How wide text is on a screen: a Chinese character takes two cells.

/// The cells of a text.
pub(crate) fn cells(text: &str) -> usize {
    text.chars().map(width).sum()
}

/// How many characters of a line stand before a cell; nothing when the cell is in the middle of one or after the end.
pub(crate) fn characters(line: &str, cell: usize) -> Option<usize> {
    let mut at = 0;
    for (count, character) in line.chars().enumerate() {
        if at >= cell {
            return (at == cell).then_some(count);
        }
        at += width(character);
    }
    (at == cell).then(|| line.chars().count())
}

fn width(character: char) -> usize {
    let wide = matches!(character,
        '\u{1100}'..='\u{115f}' | '\u{2e80}'..='\u{303e}' | '\u{3041}'..='\u{a4cf}' | '\u{ac00}'..='\u{d7a3}'
        | '\u{f900}'..='\u{faff}' | '\u{fe30}'..='\u{fe6f}' | '\u{ff00}'..='\u{ff60}' | '\u{ffe0}'..='\u{ffe6}'
        | '\u{20000}'..='\u{3fffd}');
    if wide { 2 } else { 1 }
}
