//! The labelled lines under tests/audit/personal, and what holds for any text.

use std::borrow::Cow;

use proptest::prelude::*;

use crate::law::bare::{Bare, Form};
use crate::law::personal::{Certainty, Found, Personal, bare, find, mask, may_be_held};

/// The lines of each kind. In a bad one, what must be found stands between « and »; a good one has neither, and nothing
/// at all is found in it. `\t` and `\n` stand for a tab and a line end.
const LABELLED: [(&str, &[Personal], &str); 7] = [
    ("identity", &[Personal::Identity], include_str!("../../../tests/audit/personal/identity.txt")),
    ("likely-identity", &[Personal::LikelyIdentity], include_str!("../../../tests/audit/personal/likely-identity.txt")),
    ("old-identity", &[Personal::OldIdentity], include_str!("../../../tests/audit/personal/old-identity.txt")),
    ("card", &[Personal::BankCard, Personal::Account], include_str!("../../../tests/audit/personal/card.txt")),
    ("mobile", &[Personal::Mobile, Personal::OfficeMobile], include_str!("../../../tests/audit/personal/mobile.txt")),
    ("passport", &[Personal::Passport], include_str!("../../../tests/audit/personal/passport.txt")),
    ("address", &[Personal::Address], include_str!("../../../tests/audit/personal/address.txt")),
];

/// One labelled line: the text, and the kind and place of each thing that must be found.
fn labelled(line: &str) -> (String, Vec<std::ops::Range<usize>>) {
    let line = line.replace("\\t", "\t").replace("\\n", "\n").replace("\\u200b", "\u{200B}");
    let line = line.replace("\\u00ad", "\u{AD}").replace("\\ufe0f", "\u{FE0F}");
    let (mut text, mut spans, mut start) = (String::new(), Vec::new(), 0);
    for c in line.chars() {
        match c {
            '«' => start = text.len(),
            '»' => spans.push(start..text.len()),
            _ => text.push(c),
        }
    }
    (text, spans)
}

fn spans(found: &[Found]) -> Vec<std::ops::Range<usize>> {
    found.iter().map(|found| found.span.clone()).collect()
}

#[test]
fn the_labelled_lines_have_no_miss_and_no_false_alarm() {
    let mut wrong = Vec::new();
    for (name, kinds, lines) in LABELLED {
        let (mut bad, mut good) = (0, 0);
        for line in lines.lines().filter(|line| !line.is_empty() && !line.starts_with('#')) {
            let (text, expected) = labelled(line);
            let found = find(&text);
            *(if expected.is_empty() { &mut good } else { &mut bad }) += 1;
            let of_kind = found.iter().all(|found| kinds.contains(&found.kind));
            if spans(&found) != expected || !of_kind {
                wrong.push(format!("{name}: {line}\n    {found:?}"));
            }
        }
        assert!(bad >= 12 && good >= 12, "{name}: {bad} bad and {good} good lines");
    }
    assert!(wrong.is_empty(), "\n{}", wrong.join("\n"));
}

/// What is shown of everything in a text.
fn masked(text: &str) -> Vec<String> {
    find(text).into_iter().map(|found| found.masked).collect()
}

#[test]
fn what_is_shown_leaks_nothing() {
    assert_eq!(masked("110105-19491231-002x"), ["11**************2X"]);
    assert_eq!(masked("身份证号：320681490101001"), ["32***********01"]);
    assert_eq!(masked("卡号 6228 4800 0000 0000 018"), ["***************0018"]);
    assert_eq!(masked("+86 138-0013-8000"), ["138****8000"]);
    assert_eq!(masked("护照：Ｅ１２３４５６７８"), ["E******78"]);
    assert_eq!(masked("现住启东市汇龙镇永安村12组"), ["启东市汇龙镇***"]);
    assert_eq!(masked("现住启东市人民路12号"), ["启东市***"]);
}

#[test]
fn a_mask_in_place_keeps_width_and_bytes() {
    assert_eq!(mask("证号11010519491231002X。"), "证号11**************2X。");
    assert_eq!(mask("110105 19491231-002X"), "11**** ********-**2X");
    assert_eq!(mask("１１０１０５１９４９１２３１００２Ｘ"), "１１＊＊＊＊＊＊＊＊＊＊＊＊＊＊２Ｘ");
    assert_eq!(mask("电话+86 13800138000"), "电话+86 138****8000");
    assert_eq!(mask("现住启东市汇龙镇永安村12组"), "现住启东市汇龙镇＊＊＊**＊");
    assert!(matches!(mask("没有"), Cow::Borrowed("没有")));
}

#[test]
fn an_office_s_number_is_told_apart() {
    let kinds = |text| find(text).into_iter().map(|found| found.kind).collect::<Vec<_>>();
    assert_eq!(kinds("启东市司法局联系电话：13800138000"), [Personal::OfficeMobile]);
    assert_eq!(kinds("户主张三，举报电话：13800138000"), [Personal::Mobile]);
    assert_eq!(kinds("示例公司，联系人：张三，13800138000"), [Personal::Mobile]);
    assert_eq!(kinds("启东市司法局联系人：张三，13800138000"), [Personal::OfficeMobile]);
    assert_eq!(kinds("账号：1071040104001234"), [Personal::Account]);
    assert_eq!(Personal::OfficeMobile.certainty(), Certainty::Probable);
    assert_eq!(Personal::Identity.certainty(), Certainty::Certain);
    assert_eq!(bare("+86 138-0013-8０００"), "13800138000");
}

