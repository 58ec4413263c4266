// The main path with the keys alone, and on every kind of page all that the Tab key stops at.

// No page of a portal has so many stops.
const STOPS = 900;

export async function keyboard(browser, portal) {
  const faults = [];
  const tell = (page, what, such) => faults.push([page, what, such]);
  for (const width of [1280, 320]) {
    const tab = await browser.tab();
    await tab.shape({ width, height: 800 });
    const walk = (name, run) => run(tab, portal, (what, such) => tell(`${name}, ${width} px`, what, such)).catch((error) => tell(`${name}, ${width} px`, error.message));
    await walk("skip link", skip);
    await walk("menu", menu);
    await walk("search", searching);
    await tab.close();
  }
  const halves = [0, 1].map(async (half) => {
    const tab = await browser.tab();
    await tab.shape({ width: half ? 360 : 1280, height: 800 });
    const kinds = portal.kinds();
    let stops = 0;
    for (const { name, url } of kinds.filter((_, at) => at % 2 === half)) {
      await tab.open(url);
      stops += await through(tab, (what, such) => tell(name, what, such));
    }
    await tab.close();
    return stops;
  });
  const stops = (await Promise.all(halves)).reduce((sum, one) => sum + one);
  return { counted: `${stops} stops`, faults };
}

// The first stop leads past the head of the page, and shows while it has the focus.
async function skip(tab, portal, tell) {
  await tab.open(portal.at(portal.documents().find(({ kind }) => kind === "policy").path));
  await tab.press("Tab");
  const first = await focused(tab);
  if (!first.href?.includes("#")) return tell(`the first stop is no skip link, but ${first.name}`);
  if (!first.visible) tell("the skip link does not show when it has the focus");
  await tab.press("Enter");
  await tab.press("Tab");
  const within = await tab.run(() => document.querySelector("main").contains(document.activeElement));
  if (!within) tell("after the skip link the next stop is not in the main part");
}

// From the home page to a column by the menu; on a narrow screen it may have to be opened first.
async function menu(tab, portal, tell) {
  await tab.open(portal.url);
  const [column] = JSON.parse(portal.read("data/sections.json")).sections.filter(({ path }) => path && !path.includes("/"));
  const target = portal.at(`${column.path}/index.html`);
  for (let stops = 0; stops < STOPS; stops++) {
    await tab.press("Tab");
    const { href, opens, inNav, visible, name } = await focused(tab);
    if (href === target && inNav) {
      if (!visible) tell(`${name} does not show when it has the focus`);
      await tab.follow("Enter");
      const here = await tab.run("location.href");
      return here === target ? undefined : tell(`the menu leads to ${here}`);
    }
    if (opens) await tab.press("Enter");
  }
  tell(`no stop in a menu leads to ${column.path}`);
}

