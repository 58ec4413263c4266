//! Blanks and signs as Chinese text has them.
//!
//! Figures keep their digits: of a number nothing changes but the width of its signs.

use super::blanks::blanks;
use super::glyphs::{BREAK, Glyph, OBJECT, glyphs, rebuilt};
use crate::attachment::Part;
use crate::diag::Text;
use crate::import::model::{Line, characters, text};
use crate::import::report::{EXCERPT, News, Report};
use crate::law::character::{half_width, is_blank, is_han};
use crate::say;
use unicode_normalization::UnicodeNormalization as _;

/// A rule by which signs are mended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Rule {
    Shapes,
    Unseen,
    Narrowed,
    BlankInChinese,
    BlankAtNumber,
    ManyBlanks,
    Widened,
}

impl Rule {
    const ALL: [Self; 7] = [
        Self::Shapes,
        Self::Unseen,
        Self::Narrowed,
        Self::BlankInChinese,
        Self::BlankAtNumber,
        Self::ManyBlanks,
        Self::Widened,
    ];

    fn told(self, times: usize) -> Text {
        match self {
            Self::Shapes => say!(
                "部首或连字的字形换成汉字、字母，{times} 处",
                "shapes of radicals and ligatures became characters ({times})"
            ),
            Self::Unseen => {
                say!("去掉看不见的字符，{times} 处", "characters that nobody sees were taken out ({times})")
            }
            Self::Narrowed => {
                say!("全角数字、字母改成半角，{times} 处", "full-width digits and letters became narrow ({times})")
            }
            Self::BlankInChinese => {
                say!("去掉汉字之间的空格，{times} 处", "blanks between Chinese characters were taken out ({times})")
            }
            Self::BlankAtNumber => say!(
                "去掉汉字与数字之间的空格，{times} 处",
                "blanks between Chinese and numbers were taken out ({times})"
            ),
            Self::ManyBlanks => {
                say!("几个空格或制表符合成一个，{times} 处", "several blanks or tabs became one ({times})")
            }
            Self::Widened => say!(
                "汉字后的半角标点改成全角，{times} 处",
                "narrow punctuation after Chinese became full-width ({times})"
            ),
        }
    }
}

/// Shapes of the block 2E80, which no normal form takes for what they show; and ⼾, which the normal form takes for 戶, where a text
/// of the mainland means 户.
const RADICALS: &str = "\u{2F3E}户⺀冫⺄乙⺅亻⺈刀⺊卜⺌小⺍小⺎兀⺒巳⺓幺⺔彐⺖忄⺘扌⺝月⺟母⺠民⺡氵⺢水⺣灬⺤爪⺥爫⺩王⺪疋⺫目⺬示⺭礻⺮竹⺯糸⺰纟⺱罒⺴罒⺶羊⺷羊⺸羊⺹耂⺺聿⺻聿⺼肉⺽臼⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇角⻈讠⻉贝⻊足⻋车⻌辶⻍辶⻎辶⻏阝⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞食⻟食⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻬齐⻮齿⻰龙⻲龟⻳龟";

/// Mends one line, and tells each rule that did something.
pub(in crate::import) fn mend(line: &mut Line, at: &Part, report: &mut Report) {
    let mut counts = [0; Rule::ALL.len()];
    let mut count = |rule: Rule| counts[rule as usize] += 1;
    tell_private(line, at, report);
    let glyphs = shapes(glyphs(line), &mut count);
    let glyphs = widened(glyphs, &mut count);
    let glyphs = blanks(&glyphs, &mut count);
    let whole = rebuilt(line, &glyphs);
    for (rule, times) in Rule::ALL.into_iter().zip(counts).filter(|(_, times)| *times > 0) {
        report.tell(News::Mended, at, rule.told(times), &text(line));
    }
    *line = whole;
}

/// Tells characters that a font alone knows: they stay, and are hardly seen on a page.
fn tell_private(line: &Line, at: &Part, report: &mut Report) {
    let is_private = |c: &char| matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{F0000}'..);
    let own: String = characters(line).filter(is_private).take(EXCERPT).collect();
    if !own.is_empty() {
        let codes: Vec<String> = own.chars().map(|c| format!("U+{:04X}", u32::from(c))).collect();
        let codes = codes.join(" ");
        let what = say!(
            "造字或符号字体的字符（{codes}），网页上多半显示不出来，请改成通用的字符",
            "characters that a font alone knows ({codes}); pages hardly show them"
        );
        report.tell(News::Guessed, at, what, &text(line));
    }
}

