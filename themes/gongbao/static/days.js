// What the present day makes of consultations (data-closes) and policies (data-turns).
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
for (const badge of all("[data-turns]")) {
  const turns = badge.dataset.turns.split(";").map((turn) => turn.split(" ")), place = badge.closest("tr, article");
  const [from, code, name] = turns.findLast(([from]) => from <= today(badge.dataset)) ?? [];
  if (!from) continue;
  badge.className = "status status-" + code;
  for (const told of [badge, ...all(".fact-status dd", place)]) told.textContent = name;
  for (const reason of all("[data-from]", place)) reason.hidden = reason.dataset.from !== from;
}
