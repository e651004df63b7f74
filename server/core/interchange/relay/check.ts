// Whether a topology of relays sends mail where their configuration does: routing is asked for each address that tells their
// rules apart.

import { compileRouting } from '#core/routing/models';
import type { Route } from '#core/routing/route';
import { buildTopology } from '#core/model/build';
import { hostKey } from '#core/model/host';
import { keyOf } from '#core/model/keys';
import { openProject } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { parse } from '#core/syntax/parse';
import type { Ledger } from '../ledger.ts';
import type { Part } from '../part.ts';
import { writeTopology } from '../statements.ts';
import { domainOf, type RelayHost, wayText } from './host.ts';
import { isOwnName, probesOf, somebodyAt } from './spaces.ts';

/** Settles what each host says of addresses that the topology sends another way. */
export function check(part: Part, hosts: readonly RelayHost[], ownDomains: readonly string[], ledger: Ledger): void {
  const topology = topologyOf(part);
  const { route } = compileRouting(topology);
  for (const host of hosts) {
    const addresses = new Set([...probesOf(host), ...ownDomains.map(somebodyAt)]);
    const told = new Set<string>();
    for (const address of addresses) {
      if (isOwnName(host, address)) continue;
      const { way, grounds } = host.decide(address);
      const server = { key: keyOf(host.name), name: host.name, place: undefined };
      const from = { kind: 'server', server, virtualServer: undefined, place: undefined } as const;
      const to = {
        type: 'SMTP',
        address,
        local: address.slice(0, address.lastIndexOf('@')),
        domain: domainOf(address),
      };
      const open = { sender: undefined, sizeBytes: undefined, priority: undefined, at: undefined, place: undefined };
      const there = firstHop(route({ from, to, system: false, ...open }, []), topology);
      if (there === wayText(way)) continue;
      const text = `Mail for ${domainOf(address)} goes ${inWords(wayText(way))}; in the topology it goes ${inWords(there)}.`;
      if (told.has(text)) continue;
      told.add(text);
      if (grounds.length === 0) ledger.note({ class: 'differs', kind: part.source, object: host.name, text });
      for (const { record, property, index } of grounds) ledger.settle(record, property, 'differs', text, index);
    }
  }
}

function topologyOf({ organization, declarations }: Part): Topology {
  const { statements } = organization;
  const text = writeTopology([], [{ words: 'organization Imported', block: statements }, ...declarations]);
  return buildTopology(
    openProject(
      'imported.topo',
      () => parse(text),
      (_, path) => path,
    ),
  );
}

/** What a server does first with mail that starts there, as `wayText` has it. */
export function firstHop(route: Route, topology: Topology): string {
  const [hop] = route.hops;
  if (hop === undefined || (hop.connector === null && route.outcome !== 'delivered')) return 'nowhere';
  if (hop.connector === null) return 'here';
  const connector = topology.connectorByKey.get(keyOf(hop.connector));
  if (connector === undefined || !('delivery' in connector)) return 'nowhere';
  if (connector.delivery.kind === 'dns') return 'dns';
  return connector.delivery.hosts
    .map((each) => wayText({ kind: 'hosts', hosts: [{ host: hostKey(each), port: each.port }] }))
    .join(', ');
}

function inWords(way: string): string {
  if (way === 'here') return 'to mailboxes on the host itself';
  if (way === 'dns') return 'where DNS says';
  return way === 'nowhere' ? 'nowhere' : `to ${way}`;
}
