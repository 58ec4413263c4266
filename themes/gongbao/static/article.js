// The tools of an article, its parts to cite, its contents, its notes.
const all = (what) => [...document.querySelectorAll(what)], by = (id) => document.getElementById(id), voice = window.speechSynthesis;
const tools = {
  print: () => print(),
  share: navigator.share && (() => navigator.share({ url: location.href }).catch(() => {})),
  read: voice && (() => voice.speaking ? voice.cancel() : all("h1, .body > *").map((one) => voice.speak(new SpeechSynthesisUtterance(one.innerText)))),
};
for (const tool of all("[data-tool]")) tool.hidden = !(tool.onclick = tools[tool.dataset.tool]);

for (const { id, parentNode } of all(".body [id^=s]:empty")) {
  const link = Object.assign(document.createElement("a"), { className: "cite", href: "#" + id, textContent: "引用", ariaLabel: "引用" + parentNode.textContent });
  link.onclick = () => navigator.clipboard.writeText(by("cite").textContent + link.hash).then(() => (link.textContent = "已复制"));
  parentNode.append(link);
}

const parts = all(".contents a").map((link) => [link, by(decodeURIComponent(link.hash.slice(1)))]);
onscroll = () => {
  const now = parts.findLast(([, part]) => part.getBoundingClientRect().top < 120);
  for (const [link] of parts) link.ariaCurrent = link === now?.[0] || null;
};
onscroll();

for (const note of all(".footnotes li")) by(note.id.replace("n", "nref")).style.anchorName = note.style.positionAnchor = "--" + note.id;
