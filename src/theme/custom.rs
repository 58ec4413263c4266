//! What a site sets in the theme's style sheets: where one has the comment `/* params: colours */`, the map `colours` of the
//! settings' `params` is written as custom properties, `main: "#0b4f8a"` as `--main: #0b4f8a;`.

use crate::yaml::Free;

const OPENS: &str = "/* params: ";
const CLOSES: &str = " */";

/// A style sheet with what the settings hold in place of the comments that name it.
///
/// # Errors
/// What is wrong with a name or a value.
pub(super) fn fill(css: &str, params: &[(String, Free)]) -> Result<String, String> {
    let mut out = String::with_capacity(css.len());
    let mut rest = css;
    while let Some((before, after)) = rest.split_once(OPENS) {
        let Some((name, after)) = after.split_once(CLOSES) else { break };
        out.push_str(before);
        out.push_str(&properties(name, params)?);
        rest = after;
    }
    out.push_str(rest);
    Ok(out)
}

fn properties(name: &str, params: &[(String, Free)]) -> Result<String, String> {
    match params.iter().find(|(known, _)| known == name) {
        None | Some((_, Free::Null)) => Ok(String::new()),
        Some((_, Free::Map(entries))) => entries.iter().map(|(key, value)| property((name, key), value)).collect(),
        Some(_) => Err(format!("params.{name} in xiangwei.yaml is no map of names and values")),
    }
}

/// A declaration; a value that could end it is a mistake, as one without quotes is that begins with `#`: a comment in YAML.
fn property((map, key): (&str, &str), value: &Free) -> Result<String, String> {
    let text = match value {
        Free::Text(text) => text.clone(),
        Free::Integer(number) => number.to_string(),
        Free::Number(number) => number.to_string(),
        _ => String::new(),
    };
    let is_name = key.chars().all(|c| c.is_ascii_alphanumeric() || c == '-') && !key.is_empty();
    let is_value = text.chars().all(|c| c.is_alphanumeric() || " #%.,()+-_/\"'".contains(c)) && !text.trim().is_empty();
    if is_name && is_value {
        return Ok(format!("--{key}: {text};"));
    }
    Err(format!(
        "params.{map}.{key} in xiangwei.yaml is no value of a style sheet; colours take quotes: {key}: \"#0b4f8a\""
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn colours(entries: &[(&str, Free)]) -> Vec<(String, Free)> {
        let entries = entries.iter().map(|(key, value)| ((*key).to_owned(), value.clone())).collect();
        vec![("colours".to_owned(), Free::Map(entries))]
    }

    #[test]
    fn comments_give_way_to_what_is_set() {
        let css = ":root { --red: #a00; /* params: colours */ } /* params: others */";
        let set =
            colours(&[("red", Free::Text("#00a".to_owned())), ("line", Free::Text("rgb(0 0 0 / 50%)".to_owned()))]);
        let filled = fill(css, &set).unwrap();
        assert_eq!(filled, ":root { --red: #a00; --red: #00a;--line: rgb(0 0 0 / 50%); } ");
        assert_eq!(fill(css, &[]).unwrap(), ":root { --red: #a00;  } ");
        assert_eq!(fill("a { } /* params: never closed", &set).unwrap(), "a { } /* params: never closed");
    }

    #[test]
    fn a_value_stays_within_its_declaration() {
        for value in ["#000; } body { display: none", "url(x)*/", "", "\\3b", "<style>"] {
            assert!(
                fill("/* params: colours */", &colours(&[("red", Free::Text(value.to_owned()))])).is_err(),
                "{value}"
            );
        }
        assert!(fill("/* params: colours */", &colours(&[("red", Free::Null)])).is_err());
        assert!(fill("/* params: colours */", &colours(&[("a:b", Free::Text("#000".to_owned()))])).is_err());
        assert!(fill("/* params: colours */", &[("colours".to_owned(), Free::Yes(true))]).is_err());
    }
}
