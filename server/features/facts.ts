// What is worth knowing about a declaration beyond its text, in Markdown: where it leads, what it carries, which defaults
// are in force.

import { writtenHost } from '#core/model/host';
import type {
  Connector,
  Host,
  Key,
  RoutingGroup,
  Server,
  Topology,
  VirtualServer,
  VirtualServerReference,
} from '#core/model/topology';
import { isWordOf } from '#core/model/model-words';
import { isSending } from '#core/model/send-connectors';
import { valueWords } from '#core/syntax/statements/form';
import type { StatementRow } from '#core/syntax/statements/row';
import { kindOf, statements } from '#core/syntax/statements/table';
import type { Declaration } from '#core/syntax/tree';
import { escaped, inlineCode } from './markdown.ts';
import { ended } from '#core/syntax/wording';
import { bindingText } from '#core/model/bindings';

export function connectorFacts(topology: Topology, connector: Connector): string[] {
  const isOfOrganization = isSending(connector);
  return [
    ...(isOfOrganization
      ? []
      : [`From **${groupName(topology, connector.group)}** ${destination(topology, connector)}.`]),
    ...(connector.disabled ? ['Disabled: it carries nothing.'] : []),
    ended(`${isOfOrganization ? 'Source' : 'Bridgehead'}: ${bridgeheads(connector)}`),
    ...carries(connector),
    ...delivery(connector),
  ];
}

function destination(topology: Topology, connector: Connector): string {
  const groups = connector.connects.map((way) => `**${groupName(topology, way.group.key)}** at cost ${way.cost}`);
  if (connector.kind === 'routing group connector') return `to ${groups.join(', ')}`;
  return ['out of the organization', ...(groups.length === 0 ? [] : [`and to ${groups.join(', ')}`])].join(' ');
}

function bridgeheads({ bridgeheads }: Connector): string {
  if (bridgeheads === 'any') return 'any server of the routing group';
  return bridgeheads.length === 0 ? 'none, so nothing leaves by it' : bridgeheads.map(referenceText).join(', ');
}

function carries(connector: Connector): string[] {
  if (connector.kind === 'routing group connector') {
    return connector.targets.length === 0 ? [] : [ended(`Target: ${connector.targets.map(referenceText).join(', ')}`)];
  }
  if (connector.addressSpaces.length === 0) return ['Carries no address space.'];
  const spaces = connector.addressSpaces.map(({ type, pattern, cost }) => {
    return `${inlineCode(type === 'SMTP' ? pattern : `${type}:${pattern}`)} at cost ${cost}`;
  });
  const who =
    connector.scope === 'organization'
      ? 'the whole organization'
      : connector.scope === 'site'
        ? 'the site of its source servers only'
        : 'its own routing group only';
  return [`Carries ${spaces.join(', ')}, for ${who}.`];
}

function delivery(connector: Connector): string[] {
  switch (connector.kind) {
    case 'foreign connector':
      return ['Writes files into a drop directory.'];
    case 'delivery agent connector':
      return ['Hands mail to the agent of a protocol.'];
    case 'smtp connector':
    case 'send connector':
      return connector.delivery.kind === 'dns'
        ? ['Delivers through DNS.']
        : [`Delivers through smart host ${hostList(connector.delivery.hosts)}.`];
    case 'x400 connector':
      return connector.remoteHost === undefined ? [] : [`Delivers to ${inlineCode(connector.remoteHost.text)}.`];
    case 'routing group connector':
      return [];
  }
}

export function serverFacts(topology: Topology, server: Server): string[] {
  const bridgeheadOf = topology.connectors.filter((connector) => isBridgehead(connector, server.key));
  return [
    `In routing group **${groupName(topology, server.group)}**.`,
    `Listens as ${server.virtualServers.map((one) => `${escaped(one.name)} on ${bindingList(one)}`).join('; ')}.`,
    ...(bridgeheadOf.length === 0 ? [] : [ended(`Bridgehead of ${names(bridgeheadOf)}`)]),
  ];
}

function isBridgehead(connector: Connector, server: Key): boolean {
  return connector.bridgeheads !== 'any' && connector.bridgeheads.some((one) => one.server.key === server);
}

export function virtualServerFacts(topology: Topology, virtualServer: VirtualServer): string[] {
  const server = topology.serverByKey.get(virtualServer.server);
  const implicit = virtualServer.implicit ? ['Nobody declared it: its server declares none.'] : [];
  return [
    `On **${escaped(server?.name ?? virtualServer.server)}**, listens on ${bindingList(virtualServer)}.`,
    ...implicit,
  ];
}

export function groupFacts(topology: Topology, group: RoutingGroup): string[] {
  const into = topology.connectors.filter(({ connects }) => connects.some((way) => way.group.key === group.key));
  const outOf = topology.connectors.filter((connector) => connector.group === group.key);
  return [
    `${group.servers.length} ${group.servers.length === 1 ? 'server' : 'servers'}.`,
    `${ended(`Ways out: ${names(outOf)}`)} ${ended(`Ways in: ${names(into)}`)}`,
  ];
}

/** The defaults of the statements that the declaration leaves out and that a message could notice. */
export function defaultsInForce(declaration: Declaration, model: string): string[] {
  const written = new Set(declaration.statements.map((statement) => statement.kind));
  const inForce = statements.filter(
    (row) =>
      row.blocks.includes(declaration.kind) &&
      isWordOf(model, row) &&
      hasValueAsDefault(row) &&
      !written.has(kindOf(row)),
  );
  if (inForce.length === 0) return [];
  return [`Defaults in force: ${inForce.map((doc) => `${doc.keyword} \`${doc.default}\``).join(', ')}.`];
}

/** What holds otherwise is a value that could be written, other than 'nobody' or 'unlimited'. */
function hasValueAsDefault(row: StatementRow): boolean {
  const { default: otherwise = '' } = row;
  return /^\d/.test(otherwise) || valueWords(row).includes(otherwise);
}

function groupName(topology: Topology, key: Key): string {
  return escaped(topology.routingGroupByKey.get(key)?.name ?? key);
}

function names(declared: readonly { readonly name: string }[]): string {
  return declared.length === 0 ? 'none' : declared.map(({ name }) => escaped(name)).join(', ');
}

function referenceText({ server, virtualServer }: VirtualServerReference): string {
  return escaped(virtualServer === undefined ? server.name : `${server.name}/${virtualServer.name}`);
}

function hostList(hosts: readonly Host[]): string {
  return hosts.map((host) => inlineCode(writtenHost(host))).join(', ');
}

function bindingList({ bindings }: VirtualServer): string {
  return bindings.map(bindingText).join(', ');
}
