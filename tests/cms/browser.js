// The real CMS in a real browser: a clerk opens a document, changes its title, saves; nothing else in the file is otherwise.
// The repository is a folder of the browser's own, which the CMS reads and writes as it does a folder of the disk.
// Then the clerk writes a new document. Both are put into the site, which must build.
// Usage: node browser.js SITE DOCUMENT NODE_MODULES CHROMIUM XIANGWEI
'use strict';
const fs = require('node:fs');
const path = require('node:path');
const assert = require('node:assert');
const { spawn } = require('node:child_process');

const [site, DOCUMENT, modules, chromium, xiangwei] = process.argv.slice(2);
const puppeteer = require(path.resolve(modules, 'puppeteer-core'));

/** The site as `xiangwei serve` shows it, once it is built, with the browser's own repository in the configuration. */
async function serve() {
  const config = path.join(site, 'static/admin/config.yml');
  fs.writeFileSync(config, fs.readFileSync(config, 'utf8').replace(/"backend": \{[^}]*\}/, '"backend": { "name": "test-repo" }'));
  const served = spawn(xiangwei, ['serve', '--root', site, '--lang', 'en'], { stdio: ['ignore', 'pipe', 'inherit'] });
  const said = await new Promise((ready, failed) => {
    let text = '';
    served.stdout.on('data', (part) => /^preview.*: (\S+)\n[^]*files made/.test((text += part)) && ready(text));
    served.on('exit', () => failed(new Error(`serve ended: ${text}`)));
  });
  return { served, url: /^preview.*: (\S+)\n/.exec(said)[1] };
}

