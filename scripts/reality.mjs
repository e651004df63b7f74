// `npm run reality`: holds exports against the mail systems themselves, where they are installed. It runs every exported
// function `reality…` of test/reality/, each of which gives a finding (test/reality/finding.ts), and prints them. It ends
// with 1 where too little is the same, and with 2 where a mail system is missing. An argument picks functions by name.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(import.meta.dirname, '../test/reality');
const filter = process.argv[2]?.toLowerCase() ?? '';
let status = 0;
let done = 0;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
  const module = await import(pathToFileURL(join(folder, file)).href);
  for (const [name, compare] of Object.entries(module)) {
    if (!/^reality[A-Z]/.test(name) || !name.toLowerCase().includes(filter)) continue;
    process.stderr.write(`${name}…\n`);
    const start = performance.now();
    print(await compare(), (performance.now() - start) / 1000);
    done++;
  }
}
if (done === 0) {
  console.error(`No comparison is called ${filter}.`);
  status = 2;
}
process.exitCode = Math.max(status, Number(process.exitCode ?? 0));

/** @typedef {{ name: string, missing?: string, system: string, asked: number, same: number, aim: number, differences: readonly string[] }} Finding */

/**
 * @param {Finding} finding
 * @param {number} seconds
 */
function print({ name, missing, system, asked, same, aim, differences }, seconds) {
  if (missing !== undefined) {
    console.log(`${name}: not done. ${missing}`);
    status = Math.max(status, 2);
    return;
  }
  const part = asked === 0 ? 0 : same / asked;
  const percent = (Math.floor(part * 100_000) / 1000).toFixed(3);
  console.log(`${system}. ${name}: ${same} of ${asked} the same (${percent} %), ${seconds.toFixed(0)} s`);
  for (const difference of differences) console.log(`  ${difference}`);
  if (part < aim) status = Math.max(status, 1);
}
