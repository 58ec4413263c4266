//! One request to a bucket: sent again while there is hope, and what went wrong in one sentence.
//!
//! Addresses are signed, so that no address, and nothing that the service says of one, is ever shown.

use crate::deploy::disk::Done;
use crate::diag::{Failure, Text};
use crate::net::{self, Client, Method, Names, Patience};
use crate::say;
use std::thread::sleep;
use std::time::Duration;
use url::Url;

/// An address is signed for so long.
pub(super) const SIGNED_FOR: Duration = Duration::from_secs(3600);

/// How often a request is sent at the most, and how long is waited after the first time; each wait is twice the last.
const ATTEMPTS: u32 = 7;
const FIRST_WAIT: Duration = Duration::from_millis(100);

/// An answer that is no fault.
#[derive(Debug)]
pub(super) struct Answer {
    /// Whether the thing was there.
    pub(super) found: bool,
    pub(super) body: Vec<u8>,
}

/// The client for what is sent and fetched: a file may be large, so that all of it may take any time.
pub(in crate::deploy) fn client() -> Client {
    let patience = Patience { connection: Duration::from_secs(20), answer: Duration::from_secs(60), whole: None };
    Client::new(patience, &Names::System)
}

/// Sends a request until it is answered, or there is no hope.
pub(super) fn ask(client: &Client, method: Method<'_>, url: &Url, headers: &[(String, String)]) -> Done<Answer> {
    let mut wait = FIRST_WAIT;
    for attempt in 1.. {
        match once(client, method, url, headers) {
            Ok(answer) => return Ok(answer),
            Err(Trouble::Passing(_)) if attempt < ATTEMPTS => {
                sleep(wait);
                wait *= 2;
            }
            Err(Trouble::Passing(told) | Trouble::Lasting(told)) => return Err(Failure::own(told)),
        }
    }
    unreachable!("the last attempt returns")
}

enum Trouble {
    /// It may be over soon.
    Passing(Text),
    /// It will be the same next time.
    Lasting(Text),
}

fn once(client: &Client, method: Method<'_>, url: &Url, headers: &[(String, String)]) -> Result<Answer, Trouble> {
    let answer = client.ask(method, url.as_str(), headers).map_err(unreached)?;
    let status = answer.status();
    judge(status, answer.read().map_err(unreached)?)
}

/// What an answer means.
fn judge(status: u16, body: Vec<u8>) -> Result<Answer, Trouble> {
    let code = code(&body);
    match (status, code.as_str()) {
        (200..=299, _) => Ok(Answer { found: true, body }),
        (_, "NoSuchBucket") => Err(Trouble::Lasting(say!("没有这个存储桶", "there is no such bucket"))),
        (404, _) => Ok(Answer { found: false, body }),
        (_, "SignatureDoesNotMatch" | "InvalidAccessKeyId" | "InvalidToken" | "ExpiredToken") => {
            Err(Trouble::Lasting(say!(
                "对象存储不接受这对密钥（{code}）：核对环境变量里的标识和密钥",
                "the storage refuses the key ({code}): check its id and secret in the environment"
            )))
        }
        (_, "RequestTimeTooSkewed") => Err(Trouble::Lasting(say!(
            "本机的时钟与对象存储相差太多，先校准时钟",
            "this machine's clock differs too much from the storage's; set it right first"
        ))),
        (401 | 403, _) => Err(Trouble::Lasting(say!(
            "对象存储拒绝了请求（{status} {code}）：密钥不对，没有读、写、列出、删除的权限，或本机的时钟慢了",
            "the storage refused a request ({status} {code}): the key is wrong, or may not read, write, list or delete, or this machine's clock is slow"
        ))),
        (408 | 429 | 500..=599, _) => Err(Trouble::Passing(say!(
            "对象存储出错（{status} {code}），多次重试无效；再运行一次会接着做",
            "the storage failed ({status} {code}) again and again; another run goes on where this one ended"
        ))),
        _ => Err(Trouble::Lasting(say!(
            "对象存储不明白请求（{status} {code}）：核对服务地址、区域和写法",
            "the storage does not understand a request ({status} {code}): check endpoint, region and style"
        ))),
    }
}

/// The code of an error, as S3 names it; the rest of what the service says may hold a key's id.
fn code(body: &[u8]) -> String {
    let text = String::from_utf8_lossy(body);
    let code = text.split_once("<Code>").and_then(|(_, rest)| rest.split_once("</Code>")).map_or("", |(code, _)| code);
    if code.bytes().all(|b| b.is_ascii_alphanumeric()) { code.to_owned() } else { String::new() }
}

/// What kept a request from being answered.
fn unreached(trouble: net::Trouble) -> Trouble {
    match trouble {
        net::Trouble::Unknown => Trouble::Lasting(say!(
            "找不到对象存储的主机名：核对服务地址和写法",
            "the storage's host name is not known: check endpoint and style"
        )),
        net::Trouble::Untrusted(cause) => Trouble::Lasting(say!(
            "对象存储的 TLS 证书不可信：{cause}",
            "the storage's TLS certificate cannot be trusted: {cause}"
        )),
        net::Trouble::Unconnected(cause) => {
            Trouble::Passing(say!("连不上对象存储：{cause}", "cannot reach the storage: {cause}"))
        }
        net::Trouble::Slow => Trouble::Passing(say!("对象存储没有及时回答", "the storage did not answer in time")),
        net::Trouble::Broken => Trouble::Passing(say!("与对象存储的连接断了", "the connection to the storage broke")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// What a service says of an error, in the form of the S3 protocol.
    fn told(status: u16, code: &str) -> String {
        let body = format!("<Error><Code>{code}</Code><AWSAccessKeyId>canary</AWSAccessKeyId></Error>");
        match judge(status, body.into_bytes()) {
            Ok(answer) => format!("found: {}", answer.found),
            Err(Trouble::Passing(text)) => format!("again: {}", text.en),
            Err(Trouble::Lasting(text)) => text.en,
        }
    }

    #[test]
    fn each_answer_has_its_sentence() {
        for (status, code, wanted) in [
            (200, "", "found: true"),
            (404, "NoSuchKey", "found: false"),
            (404, "NoSuchBucket", "no such bucket"),
            (403, "SignatureDoesNotMatch", "refuses the key (SignatureDoesNotMatch)"),
            (403, "AccessDenied", "refused a request (403 AccessDenied)"),
            (403, "AccessDenied", "clock is slow"),
            (403, "RequestTimeTooSkewed", "clock differs"),
            (503, "SlowDown", "again: the storage failed (503 SlowDown)"),
            (429, "", "again: "),
            (301, "PermanentRedirect", "check endpoint, region and style"),
        ] {
            let told = told(status, code);
            assert!(told.contains(wanted) && !told.contains("canary"), "{status} {code}: {told}");
        }
    }
}
