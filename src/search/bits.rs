//! Numbers in as few bits as they need: the lowest bit of each byte first.

/// So many ones before a number that is written whole.
const LONGEST: u32 = 24;
/// The bits of one that is.
const WHOLE: u32 = 24;

/// Writes bits.
#[derive(Debug, Default)]
pub(super) struct BitWriter {
    bytes: Vec<u8>,
    open: u64,
    count: u32,
}

impl BitWriter {
    /// Puts the lowest bits of a number.
    pub(super) fn put(&mut self, bits: u32, count: u32) {
        self.open |= u64::from(bits) << self.count;
        self.count += count;
        while self.count >= 8 {
            self.bytes.push(self.open as u8);
            self.open >>= 8;
            self.count -= 8;
        }
    }

    /// Puts a number in Rice's code: what is left of it without `low` bits as so many ones and a zero, then those bits.
    pub(super) fn put_rice(&mut self, number: u32, low: u32) {
        let ones = number >> low;
        if ones >= LONGEST {
            self.put((1 << LONGEST) - 1, LONGEST);
            return self.put(number, WHOLE);
        }
        self.put((1 << ones) - 1, ones + 1);
        self.put(number & ((1 << low) - 1), low);
    }

    /// The bytes, the last filled up with zeros.
    pub(super) fn finish(mut self) -> Vec<u8> {
        if self.count > 0 {
            self.bytes.push(self.open as u8);
        }
        self.bytes
    }
}

/// Reads bits; behind the end there are zeros.
#[derive(Debug)]
pub(super) struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn bit(&mut self) -> u32 {
        let byte = self.bytes.get(self.at >> 3).copied().unwrap_or(0);
        let bit = u32::from(byte) >> (self.at & 7) & 1;
        self.at += 1;
        bit
    }

    pub(super) fn take(&mut self, count: u32) -> u32 {
        (0..count).fold(0, |number, place| number | self.bit() << place)
    }

    /// The ones before a zero, no more than `most`.
    pub(super) fn ones(&mut self, most: u32) -> u32 {
        let mut ones = 0;
        while ones < most && self.bit() == 1 {
            ones += 1;
        }
        ones
    }

    pub(super) fn take_rice(&mut self, low: u32) -> u32 {
        match self.ones(LONGEST) {
            LONGEST => self.take(WHOLE),
            ones => ones << low | self.take(low),
        }
    }
}

/// Seven bits a byte, the lowest first (LEB128).
pub(super) fn put_number(bytes: &mut Vec<u8>, mut number: u32) {
    while number >= 0x80 {
        bytes.push((number & 0x7F) as u8 | 0x80);
        number >>= 7;
    }
    bytes.push(number as u8);
}

pub(super) fn take_number(bytes: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for shift in (0..32).step_by(7) {
        let (first, rest) = bytes.split_first()?;
        *bytes = rest;
        number |= u32::from(first & 0x7F) << shift;
        if first & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn numbers_come_back(numbers in proptest::collection::vec(0u32..1 << 22, 0..40), low in 0u32..20) {
            let mut writer = BitWriter::default();
            numbers.iter().for_each(|number| writer.put_rice(*number, low));
            let bytes = writer.finish();
            let mut reader = BitReader::new(&bytes);
            for number in &numbers {
                prop_assert_eq!(reader.take_rice(low), *number);
            }
            let mut bytes = Vec::new();
            numbers.iter().for_each(|number| put_number(&mut bytes, *number));
            let mut rest = &*bytes;
            for number in &numbers {
                prop_assert_eq!(take_number(&mut rest), Some(*number));
            }
        }
    }
}
