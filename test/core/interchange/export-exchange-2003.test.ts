import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Exported, exportTopology } from '#core/interchange/export';
import type { Topology } from '#core/model/topology';
import { topologyFromText } from '../routing/topology-in-text.ts';
import { withoutEach } from './statements.ts';

const everything = readFileSync(new URL('fixtures/everything-2003.topo', import.meta.url), 'utf8');
const example = (name: string) => topologyFromText(readFileSync(`examples/${name}.topo`, 'utf8'));

function answerFor(topology: Topology, against?: Topology) {
  return exportTopology(topology, {
    target: 'exchange-2003',
    server: undefined,
    source: 'x.topo',
    against,
    prune: false,
  });
}

function exported(topology: Topology, against?: Topology): Exported & { readonly text: string } {
  const answer = answerFor(topology, against);
  if (!answer.ok) throw new Error(answer.error);
  expect(answer.value.files.map(({ path }) => path)).toEqual(['checklist.md']);
  return { ...answer.value, text: answer.value.files[0]?.text ?? '' };
}

const boxes = (text: string) => text.split('\n').filter((line) => line.startsWith('- [ ] '));

test.each(['tazmania', 'four-cities'])('the checklist of %s', async (name) => {
  await expect(exported(example(name)).text).toMatchFileSnapshot(`golden/${name}.checklist.md.txt`);
});

test('the checklist of all that can be said', async () => {
  await expect(exported(topologyFromText(everything)).text).toMatchFileSnapshot(
    'golden/everything-2003.checklist.md.txt',
  );
});

test('sheets come as in the tree: global settings, groups, servers, connectors', () => {
  const headings = [...exported(topologyFromText(everything)).text.matchAll(/^## \d+\. (.*)$/gm)].map(
    ([, title]) => title,
  );
  expect(headings).toEqual([
    'Message Delivery',
    'Recipient policies',
    'MX records',
    'Contacts',
    'Administrative group Europe',
    'Routing group London',
    'Routing group Seattle',
    'Server LON1',
    'Server SEA1',
    'SMTP virtual server SEA1/First',
    'SMTP virtual server SEA1/Second',
    'Server SEA2',
    'Routing group connector Seattle to London',
    'SMTP connector Internet',
    'SMTP connector Partner',
    'X.400 connector Old',
  ]);
});

describe('against the present state', () => {
  test('nothing is left to do of what is unchanged', () => {
    const { text } = exported(topologyFromText(everything), topologyFromText(everything));
    expect(boxes(text)).toEqual([]);
    expect(text).toContain('Nothing is left to do.');
  });

  test('what is there now stands in brackets, and what is new has all its fields', () => {
    const now = everything
      .replace('address space * cost 9', 'address space * cost 8')
      .replace(/ {2}smtp connector Partner \{[^}]*\}\n/, '');
    const { text } = exported(topologyFromText(everything), topologyFromText(now));
    expect(boxes(text)).toEqual([
      '- [ ] Address Space: Add: `SMTP: *, cost 9` (`SMTP: *, cost 8`)',
      '- [ ] General: Name: `Partner`',
      '- [ ] General: Delivery: `Use DNS to route to each address space on this connector`',
      '- [ ] General: Local bridgeheads: `SEA2`',
      '- [ ] Address Space: Add: `SMTP: partner.example, cost 3`',
    ]);
  });

  test('what the topology lacks is listed and stays', () => {
    const less = everything.replace(/ {2}smtp connector Partner \{[^}]*\}\n/, '');
    const { text } = exported(topologyFromText(less), topologyFromText(everything));
    expect(text).toContain('## What is there and not in the topology\n\n- `SMTP connector Partner`');
  });

  test.each(withoutEach(everything))('$line is an item or a note: one of them', ({ without }) => {
    const { text, notes } = exported(topologyFromText(everything), topologyFromText(without));
    const before = new Set(exported(topologyFromText(without)).notes.map((note) => `${note.element} ${note.text}`));
    const fresh = notes.filter((note) => !before.has(`${note.element} ${note.text}`));
    expect([boxes(text).length > 0, fresh.length > 0].filter(Boolean)).toHaveLength(1);
  });
});

test('the way back is not made twice', () => {
  const { text } = exported(example('four-cities'));
  expect(text).toContain('answer: `No: London to Seattle is in this list`');
  const oneWay = exported(topologyFromText(everything)).text;
  expect(oneWay).toContain('answer: `No: the topology has no way back`');
});

test('a topology of today is refused with the target that takes it', () => {
  const error =
    'Exchange 2003 has no sites, Send connectors or DAGs: a topology of model exchange-2013 goes to exchange.';
  expect(answerFor(example('three-sites'))).toEqual({ ok: false, error });
  expect(answerFor(example('tazmania'), example('three-sites'))).toEqual({ ok: false, error });
});
