// What surveys ask about, whatever the routing model: where mail can be meant for, by which address to try it, and what
// can fail outside the organization.

import { meaningOf, readDomainPattern } from '#core/model/address-space';
import { hostKey } from '#core/model/host';
import { hostsOf } from '#core/model/lookup';
import type { OwnHosts } from '#core/model/own-hosts';
import type { Address, AddressSpace, Connector, Topology } from '#core/model/topology';
import { acceptance, acceptedDomainsOf, type AcceptedDomains } from './addresses/acceptance.ts';
import { indexSpaces, type SpaceIndex, spacesOf } from './addresses/address-space.ts';
import { indexMailboxes, type MailboxIndex, mailboxServerOf } from './addresses/mailbox.ts';
import { type Message, messageOf } from './message/defaults.ts';

/** What decides whether an address is ours, and which address spaces it lies in. */
export interface Addressing {
  readonly spaces: SpaceIndex;
  readonly mailboxes: MailboxIndex;
  readonly domains: AcceptedDomains;
}

/** Sorts what a topology says about addresses; linear in its size. */
export function addressingOf(topology: Topology): Addressing {
  const spaces = ownedConnectors(topology).flatMap((connector, carrier) =>
    addressSpacesOf(connector).map((space) => ({ carrier, space })),
  );
  return {
    spaces: indexSpaces(spaces, topology.organization.wildcardIncludesItsDomain),
    mailboxes: indexMailboxes(topology),
    domains: acceptedDomainsOf(topology.organization),
  };
}

/** The connectors whose routing group is declared: no other carries anything. */
export function ownedConnectors({ connectors, routingGroupByKey }: Topology): readonly Connector[] {
  return connectors.filter(({ group }) => routingGroupByKey.has(group));
}

function addressSpacesOf(connector: Connector): readonly AddressSpace[] {
  return connector.kind === 'routing group connector' ? [] : connector.addressSpaces;
}

/** The address spaces that differ in what they match, in the order written. */
export function distinctSpaces(topology: Topology): readonly AddressSpace[] {
  const spaces = new Map<string, AddressSpace>();
  for (const space of ownedConnectors(topology).flatMap(addressSpacesOf)) {
    const meaning = meaningOf(space);
    if (!spaces.has(meaning)) spaces.set(meaning, space);
  }
  return [...spaces.values()];
}

/** A message as `send` has it unless more is written. */
export function ordinaryMessage(topology: Topology, recipient: Address = nobody): Message {
  const from = { kind: 'internet' } as const;
  const open = { sender: undefined, sizeBytes: undefined, priority: undefined, at: undefined, place: undefined };
  return messageOf({ from, to: recipient, system: false, ...open }, topology);
}

const nobody: Address = { type: 'SMTP', address: 'nobody', local: 'nobody', domain: undefined };

/**
 * An address that lies in this address space and in no closer one. Undefined where every address in it is one of ours,
 * so that its mail never leaves.
 */
export function addressIn(addressing: Addressing, { type, pattern }: AddressSpace): Address | undefined {
  const closest = (address: Address) => {
    const best = spacesOf(addressing.spaces, address)[0];
    return best !== undefined && meaningOf(best.space) === meaningOf({ type, pattern });
  };
  const candidates = type === 'SMTP' ? domainsIn(pattern).map(someoneAt) : textsIn(pattern).map((text) => other(type, text)); // prettier-ignore
  const outside = candidates.filter((address) => !isOurs(addressing, address));
  return outside.find(closest) ?? outside[0];
}

/**
 * Whether mail for an address never leaves: a mailbox has it, or its domain is ours alone. In a shared domain a
 * recipient whom nobody here knows is looked for outside (§2) [KB-823158].
 */
function isOurs(addressing: Addressing, address: Address): boolean {
  return acceptance(addressing, address) === false || mailboxServerOf(addressing.mailboxes, address) !== undefined;
}

/** Whom no longer mailbox pattern names. */
function someoneAt(domain: string): Address {
  return { type: 'SMTP', address: `*@${domain}`, local: '*', domain };
}

function other(type: string, address: string): Address {
  return { type, address, local: undefined, domain: undefined };
}

function domainsIn(pattern: string): readonly string[] {
  const read = readDomainPattern(pattern);
  if (!read.startsWith('*')) return [read];
  const rest = read.slice(1);
  const labels = ['someone-else', 'elsewhere', 'x.elsewhere', 'q7'];
  if (rest !== '') return labels.map((label) => label + rest);
  return labels.flatMap((label) => [`${label}.example`, `${label}.invalid`, `${label}.test`]);
}

function textsIn(pattern: string): readonly string[] {
  return ['', '0', 'elsewhere'].map((filling) => pattern.replaceAll('*', filling));
}

/** Smart hosts, remote hosts and declared mail systems outside the organization, as first written. */
export function hostsOutside(topology: Topology, ownHosts: OwnHosts<unknown>): readonly string[] {
  const hosts = new Map<string, string>();
  const all = [
    ...ownedConnectors(topology).flatMap(hostsOf),
    ...topology.servers.flatMap(({ virtualServers }) => virtualServers.flatMap(({ smartHosts }) => smartHosts)),
  ];
  const named = [
    ...all.map((host) => [hostKey(host), host.text] as const),
    ...topology.mailSystems.map(({ key, name }) => [key as string, name] as const),
  ];
  for (const [key, text] of named) if (!ownHosts.has(key) && !hosts.has(key)) hosts.set(key, text);
  return [...hosts.values()];
}
