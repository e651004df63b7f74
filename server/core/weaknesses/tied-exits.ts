// Connectors of several routing groups that mail may take as well as each other, as far as costs tell.

import { meaningOf } from '#core/model/address-space';
import type { Topology } from '#core/model/topology';
import type { Routing } from '#core/routing/routing';
import type { Survey } from '#core/routing/survey';
import { captionOf } from '#core/failure/ways';

/** Connectors in different groups that cost the same in all from some groups. */
export interface TiedExits {
  /** By name, those that tie. */
  readonly connectors: readonly string[];
  /** `SMTP:*` */
  readonly space: string;
  readonly sources: readonly string[];
}

/** Each way takes a message, so that of the largest organizations only the first are asked about. */
const mostWays = 5000;

/** Goes through the ways to address spaces that several groups carry; yields after each. */
export function* tiedExits(routing: Routing, survey: Survey): Generator<undefined, readonly TiedExits[]> {
  const { topology } = routing;
  if (topology.organization.whenConnectorsTie === 'spread') return [];
  const groupsOf = carryingGroups(topology);
  const { sources, destinations } = survey;
  const found = new Map<string, { connectors: readonly string[]; space: string; sources: string[] }>();
  let ways = 0;
  for (const [to, destination] of destinations.entries()) {
    if (destination.kind !== 'address space' || (groupsOf.get(meaningOf(destination))?.size ?? 0) < 2) continue;
    for (const [from, name] of sources.entries()) {
      if (ways++ >= mostWays) break;
      yield;
      for (const tie of routing.exampleOf(from, to)?.ties ?? []) {
        const connectors = tie.filter((each) => carries(topology, each, destination));
        const homes = new Set(connectors.map((each) => homeOf(topology, each)));
        if (homes.size < 2) continue;
        const key = JSON.stringify([to, connectors]);
        const known = found.get(key);
        if (known === undefined) found.set(key, { connectors, space: captionOf(destination), sources: [name] });
        else known.sources.push(name);
      }
    }
  }
  return [...found.values()];
}

/** By what an address space means, the groups that have a connector for it. */
function carryingGroups({ connectors }: Topology): ReadonlyMap<string, ReadonlySet<string>> {
  const groups = new Map<string, Set<string>>();
  for (const connector of connectors) {
    if (connector.kind === 'routing group connector') continue;
    for (const space of connector.addressSpaces) {
      const meaning = meaningOf(space);
      groups.set(meaning, (groups.get(meaning) ?? new Set()).add(connector.group));
    }
  }
  return groups;
}

function connectorOf({ connectors }: Topology, name: string) {
  return connectors.find((each) => each.name === name);
}

function carries(
  topology: Topology,
  name: string,
  destination: { readonly type: string; readonly pattern: string },
): boolean {
  const connector = connectorOf(topology, name);
  if (connector === undefined || connector.kind === 'routing group connector') return false;
  return connector.addressSpaces.some((space) => meaningOf(space) === meaningOf(destination));
}

function homeOf(topology: Topology, name: string): string | undefined {
  return connectorOf(topology, name)?.group;
}
