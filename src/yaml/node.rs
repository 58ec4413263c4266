//! Text -> a tree of nodes with spans.

use crate::diag::{Code, Diagnostic, Path, Place, Span};
use crate::say;
use saphyr_parser::{Event, Parser, ScalarStyle, ScanError, Span as Marks};

/// Deeper than any front matter, and low enough that hostile nesting costs nothing.
const DEEPEST: usize = 32;

/// One value with its place in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Node {
    /// Where it stands in the file.
    pub span: Span,
    /// What it is.
    pub kind: NodeKind,
}

/// What a node is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NodeKind {
    /// Nothing was written, or `~` or `null`.
    Null,
    /// A word or a number, as written.
    Scalar {
        /// The characters.
        text: String,
        /// Whether it stood without quotes, so that it may be a number or yes/no.
        plain: bool,
    },
    /// A list.
    List(Vec<Node>),
    /// A map; keys in the order in which they stand, doubles not yet told.
    Map(Vec<(Written, Node)>),
}

/// A key as written.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Written {
    /// Its characters.
    pub text: String,
    /// Where they stand.
    pub span: Span,
}

/// A whole YAML text: the file it stands in and its root.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yaml {
    /// The file.
    pub path: Path,
    /// The root.
    pub root: Node,
}

/// Parses `text`, which stands in `path` from byte `offset` on.
///
/// # Errors
/// One diagnostic when the text is not YAML, nests too deep, or uses anchors with aliases.
pub fn parse(path: &Path, text: &str, offset: usize) -> Result<Yaml, Box<Diagnostic>> {
    let bytes = Bytes::of(text);
    let fault = |at: usize, what: &ScanError| match colon(text, at) {
        Some((span, sign)) => Box::new(miswritten(path, span.shift(offset), sign)),
        None => Box::new(broken(path, Span::new(at, at + 1).shift(offset), what.info())),
    };
    let mut tree = Tree { path, text, offset, bytes: &bytes, open: Vec::new(), root: None };
    for event in Parser::new_from_str(text) {
        let (event, marks) = event.map_err(|error| fault(bytes.at(error.marker().index()), &error))?;
        tree.take(event, marks)?;
    }
    let end = Span::new(offset, offset);
    let root = tree.root.unwrap_or(Node { span: end, kind: NodeKind::Null });
    Ok(Yaml { path: path.clone(), root })
}

fn broken(path: &Path, span: Span, what: &str) -> Diagnostic {
    Diagnostic::new(Code::Yaml, Place::Text(path.clone(), span), say!("这里的 YAML 写法不对", "this is not YAML"))
        .label(say!("解析器说：{what}", "{what}"))
        .help(say!(
            "检查引号是否成对、冒号后是否有空格、缩进是否对齐",
            "check quotes, a space after each colon, and the indentation"
        ))
}

/// What is wrong with a colon.
enum Colon {
    FullWidth,
    WithoutBlank,
}

/// The colon that most likely made the parser stop at `at`, which it does on the line after: a full-width one, or one
/// without a blank after it.
fn colon(text: &str, at: usize) -> Option<(Span, Colon)> {
    let before = &text[..at.min(text.len())];
    let start = before.trim_end().rfind('\n').map_or(0, |at| at + 1);
    let line = text[start..].lines().next().unwrap_or_default();
    if line.contains(": ") || line.ends_with(':') || line.trim_start().starts_with('-') {
        return None;
    }
    let found = |sign: char| line.find(sign).map(|at| Span::new(start + at, start + at + sign.len_utf8()));
    let full = found('：').map(|span| (span, Colon::FullWidth));
    full.or_else(|| found(':').map(|span| (span, Colon::WithoutBlank)))
}

fn miswritten(path: &Path, span: Span, colon: Colon) -> Diagnostic {
    let told =
        Diagnostic::new(Code::Yaml, Place::Text(path.clone(), span), say!("这里的 YAML 写法不对", "this is not YAML"));
    match colon {
        Colon::FullWidth => told.label(say!("全角冒号", "a full-width colon")).help(say!(
            "改用半角冒号，后面空一格，如“标题: 通知”",
            "write an ASCII colon and a blank, as in `title: text`"
        )),
        Colon::WithoutBlank => told
            .label(say!("冒号后没有空格", "no blank after the colon"))
            .help(say!("在冒号后空一格，如“标题: 通知”", "put a blank after it, as in `title: text`")),
    }
}

/// The parser counts characters; in a text that is all ASCII they are bytes.
enum Bytes {
    Same,
    Table(Vec<u32>),
}

impl Bytes {
    fn of(text: &str) -> Self {
        if text.is_ascii() {
            return Self::Same;
        }
        let starts = text.char_indices().map(|(at, _)| at).chain([text.len()]);
        Self::Table(starts.map(|at| Span::new(at, at).start).collect())
    }

    fn at(&self, character: usize) -> usize {
        match self {
            Self::Same => character,
            Self::Table(starts) => starts.get(character).or(starts.last()).map_or(0, |at| *at as usize),
        }
    }
}

/// A list or map that is not closed yet.
struct Open {
    start: usize,
    kind: NodeKind,
    key: Option<Written>,
}

struct Tree<'a> {
    path: &'a Path,
    text: &'a str,
    offset: usize,
    bytes: &'a Bytes,
    open: Vec<Open>,
    root: Option<Node>,
}

