// What is looked at on every page, in every mode. Each look is a function of a tab that shows the page; it returns what
// is wrong, each as a sentence and an example.

// No violation of WCAG 2.2 A and AA, nor of what axe counts as best practice.
export function accessible(axe) {
  const options = {
    runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    rules: { "target-size": { enabled: true } },
    resultTypes: ["violations"],
    preload: false,
  };
  return async (tab) => {
    await tab.run(axe);
    const violations = await tab.run(async (options) => {
      const { violations } = await axe.run(document, options);
      return violations.map(({ id, impact, help, nodes }) => ({
        id, impact, help, count: nodes.length, first: nodes[0].html.slice(0, 160), where: nodes[0].target.join(" "),
      }));
    }, options);
    return violations.map(({ id, impact, help, count, first, where }) =>
      [`${id} (${impact}): ${help}`, `${count} places, such as ${where}: ${first}`]);
  };
}

// Words that the style sheet itself writes, which axe does not look at, stand out from their ground as others must (WCAG 1.4.3).
export async function legible(tab) {
  return tab.run(() => {
    const brush = Object.assign(document.createElement("canvas"), { width: 1, height: 1 }).getContext("2d", { willReadFrequently: true });
    const rgb = (colour) => {
      brush.clearRect(0, 0, 1, 1);
      brush.fillStyle = colour;
      brush.fillRect(0, 0, 1, 1);
      return [...brush.getImageData(0, 0, 1, 1).data];
    };
    const light = ([r, g, b]) => [r, g, b].map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4))
      .reduce((sum, part, at) => sum + part * [0.2126, 0.7152, 0.0722][at], 0);
    const ground = (one) => (one ? [getComputedStyle(one).backgroundColor].map(rgb).find(([, , , alpha]) => alpha === 255) ?? ground(one.parentElement) : rgb("Canvas"));
    const faults = new Map();
    for (const one of document.body.querySelectorAll("*")) {
      for (const side of ["::before", "::after"]) {
        const style = getComputedStyle(one, side);
        if (!/[\p{L}\p{N}]/u.test(style.content.replace(/^(none|normal|counters?\(.*)$/, "")) || !one.checkVisibility()) continue;
        const own = rgb(style.backgroundColor), [dark, bright] = [light(rgb(style.color)), light(own[3] === 255 ? own : ground(one))].sort((a, b) => a - b);
        if ((bright + 0.05) / (dark + 0.05) < 4.5) faults.set(style.content, `${style.content} of ${one.localName}: ${((bright + 0.05) / (dark + 0.05)).toFixed(1)}`);
      }
    }
    return [...faults.values()].map((told) => ["words of the style sheet do not stand out", told]);
  });
}

// Nothing is wider than the window.
export async function fits(tab) {
  return tab.run(() => {
    const root = document.scrollingElement, width = document.documentElement.clientWidth;
    if (root.scrollWidth <= width) return [];
    const name = (one) => `${one.localName}${one.className ? "." + String(one.className.baseVal ?? one.className).replaceAll(" ", ".") : ""}`;
    // What sticks out, and is not within something that scrolls by itself.
    const scrolls = (one) => one && one !== document.body && (getComputedStyle(one).overflowX !== "visible" || scrolls(one.parentElement));
    const out = [...document.body.querySelectorAll("*")].filter((one) => {
      const box = one.getBoundingClientRect();
      return box.width > 0 && (box.right > width + 1 || box.left < -1) && !scrolls(one.parentElement);
    });
    return [["scrolls sideways", `${root.scrollWidth} of ${width} px, because of ${[...new Set(out.map(name))].slice(0, 4).join(", ")}`]];
  });
}

// Nothing moves while the page comes, nor when it is scrolled through.
export async function still(tab) {
  return tab.run(async () => {
    const frame = () => new Promise((done) => requestAnimationFrame(done));
    for (let y = 0; y < document.scrollingElement.scrollHeight; y += innerHeight) {
      scrollTo({ top: y, behavior: "instant" });
      await frame();
    }
    scrollTo({ top: 0, behavior: "instant" });
    await frame();
    const shifts = await new Promise((done) => {
      new PerformanceObserver((list) => done(list.getEntries())).observe({ type: "layout-shift", buffered: true });
      setTimeout(() => done([]), 60);
    });
    const moved = shifts.filter((shift) => !shift.hadRecentInput).flatMap((shift) => shift.sources.map(({ node }) => node?.nodeName + (node?.className ? "." + node.className : "")));
    const sum = shifts.reduce((sum, shift) => sum + (shift.hadRecentInput ? 0 : shift.value), 0);
    return sum === 0 ? [] : [["the layout shifts", `by ${sum.toFixed(4)}: ${[...new Set(moved)].slice(0, 4).join(", ")}`]];
  });
}

