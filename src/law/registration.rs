//! 备案: the numbers under which a site is registered, as its foot shows them.
//!
//! ICP 备案号 (省简称ICP备八位数字号, perhaps -序号), 公安备案号 (公网安备, 14 digits), 党政机关网站标识 (32 hexadecimal digits). Forms as
//! they are seen in use; older numbers may differ, so that another form is no proof of a mistake.

/// Whether a text has the form of an ICP 备案号, such as `苏ICP备05035542号-2`.
#[must_use]
pub fn is_icp(text: &str) -> bool {
    let Some((province, rest)) = text.trim().split_once("ICP备") else { return false };
    let Some((number, part)) = rest.split_once('号') else { return false };
    let is_part = part.is_empty() || part.strip_prefix('-').is_some_and(|part| !part.is_empty() && are_digits(part));
    is_one_han(province) && number.len() == 8 && are_digits(number) && is_part
}

/// Whether a text has the form of a 公安备案号, such as `京公网安备 11040102700080号`.
#[must_use]
pub fn is_police(text: &str) -> bool {
    let Some((province, rest)) = text.trim().split_once("公网安备") else { return false };
    let Some(number) = rest.strip_suffix('号') else { return false };
    let number = number.trim();
    is_one_han(province) && number.len() == 14 && are_digits(number)
}

/// Whether a text has the form of the id of a 党政机关网站标识.
#[must_use]
pub fn is_conac(text: &str) -> bool {
    text.len() == 32 && text.bytes().all(|byte| byte.is_ascii_hexdigit())
}

fn is_one_han(text: &str) -> bool {
    let mut all = text.chars();
    matches!((all.next(), all.next()), (Some('一'..='龥'), None))
}

fn are_digits(text: &str) -> bool {
    text.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn forms_in_use_are_known() {
        for icp in ["京ICP备05035542号", "黔ICP备17006171号-2"] {
            assert!(is_icp(icp), "{icp}");
        }
        for icp in ["ICP备05035542号", "京ICP备0503554号", "京ICP备05035542", "京ICP备05035542号-", "京ICP证05035542号"]
        {
            assert!(!is_icp(icp), "{icp}");
        }
        assert!(is_police("京公网安备 11040102700080号") && is_police("京公网安备11040102700080号"));
        assert!(!is_police("京公网安备 1104010270008号") && !is_police("京公安网备 11040102700080号"));
        assert!(is_conac(&"0a".repeat(16)) && !is_conac("zz") && !is_conac(&"g".repeat(32)));
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "\\PC{0,40}") {
            let _ = (is_icp(&text), is_police(&text), is_conac(&text));
        }
    }
}
