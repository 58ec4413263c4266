//! Text files in compressed form, for hosts that hand out what stands beside a file.

use super::store::Variant;
use super::sums::Sums;
use crate::trace::Fingerprint;
use brotli::enc::BrotliEncoderParams;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde::{Deserialize, Serialize};
use std::io::{self, Write as _};

/// A way to compress that browsers understand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Encoding {
    /// RFC 7932.
    Brotli,
    /// RFC 1952.
    Gzip,
    /// RFC 8878.
    Zstd,
}

/// Files shorter than this fit into one packet in any case.
const SMALL: usize = 512;

/// Measured on the 233 pages of the sample portal: brotli comes to 31 % of the plain bytes at 9 and to 28 % at 11, which
/// takes five times as long; gzip to 37 % and zstd to 36 %, and no less at any higher level.
const BROTLI_LEVEL: i32 = 9;
const GZIP_LEVEL: u32 = 9;
const ZSTD_LEVEL: i32 = 15;

impl Encoding {
    /// All of them.
    pub const ALL: [Self; 3] = [Self::Brotli, Self::Gzip, Self::Zstd];

    /// The ending of such a file, without the dot.
    #[must_use]
    pub fn ending(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gz",
            Self::Zstd => "zst",
        }
    }

    /// Its name in `Content-Encoding` (IANA, HTTP content coding registry).
    #[must_use]
    pub fn word(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
            Self::Zstd => "zstd",
        }
    }

    /// The compressed form of some bytes; nothing when it is hardly smaller.
    pub(super) fn compress(self, bytes: &[u8]) -> io::Result<Option<Vec<u8>>> {
        if bytes.len() < SMALL {
            return Ok(None);
        }
        let made = match self {
            Self::Gzip => gzip(bytes)?,
            Self::Zstd => zstd::bulk::compress(bytes, ZSTD_LEVEL)?,
            Self::Brotli => {
                let mut made = Vec::new();
                let (quality, size_hint) = (BROTLI_LEVEL, bytes.len());
                let params = BrotliEncoderParams { quality, size_hint, ..BrotliEncoderParams::default() };
                brotli::BrotliCompress(&mut &*bytes, &mut made, &params)?;
                made
            }
        };
        Ok((made.len() < bytes.len() / 10 * 9).then_some(made))
    }
}

fn gzip(bytes: &[u8]) -> io::Result<Vec<u8>> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::new(GZIP_LEVEL));
    encoder.write_all(bytes)?;
    encoder.finish()
}

/// Whether a file's ending says that it is text.
pub(super) fn is_text(path: &str) -> bool {
    let ending = path.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase()).unwrap_or_default();
    let texts = ["html", "htm", "css", "js", "mjs", "json", "xml", "txt", "csv", "md", "svg"];
    texts.contains(&ending.as_str())
}

impl Variant {
    pub(super) fn of(bytes: &[u8]) -> Self {
        Self { hash: Fingerprint::of(bytes), length: bytes.len() as u64, sums: Sums::of(bytes) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read as _;

    fn plain(encoding: Encoding, bytes: &[u8]) -> Vec<u8> {
        let mut plain = Vec::new();
        match encoding {
            Encoding::Gzip => drop(flate2::read::GzDecoder::new(bytes).read_to_end(&mut plain).unwrap()),
            Encoding::Zstd => plain = zstd::bulk::decompress(bytes, 1 << 20).unwrap(),
            Encoding::Brotli => brotli::BrotliDecompress(&mut &*bytes, &mut plain).unwrap(),
        }
        plain
    }

    #[test]
    fn what_is_compressed_comes_back_and_is_always_the_same() {
        let text = "政府信息公开工作年度报告。".repeat(100).into_bytes();
        for encoding in Encoding::ALL {
            let made = encoding.compress(&text).unwrap().unwrap();
            assert_eq!(encoding.compress(&text).unwrap().as_ref(), Some(&made));
            assert_eq!(plain(encoding, &made), text);
        }
    }

    #[test]
    fn what_is_short_or_dense_stays_plain() {
        let dense: Vec<u8> = (0..100_u32).flat_map(|n| *blake3::hash(&n.to_le_bytes()).as_bytes()).collect();
        for encoding in Encoding::ALL {
            assert_eq!(encoding.compress(&dense).unwrap(), None);
            assert_eq!(encoding.compress(b"short").unwrap(), None);
        }
        assert!(is_text("a.HTML") && is_text("feed/atom.xml") && !is_text("a.pdf") && !is_text("html"));
    }
}
