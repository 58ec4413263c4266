"""Atom feeds: an independent parser reads them, and they keep the rules of RFC 4287."""

import re
import xml.etree.ElementTree as ET
from collections import Counter

import feedparser

ATOM = "{http://www.w3.org/2005/Atom}"
RFC3339 = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)")
# RFC 4151.
TAG = re.compile(r"tag:[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:\S*")
RELATIVE = re.compile(r"""\s(?:href|src|poster)=["'](?!https?:|mailto:|tel:)""")


def validate(folder):
    """How many feeds and entries there are; fails at the first that is wrong."""
    feeds = [path for path in sorted(folder.rglob("*.xml")) if b"http://www.w3.org/2005/Atom" in path.read_bytes()[:400]]
    entries = sum(feed(path) for path in feeds)
    ids = Counter(text(ET.parse(path).getroot(), "id") for path in feeds)
    assert max(ids.values()) == 1, f"feeds with one id: {ids.most_common(1)}"
    return len(feeds), entries


def feed(path):
    read = feedparser.parse(path)
    assert not read.bozo, f"{path}: {read.get('bozo_exception')}"
    assert read.version == "atom10", f"{path}: {read.version}"
    root = ET.parse(path).getroot()
    common(path, root)
    assert link(root, "self").startswith("https://"), path
    found = root.findall(f"{ATOM}entry")
    assert len(found) == len(read.entries), path
    ids = [text(entry, "id") for entry in found]
    assert len(ids) == len(set(ids)), f"{path}: an id stands twice"
    for entry in found:
        one(path, root, entry)
    stamps = [text(entry, "updated") for entry in found]
    assert not stamps or max(stamps) == text(root, "updated"), f"{path}: {text(root, 'updated')}"
    return len(found)


def common(path, element):
    """What RFC 4287 requires of feeds and entries alike (4.1.1, 4.1.2)."""
    for name in ("id", "title", "updated"):
        assert len(element.findall(ATOM + name)) == 1, f"{path}: {name}"
    assert TAG.fullmatch(text(element, "id")), f"{path}: {text(element, 'id')}"
    for name in ("updated", "published"):
        for moment in element.findall(ATOM + name):
            assert RFC3339.fullmatch(moment.text), f"{path}: {moment.text}"


def one(path, root, entry):
    common(path, entry)
    assert entry.find(f"{ATOM}author/{ATOM}name") is not None or root.find(f"{ATOM}author/{ATOM}name") is not None, path
    assert link(entry, "alternate").startswith("https://"), path
    content = entry.find(f"{ATOM}content")
    if content is not None:
        assert content.get("type") == "html" and not RELATIVE.search(content.text), f"{path}: {text(entry, 'id')}"


def text(element, name):
    return element.find(ATOM + name).text


def link(element, rel):
    return next(link.get("href") for link in element.findall(f"{ATOM}link") if link.get("rel") == rel)
