//! Numbers of cells, told with all their digits.

/// A number that is written with a power of ten or a fraction, with all its digits; any other text as it is.
pub(super) fn plain(value: String) -> String {
    let is_number = value.bytes().all(|byte| byte.is_ascii_digit() || b".eE+-".contains(&byte));
    let is_other = is_number && value.contains(['.', 'e', 'E']);
    match value.parse::<f64>() {
        Ok(number) if is_other && (LEAST..MOST).contains(&number.abs()) => format!("{number}"),
        _ => value,
    }
}

/// A smaller number has fewer digits than any that matters.
const LEAST: f64 = 1e6;
/// A larger one has more.
const MOST: f64 = 1e30;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_number_keeps_its_digits() {
        for (written, told) in [
            ("1.38001380001E+10", "13800138000.1"),
            ("1.3800138E10", "13800138000"),
            ("1.3800138e+10", "13800138000"),
            ("13800138000.0", "13800138000"),
            ("4.4012345678901E+14", "440123456789010"),
            ("60.00", "60.00"),
            ("甲E+1", "甲E+1"),
            ("E", "E"),
        ] {
            assert_eq!(plain(written.to_owned()), told);
        }
    }
}
