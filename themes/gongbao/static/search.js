// The search page: asks the worker as one types, shows what it finds, keeps the question in the address.
const get = (id) => document.getElementById(id);
const form = get("search"), { q, sort } = form.elements, list = get("results"), more = get("more"), choices = get("choices");
const selects = [...form.querySelectorAll("[data-facet]")], { index, worker: engine } = form.dataset;
const worker = new Worker(engine, { type: "module" }), base = new URL(index, location).href;
let id = 0, limit, timer;

const make = (name, text, attributes) => {
  const element = Object.assign(document.createElement(name), attributes);
  element.append(...[text].flat());
  return element;
};
const marked = (parts) => parts.map((part, at) => (at % 2 ? make("mark", part) : part));
const ask = () => {
  history.replaceState(null, "", "?" + new URLSearchParams([...new FormData(form)].filter(([, value]) => value)));
  const facets = selects.filter((one) => one.value).map((one) => one.name + ":" + one.value);
  list.ariaBusy = true;
  worker.postMessage({ id: ++id, base, question: { text: q.value, facets, order: sort.value, limit } });
};
const again = () => { clearTimeout(timer); limit = 10; ask(); };

// What can be chosen: years newest first, all else by how many. Then the question is taken from the address.
const fill = (facets) => {
  choices.hidden = false;
  for (const select of selects) {
    const own = Object.entries(facets).map(([value, about]) => [...value.split(/:(.*)/), ...about]).filter(([name]) => name === select.name);
    own.sort((a, b) => (a[0] === "year" ? b[1] - a[1] : b[4] - a[4]));
    for (const [, value, , name, count] of own) select.add(new Option(`${name}（${count}）`, value));
    select.parentElement.hidden = !own[0];
  }
  for (const [name, value] of new URLSearchParams(location.search)) Object.assign(form.elements.namedItem(name) ?? {}, { value });
  again();
};

worker.onmessage = ({ data: { id: of, facets, found, error } }) => {
  if (facets && choices.hidden) fill(facets);
  if (of !== id) return;
  list.ariaBusy = false;
  const { total, results, asked } = found ?? { results: [] };
  list.replaceChildren(...results.map((hit) => make("li", [
    make("a", marked(hit.marked[0]), { href: hit.url }),
    make("p", [hit.date, hit.doc, hit.by.replaceAll("\t", "、")].filter(Boolean).join("　"), { className: "result-facts" }),
    make("p", marked(hit.marked[1]))], { own: hit.own })));
  dispatchEvent(new Event("found"));
  more.hidden = !(total > results.length);
  get("told").textContent = error ? "检索出错，请刷新重试。" : !asked ? "" : total ? `找到 ${total} 篇` : "没有找到，换个说法试试。";
};

form.oninput = () => { clearTimeout(timer); timer = setTimeout(again, 120); };
form.onsubmit = () => (again(), false);
more.onclick = () => { limit += 10; ask(); };
// The arrow keys go from the box to the results and back.
onkeydown = ({ target, key }) => {
  const stops = [q, ...list.querySelectorAll("a")], at = stops.indexOf(target);
  const next = stops[at < 0 ? at : at + { ArrowDown: 1, ArrowUp: -1 }[key]];
  next?.focus();
  return !next;
};
worker.postMessage({ id, base });
