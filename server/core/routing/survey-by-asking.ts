// A survey as any routing model gives it: a message from every routing group to every destination, one by one. It is what a
// model's own, quicker survey has to agree with.

import { serversOf, stationsOf } from '#core/model/lookup';
import { makeDatabase, makeSend } from '#core/model/make';
import { ownServersOf } from '#core/model/own-hosts';
import type {
  Address,
  AddressPattern,
  Element,
  Key,
  Reference,
  RoutingGroup,
  Send,
  Server,
  Station,
  Topology,
} from '#core/model/topology';
import { addressIn, addressingOf, distinctSpaces, hostsOutside, ordinaryMessage } from './destinations.ts';
import type { RoutingModel, Rules } from './model.ts';
import type { Route } from './route.ts';
import { type Destination, type Loss, noLoss, type Survey } from './survey.ts';
import { walk } from './walk.ts';

/** What a survey asks, whatever is off. */
export interface SurveyQuestions {
  /** In which every group has a mailbox to send to. */
  readonly topology: Topology;
  readonly sources: readonly RoutingGroup[];
  /** Each with the addresses that all have to be reached; none where its mail never leaves. */
  readonly destinations: readonly { readonly destination: Destination; readonly addresses: readonly Address[] }[];
  readonly hosts: readonly string[];
}

interface Questions extends SurveyQuestions {
  readonly rules: Rules;
}

/** Surveys a topology while these elements are off. Every way is asked for when somebody wants to know it. */
export function surveyByAsking(model: RoutingModel, topology: Topology, down: readonly Element[]): Survey {
  return surveyOf(asked(model, topology), down, new Set());
}

/** The route of a message on each way, by its numbers in a survey: the first of several that does not arrive. */
export function exampleRoutes(
  model: RoutingModel,
  topology: Topology,
): (source: number, destination: number, down?: readonly Element[]) => Route | undefined {
  let questions: Questions | undefined;
  return (source, destination, down = []) => {
    questions ??= asked(model, topology);
    const { rules, sources, destinations } = questions;
    const group = sources[source];
    const from = group === undefined ? undefined : (startIn(rules, group, down) ?? anywhereIn(rules, group));
    if (from === undefined) return undefined;
    const routes = (destinations[destination]?.addresses ?? []).map(
      (to) => walk(rules, makeSend(from, to), down).route,
    );
    return routes.find((route) => !arrives(route)) ?? routes[0];
  };
}

/** A server of the group though none takes mail: it says why. */
function anywhereIn({ topology }: Rules, group: RoutingGroup): Send['from'] | undefined {
  const [first] = serversOf(topology, group).flatMap(stationsOf);
  return first && sourceAt(first);
}

function surveyOf(questions: Questions, down: readonly Element[], used: Set<string>): Survey {
  const { rules, sources, destinations } = questions;
  const starts = sources.map((group) => startIn(rules, group, down));
  const known: (Route | null | undefined)[] = [];
  const wayOf = (source: number, destination: number): Route | null => {
    const way = source * destinations.length + destination;
    let route = known[way];
    if (route === undefined) {
      route = wholeWay(rules, starts[source], destinations[destination]?.addresses ?? [], down);
      for (const connector of route?.connectors ?? []) used.add(connector);
      known[way] = route;
    }
    return route;
  };
  const whole = () => {
    for (const source of sources.keys()) for (const destination of destinations.keys()) wayOf(source, destination);
  };
  function* losses(sets: readonly (readonly Element[])[]): Generator<number, readonly Loss[]> {
    whole();
    const found: Loss[] = [];
    for (const set of sets) {
      found.push(lossBetween(survey, surveyOf(questions, [...down, ...set], used)));
      yield found.length / sets.length;
    }
    return found;
  }
  const survey: Survey = {
    ...(sources[0]?.kind === 'site' ? { called: 'site' } : {}),
    sources: sources.map(({ name }) => name),
    destinations: destinations.map(({ destination }) => destination),
    hosts: questions.hosts,
    cost: (source, destination) => wayOf(source, destination)?.cost ?? null,
    connectors: (source, destination) => wayOf(source, destination)?.connectors ?? [],
    groups: (source, destination) => groupsOf(wayOf(source, destination)),
    without(elements) {
      const work = losses([elements]);
      for (let step = work.next(); ; step = work.next()) if (step.done === true) return step.value[0] ?? noLoss;
    },
    losses,
    unusedConnectors() {
      whole();
      return rules.topology.connectors.map(({ name }) => name).filter((name) => !used.has(name));
    },
  };
  return survey;
}

/** The way that one message takes, when every message arrives; null when one does not. */
function wholeWay(
  rules: Rules,
  from: Send['from'] | undefined,
  addresses: readonly Address[],
  down: readonly Element[],
): Route | null {
  let first: Route | null = null;
  if (from === undefined) return first;
  for (const to of addresses) {
    const { route } = walk(rules, makeSend(from, to), down);
    if (!arrives(route)) return null;
    first ??= route;
  }
  return first;
}

