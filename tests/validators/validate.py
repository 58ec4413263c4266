"""Validates what xiangwei writes for other programs. Usage: validate.py XIANGWEI VNU.JAR"""

import json
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

import feeds
import linked
import pages
import schemas
import sitemaps
import tables

HERE = Path(__file__).parent
XIANGWEI = Path(sys.argv[1]).resolve()
CHECKER = Path(sys.argv[2]).resolve()

# The sample portal, and the golden site about open data with what it takes from elsewhere in the tests.
SAMPLE = HERE.parents[1], "https://www.example.gov.cn/fzzf/"
DATA = HERE.parent / "sites/open_data/input", "https://new.example.gov.cn/fzzf/"
AROUND = {
    "data/organisations.yaml": "- { id: shili, name: 示例市人民政府 }\n- { id: sifa, name: 示例市司法局, parent: shili }\n",
    "content/_index.md": "---\ntitle: 首页\n---\n",
}

# A site in which each kind of place and level is found.
FAULTY = {
    "xiangwei.yaml": "site: { name: 示例, url: https://www.example.gov.cn/a/ }\n"
    "audit: { exceptions: [ { path: content/b.md, rule: secret-mark, reason: 论述标志 } ] }\n",
    "content/_index.md": "---\ntitle: 首页\n---\n",
    "content/空 栏/_index.md": "---\ntitle: 空栏\n---\n",
    "content/a.md": "---\ntitle: 甲\n---\n机密★10年，社会信用代码：91350100M000100Y44\n",
    "content/b.md": "---\ntitle: 乙\n---\n秘密★1年\n",
    "static/机密★.txt": "无\n",
}


def run(*arguments, allowed=(0,)):
    """What a command prints to standard output."""
    done = subprocess.run([XIANGWEI, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode not in allowed:
        sys.exit(f"{arguments}: exit {done.returncode}\n{done.stderr}\n{done.stdout}")
    return done.stdout


def sarif(root):
    """The SARIF form of a check keeps the schema of the standard."""
    schema = json.loads((HERE / "sarif-2.1.0.schema.json").read_text())
    log = json.loads(run("check", "--root", root, "--format", "sarif", allowed=(0, 1)))
    jsonschema.Draft7Validator(schema, format_checker=jsonschema.FormatChecker()).validate(log)
    return len(log["runs"][0]["results"])


def main():
    with tempfile.TemporaryDirectory() as folder:
        write(folder, FAULTY)
        found = sarif(folder)
        assert found >= 4, f"only {found} results"
    sarif(HERE.parents[1])
    print("sarif: valid")
    print("schemas: %d; %d files taken, %d cases refused (%d unseen), %d questions answered as the program does" % schemas.validate(run))
    with tempfile.TemporaryDirectory() as folder:
        published(folder)


def published(scratch):
    """Everything that a build publishes for other programs, on a fixed day."""
    site = built(SAMPLE[0], Path(scratch, "sample"), "2026-07-01")
    print("linked data: %d blocks of %d types" % linked.validate(site, linked.SAMPLE))
    everywhere(scratch, site, SAMPLE[1])
    root = Path(scratch, "root")
    shutil.copytree(DATA[0], root)
    shutil.rmtree(root / "templates")
    settings = root / "xiangwei.yaml"
    settings.write_text(settings.read_text().replace("theme: plain", "theme: gongbao"))
    write(root, AROUND)
    site = built(root, Path(scratch, "data"), "2024-12-31")
    print("linked data: %d blocks of %d types" % linked.validate(site, linked.DATA))
    everywhere(scratch, site, DATA[1])


def everywhere(scratch, site, address):
    print("feeds: %d with %d entries" % feeds.validate(site))
    print("tables: %d with %d rows" % tables.validate(site, address))
    print("sitemap: %d addresses" % sitemaps.validate(site, address))
    print("pages: %d without an error" % pages.validate(CHECKER, site, scratch))


def built(root, out, day):
    run("build", "--root", root, "--out", out, "--date", day)
    return out


def write(folder, files):
    for path, text in files.items():
        file = Path(folder, path)
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)


main()
