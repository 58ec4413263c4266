// What holds on the day on which a page is read, later than that on which it was made; and the page where the browser keeps nothing.
import { isElder, switchElder } from "./elder.mjs";

// A policy of the sample portal, and a day on which it has lapsed.
const POLICY = "示政发〔2025〕1号", LATER = Date.UTC(2031, 0, 1), LAPSED = "失效";

export async function today(browser, portal) {
  const faults = [];
  const tab = await browser.tab();
  await tab.shape({ width: 1280 });
  await tab.call("Page.addScriptToEvaluateOnNewDocument", { source: `Date.now = () => ${LATER}` });
  const pages = [["list", portal.at("shili/index.html"), ".rows li"], ["search", portal.at("search.html") + "?q=" + encodeURIComponent(POLICY), "#results li"],
    ["validity", portal.at("validity.html"), "tbody tr"], ["policy", portal.at("shili/zhengce.html"), ".document-head"], ["policy, printed", portal.at("shili/zhengce.html"), ".printed"]];
  for (const [name, url, rows] of pages) {
    await tab.open(url);
    if (name === "search") await tab.until(() => document.querySelector("#results li") !== null);
    const states = await tab.run((rows, number) => {
      const row = [...document.querySelectorAll(rows)].find((row) => row.matches(".printed") || row.textContent.includes(number));
      return [...(row?.querySelectorAll(".status") ?? [])].map((badge) => badge.textContent + " " + badge.className);
    }, rows, POLICY);
    if (states[0] !== `${LAPSED} status status-lapsed`) faults.push([name, `the state of a later day is not told, but ${states[0]}`]);
  }
  const printed = await tab.run(() => document.querySelector("[data-today]").textContent);
  if (!/截至\d{4}年/.test(printed)) faults.push(["policy", "the day of printing is not told"]);
  await tab.open(portal.at("about.html"));
  if (tab.requests.some((url) => url.includes("days"))) faults.push(["about", "a script is loaded for states that the page does not have"]);
  await tab.close();
  return { counted: `${pages.length} places`, faults };
}

// No storage: to ask for it is an error, as it is where a browser refuses it.
export async function blocked(browser, portal) {
  const faults = [];
  const tab = await browser.tab();
  await tab.shape({ width: 1280 });
  const source = 'Object.defineProperty(window, "localStorage", { get() { throw new DOMException("denied", "SecurityError"); } })';
  await tab.call("Page.addScriptToEvaluateOnNewDocument", { source });
  for (const { name, url } of portal.kinds()) {
    await tab.open(url);
    if (name === "report") {
      await switchElder(tab);
      if (!await isElder(tab)) faults.push([name, "elder mode does not come on"]);
    }
    faults.push(...tab.complaints.filter((told) => !told.includes("404")).map((told) => [name, told]));
  }
  await tab.close();
  return { counted: `${portal.kinds().length} pages`, faults };
}

// On a narrow screen the text comes soon, and what is related after it; the filters say when nothing is left.
export async function narrow(browser, portal) {
  const faults = [];
  const tab = await browser.tab();
  await tab.shape({ width: 390, height: 844 });
  await tab.open(portal.at("shili/zhengce.html"));
  const [text, related] = await tab.run(() => [".body", ".beside"].map((what) => document.querySelector(what).getBoundingClientRect().top + scrollY));
  if (text > 844 * 1.5) faults.push(["policy", `the text begins ${Math.round(text)} px down`]);
  if (related < text) faults.push(["policy", "what is related stands before the text"]);
  await tab.open(portal.at("validity.html"));
  const right = await tab.run(() => document.querySelector(".records .status").getBoundingClientRect().right);
  if (right > 390) faults.push(["validity", "the state is out of view"]);
  await tab.open(portal.at("shili/index.html"));
  const left = (kind, state) => tab.run((kind, state) => {
    document.querySelector(`[name=kind][value="${kind}"]`).click();
    document.querySelector(`[name=state][value="${state}"]`).click();
    return [[...document.querySelectorAll(".listing .rows > li")].filter((row) => row.checkVisibility()).length, document.querySelector(".listing > .nothing").checkVisibility()];
  }, kind, state);
  for (const kind of ["", "policy", "report"]) {
    for (const state of ["", "in-force", "ended"]) {
      const [rows, told] = await left(kind, state);
      if (told !== (rows === 0)) faults.push(["list", `${rows} rows of ${kind || "all"} ${state}, and it is ${told ? "" : "not "}told that there are none`]);
    }
  }
  await tab.close();
  return { counted: "3 pages", faults };
}
