"""The schemas for editors, held against the program's own reading.

A schema sees the values of one file. So it must take every file that the program takes, and refuse every file in which
the program tells one of CODES, but for those that UNSEEN names with its reason.
"""

import json
import re
import tempfile
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import jsonschema
import yaml

TESTS = Path(__file__).parent.parent

# The faults of keys and values.
CODES = {"key-unknown", "key-of-another-kind", "key-missing", "key-twice", "value-type", "value-choice", "date", "doc-number", "url-form"}

# Faults that are worked out in the program, of which a schema sees some.
PARTLY = {"table-form", "secret-in-file", "feedback-twice"}

# What a schema cannot know: what the program says, in English, and why.
UNSEEN = {
    "`publisher` is missing": "a section may hand it down",
    "is written twice": "one name twice is no map any more: the parser of YAML tells it, or keeps the last",
    "more opinions": "one value is compared with another",
    "采纳的意见多于": "the same",
    "has no key": "without `kind` the document may be of any kind: its section's",
    "`field` is missing": "a column may be told by `name` instead",
    "holds no": "one value is compared with another",
    "not one of the choices": "the choices are those of the same column",
    "expected 5 to 7": "the schema asks for a count",
    "up to 65535": "the schema asks for a count",
    "ten": "a site's code has digits that are counted in the program",
    "a site's code": "its characters are counted in the program",
    "time zone": "zones are the system's",
    "a telephone number": "digits are counted in the program",
    "电话号码": "the same",
    "a word of two": "characters are counted in the program",
    "a longer stretch": "one value is compared with another",
    "is not an address": "an address is parsed by the program",
    "a domain name": "a domain is parsed by the program",
    "folder in themes": "a path is parsed by the program",
    "a plain name": "a name is parsed by the program",
    "a port": "the schema asks for a count",
    "name of a bucket": "a bucket's name is parsed by the program",
    "name of a header": "a header's name is parsed by the program",
    "a prefix without": "a path is parsed by the program",
    "the characters of": "a code is parsed by the program",
    "organisation's code": "a code is parsed by the program",
}

# Where a schema asks for one way to write what the program reads in several: key, and value as it is written.
STRICTER = {
    "继承": "the program reads what a section hands down where a document takes it",
    "cascade": "the same",
}


DICTIONARIES = ("organisations", "indicators", "wording")
SETTINGS = {"xiangwei.yaml": "xiangwei", **{f"data/{name}.yaml": name for name in DICTIONARIES}}


class Core(yaml.SafeLoader):
    """YAML 1.2, core schema, as editors read it: dates are texts."""


Core.yaml_implicit_resolvers = {}
for tag, pattern, first in [
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)", "-+.0123456789"),
]:
    Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))


def load(text):
    return yaml.load(text, Core)


class Schemas:
    def __init__(self, run, folder):
        run("schema", "--out", folder)
        self.all = {}
        for file in Path(folder).glob("*.json"):
            schema = json.loads(file.read_text())
            jsonschema.Draft202012Validator.check_schema(schema)
            self.all[file.stem] = jsonschema.Draft202012Validator(schema)

    def has(self, path):
        """Whether there is a schema for a file of a site."""
        return path in SETTINGS or path.startswith("content/") and path.endswith(".md")

    def of(self, path, text):
        """The schema of a file of a site, and the data that it holds; nothing for a file without any."""
        if path in SETTINGS:
            return self.all[SETTINGS[path]], load(text)
        found = re.match(r"---[ \t]*\r?\n(.*?)^---[ \t]*$", text, re.S | re.M)
        name = "section" if path.endswith("_index.md") else "document"
        return (self.all[name], load(found[1]) or {}) if found else None

    def refuses(self, path, text):
        """Why the schema of a file refuses it; nothing where it does not."""
        try:
            found = self.of(path, text)
        except yaml.YAMLError:
            return None
        if not found:
            return None
        schema, data = found
        return next((f"{error.json_path}: {error.message[:200]}" for error in schema.iter_errors(data)), None)


def validate(run):
    with tempfile.TemporaryDirectory() as folder:
        schemas = Schemas(run, folder)
    taken = good(schemas)
    refused, unseen = faults(schemas)
    asked = differences(schemas, run)
    return len(schemas.all), taken, refused, unseen, asked


