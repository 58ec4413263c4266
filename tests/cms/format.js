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
  if (field.form === 'yaml') return value.startsWith('{') ? value.replace('{', '{ 添加: 一,') : `${value}\n添加: 一`;
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
  const head = /^---\s*?\n(.*?)^---/ms.exec(text)?.[1] ?? '';
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

// Each way to write front matter: its change, and what the file is then.
const title = { 标题: '新' };
const ways = [
  ['---\n{ 标题: 花括号, 发布日期: 2022-02-27 }\n---', title, '---\n标题: 新\n发布日期: 2022-02-27\n---'],
  ['---\n{\n标题: 花括号,\n作者: 甲\n}\n---\n\n文', { 摘要: '二' }, '---\n标题: 花括号\n作者: 甲\n摘要: 二\n---\n\n文'],
  ['---\n  标题: 一  # 注\n  作者: 甲\n---\n文', { ...title, 摘要: '二' }, '---\n  标题: 新  # 注\n  作者: 甲\n  摘要: 二\n---\n文'],
  ['---\n? 标题\n: 一\n作者: 甲\n---\n文', title, '---\n? 标题\n: 新\n作者: 甲\n---\n文'],
  ['---\n标题: 一\n附件: [\n  { 文件: /downloads/a.csv } # 注\n]\n---\n文', title, '---\n标题: 新\n附件: [\n  { 文件: /downloads/a.csv } # 注\n]\n---\n文'],
  ['---\n标题: !x 一\n作者: 甲\n---\n文', { 作者: '乙' }, '---\n标题: !x 一\n作者: 乙\n---\n文'],
  ['---\n# 只有注释\n---\n文', title, '---\n# 只有注释\n标题: 新\n---\n文'],
  ['---\n---\n文', title, '---\n标题: 新\n---\n文'],
  ['---\u3000\n标题: 一\n---\u3000\n文', title, '---\u3000\n标题: 新\n---\u3000\n文'],
  ['---\n标题: 一\n---', { body: '文' }, '---\n标题: 一\n---\n\n文'],
  // What is typed as YAML stays as it was typed.
  ['---\n标题: 一\n扩展: # 注\n  # 头\n  甲: "5"\n  乙: \'true\' # 真\n  丙: "null"\n  丁: "2.50"\n  戊: ""\n  己: 一\n作者: 甲\n---', (was) => ({ 扩展: was.扩展.replace('己: 一', '己: 二') }), '---\n标题: 一\n扩展: # 注\n  # 头\n  甲: "5"\n  乙: \'true\' # 真\n  丙: "null"\n  丁: "2.50"\n  戊: ""\n  己: 二\n作者: 甲\n---'],
  ['---\n扩展: { 甲: "5", 乙: [], 丙: "]" } # 注\n---', (was) => ({ 扩展: was.扩展.replace('"]"', '"}"') }), '---\n扩展: { 甲: "5", 乙: [], 丙: "}" } # 注\n---'],
  ['---\n标题: 一\n---', { 扩展: '甲: "5" # 注\n乙: [1]' }, '---\n标题: 一\n扩展:\n  甲: "5" # 注\n  乙: [1]\n---'],
  // One value stays one, a list in brackets a list in brackets, and both keep their comment.
  ['---\n发布机构: 市政府  # 机构\n---', { 发布机构: ['市司法局'] }, '---\n发布机构: 市司法局  # 机构\n---'],
  ['---\n发布机构: 市政府  # 机构\n---', { 发布机构: ['市政府', '市司法局'] }, '---\n发布机构: [市政府, 市司法局]  # 机构\n---'],
  ['---\n公开事项: ["20-1"] # 事项\n---', { 公开事项: ['20-1', '20-2'] }, '---\n公开事项: [20-1, 20-2] # 事项\n---'],
  // One item of a list changes alone, with the comments of the others, and one value in braces.
  [
    '---\n附件:\n  # 第一份\n  - { 文件:  a.docx,   名称: "甲" }  # 注甲\n  - 文件: b.docx  # 注乙\n    名称: 乙\n关键词: 一\n---',
    { 附件: [{ 文件: 'a.docx', 名称: '甲' }, { 文件: 'b.docx', 名称: '丙, 丁: 戊' }] },
    '---\n附件:\n  # 第一份\n  - { 文件:  a.docx,   名称: "甲" }  # 注甲\n  - 文件: b.docx  # 注乙\n    名称: \'丙, 丁: 戊\'\n关键词: 一\n---',
  ],
  [
    '---\n附件:\n  # 第一份\n  - { 文件:  a.docx,   名称: "甲" }  # 注甲\n  - 文件: b.docx\n---',
    { 附件: [{ 文件: 'a.docx', 名称: '丙, 丁' }, { 文件: 'b.docx' }] },
    '---\n附件:\n  # 第一份\n  - { 文件:  a.docx,   名称: \'丙, 丁\' }  # 注甲\n  - 文件: b.docx\n---',
  ],
  ['---\n撤回: {日期:  2024-03-01,   "理由": "错了" } # 注\n---', { 撤回: { 日期: '2024-03-01', 理由: '重发' } }, '---\n撤回: {日期:  2024-03-01,   "理由": 重发 } # 注\n---'],
  ['---\n公开事项:\n  - "20-1" # 一\n  - 20-2 # 二\n---', { 公开事项: ['20-1', '20-3'] }, '---\n公开事项:\n  - "20-1" # 一\n  - 20-3 # 二\n---'],
  // A name that is given to a value stays where the value stays.
  ['---\n标题: &题 一\n作者: 甲\n---', { 作者: '乙' }, '---\n标题: &题 一\n作者: 乙\n---'],
  // The first line of a text keeps its blanks.
  ['---\n标题: 一\n---\n\n\u3000\u3000各乡镇：\n\n\u3000\u3000现通知如下。', (was) => ({ body: was.body.replace('现', '兹') }), '---\n标题: 一\n---\n\n\u3000\u3000各乡镇：\n\n\u3000\u3000兹通知如下。'],
  ['---\n标题: 一\n---\n\n    代码\n\n文', (was) => ({ body: was.body.replace('文', '字') }), '---\n标题: 一\n---\n\n    代码\n\n字'],
];
for (const [was, change, is] of ways) {
  const content = fromFile(was);
  assert.equal(toFile(structuredClone(content)), was);
  const given = typeof change === 'function' ? change(content) : change;
  assert.equal(toFile({ ...structuredClone(content), ...given }).trim(), is);
}

