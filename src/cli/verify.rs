//! `xiangwei verify`: what is not as the list of a published site says.

use super::End;
use super::args::{ResultArg, Verify as Args};
use super::screen::{Screen, named};
use crate::config::Address;
use crate::deploy::{Finding, Verified, verify_folder, verify_site};
use crate::diag::Failure;
use serde_json::json;
use std::path::Path;

pub(super) fn run(args: &Args, screen: Screen) -> Result<End, Failure> {
    let list = args.manifest.as_deref();
    let verified = match Address::parse(&args.place) {
        Some(address) => verify_site(&address, list, usize::from(args.jobs))?,
        None => verify_folder(Path::new(&args.place), list)?,
    };
    match args.format {
        ResultArg::Human => screen.print(&told(&verified, screen)),
        ResultArg::Json => screen.print(&format!("{}\n", object(&verified))),
    }
    Ok(if verified.findings.is_empty() { End::Well } else { End::WithFaults })
}

fn told(verified: &Verified, screen: Screen) -> String {
    let line = |finding: &Finding| match finding {
        Finding::Missing(path) => format!("{} {}\n", screen.say("缺失", "missing"), named(path)),
        Finding::Changed(path) => format!("{} {}\n", screen.say("被改", "changed"), named(path)),
        Finding::Extra(path) => format!("{} {}\n", screen.say("多出", "extra"), named(path)),
    };
    let lines: String = verified.findings.iter().map(line).collect();
    let (files, wrong) = (verified.files, verified.findings.len());
    let zh = format!("{lines}核对了 {files} 个文件，{wrong} 个不符\n");
    let en = format!("{lines}{files} files compared, {wrong} not as listed\n");
    screen.say(&zh, &en).to_owned()
}

fn object(verified: &Verified) -> serde_json::Value {
    let of = |which: fn(&Finding) -> Option<&String>| verified.findings.iter().filter_map(which).collect::<Vec<_>>();
    json!({
        "files": verified.files,
        "missing": of(|finding| if let Finding::Missing(path) = finding { Some(path) } else { None }),
        "changed": of(|finding| if let Finding::Changed(path) = finding { Some(path) } else { None }),
        "extra": of(|finding| if let Finding::Extra(path) = finding { Some(path) } else { None }),
    })
}
