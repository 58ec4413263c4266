//! Where the site is sent: the targets under `deploy:`.
//!
//! A secret never stands in a file: settings name the variable of the environment that holds it.

use crate::diag::{Code, Diagnostic, Place};
use crate::law::closed_list::{ClosedList, closed_list};
use crate::law::secret;
use crate::say;
use crate::yaml::{Fields, Key, Record, Shape, Value, Variant, Variants};
use url::Url;

const WAY: Key = Key::new("way", &["方式"], Shape::Choice(WayKind::WORDS), "网站怎样到那里").required();
const PATH: Key = Key::new("path", &["路径"], Shape::Text, "文件夹；远程主机的是主机上的");
const ENDPOINT: Key = Key::new("endpoint", &["服务地址"], Shape::Text, "https://…，不带存储桶的名称");
const BUCKET: Key = Key::new("bucket", &["存储桶"], Shape::Text, "存储桶的名称");
const HOST: Key = Key::new("host", &["主机"], Shape::Text, "名称，也可以是 ssh 设置里的");

/// Every key of a target.
pub(super) const TARGET: Record = Record {
    keys: &[
        WAY,
        PATH,
        Key::new("keep", &["保留"], Shape::Count, "保留几代，默认 5"),
        ENDPOINT,
        Key::new("region", &["区域"], Shape::Text, "默认 us-east-1"),
        BUCKET,
        Key::new("style", &["写法"], Shape::Choice(BucketStyle::WORDS), "存储桶的名称写在哪里，默认域名"),
        Key::new("prefix", &["前缀"], Shape::Text, "放在桶里的哪个目录下"),
        Key::new("access_key_from", &["标识变量"], Shape::Text, "环境变量的名称，不是密钥本身"),
        Key::new("secret_key_from", &["密钥变量"], Shape::Text, "环境变量的名称，不是密钥本身"),
        Key::new("session_token_from", &["令牌变量"], Shape::Text, "环境变量的名称，不是令牌本身"),
        Key::new("headers", &["响应头"], Shape::List(&Shape::Record(&HEADER)), "给路径相符的文件另加响应头"),
        HOST,
        Key::new("user", &["用户"], Shape::Text, "没有写时按 ssh 的设置"),
        Key::new("port", &["端口"], Shape::Count, "没有写时按 ssh 的设置"),
        Key::new("ssh_config", &["ssh配置"], Shape::Text, "代替 ~/.ssh/config 的文件"),
        Key::new("tool", &["工具"], Shape::Choice(SshTool::WORDS), "默认哪个有用哪个，先 rsync"),
        Key::new("compressed", &["压缩"], Shape::Yes, "是否附上压缩好的文件，默认是"),
        Key::new("sm3", &["国密摘要"], Shape::Yes, "是否附上 SM3SUMS，默认否"),
        Key::new("rules", &["规则文件"], Shape::Yes, "是否附上 _headers、_redirects，默认否"),
    ],
    variants: Some(Variants { by: "way", shared: &["way", "compressed", "sm3", "rules"], all: &WAYS }),
};

/// What each way has of them, and must have.
const WAYS: [Variant; 3] = [
    Variant { code: "folder", keys: &["path", "keep"], required: &["path"] },
    Variant {
        code: "s3",
        keys: &[
            "endpoint",
            "region",
            "bucket",
            "style",
            "prefix",
            "access_key_from",
            "secret_key_from",
            "session_token_from",
            "headers",
        ],
        required: &["endpoint", "bucket"],
    },
    Variant { code: "ssh", keys: &["host", "user", "port", "path", "ssh_config", "tool"], required: &["host", "path"] },
];

const PATTERN: Key = Key::new("path", &["路径"], Shape::Text, "哪些文件；* 代表任意文字").required();
const NAME: Key = Key::new("name", &["名称"], Shape::Text, "响应头的名称").required();
const VALUE: Key = Key::new("value", &["值"], Shape::Text, "响应头的值").required();
const HEADER: Record = Record::of(&[PATTERN, NAME, VALUE]);

closed_list! {
    /// How a site gets to a target.
    enum WayKind {
        Folder: "folder", "文件夹";
        Bucket: "s3", "对象存储";
        Ssh: "ssh", "远程主机";
    }
}

closed_list! {
    /// Where a bucket's name stands in addresses.
    pub enum BucketStyle {
        Host: "host", "域名";
        Path: "path", "目录";
    }
}

