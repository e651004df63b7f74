import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { check } from '#core/analysis/check';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { parse } from '#core/syntax/parse';
import { format } from '#core/syntax/format';

const folder = 'media/templates';
const files = readdirSync(folder);
const read = (file: string): string => readFileSync(`${folder}/${file}`, 'utf8');

describe('templates', () => {
  test.each(files)('%s has no errors and no warnings', (file) => {
    const tree = parse(read(file));
    const project = openProject(
      file as never,
      () => tree,
      () => file as never,
    );
    const found = check(project, buildTopology(project)).diagnostics;
    expect(found.filter(({ severity }) => severity === 'error' || severity === 'warning')).toEqual([]);
  });

  test.each(files)('%s is laid out as the formatter would', (file) => {
    expect(format(read(file)).text).toBe(read(file));
  });

  test('are the ones that the command offers', () => {
    const offered = [...readFileSync('client/new-from-template.ts', 'utf8').matchAll(/^ {4}id: '(.+)'/gm)];
    expect(offered.map(([, id]) => `${id}.topo`).sort()).toEqual([...files].sort());
  });

  test('hold the example of four cities as it is', () => {
    expect(read('four-cities.topo')).toBe(readFileSync('examples/four-cities.topo', 'utf8'));
  });
});