impl Tree<'_> {
    fn take(&mut self, event: Event<'_>, marks: Marks) -> Result<(), Box<Diagnostic>> {
        let span = self.span(marks);
        match event {
            Event::Scalar(text, style, _, _) => self.put(scalar(text.into_owned(), style, self.closed(span))),
            Event::SequenceStart(..) => self.begin(span, NodeKind::List(Vec::new())),
            Event::MappingStart(..) => self.begin(span, NodeKind::Map(Vec::new())),
            Event::SequenceEnd | Event::MappingEnd => {
                self.end(span);
                Ok(())
            }
            Event::Alias(_) => Err(Box::new(broken(self.path, span, "aliases are not read here"))),
            _ => Ok(()),
        }
    }

    fn span(&self, marks: Marks) -> Span {
        let start = self.bytes.at(marks.start.index());
        Span::new(start, self.bytes.at(marks.end.index()).max(start)).shift(self.offset)
    }

    /// A quoted scalar ends with its quotation mark; the parser takes in the comment after it.
    fn closed(&self, span: Span) -> Span {
        let within = span.range();
        let written = &self.text[within.start - self.offset..within.end - self.offset];
        let Some(mark @ ('"' | '\'')) = written.chars().next() else { return span };
        let mut after = written[1..].char_indices().peekable();
        while let Some((at, character)) = after.next() {
            let is_escape = character == '\\' && mark == '"';
            let is_doubled = character == '\'' && mark == '\'' && after.peek().is_some_and(|(_, next)| *next == mark);
            if is_escape || is_doubled {
                after.next();
            } else if character == mark {
                return Span::new(0, at + 2).shift(span.start as usize);
            }
        }
        span
    }

    fn begin(&mut self, span: Span, kind: NodeKind) -> Result<(), Box<Diagnostic>> {
        if self.open.len() == DEEPEST {
            return Err(Box::new(broken(self.path, span, "nested too deep")));
        }
        self.open.push(Open { start: span.start as usize, kind, key: None });
        Ok(())
    }

    fn end(&mut self, span: Span) {
        let open = self.open.pop().expect("the parser closes only what it opened");
        let last = match &open.kind {
            NodeKind::List(items) => items.last().map(|item| item.span.end),
            NodeKind::Map(entries) => entries.last().map(|(key, value)| value.span.end.max(key.span.end)),
            _ => None,
        };
        // A block ends with its last value, not where the next line begins; what stands in brackets, with its bracket.
        let end = if span.start == span.end { last.unwrap_or(span.end) } else { span.start + 1 };
        let node = Node { span: Span::new(open.start, (end as usize).max(open.start)), kind: open.kind };
        self.put(node).expect("a closed list or map can be a value");
    }

    fn put(&mut self, node: Node) -> Result<(), Box<Diagnostic>> {
        let Some(open) = self.open.last_mut() else {
            self.root.get_or_insert(node);
            return Ok(());
        };
        match (&mut open.kind, open.key.take()) {
            (NodeKind::List(items), _) => items.push(node),
            (NodeKind::Map(entries), Some(key)) => entries.push((key, node)),
            (_, _) => open.key = Some(Written { span: node.span, text: key_text(node) }),
        }
        Ok(())
    }
}

/// A key that is a list or a map has no name that could be known; it is told as unknown.
fn key_text(node: Node) -> String {
    match node.kind {
        NodeKind::Scalar { text, .. } => text,
        _ => String::from("?"),
    }
}

fn scalar(text: String, style: ScalarStyle, span: Span) -> Node {
    let plain = style == ScalarStyle::Plain;
    let kind = if plain && matches!(text.as_str(), "" | "~" | "null" | "Null" | "NULL") {
        NodeKind::Null
    } else {
        NodeKind::Scalar { text, plain }
    };
    Node { span, kind }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn root(text: &str) -> Node {
        parse(&"a.md".into(), text, 0).unwrap().root
    }

    #[test]
    fn a_value_ends_before_its_comment() {
        let text = "甲: 'it''s'   # don't\n乙: \"a\\\"b\" # \"\n丙: 平 # 注\n丁: ['一' , \"\"] # 注\n";
        let Yaml { root, .. } = parse(&"a".into(), text, 0).unwrap();
        let NodeKind::Map(entries) = root.kind else { panic!("a map") };
        let values: Vec<&str> = entries.iter().map(|(_, value)| &text[value.span.range()]).collect();
        assert_eq!(values, ["'it''s'", "\"a\\\"b\"", "平", "['一' , \"\"]"]);
        let NodeKind::List(items) = &entries[3].1.kind else { panic!("a list") };
        assert_eq!(&text[items[0].span.range()], "'一'");
    }

    #[test]
    fn spans_are_bytes_also_after_chinese_text() {
        let text = "标题: 通知\nitems: [一, {b: 2}]\n";
        let NodeKind::Map(entries) = root(text).kind else { panic!() };
        assert_eq!(&text[entries[0].0.span.range()], "标题");
        assert_eq!(&text[entries[0].1.span.range()], "通知");
        assert_eq!(&text[entries[1].1.span.range()], "[一, {b: 2}]");
    }

    #[test]
    fn scalars_keep_their_characters() {
        let NodeKind::Map(entries) = root("a: 0100\nb: 60.250\nc: \"\"\nd:").kind else { panic!() };
        let kinds: Vec<_> = entries.into_iter().map(|(_, node)| node.kind).collect();
        assert_eq!(kinds[0], NodeKind::Scalar { text: "0100".into(), plain: true });
        assert_eq!(kinds[1], NodeKind::Scalar { text: "60.250".into(), plain: true });
        assert_eq!(kinds[2], NodeKind::Scalar { text: String::new(), plain: false });
        assert_eq!(kinds[3], NodeKind::Null);
    }

    #[test]
    fn hostile_nesting_is_told_at_once() {
        assert!(parse(&"a.md".into(), &"[".repeat(20_000), 0).is_err());
        assert!(parse(&"a.md".into(), "a: &x [1]\nb: *x", 0).is_err());
    }
}
