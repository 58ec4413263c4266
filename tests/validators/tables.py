"""The data package and its tables: Frictionless reads both, holds every cell against its type, and sizes and hashes
against the files. A register's table is described by its address on the web; it is looked for in the folder."""

import hashlib
import json
from urllib.parse import unquote

from frictionless import Package, system


def validate(folder, address):
    """How many tables and rows there are."""
    descriptor = json.loads((folder / "data/datapackage.json").read_text())
    assert len(descriptor["resources"]) >= 2
    for resource in descriptor["resources"]:
        local(resource, folder, address)
    with system.use_context(trusted=True):
        report = Package.from_descriptor(descriptor, basepath=str(folder)).validate()
    assert report.valid, json.dumps(report.flatten(["title", "rowNumber", "fieldName", "message"]), ensure_ascii=False)
    assert all(task.stats.get("rows") for task in report.tasks if task.name == "documents")
    return len(report.tasks), sum(task.stats.get("rows", 0) for task in report.tasks)


def local(resource, folder, address):
    path = resource["path"]
    resource["path"] = unquote(path.removeprefix(address)) if path.startswith(address) else f"data/{path}"
    bytes = (folder / resource["path"]).read_bytes()
    assert bytes.startswith(b"\xef\xbb\xbf"), f"{path}: no mark, so that a spreadsheet takes it for GBK"
    assert bytes.count(b"\n") == bytes.count(b"\r\n") or b'"' in bytes, f"{path}: lines end in CRLF"
    assert len(bytes) == resource["bytes"], path
    assert "sha256:" + hashlib.sha256(bytes).hexdigest() == resource["hash"], path
