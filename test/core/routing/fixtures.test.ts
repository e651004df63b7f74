// Every `test` block of every fixture holds, and the whole route with its reasons is as the golden file beside it has it.
// Each fixture is about one rule and names the rule's source at its top.

import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
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
