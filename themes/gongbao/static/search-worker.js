// Asks the index under search/ (docs/search-format.md), step by step as src/search/find.rs does.
const SHAPES = "([{〔【〖﹝ )]}〕】〗﹞ \"“”„「」『』 '‘’ -—–―‐‑− ·•・‧ 〇○◯ ~～〜".split(" ");
const LETTERS = /[0-9a-zÀ-\u1fff⺀-\u2fff々〇\u3040-\ufe0fﹰ-\ufeffｦ-\u{10ffff}]+/gu;
const NUMBER = /^([一-鿿]{2,14})\(?((?:19|20)\d\d)[)年-]?第?0*([1-9]\d{0,4})号?$/;
const shapes = new Map(SHAPES.flatMap((line) => [...line].map((c) => [c, line[0]])));
let alike = new Map();

export const fold = (text) => Array.from(text, (c) => {
  c = /[！-～]/.test(c) ? String.fromCharCode(c.charCodeAt() - 0xfee0) : c;
  return /\s/.test(c) ? " " : shapes.get(c) ?? (/[A-Z]/.test(c) ? c.toLowerCase() : alike.get(c) ?? c);
}).join("");
const hash = (term) => {
  let h = 0x811c9dc5;
  for (const c of term) h = Math.imul(h ^ c.codePointAt(), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
};
const asked = (phrase) => {
  let all = (phrase.match(LETTERS) ?? []).flatMap((word) => {
    const c = [...word], part = (i, n) => c.slice(i, i + n).join(""), latin = (i) => c.slice(i, i + 3)[2] && /[0-9a-z]/.test(part(i, 3));
    return c[1] ? c.flatMap((_, i) => (latin(i) ? part(i, 3) : c[i + 1] && !latin(i - 1) ? part(i, 2) : [])) : c;
  });
  if (!all[0]) all = [...phrase];
  if (all[16]) all = [...Array(16).keys()].map((i) => all[Math.floor(i * (all.length - 1) / 15)]);
  return all.map(hash);
};
// A whole title or number stands in the shard of its first term.
const whole = (text) => ((text.split(" ").flatMap(asked)[0] & ~0xfffff) | (hash("=" + text) & 0xfffff)) >>> 0;
const parse = (text) => {
  const plain = fold(text.replace(/[\xad\u200b-\u200f\u2060\ufeff]/g, "")), words = [...new Set(plain.split(" "))].filter(Boolean);
  const [, code, year, serial] = NUMBER.exec(plain.replaceAll(" ", "")) ?? [], number = `${code}(${year})${serial}号`;
  return [words, code && words.join(" ") !== number ? [number] : []].filter((one) => one[0]);
};

// The postings of one term in a shard.
const postings = (bytes, key, put) => {
  let at = 0, rest = 0, place = 0, found, n;
  const number = () => {
    let n = 0, shift = 0, byte;
    do n |= ((byte = bytes[at++]) & 127) << shift, shift += 7; while (byte > 127);
    return n >>> 0;
  };
  for (let left = number(); left; left--) {
    rest += number();
    const entry = [number(), number(), place];
    place += number();
    if (rest === key) found = entry;
  }
  if (!found) return;
  let [packed, document, bit] = found;
  bit = (at + bit) * 8;
  const one = () => (bytes[bit >> 3] >> (bit++ & 7)) & 1;
  const ones = (most) => { for (n = 0; n < most && one();) n++; return n; };
  const take = (count) => { let n = 0; for (let i = 0; i < count; i++) n |= one() << i; return n; };
  for (let left = packed >>> 5, low = packed & 31; left; left--) {
    put(document, ones(3) + 1);
    document += 1 + (ones(24) < 24 ? (n << low) + take(low) : take(24));
  }
};

// The index whose files `load(path, start, end)` gives.
export const open = async (load) => {
  const text = (bytes) => new TextDecoder().decode(bytes), kept = new Map();
  const once = (key, make) => kept.get(key) ?? kept.set(key, make()).get(key);
  const about = JSON.parse(text(await load("index.json"))), bits = Math.log2(about.shards.length / 8);
  const path = (folder, at) => `${folder}/${at}.${about[folder].slice(8 * at, 8 * at + 8)}.bin`;
  const each = (score) => new Uint16Array(about.documents).map((_, at) => score(at));
  const every = (all, of) => Promise.all(all.map(of));

  const weights = async (term) => {
    const all = each(() => 0), at = path("shards", bits && term >>> (32 - bits));
    postings(await once(at, () => load(at)), (term & (0xffffffff >>> bits)) >>> 0, (number, weight) => (all[number] = weight));
    return all;
  };
  const least = async (word) => {
    const lists = await every(asked(word), weights);
    return each((at) => Math.min(...lists.map((list) => list[at])));
  };
  const scores = async (query, facets) => {
    const has = await every(facets, (facet) => weights(hash(facet)));
    const sums = await every(query, async (words) => {
      const exact = await weights(whole(words.join(" "))), lists = await every(words, least);
      return each((at) => lists.every((list) => list[at]) && lists.reduce((sum, list) => sum + list[at], exact[at] && 1000));
    });
    return each((at) => has.every((list) => list[at]) && (query[0] ? Math.max(...sums.map((sum) => sum[at])) : 1));
  };

  const loadAlike = () => once("alike", async () => {
    alike = new Map(text(await load(`alike.${about.alike}.txt`)).match(/../gu).map((pair) => [...pair]));
  });
  const record = (number) => once(number, async () => {
    const at = number % about.together, head = 4 * about.together, file = path("records", (number - at) / about.together);
    const table = new DataView((await once(file, () => load(file, 0, head))).buffer);
    const end = (i) => head + (i < 0 ? 0 : table.getUint32(4 * i, true));
    const lines = text(await load(file, end(at - 1), end(at))).split("\n");
    if (lines[3]) await loadAlike();
    return lines;
  });
  const excerpt = (blocks, words) => {
    const places = words.flatMap((word) => blocks.map((block) => [block, fold(block).indexOf(word)])).filter(([, at]) => at >= 0);
    const [block, at] = places[0] ?? [blocks.find((block) => [...block][20]) ?? blocks[0] ?? "", 0], all = [...block];
    const start = Math.max(0, Math.min([...block.slice(0, at)].length - 24, all.length - 100)), end = start + 100;
    return (start ? "…" : "") + all.slice(start, end).join("") + (all[end] ? "…" : "");
  };
  // A text in parts, every other one of which is looked for.
  const marked = (text, words) => {
    const sign = RegExp(words.map((word) => word.replace(/[^\p{L}\d]/gu, "\\$&")).join("|") || "$^", "g"), parts = [];
    let from = 0;
    for (const { index, 0: found } of fold(text).matchAll(sign)) {
      parts.push(text.slice(from, index), text.slice(index, from = index + found.length));
    }
    return [...parts, text.slice(from)];
  };
  const hit = async (number, query, facets) => {
    const [url, date, kind, , own, title, doc, by, ...blocks] = await record(number);
    const all = [title, doc, ...by.split("\t"), ...blocks].map(fold);
    const words = query[0] ? query.find((words) => words.every((word) => all.some((block) => block.includes(word)))) : [];
    if (!words || !facets.every((facet) => `\t${own}`.includes(`\t${facet}=`))) return [];
    const told = excerpt(blocks, words);
    return [{ url, title, date, kind, own, doc, by, excerpt: told, marked: [title, told].map((one) => marked(one, words)) }];
  };

  const find = async ({ text, facets = [], order, limit = 10 }) => {
    const known = alike, query = parse(text), results = [], asked = query[0] || facets[0];
    const score = asked ? await scores(query, facets) : [], numbers = [...score.keys()].filter((at) => score[at]).reverse();
    if (order !== "date") numbers.sort((a, b) => score[b] - score[a]);
    let total = numbers.length, at = 0;
    while (results.length < limit && at < numbers.length) {
      const some = numbers.slice(at, at += limit - results.length);
      const hits = (await every(some, (number) => hit(number, query, facets))).flat();
      results.push(...hits);
      total -= some.length - hits.length;
    }
    // The index holds simplified characters alone; what was asked before they were known is asked again.
    if (alike === known && (total || !query[0] || alike.size)) return { total, results, asked };
    await loadAlike();
    return find({ text, facets, order, limit });
  };
  return { find, facets: about.facets };
};

if (globalThis.WorkerGlobalScope) {
  const all = new Map();
  const load = (base) => async (path, start, end) => {
    if (!all.has(path)) {
      const answer = await fetch(base + path, end ? { headers: { Range: `bytes=${start}-${end - 1}` } } : { cache: path === "index.json" ? "no-cache" : "default" });
      if (!answer.ok) throw answer.status;
      const bytes = new Uint8Array(await answer.arrayBuffer());
      if (!end || answer.status === 206) return bytes;
      // A server that knows no ranges has sent the whole file.
      all.set(path, bytes);
    }
    return all.get(path).slice(start, end);
  };
  let index;
  onmessage = async ({ data: { id, base, question } }) => {
    // The files of an old index go when a new one is published.
    for (let tries = 2; tries--;) try {
      const { find, facets } = await (index ??= open(load(base)));
      return postMessage({ id, facets, found: question && await find(question) });
    } catch (error) {
      index = null;
      tries || postMessage({ id, error });
    }
  };
}
