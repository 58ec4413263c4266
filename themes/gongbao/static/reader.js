// What a reader chose is kept for the next page, where the browser lets us.
const inputs = document.querySelectorAll("[data-keep]");
let kept = {};
try {
  kept = localStorage ?? kept;
} catch {}
onpageshow = () => inputs.forEach((input) => (input.checked = +(kept[input.id] ?? input.checked)));
onchange = () => inputs.forEach(({ id, checked }) => (kept[id] = +checked));
onpageshow();
// The day of printing, beside what holds on it.
for (const day of document.querySelectorAll("[data-today]")) day.textContent = `（截至${new Date().toLocaleDateString("zh-CN", { dateStyle: "long" })}）`;
// What a day to come changes.
if (document.querySelector("[data-closes], [data-turns]")) import(document.querySelector("[data-days]").dataset.days);
