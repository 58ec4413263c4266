// A report and a policy on paper: printed to PDF by Chromium and measured, in points from the top left, against GB/T 9704-2012.
import { execFileSync } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, resolve } from "node:path";
import { test } from "./tell.mjs";

const MM = 72 / 25.4;
// GB/T 9704-2012: A4; 版心 156 × 225 mm, 37 mm below the top and 28 mm from the left; 22 lines of 28 signs of 16 pt.
const PAPER = { width: 210 * MM, height: 297 * MM };
const AREA = { left: 28 * MM, top: 37 * MM, right: (28 + 156) * MM, bottom: (37 + 225) * MM };
const LINES = 22, SIGNS = 28;
// Its type: 小标宋 of 2号 for the title, 黑体 and 楷体 for the first two levels, 仿宋 for the rest, all of 3号; 仿宋 of 4号 in the 版记,
// which stands between two rules. What fonts a machine has is its own affair; here is looked at which ones it is asked for.
const TYPE = [
  { what: "h1", font: /小标宋/, points: 22 },
  { what: ".body h2", font: /黑体|SimHei/, points: 16 },
  { what: ".body h3", font: /楷体|KaiTi/, points: 16 },
  { what: ".body :is(h4, h5)", font: /仿宋|FangSong/, points: 16 },
  { what: ".body p", font: /仿宋|FangSong/, points: 16 },
  { what: ".red-head strong", font: /小标宋/, points: 32 },
  { what: ".imprint", font: /仿宋|FangSong/, points: 14, ruled: true },
].map(({ font, ...rest }) => ({ ...rest, font: font.source }));
// What a browser cannot hold: fonts of other measure, breaks before headings, tables.
const SLACK = 2 * MM;

