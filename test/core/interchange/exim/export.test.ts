import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportTopology } from '#core/interchange/export';
import { firstWay } from '#core/interchange/relay/first-way';
import { domainOf, wayText } from '#core/interchange/relay/host';
import { buildTopology } from '#core/model/build';
import { keyOf } from '#core/model/keys';
import { openProject } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { compileRouting } from '#core/routing/models';
import { parse } from '#core/syntax/parse';
import { expectAlways } from '../../../property.ts';
import { imported } from '../given-files.ts';
import { addressFor, dice, relayTopology } from '../relay-topologies.ts';
import { hostFrom, wayOf } from './exim-in-code.ts';

function topologyOf(text: string): Topology {
  return buildTopology(openProject('relays.topo', () => parse(text), (_, path) => path)); // prettier-ignore
}

function configurationOf(topology: Topology, server: string): string {
  const answer = exportTopology(topology, {
    target: 'exim',
    server,
    source: 'relays.topo',
    against: undefined,
    prune: false,
  });
  if (!answer.ok) throw new Error(answer.error);
  return answer.value.files.find(({ path }) => path === 'exim.conf')?.text ?? '';
}

/** Only lines of the section of routers. */
function routersIn(configuration: string): string {
  return configuration.slice(
    configuration.indexOf('begin routers\n') + 'begin routers\n\n'.length,
    configuration.indexOf('begin transports'),
  );
}

const branch = topologyOf(`organization Farm {
  domain farm.example, barn.example
}
routing group branch {
  server branch {
    address 10.50.0.1
    virtual server smtp on 10.50.0.1 { fqdn mx.branch.example; limit size 20MB; retry 15m, 15m, then 1h; expire 2d }
    mailbox *@farm.example, anna@barn.example
  }
  smtp connector Partners {
    bridgehead branch
    address space *.partner.example, partner.example
    scope routing group
    deliver through smart host [10.51.0.1], [2001:db8::1]:587
  }
  smtp connector "By name" { bridgehead branch; address space a.partner.example; deliver through dns; limit size 1MB }
  smtp connector Spare { bridgehead branch; address space * cost 10; deliver through dns }
  smtp connector All { bridgehead branch; address space *; deliver through smart host relay.example.net:2525 }
  smtp connector Hub { bridgehead branch; connect hub; deliver through smart host hub.farm.example }
}
routing group hub {
  server hub { virtual server smtp on all unassigned { fqdn hub.farm.example }; mailbox *@barn.example }
}
`);

describe('one server', () => {
  test('its routers ask for what is closest first', () => {
    expect(routersIn(configurationOf(branch, 'branch'))).toBe(`here_users:
  domains = barn.example
  local_parts = anna
  driver = accept
  transport = local_delivery

hub:
  domains = barn.example
  driver = manualroute
  transport = remote_smtp
  route_list = barn.example hub.farm.example byname
  host_find_failed = defer

partners:
  domains = partner.example
  driver = manualroute
  transport = remote_smtp
  route_list = partner.example "10.51.0.1 : [2001::db8::::1]::587" byname
  host_find_failed = defer

by_name:
  domains = a.partner.example
  driver = dnslookup
  transport = remote_smtp
  no_more

partners_2:
  domains = ! +local_domains : *.partner.example
  driver = manualroute
  transport = remote_smtp
  route_list = *.partner.example "10.51.0.1 : [2001::db8::::1]::587" byname
  host_find_failed = defer

all:
  domains = ! +local_domains
  driver = manualroute
  transport = remote_smtp
  route_list = * relay.example.net::2525 byname
  host_find_failed = defer
  no_more

local_mail:
  driver = accept
  domains = +local_domains
  transport = local_delivery

`);
  });

  test('its name, where it listens, its limits and when it tries again', () => {
    const text = configurationOf(branch, 'branch');
    for (const line of [
      'primary_hostname = mx.branch.example',
      'domainlist local_domains = farm.example',
      'domainlist relay_to_domains = barn.example',
      'local_interfaces = <; 127.0.0.1 ; 10.50.0.1',
      'message_size_limit = 20971520',
      '* * F,1800s,900s; F,172800s,3600s',
    ]) {
      expect(text.split('\n')).toContain(line);
    }
  });

  test('what is left out stands at its head', () => {
    const text = configurationOf(branch, 'branch');
    expect(text).toContain('#   connector "By name": Its size limit: Exim has one for all mail.');
    expect(text).toContain(
      '#   connector Spare: No mail of this server goes by it while nothing fails, and Exim knows no second way.',
    );
  });

  test('mail that no connector takes is returned, and that for nobody here', () => {
    const text = routersIn(configurationOf(branch, 'hub'));
    expect(text).toContain('data = :fail: 5.4.4 no connector matches');
    expect(text).toContain('allow_fail');
  });

  test('mail for a mailbox on another server of its site goes to that server, and not where DNS says', () => {
    const site = topologyOf(`organization Contoso { model exchange-2013; domain contoso.com }
site Lyon {
  server LYO1 { mailbox anna@contoso.com }
  server LYO2 { mailbox bert@contoso.com; address 10.0.0.2 }
}
`);
    expect(routersIn(configurationOf(site, 'LYO1'))).toContain(`
  domains = contoso.com
  local_parts = bert
  driver = manualroute
  transport = remote_smtp
  route_list = * 10.0.0.2 byname
`);
  });
});

