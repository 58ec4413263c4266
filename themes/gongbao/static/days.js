// What the present day makes of consultations (data-closes), policies (data-turns) and what was found.
const all = (what, place = document) => place.querySelectorAll(what);
const today = ({ zone }) => {
  const [hours, minutes] = zone.split(":");
  return new Date(Date.now() + (hours * 60 + +(hours[0] + minutes)) * 6e4).toISOString().slice(0, 10);
};
for (const left of all("[data-closes]")) {
  const days = (new Date(left.dataset.closes) - new Date(today(left.dataset))) / 864e5;
  left.textContent = days ? `还有 ${days} 天` : "今天截止";
  if (days >= 0) continue;
  left.closest("p, strong").textContent = "征集已经结束。";
  for (const told of all(".document-head .status, .fact-status dd")) told.classList.remove("status-open", (told.textContent = "已结束"));
}
const turn = () => {
  for (const badge of all("[data-turns]")) {
    const turns = badge.dataset.turns.split(";").map((turn) => turn.split(" "));
    const [from, code, name] = turns.findLast(([from]) => from <= today(badge.dataset)) ?? [];
    if (!from) continue;
    badge.className = "status status-" + code;
    // What else tells the state: the row of a table; of a page its facts, for the badge below its title alone.
    const place = badge.closest("tr") ?? badge.closest(".document-head")?.parentNode ?? badge;
    for (const told of [badge, ...all(".fact-status dd", place)]) told.textContent = name;
    for (const reason of all("[data-from]", place)) reason.hidden = reason.dataset.from !== from;
  }
  // By these the style sheet knows of which state a kind has documents.
  for (const kind of all(".filter [name=kind]:not([value=''])")) kind.className = [...all(`.rows .${kind.value} .status`)].map((badge) => badge.className.slice(14)).join(" ");
};
turn();
// The states of a result stand among what it can be chosen by (docs/search-format.md).
addEventListener("found", () => {
  for (const { own, firstChild } of all("#results li")) {
    const [now, ...turns] = own.matchAll(/(?:status|turn):(.*?)=([^\t]*)/g);
    if (!now) continue;
    const badge = Object.assign(document.createElement("span"), { className: "status status-" + now[1], textContent: now[2] });
    if (turns[0]) Object.assign(badge.dataset, { turns: turns.map(([, to, name]) => `${to} ${name}`).join(";"), ...all("#search")[0].dataset });
    firstChild.after(" ", badge);
  }
  turn();
});
