// `npm run bench`: runs every exported function `bench…` of test/bench/ and prints one table. It writes nothing else.
// An argument picks functions: `npm run bench -- layout`. Each gives rows of { name, unit, p50, p95 }
// and may give `best`, the quickest. An aim is met by the medians; where only the quickest meets it, the machine may be busy.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

/** @typedef {{ name: string, unit: string, best?: number, p50: number, p95: number }} Row */
/** @typedef {{ of: RegExp, p50: number, p95?: number }} Aim */

/** What each should take at most, on a machine with two cores. @type {readonly Aim[]} */
const aims = [
  { of: /^edit to diagnostics, 10,000 lines/, p50: 8, p95: 15 },
  { of: /^growth per doubling/, p50: 1.25 },
  { of: /^open 10,000 lines, fresh/, p50: 300 },
  { of: /^hover, 100,000 lines/, p50: 20, p95: 50 },
  { of: /^held up by formatting, 10,000/, p50: 25 },
  { of: /^formatting a line that is typed, 10,000/, p50: 10 },
  { of: /^move after /, p50: 0.001 },
  { of: /^mean move after /, p50: 1 },
  { of: /^layout, 1000 nodes/, p50: 200 },
  { of: /^drawing .*, times elkjs/, p50: 0.1 },
  { of: /^sent to the preview after a (comment|size limit|cost), 1,000/, p50: 50 },
  { of: /^script of the preview/, p50: 300 },
  { of: /^scene to drawn, 1,000/, p50: 500 },
  { of: /^scene to drawn, 5,000/, p50: 2000 },
  { of: /^frames while/, p50: 16.7, p95: 34 },
  { of: /^worst frame while/, p50: 100 },
  { of: /^edit to drawn/, p50: 50 },
  { of: /^route .*, 1,000 groups/, p50: 0.3 },
  { of: /^route, 200 sites/, p50: 0.3 },
  { of: /^all single failures, 200 sites/, p50: 5000 },
  { of: /^a million decisions/, p50: 500 },
  { of: /^all single failures, 1,000/, p50: 5000 },
  { of: /^one what-if switch, 1,000 groups/, p50: 16 },
  { of: /^failure analysis, times its naive form/, p50: 0.01 },
  { of: /^found out after any of these edits/, p50: 15 },
  { of: /^run again after any of these edits/, p50: 0.2 },
  { of: /^shortest paths, times those of graphology/, p50: 0.05 },
  { of: /^a million messages over four hops/, p50: 2000 },
  { of: /^from Run to the first frame/, p50: 300 },
  { of: /^comparing 1 GB of logs/, p50: 60_000 },
  { of: /^simulation, times that of SimScript/, p50: 0.02 },
  { of: /^simulation, times that of SimPy/, p50: 0.1 },
  { of: /^import of 1,000 servers, 1\d\d MB/, p50: 10_000 },
  { of: /^import of 1,000 servers, heap/, p50: 300 },
];

const folder = resolve(import.meta.dirname, '../test/bench');
const filter = process.argv[2]?.toLowerCase() ?? '';

/** @type {Row[]} */
const rows = [];
for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
  const module = await import(pathToFileURL(join(folder, file)).href);
  for (const [name, measure] of Object.entries(module)) {
    if (!/^bench[A-Z]/.test(name) || !name.toLowerCase().includes(filter)) continue;
    process.stderr.write(`${name}…\n`);
    rows.push(...(await measure()));
  }
}
print([['', 'best', 'p50', 'p95', 'aim', ''], ...rows.map(cells)]);

/** @param {Row} row */
function cells(row) {
  const aim = aims.find(({ of }) => of.test(row.name));
  const amounts = [row.best, row.p50, row.p95].map((value) => (value === undefined ? '' : amount(value, row.unit)));
  return [row.name, ...amounts, wanted(aim, row.unit), verdict(row, aim)];
}

/**
 * @param {number} value
 * @param {string} unit
 */
function amount(value, unit) {
  const digits = value.toFixed(value < 1 ? 3 : value < 100 ? 2 : 0);
  return unit === 'times' ? `× ${digits}` : `${digits} ${unit}`;
}

/**
 * @param {Aim | undefined} aim
 * @param {string} unit
 */
function wanted(aim, unit) {
  if (aim === undefined) return '';
  const limits = aim.p95 === undefined ? `${aim.p50}` : `${aim.p50} / ${aim.p95}`;
  return unit === 'times' ? `≤ × ${limits}` : `≤ ${limits} ${unit}`;
}

/**
 * @param {Row} row
 * @param {Aim | undefined} aim
 */
function verdict(row, aim) {
  if (aim === undefined) return '';
  const ratio = Math.max(row.p50 / aim.p50, aim.p95 === undefined ? 0 : row.p95 / aim.p95);
  const best = row.best === undefined ? '' : `, at best ${Math.round((row.best / aim.p50) * 100)} %`;
  return `${ratio <= 1 ? 'met' : 'MISSED'}, ${Math.round(ratio * 100)} % of it${best}`;
}

/** @param {readonly (readonly string[])[]} table */
function print(table) {
  const widths = table[0]?.map((_, column) => Math.max(...table.map((line) => line[column]?.length ?? 0))) ?? [];
  for (const [first = '', ...others] of table) {
    const right = others.map((cell, at) => cell.padStart(widths[at + 1] ?? 0));
    console.log([first.padEnd(widths[0] ?? 0), ...right].join('  ').trimEnd());
  }
}
