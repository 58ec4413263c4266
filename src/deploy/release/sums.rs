//! Sums of a file's content that others can check with what they have.

use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use sm3::Sm3;

/// The SHA-256 and the SM3 (GB/T 32905-2016) of a file's content: both, since they are worked out once and kept, whoever
/// asks for them later.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sums {
    /// SHA-256.
    pub sha256: [u8; 32],
    /// SM3.
    pub sm3: [u8; 32],
}

impl Sums {
    /// Of some bytes.
    #[must_use]
    pub fn of(bytes: &[u8]) -> Self {
        Self { sha256: Sha256::digest(bytes).into(), sm3: Sm3::digest(bytes).into() }
    }
}

/// A sum in hexadecimal digits, as tools print it.
pub(super) fn hexadecimal(sum: &[u8]) -> String {
    const DIGITS: &[u8; 16] = b"0123456789abcdef";
    let digits = sum.iter().flat_map(|byte| [byte >> 4, byte & 15]).map(|digit| DIGITS[usize::from(digit)]);
    digits.map(char::from).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The examples of FIPS 180-4 and of GB/T 32905-2016, A.1.
    #[test]
    fn the_sums_of_the_standards_come_out() {
        let sums = Sums::of(b"abc");
        assert_eq!(hexadecimal(&sums.sha256), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
        assert_eq!(hexadecimal(&sums.sm3), "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0");
    }
}
