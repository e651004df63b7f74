import { expect, test } from 'vitest';
import { analyzeFailures } from '#core/failure/analyze-failures';
import { readDown } from '#core/routing/message/test-message';
import { compileRouting } from '#core/routing/models';
import type { FailuresAnswer } from '#core/protocol/requests';
import { describeFailures } from '../../server/features/failures.ts';
import { topologyFromText } from '../core/routing/topology-in-text.ts';
import { id } from '../element-id.ts';

const oneWay = `
routing group Seattle {
  server SEA { mailbox *@seattle.example }
  routing group connector There to London { bridgehead SEA; target LON }
  smtp connector Fax { bridgehead SEA; address space * cost 1; deliver through smart host RELAY }
  smtp connector Spare { bridgehead SEA; address space * cost 9; deliver through smart host RELAY }
}
routing group London {
  server LON { mailbox *@london.example }
}
`;

function described(text: string, down: readonly string[] = []): FailuresAnswer {
  const routing = compileRouting(topologyFromText(text));
  const off = readDown(down, routing.topology);
  if (!off.ok) throw new Error(off.error);
  const report = finished(analyzeFailures(routing, { down: off.value }));
  return finished(describeFailures(report, routing, { root: 'file:///a.topo', version: 1, down: down.map(id) }));
}

function finished<T>(work: Generator<unknown, T>): T {
  for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value;
}

test('mail that is not delivered though nothing fails is told', () => {
  const { ways, noWay } = described(oneWay);
  expect(noWay).toEqual({
    count: 2,
    first: [
      { from: 'London', to: 'Seattle', reason: expect.stringMatching(/^[A-Z].*\.$/) },
      { from: 'London', to: 'SMTP:*', reason: expect.stringMatching(/^[A-Z].*\.$/) },
    ],
  });
  expect(ways).toBe(4);
});

test('connectors that carry something only when something fails are told', () => {
  const bypass = oneWay.replace(
    'There to London { bridgehead SEA; target LON }',
    `There to London { bridgehead SEA; target LON }
    server SEA2 { }
    routing group connector Bypass to London { bridgehead SEA2; target LON; cost 5 }`,
  );
  expect(described(bypass).spare).toContain('connector Bypass');
  expect(described(bypass, ['connector Fax']).spare).toEqual([]);
});

test('a topology without ways has none', () => {
  expect(described('organization Contoso { }')).toMatchObject({ ways: 0, noWay: { count: 0 } });
  expect(described('routing group A { server S { } }')).toMatchObject({ ways: 0, noWay: { count: 0 } });
});

test('a maintenance blames no connector that it switched off, and no pair of groups that it parted', () => {
  expect(described(oneWay).asymmetric.count).toBe(1);
  const both = described(oneWay, ['connector There']);
  expect(both.unused).toEqual([]);
  expect(both.asymmetric.count).toBe(0);
  expect(both.maintenance?.stranded).toEqual([{ from: 'Seattle', to: 'London' }]);
});

test('what a maintenance strands is told in the order of the text', () => {
  const { maintenance } = described(oneWay, ['server LON']);
  expect(maintenance?.stranded).toEqual([
    { from: 'Seattle', to: 'London' },
    { from: 'London', to: 'London' },
  ]);
  const both = described(oneWay, ['server SEA', 'server LON']);
  expect(both.maintenance?.stranded.map(({ from, to }) => `${from} ${to}`)).toEqual([
    'Seattle Seattle',
    'Seattle London',
    'Seattle SMTP:*',
    'London London',
  ]);
});
