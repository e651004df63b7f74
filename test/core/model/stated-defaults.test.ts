// A default stands in the documentation of its statement, in words; here it is held against what the model has unless the
// statement is written.

import { expect, test } from 'vitest';
import type { Topology } from '#core/model/topology';
import { statements } from '#core/syntax/statements/table';
import { topologyFromAnyText } from '../routing/topology-in-text.ts';

/** A block of a kind with a statement in it. */
const blocks: Readonly<Record<string, (statement: string) => string>> = {
  organization: (statement) => `organization O { ${statement} }`,
  'routing group': (statement) => `routing group G { ${statement} }`,
  'virtual server': (statement) =>
    `routing group G { server S { virtual server V on all unassigned { ${statement} } } }`,
  server: (statement) => `routing group G { server S { ${statement} } }`,
  'smtp connector': (statement) => `routing group G { smtp connector C { ${statement} } }`,
  'x400 connector': (statement) => `routing group G { x400 connector C { ${statement} } }`,
  'routing group connector': (statement) => `routing group G { routing group connector C to H { ${statement} } }`,
  scenario: (statement) => `scenario S { ${statement} }`,
  'edge server': (statement) => `site G { edge server S { ${statement} } }`,
  'site link': (statement) => `site link L between A, B { ${statement} }`,
  'receive connector': (statement) => `site G { server S { receive connector R on all available { ${statement} } } }`,
  'send connector': (statement) => `send connector C { ${statement} }`,
  'foreign connector': (statement) => `foreign connector C { ${statement} }`,
  'delivery agent connector': (statement) => `delivery agent connector C { ${statement} }`,
};

/** A server in a site has other defaults than one in a routing group. */
const inSite = (statement: string) => `site G { server S { ${statement} } }`;

/** The statement as the documentation says that it holds; undefined where its default has words of its own. */
function stated(keyword: string, said: string): string | undefined {
  if (/^(port|hop limit|limit recipients|connections.*|messages per connection|seed|cost)$/.test(keyword)) {
    return /^\d+$/.test(said) ? `${keyword} ${said}` : undefined;
  }
  if (/^(retry|delay notification|expire|link state delay)$/.test(keyword)) return `${keyword} ${said}`;
  if (/^(model|when .*|wildcard .*|relay|scope|schedule|bridgehead)$/.test(keyword)) return `${keyword} ${said}`;
  if (keyword === 'start') return `start "${said}"`;
  if (keyword === 'priority' && said === 'all') return 'priority high, normal, low';
  if (keyword === 'messages' && said === 'both') return 'messages system, non-system';
  if (keyword === 'latency' && said === 'none') return 'latency 0s';
  if (keyword === 'deliver through dns') return keyword;
  return undefined;
}

const cases = statements.flatMap(({ keyword, blocks: where, default: said, model }) =>
  where.flatMap((block) => {
    const isEdge = block === 'edge server';
    const statement = said === undefined ? undefined : stated(keyword, said.replace(/; of an Edge server.*/, ''));
    // Of an Edge server the words say what is different.
    if (isEdge && keyword === 'retry') return [{ block, statement: 'retry 4 every 1m, 6 every 10m, then 30m', model }];
    return statement === undefined ? [] : [{ block, statement, model }];
  }),
);

test('most defaults are stated as they are written', () => {
  expect(cases.length).toBeGreaterThan(25);
});

test.each(cases)(
  '$statement is what holds in a block of $block unless it is written',
  ({ block, statement, model }) => {
    const around = model === 'exchange-2013' && block === 'server' ? inSite : blocks[block]!;
    expect(withoutPlaces(topologyFromAnyText(around(statement)))).toEqual(
      withoutPlaces(topologyFromAnyText(around(''))),
    );
  },
);

function withoutPlaces(topology: Topology): unknown {
  const replaced = (name: string, value: unknown): unknown => {
    if (['place', 'costPlace', 'wholePlace'].includes(name)) return null;
    if (value instanceof Map) return [...value.keys()];
    return value === Infinity ? 'unlimited' : value;
  };
  return JSON.parse(JSON.stringify(topology, replaced));
}
