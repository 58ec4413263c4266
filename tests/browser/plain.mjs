// Without scripts: every link leads somewhere, every page says what it says, and nothing is offered that does not work.
import { isElder, switchElder } from "./elder.mjs";

export async function plain(browser, portal) {
  const faults = await crawl(portal);
  const links = faults.counted;
  const tab = await browser.tab();
  await tab.plain();
  await tab.shape({ width: 1280 });
  for (const { name, url } of portal.kinds()) {
    await tab.open(url);
    faults.push(...(await idle(tab)).map((what) => [name, what]));
  }
  for (const width of [1280, 320]) {
    await tab.shape({ width });
    await tab.open(portal.kinds().find(({ name }) => name === "report").url);
    const what = await elder(tab).catch((error) => error.message);
    if (what) faults.push([`${width} px`, what]);
  }
  await tab.close();
  return { counted: `${links} links`, faults: [...faults] };
}

// The switch works by style alone, there and back.
async function elder(tab) {
  if (await isElder(tab)) return "the text is large before elder mode is on";
  await switchElder(tab);
  if (!await isElder(tab)) return "the checkbox for elder mode does not make the text large";
  await switchElder(tab);
  return await isElder(tab) ? "the checkbox for elder mode does not switch it off" : null;
}

// Buttons and fields that show, and that no form sends and no box opens, would do nothing.
function idle(tab) {
  return tab.run(() => {
    const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.getClientRects().length > 0;
    const works = (one) => one.closest("form[action]") || one.matches("[popovertarget], [commandfor], input[type=checkbox], input[type=radio]");
    const idle = [...document.querySelectorAll("button, select, input")].filter((one) => seen(one) && !works(one));
    const empty = [...document.querySelectorAll("main ul, main ol, main table")].filter((one) => seen(one) && !one.textContent.trim());
    return [
      ...idle.map((one) => `${one.localName} “${one.textContent.trim().slice(0, 12)}” shows, but needs a script`),
      ...empty.map((one) => `an empty ${one.localName}.${one.className} shows`),
    ];
  });
}

// All that the pages lead to and load, from the home page on, with its places within pages.
async function crawl(portal) {
  const faults = [];
  const base = new URL(portal.url), ids = new Map(), from = new Map([[base.href, "home"]]), places = [];
  const queue = [base.href];
  while (queue.length) {
    const batch = queue.splice(0, 16);
    await Promise.all(batch.map(async (url) => {
      const answer = await fetch(url);
      const body = await answer.text();
      if (answer.status !== 200) return faults.push([from.get(url), `${decodeURI(url.slice(base.href.length))} is answered with ${answer.status}`]);
      if (!answer.headers.get("content-type").startsWith("text/html")) return;
      ids.set(url, new Set([...body.matchAll(/\sid="([^"]*)"/g)].map(([, id]) => unescaped(id))));
      for (const [, to] of body.matchAll(/<(?:a|link|script|img|form|source|iframe)\b[^>]*?\s(?:href|src|action)="([^"]*)"/g)) {
        const link = new URL(unescaped(to), url);
        if (!link.protocol.startsWith("http")) continue;
        const target = new URL(link.href.startsWith(portal.permalink) ? base.href + link.href.slice(portal.permalink.length) : link.href);
        if (!target.href.startsWith(base.href)) continue;
        const whole = target.origin + target.pathname;
        if (target.hash.length > 1) places.push([url, whole, decodeURIComponent(target.hash.slice(1))]);
        if (!from.has(whole)) {
          from.set(whole, decodeURI(url.slice(base.href.length)) || "home");
          queue.push(whole);
        }
      }
    }));
  }
  for (const [url, whole, id] of places) {
    if (ids.has(whole) && !ids.get(whole).has(id)) faults.push([decodeURI(url.slice(base.href.length)), `no place #${id} in ${decodeURI(whole.slice(base.href.length))}`]);
  }
  const unreached = portal.pages().filter(({ path }) => path !== "404.html" && !ids.has(portal.at(path)));
  faults.push(...unreached.map(({ path }) => [path, "no link leads there"]));
  faults.counted = from.size;
  return faults;
}

function unescaped(text) {
  const signs = { amp: "&", lt: "<", gt: ">", quot: '"', "#39": "'", "#x27": "'" };
  return text.replace(/&(amp|lt|gt|quot|#39|#x27);/g, (_, name) => signs[name]);
}

// With scripts the mode goes along from page to page, until it is switched off.
export async function kept(browser, portal) {
  const faults = [];
  const tab = await browser.tab();
  const kinds = ["report", "home", "policy"].map((kind) => portal.kinds().find(({ name }) => name === kind));
  for (const width of [1280, 320]) {
    await tab.shape({ width });
    await tab.open(kinds[0].url);
    await switchElder(tab);
    for (const { name, url } of kinds) {
      await tab.open(url);
      if (!await isElder(tab)) faults.push([`${name}, ${width} px`, "elder mode is gone on the next page"]);
    }
    await switchElder(tab);
    const here = await tab.run(() => location.href);
    await tab.run(() => void history.back());
    await tab.until((here) => location.href !== here && document.readyState === "complete", here);
    await tab.run(() => new Promise((shown) => requestAnimationFrame(() => requestAnimationFrame(shown))));
    if (await isElder(tab)) faults.push([`${width} px`, "elder mode comes back on the page before"]);
    await tab.open(kinds[0].url);
    if (await isElder(tab)) faults.push([`${width} px`, "elder mode comes back after it was switched off"]);
  }
  await tab.close();
  return { counted: `${kinds.length} pages`, faults };
}