/** Some seeds, the same each time. */
function seedsFrom(seed: number, count: number): readonly number[] {
  const random = dice(seed);
  return Array.from({ length: count }, () => Math.floor(random() * 1_000_000));
}

test('Exim does with its configuration what the routes of any topology say, and it reads back the same', async () => {
  const cases: {
    readonly address: string;
    readonly server: string;
    readonly seed: number;
    readonly ours: string;
    readonly exim: string;
  }[] = [];
  const some = seedsFrom(7, 25);
  for (const seed of some) {
    const made = relayTopology(seed, { withDns: true });
    const topology = topologyOf(made.text);
    const routing = compileRouting(topology);
    const random = dice(seed);
    for (const server of topology.servers) {
      const host = await hostFrom(configurationOf(topology, server.name));
      for (let count = 0; count < 40; count++) {
        const address = addressFor(made, random);
        const ours = wayText(firstWay(routing, server, address).way);
        cases.push({ address, server: server.name, seed, ours, exim: wayOf(host, address) });
      }
    }
  }
  expect(cases.filter(({ ours, exim }) => ours !== exim)).toEqual([]);
  expect(cases.length).toBeGreaterThan(1000);
});

test('export and import again give the same first hops, but for what the report tells', async () => {
  let same = 0;
  const differing: string[] = [];
  for (const seed of seedsFrom(11, 15)) {
    const made = relayTopology(seed, { withDns: true });
    const topology = topologyOf(made.text);
    const before = compileRouting(topology);
    const files = topology.servers.map(({ name }) => [`${name}/exim.conf`, configurationOf(topology, name)] as const);
    const { text, report } = await imported(Object.fromEntries(files));
    const again = topologyOf(text);
    const after = compileRouting(again);
    const told = report.entries.filter((entry) => entry.class === 'differs').map((entry) => entry.text);
    const isTold = (domain: string) => told.some((each) => each.startsWith(`Mail for ${domain} goes `));
    const random = dice(seed);
    for (const server of topology.servers) {
      const there = again.serverByKey.get(keyOf(server.name));
      if (there === undefined) throw new Error(`${server.name} is gone.`);
      for (let count = 0; count < 30; count++) {
        const address = addressFor(made, random);
        const [first, second] = [before, after].map((routing, at) =>
          wayText(firstWay(routing, at === 0 ? server : there, address).way),
        );
        if (first === second) same++;
        else if (!isTold(domainOf(address)))
          differing.push(`${String(seed)} ${server.name} ${address}: ${first ?? ''}, then ${second ?? ''}`);
      }
    }
  }
  expect(differing).toEqual([]);
  expect(same).toBeGreaterThan(1000);
});

test('names of any text make a configuration of whole lines', () => {
  expectAlways(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }), (name) => {
      const quoted = name.replace(/["\\]/g, '\\$&');
      const topology = topologyOf(
        `routing group g {\n server s\n smtp connector "${quoted}" { bridgehead s; address space *; deliver through smart host [10.0.0.1] }\n}\n`,
      );
      if (topology.connectors.length !== 1) return;
      const answer = exportTopology(topology, {
        target: 'exim',
        server: 's',
        source: 'x.topo',
        against: undefined,
        prune: false,
      });
      if (!answer.ok) return;
      const text = answer.value.files[0]?.text ?? '';
      expect(routersIn(text)).toMatch(/^[a-z0-9_]+:\n {2}domains = ! \+local_domains\n {2}driver = manualroute\n/);
    }),
  );
});
