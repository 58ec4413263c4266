// What an article offers who reads it: parts to cite, contents that follow, notes that have room, a way to share, a voice.

// What a browser has or lacks, before any script of the page; what was copied and spoken is kept in the window.
const HAS = `
  Object.defineProperty(navigator, "clipboard", { value: { writeText: async (text) => void (window.copied = text) } });
  const spoken = (window.spoken = []);
  Object.defineProperty(window, "speechSynthesis", { value: { speak: (one) => spoken.push(one), cancel: () => (spoken.length = 0), get speaking() { return spoken.length > 0; } } });`;
const LACKS = `for (const name of ["clipboard", "share"]) Object.defineProperty(navigator, name, { value: undefined });`;

export async function reading(browser, portal) {
  const of = (kind) => portal.kinds().find(({ name }) => name === kind).url;
  const looks = [
    ["parts are cited", HAS, of("policy"), cited],
    ["headings keep their names", HAS, of("report"), named],
    ["contents follow", HAS, of("report"), follows],
    ["notes have room", HAS, portal.at(noted(portal)), roomy],
    ["larger type leaves room beside it", HAS, of("report"), beside],
    ["it is read aloud", HAS, of("policy"), spoken],
    ["without a clipboard", LACKS, of("policy"), uncopied],
    ["without a way to share", LACKS, of("policy"), unshared],
  ];
  const faults = [];
  for (const [name, source, url, look] of looks) {
    const tab = await browser.tab();
    await tab.call("Page.addScriptToEvaluateOnNewDocument", { source });
    await tab.shape({ width: 1440, height: 500 });
    await tab.open(url);
    const told = await look(tab).catch((error) => [error.message]);
    faults.push(...[...told, ...tab.complaints].map((what) => [name, what]));
    await tab.close();
  }
  return { counted: `${looks.length} ways`, faults };
}

// A document with notes.
function noted(portal) {
  return portal.documents().find(({ path }) => portal.read(path).includes('class="footnotes"')).path;
}

// An article has its link; any other paragraph gets one under the pointer, and nothing moves.
async function cited(tab) {
  const places = await tab.run(() => {
    const spot = (one) => (one.scrollIntoView({ block: "center", behavior: "instant" }), one.getBoundingClientRect());
    const articles = [...document.querySelectorAll('.body > p[id^="t"]')];
    const { left, top } = spot(document.querySelector(".body > p[id^=s], .body > p[id^=p]"));
    return { left, top, articles: articles.length, cites: articles.filter((one) => one.querySelector(".cite")).length, high: document.body.scrollHeight };
  });
  const faults = places.articles && places.articles === places.cites ? [] : [`${places.cites} of ${places.articles} articles can be cited`];
  await tab.call("Input.dispatchMouseEvent", { type: "mouseMoved", x: places.left + 20, y: places.top + 10 });
  await tab.settled();
  const under = await tab.run(() => {
    const link = document.querySelector(".body > p > .near");
    link?.click();
    return link && { hash: link.hash, label: link.ariaLabel, high: document.body.scrollHeight, shows: link.checkVisibility({ opacityProperty: true }) };
  });
  if (!under) return [...faults, "a paragraph under the pointer cannot be cited"];
  await tab.until(() => window.copied !== undefined);
  const copied = await tab.run("copied");
  if (!copied.endsWith(`.html${under.hash}`) || !copied.includes("《")) faults.push(`what is copied is ${copied}`);
  if (under.high !== places.high) faults.push("a link under the pointer makes the page longer");
  const article = await tab.run(() => (document.querySelector('.body > p[id^="t"] > .cite').click(), copied));
  if (!/，第[一二三四五六七八九十]+条，https?:[^，]*#t\d+$/.test(article) || /《[^》]*《/.test(article)) faults.push(`what is copied of an article is ${article}`);
  return faults;
}

// The words of the link are not among those of the heading.
async function named(tab) {
  const { nodes } = await tab.call("Accessibility.getFullAXTree");
  const headings = nodes.filter(({ role, ignored }) => !ignored && role.value === "heading").map(({ name }) => name.value);
  const links = nodes.filter(({ role, name }) => role?.value === "link" && name.value.startsWith("引用"));
  return [
    ...headings.filter((name) => name.includes("引用") && name !== "引用本文").map((name) => `a heading is called ${name}`),
    ...(links.length > 2 ? [] : ["headings have no link to cite them"]),
  ];
}

// The part that is read is marked, in view, and the page stays where it is.
async function follows(tab) {
  return tab.run(async () => {
    const contents = document.querySelector(".contents"), faults = [];
    if (!contents.querySelector("details").open) faults.push("beside the text the contents are closed to who cannot see them");
    const headings = [...document.querySelectorAll(".body :is(h2, h3, h4, h5)")];
    headings.at(-1).scrollIntoView({ behavior: "instant" });
    const at = scrollY;
    await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const mark = contents.querySelector("[aria-current]")?.getBoundingClientRect(), frame = contents.getBoundingClientRect();
    if (contents.scrollHeight <= contents.clientHeight) faults.push("the contents are too short to tell");
    if (!mark) faults.push("no part is marked");
    else if (mark.top < frame.top || mark.bottom > frame.bottom) faults.push("the marked part is out of view");
    if (Math.abs(scrollY - at) > 1) faults.push("the page jumps");
    return faults;
  });
}

// However long the notes are, what comes after the article is below them.
async function roomy(tab) {
  return tab.run(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
    const notes = [...document.querySelectorAll(".footnotes li")], before = document.querySelector(".document").offsetHeight;
    for (const note of notes) note.append("很长的注释，".repeat(3000 / notes.length));
    await frame();
    const box = (what) => document.querySelector(what).getBoundingClientRect();
    const beside = getComputedStyle(notes[0]).position === "absolute";
    const over = notes.at(-1).getBoundingClientRect().bottom - box(".document").bottom;
    return [
      ...(beside ? [] : ["notes do not stand beside the text"]),
      ...(box(".document").height > before ? [] : ["the notes are too short to tell"]),
      ...(over > 1 ? [`notes run ${Math.round(over)} px over the end of the article`] : []),
      ...(box(".site-footer").top < box(".document").bottom ? ["the footer stands in the article"] : []),
    ];
  });
}

