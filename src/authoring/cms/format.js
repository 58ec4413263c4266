// Reads our files for the CMS, and writes them back: only what was changed is otherwise in the text.
//
// keys.json, made from the program's own tables, tells the names of each key and what its value is. Every scalar is taken
// by its characters, as the program does. A file's text travels with its content under SOURCE, and a changed value is put
// in the place of the old one; what is not known stays as it is. In node, for the tests, the same is a module.
'use strict';

const SOURCE = 'xiangwei_source';

/** @param {{parseEvents: Function, getScalarValue: Function, dump: Function, FAILSAFE_SCHEMA: object}} yaml @param {object[]} fields */
function format(yaml, fields) {
  const dump = (value, options) => yaml.dump(value, { schema: yaml.FAILSAFE_SCHEMA, lineWidth: -1, noRefs: true, ...options });
  const fieldOf = (name, all = fields) => all.find((field) => field.names.includes(name));

  /** The value at the root of a YAML text, with its place: `text`, or `entries`, or `items`; nothing when none is written. */
  function parse(text) {
    const { DOCUMENT, SEQUENCE, MAPPING, SCALAR, ALIAS, POP } = yaml.EVENT_ID;
    const open = [];
    let root;
    const add = (node) => {
      const within = open.at(-1);
      if (!within) root = node;
      else if (within.items) within.items.push(node);
      else if (within.key) [, within.key] = [within.entries.push([within.key, node]), undefined];
      else within.key = node;
      return node;
    };
    for (const event of events(text)) {
      if (event.type === DOCUMENT && root) throw new Error('more than one document');
      if (event.type === ALIAS) throw new Error('元数据里有 YAML 的别名（*名称），网站不读它；请在文件里写出它的值 · an alias is nothing that the site reads');
      const flow = event.style === yaml.COLLECTION_STYLE.FLOW;
      if (event.type === SEQUENCE) open.push(add({ start: event.start, flow, items: [] }));
      if (event.type === MAPPING) open.push(add({ start: event.start, flow, entries: [] }));
      if (event.type === SCALAR) add({ ...event, start: event.valueStart, end: event.valueEnd, text: yaml.getScalarValue(text, event) });
      if (event.type === POP) open.pop();
    }
    return root;
  }

  /** The events of a text. What closes a list in braces may begin a line, as the program takes it: the line is then joined to the one before, by signs of the same number. */
  function events(text) {
    for (let joined = text; ; ) {
      try {
        return yaml.parseEvents(joined, {});
      } catch (error) {
        const start = error.mark?.position ?? 0;
        if (!/^deficient indentation/.test(error.reason) || joined[start - 1] !== '\n') throw error;
        const line = joined.lastIndexOf('\n', start - 2) + 1;
        const before = joined.slice(line, start - 1).replace(/(^|\s)#.*$/, (note) => ' '.repeat(note.length));
        joined = `${joined.slice(0, line)}${before} ${joined.slice(start)}`;
      }
    }
  }

  /** What a node is in JavaScript: every scalar by its characters. */
  function value(node) {
    if (node?.items) return node.items.map(value);
    if (!node?.entries) return node?.text;
    const entries = node.entries.map(([key, inner]) => [key.text, value(inner)]);
    const map = Object.fromEntries(entries);
    if (Object.keys(map).length < entries.length) throw new Error('a key is written twice');
    return map;
  }

  const load = (text) => value(parse(text));

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
        return (typeof value === 'string' ? value : dump(value)).trimEnd();
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

  /** The front matter's text, and all before and after it, by the program's rule; a file without front matter is all text. */
  function cut(text) {
    const lines = text.split(/(?<=\n)/);
    const isFence = (line) => /^---[\p{White_Space}]*$/u.test(line);
    if (!lines[0]?.endsWith('\n') || !isFence(lines[0])) return { before: '---\n', head: '', after: '---\n', body: text };
    const end = lines.findIndex((line, at) => at > 0 && isFence(line));
    if (end < 0) throw new Error('the front matter is not closed');
    const part = (from, to) => lines.slice(from, to).join('');
    return { before: lines[0], head: part(1, end), after: lines[end], body: part(end + 1) };
  }

  function read(head) {
    const root = parse(head);
    if (root && !root.entries) {
      if (isNothing(value(root))) return {};
      throw new Error('the front matter is no map');
    }
    value(root);
    const entries = (root?.entries ?? []).map(([key, node]) => {
      const field = fieldOf(key.text);
      const seen = field?.form === 'yaml' && !isNothing(value(node)) ? source(head, key, node) : value(node);
      return [field?.name ?? key.text, field ? shown(seen, field) : seen];
    });
    return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
  }

  /** The text of a list or map as it is written, without the indentation that all its lines have, and of a scalar its characters. */
  function source(head, key, node) {
    if (node.text !== undefined) return node.text;
    if (node.flow) return head.slice(node.start, end(head, node));
    const lines = head.slice(first(head, key), end(head, node)).split('\n');
    const indent = indentation(lines);
    return lines.map((line) => line.slice(indent)).join('\n').trimEnd();
  }

  /** Where the lines after a key's own begin. */
  function first(head, key) {
    return lineEnd(head, key.end) + 1;
  }

  function indentation(lines) {
    return Math.min(...lines.filter((line) => line.trim()).map((line) => /^ */.exec(line)[0].length));
  }

  /** Where a node ends, with the comment that stands beside its last value where it is a block. */
  function end(head, node) {
    const inner = node.items ?? node.entries?.flat();
    if (!inner) return node.end < 0 ? -1 : node.end + ([yaml.SCALAR_STYLE.SINGLE_QUOTED, yaml.SCALAR_STYLE.DOUBLE_QUOTED].includes(node.style) ? 1 : 0);
    const last = Math.max(node.start, ...inner.map((one) => end(head, one)));
    if (!node.flow) return lineEnd(head, last - 1);
    // What follows the last value of a list in brackets is blank, a comma or a comment until it closes.
    const rest = /^(?:[[{](?=\s|#|[\]}]))?(?:[\s,:]|(?<=\s)#[^\n]*)*[\]}]/.exec(head.slice(last));
    return last + (rest?.[0].length ?? 0);
  }

  function lineEnd(text, from) {
    const at = text.indexOf('\n', from);
    return at < 0 ? text.length : at;
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
    const whole = () => dump(Object.fromEntries(names.filter((name) => name in now).map((name) => [name, written(now[name], fieldOf(name))])));
    const head = changed.length ? putAll(parts.head, changed, now) ?? whole() : parts.head;
    const old = parts.body.replace(/^\n+/, '');
    const kept = body.trim() === old.trim();
    if (kept && head === parts.head) return source;
    const blank = source ? parts.body.slice(0, parts.body.length - old.length) : '\n';
    const after = parts.after.endsWith('\n') || kept ? parts.after : `${parts.after}\n`;
    // Blanks at the beginning of the first line are of the text.
    const text = body.replace(/^(?:[^\S\n]*\n)+/, '').trimEnd();
    return `${parts.before}${head}${after}${kept ? parts.body : `${blank || '\n'}${text}\n`}`;
  }

  /** The front matter with other values for some keys; nothing when what came out is not what was seen. */
  function putAll(head, changed, now) {
    try {
      const text = changed.reduce((text, name) => put(text, name, now[name]), head);
      return same(read(text), now) ? text : undefined;
    } catch {
      return undefined;
    }
  }

  /** The text of the front matter with another value for one key; without it, the key goes. */
  function put(head, name, value) {
    const field = fieldOf(name);
    const names = field?.names ?? [name];
    const root = parse(head);
    if (root?.flow) throw new Error('a map in braces is written anew');
    const entries = root?.entries ?? [];
    const at = entries.findIndex(([key]) => names.includes(key.text));
    if (at < 0) return value === undefined ? head : `${head && !head.endsWith('\n') ? `${head}\n` : head}${indented(pair(name, value, field), root ? column(head, root) : 0)}`;
    const [key, node] = entries[at];
    const line = head.lastIndexOf('\n', key.start) + 1;
    const text = value === undefined ? undefined : inline(value, field, node);
    const changes = value === undefined ? undefined : parts(head, node, value, field);
    if (changes && node.text === undefined) {
      const text = changes.reduceRight((text, { start, end, by }) => text.slice(0, start) + by + text.slice(end), head);
      if (same(read(text)[name], value)) return text;
    }
    if (text !== undefined && isOneLine(head, node)) return head.slice(0, opening(head, node)) + text + head.slice(end(head, node));
    const next = entries[at + 1] ? head.lastIndexOf('\n', entries[at + 1][0].start) + 1 : head.length;
    const own = head.slice(line, next).split(/(?<=\n)/);
    // Comments and blank lines before the next key are not of this one.
    while (own.length > 1 && /^\s*(#.*)?\s*$/.test(own.at(-1))) own.pop();
    const rest = head.slice(line + own.join('').length);
    if (isBlock(value, field) && node.start >= first(head, key) && !node.flow && node.text === undefined) {
      const indent = indentation(head.slice(first(head, key), end(head, node)).split('\n'));
      return `${head.slice(0, first(head, key))}${indented(value, indent)}\n${rest}`;
    }
    const anew = value === undefined ? '' : indented(pair(key.text, value, field), column(head, root));
    return head.slice(0, line) + anew + rest;
  }

  /** The parts of a value that differ, each with its place and its new text, in order; nothing where its shape is another. */
  function parts(head, node, wanted, field, within) {
    const was = value(node);
    const seen = field?.word && !field.many && typeof was === 'string' ? { [field.word]: was } : was;
    if (same(shown(seen, field), wanted)) return [];
    if (!['text', 'record'].includes(field?.form)) return undefined;
    const [nodes, values, inner] = inside(node, wanted, field);
    const changes = nodes?.map((one, at) => parts(head, one, values[at], inner(at), node.flow));
    if (changes?.every(Boolean)) return changes.flat();
    // In brackets, a comma in a text needs quotes.
    const text = isOneLine(head, node) ? (within ? inline([wanted], field, {})?.slice(1, -1) : inline(wanted, field, node)) : undefined;
    return text === undefined ? undefined : [{ start: opening(head, node), end: end(head, node), by: text }];
  }

  /** The nodes in a list or map with the values and fields that they get, where there are as many of them. */
  function inside(node, wanted, field) {
    if (field.many) return node.items && Array.isArray(wanted) && wanted.length === node.items.length ? [node.items, wanted, () => ({ ...field, many: false })] : [];
    if (!node.entries || typeof wanted !== 'object') return [];
    const known = node.entries.map(([key]) => fieldOf(key.text, field.fields ?? []));
    const names = node.entries.map(([key], at) => known[at]?.name ?? key.text);
    const areSame = names.length === Object.keys(wanted).length && names.every((name) => wanted[name] !== undefined);
    return areSame ? [node.entries.map(([, one]) => one), names.map((name) => wanted[name]), (at) => known[at]] : [];
  }

  /** Where the first key of a map stands in its line. */
  function column(head, root) {
    return root.start - (head.lastIndexOf('\n', root.start - 1) + 1);
  }

  function indented(text, by) {
    return text.replace(/^(?=.)/gm, ' '.repeat(by));
  }

  /** Where a value begins, with its quote. */
  function opening(head, node) {
    return node.text !== undefined && /^["']$/.test(head[node.start - 1] ?? '') && end(head, node) > node.end ? node.start - 1 : node.start;
  }

  /** Whether a value is written within its key's own line, and not as nothing. */
  function isOneLine(head, node) {
    if (node.start < 0 || (node.text === undefined && !node.flow)) return false;
    return end(head, node) > node.start && !head.slice(opening(head, node), end(head, node)).includes('\n');
  }

  /** A value in the one line in which the old one stands; nothing where it needs more. */
  function inline(value, field, old) {
    const plain = written(value, field);
    if (field?.form === 'yaml') return typeof value === 'string' && !value.includes('\n') && !value.includes('#') && typeof plain === 'object' ? value : undefined;
    // What was one value stays one, and not a list of one.
    const lone = Array.isArray(plain) && plain.length === 1 && old.text !== undefined ? plain[0] : plain;
    const text = dump(lone, { flowLevel: 0 }).trimEnd();
    return text.includes('\n') ? undefined : text;
  }

  /** Whether a value is YAML that was typed, a list or map in lines of its own. */
  function isBlock(value, field) {
    return field?.form === 'yaml' && typeof value === 'string' && typeof load(value) === 'object' && !parse(value).flow;
  }

  function pair(name, value, field) {
    if (isBlock(value, field)) return `${dump(name).trimEnd()}:\n${indented(value, 2)}\n`;
    const isFlow = field?.form === 'yaml' && typeof value === 'string' && parse(value)?.flow;
    return isFlow ? `${dump(name).trimEnd()}: ${indented(value, 2).trimStart()}\n` : dump({ [name]: written(value, field) });
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
