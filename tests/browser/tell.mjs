// What the tests found: a row for each, and every fault once with the pages where it is.

const rows = [];
// So many pages and examples of one fault are printed.
const PAGES = 12, EXAMPLES = 3;
const only = process.env.ONLY ?? "";

// Whether a test is asked for: all are, or those whose name has the word in ONLY.
export function asked(name) {
  return name.includes(only);
}

// Runs a test; it returns what it counted and what is wrong, each fault as a page, a sentence and an example.
export async function test(name, run) {
  if (!asked(name)) return;
  const begun = Date.now();
  let told;
  try {
    told = await run();
  } catch (error) {
    told = { counted: "broke off", faults: [["", error.stack]] };
  }
  rows.push({ name, seconds: (Date.now() - begun) / 1000, ...told });
  process.stderr.write(told.faults.length ? "F" : ".");
}

// The faults, then a table; true when something was tested and nothing is wrong.
export function report() {
  process.stderr.write("\n");
  for (const { name, faults } of rows.filter(({ faults }) => faults.length)) {
    console.log(`\n${name}`);
    for (const what of new Set(faults.map(([, what]) => what))) {
      const of = faults.filter(([, other]) => other === what);
      const pages = [...new Set(of.map(([page]) => page))].filter(Boolean);
      console.log(`- ${what}`);
      if (pages.length) console.log(`  on ${pages.slice(0, PAGES).join("; ")}${pages.length > PAGES ? ` and ${pages.length - PAGES} more` : ""}`);
      new Set(of.slice(0, EXAMPLES).map(([, , such]) => such).filter(Boolean)).forEach((such) => console.log(`  ${such}`));
    }
  }
  const cells = rows.map(({ name, counted, faults, seconds }) => [name, counted, String(faults.length), seconds.toFixed(1)]);
  const table = [["test", "what", "faults", "s"], ...cells];
  const width = (text) => [...text].reduce((sum, sign) => sum + (sign > "\u2e80" ? 2 : 1), 0);
  const widths = table[0].map((_, at) => Math.max(...table.map((row) => width(row[at]))));
  console.log();
  for (const row of table) console.log(row.map((cell, at) => cell + " ".repeat(widths[at] - width(cell))).join("  ").trimEnd());
  return rows.length > 0 && rows.every(({ faults }) => faults.length === 0);
}
