// What a routing model says means nothing under it: codes that there are, and no finding of them in its topologies.

import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { kinds } from '#core/analysis/rules';
import { buildTopology } from '#core/model/build';
import { modelOf, routingModels } from '#core/routing/models';
import { annotated, diagnosticsOf, filesOf } from './fixture.ts';

const codes = kinds.map(({ code }) => code);

test.each(routingModels)('$name leaves out codes that there are', ({ meaningless }) => {
  expect(codes).toEqual(expect.arrayContaining([...meaningless]));
});

test('every diagnostic means something under some model', () => {
  for (const code of codes)
    expect(routingModels.filter(({ meaningless }) => meaningless.has(code)).length).toBeLessThan(2);
});

test.each(globSync('test/fixtures/diagnostics/*.topo'))('%s has none that means nothing', (path) => {
  const { project, diagnostics } = diagnosticsOf(filesOf(readFileSync(path, 'utf8')));
  const { meaningless } = modelOf(buildTopology(project));
  expect(diagnostics.filter(({ code }) => meaningless.has(code))).toEqual([]);
});

test.each(['examples/three-sites.topo', 'examples/five-hub.topo'])('%s is whole', (path) => {
  const text = readFileSync(path, 'utf8');
  expect(annotated(new Map([[path, text]]), { strandingFailures: true })).toBe(text);
});
