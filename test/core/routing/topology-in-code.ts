// Topologies built in code, for properties and benches that make thousands of them; what is not said has the defaults of
// the language. Fixtures are text.

import { keyOf, referenceTo } from '#core/model/keys';
import {
  makeAcceptedDomain,
  makeAddressSpace,
  makeMailSystem,
  makeConnectedGroup,
  makeOrganization,
  makeRoutingGroup,
  makeRoutingGroupConnector,
  makeSend,
  makeServer,
  makeSmtpConnector,
  makeTopology,
  makeVirtualServer,
  type Given,
} from '#core/model/make';
import type {
  Address,
  AddressPattern,
  Connector,
  Contact,
  DomainExchangers,
  Element,
  Host,
  MailSystem,
  Organization,
  RoutingGroupConnector,
  Send,
  Server,
  SmtpConnector,
  Topology,
  VirtualServer,
  VirtualServerReference,
} from '#core/model/topology';

export { referenceTo as named } from '#core/model/keys';

/** `SERVER` or `SERVER/VS`. */
export function at(text: string): VirtualServerReference {
  const [server = '', virtualServer] = text.split('/');
  return {
    server: referenceTo(server),
    virtualServer: virtualServer === undefined ? undefined : referenceTo(virtualServer),
    place: undefined,
  };
}

export function pattern(text: string): AddressPattern {
  const [local, domain] = text.split('@');
  return { type: 'SMTP', pattern: text, local, domain, place: undefined };
}

/** `anna@contoso.com at anna@unix.contoso.com`. */
export function contact(text: string): Contact {
  const [own = '', target = ''] = text.split(' at ');
  return { address: { value: address(own), place: undefined }, target: { value: address(target), place: undefined } };
}

function address(text: string): Address {
  const [local, domain] = text.split('@');
  return { type: 'SMTP', address: text, local, domain };
}

/** Mail exchangers of these domains. */
export function exchangersFor(domains: readonly string[], ...names: readonly string[]): DomainExchangers {
  return { domains: domains.map((value) => ({ value, place: undefined })), exchangers: names.map(at) };
}

export function host(text: string): Host {
  const bracketed = text.startsWith('[');
  const bare = text.replace(/[[\]]/g, '');
  const address = /^[\d.]+$/.test(bare) ? bare : undefined;
  return { text, address, bracketed, port: undefined, place: undefined, wholePlace: undefined };
}

/** An organization called Contoso, with a domain of that name. */
export function organization(draft: Given<Organization> = {}): Organization {
  const domains = [makeAcceptedDomain('contoso.com')];
  return makeOrganization({ name: 'Contoso', domains, ...draft });
}

export function virtualServer(server: string, name: string, draft: Given<VirtualServer> = {}): VirtualServer {
  return makeVirtualServer(name, keyOf(server), draft);
}

export function server(name: string, group: string, draft: Given<Server> = {}): Server {
  return makeServer(name, keyOf(group), draft);
}

export function groupConnector(
  name: string,
  group: string,
  to: string,
  cost: number,
  draft: Given<RoutingGroupConnector> & Pick<RoutingGroupConnector, 'targets'>,
): RoutingGroupConnector {
  return makeRoutingGroupConnector(name, keyOf(group), { connects: [connected(to, cost)], ...draft });
}

export function connected(to: string, cost?: number) {
  return makeConnectedGroup(referenceTo(to), { cost });
}

export function smtpConnector(
  name: string,
  group: string,
  spaces: readonly { readonly pattern: string; readonly cost: number }[],
  draft: Given<SmtpConnector> & Pick<SmtpConnector, 'bridgeheads'>,
): SmtpConnector {
  const addressSpaces = spaces.map(({ pattern, cost }) => makeAddressSpace(pattern, { cost }));
  return makeSmtpConnector(name, keyOf(group), { addressSpaces, ...draft });
}

/** A topology of these parts; groups are those that servers and connectors name, in the order they first appear. */
export function topologyOf(
  servers: readonly Server[],
  connectors: readonly Connector[],
  draft: Given<Organization> = {},
  groupNames: readonly string[] = [...new Set(servers.map((it) => it.group as string))],
  mailSystems: readonly MailSystem[] = [],
): Topology {
  const routingGroups = groupNames.map((name) => makeRoutingGroup(name));
  return makeTopology({ organization: organization(draft), routingGroups, servers, connectors, mailSystems });
}

/** `NAME accepts D, D forwards HOST`. */
export function mailSystem(name: string, accepts: readonly string[], forwards?: string): MailSystem {
  return makeMailSystem(name, {
    accepts: accepts.map((value) => ({ value, place: undefined })),
    forwardsUnresolvedTo: forwards === undefined ? undefined : host(forwards),
  });
}

export function send(from: string, to: string, draft: Given<Send> = {}): Send {
  return makeSend(from === 'internet' ? { kind: 'internet' } : { kind: 'server', ...at(from) }, address(to), draft);
}

export function serverDown(name: string): Element {
  return { kind: 'server', server: referenceTo(name) };
}
export function connectorDown(name: string): Element {
  return { kind: 'connector', connector: referenceTo(name) };
}
