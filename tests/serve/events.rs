//! What an open page is told.

use super::Preview;
use super::client::{Event, Events};

/// The moment that a page's script knows of.
fn since(preview: &Preview, path: &str) -> String {
    let page = preview.get(path);
    let (_, rest) = page.text().split_once("data-since=\"").unwrap();
    rest.split('"').next().unwrap().to_owned()
}

/// The first events of a page that was loaded at a moment.
fn listen(preview: &Preview, since: &str, file: &str) -> Events {
    Events::open(preview.address, &format!("?since={since}&file={file}"), None)
}

fn names(events: &mut Events, count: usize) -> Vec<String> {
    (0..count).map(|_| events.next().name).collect()
}

fn paths(paths: &[&str]) -> Vec<String> {
    paths.iter().map(|path| (*path).to_owned()).collect()
}

/// What the terminal says, which an event carries as JSON.
fn said(event: &Event) -> String {
    assert_eq!(event.name, "faults");
    let data: serde_json::Value = serde_json::from_str(&event.data).unwrap();
    data["text"].as_str().unwrap().to_owned()
}

#[test]
fn a_page_hears_of_itself() {
    let preview = Preview::new();
    let moment = since(&preview, "/fzzf/");
    let mut events = listen(&preview, &moment, "index.html");
    let first = events.next();
    assert_eq!((said(&first), &first.id), (String::new(), &moment));
    preview.live.published(&paths(&["other.html"]), &[("a.1.css".to_owned(), "a.2.css".to_owned())]);
    let styles = events.next();
    assert_eq!((styles.name.as_str(), styles.data.as_str()), ("styles", r#"[["a.1.css","a.2.css"]]"#));
    assert_ne!(styles.id, moment);
    preview.live.published(&paths(&["other.html"]), &[]);
    preview.live.published(&paths(&["other.html", "index.html"]), &[]);
    let reload = events.next();
    assert_eq!(reload.name, "reload");
    assert_eq!(reload.id, since(&preview, "/fzzf/"));
}

#[test]
fn a_name_in_chinese_is_the_same_name() {
    let preview = Preview::new();
    assert!(preview.get("/fzzf/%E6%A0%8F%E7%9B%AE/").text().contains("data-file=\"栏目/index.html\""));
    let moment = since(&preview, "/fzzf/");
    preview.live.published(&paths(&["栏目/index.html"]), &[]);
    let mut events = listen(&preview, &moment, "%E6%A0%8F%E7%9B%AE%2Findex.html");
    assert_eq!(names(&mut events, 2), ["reload", "faults"]);
}

#[test]
fn what_happens_before_a_page_listens_is_not_missed() {
    let preview = Preview::new();
    let moment = since(&preview, "/fzzf/");
    preview.live.published(&paths(&["index.html"]), &[]);
    assert_eq!(names(&mut listen(&preview, &moment, "index.html"), 2), ["reload", "faults"]);
    assert_eq!(names(&mut listen(&preview, &moment, "other.html"), 1), ["faults"]);
    let later = since(&preview, "/fzzf/");
    assert_eq!(names(&mut listen(&preview, &later, "index.html"), 1), ["faults"]);
}

#[test]
fn who_connects_again_is_told_what_it_missed() {
    let preview = Preview::new();
    let moment = since(&preview, "/fzzf/");
    let style = |from: &str, to: &str| (from.to_owned(), to.to_owned());
    preview.live.published(&paths(&["index.html"]), &[style("1.css", "2.css")]);
    let heard = since(&preview, "/fzzf/");
    preview.live.published(&[], &[style("2.css", "3.css")]);
    preview.live.published(&[], &[style("3.css", "4.css")]);
    // The address still says the moment when the page was loaded: what was heard last counts.
    let query = format!("?since={moment}&file=index.html");
    let mut events = Events::open(preview.address, &query, Some(&heard));
    assert_eq!(events.next().data, r#"[["2.css","3.css"],["3.css","4.css"]]"#);
    for unknown in ["0-0", "nothing", "ffff-99999999"] {
        let mut events = Events::open(preview.address, &query, Some(unknown));
        assert_eq!(names(&mut events, 2), ["reload", "faults"], "{unknown}");
    }
}

#[test]
fn who_slept_through_too_much_loads_again() {
    let preview = Preview::new();
    let moment = since(&preview, "/fzzf/");
    for number in 0..1000 {
        preview.live.published(&[], &[(format!("{number}.css"), format!("{}.css", number + 1))]);
    }
    assert_eq!(names(&mut listen(&preview, &moment, "index.html"), 2), ["reload", "faults"]);
}

#[test]
fn a_missing_page_hears_of_everything() {
    let preview = Preview::new();
    let moment = since(&preview, "/fzzf/none.html");
    let mut events = Events::open(preview.address, &format!("?since={moment}"), None);
    assert_eq!(events.next().name, "faults");
    preview.live.published(&paths(&["other.html"]), &[]);
    assert_eq!(events.next().name, "reload");
}

#[test]
fn faults_arrive_as_they_are_said() {
    let preview = Preview::new();
    let text = "错误[doc-number]: <script>alert(1)</script>\r\n --> a.md:3:7\n  |\n3 | \"x\": \u{2028}\\n\n\nid: 5\n";
    preview.live.faults(text);
    let moment = since(&preview, "/fzzf/");
    let mut events = listen(&preview, &moment, "index.html");
    assert_eq!(said(&events.next()), text);
    preview.live.faults("another");
    assert_eq!(said(&events.next()), "another");
    preview.live.faults("");
    assert_eq!(said(&events.next()), "");
    preview.live.faults("");
    preview.live.faults("at last");
    assert_eq!(said(&events.next()), "at last");
}
