// Asks a published index by the default theme's own engine: node ask.mjs ENGINE FOLDER, questions as JSON on standard
// input, answers as JSON on standard output. With FOLDS in place of the folder: what every character folds to.
import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";

const [engine, folder] = process.argv.slice(2);
const { open, fold } = await import(pathToFileURL(engine));
const load = async (path, start, end) => new Uint8Array(await readFile(`${folder}/search/${path}`)).slice(start, end);
const index = await open(load);
const input = [];
for await (const chunk of process.stdin) input.push(chunk);
const answers = [];
for (const question of JSON.parse(Buffer.concat(input))) {
  if (question.fold === undefined) answers.push(await index.find(question));
  else answers.push(fold(question.fold));
}
process.stdout.write(JSON.stringify(answers));