closed_list! {
    /// What sends files over ssh.
    pub enum SshTool {
        Rsync: "rsync", "rsync工具";
        Sftp: "sftp", "sftp工具";
    }
}

/// One place to which the site is sent.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DeployTarget {
    /// What it is called on the command line.
    pub name: String,
    /// How the site gets there.
    pub way: Way,
    /// What goes along.
    pub extras: Extras,
}

/// What goes along with the site's own files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Extras {
    /// Text files in compressed form, beside the plain ones.
    pub compressed: bool,
    /// SM3 sums beside those of SHA-256.
    pub sm3: bool,
    /// `_headers` and `_redirects`.
    pub rules: bool,
}

/// How a site gets to a target.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Way {
    /// Into a folder of this machine, or one that is mounted.
    Folder(FolderWay),
    /// Into a bucket that speaks the S3 protocol.
    Bucket(Box<BucketWay>),
    /// To another machine, by ssh.
    Ssh(SshWay),
}

/// A folder that holds generations of the site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FolderWay {
    /// The folder; one that is not absolute stands in the site's folder.
    pub path: String,
    /// How many generations are kept.
    pub keep: usize,
}

/// A bucket, or the part of one below a prefix.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BucketWay {
    /// Where the service answers.
    pub endpoint: Url,
    /// Its region.
    pub region: String,
    /// The bucket.
    pub bucket: String,
    /// Where the bucket's name stands in addresses.
    pub style: BucketStyle,
    /// What every key begins with: empty, or with a `/` at its end.
    pub prefix: String,
    /// The variables of the environment that hold the key's id, the secret, and a session's token.
    pub variables: [String; 3],
    /// Headers of one's own.
    pub headers: Vec<HeaderRule>,
}

/// A header for the files that a pattern fits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HeaderRule {
    /// A path in which `*` stands for any characters.
    pub pattern: String,
    /// The header's name, in small letters.
    pub name: String,
    /// Its value.
    pub value: String,
}

/// A machine that is reached by ssh.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SshWay {
    /// Its name, or one that ssh's own settings know.
    pub host: String,
    /// Who logs in.
    pub user: Option<String>,
    /// Where ssh listens.
    pub port: Option<u16>,
    /// The folder there.
    pub path: String,
    /// Settings for ssh; a path that is not absolute stands in the site's folder.
    pub config: Option<String>,
    /// What sends; by default whichever is there, rsync first.
    pub tool: Option<SshTool>,
}

/// Reads the map of targets; the faults are told in `fields`.
pub(super) fn read(fields: &mut Fields<'_>) -> Vec<DeployTarget> {
    let Some(all) = fields.get("deploy") else { return Vec::new() };
    let pairs = all.pairs();
    if pairs.is_empty() {
        fields.fault(all.mismatch(say!("目标的名称和设置", "targets by name")));
    }
    let (mut targets, mut faults) = (Vec::new(), Vec::new());
    for (name, value) in pairs {
        let leaks = secrets(value);
        if leaks.is_empty() {
            let mut target = Fields::new(value.path, value.node, TARGET);
            targets.extend(read_target(name, &mut target));
            faults.extend(target.finish());
        }
        faults.extend(leaks);
    }
    // A line that is shown for another fault could hold the secret too.
    let leaks = faults.iter().any(|fault| fault.code == Code::SecretInFile);
    faults.retain(|fault| !leaks || fault.code == Code::SecretInFile);
    faults.into_iter().for_each(|fault| fields.fault(fault));
    targets
}

fn read_target(name: &str, fields: &mut Fields<'_>) -> Option<DeployTarget> {
    let kind = fields.require(&WAY, Value::choice)?;
    refuse_others(kind, fields);
    let mut on = |key, usual| fields.read(key, Value::yes).unwrap_or(usual);
    let extras = Extras { compressed: on("compressed", true), sm3: on("sm3", false), rules: on("rules", false) };
    let way = match kind {
        WayKind::Folder => Way::Folder(read_folder(fields)?),
        WayKind::Bucket => Way::Bucket(Box::new(read_bucket(fields)?)),
        WayKind::Ssh => Way::Ssh(read_ssh(fields)?),
    };
    Some(DeployTarget { name: name.to_owned(), way, extras })
}

