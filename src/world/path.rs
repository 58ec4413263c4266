//! Paths as people write them in files: from a folder, with `.` and `..`.

/// A path within a folder, its `.` and `..` worked out; nothing when it leaves the site's root.
#[must_use]
pub fn join(folder: &str, written: &str) -> Option<String> {
    let mut parts: Vec<&str> = folder.split('/').filter(|part| !part.is_empty()).collect();
    for part in written.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_joined_and_do_not_leave() {
        assert_eq!(join("content/a", "../b/c.md").as_deref(), Some("content/b/c.md"));
        assert_eq!(join("content", "./x.md").as_deref(), Some("content/x.md"));
        assert_eq!(join("content", "../../etc"), None);
    }
}
