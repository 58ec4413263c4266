// Searching, filtering and sorting for every <table class="records">. The page is complete without it.
//
// In the head: th[data-sort="number|date|text"] can be sorted, th[data-filter] has a select of what stands in its column.
// A cell's value is data-value, else its <time datetime>, else its words. Rows may stand in several <tbody>, each with a
// row of one th[scope=rowgroup] as its title; they are sorted within it. A row with data-count stands for so many items.
// What is asked for stands in the address, so that it can be handed on; the row that the address names always shows.
(() => {
  "use strict";

  const words = new Intl.Collator("zh", { numeric: true });
  const plain = (text) => text.normalize("NFKC").replace(/\s+/g, " ").trim();
  const make = (name, attributes, ...inner) => {
    const element = document.createElement(name);
    for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
    element.append(...inner);
    return element;
  };
  const addressed = () => {
    try { return decodeURIComponent(location.hash.slice(1)); } catch { return ""; }
  };

  // 2.8万 is 28000, −3 is less than 0; what holds no digit is no number.
  const number = (text) => {
    const found = /([-−]?)(\d+(?:\.\d+)?)\s*([万亿]?)/.exec(text.replace(/(\d),(?=\d{3})/g, "$1"));
    if (!found) return null;
    const scale = { "": 1, 万: 1e4, 亿: 1e8 }[found[3]];
    return Number(found[2]) * scale * (found[1] ? -1 : 1);
  };

  const value = (cell, kind) => {
    if (!cell) return null;
    const text = cell.dataset.value ?? cell.querySelector("time")?.getAttribute("datetime") ?? plain(cell.textContent);
    return kind === "number" ? number(text) : text || null;
  };

  const compare = (a, b) => (typeof a === "number" ? a - b : words.compare(a, b));

  function records(table, at) {
    const heads = [...(table.tHead?.rows[table.tHead.rows.length - 1]?.cells ?? [])];
    const isTitle = (row) => row.querySelector("th[scope=rowgroup]") !== null;
    const groups = [...table.tBodies].map((body) => ({
      body,
      title: [...body.rows].find(isTitle),
      rows: [...body.rows].filter((row) => !isTitle(row)),
    }));
    const rows = groups.flatMap((group) => group.rows);
    if (rows.length < 2) return;

    const counted = (some) => some.reduce((sum, row) => sum + Number(row.dataset.count ?? 1), 0);
    // No word goes on from one cell into the next.
    const said = (row) => [...row.cells].map((cell) => plain(cell.textContent)).join(" ").toLowerCase();
    const texts = new Map(rows.map((row) => [row, said(row)]));
    // Several names in one cell are parted by 、.
    const names = (row, column) => plain(row.cells[column]?.textContent ?? "").split("、");
    const titles = heads.map((head) => plain(head.dataset.label ?? head.textContent));
    // A second table on a page has names of its own in the address.
    const key = (name) => (at === 0 ? name : `${at + 1}.${name}`);

    const bar = make("div", { class: "records-controls", role: "search" });
    const search = make("input", { type: "search", autocomplete: "off" });
    bar.append(make("label", {}, make("span", {}, "搜索"), search));
    const filters = heads.flatMap((head, column) => {
      if (!("filter" in head.dataset)) return [];
      const found = [...new Set(rows.flatMap((row) => names(row, column)))].filter(Boolean).sort(words.compare);
      if (found.length < 2) return [];
      const select = make("select", {}, make("option", { value: "" }, "全部"));
      select.append(...found.map((text) => make("option", { value: text }, text)));
      bar.append(make("label", {}, make("span", {}, titles[column]), select));
      return [{ column, select }];
    });
    const reset = make("button", { type: "button" }, "显示全部");
    const count = make("p", { class: "records-count", role: "status", "aria-live": "polite" });
    bar.append(reset, count);
    let sorted = { column: -1, down: false };

    function show() {
      const wanted = plain(search.value).toLowerCase().split(" ").filter(Boolean);
      const named = addressed();
      const fits = (row) =>
        (named !== "" && row.id === named) ||
        (wanted.every((word) => texts.get(row).includes(word)) &&
          filters.every(({ column, select }) => !select.value || names(row, column).includes(select.value)));
      for (const row of rows) row.hidden = !fits(row);
      for (const { title, rows } of groups) if (title) title.hidden = rows.every((row) => row.hidden);
      const seen = rows.filter((row) => !row.hidden);
      const unit = table.dataset.unit ?? "项";
      count.textContent = `共 ${counted(rows)} ${unit}，显示 ${counted(seen)} ${unit}`;
      reset.hidden = wanted.length === 0 && filters.every(({ select }) => !select.value) && sorted.column < 0;
    }

    function sort() {
      const { column, down } = sorted;
      heads.forEach((head, at) => {
        if (at === column) head.setAttribute("aria-sort", down ? "descending" : "ascending");
        else head.removeAttribute("aria-sort");
      });
      const kind = heads[column]?.dataset.sort;
      for (const { body, rows } of groups) {
        const valued = rows.map((row) => [row, column < 0 ? null : value(row.cells[column], kind)]);
        const full = valued.filter(([, value]) => value !== null);
        full.sort(([, a], [, b]) => (down ? compare(b, a) : compare(a, b)));
        // What is empty comes last, whichever way.
        const empty = valued.filter(([, value]) => value === null);
        body.append(...[...full, ...empty].map(([row]) => row));
      }
    }

    function remember() {
      const address = new URL(location.href);
      const put = (name, value) =>
        value ? address.searchParams.set(key(name), value) : address.searchParams.delete(key(name));
      put("q", search.value.trim());
      for (const { column, select } of filters) put(titles[column], select.value);
      put("sort", sorted.column < 0 ? "" : (sorted.down ? "-" : "") + titles[sorted.column]);
      history.replaceState(history.state, "", address);
    }

    function recall() {
      const asked = new URL(location.href).searchParams;
      const get = (name) => asked.get(key(name)) ?? "";
      search.value = get("q");
      for (const { column, select } of filters) {
        select.value = get(titles[column]);
        if (select.selectedIndex < 0) select.value = "";
      }
      const by = get("sort");
      const column = titles.indexOf(by.replace(/^-/, ""));
      sorted = by && "sort" in (heads[column]?.dataset ?? {}) ? { column, down: by.startsWith("-") } : { column: -1, down: false };
    }

    // Once more on the same column turns it round, and a third time brings back the order of the page.
    function turn(column) {
      if (sorted.column !== column) sorted = { column, down: false };
      else sorted = sorted.down ? { column: -1, down: false } : { column, down: true };
      sort();
      show();
      remember();
    }

    heads.forEach((head, column) => {
      if (!head.dataset.sort) return;
      const button = make("button", { type: "button", title: "排序" });
      button.append(...head.childNodes);
      head.append(button);
      button.addEventListener("click", () => turn(column));
    });
    search.addEventListener("input", () => { show(); remember(); });
    for (const { select } of filters) select.addEventListener("change", () => { show(); remember(); });
    reset.addEventListener("click", () => {
      search.value = "";
      for (const { select } of filters) select.value = "";
      sorted = { column: -1, down: false };
      sort();
      show();
      remember();
      search.focus();
    });
    addEventListener("hashchange", show);
    addEventListener("popstate", () => { recall(); sort(); show(); });

    // Outside of what scrolls sideways.
    const around = table.parentElement;
    const scrolls = /auto|scroll/.test(getComputedStyle(around).overflowX);
    (scrolls ? around : table).before(bar);
    table.classList.add("records-live");
    recall();
    sort();
    show();
    const named = rows.find((row) => row.id !== "" && row.id === addressed());
    named?.scrollIntoView();
  }

  document.querySelectorAll("table.records").forEach(records);
})();
