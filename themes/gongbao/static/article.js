// The tools of an article, what of it can be cited, its contents, its notes.
const all = (what) => [...document.querySelectorAll(what)], by = (id) => document.getElementById(id), voice = window.speechSynthesis;
const tools = {
  print: () => print(),
  share: navigator.share && (() => (navigator.share({ title: document.title, url: location.href }).catch(() => {}), false)),
  read: voice && (({ currentTarget: tool }) => {
    const isOn = tool.ariaPressed !== "true", told = (now) => (tool.ariaPressed = now);
    voice.cancel();
    told(isOn);
    const words = isOn ? all("h1, .body > *").map((one) => new SpeechSynthesisUtterance(one.innerText)) : [];
    words.forEach((one) => voice.speak(one));
    for (const last of words.slice(-1)) last.onend = last.onerror = () => told(false);
  }),
};
for (const tool of all("[data-tool]")) {
  tool.onclick = tools[tool.dataset.tool];
  tool.hidden = !(tool.onclick ?? tool.href);
}
onpagehide = () => voice?.cancel();

// What a part is called: a heading by its words, an article, its 款 and 项 by their numbers.
const called = (part) => {
  const [, article, paragraph, item] = /^(t[\d-]+)(?:\.(\d+))?(\..+)?$/.exec(part.id) ?? [];
  if (!article) return part.localName === "p" ? "" : part.textContent;
  const first = (one, form) => form.exec(one.textContent)?.[0] ?? "";
  const number = first(by(article).closest(".body > *"), /第[^条]+条(之[一二三四五六七八九十]+)?/);
  return number + (paragraph ? `第${"一二三四五六七八九十"[paragraph - 1] ?? paragraph}款` : "") + (item ? `第${first(part, /（.+?）|\d+/)}项` : "");
};
// A link that copies how to cite a part; where nothing can be copied it leads there. The words come from the style sheet, as they are
// no part of the text.
const cite = (part, id) => {
  const name = called(part), words = by("cite").textContent, address = words.lastIndexOf("，") + 1;
  const link = Object.assign(document.createElement("a"), { className: "cite", href: "#" + id, ariaLabel: "引用" + (name || part.textContent.slice(0, 24)) });
  link.onclick = () => void navigator.clipboard?.writeText(words.slice(0, address) + (name && name + "，") + words.slice(address) + "#" + id).then(() => link.classList.add("copied"));
  part.append(link);
  return link;
};
for (const part of all('.body > :is(h2, h3, h4, h5, h6), .body > p[id^="t"]')) {
  if (part.localName !== "p") part.ariaLabel = part.textContent;
  cite(part, part.querySelector("span[id]:empty")?.id ?? part.id);
}
let near;
onpointerover = ({ target }) => {
  const part = target.closest(".body > p[id]");
  if (!part || by("elder").checked || part.querySelector(".cite")) return;
  near?.remove();
  near = cite(part, part.id);
  near.classList.add("near");
};

const contents = document.querySelector(".contents");
if (contents) {
  const parts = all(".contents a").map((link) => [link, by(decodeURIComponent(link.hash.slice(1)))]);
  let current;
  onscroll = () => {
    const [link] = parts.findLast(([, part]) => part.getBoundingClientRect().top < 120) ?? [];
    if (link === current) return;
    for (const [one] of parts) one.ariaCurrent = one === link || null;
    if (link) contents.scrollTop = link.offsetTop - contents.clientHeight / 2;
    current = link;
  };
  // Beside the text all of it shows.
  contents.firstChild.open = getComputedStyle(contents).position === "sticky";
  onscroll();
}

// Each note stands beside its sentence; what comes after the text waits for the last one.
const notes = all(".footnotes li"), text = document.querySelector(".document");
for (const note of notes) by(note.id.replace("n", "nref")).style.anchorName = note.style.positionAnchor = "--" + note.id;
const room = new ResizeObserver(() => text.style.setProperty("--notes", notes.at(-1).getBoundingClientRect().bottom - text.getBoundingClientRect().top + "px"));
for (const one of notes.slice(-1)) [one, text].forEach((box) => room.observe(box));
