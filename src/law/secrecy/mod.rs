//! Marks of secrecy, in the forms that papers bear them.
//!
//! Found are: a class of state secret with ★ or a term (GB/T 9704-2012, 7.2.2: `机密★1年`), the same
//! alone on its line, after 密级 or in a column of that name, marks of internal papers (`内部资料 注意保存`), marks that a paper is
//! not public (`此件不公开`), and 工作秘密 alone on its line or with ★. Running text about secrets is not: 保守国家秘密法,
//! 属于国家秘密的不予公开, 商业秘密; where words speak of a mark (密级标志为“机密★1年”), it is told apart. Whether what bears a mark is secret is for a person to say.

mod column;

use std::ops::Range;

use memchr::{memchr, memmem, memrchr};

use crate::law::bare;
use crate::law::character::{is_blank, is_digit};

/// A mark that was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// What it says.
    pub kind: Secrecy,
    /// Where, in bytes of the text.
    pub span: Range<usize>,
}

/// What a mark says of its paper.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Secrecy {
    /// 绝密, 机密 or 秘密: a state secret (保守国家秘密法 art. 14).
    State,
    /// The same in words about marks: quoted after 标志为, or with 的含义 after it.
    Named,
    /// 工作秘密 (the same law, art. 64).
    Work,
    /// An internal paper: 内部资料, 内部文件, 仅供内部使用.
    Internal,
    /// It is not to be made public: 此件不公开.
    Withheld,
}

/// Words in marks, what each says, and which of its forms are marks.
const WORDS: [(&str, Secrecy, Form); 15] = [
    ("绝密", Secrecy::State, Form::Class),
    ("机密", Secrecy::State, Form::Class),
    ("秘密", Secrecy::State, Form::Class),
    ("工作秘密", Secrecy::Work, Form::Class),
    ("内部资料", Secrecy::Internal, Form::Warned),
    ("内部文件", Secrecy::Internal, Form::Warned),
    ("内部材料", Secrecy::Internal, Form::Warned),
    ("内部刊物", Secrecy::Internal, Form::Warned),
    ("内部使用", Secrecy::Internal, Form::Warned),
    ("内部传阅", Secrecy::Internal, Form::Warned),
    ("仅供内部", Secrecy::Internal, Form::Purpose),
    ("仅限内部", Secrecy::Internal, Form::Purpose),
    ("不得公开", Secrecy::Withheld, Form::OfThis),
    ("不予公开", Secrecy::Withheld, Form::OfThis),
    ("不公开", Secrecy::Withheld, Form::OfThis),
];

/// Of a longer line so many bytes before and after a word are looked at.
const NEAR: usize = 300;
/// The classes of state secrets.
const CLASSES: [&str; 3] = ["绝密", "机密", "秘密"];

/// In which forms a word is a mark.
#[derive(Clone, Copy)]
enum Form {
    /// With ★, after 密级, or alone on its line.
    Class,
    /// With a warning after it, or alone on its line.
    Warned,
    /// With what it is for after it.
    Purpose,
    /// With 此件 before it; alone it is a choice in official tables.
    OfThis,
}

/// What words of one form have in common: a text without it is not searched for each.
const SIGNS: [&str; 3] = ["密", "内部", "公开"];

