// Reads our files for the CMS, and writes them back: only what was changed is otherwise in the text.
//
// keys.json, made from the program's own tables, tells the names of each key and what its value is. Every scalar is taken
// by its characters, as the program does. A file's text travels with its content under SOURCE, and a changed value is put
// in the place of the old one; what is not known stays as it is. In node, for the tests, the same is a module.
'use strict';

const SOURCE = 'xiangwei_source';

/** @param {{load: Function, dump: Function, FAILSAFE_SCHEMA: object}} yaml @param {object[]} fields */
function format(yaml, fields) {
  const load = (text) => yaml.load(text, { schema: yaml.FAILSAFE_SCHEMA });
  const dump = (value) => yaml.dump(value, { schema: yaml.FAILSAFE_SCHEMA, lineWidth: -1, noRefs: true });
  const fieldOf = (name, all = fields) => all.find((field) => field.names.includes(name));

  /** A value as the form shows it: the same for every way to write it. */
  function shown(value, field) {
    if (isNothing(value)) return undefined;
    if (field?.many) {
      const items = Array.isArray(value) ? value : [value];
      return some(items.map((item) => one(field.word && typeof item === 'string' ? { [field.word]: item } : item, field)));
    }
    return one(value, field);
  }

  function one(value, field) {
    if (isNothing(value)) return undefined;
    switch (field?.form) {
      case 'yaml':
        return typeof value === 'string' ? value : dump(value).trimEnd();
      case 'words':
        return [value].flat().flatMap((text) => String(text).split(/[、，,]/)).map((word) => word.trim()).filter(Boolean).join('、');
      case 'record': {
        if (typeof value !== 'object' || Array.isArray(value)) return value;
        const entries = Object.entries(value).map(([name, inner]) => {
          const known = fieldOf(name, field.fields);
          return [known?.name ?? name, shown(inner, known)];
        });
        return some(Object.fromEntries(entries.filter(([, inner]) => inner !== undefined)));
      }
      default: {
        if (typeof value === 'object') return value;
        const text = String(value).trim();
        return field?.words?.[text] ?? text;
      }
    }
  }

  /** A value of the form as it is written. */
  function written(value, field) {
    return field?.form === 'yaml' && typeof value === 'string' ? load(value) : value;
  }

  /** The front matter's text, and all before and after it; a file without front matter is all text. */
  function cut(text) {
    const found = /^---[ \t]*\r?\n([\s\S]*?)(?:^|\n)---[ \t]*(?:\r?\n|$)/.exec(text);
    if (!found) return { before: '---\n', head: '', after: '---\n', body: text };
    const start = text.indexOf('\n') + 1;
    const head = text.slice(start, start + found[1].length + (text[start + found[1].length] === '\n' ? 1 : 0));
    return { before: text.slice(0, start), head, after: text.slice(start + head.length, found[0].length), body: text.slice(found[0].length) };
  }

  function read(head) {
    const map = head.trim() ? load(head) : {};
    const entries = Object.entries(map ?? {}).map(([name, value]) => {
      const field = fieldOf(name);
      return [field?.name ?? name, field ? shown(value, field) : value];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  function fromFile(text) {
    const { head, body } = cut(text);
    return { ...read(head), body: body.replace(/^\n+/, ''), [SOURCE]: text };
  }

  function toFile(content) {
    const { [SOURCE]: source = '', body = '', ...values } = content;
    const parts = cut(source);
    const before = read(parts.head);
    const now = Object.fromEntries(
      Object.entries(values).map(([name, value]) => [name, shown(value, fieldOf(name))]).filter(([, value]) => value !== undefined),
    );
    const order = fields.map((field) => field.name);
    const names = [...new Set([...order, ...Object.keys(before), ...Object.keys(now)])];
    const changed = names.filter((name) => !same(before[name], now[name]));
    let head = changed.reduce((text, name) => put(text, name, now[name]), parts.head);
    // Whatever a file looks like, what is saved is what was seen.
    if (!same(read(head), now)) head = dump(Object.fromEntries(names.filter((name) => name in now).map((name) => [name, written(now[name], fieldOf(name))])));
    const old = parts.body.replace(/^\n+/, '');
    const kept = body.trim() === old.trim();
    if (kept && head === parts.head) return source;
    const blank = source ? parts.body.slice(0, parts.body.length - old.length) : '\n';
    return `${parts.before}${head}${parts.after}${kept ? parts.body : `${blank || '\n'}${body.trim()}\n`}`;
  }

  /** The text of the front matter with another value for one key; without it, the key goes. */
  function put(head, name, value) {
    const field = fieldOf(name);
    const names = field?.names ?? [name];
    const lines = head.split(/(?<=\n)/);
    const begins = (line) => /^[^\s#\-{}[\],&*!|>%@`][^\n]*?:(?=\s|$)/.test(line) || /^["'][^\n]*?["']:(?=\s|$)/.test(line);
    const from = lines.findIndex((line) => begins(line) && names.includes(keyOf(line)));
    if (from < 0) return value === undefined ? head : `${head && !head.endsWith('\n') ? `${head}\n` : head}${pair(name, value, field)}`;
    let to = from + 1;
    while (to < lines.length && !begins(lines[to])) to += 1;
    // Comments and blank lines before the next key are not of this one.
    while (to > from + 1 && /^(#.*)?\s*$/.test(lines[to - 1])) to -= 1;
    const own = lines.slice(from, to).join('');
    const text = value === undefined ? '' : noted(pair(keyOf(lines[from]), value, field), own);
    return lines.slice(0, from).join('') + text + lines.slice(to).join('');
  }

  function keyOf(line) {
    try {
      return Object.keys(load(line.replace(/:(?=\s|$)[\s\S]*$/, ': x')))[0];
    } catch {
      return '';
    }
  }

  function pair(name, value, field) {
    return dump({ [name]: written(value, field) });
  }

  /** A new pair with the comment that stood at the end of the old one's line, where both are one line. */
  function noted(text, own) {
    if (own.trimEnd().includes('\n') || text.trimEnd().includes('\n')) return text;
    for (const { index } of own.matchAll(/\s+#/g)) {
      try {
        if (same(load(own.slice(0, index)), load(own))) return `${text.trimEnd()}${own.slice(index).trimEnd()}\n`;
      } catch {
        // The mark stands within quotes: no comment begins here.
      }
    }
    return text;
  }

  return { fromFile, toFile };
}

const isNothing = (value) => value === undefined || value === null || (typeof value === 'string' && /^(~|null|Null|NULL)?$/.test(value.trim()));
const some = (value) => (Object.keys(value).length && !(Array.isArray(value) && value.every(isNothing)) ? value : undefined);

function same(a, b) {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || !a || !b || Array.isArray(a) !== Array.isArray(b)) return false;
  const names = Object.keys(a);
  return names.length === Object.keys(b).length && names.every((name) => name in b && same(a[name], b[name]));
}

if (typeof window === 'undefined') {
  module.exports = { format };
} else {
  window.CMS_MANUAL_INIT = true;
  // What the CMS would fetch from elsewhere is here, or not needed.
  const fetched = window.fetch;
  window.fetch = (to, ...rest) => {
    const [, language] = /^https:\/\/unpkg\.com\/(?:.*\/locales\/([\w-]+\.json))?/.exec(String(to)) ?? [, ''];
    if (language === undefined) return Promise.reject(new TypeError('nothing is loaded from elsewhere'));
    return fetched(language ? `locales/${language}` : to, ...rest);
  };
  window.addEventListener('DOMContentLoaded', async () => {
    const keys = await (await fetched('keys.json')).json();
    for (const [name, fields] of Object.entries(keys)) {
      window.CMS.registerCustomFormat(`xiangwei-${name}`, 'md', format(window.jsyaml, fields));
    }
    window.CMS.init();
  });
}
