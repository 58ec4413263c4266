"""Sitemaps keep the schema of their protocol, and name pages that there are."""

import xml.etree.ElementTree as ET
from pathlib import Path
from urllib.parse import unquote

import xmlschema

SCHEMA = xmlschema.XMLSchema(str(Path(__file__).parent / "sitemap-0.9.xsd"))


def validate(folder, address):
    """How many addresses there are."""
    count = 0
    for path in sorted(folder.glob("sitemap*.xml")):
        SCHEMA.validate(str(path))
        for location in locations(path):
            file = unquote(location.removeprefix(address))
            assert (folder / (file + "index.html" if file == "" or file.endswith("/") else file)).is_file(), location
            count += 1
    return count


def locations(path):
    return [one.text for one in ET.parse(path).iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
