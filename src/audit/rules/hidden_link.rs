//! No link to another host is hidden from the eye (暗链): that is what a break-in leaves behind.

use super::shown;
use crate::audit::link::{Link, Usage, outside};
use crate::audit::{Auditor, Element, Page};
use crate::diag::{Diagnostic, Rule};
use crate::say;
use std::collections::BTreeSet;

pub(super) fn look(page: &Page, auditor: &Auditor<'_>) -> Vec<Diagnostic> {
    let site = &auditor.config().site.address;
    let links = page.absolute_links().filter(|link| link.usage == Usage::Follow && link.element.is("a"));
    let hidden = links.filter(|link| is_unseen(page, link));
    let hosts = hidden.filter_map(|link| Some(outside(link.address, site)?.host_str()?.to_owned()));
    hosts.collect::<BTreeSet<_>>().iter().map(|host| told(host)).collect()
}

fn told(host: &str) -> Diagnostic {
    let told = say!("有一个看不见的链接指向 {host}（暗链）", "a link to {host} cannot be seen");
    let help = say!(
        "查明来源：不是本单位加的，按网页被篡改处置；不需要就删去，需要就让它看得见",
        "find out where it comes from: if nobody of yours put it there, the site was broken into; delete it, or let it be seen"
    );
    shown(Rule::HiddenLink, told, help)
}

fn is_unseen(page: &Page, link: &Link<'_>) -> bool {
    let shows = |one: &Element| matches!(one.name(), "img" | "svg" | "picture" | "video" | "canvas" | "object");
    let is_empty = page.text(link.element).is_empty() && !page.within(link.element).any(shows);
    is_empty || page.outward(link.element).any(hides)
}

/// Whether an element hides what is in it. One that a person opens (`<details>`, `<dialog>`) does not.
fn hides(element: &Element) -> bool {
    let style: String = element.attribute("style").unwrap_or_default().split_whitespace().collect();
    element.attribute("hidden").is_some() || style.to_ascii_lowercase().split(';').any(hides_by) || is_thin(element)
}

/// Whether one declaration of a style hides.
fn hides_by(declaration: &str) -> bool {
    let Some((name, value)) = declaration.split_once(':') else { return false };
    let value = value.trim_end_matches("!important");
    match name {
        "display" => value == "none",
        "visibility" => matches!(value, "hidden" | "collapse"),
        "opacity" | "font-size" | "width" | "height" | "max-width" | "max-height" => is_next_to_nothing(value),
        "text-indent" | "left" | "top" | "right" | "bottom" | "margin-left" | "margin-top" | "inset-inline-start" => {
            is_far_away(value)
        }
        _ => false,
    }
}

/// Not more than a pixel, or a hundredth.
fn is_next_to_nothing(value: &str) -> bool {
    let (number, unit) = measure(value);
    number.is_some_and(|number| match unit {
        "px" => number <= 1.0,
        "" | "em" | "rem" | "%" | "pt" => number <= 0.01,
        _ => false,
    })
}

/// Hundreds of pixels outside the window.
fn is_far_away(value: &str) -> bool {
    let (number, unit) = measure(value);
    number.is_some_and(|number| match unit {
        "em" | "rem" | "vw" | "vh" => number <= -50.0,
        "%" => number <= -100.0,
        _ => number <= -500.0,
    })
}

fn measure(value: &str) -> (Option<f32>, &str) {
    let end = value.find(|c: char| !(c.is_ascii_digit() || "+-.".contains(c))).unwrap_or(value.len());
    (value[..end].parse().ok(), &value[end..])
}

/// A marquee of a pixel is the oldest hiding place.
fn is_thin(element: &Element) -> bool {
    let sizes = ["width", "height"].map(|name| element.attribute(name).and_then(|size| size.parse::<u32>().ok()));
    element.is("marquee") && sizes.iter().flatten().any(|size| *size <= 5)
}