export async function paper(browser, portal, tools) {
  const folder = join(tools, "paper");
  mkdirSync(folder, { recursive: true });
  for (const kind of ["report", "policy"]) {
    const { path, url } = portal.kinds().find(({ name }) => name === kind);
    await test(`on paper: ${kind}`, async () => {
      const tab = await browser.tab();
      // Whoever reads by night prints on white paper all the same.
      await tab.shape({ width: 1280, dark: true });
      await tab.open(url);
      const { data } = await tab.call("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
      await tab.call("Emulation.setEmulatedMedia", { media: "print" });
      const loose = await tab.run(typed, TYPE);
      await tab.close();
      const pdf = join(folder, `${kind}.pdf`);
      writeFileSync(pdf, Buffer.from(data, "base64"));
      const { pages, faults } = measure(pdf, portal.public(path), resolve(tools, "node_modules/x"));
      faults.push(...loose);
      if (kind === "policy") faults.push(...red(pdf));
      return { counted: `${pages} pages`, faults: faults.map((fault) => [kind, fault]) };
    });
  }
}

// What fits on a sheet is one: no empty one comes after it.
export async function sheets(browser, portal, tools) {
  const short = (files) => files.reduce((one, other) => (other.length < one.length ? other : one)).path;
  const kinds = ["news", "notice", "interview"].map((kind) => [kind, short(portal.documents().filter((file) => file.kind === kind))]);
  const faults = [];
  for (const [kind, path] of [...kinds, ["404", "404.html"]]) {
    const tab = await browser.tab();
    await tab.shape({ width: 1280 });
    await tab.open(portal.at(path));
    const { data } = await tab.call("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
    await tab.close();
    const pdf = join(tools, "paper", `${kind}.pdf`);
    writeFileSync(pdf, Buffer.from(data, "base64"));
    const empty = laidOut(pdf).filter(({ lines }) => lines.every(({ middle }) => middle > AREA.bottom)).length;
    if (empty) faults.push([kind, "an empty sheet is printed"]);
  }
  return { counted: `${kinds.length + 1} short pages`, faults };
}

// So many columns a table may have; each is still printed.
const COLUMNS = 18;

export async function tables(browser, portal, tools) {
  const { url } = portal.kinds().find(({ name }) => name === "interpretation");
  const tab = await browser.tab();
  await tab.shape({ width: 1280 });
  await tab.open(url);
  const is = await tab.run((columns) => {
    const rows = [...document.querySelectorAll(".body table tr")];
    for (const row of rows) while (row.cells.length < columns) row.append(row.lastElementChild.cloneNode(true));
    for (const row of rows) [...row.cells].forEach((cell, at) => (cell.textContent = `第${at + 1}列`));
    return rows.length;
  }, COLUMNS);
  const { data } = await tab.call("Page.printToPDF", { preferCSSPageSize: true, printBackground: true });
  await tab.close();
  const pdf = join(tools, "paper", "wide.pdf");
  writeFileSync(pdf, Buffer.from(data, "base64"));
  const lines = laidOut(pdf).flatMap(({ lines }) => lines), text = lines.map(({ text }) => text).join("");
  const right = Math.max(...lines.map((line) => line.right)), faults = [];
  if (!is) faults.push(["interpretation", "it has no table"]);
  if (right > AREA.right + SLACK) faults.push(["interpretation", `a table ends ${((PAPER.width - right) / MM).toFixed(1)} mm from the right, not 26`]);
  if (!text.includes(String(COLUMNS))) faults.push(["interpretation", `column ${COLUMNS} is not printed`]);
  return { counted: `${is} rows of ${COLUMNS} columns`, faults };
}

// In the page, as it is printed: what is not typed as it should be. What a page does not have is no fault.
function typed(all) {
  return all.flatMap(({ what, font, points, ruled }) => [...document.querySelectorAll(what)].slice(0, 1).flatMap((one) => {
    const { fontFamily, fontSize, borderTopStyle, borderBottomStyle, display } = getComputedStyle(one), faults = [];
    if (display === "none") faults.push(`${what} is not printed`);
    if (!RegExp(font).test(fontFamily.split(",").slice(0, 3).join())) faults.push(`${what} is of ${fontFamily}, not ${font}`);
    if (Math.abs(parseFloat(fontSize) * 0.75 - points) > 0.1) faults.push(`${what} is of ${parseFloat(fontSize) * 0.75} pt, not ${points}`);
    if (ruled && [borderTopStyle, borderBottomStyle].includes("none")) faults.push(`${what} stands between no rules`);
    return faults;
  }));
}

function measure(pdf, address, modules) {
  const pages = laidOut(pdf), faults = [];
  const tell = (is, what) => is || faults.push(what);
  const mm = (points) => (points / MM).toFixed(1);
  for (const { width, height } of pages) {
    tell(Math.abs(width - PAPER.width) < 2 && Math.abs(height - PAPER.height) < 2, `a page of ${mm(width)} × ${mm(height)} mm, not A4`);
  }
  const texts = pages.map(({ lines }) => lines.filter(({ middle }) => middle > AREA.top && middle < AREA.bottom));
  const all = texts.flat();
  const [left, right] = [Math.min(...all.map((line) => line.left)), Math.max(...all.map((line) => line.right))];
  tell(Math.abs(left - AREA.left) < SLACK, `the text begins ${mm(left)} mm from the left, not 28`);
  tell(right < AREA.right + SLACK, `the text ends ${mm(PAPER.width - right)} mm from the right, not 26`);
  const inks = pages.map((_, at) => ink(pdf, at + 1));
  const [first, last] = [Math.min(...inks.map(({ top }) => top)), Math.max(...inks.map(({ bottom }) => bottom))];
  tell(first > AREA.top - SLACK, `something is printed ${mm(first)} mm from the top, above 37`);
  tell(last < AREA.bottom + SLACK, `the text ends ${mm(PAPER.height - last)} mm from the bottom, below 35`);
  // A page in the midst is full from its first line on, which has half of its leading above it.
  const begins = Math.min(...inks.slice(1, -1).map(({ top }) => top), AREA.top + SLACK);
  tell(begins < AREA.top + 3 * SLACK, `the pages begin ${mm(begins)} mm from the top, not 37`);
  const running = all.filter(({ size }) => Math.abs(size - 16) < 1.2);
  tell(running.length > 10, `only ${running.length} lines are of 16 pt (3号)`);
  const pitches = texts.flatMap((lines) => steps(lines.filter((line) => running.includes(line))));
  const pitch = median(pitches.filter((step) => step > 18 && step < 45));
  const fit = (AREA.bottom - AREA.top) / pitch;
  tell(Math.abs(fit - LINES) <= 1, `${fit.toFixed(1)} lines of running text fit on a page, not about 22`);
  const full = running.filter((line) => line.right > AREA.right - 20 && line.left < AREA.left + 20 && /^[^\x20-\x7e]+$/.test(line.text));
  const signs = median(full.map(({ text }) => [...text].length));
  tell(Math.abs(signs - SIGNS) <= 1, `${signs} signs stand in a full line, not about 28 (${full.length} lines)`);
  faults.push(...numbered(pages), ...named(pages, address), ...embedded(pdf), ...coded(pdf, address, pages.length, modules));
  return { pages: pages.length, faults };
}

// The lines of each page, words of one height put together.
function laidOut(pdf) {
  const html = execFileSync("pdftotext", ["-bbox", pdf, "-"], { encoding: "utf8", maxBuffer: 1 << 28 });
  return html.split("<page ").slice(1).map((page) => {
    const [width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page).slice(1).map(Number);
    const words = [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)/g)].map((found) => {
      const [left, top, right, bottom] = found.slice(1, 5).map(Number);
      return { left, top, right, bottom, text: found[5] };
    });
    return { width, height, lines: joined(words) };
  });
}

