// The failure analysis as one would write it first: every element off, every message sent again.

import type { Element, Send, Topology } from '#core/model/topology';
import { failableElements } from '#core/failure/elements';
import { captionOf } from '#core/failure/ways';
import { compileRouting } from '#core/routing/models';
import type { Routing } from '#core/routing/routing';
import type { Destination } from '#core/routing/survey';
import { send } from '../routing/topology-in-code.ts';

/** For each element that strands something, the ways that it strands, `London to SMTP:*`. */
export function naiveSinglePoints(topology: Topology, down: readonly Element[]): ReadonlyMap<string, Set<string>> {
  const routing = compileRouting(topology);
  const survey = routing.survey([]);
  const before = deliveredWays(routing, survey.destinations, down);
  const points = new Map<string, Set<string>>();
  for (const { id, element } of failableElements(topology, survey)) {
    const after = deliveredWays(routing, survey.destinations, [...down, element]);
    const stranded = new Set([...before].filter((way) => !after.has(way)));
    if (stranded.size > 0) points.set(id, stranded);
  }
  return points;
}

function deliveredWays(
  routing: Routing,
  destinations: readonly Destination[],
  down: readonly Element[],
): ReadonlySet<string> {
  const delivered = new Set<string>();
  for (const { name, key } of routing.topology.routingGroups) {
    const from = runningServer(routing, key, down);
    if (from === undefined) continue;
    for (const to of destinations) {
      const messages = addressesAt(routing.topology, to).map((address): Send => send(from, address));
      const well = messages.every((message) => routing.route(message, down).outcome === 'delivered');
      if (well && messages.length > 0) delivered.add(`${name} to ${captionOf(to)}`);
    }
  }
  return delivered;
}

/** The first server of the group that runs; what it sends does not stay where it was written. */
function runningServer({ topology, route }: Routing, group: string, down: readonly Element[]): string | undefined {
  const isUp = (name: string) =>
    route(send(name, 'nobody@nowhere.example'), down).queue !== 'Messages pending submission';
  return topology.servers.filter((it) => it.group === group).map(({ name }) => name).find(isUp); // prettier-ignore
}

function addressesAt(topology: Topology, to: Destination): readonly string[] {
  if (to.kind === 'address space') {
    return [`somebody@${to.pattern === '*' ? 'nowhere.example' : to.pattern.replace('*', 'zzz')}`];
  }
  return topology.servers
    .filter(({ group }) => group === to.name.toLowerCase())
    .flatMap(({ mailboxes }) => mailboxes.map(({ pattern }) => pattern.replace('*', 'nna')));
}
