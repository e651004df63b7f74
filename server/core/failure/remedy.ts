// What it would take that the failure of one element strands nothing: a sentence that names what to change.

import { hostNames } from './host-names.ts';
import { virtualServerKey } from '#core/model/keys';
import type {
  AddressSpace,
  Connector,
  Element,
  Key,
  Server,
  Topology,
  VirtualServer,
  VirtualServerReference,
} from '#core/model/topology';
import type { Survey } from '#core/routing/route';

/** What to change so that this element strands nothing; one or two sentences. */
export function remedyFor(topology: Topology, element: Element, survey: Survey, strands: Int32Array): string {
  switch (element.kind) {
    case 'server':
      return serverRemedy(topology, element.server.key, survey, strands);
    case 'virtual server':
      return virtualServerRemedy(topology, element.reference);
    case 'connector':
      return connectorRemedy(topology, element.connector.key, survey, strands);
    case 'host':
      return hostRemedy(topology, element.host);
    case 'routing group':
    case 'line':
    case 'dns':
      return 'Add a way that does not depend on it.';
  }
}

/** Connectors that have no other bridgehead, and those that have no other target. */
interface Roles {
  readonly bridgehead: readonly Connector[];
  readonly target: readonly Connector[];
}

function rolesOf(topology: Topology, isIt: (reference: VirtualServerReference) => boolean): Roles {
  const all = (references: readonly VirtualServerReference[]) => references.length > 0 && references.every(isIt);
  return {
    bridgehead: topology.connectors.filter(({ bridgeheads }) => bridgeheads !== 'any' && all(bridgeheads)),
    target: topology.connectors.filter((it) => it.kind === 'routing group connector' && all(it.targets)),
  };
}

/** `as bridgehead of 'A' and as target of 'B'`; empty when it is neither alone. */
function asRoles({ bridgehead, target }: Roles): string {
  const parts = [
    ...(bridgehead.length > 0 ? [`as bridgehead of ${namesOf(bridgehead)}`] : []),
    ...(target.length > 0 ? [`as target of ${namesOf(target)}`] : []),
  ];
  return parts.join(' and ');
}

function namesOf(connectors: readonly Connector[]): string {
  return listed(connectors.map(({ name }) => `'${name}'`));
}

/** `A`, `A and B`, `A, B and 3 more`. */
function listed(items: readonly string[]): string {
  const shown = items.length > 4 ? [...items.slice(0, 3), `${items.length - 3} more`] : items;
  const last = shown.at(-1) ?? '';
  return shown.length < 2 ? last : `${shown.slice(0, -1).join(', ')} and ${last}`;
}

function serverRemedy(topology: Topology, key: Key, survey: Survey, strands: Int32Array): string {
  const server = topology.serverByKey.get(key);
  if (server === undefined) return 'Add a second server.';
  const group = topology.routingGroupByKey.get(server.group)?.name ?? '';
  const roles = rolesOf(topology, (reference) => reference.server.key === key);
  const spare = topology.servers.find((other) => other.group === server.group && other.key !== key && isRunning(other));
  const said = asRoles(roles);
  const mailboxes = strandsMailboxes(survey, strands, group, server)
    ? ['Its mailboxes are on no other server: only a cluster keeps them in reach.']
    : [];
  if (spare !== undefined && said === '' && mailboxes.length > 0) return mailboxes.join(' ');
  const first =
    spare === undefined
      ? `Add a second server to ${group}${said === '' ? '' : `, and list it ${said}`}.`
      : `List ${spare.name} too${said === '' ? '' : ` ${said}`}.`;
  return [first, ...mailboxes].join(' ');
}

function isRunning({ virtualServers }: Server): boolean {
  return virtualServers.some(({ stopped }) => !stopped);
}

function strandsMailboxes(survey: Survey, strands: Int32Array, group: string, { mailboxes }: Server): boolean {
  const home = survey.sources.indexOf(group);
  return mailboxes.length > 0 && strands.some((way) => way % survey.destinations.length === home);
}

