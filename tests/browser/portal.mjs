// The portal under test: the preview server of the program itself, and one page of each kind.
import { spawn } from "node:child_process";
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

// The day on which all of the sample portal is published.
const DAY = "2026-11-21";

export class Portal {
  #server;

  // Builds the site and serves it.
  static async serve(program, root) {
    const given = ["serve", "--root", root, "--port", "0", "--date", DAY, "--lang", "en"];
    const server = spawn(program, given, { stdio: ["ignore", "pipe", "pipe"] });
    let said = "";
    await new Promise((built, failed) => {
      const hear = (text) => {
        said += text;
        if (/\d files made/.test(said)) built();
      };
      server.stdout.setEncoding("utf8").on("data", hear);
      server.stderr.setEncoding("utf8").on("data", hear);
      server.on("exit", (code) => failed(new Error(`the preview ended with ${code}\n${said}`)));
    });
    if (!/^error/m.test(said)) return new Portal(server, root, /http:\S+/.exec(said)[0]);
    server.kill();
    throw new Error(`the site does not build\n${said}`);
  }

  constructor(server, root, url) {
    this.#server = server;
    this.url = url;
    this.folder = join(root, ".xiangwei/preview/site");
    const rows = this.read(".xiangwei-manifest").trimEnd().split("\n").slice(1).map((line) => line.split("\t"));
    this.files = rows.map(([, length, media, owner, path]) => ({ path, owner, media, length: Number(length) }));
    this.permalink = JSON.parse(this.read("data/documents.json")).url;
  }

  read(path) {
    return readFileSync(join(this.folder, path), "utf8");
  }

  // The address of a path of the site.
  at(path) {
    return this.url + path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");
  }

  // What stands for a page in what the public reads: its address in the world.
  public(path) {
    return this.permalink + path.replace(/(^|\/)index\.html$/, "$1").split("/").map(encodeURIComponent).join("/");
  }

  // The pages without those that only lead on.
  pages() {
    const leadsOn = (path) => this.read(path).includes('http-equiv="refresh"');
    this.held ??= this.files.filter(({ path }) => path.endsWith(".html") && !leadsOn(path));
    return this.held;
  }

  // Documents by kind, as the open data tells them; one that is in none of them was withdrawn.
  documents() {
    const { documents } = JSON.parse(this.read("data/documents.json"));
    const kinds = new Map(documents.map(({ url, kind }) => [decodeURI(url).slice(this.permalink.length), kind]));
    const sections = new Set(JSON.parse(this.read("data/sections.json")).sections.map(({ path }) => `content/${path ? path + "/" : ""}_index.md`));
    const held = this.pages().filter(({ owner }) => owner.startsWith("content/") && !sections.has(owner));
    return held.map((file) => ({ ...file, kind: kinds.get(file.path.replace(/(^|\/)index\.html$/, "$1")) ?? "withdrawn" }));
  }

  // One page of each kind, the longest, by the name of its template. A kind without a page is a fault.
  kinds() {
    const longest = (files) => files.reduce((one, other) => (other.length > (one?.length ?? 0) ? other : one), null);
    const documents = this.documents();
    const kinds = KINDS.map(([name, path, query]) => {
      const files = path ? this.pages().filter((file) => path.test(file.path)) : documents.filter(({ kind }) => kind === name);
      const file = longest(files);
      return { name, path: file?.path, url: file && this.at(file.path) + (query ?? "") };
    });
    return [...kinds.filter(({ path }) => path), { name: "404", path: "404.html", url: this.at("no/such/page.html") }];
  }

  // Kinds that no page of the site is of, and templates of the theme that no kind is for.
  uncovered(theme) {
    const found = new Set(this.kinds().map(({ name }) => name));
    const named = new Set(["base", "document", "404", ...KINDS.map(([name]) => name)]);
    const templates = readdirSync(theme).filter((name) => name.endsWith(".html")).map((name) => name.slice(0, -5));
    return [
      ...KINDS.filter(([name]) => !found.has(name)).map(([name]) => `the site has no page of the kind ${name}`),
      ...templates.filter((name) => !named.has(name)).map((name) => `no kind of page is named for the template ${name}.html`),
    ];
  }

  stop() {
    this.#server.kill();
  }
}

// Kinds of pages by their template: documents, then all others by their path; a search with its words.
const KINDS = [
  ["report"], ["disclosure"], ["policy"], ["interpretation"], ["decision"], ["consultation"], ["interview"], ["register"],
  ["notice"], ["news"], ["page"], ["withdrawn"],
  ["home", /^index\.html$/],
  ["section", /^(?!topics|keywords|publishers|years|indicators|data)[^/]+\/index\.html$/],
  ["second-page", /\/index_2\.html$/],
  ["term", /^topics\/[^/]+\/index\.html$/],
  ["organisation", /^publishers\/[^/]+\/index\.html$/],
  ["terms", /^keywords\/index\.html$/],
  ["indicators", /^indicators\/index\.html$/],
  ["indicator", /^indicators\/(?!index)[^/]+\.html$/],
  ["validity", /^validity\.html$/],
  ["coverage", /^coverage\.html$/],
  ["decisions", /^decisions\.html$/],
  ["commitments", /^commitments\.html$/],
  ["platform", /^disclosure\.html$/],
  ["changes", /^changes\.html$/],
  ["data", /^data\/index\.html$/],
  ["search", /^search\.html$/, "?q=法治"],
  ["sitemap", /^sitemap\.html$/],
  ["leave", /^leave\/[^/]+\.html$/],
];