def good(schemas):
    """Every file of the sites in which the program finds nothing of CODES."""
    count = 0
    sites = [(TESTS.parent, ""), (TESTS.parent / "src/world/starter", "")]
    sites += [(folder / "input", (folder / "screen.txt").read_text()) for folder in (TESTS / "sites").glob("[!_]*")]
    for root, told in sites:
        for file in [*root.glob("content/**/*.md"), *root.glob("data/*.yaml"), root / "xiangwei.yaml"]:
            path = file.relative_to(root).as_posix()
            if not file.is_file() or any(f"{path}:" in line and any(f"[{code}]" in line for code in CODES) for line in told.splitlines()):
                continue
            why = schemas.refuses(path, file.read_text())
            assert why is None, f"{file}: {why}"
            count += 1
    assert count > 150, f"only {count} files were found"
    return count


def faults(schemas):
    """The cases of tests/faults: what is wrong in a key or a value is refused, the rest is not."""
    refused = unseen = 0
    for path, text, told in cases():
        if not schemas.has(path):
            continue
        shapes = [(code, words) for code, words in told if code in CODES]
        why = schemas.refuses(path, text)
        hidden = all(code == "key-missing" and "发布机构" in words or code == "key-twice" or is_unseen(words) for code, words in shapes)
        if shapes and not hidden:
            assert why, f"{path} is taken, and the program tells {shapes}:\n{text}"
            refused += 1
        elif shapes:
            unseen += 1
        elif not any(code == "yaml" or code in PARTLY for code, _ in told):
            assert not why, f"{path}: {why}, and the program tells {told}:\n{text}"
    assert refused > 25, f"only {refused} cases"
    return refused, unseen


def is_unseen(words):
    return any(reason in words for reason in UNSEEN)


def cases():
    """Path, text and what is told of each file in tests/faults."""
    mark = r"(?:error|warning|note)\[([a-z-]+)\] ?(.*)"
    for file in sorted((TESTS / "faults").glob("*.md")):
        for case in re.split(r"^# ", file.read_text(), flags=re.M):
            whole = {path: (code, words) for path, code, words in re.findall(rf"^`([^`]+)` {mark}$", case, re.M)}
            for path, block in re.findall(r"^`([^`]+)`\n~~~\n(.*?)^~~~$", case, re.S | re.M):
                lines = [(line, re.fullmatch(rf" *\^+ {mark}", line)) for line in block.split("\n")]
                told = [found.groups() for _, found in lines if found] + [whole[one] for one in whole if one == path]
                yield path, "\n".join(line for line, found in lines if not found), told


# Values of every sort, as they are written.
VALUES = [
    "文字", "3", "-3", "0", "3.5", "65536", "true", "是", "maybe", "2024", "2024年", "1066", "2024-03-01", "2024-03-01 09:30", "2024-02-30",
    "2024/3/1", "[]", "[文字]", "[1, 2]", "[[文字]]", "{ 甲: 乙 }", "[{ 甲: 乙 }]", "~", '""', "20-1", "[20-1, 22-1]", "综合政务",
    "综合政务\\政务公开", "通知", "有效", "文字、图解", "[图解, 动画]", "22,911",
]


# And of forms that a pattern knows, as they are written: each must be taken or refused by both.
FORMS = [
    # Days, and moments.
    "0000-00-00", "0000-01-01", "0001-01-01", "2023-02-29", "2024-02-29", "1900-02-29", "2000-02-29", "2100-02-29", "2024-04-31",
    "2024-12-31", "2024-13-01", "2024-00-10", "2024-1-1", "24-01-01", "2024年3月1日", "２０２４-03-01", '" 2024-03-01 "',
    "2024-02-29 23:59", "2023-02-29 09:30", "2024-03-01T09:30:59", "2024-03-01 24:00", "2024-03-01 09:60", "2024-03-01 9:30",
    "2024-03-01 09:30:60", "2024-03-01 09:30Z",
    # 发文字号.
    "司发2024-1", "司发〔2024〕1号", "司发［2024］ 1 号", "司发〔２０２４〕１号", "司发〔2024〕01号", "司发〔2024〕第1号", "司发〔2024〕1", "司发〔24〕1号",
    "司发〔2124〕1号", "司发〔1899〕1号", "司发〔2024〕100000号", "司发〔2024〕1号文", "发〔2024〕1号", "SF〔2024〕1号", "省政府令第158号", "省政府令158号",
    "省政府第158号令", "令第1号", "司\u200b发(2024)12345号",
    # Parts of addresses.
    "甲/乙", ".甲", "index", '"甲?乙"', "甲%20", "a b", "/old/a.html", "//old//a.html", "https://example.com/a", "/old/../a", "/", "/a#b",
    # Classes, duties, numbers and years.
    "综合政务/政务公开", "综合政务-政务公开", "综合政务/没有", "组织机构", "20－1", "２０-１５", "20-16", '"1,234"', '"1,23"', "+5", '"5."', '".5"', "5％", "－5.5%", "5 6",
    "12345678901234567890", "1899", "2099", "2100", "TRUE", "No", "NO",
]


