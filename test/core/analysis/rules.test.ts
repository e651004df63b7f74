// Every rule by its fixtures. `npx vitest -u` writes what is found into the fixtures: read the difference before you
// commit it. What the preferred quick fixes of a fixture's rule make of it stands beside it, in `*.fixed.topo`.

import { existsSync, globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { kinds } from '#core/analysis/rules';
import { annotated, diagnosticsOf, filesOf, fixed } from './fixture.ts';

const folder = 'test/fixtures/diagnostics';
const codes = kinds.map(({ code }) => code);
const fixtures = globSync(`${folder}/*.topo`).filter((path) => !path.endsWith('.fixed.topo'));

/** The code that a fixture is about: `no-target.topo` and `no-target.in-two-files.topo` are about `no-target`. */
function codeOf(path: string): string {
  return basename(path).split('.')[0] ?? '';
}

describe.each(fixtures)('%s', (path) => {
  const files = filesOf(readFileSync(path, 'utf8'));
  const code = codeOf(path);
  const options = { strandingFailures: code === 'stranding-failure' };

  test('says what is expected, and nothing else', async () => {
    await expect(annotated(files, options)).toMatchFileSnapshot(`../../../${path}`);
  });

  test('is about a rule, which finds something there', () => {
    expect(codes).toContain(code);
    expect(diagnosticsOf(files, options).diagnostics.map((diagnostic) => diagnostic.code)).toContain(code);
  });

  test('is mended by the preferred fixes', async () => {
    const mended = fixed(files, code);
    const golden = path.replace(/\.topo$/, '.fixed.topo');
    if (mended === undefined) return expect(existsSync(golden), 'a fix that is gone').toBe(false);
    await expect(annotated(mended)).toMatchFileSnapshot(`../../../${golden}`);
    const count = (these: typeof files) => diagnosticsOf(these).diagnostics.filter((one) => one.code === code).length;
    expect(count(mended)).toBeLessThan(count(files));
  });
});

test.each(codes)('%s has a fixture', (code) => {
  expect(fixtures.map(codeOf)).toContain(code);
});

test('no file is left over', () => {
  const wanted = fixtures.flatMap((path) => [path, path.replace(/\.topo$/, '.fixed.topo')]);
  expect(globSync(`${folder}/*`).filter((path) => !wanted.includes(path))).toEqual([]);
});