#[test]
fn hostile_text_takes_no_longer() {
    for text in ["1 ", "1", "13800138000 ", "汇龙镇1组", "账号622202 ", "1\t1\n", "护照E1234567 "] {
        let _ = find(&text.repeat(4_000));
    }
}

/// Seventeen digits with the check digit that they lead to.
fn completed(front: &str) -> String {
    let check = |digit: &char| super::identity::is_sound(&super::number::values(&format!("{front}{digit}")));
    let last = "0123456789X".chars().find(check).expect("one of eleven leads to each remainder");
    format!("{front}{last}")
}

/// A number cut at places, each cut filled with what may part groups.
fn parted(number: &str, cuts: &[usize], parting: &str) -> String {
    let places = number.char_indices();
    places.map(|(at, c)| if cuts.contains(&at) { format!("{parting}{c}") } else { c.to_string() }).collect()
}

prop_compose! {
    fn front()(
        division in "(11|32|44|71|83)[0-9]{4}", year in 1900..2024, month in 1..=12, day in 1..=28, order in "[0-9]{3}",
    ) -> String {
        format!("{division}{year}{month:02}{day:02}{order}")
    }
}

fn cuts() -> impl Strategy<Value = Vec<usize>> {
    let parts = proptest::sample::subsequence(vec![2, 4, 6, 10, 12, 14, 17], 0..=7);
    let even = (1usize..=9).prop_map(|size| (size..18).step_by(size).collect());
    prop_oneof![parts, even, (1usize..18).prop_map(|cut| vec![cut])]
}

proptest! {
    #[test]
    fn any_text_is_searched(text in "\\PC{0,60}|[-0-9Xx０-９ \t\n.*镇村组号卡账护照EG]{0,60}") {
        let mut end = 0;
        for found in find(&text) {
            prop_assert!(found.span.start >= end && text.get(found.span.clone()).is_some_and(|found| !found.is_empty()));
            end = found.span.end;
        }
        prop_assert_eq!(mask(&text).len(), text.len());
    }

    #[test]
    fn every_identity_number_is_found_and_none_leaks(
        front in front(), cuts in cuts(), parting in "[ \t\n\u{3000}\u{200B}]{0,2}[-.·]?[ \u{200B}]{0,2}",
        before in "[一-龥，。：]{0,5}", after in "[一-龥，。：]{0,5}",
    ) {
        let number = completed(&front);
        let written = parted(&number, &cuts, &parting);
        let text = format!("{before}{written}{after}");
        let found = find(&text);
        prop_assert_eq!(found.len(), 1);
        prop_assert_eq!((found[0].kind, &text[found[0].span.clone()]), (Personal::Identity, &*written));
        prop_assert!(!found[0].masked.contains(&number[6..14]) && mask(&text).len() == text.len());
        prop_assert!(find(&mask(&text)).is_empty());
    }

    #[test]
    fn one_with_a_wrong_check_digit_is_never_found(
        front in front(), cuts in cuts(), wrong in 1usize..11, before in "[一-龥]{0,5}", after in "[一-龥]{0,5}",
    ) {
        let digits = "0123456789X";
        let right = completed(&front);
        let place = digits.find(&right[17..]).expect("a digit or X");
        let last = digits.chars().nth((place + wrong) % digits.len()).expect("one of eleven");
        let text = format!("{before}{}{after}", parted(&format!("{front}{last}"), &cuts, "-"));
        prop_assert!(find(&text).iter().all(|found| found.kind != Personal::Identity));
    }

    #[test]
    fn a_quick_no_is_never_wrong(
        front in front(), cuts in cuts(), parting in "[ \t\n\u{3000}\u{200B}]{0,2}[-.·、/:]?[*_`~|\\\\>#]{0,3}[ ]{0,1}",
        mobile in "1[3-9][0-9]{9}", letters in "[EGＥC][A-F]?|[WTLHM]", series in "[0-9]{7,8}",
        around in "[一-龥 \n|*_0-9]{0,6}",
    ) {
        let identity = parted(&completed(&front), &cuts, &parting);
        let mobile = parted(&mobile, &[3, 7], &parting);
        let old = parted(&format!("{}{}", &front[..6], &front[8..17]), &[6], &parting);
        let passport = parted(&format!("{letters}{series}"), &[letters.chars().count()], &parting);
        for source in [identity, mobile, format!("身份证{old}"), format!("护照{passport}"), format!("回乡证{passport}")] {
            let source = format!("{around}{source}{around}");
            let bare = Bare::of(&source, Form::Markup);
            let certain = find(bare.text()).iter().any(|found| found.kind.certainty() == Certainty::Certain);
            prop_assert!(Form::Markup.is_veiled(&source) || may_be_held(&source) || !certain, "{source}");
        }
    }

    #[test]
    fn a_quick_no_is_never_wrong_of_any_text(source in "[-0-9Xx０-９𝟎-𝟡−\u{AD}\u{200E}EGCa、/:× \t\n.*|_`护照卡号身份证手机]{0,80}") {
        for form in [Form::Markup, Form::Data] {
            let bare = Bare::of(&source, form);
            let certain = find(bare.text()).iter().any(|found| found.kind.certainty() == Certainty::Certain);
            prop_assert!(form.is_veiled(&source) || may_be_held(&source) || !certain);
        }
    }
}