// The console is silent, no other host is asked, and the policy that the answer carries is the strict one.
export function guarded(origin) {
  return async (tab) => {
    const policy = tab.answer?.headers["content-security-policy"] ?? tab.answer?.headers["Content-Security-Policy"] ?? "";
    // A page that is missing is told on the console, too; that is as it should be.
    const missing = tab.answer?.status === 404;
    const complaints = tab.complaints.filter((told) => !(missing && told.includes("404")));
    const elsewhere = tab.requests.filter((url) => !url.startsWith(origin) && !url.startsWith("data:"));
    return [
      ...complaints.map((told) => ["the console complains", told]),
      ...elsewhere.map((url) => ["another host is asked", url]),
      ...(/(^|;)\s*default-src 'self'(;|$)/.test(policy) ? [] : [["there is no policy of default-src 'self'", policy]]),
      ...(policy.includes("unsafe") ? [["the policy is not strict", policy]] : []),
    ];
  };
}

// When the system gives the colours, all backgrounds are one: what is pressed or filled in still has a bound of its own, what is
// current or a state more than its colour, and the marks of a chart are not those of the ground.
export async function bounded(tab) {
  return tab.run(() => {
    if (!matchMedia("(forced-colors: active)").matches) return [["the colours are not forced"]];
    const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true }) && one.getBoundingClientRect().width > 1;
    const name = (one) => `${one.localName}.${one.className.baseVal ?? one.className} “${one.textContent.trim().slice(0, 12)}”`;
    const isPlain = (one, style = getComputedStyle(one)) =>
      ["Top", "Right", "Bottom", "Left"].every((side) => parseFloat(style[`border${side}Width`]) === 0 || style[`border${side}Style`] === "none");
    const probe = document.body.appendChild(Object.assign(document.createElement("i"), { style: "color: Canvas" }));
    const ground = getComputedStyle(probe).color;
    probe.remove();
    const within = "a, th, summary, label";
    const bare = [...document.querySelectorAll("button, input:not([type=checkbox], [type=radio], [hidden]), select, textarea, .status, [aria-current=true], [aria-current=page]:is(a)")]
      .filter((one) => seen(one) && !one.parentElement.closest(within) && isPlain(one));
    const lost = [...document.querySelectorAll("main svg:not(.qr) :is(rect, path, circle, line, polyline)")]
      .filter((one) => seen(one) && [getComputedStyle(one).fill, getComputedStyle(one).stroke].every((paint) => [ground, "none"].includes(paint)));
    const tell = (what, all) => (all.length ? [[what, `${all.length} places, such as ${[...new Set(all.map(name))].slice(0, 3).join(", ")}`]] : []);
    return [...tell("nothing bounds it", bare), ...tell("a mark is not seen", lost)];
  });
}

// In elder mode: type of 24 px (18 pt) and more, and nothing to press that is smaller than 60 px either way. Links in the
// midst of a sentence are as high as its lines (WCAG 2.5.8 excepts them as well); words in a picture scale with it.
export async function large(tab) {
  return tab.run(() => {
    const seen = (one) => one.checkVisibility({ opacityProperty: true, visibilityProperty: true });
    const clipped = (one) => one && (getComputedStyle(one).clipPath !== "none" || getComputedStyle(one).clip !== "auto" || clipped(one.parentElement));
    const name = (one) => `${one.localName}${one.className ? "." + String(one.className).replaceAll(" ", ".") : ""} “${one.textContent.trim().slice(0, 12)}”`;
    const wrong = new Map();
    const tell = (what, one) => wrong.set(what, [...(wrong.get(what) ?? []), name(one)]);
    const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    for (let node = walk.nextNode(); node; node = walk.nextNode()) {
      const one = node.parentElement;
      if (!node.data.trim() || !seen(one) || one.closest("svg, script, style, noscript") || clipped(one)) continue;
      const size = parseFloat(getComputedStyle(one).fontSize);
      if (size < 23.9) tell(`type of ${size.toFixed(1)} px`, one);
    }
    // A link that stands in a block with other words.
    const inSentence = (one) => {
      if (getComputedStyle(one).display !== "inline") return false;
      let block = one.parentElement;
      while (getComputedStyle(block).display === "inline") block = block.parentElement;
      const links = [...block.querySelectorAll("a")].reduce((sum, link) => sum + link.textContent.trim().length, 0);
      return block.textContent.trim().length > links;
    };
    for (const one of document.querySelectorAll("a[href], button, input:not([type=hidden]), select, summary, textarea")) {
      if (!seen(one) || clipped(one) || inSentence(one) || one.closest("svg")) continue;
      const boxes = [one, ...(one.labels ?? [])].map((part) => part.getBoundingClientRect());
      const [width, height] = ["width", "height"].map((side) => Math.max(...boxes.map((box) => box[side])));
      if (width > 0 && (width < 59.5 || height < 59.5)) tell("a target under 60 × 60 px", one);
    }
    return [...wrong].map(([what, all]) => [what, `${all.length} places, such as ${[...new Set(all)].slice(0, 3).join(", ")}`]);
  });
}
