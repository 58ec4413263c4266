//! Front matter and settings as lines: a key is set or taken out, and the rest stays as it was written.

/// The names of a key, English first.
pub(crate) type Names = &'static [&'static str];

/// Parts a document into front matter and body; both keep their lines' ends.
pub(crate) fn parted(text: &str) -> Option<(&str, &str)> {
    let rest = text.strip_prefix("---\n")?;
    let end = if rest.starts_with("---\n") { 0 } else { rest.find("\n---\n")? + 1 };
    Some((&rest[..end], &rest[end + 4..]))
}

/// A document with another front matter or body.
pub(crate) fn joined(matter: &str, body: &str) -> String {
    format!("---\n{matter}---\n{body}")
}

/// Sets a key of a document's front matter; `None` takes it out.
pub(crate) fn set(text: &str, names: Names, value: Option<&str>) -> Option<String> {
    let (matter, body) = parted(text)?;
    Some(joined(&set_line(matter, names, value), body))
}

/// Sets a key of the first level of a YAML map.
pub(crate) fn set_line(yaml: &str, names: Names, value: Option<&str>) -> String {
    let mut kept = String::new();
    let mut within = false;
    for line in yaml.split_inclusive('\n') {
        let goes_on = line.starts_with([' ', '-', '}', ']', '#', '\n']);
        within = if goes_on { within } else { key_of(line).is_some_and(|key| names.contains(&key)) };
        if !within {
            kept.push_str(line);
        }
    }
    if let Some(value) = value {
        kept.push_str(&format!("{}: {value}\n", names[0]));
    }
    kept
}

/// The value of a key that stands on one line.
pub(crate) fn get<'a>(yaml: &'a str, names: &[&str]) -> Option<&'a str> {
    let line = yaml.lines().find(|line| key_of(line).is_some_and(|key| names.contains(&key)))?;
    line.split_once(':').map(|(_, value)| value.trim())
}

fn key_of(line: &str) -> Option<&str> {
    line.split_once(':').map(|(key, _)| key.trim())
}

#[test]
fn a_key_is_set_in_place_of_its_old_value_in_any_language() {
    let text = "---\n标题: 甲\n附件:\n  - a.pdf\n  - b.pdf\nextra: { a: 1 }\n---\n正文\n";
    let with = set(text, &["attachments", "附件"], Some("[c.pdf]")).unwrap();
    assert_eq!(with, "---\n标题: 甲\nextra: { a: 1 }\nattachments: [c.pdf]\n---\n正文\n");
    assert_eq!(
        set(&with, &["title", "标题"], None).unwrap(),
        "---\nextra: { a: 1 }\nattachments: [c.pdf]\n---\n正文\n"
    );
    assert_eq!(get("标题: 甲\n", &["title", "标题"]), Some("甲"));
}
