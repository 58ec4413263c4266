// Every kind of page in every mode, and all looks at each.
import { switchElder } from "./elder.mjs";
import { accessible, bounded, fits, guarded, large, legible, still } from "./looks.mjs";
import { asked, test } from "./tell.mjs";

const MODES = [
  { name: "light, 1280 px", width: 1280 },
  { name: "dark, 1280 px", width: 1280, dark: true },
  { name: "light, 320 px", width: 320, height: 640 },
  { name: "dark, 320 px", width: 320, height: 640, dark: true },
  { name: "elder, 1280 px", width: 1280, elder: true },
  { name: "elder, 320 px", width: 320, height: 640, elder: true },
  { name: "forced colours, 1280 px", width: 1280, dark: true, forced: true },
];

export async function visits(browser, portal, axe) {
  if (!Object.values(TITLES).some(asked)) return;
  const looks = { accessible: accessible(axe), legible, fits, still, guarded: guarded(new URL(portal.url).origin) };
  const begun = Date.now();
  const all = await Promise.all([0, 1].map((half) => round(browser, portal, looks, MODES.filter((_, at) => at % 2 === half))));
  const found = all.flat(), seconds = (Date.now() - begun) / 1000;
  for (const [name, title] of Object.entries(TITLES)) {
    const of = found.filter(({ look }) => look === name);
    const faults = of.flatMap(({ page, mode, wrong }) => wrong.map(([what, such]) => [`${page} (${mode})`, what, such]));
    // All are looked at in one visit, whose time stands with the first.
    await test(title, () => ({ counted: `${of.length} visits`, faults, seconds: name === "opened" ? seconds : 0 }));
  }
}

const TITLES = {
  opened: "pages open",
  accessible: "axe: WCAG 2.2 A and AA, best practice",
  legible: "words of the style sheet",
  fits: "no sideways scrolling",
  still: "no layout shift",
  guarded: "console, other hosts, policy",
  large: "elder mode: type and targets",
  bounded: "forced colours: bounds and marks",
};

// One tab through some of the modes.
async function round(browser, portal, looks, modes) {
  const found = [];
  for (const mode of modes) {
    const tab = await browser.tab();
    const look = async (page, name, run) => {
      const wrong = await run(tab).catch((error) => [[error.message]]);
      found.push({ page, mode: mode.name, look: name, wrong });
      return wrong.length === 0;
    };
    await tab.shape(mode);
    if (mode.elder) {
      const isOn = await look("home", "opened", async () => {
        await tab.open(portal.url);
        await switchElder(tab);
        return [];
      });
      // All else would be told of another mode.
      if (!isOn) {
        await tab.close();
        continue;
      }
    }
    for (const { name, url } of portal.kinds()) {
      await look(name, "opened", async () => {
        await tab.open(url);
        if (name === "search") await tab.until(() => document.querySelector("#results li") !== null);
        return [];
      });
      // Shifts are looked for first: to look is to scroll, and to read.
      for (const kind of ["still", "fits", "guarded", "accessible", "legible"]) await look(name, kind, looks[kind]);
      if (mode.elder) await look(name, "large", large);
      if (mode.forced) await look(name, "bounded", bounded);
    }
    await tab.close();
  }
  return found;
}
