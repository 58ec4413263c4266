//! What the theme gives where the site gives nothing: the `params` of its theme.yaml, and of its parents'.

use crate::diag::Failure;
use crate::world::{Read, World};
use crate::yaml::{self, Fields, Free, Key, Record, Shape, Value};

/// The keys of theme.yaml.
pub(crate) const THEME: Record = Record::of(&[
    Key::new("name", &["名称"], Shape::Text, "主题的名称"),
    Key::new("parent", &["上级主题", "父主题"], Shape::Text, "没有的模板和静态文件从它取"),
    Key::new("version", &["版本"], Shape::Text, "主题的版本"),
    Key::new("description", &["说明"], Shape::Text, "主题是做什么的"),
    Key::new("author", &["作者"], Shape::Text, "谁做的"),
    Key::new("license", &["许可"], Shape::Text, "怎样可以用"),
    Key::new("params", &["参数"], Shape::Free, "主题的参数各取什么值，站点没有写的用它"),
    Key::new("extra", &["扩展"], Shape::Free, "自定义内容"),
]);

/// Themes whose parents go in a circle end here; the theme tells of that, and of whatever else is wrong with theme.yaml.
const DEEPEST: usize = 16;

/// Values by name.
type Params = Vec<(String, Free)>;

/// The site's free settings, then the theme's that it does not set itself.
pub(super) fn load(world: &World, theme: &str, own: Params) -> Result<Params, Failure> {
    let mut params = own;
    let mut next = Some(theme.to_owned());
    for _ in 0..DEEPEST {
        let Some(name) = next else { break };
        let (parent, given) = of_theme(world, &name)?;
        for (key, value) in given {
            if params.iter().all(|(known, _)| *known != key) {
                params.push((key, value));
            }
        }
        next = parent;
    }
    Ok(params)
}

/// A theme's parent and what it gives.
fn of_theme(world: &World, name: &str) -> Result<(Option<String>, Params), Failure> {
    let Read::Text(source) = world.read(&format!("themes/{name}/theme.yaml"))? else { return Ok((None, Vec::new())) };
    let Ok(yaml) = yaml::parse(&source.path, &source.text, 0) else { return Ok((None, Vec::new())) };
    let mut fields = Fields::new(&yaml.path, &yaml.root, THEME);
    let parent = fields.read("parent", Value::text);
    Ok((parent, fields.get("params").map(Value::free).unwrap_or_default()))
}