def differences(schemas, run):
    """Each key of each map with values of every sort: the program and the schema take the same."""
    jobs = [documents(schemas, kind) for kind in sorted(schemas.all) if kind.startswith("document-")]
    jobs += [sections(schemas)]
    jobs += [dictionary(schemas, name) for name in DICTIONARIES]
    jobs += list(settings(schemas))
    with ThreadPoolExecutor(2) as pool:
        wrong, asked = [], 0
        for one in pool.map(lambda job: compare(run, *job), jobs):
            wrong += one[0]
            asked += one[1]
    assert not wrong, f"{len(wrong)} differences:\n" + "\n".join(wrong[:400])
    return asked


def compare(run, files, questions):
    """Files of a site, and questions: a file, its line or nothing, whether the schema takes it, and what it is."""
    with tempfile.TemporaryDirectory() as folder:
        for path, text in {**SITE, **files}.items():
            file = Path(folder, path)
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        shown = run("build", "--root", folder, "--format", "json", "--lang", "en", "--drafts", allowed=(0, 1))
    told = {}
    for line in shown.splitlines():
        one = json.loads(line)
        if one.get("code") in CODES | PARTLY:
            place = one["place"]
            told.setdefault(place["path"], []).append((place.get("line"), one["message"]["en"], one["code"]))
    wrong = []
    for path, at, why, what in questions:
        found = [(words, code) for line, words, code in told.get(path, []) if at is None or line == at]
        seen = [words for words, code in found if code in CODES and not is_unseen(words)]
        if seen and not why or why and not found and not any(key in what for key in STRICTER):
            wrong.append(f"{what}: the schema says {why}, the program {found}")
    return wrong, len(questions)


SITE = {
    "xiangwei.yaml": "site: { name: 示例, url: https://www.example.gov.cn/ }\n",
    "content/_index.md": "---\ntitle: 首页\n---\n",
}


def resolved(schema, whole):
    while "$ref" in schema:
        target = whole
        for part in schema["$ref"].lstrip("#/").split("/"):
            target = target[int(part)] if isinstance(target, list) else target[part]
        schema = target
    return schema


def needed(schema):
    """The first name of each key that a map must have."""
    rules = [rule for rule in schema.get("allOf", []) if "anyOf" in rule]
    return [rule["anyOf"][0]["required"][0] for rule in rules]


def sample(schema, whole):
    """A value that a schema takes, as YAML in one line."""
    schema = resolved(schema, whole)
    if "properties" in schema:
        return "{ " + ", ".join(f"{name}: {sample(schema['properties'][name], whole)}" for name in needed(schema)) + " }"
    if "anyOf" in schema:
        return sample(schema["anyOf"][0], whole)
    if "enum" in schema:
        return json.dumps(schema["enum"][0], ensure_ascii=False)
    if "日期" in schema.get("patternErrorMessage", ""):
        return "2024-03-01"
    return str(schema.get("minimum", 1)) if schema.get("type") in ("integer", "number") else "文字"


def maps(schema, whole):
    """The maps of known keys that a value may be, or hold."""
    for one in schema.get("anyOf", []):
        if "properties" in one:
            yield one


def values(key, whole):
    """Values to ask a key with: those of every sort, and those of forms where it has one."""
    shown = json.dumps([{**one, "properties": {}} for one in alternatives(key, whole)], ensure_ascii=False)
    has_form = "patternErrorMessage" in shown or '"type": "boolean"' in shown
    return VALUES + FORMS if has_form else VALUES


def alternatives(key, whole):
    """What a value, or each of a list, may be; without what counts as not written."""
    return [resolved(one, whole) for one in resolved(key, whole).get("anyOf", []) if "anyOf" not in one]


