//! Reading the cases of a Markdown file.

use crate::support::{Told, cells, characters};

/// A small site and everything that must be told of it.
#[derive(Debug, Default)]
pub(super) struct Case {
    pub(super) name: String,
    pub(super) files: Vec<(String, String)>,
    pub(super) arguments: Vec<String>,
    pub(super) expected: Vec<Told>,
}

impl Told {
    /// Whether this expectation is met by what was told: the same place and code, and all words.
    pub(super) fn is(&self, told: &Told) -> bool {
        (&self.path, self.span, &self.what) == (&told.path, told.span, &told.what)
            && self.words.split("; ").all(|words| told.words.contains(words))
    }
}

/// The cases of a text, one for each heading.
pub(super) fn cases(text: &str) -> Vec<Case> {
    let mut cases: Vec<Case> = Vec::new();
    let mut block: Option<Block> = None;
    for line in text.lines() {
        if let Some(mut open) = block.take() {
            if line == "~~~" {
                cases.last_mut().expect("a heading comes first").take(open);
            } else {
                open.line(line);
                block = Some(open);
            }
        } else if let Some(name) = line.strip_prefix("# ") {
            cases.push(Case { name: name.to_owned(), ..Case::default() });
        } else if let Some(case) = cases.last_mut() {
            block = case.outside(line);
        }
    }
    assert!(block.is_none(), "a block is not closed");
    cases
}

impl Case {
    /// A line outside of a block; one that names a file may begin one.
    fn outside(&mut self, line: &str) -> Option<Block> {
        if let Some(arguments) = line.strip_prefix("$ ") {
            self.arguments.extend(arguments.split(' ').map(str::to_owned));
            return None;
        }
        if line == "~~~" {
            let path = self.files.pop().expect("a file's name comes before its block").0;
            return Some(Block { path, ..Block::default() });
        }
        let (path, rest) = line.strip_prefix('`')?.split_once('`')?;
        let (what, words) = verdict(rest.trim()).unzip();
        if let Some(what) = what {
            self.expected.push(Told { path: path.to_owned(), span: None, what, words: words.unwrap_or_default() });
        } else {
            self.files.push((path.to_owned(), String::new()));
        }
        None
    }

    fn take(&mut self, block: Block) {
        self.files.push((block.path, block.content));
        self.expected.extend(block.expected);
    }
}

/// A file while it is read.
#[derive(Default)]
struct Block {
    path: String,
    content: String,
    lines: u64,
    expected: Vec<Told>,
}

impl Block {
    fn line(&mut self, line: &str) {
        if let Some((from, width, what, words)) = carets(line) {
            let above = self.content.lines().last().unwrap_or_default();
            let place = |cell| characters(above, cell).unwrap_or_else(|| panic!("no character at cell {cell}: {line}"));
            let [first, last] = [from, from + width].map(|cell| place(cell) as u64 + 1);
            let span = Some([self.lines, first, self.lines, last]);
            self.expected.push(Told { path: self.path.clone(), span, what, words });
        } else {
            self.lines += 1;
            self.content.push_str(line);
            self.content.push('\n');
        }
    }
}

/// `   ^^^ error[date] words`: the cell of the first caret, how many there are, and what must be told.
fn carets(line: &str) -> Option<(usize, usize, String, String)> {
    let marks = line.trim_start_matches(' ');
    let rest = marks.trim_start_matches('^');
    let width = marks.len() - rest.len();
    let (what, words) = (width > 0).then(|| verdict(rest.trim())).flatten()?;
    Some((cells(line) - cells(marks), width, what, words))
}

/// `error[date]` and what follows.
fn verdict(text: &str) -> Option<(String, String)> {
    let (what, words) = text.split_once(']')?;
    let (severity, _) = what.split_once('[')?;
    ["error", "warning", "note"].contains(&severity).then(|| (format!("{what}]"), words.trim().to_owned()))
}

#[test]
fn carets_are_set_by_cells_and_mean_characters() {
    let told = &cases("# x\n`a.md`\n~~~\n标题: 通知\n      ^^^^ error[date] 不对\n~~~\n")[0].expected;
    let words = "不对".to_owned();
    assert_eq!(told[..], [Told { path: "a.md".into(), span: Some([1, 5, 1, 7]), what: "error[date]".into(), words }]);
}