/// What an internal paper warns of.
const WARNINGS: [&str; 13] = [
    "注意保存",
    "注意保管",
    "妥善保管",
    "妥善保存",
    "不得外传",
    "请勿外传",
    "严禁外传",
    "切勿外传",
    "不准外传",
    "严禁翻印",
    "不得翻印",
    "仅供参考",
    "不得公开",
];
/// What a paper may be for.
const PURPOSES: [&str; 6] = ["使用", "参考", "参阅", "传阅", "掌握", "学习"];
/// What stands before the class in a paper's data.
const BEFORE_CLASS: [&str; 7] = ["密级", "密级和保密期限", "保密等级", "保密级别", "涉密等级", "涉密级别", "秘密等级"];
/// What stands near a class with a term in words about a paper's own.
const NEAR_TERM: [&str; 3] = ["密级", "定密", "保密期限"];
/// What a paper's data call the choice whether it is public.
const CHOICES: [&str; 4] = ["公开属性", "公开方式", "公开类别", "公开形式"];
/// What a paper's first lines bear beside its class (GB/T 9704-2012, 7.2.3).
const URGENCIES: [&str; 5] = ["特急", "加急", "特提", "平急", "急件"];
/// What stands before a mark that is spoken of.
const SPEAK_OF: [&str; 6] = ["标志", "标识", "标注", "标明", "字样", "印有"];
/// What follows one.
const SPOKEN_OF: [&str; 9] = ["含义", "是指", "是什么", "表示", "意思", "字样", "怎么", "标志", "标识"];
/// What a mark calls its paper.
const THIS: [&str; 5] = ["此件", "本件", "此文", "此文件", "本文件"];
/// How long a secret is kept, when it is not a number of years.
const TERMS: [&str; 4] = ["长期", "启用前", "公布前", "解密前"];

/// Whether a source, with all its marks, may bear a mark of a state secret: a quick answer, of which a no is never wrong unless the
/// source is [veiled](bare::Form::is_veiled).
pub fn may_be_secret(source: &str) -> bool {
    let mut ends = memmem::find_iter(source.as_bytes(), SIGNS[0]);
    ends.any(|at| bare::before_mark(&source[..at]).is_none_or(|before| before.ends_with(['绝', '机', '秘'])))
}

/// Every mark in a text, in order; they do not overlap.
pub fn find(text: &str) -> Vec<Mark> {
    let held: Vec<&str> =
        SIGNS.into_iter().filter(|sign| memmem::find(text.as_bytes(), sign.as_bytes()).is_some()).collect();
    let words = WORDS.iter().filter(|(.., form)| held.contains(&form.sign()));
    let mut marks: Vec<Mark> = words.flat_map(|word| marks(text, *word)).collect();
    if held.contains(&SIGNS[0]) {
        marks.extend(column::marks(text));
    }
    marks.sort_unstable_by_key(|mark| (mark.span.start, usize::MAX - mark.span.end));
    let mut end = 0;
    marks.retain(|mark| {
        let apart = mark.span.start >= end;
        end = end.max(mark.span.end);
        apart
    });
    marks
}

/// The marks with one word. A class is looked for by its last character, since blanks may part it.
fn marks(text: &str, (word, kind, form): (&'static str, Secrecy, Form)) -> impl Iterator<Item = Mark> {
    let last = if matches!(form, Form::Class) { word.len() - '密'.len_utf8() } else { 0 };
    memmem::find_iter(text.as_bytes(), &word.as_bytes()[last..]).filter_map(move |at| {
        let start = at - spread(&text[..at], &word[..last])?;
        let end = at + word.len() - last;
        let span = form.mark(text, start..end)?;
        let is_named = kind == Secrecy::State && is_spoken_of(text, &span);
        Some(Mark { kind: if is_named { Secrecy::Named } else { kind }, span })
    })
}

/// How many bytes at the end of a text are a word whose characters blanks may part.
fn spread(text: &str, word: &str) -> Option<usize> {
    let rest = word.chars().rev().try_fold(text, |rest, c| in_cell(rest).strip_suffix(c))?;
    Some(text.len() - rest.len())
}

impl Form {
    /// What its words have in common.
    fn sign(self) -> &'static str {
        match self {
            Form::Class => SIGNS[0],
            Form::Warned | Form::Purpose => SIGNS[1],
            Form::OfThis => SIGNS[2],
        }
    }

    /// The mark that a word is part of.
    fn mark(self, text: &str, word: Range<usize>) -> Option<Range<usize>> {
        let (before, after) = (&text[..word.start], &text[word.end..]);
        let reach = |length: Option<usize>| length.map(|length| word.start..word.end + length);
        let ending = match self {
            Form::Class => reach(star(after).map(|length| length + term(&after[length..])))
                .or_else(|| is_field(before, after).then(|| word.start..word.end + term(after)))
                .or_else(|| has_term(text, &word).then(|| word.start..word.end + term(after)))
                .or_else(|| in_head(text, &word)),
            Form::Warned => reach(word_after(after, &WARNINGS)),
            Form::Purpose => reach(word_after(after, &PURPOSES).filter(|&length| !after[length..].starts_with('的'))),
            Form::OfThis => THIS
                .into_iter()
                .find(|this| before.ends_with(this))
                .map(|this| word.start - this.len()..word.end)
                .or_else(|| is_choice(before, after).then(|| word.clone())),
        };
        let stands_alone = matches!(self, Form::Class | Form::Warned);
        ending.or_else(|| stands_alone.then(|| alone(text, word))?)
    }
}