async function main() {
  const { served, url } = await serve();
  const asked = [];
  const browser = await puppeteer.launch({ executablePath: chromium, args: ['--no-sandbox', '--accept-lang=zh-CN'] });
  try {
    const page = await browser.newPage();
    await page.setViewport({ width: 1400, height: 1000 });
    const elsewhere = [];
    page.on('request', (request) => asked.push(request.url()) && request.url().startsWith('http') && !request.url().startsWith(new URL(url).origin) && elsewhere.push(request.url()));
    const said = [];
    page.on('console', (message) => said.push(message.text()));
    page.on('pageerror', (error) => said.push(String(error)));
    await page.goto(`${url}blank`);
    const files = [DOCUMENT, 'content/zcwj/_index.md', 'content/tzgg/_index.md', 'content/_index.md', 'content/about.md'];
    await page.evaluate(put, Object.fromEntries(files.map((file) => [file, fs.readFileSync(path.join(site, file), 'utf8')])));
    await page.goto(`${url}admin/`);
    const step = async (what, run) => {
      try {
        return await run();
      } catch (error) {
        throw new Error(`${what}: ${error.message}\n${said.join('\n').slice(0, 3000)}\n${(await page.evaluate(() => document.body.innerText)).slice(0, 2000)}`);
      }
    };
    await step('sign in', async () => {
      await page.waitForSelector('button', { timeout: 30000 });
      // The button is shown before it does anything.
      for (let tries = 15; !(await isIn(page)); tries--) {
        assert.ok(tries, 'the button lets nobody in');
        await page.evaluate(() => document.querySelector('button')?.click());
      }
    });
    await step('open', async () => {
      const [, section, name] = /^content\/(.+)\/([^/]+)\.md$/.exec(DOCUMENT);
      await page.evaluate((to) => { location.hash = to; }, `#/collections/${section}/entries/${name}`);
      await page.waitForSelector('[data-key-path="标题"] input', { timeout: 30000 });
    });
    const before = fs.readFileSync(path.join(site, DOCUMENT), 'utf8');
    const title = /标题: (.+?)(?:  # .*)?$/m.exec(before)[1];
    await step('edit', async () => {
      const input = await page.$('[data-key-path="标题"] input');
      assert.equal(await input.evaluate((one) => one.value), title);
      await fill(page, { 标题: `${title}（改）` });
      await save(page);
    });
    const after = await step('save', () => written(page, take, DOCUMENT, before.trim()));
    // Blank lines at the end are the only thing that the CMS itself takes away.
    assert.equal(after, `${before.replace(title, `${title}（改）`).trim()}\n`);
    fs.writeFileSync(path.join(site, DOCUMENT), after);
    const made = await step('new', async () => {
      await page.goto(`${url}blank`);
      await page.goto(`${url}admin/#/collections/tzgg/new`);
      await fill(page, { 标题: '关于开放日的通知', 发布日期: '2024-03-01 09:30' });
      await save(page);
      return written(page, newest, 'content/tzgg');
    });
    assert.equal(made.text, '---\n标题: 关于开放日的通知\n发布日期: 2024-03-01 09:30\n---\n');
    fs.writeFileSync(path.join(site, 'content/tzgg', made.name), made.text);
    assert.ok(asked.includes(`${url}admin/locales/zh-CN.json`), 'the language is here');
    assert.deepEqual([...new Set(elsewhere)], [], 'nothing is loaded from elsewhere');
    const breaches = said.filter((line) => /Content Security Policy/.test(line));
    assert.deepEqual(breaches, []);
    console.log(`browser: ${await browser.version()}, one title changed, the rest of the file as it was; one document written`);
  } finally {
    await browser.close();
    served.kill();
  }
}

/** Whether the sections come within two seconds. */
function isIn(page) {
  return page.waitForFunction(() => /政策文件/.test(document.body.innerText), { timeout: 2000 }).then(() => true, () => false);
}

/** In the page: the button that saves, when it can be pressed. */
function button() {
  return [...document.querySelectorAll('button')].find((one) => /^\s*(保存|Save)/.test(one.innerText || one.ariaLabel) && !one.disabled && one.ariaDisabled !== 'true');
}

/** Whether it can within a second. */
function canSave(page) {
  return page.waitForFunction(button, { timeout: 1000 }).then(() => true, () => false);
}

/** Types values into fields, until the form takes them: one that has just come does not listen yet. */
async function fill(page, values) {
  for (let tries = 10; tries; tries--) {
    for (const [key, value] of Object.entries(values)) {
      const input = await page.waitForSelector(`[data-key-path="${key}"] input`, { timeout: 30000 });
      await input.click({ count: 3 });
      await page.keyboard.type(value);
    }
    const can = await canSave(page), held = [];
    for (const key of Object.keys(values)) held.push(await page.$eval(`[data-key-path="${key}"] input`, (one) => one.value));
    if (can && Object.values(values).every((value, at) => held[at] === value)) return;
  }
  assert.fail('what is typed is not taken');
}

/** Presses the button that saves, once it can be pressed. */
async function save(page) {
  await (await page.waitForFunction(button, { timeout: 30000 })).asElement().click();
}

/** What `look` finds in the browser's files, once it finds it: a file that is being written is away for a moment, which is asked again. */
async function written(page, look, ...names) {
  for (const end = Date.now() + 30000; Date.now() < end; await new Promise((next) => setTimeout(next, 300))) {
    const found = await page.evaluate(look, ...names).catch((error) => assert.match(error.message, /NotFoundError/));
    if (found) return found;
  }
  return assert.fail('nothing was written');
}

/** In the page: the first file of a folder besides its `_index.md`, once there is one. */
async function newest(name) {
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test');
  for (const part of name.split('/')) folder = await folder.getDirectoryHandle(part);
  for await (const [file, handle] of folder) {
    const text = file !== '_index.md' && (await (await handle.getFile()).text());
    if (text) return { name: file, text };
  }
  return false;
}

/** In the page: writes files where the CMS looks for them. */
async function put(files) {
  const root = await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test', { create: true });
  for (const [name, text] of Object.entries(files)) {
    const parts = name.split('/');
    let folder = root;
    for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part, { create: true });
    const writable = await (await folder.getFileHandle(parts.at(-1), { create: true })).createWritable();
    await writable.write(text);
    await writable.close();
  }
}

/** In the page: a file's text, once it is another one than it was. */
async function take(name, before) {
  let folder = await (await navigator.storage.getDirectory()).getDirectoryHandle('sveltia-cms-test');
  const parts = name.split('/');
  for (const part of parts.slice(0, -1)) folder = await folder.getDirectoryHandle(part);
  const text = await (await (await folder.getFileHandle(parts.at(-1))).getFile()).text();
  return text.trim() !== before && text;
}

main().catch((error) => {
  console.error(error.message);
  process.exit(1);
});