def questions(whole, but=()):
    """Keys of a map by all their names, and of the maps within it, each with a value, as lines of YAML; `but` some keys."""
    base = {name: sample(whole["properties"][name], whole) for name in needed(whole)}
    for name, key in whole["properties"].items():
        if name in but:
            continue
        words = [json.dumps(word, ensure_ascii=False) for one in resolved(key, whole).get("anyOf", []) for word in one.get("enum", [])]
        names = resolved(key, whole)["title"].split(" ")
        others = {known: value for known, value in base.items() if known not in names}
        # The English names are asked with few values: they are the same keys.
        for value in values(key, whole) + words[:40] if "$ref" not in key else VALUES[::7]:
            yield {**others, name: value}
        if "$ref" in key:
            yield {**others, names[0]: sample(key, whole), name: sample(key, whole)}
            continue
        for inner in maps(key, whole):
            must = {known: sample(inner["properties"][known], whole) for known in needed(inner)}
            yield {**others, name: "{ 没有: 1 }"}
            for known in must:
                yield {**others, name: flow({one: value for one, value in must.items() if one != known})}
            for known in inner["properties"]:
                for value in values(inner["properties"][known], whole)[::2] if "$ref" not in inner["properties"][known] else VALUES[::7]:
                    yield {**others, name: flow({**must, known: value})}
    for name in base:
        yield {known: value for known, value in base.items() if known != name}
    yield {**base, "没有的键": "1"}


def flow(pairs):
    return "{ " + ", ".join(f"{name}: {json.dumps(value, ensure_ascii=False) if '：' in value else value}" for name, value in pairs.items()) + " }"


def documents(schemas, name):
    kind, validator = name.removeprefix("document-"), schemas.all[name]
    files, asked = {}, []
    # What every kind has is asked once.
    common = () if kind == "notice" else set(schemas.all["document-notice"].schema["properties"]) - {"发布日期", "published"}
    for at, pairs in enumerate(questions(validator.schema, common)):
        head = "".join(f"{key}: {value}\n" for key, value in pairs.items())
        if not {"类型", "kind"} & set(pairs):
            head += f"kind: {kind}\n"
        elif load(head).get("类型", load(head).get("kind")) not in validator.schema["properties"]["类型"]["anyOf"][0]["enum"]:
            continue
        path = f"content/{at}.md"
        files[path] = f"---\n{head}---\n"
        why = next((f"{error.json_path}: {error.message[:120]}" for error in validator.iter_errors(load(head))), None)
        asked.append((path, None, why, f"{kind}: {pairs}"))
    return files, asked


def sections(schemas):
    validator = schemas.all["section"]
    files, asked = {}, []
    for at, pairs in enumerate(questions(validator.schema)):
        head = "".join(f"{key}: {value}\n" for key, value in pairs.items())
        path = f"content/{at}/_index.md"
        files[path] = f"---\n{head}---\n"
        why = next((f"{error.json_path}: {error.message[:120]}" for error in validator.iter_errors(load(head))), None)
        asked.append((path, None, why, f"section: {pairs}"))
    return files, asked


def dictionary(schemas, name):
    """A list of maps, one on each line."""
    validator, path = schemas.all[name], f"data/{name}.yaml"
    whole = {**validator.schema["items"]}
    lines, asked = [], []
    for at, pairs in enumerate(questions(local(whole))):
        line = f"- {flow(pairs)}"
        why = next((f"{error.json_path}: {error.message[:120]}" for error in validator.iter_errors(load(line))), None)
        lines.append(line)
        asked.append((path, at + 1, why, f"{name}: {pairs}"))
    return {path: "\n".join(lines) + "\n"}, asked


def local(schema):
    """A schema whose pointers begin at itself."""
    return json.loads(json.dumps(schema).replace("#/items/", "#/"))


def settings(schemas):
    """One site for each question: there is one file of settings."""
    validator = schemas.all["xiangwei"]
    site = "site: { name: 示例, url: https://www.example.gov.cn/ }"
    for at, pairs in enumerate(questions(validator.schema)):
        if at % 25:
            continue
        pairs = dict(pairs)
        if pairs.get("站点") == sample(validator.schema["properties"]["站点"], validator.schema):
            del pairs["站点"]
            text = site + "\n"
        else:
            text = ""
        text += "".join(f"{key}: {value}\n" for key, value in pairs.items())
        why = next((f"{error.json_path}: {error.message[:120]}" for error in validator.iter_errors(load(text))), None)
        yield {"xiangwei.yaml": text}, [("xiangwei.yaml", None, why, f"settings: {text}")]