/// How many bytes a ★ takes, with the brackets around it or around the word before.
fn star(text: &str) -> Option<usize> {
    let around = |c: char| is_space(c) || is_bracket(c) || c == '*';
    let asterisk =
        || text.trim_start_matches(is_space).strip_prefix(['*', '＊', '﹡', '✱']).filter(|rest| term(rest) > 0);
    let rest = text.trim_start_matches(around).strip_prefix(['★', '☆', '⭐']).or_else(asterisk)?;
    let closed = rest.trim_start_matches(around);
    Some(text.len() - if term(closed) > 0 { closed } else { rest }.len())
}

/// How many bytes a term takes: 10年, 6个月, 长期.
fn term(text: &str) -> usize {
    let rest = text.trim_start_matches(is_space);
    let unit = rest.trim_start_matches(|c| is_digit(c) || "一二三四五六七八九十两".contains(c));
    let years =
        || ["年", "个月"].into_iter().find_map(|word| unit.strip_prefix(word)).filter(|_| unit.len() < rest.len());
    let after = TERMS.into_iter().find_map(|word| rest.strip_prefix(word)).or_else(years);
    after.map_or(0, |after| text.len() - after.len())
}

/// How many bytes are taken by one of the words, and by what parts it from the word before.
fn word_after(text: &str, words: &[&str]) -> Option<usize> {
    let rest = text.trim_start_matches(|c| is_blank(c) || matches!(c, '，' | ',' | '、' | '·' | '。' | '；' | '★'));
    let word = words.iter().find(|word| rest.starts_with(**word))?;
    (text.len() - rest.len() < 16).then_some(text.len() - rest.len() + word.len())
}

/// Whether one of the words stands right before, as the name of a field.
fn follows(before: &str, words: &[&str]) -> bool {
    // Data put a value, and its name, between quotation marks.
    let is_quote = |c: char| matches!(c, '"' | '\'');
    let before = before.trim_end_matches(is_quote);
    let colon = in_cell(before);
    let near = if colon.ends_with(['：', ':']) { colon } else { on_line(before) };
    let field = near.trim_end_matches(|c| is_space(c) || is_quote(c) || matches!(c, '：' | ':' | '|' | '\t'));
    words.iter().any(|word| spread(field, word).is_some())
}

/// Whether a class is the value of a field: 密级：机密, and 密级为机密 where the sentence or its part ends.
fn is_field(before: &str, after: &str) -> bool {
    let ends =
        || after[term(after)..].trim_start_matches('级').starts_with(['，', ',', '。', '；', '）', ')', '\n', '\t']);
    let said = || before.strip_suffix(['为', '是']).filter(|_| after.is_empty() || ends());
    follows(before, &BEFORE_CLASS) || said().is_some_and(|before| follows(before, &BEFORE_CLASS))
}

/// Whether a class has a term, and words of a paper's own class stand before it on its line, which names no other class.
fn has_term(text: &str, word: &Range<usize>) -> bool {
    let length = term(&text[word.end..]);
    let (start, end) = line(text, word);
    let others = || CLASSES.iter().filter(|class| text[start..end].contains(**class)).count();
    length > 0 && NEAR_TERM.iter().any(|near| text[start..word.start].contains(near)) && others() < 2
}

