//! What the pages load, and what stands in them that a browser runs: by it the policy is as narrow as it can be.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, Tag, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use sha2::{Digest as _, Sha256};
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};
use url::Url;

/// Sources by directive of the policy (Content Security Policy Level 3, W3C, section 6).
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Needs(BTreeMap<&'static str, BTreeSet<String>>);

impl Needs {
    /// What a page needs that stands on this origin.
    #[must_use]
    pub fn of_page(bytes: &[u8], origin: &str) -> Self {
        let sink = Page { origin, needs: RefCell::default(), within: RefCell::default() };
        let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
        let queue = BufferQueue::default();
        queue.push_back(StrTendril::from(String::from_utf8_lossy(bytes).as_ref()));
        while let TokenizerResult::Script(()) = tokenizer.feed(&queue) {}
        tokenizer.end();
        tokenizer.sink.needs.into_inner()
    }

    /// What both need.
    #[must_use]
    pub fn and(mut self, other: Self) -> Self {
        for (directive, sources) in other.0 {
            self.0.entry(directive).or_default().extend(sources);
        }
        self
    }

    fn need(&mut self, directive: &'static str, source: String) {
        self.0.entry(directive).or_default().insert(source);
    }

    /// The policy, as the header `Content-Security-Policy` has it. What no page needs is closed.
    #[must_use]
    pub fn policy(&self) -> String {
        let mut policy = String::from("default-src 'self'");
        for (directive, sources) in &self.0 {
            let sources: Vec<&str> = sources.iter().map(String::as_str).collect();
            policy.push_str(&format!("; {directive} 'self' {}", sources.join(" ")));
        }
        if !self.0.contains_key("form-action") {
            policy.push_str("; form-action 'self'");
        }
        policy.push_str("; object-src 'none'; base-uri 'self'; frame-ancestors 'self'");
        policy
    }
}

/// A page as its tags come by.
struct Page<'a> {
    origin: &'a str,
    needs: RefCell<Needs>,
    /// The text of the script or style element that is open.
    within: RefCell<Option<(&'static str, String)>>,
}

impl TokenSink for Page<'_> {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => return self.open(&tag),
            Token::TagToken(_) => {
                if let Some((directive, text)) = self.within.take() {
                    self.needs.borrow_mut().need(directive, hash(&text));
                }
            }
            Token::CharacterTokens(text) => {
                if let Some((_, whole)) = self.within.borrow_mut().as_mut() {
                    whole.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

impl Page<'_> {
    fn open(&self, tag: &Tag) -> TokenSinkResult<()> {
        let attribute = |name: &str| tag.attrs.iter().find(|one| &*one.name.local == name).map(|one| &*one.value);
        let name = &*tag.name;
        self.attributes(tag);
        for (element, place, directive) in LOADED {
            if let Some(source) = attribute(place).filter(|_| element == name).and_then(|to| self.elsewhere(to)) {
                self.needs.borrow_mut().need(directive, source);
            }
        }
        match name {
            "link" => {
                let is_style = attribute("rel").is_some_and(|rel| rel.contains("stylesheet"));
                let directive = if is_style { "style-src" } else { "img-src" };
                let loads = attribute("rel").is_some_and(|rel| rel.contains("stylesheet") || rel.contains("icon"));
                if let Some(source) = attribute("href").filter(|_| loads).and_then(|to| self.elsewhere(to)) {
                    self.needs.borrow_mut().need(directive, source);
                }
                TokenSinkResult::Continue
            }
            "script" => {
                let is_data = attribute("type").is_some_and(|kind| kind.contains("json"));
                if attribute("src").is_none() && !is_data {
                    *self.within.borrow_mut() = Some(("script-src", String::new()));
                }
                TokenSinkResult::RawData(RawKind::ScriptData)
            }
            "style" => {
                *self.within.borrow_mut() = Some(("style-src", String::new()));
                TokenSinkResult::RawData(RawKind::Rawtext)
            }
            "textarea" | "title" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }

    /// Styles and scripts that stand in attributes are allowed one by one too.
    fn attributes(&self, tag: &Tag) {
        for attribute in &tag.attrs {
            let name = &*attribute.name.local;
            let directive = match name {
                "style" => "style-src",
                _ if name.starts_with("on") => "script-src",
                _ => continue,
            };
            let mut needs = self.needs.borrow_mut();
            needs.need(directive, "'unsafe-hashes'".to_owned());
            needs.need(directive, hash(&attribute.value));
        }
    }

    /// The source of an address that is not on the site's own origin.
    fn elsewhere(&self, to: &str) -> Option<String> {
        let base = Url::parse(self.origin).ok()?;
        let url = base.join(to).ok()?;
        match url.scheme() {
            "data" => Some("data:".to_owned()),
            "http" | "https" => Some(url.origin().ascii_serialization()).filter(|origin| origin != self.origin),
            _ => None,
        }
    }
}

/// What is loaded by an attribute of an element, and the directive that rules it.
const LOADED: [(&str, &str, &str); 9] = [
    ("script", "src", "script-src"),
    ("img", "src", "img-src"),
    ("iframe", "src", "frame-src"),
    ("video", "src", "media-src"),
    ("video", "poster", "img-src"),
    ("audio", "src", "media-src"),
    ("source", "src", "media-src"),
    ("track", "src", "media-src"),
    ("form", "action", "form-action"),
];

fn hash(text: &str) -> String {
    format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn policy(page: &str) -> String {
        Needs::of_page(page.as_bytes(), "https://www.example.gov.cn").policy()
    }

    #[test]
    fn a_page_that_loads_its_own_needs_nothing_more() {
        let page = "<!doctype html><script src=\"/a.js\" defer></script><img src=\"b.png\"><p>&lt;script&gt; onload</p>\
                    <script type=\"application/ld+json\">{}</script><a href=\"https://other.cn/\">外</a>";
        assert_eq!(
            policy(page),
            "default-src 'self'; form-action 'self'; object-src 'none'; base-uri 'self'; frame-ancestors 'self'"
        );
    }

    /// The hash of `doSomething();` is the one of the specification's own examples' form: SHA-256 in base 64.
    #[test]
    fn what_stands_in_a_page_is_allowed_by_its_hash() {
        let policy = policy("<script>alert('Hello, world.');</script><style>p { color: red }</style>");
        assert!(policy.contains("script-src 'self' 'sha256-qznLcsROx4GACP2dm0UCKCzCG+HiZ1guq6ZZDob/Tng='"), "{policy}");
        assert!(policy.contains("; style-src 'self' 'sha256-") && !policy.contains("unsafe-inline"), "{policy}");
    }

    #[test]
    fn attributes_and_other_origins_are_named() {
        let policy = policy("<p style=\"a\" onclick='b()'><img src='https://img.gov.cn/a.png'><img src='data:x,y'>");
        assert!(policy.contains("img-src 'self' data: https://img.gov.cn;"), "{policy}");
        assert!(
            policy.contains("script-src 'self' 'sha256-") && policy.contains("style-src 'self' 'sha256-"),
            "{policy}"
        );
        assert!(policy.matches("'unsafe-hashes'").count() == 2, "{policy}");
    }
}
