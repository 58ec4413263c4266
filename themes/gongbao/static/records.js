// Search, filters and order for tables; what is asked for stands in the address.
const words = new Intl.Collator("zh", { numeric: true }), make = (name) => document.createElement(name), text = (cell) => cell.textContent.trim();
const value = (cell, kind) => {
  const said = cell.dataset.value ?? cell.querySelector("time")?.dateTime ?? text(cell);
  const number = parseFloat(said.replaceAll(",", "").replace("−", "-"));
  return kind === "number" && number === number ? number : said;
};

document.querySelectorAll(".records").forEach((table, at) => {
  const rows = [...table.querySelectorAll("tbody tr:not(.group)")], heads = [...table.tHead.lastElementChild.cells], own = at || "";
  if (!rows[1]) return;
  const names = (row, column) => text(row.cells[column]).split("、"), titles = heads.map((head) => head.dataset.label ?? text(head)), form = make("form");
  form.className = "records-controls";
  form.innerHTML = `<label>搜索 <input type="search" name="q${own}"></label><input name="sort${own}" hidden><output></output>`;
  const [q, sort, count] = form.elements, fits = [(row) => q.value.toLowerCase().split(" ").every((word) => row.textContent.toLowerCase().includes(word))];
  heads.forEach((head, column) => {
    const title = titles[column], button = make("button"), label = make("label"), select = make("select");
    if (head.dataset.sort) {
      button.append(...head.childNodes);
      head.append(button);
      button.onclick = () => form.oninput((sort.value = sort.value === title ? "-" + title : title));
    }
    const found = new Set(rows.flatMap((row) => names(row, column)).filter(Boolean));
    if (!("filter" in head.dataset) || found.size < 2) return;
    select.name = title + own;
    select.append(new Option("全部", ""), ...[...found].sort(words.compare).map((name) => new Option(name)));
    label.append(title, select);
    sort.before(label);
    fits.push((row) => !select.value || names(row, column).includes(select.value));
  });

  const show = () => {
    const [, down, title] = /^(-?)(.*)/.exec(sort.value), by = titles.indexOf(title), keys = new Map();
    const order = (a, b) => (a === "") - (b === "") || (down ? -1 : 1) * (a - b || words.compare(a, b));
    let all = 0, hidden = 0;
    heads.forEach((head, column) => (head.ariaSort = column === by ? (down ? "descending" : "ascending") : null));
    for (const row of rows) {
      row.hidden = !row.matches(":target") && !fits.every((fit) => fit(row));
      const items = +(row.dataset.count ?? 1);
      all += items;
      hidden += row.hidden * items;
      if (by >= 0) keys.set(row, value(row.cells[by], heads[by].dataset.sort));
    }
    for (const row of rows.toSorted((a, b) => order(keys.get(a), keys.get(b)))) row.parentNode.append(row);
    count.value = `共 ${all} ${table.dataset.unit ?? "项"}，显示 ${all - hidden}`;
  };
  form.oninput = () => {
    const asked = new URLSearchParams(location.search);
    for (const [name, value] of new FormData(form)) asked[value ? "set" : "delete"](name, value);
    show(history.replaceState(null, "", "?" + asked + location.hash));
  };
  form.onsubmit = () => false;
  addEventListener("hashchange", show);
  table.parentElement.before(form);
  for (const [name, value] of new URLSearchParams(location.search)) Object.assign(form.elements.namedItem(name) ?? {}, { value });
  show(table.classList.add("records-live"));
});