/// A class between brackets with 级 after it that ends its line, or beside the number of the copy and how urgent the paper is.
fn in_head(text: &str, word: &Range<usize>) -> Option<Range<usize>> {
    let (start, end) = line(text, word);
    let (before, after) = (&text[start..word.start], &text[word.end..end]);
    let bracketed = || before.trim_end_matches(is_space).ends_with(is_bracket);
    let rest = after.strip_prefix('级').filter(|rest| bracketed() && rest.starts_with(is_bracket));
    let is_closed = rest.is_some_and(|rest| rest.trim_matches(|c| is_blank(c) || is_bracket(c)).is_empty());
    let before = before.trim_matches(|c| is_blank(c) || is_digit(c) || matches!(c, '：' | ':' | '№'));
    let after = after[term(after)..].trim_matches(is_blank);
    let is_urgent = URGENCIES.iter().any(|word| after == *word || before == *word && after.is_empty());
    let is_numbered = spread(before, "份号") == Some(before.len()) && !before.is_empty();
    let is_head = is_numbered && (is_urgent || after.is_empty()) || before.is_empty() && is_urgent;
    let is_head = is_head || is_urgent && before == after;
    (is_closed || is_head || is_urgent && URGENCIES.contains(&before))
        .then(|| word.start..word.end + term(&text[word.end..]))
}

/// Whether words say that a paper is not public where its data tell that.
fn is_choice(before: &str, after: &str) -> bool {
    let ends = after.is_empty()
        || after.starts_with(|c: char| is_blank(c) || matches!(c, '，' | ',' | '。' | '；' | '"' | '\''));
    let before = before.trim_end_matches(is_space).trim_end_matches(['"', '\'']).trim_end_matches(is_space);
    let field = before
        .strip_suffix(['：', ':'])
        .map(|field| field.trim_end_matches(|c| is_space(c) || matches!(c, '"' | '\'')));
    ends && field.is_some_and(|field| CHOICES.iter().any(|word| field.ends_with(word)))
}

/// Whether a mark is named and not borne: words say so directly before it or after it.
fn is_spoken_of(text: &str, mark: &Range<usize>) -> bool {
    let (start, end) = line(text, mark);
    let (before, after) = (&text[start..mark.start], &text[mark.end.min(end)..end]);
    let quoted = before.strip_suffix(['“', '「', '‘']).unwrap_or_default();
    let before = quoted.trim_end_matches(['为', '是', '有', '如', '：']);
    let after = after.trim_start_matches(|c| is_space(c) || matches!(c, '”' | '」' | '’'));
    let after = after.strip_prefix('的').unwrap_or(after);
    SPEAK_OF.iter().any(|word| before.ends_with(word)) || SPOKEN_OF.iter().any(|word| after.starts_with(word))
}

/// Where the line of something begins and ends, so far as it is near.
fn line(text: &str, at: &Range<usize>) -> (usize, usize) {
    let floor = (at.start.saturating_sub(NEAR)..).find(|&floor| text.is_char_boundary(floor)).unwrap_or(at.start);
    let ceiling = ((at.end + NEAR).min(text.len())..).find(|&end| text.is_char_boundary(end)).unwrap_or(text.len());
    let start = memrchr(b'\n', &text.as_bytes()[floor..at.start]).map_or(floor, |start| floor + start + 1);
    let end = memchr(b'\n', &text.as_bytes()[at.end..ceiling]).map_or(ceiling, |end| at.end + end);
    (start, end)
}

/// A word, with its term, between brackets or not, that is all its line.
fn alone(text: &str, word: Range<usize>) -> Option<Range<usize>> {
    let around = |c: char| is_space(c) || is_bracket(c);
    let before = text[..word.start].trim_end_matches(around);
    let end = word.end + term(&text[word.end..]);
    let after = text[end..].trim_start_matches(around);
    let begins = before.is_empty() || before.ends_with(['\n', '\r']);
    (begins && (after.is_empty() || after.starts_with(['\n', '\r']))).then_some(word.start..end)
}

