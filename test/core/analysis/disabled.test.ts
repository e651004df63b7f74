// What is said of connectors that are disabled: nothing as if they were in use, and what is missed without them.

import { expect, test } from 'vitest';
import { diagnosticsOf } from './fixture.ts';

function findings(text: string): readonly string[] {
  const { diagnostics } = diagnosticsOf(new Map([['main.topo', text]]));
  return diagnostics.map(({ severity, code }) => `${severity} ${code}`);
}

const two = (connectorsOfA: string, connectorsOfB = '') => `organization C { domain c.com }
routing group A {
  server A1 { mailbox a*@c.com; virtual server V on all unassigned { smart host relay.example } }
  smtp connector Out { bridgehead A1; address space * }
  ${connectorsOfA}
}
routing group B {
  server B1 { mailbox b*@c.com; virtual server V on all unassigned { limit size 1MB }; virtual server W on all unassigned:26 }
  ${connectorsOfB}
}`;
const ab = 'routing group connector AB to B { bridgehead A1; target B1; cost 10 }';
const ba = 'routing group connector BA to A { bridgehead B1; target A1; cost 10 }';

/** Connectors with a mistake in them that only one in use can make. */
test.each([
  ['open-relay', 'smtp connector X { bridgehead A1; address space *; relay to these domains }'],
  ['tied-address-space', 'smtp connector X { bridgehead A1; address space * }'],
  ['parallel-connectors', 'routing group connector X to B { bridgehead A1; target B1; cost 10 }'],
  ['own-smart-host', 'smtp connector X { bridgehead A1; address space d.com; deliver through smart host A1 }'],
  ['foreign-host-between', 'smtp connector X { bridgehead A1; connect B; deliver through smart host mta.example }'],
  ['astray-connector', 'smtp connector X { bridgehead A1; connect B; deliver through smart host A1 }'],
  ['overridden-smart-host', 'smtp connector X { bridgehead A1; address space d.com; deliver through smart host mta.example }'], // prettier-ignore
  ['unchecked-senders', 'smtp connector X { bridgehead A1; address space d.com; accept from *@c.com }'],
  ['single-point-of-failure', 'smtp connector X { bridgehead A1; address space d.com }'],
  ['deaf-target', 'routing group connector X to B { bridgehead A1; target B1/W; cost 20 }'],
  ['undercut-limit', 'routing group connector X to B { bridgehead A1; target B1/V; cost 20; limit size 5MB }'],
])('%s is not told of', (code, connector) => {
  const found = findings(two(`${ab}\n${connector}`, ba));
  expect(found.filter((each) => each.endsWith(code))).not.toEqual([]);
  const without = findings(two(`${ab}\n${connector.replace(/ }$/, '; disabled }')}`, ba));
  expect(without.filter((each) => each.endsWith(code) && !findings(two(ab, ba)).includes(each))).toEqual([]);
});

test('a way that is disabled is none', () => {
  const off = ba.replace(/ }$/, '; disabled }');
  expect(findings(two(ab, off))).toEqual(expect.arrayContaining(['error no-way-out', 'warning stranded-mail']));
  const round = 'routing group connector BA2 to A { bridgehead B1; target A1; cost 20 }';
  expect(findings(two(ab, `${off}\n${round}`))).not.toContain('error no-way-out');
});

test('the only one for * is told of once, where it is disabled', () => {
  const text = `organization C { domain c.com }
routing group A {
  server A1 { mailbox *@c.com }
  smtp connector Out { bridgehead A1; address space *; disabled }
  smtp connector Part { bridgehead A1; address space d.com }
}`;
  expect(findings(text)).toEqual(['warning stranded-mail']);
});

test('what is wrong with it whether it is used or not stays told', () => {
  expect(findings(two(`${ab}\nsmtp connector X { bridgehead B1; address space d.com; disabled }`, ba))).toContain(
    'error foreign-bridgehead',
  );
});

test('no message can be in its queue', () => {
  const wait = 'test T { send from A1 to x@d.com; expect queue "X - d.com (SMTP Connector)" }';
  const on = `${two(`${ab}\nsmtp connector X { bridgehead A1; address space d.com }`, ba)}\n${wait}`;
  const off = on.replace('address space d.com }', 'address space d.com; disabled }');
  expect(findings(on)).not.toContain('error unknown-queue');
  expect(findings(off).some((each) => each.endsWith('unknown-queue'))).toBe(true);
});
