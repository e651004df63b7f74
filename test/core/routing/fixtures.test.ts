// Every `test` block of every fixture holds, and the whole route with its reasons is as the golden file beside it has it.
// Each fixture is about one rule and names the rule's source at its top.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import type { Send } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { runTest } from '#core/testing/run-test';
import { story } from './story.ts';
import { topologyFromFile } from './topology-in-text.ts';

const fixtures = new URL('../../fixtures/routing/', import.meta.url);
const examples = new URL('../../../examples/', import.meta.url);

function filesIn(folder: URL): readonly URL[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.topo'))
    .sort()
    .map((name) => new URL(name, folder));
}

/** Messages that differ from one in something that a rule can ask for. */
function othersThan(send: Send): readonly Send[] {
  const { local, domain, type } = send.to;
  const stranger = { type: 'SMTP', address: 'x@nowhere.example', local: 'x', domain: 'nowhere.example' };
  return [
    { ...send, sizeBytes: 1 },
    { ...send, sizeBytes: 2 ** 40 },
    { ...send, sender: stranger },
    { ...send, priority: send.priority === 'low' ? 'high' : 'low' },
    { ...send, system: !send.system },
    { ...send, at: 0 },
    ...(local === undefined ? [] : [{ ...send, to: { type, local: 'x', domain, address: `x@${domain ?? ''}` } }]),
  ];
}

describe.each([
  ...filesIn(fixtures).map((file) => [nameOf(file), file] as const),
  ...filesIn(examples).map((file) => [`example ${nameOf(file)}`, file] as const),
])('%s', (_name, file) => {
  const topology = topologyFromFile(file);
  const routing = compileRouting(topology);

  test('has tests', () => {
    expect(topology.tests.length).toBeGreaterThan(0);
    expect(topology.tests.filter(({ faulty, send }) => faulty || send === undefined)).toEqual([]);
  });

  test.each(topology.tests.map((each) => [each.name, each] as const))('%s', (_, each) => {
    expect(each.expectations.length).toBeGreaterThan(0);
    expect(runTest(routing, each).failures.map(({ message }) => message)).toEqual([]);
  });

  test('does not depend on what was sent before', () => {
    const afresh = () => compileRouting({ ...topology, connectors: [...topology.connectors] });
    for (const { name, send, down } of topology.tests) {
      const alone = afresh().route(send!, down);
      for (const other of othersThan(send!)) {
        const { route } = afresh();
        route(other, down);
        expect(route(send!, down), name).toEqual(alone);
      }
    }
  });

  test('is told as the golden file has it', async () => {
    const stories = topology.tests.map((each) => {
      return story(each.name, each.send!, each.down, topology, routing.route(each.send!, each.down));
    });
    const golden = new URL(`${nameOf(file)}.route.txt`, fixtures);
    await expect(stories.join('\n')).toMatchFileSnapshot(fileURLToPath(golden));
  });
});

function nameOf(file: URL): string {
  return file.pathname
    .split('/')
    .pop()!
    .replace(/\.topo$/, '');
}
