// What a remedy names is what would help: nothing that has no part in what is stranded, and no server that cannot help.

import { expect, test } from 'vitest';
import { adviceOf, analyzeFailures } from '#core/failure/analyze-failures';
import { compileRouting } from '#core/routing/models';
import { topologyFromText } from '../routing/topology-in-text.ts';

function remedyOf(element: string, text: string): string | undefined {
  const work = analyzeFailures(compileRouting(topologyFromText(text)));
  for (let step = work.next(); ; step = work.next()) {
    if (step.done !== true) continue;
    const point = step.value.singlePoints.find((each) => each.element === element);
    return point === undefined ? undefined : adviceOf(point.remedy);
  }
}

const from = (rest: string, members = 'server A1 {}') => `organization C { domain c.com }
  routing group A { ${members}; ${rest} }
`;

test('mail that arrives at a master needs another kind of connector (§13.11)', () => {
  const text = `${from('smtp connector "A to B" { bridgehead A1; connect B cost 1 }')}
    routing group B { server B1 {}; server B2 { mailbox *@c.com } }`;
  expect(remedyOf('server B1', text)).toBe(
    "Mail by 'A to B' arrives at it alone: use a routing group connector, which can have several targets.",
  );
});

test('mail that arrives at a smart host of the group needs a second one (§13.11)', () => {
  const text = `${from('smtp connector "A to B" { bridgehead A1; connect B cost 1; deliver through smart host B2.c.com }')}
    routing group B { server B1 { mailbox *@c.com }; server B2 {} }`;
  expect(remedyOf('server B2', text)).toBe("Name a second server of its group as smart host of 'A to B'.");
});

test('the remote host of an X.400 connector cannot have a second one', () => {
  const text = `${from('x400 connector "A to B" { bridgehead A1; connect B cost 1; remote B2 }')}
    routing group B { server B1 { mailbox *@c.com }; server B2 {} }`;
  expect(remedyOf('server B2', text)).toBe(
    "Mail by 'A to B' arrives at it alone: use a routing group connector, which can have several targets.",
  );
});

test('a server that does not listen at port 25 cannot take its part [BPA-PORT]', () => {
  const target = (spare: string) => `${from('routing group connector "A to B" to B { target B1 }')}
    routing group B { server B1 {}; server B2 { ${spare}; mailbox *@c.com }; server B3 { ${spare} } }`;
  expect(remedyOf('server B1', target('virtual server V on all unassigned'))).toBe(
    "List B2 too as target of 'A to B'.",
  );
  const odd = 'virtual server V on all unassigned:2525';
  const listening = `${from('routing group connector "A to B" to B { target B1 }')}
    routing group B { server B1 { mailbox *@c.com }; server B2 { ${odd} } }`;
  expect(remedyOf('server B1', listening)).toBe(
    'Its mailboxes are on no other server: only a cluster keeps them in reach.',
  );
});

test('roles without a part in what is stranded are not named', () => {
  const text = `${from(
    `smtp connector Out { bridgehead A1; address space * cost 1 }
     smtp connector Spare { bridgehead A2; address space * cost 5 }`,
    'server A1 { mailbox one@c.com }; server A2 {}',
  )}
    routing group B { server B1 {}; routing group connector "B to A" to A { target A1, A2 } }`;
  expect(remedyOf('server A1', text)).toBe('Its mailboxes are on no other server: only a cluster keeps them in reach.');
});
