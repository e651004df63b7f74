// Routing group connectors among sites: what they cost, the costs of IP site links say there.

import { connectorId } from '#core/model/element';
import { sitePairsOf } from '#core/model/site-pairs';
import type { Key, RoutingGroupConnector, SiteLink, Topology } from '#core/model/topology';
import { setting, type State } from './object.ts';
import { joined, needed, noted, objectOf, toDo } from './state.ts';
import { number, said, size } from './value.ts';

/** No cmdlet makes a site link: Active Directory's own tools do. One that is there is given its cost. */
export function betweenSites(
  connector: RoutingGroupConnector,
  topology: Topology,
  present: Topology | undefined,
): Partial<State> {
  const { name, bridgeheads, targets } = connector;
  const id = connectorId(name);
  return joined([
    way(connector, topology, present),
    bridgeheads === 'any'
      ? {}
      : noted(
          'dropped',
          id,
          bridgeheads[0]?.place,
          'Between sites mail leaves by any server: there are no local bridgeheads.',
        ),
    targets.length === 0
      ? {}
      : noted(
          'dropped',
          id,
          targets[0]?.place,
          'Between sites mail arrives at any server: there are no remote bridgeheads.',
        ),
  ]);
}

function way(connector: RoutingGroupConnector, topology: Topology, present: Topology | undefined): Partial<State> {
  const { name, place, group, connects, limitSizeBytes } = connector;
  const id = connectorId(name);
  const [connected] = connects;
  const from = topology.routingGroupByKey.get(group)?.name ?? '';
  const to = connected?.group;
  const cost = connected?.cost ?? 1;
  const isLimited = limitSizeBytes !== Infinity;
  const link = to && present && linkBetween(group, to.key, present);
  if (to !== undefined && present !== undefined && !isLimited && leastCost(group, to.key, present) === cost) return {};
  if (link === undefined || backCost(connector, topology) !== cost) {
    const limit = isLimited ? ` and -MaxMessageSize ${said(size(limitSizeBytes))}` : '';
    const wanted = `an IP site link between ${from} and ${to?.name ?? ''}; Set-AdSiteLink with -ExchangeCost ${String(cost)}${limit}, both ways`;
    return toDo(id, wanted, place);
  }
  return joined([
    needed(id, `site link ${link.name}`, place),
    objectOf({
      kind: 'site link',
      name: link.name,
      place,
      creation: undefined,
      settings: [
        setting('ExchangeCost', number(cost)),
        ...(isLimited ? [setting('MaxMessageSize', size(limitSizeBytes))] : []),
      ],
    }),
  ]);
}

/** A link of these two sites and no other. */
function linkBetween(one: Key, other: Key, { siteLinks }: Topology): SiteLink | undefined {
  return siteLinks.find(({ sites }) => {
    const keys = new Set(sites.map(({ key }) => key));
    return keys.size === 2 && keys.has(one) && keys.has(other);
  });
}

/** A site link costs the same both ways. Of a connector that has no way back nothing contradicts. */
function backCost({ group, connects }: RoutingGroupConnector, { connectors }: Topology): number | undefined {
  const back = connectors.find(
    (other) =>
      other.kind === 'routing group connector' &&
      other.group === connects[0]?.group.key &&
      other.connects[0]?.group.key === group,
  );
  return (back ?? { connects }).connects[0]?.cost;
}

/** What mail pays between two sites now; undefined where no links lead. */
function leastCost(from: Key, to: Key, present: Topology): number | undefined {
  const pairs = sitePairsOf(present);
  const costs = new Map<Key, number>([[from, 0]]);
  for (let isBetter = true; isBetter;) {
    isBetter = false;
    for (const pair of pairs) {
      for (const [near, far] of [
        [pair.from.key, pair.to.key],
        [pair.to.key, pair.from.key],
      ] as const) {
        const cost = (costs.get(near) ?? Infinity) + pair.cost;
        if (cost >= (costs.get(far) ?? Infinity)) continue;
        costs.set(far, cost);
        isBetter = true;
      }
    }
  }
  return costs.get(to);
}
