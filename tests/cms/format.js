// The format of the CMS on every document and section of the sample, the starter and the golden sites: a file that is not
// changed stays byte for byte, and one value that is changed, added or taken away changes its own lines alone.
// Usage: node format.js ADMIN NODE_MODULES ROOT
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const assert = require('node:assert');

const [admin, modules, root] = process.argv.slice(2);
const yaml = require(path.resolve(modules, 'js-yaml'));
const { format } = require(path.resolve(admin, 'format.js'));
const keys = JSON.parse(fs.readFileSync(path.join(admin, 'keys.json'), 'utf8'));
const formats = { document: format(yaml, keys.document), section: format(yaml, keys.section) };

/** The CMS trims what it reads and ends what it writes with one line feed. */
const read = (file) => fs.readFileSync(file, 'utf8').trim().replace(/\r\n?/g, '\n');
const saved = (text) => `${text.trim()}\n`;

/** The lines that are in one text and not in the other, as both have them in order. */
function changed(before, after) {
  const [a, b] = [before.split('\n'), after.split('\n')];
  let start = 0;
  while (start < a.length && start < b.length && a[start] === b[start]) start += 1;
  let end = 0;
  while (end < a.length - start && end < b.length - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end += 1;
  return { was: a.slice(start, a.length - end), is: b.slice(start, b.length - end) };
}

/** A changed value of the form, whatever the form is. */
function other(value, field) {
  if (Array.isArray(value)) return [...value, typeof value[0] === 'object' ? value[0] : '添加'];
  if (field.form === 'yaml') return `${value}\n添加: 一`;
  if (typeof value === 'object') return { ...value, 说明: '改了：第 1 处 # 不是注释' };
  return `${value}改`;
}

let [files, values] = [0, 0];
function check(file) {
  const name = path.basename(file) === '_index.md' ? 'section' : 'document';
  const { fromFile, toFile } = formats[name];
  const text = read(file);
  let content;
  try {
    content = fromFile(text);
  } catch {
    return; // Not YAML: the program tells it, and the CMS does not open it.
  }
  assert.equal(saved(toFile(structuredClone(content))), saved(text), `${file}: not changed`);
  files += 1;
  const head = /^---\s*\n(.*?)^---/ms.exec(text)?.[1] ?? '';
  for (const field of keys[name]) {
    if (!(field.name in content)) {
      const added = toFile({ ...structuredClone(content), [field.name]: field.many ? ['甲'] : '甲' });
      const { was } = changed(saved(text), saved(added));
      if (!head.trimStart().startsWith('{')) assert.deepEqual(was, [], `${file}: ${field.name} added`);
      continue;
    }
    const wanted = { ...structuredClone(content), [field.name]: other(content[field.name], field) };
    const after = toFile(wanted);
    const again = fromFile(after.trim());
    for (const one of Object.keys(wanted).filter((one) => one !== 'xiangwei_source')) {
      if (one !== field.name) assert.deepEqual(again[one], content[one], `${file}: ${one} when ${field.name} changes`);
    }
    assert.notDeepEqual(again[field.name], content[field.name], `${file}: ${field.name} is changed`);
    // A map that is written in one line is written anew as a whole.
    if (head.trimStart().startsWith('{')) continue;
    const { was } = changed(text, after.trim());
    const own = was.filter((line) => /^[^\s#-]/.test(line));
    assert.ok(own.length <= 1 && own.every((line) => field.names.some((known) => line.startsWith(`${known}:`))), `${file}: ${field.name} changes\n${was.join('\n')}`);
    values += 1;
    const without = structuredClone(content);
    delete without[field.name];
    assert.equal(fromFile(toFile(without).trim())[field.name], undefined, `${file}: ${field.name} goes`);
  }
  const body = toFile({ ...structuredClone(content), body: '改了正文' });
  assert.equal(saved(body).slice(0, saved(body).lastIndexOf('改了正文')).trim(), text.slice(0, text.length - content.body.length).trim(), `${file}: the text changes`);
}

function walk(folder) {
  for (const entry of fs.readdirSync(folder, { withFileTypes: true })) {
    const file = path.join(folder, entry.name);
    if (entry.isDirectory() && !entry.name.startsWith('_')) walk(file);
    else if (entry.isFile() && entry.name.endsWith('.md')) check(file);
  }
}
for (const folder of ['content', 'src/world/starter/content', 'tests/sites']) walk(path.join(root, folder));
assert.ok(files > 150 && values > 400, `${files} files, ${values} values`);

// A comment stays where it stood, quotes and the way of other keys, too.
const { fromFile, toFile } = formats.document;
const text = '---\n# 头\n标题: "甲：1"  # 说明\ntopic: 综合政务\\政务公开\n关键词: [甲, 乙]   # 一串\n\n# 下一个\n发布日期: 2024-03-01\n没有的键: { 甲: [1, 2] }\n---\n\n正文\n';
const content = fromFile(text.trim());
assert.deepEqual([content.标题, content.主题分类, content.关键词], ['甲：1', '综合政务\\政务公开', '甲、乙']);
const after = toFile({ ...content, 标题: '乙', 关键词: '甲、丙', 摘要: '' });
assert.equal(after.trim(), text.trim().replace('"甲：1"', '乙').replace('[甲, 乙]', '甲、丙'));
assert.equal(toFile({ 标题: '新', body: '正文' }), '---\n标题: 新\n---\n\n正文\n');

console.log(`format: ${files} files stay as they are, ${values} values change alone`);