function joined(words) {
  const lines = [];
  for (const word of words) {
    const line = lines.find(([first]) => Math.abs(first.top + first.bottom - word.top - word.bottom) < 6);
    if (line) line.push(word);
    else lines.push([word]);
  }
  return lines.map((words) => {
    words.sort((one, other) => one.left - other.left);
    const text = words.map(({ text }) => text).join("");
    const [left, right] = [words[0].left, words.at(-1).right];
    // A Chinese sign is as wide as the type is high. (How high a word is said to be is the font's own affair.)
    const han = words.find(({ text }) => /^[\u3000-\u9fff\uff00-\uffef]{4,}$/.test(text));
    const middle = (words[0].top + words[0].bottom) / 2;
    return { text, left, right, middle, size: han ? (han.right - han.left) / [...han.text].length : 0 };
  }).sort((one, other) => one.middle - other.middle);
}

function steps(lines) {
  return lines.slice(1).map((line, at) => line.middle - lines[at].middle);
}

function median(numbers) {
  return [...numbers].sort((one, other) => one - other)[numbers.length >> 1] ?? NaN;
}

// “— 1 —” below the text, on the right of odd pages and on the left of even ones.
function numbered(pages) {
  return pages.flatMap(({ lines, width }, at) => {
    const line = lines.find(({ text, middle }) => middle > AREA.bottom && /^[—–-]\s*\d+\s*[—–-]$/.test(text));
    if (!line) return [`page ${at + 1} has no number below its text`];
    const wrong = Number(/\d+/.exec(line.text)[0]) !== at + 1 ? [`page ${at + 1} is numbered ${line.text}`] : [];
    const onRight = (line.left + line.right) / 2 > width / 2;
    return onRight === (at % 2 === 0) ? wrong : [...wrong, `the number of page ${at + 1} stands on the wrong side`];
  });
}

function named(pages, address) {
  const text = pages.flatMap(({ lines }) => lines.map(({ text }) => text)).join("");
  return text.includes(address) || text.includes(decodeURI(address)) ? [] : [`the address ${address} is not printed`];
}

function embedded(pdf) {
  const rows = execFileSync("pdffonts", [pdf], { encoding: "utf8" }).trimEnd().split("\n").slice(2);
  const loose = rows.filter((row) => !/\s(yes|no)\s+(yes|no)\s+(yes|no)\s/.test(row) || /\sno\s+(yes|no)\s+(yes|no)\s/.test(row));
  return [...(rows.length ? [] : ["no font is named"]), ...loose.map((row) => `a font that is not embedded: ${row.split(/\s/)[0]}`)];
}

// The code on the first or the last page, read as a telephone reads it.
function coded(pdf, address, pages, modules) {
  const read = createRequire(modules)("jsqr");
  const found = [...new Set([1, pages])].map((page) => {
    const { pixels, width, height } = drawn(pdf, page, 150);
    const dark = pixels.length / 3;
    const colours = new Uint8ClampedArray(dark * 4);
    for (let at = 0; at < dark; at++) {
      for (let part = 0; part < 3; part++) colours[at * 4 + part] = pixels[at * 3 + part];
      colours[at * 4 + 3] = 255;
    }
    return read(colours, width, height)?.data;
  }).find(Boolean);
  if (found === address) return [];
  return [found ? `the code says ${found}, not ${address}` : "no code that can be read is printed"];
}

// Where the first and the last ink of a page is, its number aside.
function ink(pdf, page) {
  const { pixels, width, height } = drawn(pdf, page, 72);
  const isDark = (y) => pixels.subarray(y * width * 3, (y + 1) * width * 3).some((part) => part < 128);
  const rows = Array.from({ length: height }, (_, y) => y).filter(isDark);
  const text = rows.filter((y) => y < AREA.bottom + 2 * SLACK);
  return { top: text[0] ?? AREA.top, bottom: text.at(-1) ?? AREA.top };
}

// The head of a policy is red, and its line; all else is black on white.
function red(pdf) {
  const { pixels } = drawn(pdf, 1, 40);
  let [reds, sum] = [0, 0];
  for (let at = 0; at < pixels.length; at += 3) {
    const [r, g, b] = pixels.subarray(at, at + 3);
    sum += g;
    if (r > 150 && g < 110 && b < 110) reds++;
  }
  return [
    ...(reds > 60 ? [] : ["the head of a policy is not red"]),
    ...(sum / (pixels.length / 3) > 200 ? [] : ["the paper is not white"]),
  ];
}

// A page as pixels: the plain form that pdftoppm writes.
function drawn(pdf, page, resolution) {
  const ppm = execFileSync("pdftoppm", ["-r", resolution, "-f", page, "-l", page, pdf].map(String), { maxBuffer: 1 << 28 });
  const [head, width, height] = /^P6\s+(\d+)\s+(\d+)\s+255\s/.exec(ppm.subarray(0, 40).toString("latin1"));
  return { pixels: ppm.subarray(head.length), width: Number(width), height: Number(height) };
}