/// Secrets that stand in the file, told without showing the line.
fn secrets(target: Value<'_>) -> Vec<Diagnostic> {
    let is_known = |written: &str| TARGET.keys.iter().any(|key| key.is(written));
    let keys = target.pairs().into_iter().map(|(key, _)| key).filter(|key| secret::is_named(key) && !is_known(key));
    let told = |key| {
        let told =
            say!("部署目标里写了“{key}”，密钥不能写在文件里", "a target has `{key}`; secrets do not belong in a file");
        Diagnostic::new(Code::SecretInFile, Place::File(target.path.clone()), told).help(say!(
            "删去这一行，换一个新的密钥，放在环境变量里；变量名用 access_key_from、secret_key_from（标识变量、密钥变量）写",
            "remove the line, have a new secret made, put it in a variable of the environment, and name that with `access_key_from`, `secret_key_from`"
        ))
    };
    keys.map(told).collect()
}

/// Tells of keys that another way has.
fn refuse_others(kind: WayKind, fields: &mut Fields<'_>) {
    let own = WAYS.iter().find(|way| way.code == kind.code()).map_or(&[][..], |way| way.keys);
    let shared = TARGET.variants.map_or(&[][..], |variants| variants.shared);
    let known = |key: &str| own.contains(&key) || shared.contains(&key);
    let others: Vec<_> = fields.keys().filter(|(key, _)| !known(key.en)).collect();
    for (key, value) in others {
        let (zh, en, name, code) = (key.zh[0], key.en, kind.name(), kind.code());
        let all = own.join(", ");
        fields.fault(
            value
                .fault(
                    Code::KeyUnknown,
                    say!("方式为{name}的目标没有“{zh}”这个键", "a target of the way {code} has no key `{en}`"),
                )
                .help(say!("可用的键：{all}", "known keys: {all}")),
        );
    }
}

fn read_folder(fields: &mut Fields<'_>) -> Option<FolderWay> {
    let keep = fields.read("keep", Value::count).unwrap_or(5);
    Some(FolderWay { path: fields.require(&PATH, folder)?, keep })
}

fn read_bucket(fields: &mut Fields<'_>) -> Option<BucketWay> {
    let mut variable = |key: &str, usual: &str| fields.read(key, variable_name).unwrap_or_else(|| usual.to_owned());
    let variables = [
        variable("access_key_from", "XIANGWEI_ACCESS_KEY"),
        variable("secret_key_from", "XIANGWEI_SECRET_KEY"),
        variable("session_token_from", "XIANGWEI_SESSION_TOKEN"),
    ];
    let region = fields.read("region", Value::text).unwrap_or_else(|| "us-east-1".to_owned());
    let style = fields.read("style", Value::choice).unwrap_or(BucketStyle::Host);
    let prefix = fields.read("prefix", prefix).unwrap_or_default();
    let headers = fields.records("headers", HEADER, |fields| {
        Some(HeaderRule {
            pattern: fields.require(&PATTERN, Value::text)?.trim_start_matches('/').to_owned(),
            name: fields.require(&NAME, header_name)?,
            value: fields.require(&VALUE, header_value)?,
        })
    });
    let (endpoint, bucket) = (fields.require(&ENDPOINT, endpoint), fields.require(&BUCKET, bucket_name));
    Some(BucketWay { endpoint: endpoint?, region, bucket: bucket?, style, prefix, variables, headers })
}

fn read_ssh(fields: &mut Fields<'_>) -> Option<SshWay> {
    let (host, path) = (fields.require(&HOST, plain), fields.require(&PATH, folder));
    let (user, port) = (fields.read("user", plain), fields.read("port", port));
    let (config, tool) = (fields.read("ssh_config", Value::text), fields.read("tool", Value::choice));
    Some(SshWay { host: host?, user, port, path: path?.trim_end_matches('/').to_owned(), config, tool })
}

/// A folder's path: no shell reads it, so that `~` would be a name; and what keeps versions keeps nothing else.
fn folder(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    let fits = !text.starts_with('~') && text.split('/').all(|part| part != ".git");
    fits.then_some(text).ok_or_else(|| {
        Box::new(value.mismatch(say!(
            "文件夹的路径，不用“~”开头，也不在 .git 里",
            "a folder's path, without `~` at its head, and not within .git"
        )))
    })
}

