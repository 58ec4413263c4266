"""JSON-LD: the catalogue and the data blocks of all pages expand with an independent processor, without the network."""

import html.parser
import json
from collections import Counter

from pyld import jsonld

SCHEMA = "https://schema.org"
# What the pages of a portal must say between them.
COMMON = {"WebSite", "GovernmentOrganization", "BreadcrumbList", "Dataset", "DataCatalog", "DataDownload"}
SAMPLE = COMMON | {"Report", "Article"}
DATA = COMMON | {"Report", "Legislation", "WebPage"}


class Blocks(html.parser.HTMLParser):
    """The data blocks of a page."""

    def __init__(self):
        super().__init__()
        self.blocks, self.within = [], False

    def handle_starttag(self, tag, attributes):
        self.within = tag == "script" and ("type", "application/ld+json") in attributes

    def handle_data(self, data):
        if self.within:
            self.blocks.append(data)

    def handle_endtag(self, tag):
        self.within = False


def loader(url, options={}):
    """schema.org's own context stands for its vocabulary; no other address may be asked for."""
    assert url.rstrip("/") == SCHEMA, f"{url} would have to be fetched"
    context = {"@context": {"@vocab": "http://schema.org/"}}
    return {"contextUrl": None, "documentUrl": url, "document": context, "contentType": "application/ld+json"}


def expand(text, where):
    document = json.loads(text)
    expanded = jsonld.expand(document, {"documentLoader": loader})
    assert expanded, f"{where}: nothing is left of it"
    assert keys(document) <= known(expanded) | {"@context", "@graph", "@id", "@type"}, where
    return types(expanded)


def walk(value):
    if isinstance(value, list):
        for item in value:
            yield from walk(item)
    elif isinstance(value, dict):
        yield value
        for item in value.values():
            yield from walk(item)


def keys(document):
    """The property names that are written, but those of the context."""
    body = {key: value for key, value in document.items() if key != "@context"}
    return {key for one in walk(body) for key in one}


def known(expanded):
    """The last parts of the properties that the processor knew; a term that is not defined would be dropped."""
    return {key.replace("#", "/").rsplit("/", 1)[-1] for one in walk(expanded) for key in one}


def types(expanded):
    return Counter(kind.replace("#", "/").rsplit("/", 1)[-1] for one in walk(expanded) for kind in one.get("@type", []) if isinstance(one.get("@type"), list))


def validate(folder, wanted):
    """How many blocks there are, and of which types."""
    found, blocks = Counter(), 0
    for page in sorted(folder.rglob("*.html")):
        parser = Blocks()
        parser.feed(page.read_text())
        for block in parser.blocks:
            found += expand(block, page)
            blocks += 1
    assert wanted <= set(found), f"missing: {wanted - set(found)}"
    catalogue = expand((folder / "data/catalog.jsonld").read_text(), "catalog.jsonld")
    assert catalogue["Catalog"] == 1 and catalogue["Dataset"] >= 5 and catalogue["Distribution"] >= 7, catalogue
    return blocks, len(found)
