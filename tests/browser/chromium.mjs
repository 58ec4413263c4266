// Chromium, spoken to through a pipe: no port is open, and nothing stands between the tests and its own protocol.
import { spawn } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

// Nothing that a browser does unasked: it must reach no network but the preview's.
const FLAGS = [
  "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
  "--disable-component-update", "--disable-sync", "--disable-extensions", "--hide-scrollbars", "--remote-debugging-pipe",
];
// A page that has not come by then does not come.
const PATIENCE = 30_000;

export class Chromium {
  #process;
  #profile = mkdtempSync(join(tmpdir(), "chromium-"));
  #last = 0;
  #waiting = new Map();
  #tabs = new Map();

  static async start() {
    const browser = new Chromium();
    await browser.call("Target.getTargets");
    return browser;
  }

  constructor() {
    const stdio = ["ignore", "ignore", "ignore", "pipe", "pipe"];
    this.#process = spawn("chromium", [...FLAGS, `--user-data-dir=${this.#profile}`, "about:blank"], { stdio });
    let rest = "";
    this.#process.stdio[4].setEncoding("utf8").on("data", (text) => {
      const messages = (rest + text).split("\0");
      rest = messages.pop();
      messages.forEach((message) => this.#hear(JSON.parse(message)));
    });
  }

  #hear({ id, method, params, result, error, sessionId }) {
    if (!id) return this.#tabs.get(sessionId)?.hear(method, params);
    const { done, failed } = this.#waiting.get(id);
    this.#waiting.delete(id);
    if (error) failed(new Error(error.message));
    else done(result);
  }

  call(method, params, sessionId) {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`${method} is not answered`)), PATIENCE);
      const answered = (then) => (value) => {
        clearTimeout(timer);
        then(value);
      };
      this.#waiting.set(++this.#last, { done: answered(done), failed: answered(failed) });
      this.#process.stdio[3].write(JSON.stringify({ id: this.#last, method, params, sessionId }) + "\0");
    });
  }

  // A tab that shares nothing with any other: no store, no cache.
  async tab() {
    const { browserContextId } = await this.call("Target.createBrowserContext");
    const { targetId } = await this.call("Target.createTarget", { url: "about:blank", browserContextId });
    const { sessionId } = await this.call("Target.attachToTarget", { targetId, flatten: true });
    const tab = new Tab((method, params) => this.call(method, params, sessionId), () => {
      this.#tabs.delete(sessionId);
      return this.call("Target.disposeBrowserContext", { browserContextId });
    });
    this.#tabs.set(sessionId, tab);
    for (const domain of ["Page", "Runtime", "Log", "Network"]) await tab.call(`${domain}.enable`);
    await tab.call("Emulation.setFocusEmulationEnabled", { enabled: true });
    return tab;
  }

  async close() {
    const ended = once(this.#process, "exit");
    this.#process.kill();
    await ended;
    rmSync(this.#profile, { recursive: true, force: true, maxRetries: 5 });
  }
}

class Tab {
  // What the page told since it was opened: complaints of the console, and every request.
  complaints = [];
  requests = [];
  // The answer that the page itself came with.
  answer = null;
  #waits = [];

  constructor(call, close) {
    this.call = call;
    this.close = close;
  }

  hear(method, params) {
    HEARD[method]?.(this, params);
    this.#waits = this.#waits.filter((wait) => !wait(method, params));
  }

  // The next event of a name.
  next(name) {
    return new Promise((done, failed) => {
      const timer = setTimeout(() => failed(new Error(`no ${name} after ${PATIENCE / 1000} s`)), PATIENCE);
      this.#waits.push((method, params) => {
        if (method !== name) return false;
        clearTimeout(timer);
        done(params);
        return true;
      });
    });
  }

  // Opens an address and waits until all of it is there.
  async open(url) {
    [this.complaints, this.requests, this.answer] = [[], [], null];
    const loaded = this.next("Page.loadEventFired");
    const { errorText } = await this.call("Page.navigate", { url });
    if (errorText) throw new Error(`${url}: ${errorText}`);
    await loaded;
    await this.settled();
  }

  // Without scripts from the next page on.
  async plain() {
    await this.call("Emulation.setScriptExecutionDisabled", { value: true });
    // A frame cannot be waited for then.
    this.settled = () => new Promise((later) => setTimeout(later, 60));
  }

  // Two frames were drawn since.
  settled() {
    return this.run("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done())))");
  }

  // What an expression comes to in the page; a function is called with arguments that JSON can hold.
  async run(what, ...given) {
    const expression = typeof what === "function" ? `(${what})(...${JSON.stringify(given)})` : what;
    const asked = { expression, awaitPromise: true, returnByValue: true };
    const { result, exceptionDetails } = await this.call("Runtime.evaluate", asked);
    if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
    return result.value;
  }

  // Until an expression holds.
  async until(what, ...given) {
    const end = Date.now() + PATIENCE;
    while (!await this.run(what, ...given)) {
      if (Date.now() > end) throw new Error(`never came true: ${what}`);
      await new Promise((later) => setTimeout(later, 30));
    }
  }

  async shape({ width, height = 900, dark = false, forced = false }) {
    await this.call("Emulation.setDeviceMetricsOverride", { width, height, deviceScaleFactor: 1, mobile: false });
    const features = [
      { name: "prefers-color-scheme", value: dark ? "dark" : "light" },
      { name: "prefers-reduced-motion", value: "reduce" },
      { name: "forced-colors", value: forced ? "active" : "none" },
    ];
    await this.call("Emulation.setEmulatedMedia", { features });
  }

  async press(key) {
    const { text, code } = KEYS[key];
    const stroke = { key, code: key, windowsVirtualKeyCode: code, text };
    await this.call("Input.dispatchKeyEvent", { type: text ? "keyDown" : "rawKeyDown", ...stroke });
    await this.call("Input.dispatchKeyEvent", { type: "keyUp", ...stroke });
  }

  // Presses a key that leads to another page.
  async follow(key) {
    const loaded = this.next("Page.loadEventFired");
    await this.press(key);
    await loaded;
    await this.settled();
  }

  write(text) {
    return this.call("Input.insertText", { text });
  }

  async click({ x, y }) {
    const at = { x, y, button: "left", clickCount: 1 };
    await this.call("Input.dispatchMouseEvent", { type: "mousePressed", ...at });
    await this.call("Input.dispatchMouseEvent", { type: "mouseReleased", ...at });
    await this.settled();
  }
}

const KEYS = {
  Tab: { code: 9 },
  Enter: { code: 13, text: "\r" },
  " ": { code: 32, text: " " },
  Escape: { code: 27 },
};

const HEARD = {
  "Runtime.exceptionThrown": (tab, { exceptionDetails: told }) => {
    tab.complaints.push(told.exception?.description ?? told.text);
  },
  "Runtime.consoleAPICalled": (tab, { type, args }) => {
    if (["error", "warning", "assert"].includes(type)) tab.complaints.push(args.map((one) => one.value).join(" "));
  },
  "Log.entryAdded": (tab, { entry }) => {
    if (["error", "warning"].includes(entry.level)) tab.complaints.push(`${entry.text} ${entry.url ?? ""}`.trim());
  },
  "Network.requestWillBeSent": (tab, { request }) => tab.requests.push(request.url),
  "Network.responseReceived": (tab, { type, response }) => {
    if (type === "Document") tab.answer ??= response;
  },
};
