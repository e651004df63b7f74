// Whether servers of Exchange 2003 are there beside those of Exchange 2007 and 2010, and which they are.

import type { Fields } from '../fields.ts';
import type { ExchangeObjects } from '../exchange/objects.ts';
import { simpleName } from '../exchange/values.ts';
import { isGroupOfLaterServers, isOfLaterVersion } from '../exchange-2003/directory.ts';
import type { DirectoryEntries } from '../exchange-2003/entries.ts';

/** The major version that a server tells: 6 is 2000 and 2003, 8 and 14 are 2007 and 2010, 15 is 2013 and later. */
export function versionOf(server: Fields): number | undefined {
  const version = /Version (\d+)\./.exec(server.text('AdminDisplayVersion') ?? '')?.[1];
  return version === undefined ? undefined : Number(version);
}

/** Whether a name of a routing group, in whatever form, is that of all later servers. */
export function isLaterGroup(text: string): boolean {
  return isGroupOfLaterServers(simpleName(text));
}

/** Exchange 2013 is not set up where there are servers of 2003, so what is left of these then is of no use. */
export function hasServersOf2013(objects: ExchangeObjects): boolean {
  return objects.of('ExchangeServer').some((server) => (versionOf(server) ?? 0) >= 15);
}

/** Whether cmdlets tell of servers of 2003: by their version, or by a connector between their groups and that of the later. */
export function tellsOf2003(objects: ExchangeObjects): boolean {
  if (hasServersOf2013(objects)) return false;
  return (
    objects.of('ExchangeServer').some((server) => (versionOf(server) ?? 8) < 8) ||
    objects.of('RoutingGroupConnector').some((connector) => {
      const ends = ['SourceRoutingGroup', 'TargetRoutingGroup'].flatMap((end) => connector.text(end) ?? []);
      return ends.some(isLaterGroup) && !ends.every(isLaterGroup);
    })
  );
}

/** An object that names a routing group, and servers of it. */
export interface Membership {
  readonly by: Fields;
  readonly group: string;
  readonly servers: readonly string[];
}

/** What connectors tell of the routing groups of 2003. */
export function legacyMemberships(objects: ExchangeObjects): readonly Membership[] {
  const ends = [
    ['RoutingGroupConnector', 'SourceRoutingGroup', 'SourceTransportServers'],
    ['RoutingGroupConnector', 'TargetRoutingGroup', 'TargetTransportServers'],
    ['SendConnector', 'SourceRoutingGroup', 'SourceTransportServers'],
  ] as const;
  return ends.flatMap(([kind, group, servers]) =>
    objects.of(kind).flatMap((by) => {
      const text = by.text(group);
      return text === undefined || isLaterGroup(text) ? [] : [{ by, group: text, servers: by.values(servers) }];
    }),
  );
}

/** Names of servers of 2003, in small letters and without their places. */
export function legacyServers(objects: ExchangeObjects, entries: DirectoryEntries | undefined): ReadonlySet<string> {
  const servers = objects.of('ExchangeServer');
  const later = new Set(servers.filter((each) => (versionOf(each) ?? 0) >= 8).flatMap(namesOf));
  const found = [
    ...servers.filter((each) => (versionOf(each) ?? 8) < 8).flatMap(namesOf),
    ...legacyMemberships(objects).flatMap((each) => each.servers.map((name) => simpleName(name).toLowerCase())),
    ...(entries?.of('msExchExchangeServer') ?? [])
      .filter(({ fields }) => !isOfLaterVersion(fields))
      .map(({ fields }) => fields.name.toLowerCase()),
  ];
  return new Set(found.filter((name) => !later.has(name)));
}

function namesOf(server: Fields): string[] {
  return [server.name, server.text('Fqdn') ?? server.name].map((name) => name.toLowerCase());
}