/** What waits for a schedule arrives in the end. */
function arrives({ outcome, queueState, until }: Route): boolean {
  return outcome === 'delivered' || (queueState === 'Scheduled' && until !== null) || queueState === 'Remote';
}

function groupsOf(route: Route | null): readonly string[] {
  const groups: string[] = [];
  for (const { routingGroup } of route?.hops ?? []) if (groups.at(-1) !== routingGroup) groups.push(routingGroup);
  return groups;
}

/** The first server of the group that takes a message. */
function startIn(rules: Rules, group: RoutingGroup, down: readonly Element[]): Send['from'] | undefined {
  const truth = rules.stateWhen(down);
  const kind = rules.kindOf(ordinaryMessage(rules.topology));
  return serversOf(rules.topology, group)
    .flatMap(stationsOf)
    .map(sourceAt)
    .find((from) => rules.submit(from, kind, truth).kind === 'taken');
}

function sourceAt({ server, virtualServer }: Station): Send['from'] {
  return { kind: 'server', server: named(server), virtualServer: named(virtualServer), place: undefined };
}

function named({ key, name }: { readonly key: Key; readonly name: string }): Reference {
  return { key, name, place: undefined };
}

function asked(model: RoutingModel, topology: Topology): Questions {
  const questions = questionsAbout(topology);
  return { ...questions, rules: model.compile(questions.topology) };
}

/** The sources, destinations and addresses of a survey. */
export function questionsAbout(written: Topology): SurveyQuestions {
  const topology = withMailboxes(written);
  const addressing = addressingOf(topology);
  const groups = topology.routingGroups.map((group) => ({
    destination: { kind: 'routing group', name: group.name } as const,
    addresses: serversOf(topology, group).flatMap(addressesOf),
  }));
  const spaces = distinctSpaces(topology).map((space) => {
    const address = addressIn(addressing, space);
    const { type, pattern } = space;
    return {
      destination: { kind: 'address space', type, pattern } as const,
      addresses: address === undefined ? [] : [address],
    };
  });
  return {
    topology,
    sources: topology.routingGroups,
    destinations: [...groups, ...spaces],
    hosts: hostsOutside(topology, ownServersOf(topology)),
  };
}

/** An address for each of the server's mailboxes: whom no longer pattern names. */
function addressesOf({ mailboxes }: Server): readonly Address[] {
  return mailboxes.map(({ type, pattern, local, domain }) => ({ type, address: pattern, local, domain }));
}

/** The same topology, in which every group has a mailbox to send to: a group without any is reached, too. */
function withMailboxes(topology: Topology): Topology {
  const firsts = new Set(
    topology.routingGroups.flatMap((group) => {
      const members = serversOf(topology, group);
      const homes = members.filter(({ isEdge }) => !isEdge);
      return homes.some(({ mailboxes }) => mailboxes.length > 0) ? [] : homes.slice(0, 1);
    }),
  );
  if (firsts.size === 0) return topology;
  const servers = topology.servers.map((server, index) =>
    firsts.has(server) ? withMailbox(server, mailboxAt(`survey-${index}.invalid`)) : server,
  );
  return { ...topology, servers, serverByKey: new Map(servers.map((server) => [server.key, server])) };
}

/** A server in a site has its mailboxes in databases. */
function withMailbox(server: Server, mailbox: AddressPattern): Server {
  const mailboxes = [mailbox];
  const isInSite = server.virtualServers.every(({ name }) => name === '');
  const databases = isInSite ? [makeDatabase(`survey of ${server.name}`, server.key, { mailboxes })] : server.databases;
  return { ...server, mailboxes, databases };
}

function mailboxAt(domain: string): AddressPattern {
  return { type: 'SMTP', pattern: `anybody@${domain}`, local: 'anybody', domain, place: undefined };
}

/** Compares two surveys way by way. */
function lossBetween(before: Survey, after: Survey): Loss {
  const found = { stranded: [] as number[], dearer: [] as number[], rerouted: [] as number[] };
  for (const source of before.sources.keys()) {
    for (const destination of before.destinations.keys()) {
      const [cost, now] = [before.cost(source, destination), after.cost(source, destination)];
      if (cost === null) continue;
      const way = source * before.destinations.length + destination;
      const isSame = () =>
        before.connectors(source, destination).join('\n') === after.connectors(source, destination).join('\n');
      if (now === null) found.stranded.push(way);
      else if (now > cost) found.dearer.push(way);
      else if (!isSame()) found.rerouted.push(way);
    }
  }
  const { stranded, dearer, rerouted } = found;
  return {
    stranded: Int32Array.from(stranded),
    dearer: Int32Array.from(dearer),
    rerouted: Int32Array.from(rerouted),
    detours: dearer.length + rerouted.length,
  };
}