function virtualServerRemedy(topology: Topology, { server, virtualServer }: VirtualServerReference): string {
  const owner = topology.serverByKey.get(server.key);
  const group = owner?.group;
  const spare = topology.servers.find((other) => other.group === group && other.key !== server.key && isRunning(other));
  const second = owner?.virtualServers.find(({ key, stopped }) => key !== virtualServer?.key && !stopped);
  const isIt = (reference: VirtualServerReference) =>
    reference.server.key === server.key && meansSame(topology, reference, virtualServer?.key);
  const said = asRoles(rolesOf(topology, isIt));
  const name = spare?.name ?? (second === undefined || owner === undefined ? undefined : pathOf(owner, second));
  if (said === '') return `Give ${server.name} a second virtual server on port 25, or its group a second server.`;
  return name === undefined
    ? `Add a second virtual server or server, and list it ${said}.`
    : `List ${name} too ${said}.`;
}

function meansSame(topology: Topology, { server, virtualServer }: VirtualServerReference, key: Key | undefined) {
  const meant = virtualServer?.key ?? topology.serverByKey.get(server.key)?.virtualServers[0]?.key;
  return key !== undefined && meant !== undefined && virtualServerKey(server.key, meant) === virtualServerKey(server.key, key); // prettier-ignore
}

function pathOf({ name }: Server, virtualServer: VirtualServer): string {
  return `${name}/${virtualServer.name}`;
}

function connectorRemedy(topology: Topology, key: Key, survey: Survey, strands: Int32Array): string {
  const connector = topology.connectorByKey.get(key);
  if (connector === undefined) return 'Add a second connector.';
  const outside = strandedSpaces(survey, strands, connector);
  const [space] = outside;
  if (connector.kind === 'routing group connector' || space === undefined) return groupRemedy(topology, connector);
  const step = stepIn(topology, connector, space);
  if (step !== undefined) {
    const carries = `'${step.name}' does not step in for a closer address space`;
    return `${carries}: give it ${listed(outside.map(({ pattern }) => pattern))} as well, at a higher cost.`;
  }
  const spaces = listed(outside.map(({ type, pattern }) => (type === 'SMTP' ? pattern : `${type}:${pattern}`)));
  return `Add a second connector for ${spaces} with other bridgeheads, at a higher cost.`;
}

function groupRemedy({ routingGroupByKey }: Topology, { group, connects }: Connector): string {
  const from = routingGroupByKey.get(group)?.name ?? '';
  const to = listed(connects.map((connected) => connected.group.name));
  return `Add a second connector from ${from} to ${to} with other bridgeheads, or a way through another routing group.`;
}

/** The connector's own address spaces that are stranded without it. */
function strandedSpaces(survey: Survey, strands: Int32Array, connector: Connector): readonly AddressSpace[] {
  if (connector.kind === 'routing group connector') return [];
  const stranded = new Set<string>();
  for (const way of strands) {
    const destination = survey.destinations[way % survey.destinations.length];
    if (destination?.kind === 'address space') stranded.add(`${destination.type}:${destination.pattern.toLowerCase()}`);
  }
  return connector.addressSpaces.filter(({ type, pattern }) => stranded.has(`${type}:${pattern.toLowerCase()}`));
}

/** A connector for everybody with a less close address space, which does not step in by itself [STRONG]. */
function stepIn(topology: Topology, connector: Connector, { type, pattern }: AddressSpace): Connector | undefined {
  if (pattern === '*') return undefined;
  return topology.connectors.find(
    (other) =>
      other.key !== connector.key &&
      other.kind === 'smtp connector' &&
      other.scope === 'organization' &&
      other.addressSpaces.some((space) => space.type === type && space.pattern === '*'),
  );
}

function hostRemedy(topology: Topology, host: string): string {
  const users = topology.connectors.filter((connector) => hostNames(connector).includes(host.toLowerCase()));
  const x400 = users.find(({ kind }) => kind === 'x400 connector');
  if (x400 !== undefined) {
    return `'${x400.name}' can have one remote host only: add a second X.400 connector beside it, at a higher cost.`;
  }
  if (users.length > 0) return `Name a second smart host in ${namesOf(users)}.`;
  return 'Name a second smart host, in a connector rather than in a virtual server.';
}
