// What holds of every organization of 2003: its entries give its routes, in any order, from files of any kind.

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Connector, Topology, VirtualServerReference } from '#core/model/topology';
import type { Route } from '#core/routing/route';
import { compileRouting } from '#core/routing/models';
import { expectAlwaysAsync } from '../../../property.ts';
import { open } from '../../model/open.ts';
import { message, soundTopology } from '../../routing/arbitrary.ts';
import { topologyOf } from '../../routing/topology-in-code.ts';
import { file, imported } from './importing.ts';
import {
  asCsv,
  asLdif,
  group,
  groupConnector,
  organization,
  person,
  policy,
  server,
  smtpConnector,
  virtualServer,
  virtualServerDn,
  type DirectoryEntry,
} from './ldif-of.ts';

const byName = <T extends { readonly name: string }>(items: readonly T[]) =>
  items.toSorted((a, b) => (a.name.toLowerCase() < b.name.toLowerCase() ? -1 : 1));

/** The same without what the directory does not hold. */
function asInDirectory(topology: Topology): Topology {
  const servers = byName(topology.servers).map((each) => ({
    ...each,
    checkConnectorRestrictions: false,
    suppressLinkStateChanges: false,
    virtualServers: each.virtualServers.map((one) => ({ ...one, stopped: false })),
  }));
  const connectors = byName(topology.connectors).map((each) => ({
    ...each,
    disabled: false,
    limitSizeBytes: each.limitSizeBytes === Infinity ? Infinity : 1024,
    ...(each.kind === 'smtp connector' ? { connects: [] } : {}),
  }));
  const names = topology.routingGroups.map(({ name }) => name).toSorted();
  return topologyOf(servers, connectors, topology.organization, names, topology.mailSystems);
}

function entriesOf(topology: Topology): DirectoryEntry[] {
  const shared = topology.organization.domains.filter((each) => each.shared).map(({ domain }) => `smtp:@${domain}`);
  const gatewayProxy = topology.organization.domains.map(({ domain }) => `smtp:@${domain}`);
  const nameOf = (key: string) => topology.routingGroups.find((each) => each.key === key)?.name ?? '';
  return [
    organization(),
    policy({ gatewayProxy, ...(shared.length > 0 && { msExchNonAuthoritativeDomains: shared }) }),
    person('Boss', 'boss@g1.com'),
    ...topology.routingGroups.map(({ name }) => group(name)),
    ...topology.servers.flatMap((each) => [
      server(each.name, nameOf(each.group)),
      ...each.virtualServers.map(({ name, smartHosts, attemptDirectDelivery, hopLimit }) =>
        virtualServer(each.name, 1, {
          adminDisplayName: name,
          msExchSmtpMaxHopCount: hopLimit,
          msExchSmtpSmartHostType: smartHosts.length === 0 ? 0 : attemptDirectDelivery ? 1 : 2,
          ...(smartHosts.length > 0 && { msExchSmtpSmartHost: smartHosts.map(({ text }) => text).join(';') }),
        }),
      ),
    ]),
    ...topology.connectors.flatMap((each) => entryOf(each, nameOf(each.group)) ?? []),
  ];
}

function entryOf(connector: Connector, inGroup: string): DirectoryEntry | undefined {
  const dns = (references: readonly VirtualServerReference[]) =>
    references.map((each) => virtualServerDn(each.server.name));
  const { name, bridgeheads, limitSizeBytes, acceptFrom } = connector;
  const common = {
    ...(bridgeheads !== 'any' && { msExchSourceBridgeheadServersDN: dns(bridgeheads) }),
    ...(limitSizeBytes !== Infinity && { delivContLength: limitSizeBytes / 1024 }),
    ...(acceptFrom.length > 0 && { authOrig: person('Boss', '').dn }),
  };
  if (connector.kind === 'routing group connector') {
    const cost = connector.connects[0]?.cost ?? 1;
    return groupConnector(name, inGroup, { ...common, cost, msExchTargetBridgeheadServersDN: dns(connector.targets) });
  }
  if (connector.kind !== 'smtp connector') return undefined;
  const { addressSpaces, scope, delivery } = connector;
  const local = scope === 'routing group' ? 'Local:' : '';
  return smtpConnector(name, inGroup, {
    ...common,
    routingList: addressSpaces.map((each) => `${local}SMTP:${each.pattern};${String(each.cost)}`),
    ...(delivery.kind === 'smart host' && { msExchSmtpSmartHost: delivery.hosts.map(({ text }) => text).join(',') }),
  });
}

