// What an article weighs, as hosts send it, and how soon something shows; what the theme's own files weigh as they are written.
import { readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";

// Bytes of an article with all that it loads, pictures aside.
const MOST = 60_000;
// Bytes of all style sheets, and of all scripts of the pages. The engine of the search, a worker that the search page alone starts,
// has a limit of its own beside its tests.
const OWN = { css: 40_000, js: 15_000 };
const ENGINE = "search-worker.js";
const PICTURES = /\.(svg|png|jpe?g|webp|avif|gif|ico)$/;

// The files of the theme in a folder.
export function small(folder) {
  const files = readdirSync(folder, { recursive: true }).filter((file) => file !== ENGINE);
  const sums = Object.keys(OWN).map((kind) =>
    [kind, files.filter((file) => file.endsWith(`.${kind}`)).reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)]);
  const faults = sums.filter(([kind, sum]) => sum > OWN[kind] || sum === 0).map(([kind, sum]) => [folder, `${sum} bytes of ${kind}`]);
  return { counted: sums.map(([kind, sum]) => `${sum} bytes of ${kind}`).join(", "), faults };
}

export async function light(browser, portal) {
  const tab = await browser.tab();
  await tab.shape({ width: 360, height: 740 });
  const faults = [], weights = [], paints = [];
  for (const { path, owner } of portal.documents()) {
    await tab.open(portal.at(path));
    const bytes = weight(portal, tab.requests);
    weights.push(bytes);
    if (bytes > MOST) faults.push([path, `weighs ${bytes} bytes`]);
    paints.push(await tab.run(() => performance.getEntriesByName("first-contentful-paint")[0]?.startTime));
  }
  await tab.close();
  paints.sort((one, other) => one - other);
  const shown = paints.filter(Boolean), middle = shown[shown.length >> 1];
  const counted = `${weights.length} articles, ≤ ${(Math.max(...weights) / 1000).toFixed(1)} KB; painted after ${middle?.toFixed(0)} ms (median), ${shown.at(-1)?.toFixed(0)} ms (last)`;
  return { counted, faults };
}

// Compressed by gzip, which every host sends.
function weight(portal, urls) {
  const within = (url) => decodeURI(new URL(url).pathname.slice(new URL(portal.url).pathname.length)).replace(/(^|\/)$/, "$1index.html");
  const own = new Set(urls.filter((url) => url.startsWith(portal.url)).map(within));
  const files = [...own].filter((path) => !PICTURES.test(path));
  return files.reduce((sum, path) => sum + gzipSync(portal.read(path)).length, 0);
}
