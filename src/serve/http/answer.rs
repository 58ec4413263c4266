//! The answer to a request for something of the site.

use super::file::{changed, file, is_known};
use super::live::Live;
use super::page::{is_page, missing, policy, script, with_script};
use super::site::{Found, Opened, Site};
use crate::diag::Text;
use crate::say;
use crate::trace::Fingerprint;
use axum::body::Body;
use axum::http::header::{ALLOW, CACHE_CONTROL, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE, ETAG, LOCATION};
use axum::http::request::Parts;
use axum::http::{Method, StatusCode};
use axum::response::{IntoResponse, Response};
use std::io::{self, Read as _};

/// What a request asks of the site. It reads the disk, and may take as long as that does.
pub(super) fn answer(site: &Site, live: &Live, request: &Parts) -> Response {
    if ![Method::GET, Method::HEAD].contains(&request.method) {
        let text = say!("只接受 GET 和 HEAD。", "Only GET and HEAD are answered.");
        return ([(ALLOW, "GET, HEAD")], sentence(StatusCode::METHOD_NOT_ALLOWED, &text)).into_response();
    }
    let mut response = get(site, live, request).unwrap_or_else(|error| {
        let text = say!("读不了这个文件：{error}", "cannot read this file: {error}");
        sentence(StatusCode::INTERNAL_SERVER_ERROR, &text)
    });
    if request.method == Method::HEAD {
        *response.body_mut() = Body::empty();
    }
    response
}

fn get(site: &Site, live: &Live, request: &Parts) -> io::Result<Response> {
    // Before the file is opened: what is published from here on is told to the page.
    let since = live.now();
    let script = |file: Option<&str>| script(&site.base, &since, file);
    match site.find(request.uri.path()) {
        Found::File(opened) if is_page(&opened.path) => {
            let script = script(Some(&opened.path));
            page(opened, &script, request)
        }
        Found::File(opened) => file(opened, request),
        Found::Moved(to) => Ok(moved(&to, request.uri.query())),
        Found::Nothing => nothing(site, &script(None)),
    }
}

/// A page with its script. It is small, and sent whole.
fn page(opened: Opened, script: &str, request: &Parts) -> io::Result<Response> {
    let (kept, path) = (changed(&opened.about), opened.path.clone());
    let page = content(opened)?;
    let body = with_script(&page, script);
    let etag = format!("\"{}\"", Fingerprint::of(&body));
    let told = [(ETAG, etag.clone()), (CONTENT_SECURITY_POLICY, policy(&path, &page))];
    if is_known(&request.headers, &etag) {
        return Ok((StatusCode::NOT_MODIFIED, kept, told, ()).into_response());
    }
    Ok((StatusCode::OK, kept, told, html(body)).into_response())
}

/// The site's own page for what is missing, or ours.
fn nothing(site: &Site, script: &str) -> io::Result<Response> {
    let page = site.open("404.html").map_or_else(|| Ok(missing().into_bytes()), content)?;
    let page = with_script(&page, script);
    Ok((StatusCode::NOT_FOUND, [(CONTENT_SECURITY_POLICY, policy("404.html", &page))], html(page)).into_response())
}

/// Leads to another path. A browser that kept this for good would go there in the preview of another site too.
fn moved(to: &str, query: Option<&str>) -> Response {
    let to = query.map_or_else(|| to.to_owned(), |query| format!("{to}?{query}"));
    let headers = [(LOCATION, to.as_str()), (CACHE_CONTROL, "no-store"), (CONTENT_LENGTH, "0")];
    (StatusCode::PERMANENT_REDIRECT, headers).into_response()
}

/// One sentence, in both languages, as plain text.
pub(super) fn sentence(status: StatusCode, text: &Text) -> Response {
    let body = format!("{}\n{}\n", text.zh, text.en);
    (status, [(CONTENT_LENGTH, body.len().to_string())], body).into_response()
}

fn html(body: Vec<u8>) -> impl IntoResponse {
    let length = body.len().to_string();
    ([(CONTENT_TYPE, "text/html; charset=utf-8"), (CONTENT_LENGTH, length.as_str())], body).into_response()
}

fn content(mut opened: Opened) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    opened.file.read_to_end(&mut bytes)?;
    Ok(bytes)
}
