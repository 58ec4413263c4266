//! Bytes that a file holds packed (zlib, RFC 1950).

use super::Reason;
use super::harvest::Harvest;
use flate2::read::ZlibDecoder;
use std::io::Read as _;

/// What is packed may always become so long.
const FREE: u64 = 1 << 20;

/// The bytes that were packed, as far as the limits let through; of what is damaged, those before the damage.
pub(super) fn unpacked(packed: &[u8], harvest: &mut Harvest) -> Result<Vec<u8>, Reason> {
    let most = harvest.room().min((packed.len() as u64).saturating_mul(harvest.limits.ratio).max(FREE));
    let mut bytes = Vec::new();
    let read = ZlibDecoder::new(packed).take(most + 1).read_to_end(&mut bytes);
    harvest.expanded(bytes.len() as u64);
    match read {
        _ if bytes.len() as u64 > most => Err(Reason::TooLarge),
        Err(_) if bytes.is_empty() => Err(Reason::Broken),
        _ => Ok(bytes),
    }
}
