import { readFileSync, readdirSync, statSync } from 'node:fs';
import { join, relative } from 'node:path';
const { importFiles } = await import('/work/wt/pfix/server/core/interchange/import.ts');
const root = process.argv[2];
const walk = (d) => readdirSync(d).flatMap((n) => statSync(join(d,n)).isDirectory() ? walk(join(d,n)) : [join(d,n)]);
const files = walk(root).map((f) => ({ path: relative(root, f), encoding: 'UTF-8', async *read() { yield readFileSync(f,'utf8'); } }));
const r = await importFiles(files);
if (!r.ok) { console.log(r); process.exit(); }
console.log(r.value.text);
if (process.argv[3]) { console.log(JSON.stringify(r.value.report.entries.map(e=>[e.class,e.kind,e.object,e.property,e.value,e.text].join(' | ')),null,1)); console.log(r.value.report.counts, r.value.report.unknown, r.value.report.ignored); }
