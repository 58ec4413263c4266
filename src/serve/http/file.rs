//! A file as an answer: its validators, and the part of it that is asked for.

use super::range::Part;
use super::site::Opened;
use crate::output::media_type;
use axum::body::Body;
use axum::http::header::{
    ACCEPT_RANGES, CONTENT_LENGTH, CONTENT_RANGE, CONTENT_TYPE, ETAG, IF_NONE_MATCH, IF_RANGE, LAST_MODIFIED, RANGE,
};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderName, Method, StatusCode};
use axum::response::{IntoResponse, Response};
use futures_util::stream;
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use std::fs::{File, Metadata};
use std::io::{self, ErrorKind, Seek as _, SeekFrom};
use std::ops::Range;
use std::os::unix::fs::MetadataExt as _;
use tokio::io::AsyncReadExt as _;

/// So much of a file is in memory at once.
const CHUNK: u64 = 64 * 1024;

/// A file that is sent as it is, or what of it is asked for.
///
/// # Errors
/// When the file cannot be read.
pub(super) fn file(opened: Opened, request: &Parts) -> io::Result<Response> {
    let etag = etag(&opened.about);
    let kept = [(ETAG, etag.clone()), (ACCEPT_RANGES, "bytes".to_owned())];
    let kept = (kept, changed(&opened.about));
    if is_known(&request.headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, kept, ()).into_response());
    }
    let length = opened.about.len();
    let media = [(CONTENT_TYPE, media_type(&opened.path))];
    Ok(match part(request, &etag, length) {
        Part::Whole => (StatusCode::OK, kept, media, body(opened.file, 0..length)?).into_response(),
        Part::Bytes(span) => {
            let range = [(CONTENT_RANGE, format!("bytes {}-{}/{length}", span.start, span.end - 1))];
            (StatusCode::PARTIAL_CONTENT, kept, media, range, body(opened.file, span)?).into_response()
        }
        Part::Beyond => {
            let range = [(CONTENT_RANGE, format!("bytes */{length}")), (CONTENT_LENGTH, "0".to_owned())];
            (StatusCode::RANGE_NOT_SATISFIABLE, kept, range).into_response()
        }
    })
}

/// Whether the browser has what this validator names.
pub(super) fn is_known(headers: &HeaderMap, etag: &str) -> bool {
    let lists = headers.get_all(IF_NONE_MATCH).iter().filter_map(|value| value.to_str().ok());
    let mut tags = lists.flat_map(|list| list.split(',')).map(str::trim);
    tags.any(|tag| tag == "*" || tag.strip_prefix("W/").unwrap_or(tag) == etag)
}

/// When a file was last changed, as a header.
pub(super) fn changed(about: &Metadata) -> Option<[(HeaderName, String); 1]> {
    let time = Timestamp::try_from(about.modified().ok()?).ok()?;
    let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&time).ok()?;
    Some([(LAST_MODIFIED, date)])
}

/// A published file is replaced, never written to, so that its inode, time and length name its content. (A hash would
/// mean reading all of a film to send a part of it.)
fn etag(about: &Metadata) -> String {
    format!("\"{:x}-{:x}-{:x}-{:x}\"", about.ino(), about.len(), about.mtime(), about.mtime_nsec())
}

/// What of the file is asked for. A range of a version that is no longer there is the whole of the new one; a date does
/// not tell two versions of one second apart, and counts as such.
fn part(request: &Parts, etag: &str, length: u64) -> Part {
    let header = |name| request.headers.get(name).map(|value| value.to_str().unwrap_or_default());
    match header(RANGE) {
        Some(range) if request.method == Method::GET && header(IF_RANGE).is_none_or(|version| version == etag) => {
            Part::of(range, length)
        }
        _ => Part::Whole,
    }
}

/// A span of a file, read as it is sent.
fn body(mut file: File, span: Range<u64>) -> io::Result<([(HeaderName, String); 1], Body)> {
    file.seek(SeekFrom::Start(span.start))?;
    let length = span.end - span.start;
    let chunks = stream::try_unfold((tokio::fs::File::from_std(file), length), |(file, left)| chunk(file, left));
    Ok(([(CONTENT_LENGTH, length.to_string())], Body::from_stream(chunks)))
}

type Chunk = (Vec<u8>, (tokio::fs::File, u64));

async fn chunk(mut file: tokio::fs::File, left: u64) -> io::Result<Option<Chunk>> {
    if left == 0 {
        return Ok(None);
    }
    let mut bytes = Vec::new();
    let read = (&mut file).take(left.min(CHUNK)).read_to_end(&mut bytes).await? as u64;
    match read {
        // The length is already sent: the connection must break.
        0 => Err(ErrorKind::UnexpectedEof.into()),
        _ => Ok(Some((bytes, (file, left - read)))),
    }
}