/// A name that a program will not take for one of its options, or for anything but a name.
fn plain(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    let is_plain = !text.starts_with('-') && text.chars().all(|c| c.is_alphanumeric() || "-_.:[]".contains(c));
    is_plain.then_some(text).ok_or_else(|| Box::new(value.mismatch(say!("一个名称", "a plain name"))))
}

fn port(value: Value<'_>) -> Result<u16, Box<Diagnostic>> {
    let port = value.str()?.parse().ok().filter(|port| *port > 0);
    port.ok_or_else(|| Box::new(value.mismatch(say!("端口（1 到 65535）", "a port (1 to 65535)"))))
}

/// The name of a variable; what looks like a secret is not shown.
fn variable_name(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    let is_name = text.chars().all(|c| c.is_ascii_uppercase() || c.is_ascii_digit() || c == '_')
        && text.contains('_')
        && !text.starts_with(|c: char| c.is_ascii_digit());
    is_name.then_some(text).ok_or_else(|| {
        let told = say!("部署目标里应写环境变量的名称", "a target names a variable of the environment here");
        Box::new(Diagnostic::new(Code::SecretInFile, Place::File(value.path.clone()), told).help(say!(
            "变量名由大写字母、数字和下划线组成，如 OSS_SECRET_KEY；密钥本身不能写在文件里",
            "such a name has capital letters, digits and underlines, such as OSS_SECRET_KEY; the secret itself does not belong in a file"
        )))
    })
}

fn endpoint(value: Value<'_>) -> Result<Url, Box<Diagnostic>> {
    let parsed = Url::parse(value.str()?).ok().filter(|url| {
        let plain = url.query().is_none() && url.fragment().is_none() && url.username().is_empty();
        matches!(url.scheme(), "http" | "https") && url.has_host() && plain && url.password().is_none()
    });
    parsed.ok_or_else(|| {
        let fault = value.fault(Code::UrlForm, say!("这里应写服务的网址", "expected the address of the service"));
        Box::new(fault.help(say!("写作 https://s3.example.com", "write https://s3.example.com")))
    })
}

/// A bucket's name: 3 to 63 small letters, digits, dots and hyphens.
fn bucket_name(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    let fits = (3..=63).contains(&text.len())
        && text.chars().all(|c| c.is_ascii_lowercase() || c.is_ascii_digit() || ".-".contains(c));
    fits.then_some(text).ok_or_else(|| {
        Box::new(value.mismatch(say!("存储桶的名称（3 到 63 个小写字母、数字、点、连字符）", "the name of a bucket")))
    })
}

fn prefix(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.str()?.trim_matches('/');
    if text.split('/').any(|part| matches!(part, "." | "..")) {
        return Err(Box::new(value.mismatch(say!("不带 . 和 .. 的前缀", "a prefix without . and .."))));
    }
    Ok(if text.is_empty() { String::new() } else { format!("{text}/") })
}

fn header_name(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.str()?.to_ascii_lowercase();
    let fits = !text.is_empty() && text.chars().all(|c| c.is_ascii_alphanumeric() || c == '-');
    let is_free = fits && !OWN_HEADERS.contains(&text.as_str());
    is_free.then_some(text).ok_or_else(|| {
        Box::new(value.mismatch(say!(
            "响应头的名称，且不是请求自己要用的（如 Host、Content-Length、Content-Encoding）",
            "the name of a header that the request itself does not need (as Host, Content-Length, Content-Encoding)"
        )))
    })
}

/// Headers that a request has of itself: those it is signed with, those that tell how long it is and how it is sent.
const OWN_HEADERS: [&str; 15] = [
    "authorization",
    "connection",
    "content-encoding",
    "content-length",
    "content-md5",
    "date",
    "expect",
    "host",
    "te",
    "trailer",
    "transfer-encoding",
    "upgrade",
    "x-amz-content-sha256",
    "x-amz-date",
    "x-amz-security-token",
];

/// A header's value: ASCII that is seen, with blanks in it (RFC 9110, 5.5).
fn header_value(value: Value<'_>) -> Result<String, Box<Diagnostic>> {
    let text = value.text()?;
    let fits = text.chars().all(|c| c.is_ascii_graphic() || c == ' ') && text.trim() == text;
    fits.then_some(text).ok_or_else(|| {
        Box::new(value.mismatch(say!(
            "响应头的值：只有可见的 ASCII 字符，其他文字先作百分号编码",
            "a header's value, which has visible ASCII characters alone; percent-encode others"
        )))
    })
}
