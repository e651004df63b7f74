// `npm run bench`: runs every exported function `bench…` of test/bench/ and prints one table. It writes nothing else.
// The code is bundled as it ships, so what is measured is what runs. An argument picks functions: `npm run bench -- layout`.
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import { bundle, commandLine, extension } from './build.mjs';

/** @typedef {{ name: string, p50: number, p95: number, unit: string, aim?: { p50?: number, p95?: number } }} Row */

const root = resolve(import.meta.dirname, '..');
const sources = join(root, 'test/bench');
const filter = process.argv[2]?.toLowerCase() ?? '';
const scratch = mkdtempSync(join(tmpdir(), 'bridgehead-bench-'));

try {
  print(await measureAll());
} finally {
  rmSync(scratch, { recursive: true, force: true });
}

/** @returns {Promise<Row[]>} */
async function measureAll() {
  await bundle({ parts: [extension, commandLine], outdir: join(root, 'dist'), production: true });
  const files = readdirSync(sources).filter((name) => name.endsWith('.ts'));
  await build({
    absWorkingDir: root,
    entryPoints: files.map((name) => join(sources, name)),
    outdir: scratch,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'es2023',
    logLevel: 'warning',
    // Bundled packages that are CommonJS ask for Node's own modules.
    banner: { js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url);` },
    // A benchmark of the real server finds it by this, wherever the bundle of the benchmark is.
    define: { BRIDGEHEAD_ROOT: JSON.stringify(root) },
  });
  /** @type {Row[]} */
  const rows = [];
  for (const name of files) {
    const module = await import(pathToFileURL(join(scratch, `${basename(name, '.ts')}.mjs`)).href);
    for (const [key, run] of Object.entries(module)) {
      if (!/^bench[A-Z]/.test(key) || !key.toLowerCase().includes(filter)) continue;
      process.stderr.write(`${key}…\n`);
      rows.push(...(await run()));
    }
  }
  return rows;
}

/** @param {readonly Row[]} rows */
function print(rows) {
  const table = rows.map((row, at) => [
    row.name,
    amount(row.p50, row.unit),
    amount(row.p95, row.unit),
    aims(row),
    verdict(row),
    growth(row, rows[at - 1]),
  ]);
  const header = ['', 'p50', 'p95', 'aim p50/p95', '', 'growth per doubling'];
  const widths = header.map((title, column) =>
    Math.max(title.length, ...table.map((cells) => cells[column]?.length ?? 0)),
  );
  for (const cells of [header, ...table]) {
    console.log(
      cells
        .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
        .join('  ')
        .trimEnd(),
    );
  }
}

/**
 * @param {number} value
 * @param {string} unit
 */
function amount(value, unit) {
  return `${value.toFixed(value < 1 ? 3 : value < 100 ? 2 : 0)} ${unit}`;
}

/** @param {Row} row */
function aims({ aim, unit }) {
  if (aim === undefined) return '';
  return `≤ ${[aim.p50, aim.p95].map((value) => value ?? '–').join(' / ')} ${unit}`;
}

/** @param {Row} row */
function verdict({ p50, p95, aim }) {
  if (aim === undefined) return '';
  return p50 <= (aim.p50 ?? Infinity) && p95 <= (aim.p95 ?? Infinity) ? 'met' : 'MISSED';
}

/**
 * How much longer twice as much takes, when the row above is the same thing at another size.
 *
 * @param {Row} row
 * @param {Row | undefined} above
 */
function growth(row, above) {
  if (above === undefined || shape(above.name) !== shape(row.name)) return '';
  const doublings = Math.log2(sizeIn(row.name) / sizeIn(above.name));
  return doublings > 0 ? `× ${((row.p50 / above.p50) ** (1 / doublings)).toFixed(2)}` : '';
}

/** @param {string} name */
function shape(name) {
  return name.replaceAll(/[\d,.]*\d/g, 'N');
}

/** @param {string} name */
function sizeIn(name) {
  return Number((/[\d,.]*\d/.exec(name)?.[0] ?? '0').replaceAll(/[,.]/g, ''));
}
