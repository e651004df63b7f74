// The drawings in the documentation are made by the product: `npm test -- -u` draws them again.
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { call } from '../cli/fake-terminal.ts';

test.each([
  { drawing: 'four-cities.svg', topology: 'examples/four-cities.topo' },
  { drawing: 'three-sites.svg', topology: 'examples/three-sites.topo' },
  { drawing: 'five-hub.svg', topology: 'examples/five-hub.topo' },
  { drawing: 'decided-anew.svg', topology: 'test/fixtures/routing/decided-anew.topo' },
  { drawing: 'no-falling-back.svg', topology: 'test/fixtures/routing/no-falling-back.topo' },
])('docs/images/$drawing is what $topology looks like', async ({ drawing, topology }) => {
  const { out } = await call(['graph', topology], { [topology]: readFileSync(topology, 'utf8') });
  await expect(out).toMatchFileSnapshot(`../../docs/images/${drawing}`);
});
