//! Golden sites: a small site in, its whole tree and screen out.
//!
//! `sites/<case>/input/` is laid over the skeleton site and the theme `plain` (`sites/_theme`), and built on
//! 2024-12-31 with `--format short --lang en` and what the file `arguments` adds. `expected/` is what must be
//! published, `screen.txt` what must be said, its time put as `0.00`. Pages that every site has and that say nothing
//! stand in `expected/` only where a case is about them.

use crate::support::{Run, Site, Tree, copy, golden_sites, tests};
use std::collections::BTreeSet;
use std::fs;
use std::path::PathBuf;

macro_rules! sites {
    ($($(#[$about:meta])* $name:ident)*) => {
        $($(#[$about])* #[test] fn $name() { Case::new(stringify!($name)).check(); })*

        #[test]
        fn every_folder_is_a_case() {
            let cases = BTreeSet::from([$(stringify!($name).to_owned()),*]);
            let folders: BTreeSet<String> = fs::read_dir(tests().join("sites")).unwrap()
                .map(|entry| entry.unwrap().file_name().into_string().unwrap())
                .filter(|name| name != "_theme")
                .collect();
            assert_eq!(folders, cases);
        }
    };
}

golden_sites!(sites);

/// Files that are the same everywhere but in the cases that are about them.
const EVERYWHERE: [&str; 3] = ["404.html", "robots.txt", "sitemap.html"];
/// The same, where a site has a search.
const SEARCH: [&str; 2] = ["opensearch.xml", "search.html"];
/// The search index, of which tests/search tells whether it is right.
const INDEX: &str = "search/";
/// Those cases.
const WHOLE: [&str; 2] = ["minimal", "a_base_path_with_chinese_names"];

struct Case {
    name: &'static str,
    folder: PathBuf,
}

impl Case {
    fn new(name: &'static str) -> Self {
        Self { name, folder: tests().join("sites").join(name) }
    }

    fn check(&self) {
        let site = Site::like(&self.folder.join("input"));
        let run = site.build_with(&self.arguments().iter().map(String::as_str).collect::<Vec<_>>());
        let (published, screen) = (self.compared(site.published()), normal(&run));
        if std::env::var_os("ACCEPT").is_some() {
            return self.accept(&published, &screen);
        }
        published.assert_same(&Tree::read(&self.folder.join("expected")), self.name);
        let expected = fs::read_to_string(self.folder.join("screen.txt")).unwrap_or_default();
        assert!(screen == expected, "{}: the screen differs\n--- shown\n{screen}--- expected\n{expected}", self.name);
    }

    fn arguments(&self) -> Vec<String> {
        let own = fs::read_to_string(self.folder.join("arguments")).unwrap_or_default();
        ["--format", "short"].into_iter().chain(own.split_whitespace()).map(str::to_owned).collect()
    }

    /// What is compared of a published tree.
    fn compared(&self, published: Tree) -> Tree {
        let mut published = published.0;
        published.retain(|path, _| !path.starts_with(INDEX));
        if WHOLE.contains(&self.name) {
            return Tree(published);
        }
        for path in EVERYWHERE {
            assert!(published.remove(path).is_some(), "{}: no {path}", self.name);
        }
        published.retain(|path, _| !SEARCH.contains(&path.as_str()));
        if self.name == "gongbao" {
            published.retain(|path, _| !path.starts_with("assets/"));
            published.values_mut().for_each(|bytes| *bytes = without_hashes(bytes));
        }
        Tree(published)
    }

    fn accept(&self, published: &Tree, screen: &str) {
        let expected = self.folder.join("expected");
        fs::remove_dir_all(&expected).unwrap_or_default();
        for (path, bytes) in &published.0 {
            let file = expected.join(path);
            fs::create_dir_all(file.parent().unwrap()).unwrap();
            fs::write(file, bytes).unwrap();
        }
        fs::write(self.folder.join("screen.txt"), screen).unwrap();
        eprintln!("accepted {}", self.name);
    }
}

/// The default theme's style sheet changes often: `gongbao.0123456789ab.css` is read as `gongbao.css`.
fn without_hashes(bytes: &[u8]) -> Vec<u8> {
    let text = String::from_utf8_lossy(bytes);
    let is_hash = |part: &&str| part.len() == 12 && part.bytes().all(|byte| byte.is_ascii_hexdigit());
    text.split('.').filter(|part| !is_hash(part)).collect::<Vec<_>>().join(".").into_bytes()
}

/// What a run said, with its time put as `0.00`.
fn normal(run: &Run) -> String {
    let seconds = |word: &str| word.parse::<f64>().is_ok() && word.contains('.');
    let line = |line: &str| match line.starts_with("done:") {
        true => line.split(' ').map(|word| if seconds(word) { "0.00" } else { word }).collect::<Vec<_>>().join(" "),
        false => line.to_owned(),
    };
    run.screen().lines().map(|one| line(one) + "\n").collect()
}

/// The golden sites' own harness: what is laid over what.
#[test]
fn the_files_of_a_case_take_the_place_of_the_skeletons() {
    let site = Site::small("//- /content/_index.md\n---\ntitle: 另一个首页\n---\n");
    copy(&tests().join("sites/minimal/input"), site.root());
    let home = fs::read_to_string(site.path("content/_index.md")).unwrap();
    assert!(!home.contains("另一个首页"));
}