/** What was imported, with what the directory does not hold as the original has it. */
function completed(text: string, original: Topology): Topology {
  const read = open(text).topology;
  const servers = read.servers.map((each) => {
    const before = original.servers.find(({ key }) => key === each.key);
    return { ...each, mailboxes: before?.mailboxes ?? [] };
  });
  const names = read.routingGroups.map(({ name }) => name);
  const all = { ...original.organization, domains: read.organization.domains };
  return topologyOf(servers, read.connectors, all, names, original.mailSystems);
}

const directory = soundTopology.map(asInDirectory);

describe('an organization of 2003', () => {
  it('has the same routes when its entries are imported', async () => {
    await expectAlwaysAsync(
      fc.asyncProperty(directory, fc.array(message, { minLength: 3, maxLength: 6 }), async (original, sent) => {
        const { text, report } = await imported(file('e.ldf', asLdif(entriesOf(original))));
        expect(report.counts.dropped).toBe(0);
        const [before, after] = [compileRouting(original), compileRouting(completed(text, original))];
        for (const each of sent) expect(inShort(after.route(each, []))).toEqual(inShort(before.route(each, [])));
      }),
      { runs: 60 },
    );
  });

  it('is the same text in any order of entries, values and files, as ldifde and csvde write them', async () => {
    const dice = fc.array(fc.nat(), { minLength: 400, maxLength: 400 });
    await expectAlwaysAsync(
      fc.asyncProperty(directory, dice, async (original, numbers) => {
        const entries = entriesOf(original);
        const mixed = shuffled(entries, numbers).map((each) => ({
          ...each,
          attributes: Object.fromEntries(
            shuffled(Object.entries(each.attributes), numbers).map(([name, value]) => [
              name,
              Array.isArray(value) ? shuffled(value as readonly string[], numbers) : value,
            ]),
          ),
        }));
        const half = Math.floor(mixed.length / 2);
        const { text } = await imported(file('e.ldf', asLdif(entries)));
        const pieces = await imported(
          file('b.ldf', asLdif(mixed.slice(0, half))),
          file('a.csv', asCsv(mixed.slice(half))),
        );
        expect(pieces.text).toBe(text);
      }),
      { runs: 30 },
    );
  });

  it('keeps names of any characters on one line, in quotation marks', async () => {
    const odd = fc.constantFrom(...'"\\}{#;,+=<>\n\r\u2028\u202e\ufffd \u0085');
    const unit = fc.oneof(odd, fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }));
    const name = fc.string({ unit, minLength: 1, maxLength: 300 });
    await expectAlwaysAsync(
      fc.asyncProperty(name, async (each) => {
        const via = { msExchSourceBridgeheadServersDN: virtualServerDn(each) };
        const entries = [
          group(each),
          server(each, each),
          virtualServer(each, 1, { adminDisplayName: each }),
          smtpConnector(each, each, { ...via, routingList: 'SMTP:*;1', adminDescription: each }),
        ];
        const { text } = await imported(file('e.ldf', asLdif(entries)));
        const { topology } = open(text);
        expect([topology.servers.length, topology.connectors.length, topology.routingGroups.length]).toEqual([1, 1, 1]);
      }),
    );
  });
});

/** Where mail goes, without the words. */
function inShort({ outcome, status, connectors, cost, nextHop, queue }: Route) {
  return { outcome, status, connectors, cost, nextHop, queue };
}

function shuffled<T>(items: readonly T[], numbers: readonly number[]): T[] {
  return items
    .map((item, at) => ({ item, key: numbers[at % numbers.length] ?? 0 }))
    .sort((a, b) => a.key - b.key)
    .map(({ item }) => item);
}

it('imports what an attacker wrote as names, and nothing else', async () => {
  const evil = 'x"\n}\nserver EVIL { mailbox *@tailspin.example }\n#\u202e';
  const entries = [
    organization(),
    group(evil),
    smtpConnector('Out', evil, { adminDescription: evil, routingList: 'SMTP:*;1' }),
  ];
  const { text } = await imported(file('e.ldf', asLdif(entries)));
  const { topology } = open(text);
  expect(topology.servers).toEqual([]);
  expect(text).not.toMatch(/[\u202a-\u202e]/u);
});
