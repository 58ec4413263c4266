// What every page of the preview runs: it waits for what is published, and shows what is wrong.
(() => {
  const { base, since, file } = document.currentScript.dataset;
  let last = since; // What this page knows of.
  let source = null;

  // A page out of sight gives its connection back, of which a browser has six for one server, and catches up later.
  function connect() {
    if (source || document.hidden) return;
    const query = new URLSearchParams({ since: last });
    if (file !== undefined) query.set("file", file);
    source = new EventSource(`/_xiangwei/events?${query}`);
    on("reload", () => location.reload());
    on("styles", (styles) => styles.forEach(swap));
    on("faults", show);
    source.onopen = back;
    source.onerror = () => {
      away();
      if (source.readyState !== EventSource.CLOSED) return; // It tries again by itself.
      disconnect();
      setTimeout(connect, 1000);
    };
  }

  function disconnect() {
    source?.close();
    source = null;
  }

  function on(name, act) {
    source.addEventListener(name, (event) => {
      last = event.lastEventId;
      act(JSON.parse(event.data));
    });
  }

  // The old style sheet stays until the new one is there, so that the page is never bare.
  function swap([from, to]) {
    for (const link of document.querySelectorAll('link[rel~="stylesheet"][href]')) {
      if (!decodeURI(new URL(link.href).pathname).endsWith(`/${from}`)) continue;
      const next = link.cloneNode();
      next.href = encodeURI(base + to);
      next.onload = () => link.remove();
      next.onerror = () => location.reload();
      link.after(next);
    }
  }

  // What is shown stands in a tree of its own: no style of the page reaches it, and none of it the page.
  const host = document.createElement("xiangwei-preview");
  const root = host.attachShadow({ mode: "open" });
  const style = new CSSStyleSheet();
  style.replaceSync(`
    :host { all: initial !important; position: fixed !important; inset: auto 0 0 !important;
      z-index: 2147483647 !important; font: 14px/1.5 system-ui, sans-serif !important; }
    [hidden] { display: none !important; }
    section { display: flex; flex-direction: column; max-height: 45vh; background: #fff; color: #222;
      border-top: 4px solid #b3272b; box-shadow: 0 0 24px #0005; }
    header { display: flex; justify-content: space-between; padding: 8px 16px; font-weight: 700; }
    pre { margin: 0; padding: 0 16px 16px; overflow: auto; }
    p { margin: 0; padding: 4px 16px; background: #333; color: #fff; }
    @media print { section, p { display: none; } }`);
  root.adoptedStyleSheets = [style];

  function put(parent, name, role, text) {
    const element = parent.appendChild(document.createElement(name));
    if (role) element.role = role;
    element.textContent = text;
    return element;
  }

  const panel = put(root, "section", "alert", "");
  const head = put(panel, "header", "", "内容有问题 Something is wrong");
  put(head, "button", "", "关闭 Close").onclick = close;
  const faults = put(panel, "pre", "", "");
  faults.tabIndex = 0;
  const notice = put(root, "p", "status", "预览服务器已停止 The preview server is gone");

  // Faults that were closed come back with the next build, not with the next connection.
  let shown = 0;
  function show({ at, text }) {
    if (at === shown) return;
    shown = at;
    faults.textContent = text;
    panel.hidden = !text;
  }

  function close() {
    panel.hidden = true;
  }

  // A connection that only changes hands is not worth a word.
  let timer = 0;
  function away() {
    timer ||= setTimeout(() => (notice.hidden = false), 1500);
  }

  function back() {
    timer = clearTimeout(timer);
    notice.hidden = true;
  }

  close();
  back();
  document.documentElement.append(host);
  addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.addEventListener("visibilitychange", () => (document.hidden ? disconnect() : connect()));
  addEventListener("pagehide", disconnect);
  addEventListener("pageshow", connect);
  connect();
})();
