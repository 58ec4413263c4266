// Pictures of every kind of page, to be looked at: node screenshots.mjs PROGRAM SITE FOLDER [IMAGES]. FOLDER/<kind>-<look>.png;
// with IMAGES, the few that the readme shows are written there as well.
import { execFileSync } from "node:child_process";
import { mkdirSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Chromium } from "./chromium.mjs";
import { switchElder } from "./elder.mjs";
import { Portal } from "./portal.mjs";

// No picture is taller than this, in pixels of the page.
const TALLEST = 4000;
// A picture of the readme is loaded by everybody who reads it.
const LARGEST = 150_000;

const LOOKS = [
  { look: "desktop", width: 1280 },
  { look: "dark", width: 1280, dark: true },
  { look: "phone", width: 390, height: 844 },
  { look: "elder", width: 390, height: 844, elder: true },
];

const IMAGES = [
  { file: "home.webp", kind: "home", width: 1280, height: 900 },
  { file: "report.webp", kind: "report", width: 1280, height: 900 },
  { file: "policy-dark.webp", kind: "policy", width: 390, height: 844, dark: true },
];
const PRINTED = { file: "policy-print.png", kind: "policy" };

const [program, root, folder, images] = process.argv.slice(2);
const portal = await Portal.serve(program, root);
const browser = await Chromium.start();
try {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const mode of LOOKS) await shoot(mode);
  await print();
  if (images) await illustrate();
} finally {
  portal.stop();
  await browser.close();
}

// All kinds of pages in one look.
async function shoot(mode) {
  const tab = await browser.tab();
  await tab.shape(mode);
  if (mode.elder) {
    await tab.open(portal.url);
    await switchElder(tab);
  }
  for (const kind of portal.kinds()) {
    await show(tab, kind);
    const height = Math.min(TALLEST, await tab.run("document.documentElement.scrollHeight"));
    const clip = { x: 0, y: 0, width: mode.width, height, scale: 1 };
    const { data } = await tab.call("Page.captureScreenshot", { format: "png", clip, captureBeyondViewport: true });
    writeFileSync(join(folder, `${kind.name}-${mode.look}.png`), Buffer.from(data, "base64"));
  }
  await tab.close();
}

async function show(tab, { name, url }) {
  await tab.open(url);
  if (name === "search") await tab.until(() => document.querySelector("#results a[href]") !== null);
}

// All kinds of pages on paper, the first two sheets of each.
async function print() {
  const tab = await browser.tab();
  for (const kind of portal.kinds()) {
    await show(tab, kind);
    const { data } = await tab.call("Page.printToPDF", { preferCSSPageSize: true });
    const pdf = join(folder, `${kind.name}.pdf`);
    writeFileSync(pdf, Buffer.from(data, "base64"));
    execFileSync("pdftoppm", ["-png", "-r", "72", "-l", "2", pdf, join(folder, `${kind.name}-print`)]);
  }
  await tab.close();
}

async function illustrate() {
  const write = (file, bytes) => {
    if (bytes.length > LARGEST) throw new Error(`${file} has ${bytes.length} bytes`);
    writeFileSync(join(images, file), bytes);
  };
  const tab = await browser.tab();
  for (const { file, kind, ...shape } of IMAGES) {
    await tab.shape(shape);
    await tab.open(portal.kinds().find(({ name }) => name === kind).url);
    const { data } = await tab.call("Page.captureScreenshot", { format: "webp", quality: 80 });
    write(file, Buffer.from(data, "base64"));
  }
  await tab.close();
  const pdf = join(folder, `${PRINTED.kind}.pdf`);
  write(PRINTED.file, execFileSync("pdftoppm", ["-png", "-r", "60", "-singlefile", pdf], { maxBuffer: 1 << 26 }));
}
