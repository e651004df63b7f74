// Smart hosts as they are chosen and typed: how they are written, and which of them send mail back to where it came from.

import { hostNameKey, writtenHost } from '#core/model/host';
import { hostsOf } from '#core/model/lookup';
import { ownServersOf, type OwnHosts } from '#core/model/own-hosts';
import type { Connector, Server, Topology } from '#core/model/topology';
import { canonicalIp, parseHost, parsePort } from '#core/syntax/values';
import { listed, quoted } from '#core/syntax/wording';
import { plain } from '#core/syntax/words';
import { bad, good, type Choice, type Reading } from './step.ts';

/** A connector as far as it decides which smart hosts will do. */
export type Sending = Pick<Connector, 'name' | 'group' | 'connects'> & {
  readonly scope: 'organization' | 'routing group';
};

/** Hosts as they are written. */
export type Hosts = readonly string[];

/** The smart hosts of the topology that will do for a connector. */
export function knownHosts(topology: Topology, sending: Sending): readonly Choice<Hosts>[] {
  const users = new Map<string, string>();
  for (const connector of topology.connectors) {
    if (connector.kind !== 'smtp connector') continue;
    for (const { text, address, port } of hostsOf(connector)) {
      const written = writtenHost({ text: address === undefined ? text : `[${address}]`, port });
      if (!users.has(written)) users.set(written, connector.name);
    }
  }
  const own = ownServersOf(topology);
  return [...users]
    .filter(([host]) => whyNot(own, sending, host) === undefined)
    .map(([host, user]) => ({ value: host, kind: 'host', description: `as ${quoted(user)}`, meaning: [host] }));
}

/** One host or several, parted by commas, semicolons or blanks. Names come first: Exchange shares no load otherwise. */
export function readHosts(topology: Topology, sending: Sending, text: string): Reading<Hosts> {
  const own = ownServersOf(topology);
  const hosts = new Map<string, string>();
  for (const part of text.split(/[,;\s]+/).filter((each) => each !== '')) {
    const written = inBrackets(part);
    const { host, port } = withPort(written);
    const parsed = parseHost(host);
    if (!parsed.ok) return bad(parsed.error);
    const listens = port === undefined ? undefined : parsePort(port);
    if (listens?.ok === false) return bad(listens.error);
    const reason = whyNot(own, sending, host);
    if (reason !== undefined) return bad(reason);
    hosts.set(written.toLowerCase(), written);
  }
  const all = [...hosts.values()];
  if (all.length === 0) return bad('Type a host name or an IP address.');
  const ordered = [...all.filter((host) => !isAddress(host)), ...all.filter(isAddress)];
  const asWritten = ordered.join(', ');
  return good(ordered, asWritten === text ? undefined : `Written as ${asWritten}.`);
}

/** An IP address as a smart host has it, with or without a port: `192.0.2.25:587` too. */
function inBrackets(typed: string): string {
  if (canonicalIp(typed) !== undefined) return `[${typed}]`;
  const { host, port } = withPort(typed);
  return port === undefined || canonicalIp(host) === undefined ? typed : `[${host}]:${port}`;
}

/** `relay.example.net:587`, `[192.0.2.25]:587`. */
function withPort(written: string): { readonly host: string; readonly port: string | undefined } {
  const [, host = written, port] = /^(\[.*\]|[^:]+):(\d+)$/.exec(written) ?? [];
  return { host, port };
}

function isAddress(host: string): boolean {
  return host.startsWith('[');
}

/** Why mail that a connector hands to this host does not leave. */
function whyNot(
  ownServers: OwnHosts<Server>,
  { name, group, connects, scope }: Sending,
  host: string,
): string | undefined {
  const own = ownServers.get(hostNameKey(withPort(host).host));
  if (own === undefined) return undefined;
  if (connects.length > 0) {
    if (connects.some((each) => each.group.key === own.group)) return undefined;
    const there = listed(connects.map((each) => plain(each.group.name)));
    return `${host} is our own server ${plain(own.name)}, but ${quoted(name)} connects ${there}: all its mail would be returned.`;
  }
  const comesBack = scope === 'organization' || own.group === group;
  return comesBack
    ? `${host} is our own server ${plain(own.name)}, so mail would come back and be returned as looping. Name a host outside.`
    : undefined;
}
