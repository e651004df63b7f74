// What docs/routing.md shows is what happens.

import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readDown, readMessage } from '#core/routing/message/test-message';
import { compileRouting } from '#core/routing/models';
import { topologyFromFile } from './topology-in-text.ts';

const root = new URL('../../../', import.meta.url);

test('the route shown in docs/routing.md', () => {
  const docs = readFileSync(new URL('docs/routing.md', root), 'utf8');
  const shown = /```console\n(.*?)```/s.exec(docs)?.[1] ?? '';
  const call = /^\$ bridgehead route (\S+) --from (\S+) --to (\S+) --down "([^"]+)"$/m.exec(shown);
  const [, file = '', from = '', to = '', down = ''] = call ?? [];
  const topology = topologyFromFile(new URL(file, root));
  const message = readMessage({ from, to }, topology);
  const off = readDown([down], topology);
  if (!message.ok || !off.ok) throw new Error('The call shown cannot be made.');
  const route = compileRouting(topology).route(message.value, off.value);
  expect(shown).toContain(`${route.outcome} to ${route.nextHop} at cost ${route.cost}\n${route.reason}\n`);
  const considered = route.considered.map((each) => {
    return `  ${each.server}: ${each.connector}: ${each.verdict}, cost ${each.cost}. ${each.reason}\n`;
  });
  expect(shown).toContain(`Considered:\n${considered.join('')}`);
});
