//! Keys and passwords, which belong in no file: told by the names that people give them.

/// What such names have in them.
const WORDS: [&str; 18] = [
    "secret",
    "passw",
    "token",
    "credential",
    "access_key",
    "access-key",
    "accesskey",
    "api_key",
    "api-key",
    "apikey",
    "private_key",
    "privatekey",
    "密钥",
    "密匙",
    "私钥",
    "口令",
    "密码",
    "令牌",
];

/// Whether a key of that name, or one that is written in a line, would have a secret for its value.
#[must_use]
pub fn is_named(written: &str) -> bool {
    let written = written.to_lowercase();
    WORDS.iter().any(|word| written.contains(word))
}
