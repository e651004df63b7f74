// `npm run reality`: holds exports against the mail systems themselves, where they are installed. It runs every exported
// function `reality…` of test/reality/, each of which gives a finding (test/reality/finding.ts), and prints them. It ends
// with 1 where too little is the same, and with 2 where a mail system is missing. An argument picks functions by name.
import { readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';

const folder = resolve(import.meta.dirname, '../test/reality');
const filter = process.argv[2]?.toLowerCase() ?? '';
let status = 0;

for (const file of readdirSync(folder).filter((name) => name.endsWith('.ts'))) {
  const module = await import(pathToFileURL(join(folder, file)).href);
  for (const [name, compare] of Object.entries(module)) {
    if (!/^reality[A-Z]/.test(name) || !name.toLowerCase().includes(filter)) continue;
    process.stderr.write(`${name}…\n`);
    print(await compare());
  }
}
process.exitCode = status;

/** @typedef {{ name: string, missing?: string, asked: number, same: number, aim: number, differences: readonly string[] }} Finding */

/** @param {Finding} finding */
function print({ name, missing, asked, same, aim, differences }) {
  if (missing !== undefined) {
    console.log(`${name}: not done. ${missing}`);
    status = Math.max(status, 2);
    return;
  }
  const part = asked === 0 ? 0 : same / asked;
  console.log(`${name}: ${same} of ${asked} the same (${(part * 100).toFixed(3)} %)`);
  for (const difference of differences) console.log(`  ${difference}`);
  if (part < aim) status = Math.max(status, 1);
}
