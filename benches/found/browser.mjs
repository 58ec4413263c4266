// Asks a published site's search in Chromium, over loopback, each question in a worker that knows nothing yet and without
// the browser's cache: node browser.mjs PUBLIC BASE, questions as JSON on standard input; on standard output what each
// took, as JSON: milliseconds, bytes, and how many results there are.
import { spawn } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:http";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

const [folder, base] = process.argv.slice(2);
const TYPES = { html: "text/html", js: "text/javascript", css: "text/css", json: "application/json", svg: "image/svg+xml" };

// What any plain file server does: whole files, and the ranges that are asked for.
let bytes = 0;
const server = createServer(async (request, response) => {
  try {
    const path = decodeURIComponent(new URL(request.url, "http://x").pathname).slice(base.length);
    const file = await readFile(join(folder, path)), range = /^bytes=(\d+)-(\d+)$/.exec(request.headers.range ?? "");
    const part = range ? file.subarray(+range[1], +range[2] + 1) : file;
    bytes += part.length;
    response.writeHead(range ? 206 : 200, {
      "Content-Type": TYPES[path.split(".").pop()] ?? "application/octet-stream",
      "Content-Security-Policy": "default-src 'self'",
      "Cache-Control": "no-store",
      ...(range && { "Content-Range": `bytes ${range[1]}-${+range[1] + part.length - 1}/${file.length}` }),
    });
    response.end(part);
  } catch {
    response.writeHead(404).end();
  }
}).listen(0, "127.0.0.1");
await new Promise((ready) => server.once("listening", ready));
const address = `http://127.0.0.1:${server.address().port}${base}`;

// Chromium, spoken to through a pipe.
const profile = mkdtempSync(join(tmpdir(), "chromium-"));
const flags = ["--headless=new", "--no-sandbox", "--disable-gpu", "--remote-debugging-pipe", `--user-data-dir=${profile}`];
const browser = spawn("chromium", [...flags, "about:blank"], { stdio: ["ignore", "ignore", "ignore", "pipe", "pipe"] });
const waiting = new Map();
let last = 0, rest = "";
browser.stdio[4].setEncoding("utf8").on("data", (text) => {
  const messages = (rest + text).split("\0");
  rest = messages.pop();
  for (const { id, result, error } of messages.map((one) => JSON.parse(one))) {
    waiting.get(id)?.[error ? 1 : 0](error ? new Error(error.message) : result);
  }
});
const call = (method, params, sessionId) => new Promise((done, failed) => {
  waiting.set(++last, [done, failed]);
  browser.stdio[3].write(JSON.stringify({ id: last, method, params, sessionId }) + "\0");
});
const { targetId } = await call("Target.createTarget", { url: address + "search.html" });
const { sessionId } = await call("Target.attachToTarget", { targetId, flatten: true });
const run = async (expression) => {
  const { result, exceptionDetails } = await call("Runtime.evaluate", { expression, awaitPromise: true, returnByValue: true }, sessionId);
  if (exceptionDetails) throw new Error(exceptionDetails.exception?.description ?? exceptionDetails.text);
  return result.value;
};
while (!await run("document.readyState === 'complete' && document.querySelector('#choices') && !document.querySelector('#choices').hidden")) {
  await new Promise((later) => setTimeout(later, 50));
}

const ask = (text) => `new Promise((done, failed) => {
  const { worker, index } = document.getElementById("search").dataset, start = performance.now();
  const engine = new Worker(worker, { type: "module" });
  engine.onmessage = ({ data: { found, error } }) => {
    engine.terminate();
    error ? failed(error) : done({ ms: performance.now() - start, total: found.total, shown: found.results.length });
  };
  engine.postMessage({ id: 1, base: new URL(index, location).href, question: { text: ${JSON.stringify(text)}, facets: [], limit: 10 } });
})`;
const input = [];
for await (const chunk of process.stdin) input.push(chunk);
const told = [];
for (const text of JSON.parse(Buffer.concat(input))) {
  bytes = 0;
  told.push({ ...await run(ask(text)), bytes });
}
process.stdout.write(JSON.stringify(told));
// Its children write into the profile until the last of them has ended.
browser.on("exit", () => { rmSync(profile, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 }); process.exit(); });
server.close();
await call("Browser.close");