// What stands beside the text is not squeezed by larger type.
async function beside(tab) {
  const faults = [];
  for (const width of [1100, 1280, 1440, 1920]) {
    await tab.shape({ width, height: 900 });
    faults.push(...await tab.run((width) => {
      document.querySelector("#size-larger").click();
      const contents = document.querySelector(".contents"), { width: room } = contents.getBoundingClientRect();
      const squeezed = room < 220 ? [`the contents are ${Math.round(room)} px wide in a window of ${width}`] : [];
      return document.scrollingElement.scrollWidth > width ? [...squeezed, `it scrolls sideways in a window of ${width}`] : squeezed;
    }, width));
  }
  return faults;
}

// The button says whether it is read, stops it, and rises when all was read; what is no text is not read.
async function spoken(tab) {
  return tab.run(() => {
    const tool = document.querySelector("[data-tool=read]"), faults = [];
    const state = (wanted, when) => String(tool.ariaPressed === "true") === wanted || faults.push(`${when} the button says ${tool.ariaPressed}`);
    if (!tool.checkVisibility()) faults.push("it is not offered");
    tool.click();
    state("true", "while it is read");
    const words = spoken.map(({ text }) => text).join("");
    if (!words.includes(document.querySelector("h1").textContent)) faults.push("the title is not read");
    if (words.includes("引用")) faults.push("the links to cite are read");
    tool.click();
    state("false", "when it was stopped");
    if (spoken.length) faults.push("it does not stop");
    tool.click();
    spoken.at(-1).onend();
    state("false", "when all was read");
    return faults;
  });
}

// A link to cite leads to its part.
async function uncopied(tab) {
  return tab.run(() => {
    const link = document.querySelector('.body > p[id^="t"] > .cite');
    link.click();
    return location.hash === link.hash ? [] : ["the link to cite leads nowhere"];
  });
}

// The way to share is the address, as words and as a picture.
async function unshared(tab) {
  return tab.run(() => {
    const link = document.querySelector("[data-tool=share]");
    if (!link.checkVisibility()) return ["sharing is not offered"];
    link.click();
    const place = document.querySelector(link.hash);
    const { top } = place.getBoundingClientRect();
    return [
      ...(location.hash === link.hash && top < innerHeight ? [] : ["the address is not in view"]),
      ...(place.querySelector("svg.qr")?.checkVisibility() ? [] : ["there is no picture of the address"]),
      ...(place.innerText.includes(document.querySelector("link[rel=canonical]").href) ? [] : ["the address is not shown"]),
    ];
  });
}
