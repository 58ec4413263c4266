//! How values are printed into HTML.

use minijinja::value::ValueKind;
use minijinja::{Error, ErrorKind, Output, State, Value};

/// Prints nothing for nothing, safe HTML as it is, and everything else escaped. A `/` stays a `/`.
pub(super) fn print(out: &mut Output<'_>, _: &mut State<'_, '_>, value: &Value) -> Result<(), Error> {
    match value.kind() {
        ValueKind::None | ValueKind::Undefined => Ok(()),
        ValueKind::String if value.is_safe() => write(out, value.as_str().unwrap_or_default()),
        ValueKind::String => escape(out, value.as_str().unwrap_or_default()),
        ValueKind::Bool => {
            Err(Error::new(ErrorKind::InvalidOperation, "yes and no are not printed; ask for them with `if`"))
        }
        ValueKind::Seq | ValueKind::Map | ValueKind::Iterable => Err(Error::new(
            ErrorKind::InvalidOperation,
            "a list or a record is not printed as it is; name one of its fields or loop over it",
        )),
        ValueKind::Invalid => Err(Error::new(ErrorKind::InvalidOperation, value.to_string())),
        _ => escape(out, &value.to_string()),
    }
}

fn write(out: &mut Output<'_>, text: &str) -> Result<(), Error> {
    out.write_str(text).map_err(Error::from)
}

fn escape(out: &mut Output<'_>, text: &str) -> Result<(), Error> {
    let mut from = 0;
    for (at, byte) in text.bytes().enumerate() {
        let entity = match byte {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => continue,
        };
        write(out, &text[from..at])?;
        write(out, entity)?;
        from = at + 1;
    }
    write(out, &text[from..])
}