// The forms ask for what the schema asks for: a day that there is, a year, a number.
const config = JSON.parse(fs.readFileSync(path.join(admin, 'config.yml'), 'utf8').replace(/^.*\n/, ''));
const patternOf = (name, within = config) => {
  if (typeof within !== 'object' || !within) return undefined;
  if (within.name === name && within.pattern) return new RegExp(within.pattern[0]);
  return Object.values(within).map((inner) => patternOf(name, inner)).find(Boolean);
};
for (const [name, good, bad] of [
  ['发布日期', ['2024-02-29', '2024-03-01 09:30'], ['2024-02-30', '2023-02-29', '2024-13-01', '2024-03-01 24:00', '2024年3月1日']],
  ['年度', ['2024', '2024年'], ['24', '1899', '2024-2025']],
  ['排序', ['-1', '+10'], ['1.5', '一']],
]) {
  for (const value of good) assert.match(value, patternOf(name), name);
  for (const value of bad) assert.doesNotMatch(value, patternOf(name), name);
}

// What an alias stands for is never written out: the file is refused, by a sentence that says why.
for (const text of ['---\n标题: &题 一\n作者: *题\n---', '---\n扩展: &甲 { 乙: 1 }\n撤回: { <<: *甲 }\n---']) assert.throws(() => fromFile(text), /别名/);

// Front matter ends where it does for the program, which is asked for the same cases.
for (const { text, body } of JSON.parse(fs.readFileSync(path.join(root, 'tests/cms/cuts.json'), 'utf8'))) {
  if (body === null) assert.throws(() => fromFile(text), JSON.stringify(text));
  else assert.equal(fromFile(text).body, body, JSON.stringify(text));
}

console.log(`format: ${files} files stay as they are, ${values} values change alone`);
