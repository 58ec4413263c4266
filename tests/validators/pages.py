"""HTML: the Nu checker finds no error on any page."""

import json
import subprocess
from pathlib import Path

# A page with an error, to know that one would be told.
WRONG = "<!doctype html><html lang=zh-CN><title>示例</title><p id=a><p id=a>"


def validate(jar, folder, scratch):
    """How many pages there are."""
    wrong = Path(scratch, "wrong.html")
    wrong.write_text(WRONG)
    assert errors(jar, wrong), "the checker tells of nothing"
    found = errors(jar, folder)
    for error in found[:10]:
        print(f"{error['url']}:{error.get('lastLine')}: {error['message']}\n  {error.get('extract', '')}")
    assert not found, f"{len(found)} errors"
    return sum(1 for _ in folder.rglob("*.html"))


def errors(jar, path):
    command = ["java", "-Xss4m", "-jar", jar, "--errors-only", "--skip-non-html", "--format", "json", str(path)]
    done = subprocess.run(command, capture_output=True, text=True)
    messages = json.loads(done.stderr)["messages"]
    return [message for message in messages if message["type"] != "info"]