// Search, a result, the report's contents, and back to the results.
async function searching(tab, portal, tell) {
  await tab.open(portal.url);
  await reach(tab, ({ isSearch }) => isSearch, "the field for words");
  await tab.write("法治政府建设情况报告");
  await tab.follow("Enter");
  await tab.until(() => document.querySelector("#results a[href]") !== null);
  const results = await tab.run("location.href");
  if (!results.includes("q=")) tell("the address of the results does not hold the words");
  await reach(tab, ({ inResults }) => inResults, "a result");
  await tab.follow("Enter");
  if ((await tab.run("location.href")).split("#")[0] === results) return tell("a result does not lead to its page");
  await tab.open(portal.kinds().find(({ name }) => name === "report").url);
  await reach(tab, ({ href, inMain }) => inMain && /#./.test(href ?? ""), "the report's contents");
  await tab.press("Enter");
  await tab.settled();
  const at = await tab.run(() => {
    const box = document.getElementById(decodeURIComponent(location.hash.slice(1)))?.getBoundingClientRect();
    return box && box.top >= -1 && box.top < innerHeight;
  });
  if (!at) tell("a part named in the contents is not in view when it was chosen");
  const { currentIndex, entries } = await tab.call("Page.getNavigationHistory");
  const back = entries.slice(0, currentIndex).reverse().find(({ url }) => url === results);
  await tab.call("Page.navigateToHistoryEntry", { entryId: back.id });
  await tab.until((results) => location.href === results && document.querySelector("#results a[href]") !== null, results);
}

async function reach(tab, is, what) {
  for (let stops = 0; stops < STOPS; stops++) {
    await tab.press("Tab");
    if (is(await focused(tab))) return;
  }
  throw new Error(`the Tab key does not come to ${what}`);
}

// Every stop of a page: it shows, it is seen to have the focus, and the way ends where it began.
async function through(tab, tell) {
  const wrong = new Map();
  const note = (what, name) => wrong.set(what, [...(wrong.get(what) ?? []), name]);
  let stops = 0;
  // The search page shows its choices when it has its index, and then what it found; what stands below moves.
  await tab.until(() => !document.querySelector('#choices[hidden], #results[aria-busy="true"]'));
  for (; stops < STOPS; stops++) {
    await tab.press("Tab");
    const { name, isBody, visible, covered, marked, again } = await focused(tab, true);
    if (isBody || again) break;
    if (!visible) note("a stop that does not show", name);
    else if (covered) note("a stop that something covers", name);
    if (!marked) note("a stop that is not seen to have the focus", name);
  }
  if (stops === STOPS) tell("the Tab key never comes to the end");
  for (const [what, names] of wrong) tell(what, `${names.length}, such as ${[...new Set(names)].slice(0, 3).join(", ")}`);
  return stops;
}

// What has the focus. When it is to be looked at closely, its style is held against the style that it has without the
// focus: an outline or a shadow must tell the two apart.
function focused(tab, closely = false) {
  return tab.run((closely) => {
    const one = document.activeElement;
    if (!one || one === document.body) return { isBody: true };
    const box = [...one.getClientRects()].find(({ width, height }) => width > 0 && height > 0) ?? one.getBoundingClientRect();
    const inView = box.width > 1 && box.height > 1 && box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth;
    const spot = [Math.min(Math.max(box.left + box.width / 2, 0), innerWidth - 1), Math.min(Math.max(box.top + box.height / 2, 0), innerHeight - 1)];
    const top = document.elementFromPoint(...spot);
    const own = top && (one.contains(top) || top.contains(one) || [...(one.labels ?? [])].some((label) => label.contains(top)));
    const told = {
      name: `${one.localName} “${(one.textContent || one.ariaLabel || one.name || "").trim().slice(0, 16)}”`,
      href: one.href,
      visible: inView && one.checkVisibility({ opacityProperty: true, visibilityProperty: true }),
      covered: !own,
      inNav: Boolean(one.closest("nav")),
      inMain: Boolean(one.closest("main")),
      inResults: Boolean(one.closest("#results")),
      isSearch: one.matches('input[name="q"]'),
      // What opens a closed box of the head of the page, which may hold the menu.
      opens: one.matches('header summary, header button[aria-expanded="false"], header button[popovertarget]') &&
        !one.closest("details[open], :popover-open") && !one.popoverTargetElement?.matches(":popover-open"),
    };
    if (!closely) return told;
    told.again = one.dataset.stopped !== undefined;
    one.dataset.stopped = "";
    // A box that is seen through its label, such as a hidden radio's, may mark the label instead.
    const bearers = [one, ...(one.labels ?? []), one.parentElement];
    const style = () => bearers.map((bearer) => {
      const { outlineStyle, outlineWidth, outlineColor, boxShadow } = getComputedStyle(bearer);
      return [outlineStyle === "none" || outlineWidth === "0px" ? "none" : outlineStyle + outlineWidth + outlineColor, boxShadow].join();
    }).join(";");
    const marked = style();
    one.blur();
    told.marked = style() !== marked;
    one.focus({ preventScroll: true, focusVisible: true });
    return told;
  }, closely);
}