/// Characters one by one: those that stand for others, and those that are not seen.
fn shapes(glyphs: Vec<Glyph>, count: &mut impl FnMut(Rule)) -> Vec<Glyph> {
    let mut mended = Vec::with_capacity(glyphs.len());
    for (at, (c, piece)) in glyphs.iter().copied().enumerate() {
        let next = glyphs.get(at + 1).map(|(c, _)| *c);
        match c {
            OBJECT | BREAK | '\t' => mended.push((c, piece)),
            '\u{AD}' => count(Rule::Unseen),
            c if c.is_control() || is_blank(c) && !c.is_whitespace() => count(Rule::Unseen),
            '\u{2E80}'..='\u{2EFF}' | '\u{2F3E}' => {
                count(Rule::Shapes);
                mended.push((radical(c), piece));
            }
            '\u{2F00}'..='\u{2FDF}' | '\u{FB00}'..='\u{FB06}' => {
                count(Rule::Shapes);
                mended.extend(c.nfkc().map(|c| (c, piece)));
            }
            '０'..='９' | 'Ａ'..='Ｚ' | 'ａ'..='ｚ' | '％' => {
                count(Rule::Narrowed);
                mended.push((half_width(c), piece));
            }
            '．' if mended.last().is_some_and(|(c, _)| c.is_ascii_digit())
                && next.is_some_and(crate::law::character::is_digit) =>
            {
                count(Rule::Narrowed);
                mended.push(('.', piece));
            }
            '，' if parts_thousands(&glyphs, at) => {
                count(Rule::Narrowed);
                mended.push((',', piece));
            }
            c => mended.push((c, piece)),
        }
    }
    mended
}

/// Whether a wide comma stands before three digits of a number that is wide throughout: １，２３４. Between narrow digits it may part two
/// numbers.
fn parts_thousands(glyphs: &[Glyph], comma: usize) -> bool {
    let is_wide = |at: Option<usize>| at.and_then(|at| glyphs.get(at)).is_some_and(|(c, _)| ('０'..='９').contains(c));
    let before = (1..=4).take_while(|back| is_wide(comma.checked_sub(*back))).count();
    let after = (1..=4).take_while(|on| is_wide(comma.checked_add(*on))).count();
    (1..=3).contains(&before) && after == 3
}

fn radical(c: char) -> char {
    let mut pairs = RADICALS.chars();
    while let (Some(shape), Some(meant)) = (pairs.next(), pairs.next()) {
        if shape == c {
            return meant;
        }
    }
    c
}

/// Chinese characters, and the signs that are set as wide.
pub(super) fn is_wide_sign(c: char) -> bool {
    is_han(c)
        || matches!(c, '〇' | '\u{3001}'..='\u{301F}' | '\u{FF01}'..='\u{FF60}' | '“' | '”' | '‘' | '’' | '…' | '—' | '·' | '\u{3400}'..='\u{4DBF}' | '\u{20000}'..='\u{3FFFF}')
}

/// Narrow punctuation after Chinese, and brackets around it.
fn widened(mut glyphs: Vec<Glyph>, count: &mut impl FnMut(Rule)) -> Vec<Glyph> {
    for (open, close) in brackets(&glyphs) {
        (glyphs[open].0, glyphs[close].0) = ('（', '）');
        count(Rule::Widened);
    }
    for at in 0..glyphs.len() {
        let before = at.checked_sub(1).map(|at| glyphs[at].0);
        let after = glyphs.get(at + 1).map(|(c, _)| *c);
        let is_last = || glyphs[at + 1..].iter().all(|(c, _)| c.is_whitespace());
        let is_after_chinese =
            before.is_some_and(is_wide_sign) && !after.is_some_and(|c| c.is_ascii_alphanumeric() || c == '/');
        // A run of them is drawn or means something to a program.
        let own = glyphs[at].0;
        if after == Some(own) || before == Some(own) {
            continue;
        }
        let wide = match own {
            ',' if is_after_chinese => '，',
            ';' if is_after_chinese => '；',
            ':' if is_after_chinese => '：',
            '?' if is_after_chinese => '？',
            '!' if is_after_chinese => '！',
            '.' if is_after_chinese && is_last() => '。',
            _ => continue,
        };
        glyphs[at].0 = wide;
        count(Rule::Widened);
    }
    glyphs
}

