//! `xiangwei schema`: the schemas by which editors help.

use super::End;
use super::args::Schema;
use super::screen::Screen;
use crate::authoring::{SCHEMAS, schemas};
use crate::diag::Failure;
use crate::publish::write;

pub(super) fn run(args: &Schema, screen: Screen) -> Result<End, Failure> {
    let out = args.out.clone().unwrap_or_else(|| args.root.join(SCHEMAS));
    let all = schemas();
    for (name, text) in &all {
        write(&out.join(name), text.as_bytes())?;
    }
    let (count, shown) = (all.len(), out.display());
    let zh = format!("已在 {shown} 写出 {count} 个 JSON Schema\n");
    let en = format!("wrote {count} JSON Schemas to {shown}\n");
    screen.print(screen.say(&zh, &en));
    Ok(End::Well)
}