fn is_bracket(c: char) -> bool {
    matches!(c, '（' | '(' | '【' | '[' | '〔' | '〖' | '）' | ')' | '】' | ']' | '〕' | '〗')
}

/// The text without the blanks at its end, the ends of its last lines, and asterisks that emphasise nothing.
fn in_cell(text: &str) -> &str {
    text.trim_end_matches(|c| is_blank(c) && c != '\t' || c == '*')
}

/// The text without the blanks at its end that stand on the same line.
fn on_line(text: &str) -> &str {
    text.trim_end_matches(is_space)
}

/// A blank that ends no line and no cell.
fn is_space(c: char) -> bool {
    is_blank(c) && !matches!(c, '\n' | '\r' | '\t')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use crate::law::bare::{Bare, Form};
    use crate::law::secrecy::{Secrecy, WORDS, find, may_be_secret};

    /// Bad lines begin with what their mark says; in a good one nothing is found. The mark stands between « and ».
    const LABELLED: &str = include_str!("../../../tests/audit/secrecy.txt");

    fn name(kind: Secrecy) -> &'static str {
        match kind {
            Secrecy::State => "state",
            Secrecy::Named => "named",
            Secrecy::Work => "work",
            Secrecy::Internal => "internal",
            Secrecy::Withheld => "withheld",
        }
    }

    /// The text with its marks put between « and », their kinds before it.
    fn labelled(text: &str) -> String {
        let marks = find(text);
        let kinds: Vec<&str> = marks.iter().map(|mark| name(mark.kind)).collect();
        let mut shown = text.to_owned();
        for mark in marks.iter().rev() {
            shown.insert(mark.span.end, '»');
            shown.insert(mark.span.start, '«');
        }
        let kinds = if kinds.is_empty() { "none".to_owned() } else { kinds.join(",") };
        format!("{kinds}: {}", shown.replace('\n', "\\n").replace('\t', "\\t"))
            .replace('\u{AD}', "\\u00ad")
            .replace('\u{FE0F}', "\\ufe0f")
    }

    #[test]
    fn the_labelled_lines_have_no_miss_and_no_false_alarm() {
        let lines = LABELLED.lines().filter(|line| !line.is_empty() && !line.starts_with('#'));
        let (mut bad, mut good) = (0, 0);
        for line in lines {
            *(if line.starts_with("none") { &mut good } else { &mut bad }) += 1;
            let (_, text) = line.split_once(": ").expect("a kind and a text");
            let unseen = text.replace("\\u00ad", "\u{AD}").replace("\\ufe0f", "\u{FE0F}");
            let text = unseen.replace("\\n", "\n").replace("\\t", "\t").replace(['«', '»'], "");
            assert_eq!(labelled(&text), line);
        }
        assert!(bad >= 12 && good >= 12, "{bad} bad and {good} good lines");
    }

    #[test]
    fn every_word_holds_its_sign() {
        assert!(WORDS.iter().all(|(word, _, form)| word.contains(form.sign())));
    }

    proptest! {
        #[test]
        fn a_quick_no_is_never_wrong(source in "[绝机秘密★工作级：为特急份号定五1年0-9 　\n|*_~`\\\\>#&;<b]{0,30}") {
            for form in [Form::Markup, Form::Data] {
                let bare = Bare::of(&source, form);
                let is_secret = find(bare.text()).iter().any(|mark| mark.kind == Secrecy::State);
                prop_assert!(form.is_veiled(&source) || may_be_secret(&source) || !is_secret);
            }
        }

        #[test]
        fn any_text_is_searched(text in "\\PC{0,40}|[绝机秘密★☆*级：为特急份号定五标志的含义“”属性方式内部资料注意保存不公开此件仅供使用的年0-9 　\n\t（）]{0,40}") {
            let mut end = 0;
            for mark in find(&text) {
                prop_assert!(mark.span.start >= end && text.get(mark.span.clone()).is_some_and(|mark| !mark.is_empty()));
                end = mark.span.end;
            }
        }
    }
}
