//! A 统一社会信用代码 that is given as one has its right check digit.

use crate::audit::{Auditor, Few, Passage};
use crate::diag::{Code, Diagnostic, Rule};
use crate::law::credit_code::CreditCode;
use crate::say;
use std::ops::Range;

/// What stands before a code; its bytes up to the code are few.
const NAME: &str = "社会信用代码";

/// So many bytes may stand between the name and the code: a colon, spaces, the bar of a table.
const BETWEEN: usize = 12;

pub(super) fn look(passage: &Passage<'_>, _: &Auditor<'_>) -> Few {
    let text = passage.text;
    let named = text.match_indices(NAME).map(|(at, name)| at + name.len());
    let codes = named.filter_map(|after| code(text, after));
    codes
        .filter_map(|range| {
            let written = &text[range.clone()];
            CreditCode::parse(written).err()?;
            let told =
                say!("“{written}”不是正确的统一社会信用代码", "`{written}` is not a right unified social credit code");
            Some(Diagnostic::new(Code::Rule(Rule::CreditCode), passage.place(range), told).help(say!(
                "核对18位代码：最后一位是校验码，不用字母 I、O、S、V、Z",
                "compare all 18 characters: the last is a check digit, and I, O, S, V and Z do not occur"
            )))
        })
        .collect()
}

/// The run of digits and capitals that begins right after the name.
fn code(text: &str, after: usize) -> Option<Range<usize>> {
    let rest = &text.as_bytes()[after..];
    let start = rest.iter().take(BETWEEN).position(|byte| byte.is_ascii_alphanumeric())?;
    let length = rest[start..].iter().take_while(|byte| byte.is_ascii_alphanumeric()).count();
    (length >= 15).then(|| after + start..after + start + length)
}
