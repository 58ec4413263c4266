"""Validates what xiangwei writes for other programs. Usage: validate.py XIANGWEI"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

import jsonschema

HERE = Path(__file__).parent
XIANGWEI = Path(sys.argv[1]).resolve()

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
        for path, text in FAULTY.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        found = sarif(folder)
        assert found >= 4, f"only {found} results"
    sarif(HERE.parents[1])
    print("sarif: valid")


main()
