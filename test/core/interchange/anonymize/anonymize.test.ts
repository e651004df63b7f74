// Other names, the same routes: nothing that tells whose a topology is, and nothing that changes what it does.

import { readdirSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { check } from '#core/analysis/check';
import { anonymize } from '#core/interchange/anonymize/anonymize';
import type { Side } from '#core/interchange/drift/objects';
import { keyOf } from '#core/model/keys';
import { compileRouting } from '#core/routing/models';
import { finishTests, startTests } from '#core/testing/test-run';
import { finishWeaknesses, startWeaknesses } from '#core/weaknesses/weakness-run';
import { expectAlways } from '../../../property.ts';
import { layout, models, written } from '../drift/arbitrary.ts';
import { side, sideOf } from '../drift/sides.ts';

function anonymous(...texts: readonly string[]): readonly string[] {
  const answer = anonymize(texts.map((text) => side(text).project));
  if (!answer.ok) throw new Error(answer.error);
  return answer.value;
}

/** What mail does, with things by their place in the text and not by name. */
function flow({ topology }: Side) {
  const servers = topology.servers.map(({ key }) => key);
  const connectors = topology.connectors.map(({ key }) => key);
  const groups = topology.routingGroups.map(({ key }) => key);
  const at = (keys: readonly string[], name: string | null) => (name === null ? null : keys.indexOf(keyOf(name)));
  const routing = compileRouting(topology);
  return topology.tests.map(({ send, down }) => {
    if (send === undefined) return undefined;
    const { outcome, cost, hops, code, tie } = routing.route(send, down) as ReturnType<typeof routing.route> & { code?: unknown; tie?: readonly string[] }; // prettier-ignore
    return {
      outcome,
      cost,
      code,
      tie: tie?.map((name) => at(connectors, name)),
      hops: hops.map((hop) => [at(servers, hop.server), at(connectors, hop.connector), at(groups, hop.routingGroup)]),
    };
  });
}

/** Codes in the order of the text, and what came of tests. */
function findings({ project, topology }: Side): readonly string[] {
  const tests = finishTests(startTests(topology));
  const { found: weaknesses } = finishWeaknesses(startWeaknesses(topology));
  return check(project, topology, undefined, { tests, weaknesses }).diagnostics.map(({ code }) => code);
}

const recipients = ['post@a.com', 'anna@a.com', 'x@b.com', 'x@anchor.example', 'x@fabrikam.com', 'x@eu.fabrikam.com', 'x@adatum.org']; // prettier-ignore

describe.each(models)('of $name', ({ blocks, from }) => {
  const tests = from.flatMap((server) =>
    recipients.map((to, at) => ({
      head: `test T${String(at)}${server}`,
      inside: [`send from ${server} to ${to} sender ${at % 2 === 0 ? 'boss@a.com' : 'someone@c.com'}`],
    })),
  );
  test('mail goes as before, and the same is said of the topology', () => {
    expectAlways(
      fc.property(blocks, layout, (declared, by) => {
        const own = side(written([...declared, ...tests], by));
        const other = side(anonymous(written([...declared, ...tests], by))[0] ?? '');
        expect(flow(other)).toEqual(flow(own));
        expect(findings(other)).toEqual(findings(own));
      }),
      { runs: 40 },
    );
  });
});

const examples = readdirSync('examples').filter((name) => name.endsWith('.topo'));

test.each(examples)('%s is another organization with the same mail flow', (name) => {
  const text = readFileSync(`examples/${name}`, 'utf8');
  const [other = ''] = anonymous(text);
  expect(flow(side(other))).toEqual(flow(side(text)));
  expect(findings(side(other))).toEqual(findings(side(text)));
});

const secrets = `# Zebra Ltd., Quagga Street
organization Zebra {
  domain zebra.example, *.quagga.example
  contact okapi@zebra.example at okapi@gnu.zebra.example
  mail exchanger mx.ibex.example for quagga.example
}
# The office of Mr. Oryx.
routing group Oryx {
  server ELAND {
    address 10.17.0.10, [2001:db8:17::10]
    # bridgehead-disable-next-line no-listener: Mr. Kudu wants it so
    virtual server Kudu on 10.17.0.10:2525 { fqdn eland.zebra.example; relay 10.17.0.0/16, 203.0.113.77 }
    mailbox dikdik@zebra.example, di*@zebra.example, FAX:+4930123456
  }
  smtp connector "To Bongo" {
    bridgehead ELAND/Kudu
    address space *.bongo.example, X400:"c=US;a= ;p=Sitatunga"
    deliver through smart host relay.nyala.example, [203.0.113.99]
    accept from senders Topi
  }
}
senders Topi { member *@gnu.zebra.example }
host relay.nyala.example { accepts bongo.example; forwards unresolved to ELAND }
test "Impala goes" { send from ELAND to x@bongo.example sender dikdik@zebra.example; expect queue "To Bongo - relay.nyala.example (SMTP Connector)" }
scenario Gerenuk { at 5m down host relay.nyala.example, server ELAND; at 6m freeze queue "To Bongo - relay.nyala.example (SMTP Connector)" }
`;

test('nothing of what was there is left', () => {
  const [text = ''] = anonymous(secrets);
  const words = ['zebra', 'quagga', 'okapi', 'gnu', 'ibex', 'oryx', 'eland', 'kudu', 'dikdik', 'di\\*', 'bongo', 'sitatunga', 'nyala', 'topi', 'impala', 'gerenuk', '10\\.17\\.', 'db8:17:', '203\\.0\\.113\\.77', '203\\.0\\.113\\.99', '4930123456']; // prettier-ignore
  expect(words.filter((word) => new RegExp(word, 'i').test(text))).toEqual([]);
  expect(text).toContain('# bridgehead-disable-next-line no-listener: as before');
  expect(flow(side(text))).toEqual(flow(side(secrets)));
  expect(findings(side(text))).toEqual(findings(side(secrets)));
});

test('what belongs together still does', () => {
  const [text = ''] = anonymous(
    'organization O { domain contoso.com }\nrouting group G {\n  server LON { address 10.1.0.5; virtual server V on 10.1.0.5 { fqdn lon.contoso.com; relay 10.1.0.0/16, 192.168.3.0/24 } }\n  smtp connector C { bridgehead LON; address space *.eu.contoso.com, *.contoso.com; deliver through smart host lon.contoso.com, LON, [10.1.0.5], [10.1.7.7] }\n}\n',
  );
  const [, server] = /server (\S+)/.exec(text) ?? [];
  const [, own, other] = /domain ((\S+)\.\S+)/.exec(text) ?? [];
  expect(other).toBeDefined();
  expect(text).toContain(`fqdn ${String(server)}.${String(own)}`);
  expect(text).toMatch(new RegExp(`smart host ${String(server)}\\.${String(own)}, ${String(server)}, \\[(10\\.\\d+)\\.0\\.5\\], \\[\\1\\.7\\.7\\]`)); // prettier-ignore
  expect(text).toMatch(new RegExp(`\\*\\.\\S+\\.${String(own)}, \\*\\.${String(own)};`));
  expect(text).toMatch(/relay 10\.(\d+)\.0\.0\/16, 192\.168\.\d+\.0\/24/);
});

test('what setup calls so keeps its words', () => {
  const [text] = anonymous(
    'organization O { model exchange-2013 }\nsite S { server A { receive connector "Default Frontend A" on all available; database "Mailbox Database A" { } }\nedge server E { } }\nsend connector "EdgeSync - S to Internet" { source E }\n',
  );
  expect(text).toMatch(/"Default Frontend server-\d"/);
  expect(text).toMatch(/"Mailbox Database server-\d"/);
  expect(text).toMatch(/"EdgeSync - group-1 to Internet"/);
});

test('files of several topologies have the same names for the same things, and includes are in them', () => {
  const first = sideOf({
    'a.topo': 'include "b.topo"\n\norganization O { }\n',
    'b.topo': 'routing group Zebra { server A { } }\n',
  });
  const answer = anonymize([first.project, side('routing group Yak { }\nrouting group Zebra { }\n').project]);
  expect(answer).toEqual({
    ok: true,
    value: [
      'organization organization-1 {}\n\nrouting group group-2 { server server-1 {} }\n',
      'routing group group-1 {}\nrouting group group-2 {}\n',
    ],
  });
});

test('a topology with faults is refused, as they could hold anything', () => {
  const faulty = sideOf({ 'a.topo': 'include "none.topo"\n' });
  expect(anonymize([faulty.project])).toMatchObject({ ok: false, error: expect.stringContaining('a.topo has errors') });
});
