// The theme in a real browser: node main.mjs PROGRAM SITE TOOLS. Builds the site in SITE with PROGRAM and serves it; TOOLS is
// where npm put what is needed. Prints every fault and a table; ends with 1 when there is a fault.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { Chromium } from "./chromium.mjs";
import { Portal } from "./portal.mjs";
import { keyboard } from "./keyboard.mjs";
import { paper, sheets, tables } from "./paper.mjs";
import { kept, plain } from "./plain.mjs";
import { light, small } from "./light.mjs";
import { reading } from "./reading.mjs";
import { report, test } from "./tell.mjs";
import { blocked, narrow, today } from "./today.mjs";
import { visits } from "./visits.mjs";

const [program, root, tools] = process.argv.slice(2);
const portal = await Portal.serve(program, root);
const browser = await Chromium.start();
try {
  const axe = readFileSync(join(tools, "node_modules/axe-core/axe.min.js"), "utf8");
  await test("every kind of page is there", () => {
    const faults = portal.uncovered(join(root, "themes/gongbao/templates")).map((fault) => ["", fault]);
    return { counted: `${portal.kinds().length} kinds`, faults };
  });
  await visits(browser, portal, axe);
  await test("by keyboard", () => keyboard(browser, portal));
  await test("without scripts", () => plain(browser, portal));
  await test("elder mode is kept", () => kept(browser, portal));
  await test("reading", () => reading(browser, portal));
  await test("states of a later day", () => today(browser, portal));
  await test("without storage", () => blocked(browser, portal));
  await test("narrow: text, states, filters", () => narrow(browser, portal));
  await test("weight of the theme's files", () => small(join(root, "themes/gongbao/static")));
  await test("weight and first paint", () => light(browser, portal));
  await paper(browser, portal, tools);
  await test("on paper: short pages", () => sheets(browser, portal, tools));
  await test("on paper: wide tables", () => tables(browser, portal, tools));
} finally {
  portal.stop();
  await browser.close();
}
process.exitCode = report() ? 0 : 1;
