// Relay farms and meshes as they are imported: each host is a routing group, and scoped SMTP connectors hand its mail on. What
// is said of ways that are missing is what routing does with mail that somebody can send, and nothing else.

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { compileRouting } from '#core/routing/models';
import { expectAlways } from '../../property.ts';
import { send } from '../routing/topology-in-code.ts';
import { topologyFromText } from '../routing/topology-in-text.ts';
import { diagnosticsOf } from './fixture.ts';

/** A host: whom it hands the mail of its users' domains to, and whom all other mail, by DNS where that is nobody. */
interface Relay {
  readonly name: string;
  readonly hasMailboxes: boolean;
  readonly connects: readonly string[];
  readonly out: string | undefined;
}

function textOf(relays: readonly Relay[]): string {
  const domains = relays.filter(({ hasMailboxes }) => hasMailboxes).map(({ name }) => `${name}.users.example`);
  return [`organization Farm { domain farm.example${domains.map((each) => `, ${each}`).join('')} }`, ...relays.map(groupOf)].join('\n'); // prettier-ignore
}

function groupOf({ name, hasMailboxes, connects, out }: Relay): string {
  const mailbox = hasMailboxes ? `mailbox *@${name}.users.example` : '';
  const through = out === undefined ? 'dns' : `smart host ${out}.farm.example`;
  return `routing group ${name} {
  server ${name} { virtual server smtpd on all unassigned { fqdn ${name}.farm.example }; ${mailbox} }
  ${connects.map((to) => connector(`${name} to ${to}`, name, `connect ${to} cost 1`, `smart host ${to}.farm.example`)).join('\n  ')}
  ${connector(`${name} other`, name, 'address space * cost 1', through)}
}`;
}

function connector(called: string, by: string, what: string, through: string): string {
  return `smtp connector "${called}" { bridgehead ${by}; ${what}; scope routing group; deliver through ${through} }`;
}

const relay = (name: string, connects: readonly string[], out: string | undefined): Relay => {
  return { name, hasMailboxes: false, connects, out };
};
const store = (name: string, connects: readonly string[], out: string | undefined): Relay => {
  return { name, hasMailboxes: true, connects, out };
};
const thirty = (make: (name: string, i: number) => Relay) => Array.from({ length: 30 }, (_, i) => make(`mx${i}`, i));

const sound: Readonly<Record<string, readonly Relay[]>> = {
  'thirty gateways, a store, a way out': [
    ...thirty((name) => relay(name, ['store'], 'out')),
    store('store', [], 'out'),
    relay('out', [], undefined),
  ],
  'three stores that reach one another, two ways out': [
    ...thirty((name, i) => relay(name, ['s1', 's2', 's3'], `out${i % 2}`)),
    store('s1', ['s2', 's3'], 'out0'),
    store('s2', ['s1', 's3'], 'out1'),
    store('s3', ['s1', 's2'], undefined),
    relay('out0', [], undefined),
    relay('out1', [], undefined),
  ],
  'a filter between': [
    ...thirty((name) => relay(name, ['filter'], 'filter')),
    relay('filter', ['store'], 'out'),
    store('store', [], 'out'),
    relay('out', [], undefined),
  ],
  'stores that hand each other mail by a hub': [
    relay('hub', thirtyStores(), 'out'),
    ...thirtyStores().map((name) => store(name, ['hub'], 'hub')),
    relay('out', [], undefined),
  ],
  'gateways that deliver by themselves': [
    ...thirty((name) => relay(name, ['store'], undefined)),
    store('store', [], 'mx0'),
  ],
};

function thirtyStores(): readonly string[] {
  return Array.from({ length: 30 }, (_, i) => `s${i}`);
}

const about = ['no-way-out', 'unreachable-group', 'one-way-connector', 'no-catch-all', 'stranded-mail'];

function findings(text: string): readonly string[] {
  const { diagnostics } = diagnosticsOf(new Map([['main.topo', text]]));
  return diagnostics
    .filter(({ code, severity }) => about.includes(code) || severity === 'error')
    .map(({ code }) => code);
}

test.each(Object.entries(sound))('%s: nothing is wrong', (_, relays) => {
  expect(findings(textOf(relays))).toEqual([]);
});

test('a gateway that nobody gave a way in is told of, where it stands', () => {
  const relays = [
    relay('mx1', ['store'], 'out'),
    relay('mx2', [], 'out'),
    store('store', [], 'out'),
    relay('out', [], undefined),
  ];
  const { diagnostics } = diagnosticsOf(new Map([['main.topo', textOf(relays)]]));
  expect(diagnostics.map(({ message }) => message)).toEqual([
    'No mail gets from mx2 to store, as no connector leads there. Add a routing group connector.',
  ]);
});

test('a store without a way to another one is told of', () => {
  const relays = [relay('mx', ['s1', 's2'], undefined), store('s1', ['s2'], undefined), store('s2', ['s1'], undefined)];
  expect(findings(textOf(relays))).toEqual([]);
  const cut = [relay('mx', ['s1', 's2'], undefined), store('s1', ['s2'], undefined), store('s2', [], undefined)];
  expect(findings(textOf(cut))).toEqual(['no-way-out']);
});

const names = ['h0', 'h1', 'h2', 'h3', 'h4', 'h5'];
const farm = fc
  .array(
    fc.record({
      hasMailboxes: fc.boolean(),
      connects: fc.subarray(names, { maxLength: 3 }),
      out: fc.option(fc.constantFrom(...names), { nil: undefined }),
    }),
    { minLength: 2, maxLength: names.length },
  )
  .map((relays) =>
    relays.map(({ connects, out, ...rest }, i): Relay => {
      const others = names.slice(0, relays.length).filter((_, other) => other !== i);
      const own = out !== undefined && others.includes(out) ? out : undefined;
      return { ...rest, name: `h${i}`, connects: connects.filter((to) => others.includes(to)), out: own };
    }),
  );

test('is said exactly where routing returns mail that somebody can send', () => {
  expectAlways(
    fc.property(farm, (relays) => {
      fc.pre(relays.some(({ hasMailboxes }) => hasMailboxes));
      const text = textOf(relays);
      const routing = compileRouting(topologyFromText(text));
      const isHanded = ({ name }: Relay) => relays.some(({ connects, out }) => connects.includes(name) || out === name);
      const isEnd = (each: Relay) => each.connects.length === 0 && relays.some(({ connects }) => connects.includes(each.name)); // prettier-ignore
      const sending = relays.filter((each) => each.hasMailboxes || isEnd(each) || !isHanded(each));
      const returns = sending.some(({ name: from }) =>
        relays.some(({ name: to, hasMailboxes }) => {
          if (!hasMailboxes || to === from) return false;
          return routing.route(send(from, `x@${to}.users.example`), []).outcome === 'undeliverable';
        }),
      );
      const said = findings(text).filter((code) => code === 'no-way-out' || code === 'unreachable-group');
      // To a group without mailboxes that a way ends in nobody can send a test message, so what is said of it is not asked.
      if (returns || !relays.some((each) => isEnd(each) && !each.hasMailboxes)) expect(said.length > 0).toBe(returns);
    }),
    { runs: 60 },
  );
});