/// The places of narrow brackets that belong together and have Chinese between them.
fn brackets(glyphs: &[Glyph]) -> Vec<(usize, usize)> {
    let (mut open, mut pairs, mut wide) = (Vec::new(), Vec::new(), 0_usize);
    for (at, (c, _)) in glyphs.iter().enumerate() {
        match c {
            '(' => open.push((at, wide)),
            ')' => pairs.extend(open.pop().filter(|(_, before)| wide > *before).map(|(begin, _)| (begin, at))),
            c => wide += usize::from(is_wide_sign(*c)),
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::import::model::{Inline, Words};
    use proptest::prelude::*;

    fn mended(written: &str) -> String {
        let mut line = vec![Inline::words(written)];
        mend(&mut line, &Part::Paragraph(1), &mut Report::default());
        text(&line)
    }

    #[test]
    fn blanks_are_as_chinese_text_has_them() {
        for (written, meant) in [
            ("园区 2024 年度建设 情况报告", "园区2024年度建设情况报告"),
            ("　　第一段　", "第一段"),
            ("监督 +12345 数据", "监督+12345数据"),
            ("使用 Word 编辑", "使用 Word 编辑"),
            ("第一章　总则", "第一章\u{3000}总则"),
            ("姓　　名", "姓名"),
            ("示例市司法局　　示例市财政局", "示例市司法局\u{3000}示例市财政局"),
            ("2024 12", "2024 12"),
            ("报备率 100%，共 6 件", "报备率100%，共6件"),
            ("a \u{a0} b", "a b"),
            ("张  三    李  四    王五五", "张三\u{3000}李四\u{3000}王五五"),
            ("张　三　李　四", "张\u{3000}三\u{3000}李\u{3000}四"),
            ("收案    12件", "收案\u{3000}12件"),
            ("姓\t名", "姓\u{3000}名"),
            ("收案\t12件\t\t34件", "收案\u{3000}12件\u{3000}34件"),
            ("（一）\t学习", "（一）学习"),
            ("一、做法\t12", "一、做法\u{3000}12"),
        ] {
            assert_eq!(mended(written), meant, "{written}");
        }
    }

    #[test]
    fn signs_are_what_they_show() {
        for (written, meant) in [
            ("⽰例⼀⻓", "示例一长"),
            ("贫困⼾", "贫困户"),
            ("ﬁle", "file"),
            ("２０２４．５％", "2024.5%"),
            ("３，４５６．７８元、１２，３４５，６７８件", "3,456.78元、12,345,678件"),
            ("１，２，３；２０２４，１２３；1，234；１，２３４５", "1，2，3；2024，123；1，234；1，2345"),
            ("完成\u{200b}了,还有;", "完成了，还有；"),
            ("(一)总体(2021-2025年) (a)", "（一）总体（2021-2025年） (a)"),
            ("网址:http://a", "网址:http://a"),
            ("10:30", "10:30"),
            ("甲：:::", "甲：:::"),
            ("m(2)", "m(2)"),
        ] {
            assert_eq!(mended(written), meant, "{written}");
        }
    }

    #[test]
    fn looks_and_marks_stay_where_they_are() {
        let bold = |text: &str| Inline::Words(Words { text: text.into(), bold: true, link: None });
        let mut line = vec![Inline::words("甲 "), bold("乙 "), Inline::Note(0), Inline::words(" 5 件")];
        mend(&mut line, &Part::Paragraph(1), &mut Report::default());
        assert_eq!(line, [Inline::words("甲"), bold("乙 "), Inline::Note(0), Inline::words(" 5件")]);
    }

    proptest! {
        #[test]
        fn no_digit_and_no_character_is_lost(written in "[甲乙a-c0-9０-９ 　,.;:()（）\u{200b}\t]{0,40}") {
            let signs = |text: &str| text.chars().map(half_width).filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(signs(&mended(&written)), signs(&written));
            // Wide gaps are judged by the whole line, which has fewer of them afterwards.
            let once = mended(&written);
            let has_gaps = written.contains(['\t', '\u{3000}']) || written.replace('\u{200b}', "").contains("  ");
            prop_assert!(has_gaps || mended(&once) == once);
        }
    }
}
