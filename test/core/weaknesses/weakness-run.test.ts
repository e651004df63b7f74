import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { continueWeaknesses, finishWeaknesses, startWeaknesses } from '#core/weaknesses/weakness-run';
import { topologyFromText } from '../routing/topology-in-text.ts';

const text = readFileSync('examples/four-cities.topo', 'utf8');
const elements = (topology: string) =>
  finishWeaknesses(startWeaknesses(topologyFromText(topology))).found.points.map(({ element }) => element);

test('says what another server of the group could carry', () => {
  expect(elements(text)).toEqual(['server SEA-EX01']);
});

test.each([
  [
    'one server with one connector',
    'routing group A { server A1 {}; smtp connector Out { bridgehead A1; address space * } }',
  ],
  [
    'a spare on the same server',
    `routing group A { server A1 { virtual server One on 10.0.0.1; virtual server Two on 10.0.0.2 }
       smtp connector Out { bridgehead A1/One; address space * }
       smtp connector Spare { bridgehead A1/Two; address space * cost 5 } }`,
  ],
  [
    'a hub with one server, which only a second one could help',
    `routing group Hub { server H1 {}; routing group connector HA to A { target A1 }; routing group connector HB to B { target B1 }
       smtp connector Out { bridgehead H1; address space * } }
     routing group A { server A1 { mailbox a@c.com }; routing group connector AH to Hub { target H1 } }
     routing group B { server B1 { mailbox b@c.com }; routing group connector BH to Hub { target H1 } }`,
  ],
  [
    'a second server that does not listen at port 25',
    `routing group A { server A1 {}; server A2 { virtual server V on all unassigned:2525 }
       smtp connector Out { bridgehead A1; address space * } }`,
  ],
])('says nothing where nothing in the topology could be done: %s', (_, topology) => {
  expect(elements(`organization C { domain c.com }\n${topology}`)).toEqual([]);
});

test('a second bridgehead removes a point, as its remedy says', () => {
  const [first] = finishWeaknesses(startWeaknesses(topologyFromText(text))).found.points;
  expect(first?.remedy).toContain("List SEA-MBX01 too as bridgehead of 'Internet Mail' and as target of");
  const mended = text
    .replaceAll('target SEA-EX01;', 'target SEA-EX01, SEA-MBX01;')
    .replaceAll('bridgehead SEA-EX01/Internet', 'bridgehead SEA-EX01/Internet, SEA-MBX01');
  expect(elements(mended)).not.toContain('server SEA-EX01');
});

test('is a slice at a time, keeps what was known until it is done, and takes over what cannot have changed', () => {
  const known = finishWeaknesses(startWeaknesses(topologyFromText(text)));
  const edited = startWeaknesses(topologyFromText(text.replace('server SEA-MBX01', 'server SEA-MBX02')), known);
  expect(edited.found).toBe(known.found);
  expect(edited.work).toBeDefined();
  expect(continueWeaknesses(edited, () => true).work).toBeDefined();
  const commented = startWeaknesses(topologyFromText(`# Cities.\n${text}`), known);
  expect(commented.work).toBeUndefined();
  expect(commented.found).toBe(known.found);
});
