// Send connectors, and routing group connectors between sites and routing groups of 2003, as connectors of routing groups. One
// whose servers are in several of them is written in each.

import type { ExchangeObjects } from '../exchange/objects.ts';
import { sizeOf } from '../exchange/values.ts';
import { commentOnRest, isDisabled, writeDelivery, writeSpaces } from '../exchange/write-connectors.ts';
import type { Fields } from '../fields.ts';
import { compareText, type Ledger } from '../ledger.ts';
import type { UniqueNames } from '../names.ts';
import { commentedOut, type Written } from '../statements.ts';
import { writtenSize } from '../../routing/message/written-values.ts';
import { writtenName } from '../../syntax/words.ts';
import type { GroupBlocks } from './group-blocks.ts';
import type { Place } from './legacy-groups.ts';
import { isLaterGroup } from './signs.ts';

/** Where connectors find servers and groups, and put what is written. */
export interface Surroundings {
  readonly names: UniqueNames;
  readonly blocks: GroupBlocks;
  server(text: string): Place | undefined;
  /** The written name of a routing group of 2003. */
  legacyGroup(text: string): string;
  /** A group for what is only a comment. */
  readonly anyGroup: string;
}

/** Writes connectors that lead to address spaces. */
export function writeSendConnectors(connectors: readonly Fields[], around: Surroundings): void {
  for (const connector of connectors) {
    if (/^EdgeSync - Inbound to /i.test(connector.name)) {
      // What an Edge server takes goes to its site without being told.
      connector.settleRest('default');
      continue;
    }
    writeSendConnector(connector, around);
  }
}

function writeSendConnector(connector: Fields, { names, blocks, server, anyGroup }: Surroundings): void {
  const sources = byGroup(connector, 'SourceTransportServers', server);
  connector.settle('Name', 'imported');
  connector.settle('SourceRoutingGroup', 'imported');
  connector.comment('Comment');
  const statements = [
    ...writeSpaces(connector, 'scope routing group'),
    ...writeDelivery(connector),
    ...writeLimit(connector),
    ...(isDisabled(connector) ? [{ words: 'disabled' }] : []),
  ];
  connector.comment('FrontendProxyEnabled', ['False']);
  commentOnRest(connector);
  if (sources.length === 0) {
    const text = 'None of its source servers is known, so no mail can leave by it.';
    connector.missing(text);
    const words = `smtp connector ${writtenName(names.give(connector.name))}`;
    const comments = [...connector.comments, `Not imported: ${text}`];
    blocks.add(anyGroup, leftOut(connector, { comments, words, block: statements }));
    return;
  }
  if (sources.length > 1) {
    const text = 'Its servers are in several sites, of which Exchange 2007 and 2010 use one; here each site has it.';
    connector.differs(text);
  }
  for (const [group, servers] of sources) {
    const words = `smtp connector ${writtenName(names.give(connector.name, group))}`;
    const block = [{ words: `bridgehead ${servers.map(writtenName).join(', ')}` }, ...statements];
    blocks.add(group, { comments: [...connector.comments], words, block, isLong: true });
  }
}

/** Its values as comments; what would have been statements are none. */
function leftOut(connector: Fields, written: Written): Written {
  for (const property of [
    'Name',
    'AddressSpaces',
    'SmartHosts',
    'MaxMessageSize',
    'SourceTransportServers',
    'Enabled',
  ]) {
    if (connector.has(property)) connector.settle(property, 'comment', 'The whole connector stands as a comment.');
  }
  connector.dropped('It stands as a comment.');
  return commentedOut(written);
}

/** Connectors to gateways: no mail of theirs is SMTP. */
export function commentOnGateways(objects: ExchangeObjects, of: (each: Fields) => boolean, around: Surroundings): void {
  for (const [kind, keyword] of [
    ['ForeignConnector', 'foreign connector'],
    ['DeliveryAgentConnector', 'delivery agent connector'],
  ] as const) {
    for (const connector of objects.of(kind).filter(of)) {
      const [first] = byGroup(connector, 'SourceTransportServers', around.server);
      const words = `${keyword} ${writtenName(around.names.give(connector.name, first?.[0]))}`;
      const block = [
        ...(first === undefined ? [] : [{ words: `source ${first[1].join(', ')}` }]),
        ...writeSpaces(connector, 'scope routing group'),
      ];
      connector.comment('Comment');
      commentOnRest(connector);
      isDisabled(connector);
      const comments = [...connector.comments, 'Not imported: Exchange 2003 has no such connector.'];
      around.blocks.add(first?.[0] ?? around.anyGroup, leftOut(connector, { comments, words, block }));
    }
  }
}

/** Writes connectors between routing groups of 2003, or between one and sites. Their costs are returned. */
export function writeRoutingGroupConnectors(
  connectors: readonly Fields[],
  around: Surroundings,
  ledger: Ledger,
): readonly number[] {
  if (connectors.length > 0) {
    const text =
      'Exchange 2007 and 2010 compare what routing group connectors cost before what site links cost; here the costs are added.';
    ledger.note({ class: 'differs', kind: 'RoutingGroupConnector', object: 'all', text });
  }
  return connectors.map((connector) => writeRoutingGroupConnector(connector, around));
}

function writeRoutingGroupConnector(connector: Fields, around: Surroundings): number {
  const { names, blocks, server, anyGroup } = around;
  const sources = sourcesOf(connector, around);
  const targets = byGroup(connector, 'TargetTransportServers', server);
  for (const property of ['Name', 'SourceRoutingGroup', 'TargetRoutingGroup']) connector.settle(property, 'imported');
  connector.comment('Comment');
  connector.ignore(['PublicFolderReferralsEnabled', 'HomeMTA', 'HomeMtaServerId', 'ConnectedRoutingGroups']);
  const cost = costOf(connector);
  const more = [{ words: `cost ${String(cost)}` }, ...writeLimit(connector)];
  const pairs = sources.flatMap((source) => targets.map((target) => ({ source, target })));
  const good = pairs.filter(({ source: [from], target: [to] }) => from !== to);
  if (good.length === 0) {
    const text = targets.length === 0 ? 'No server that it leads to is known.' : sources.length === 0 ? 'None of its source servers is known.' : 'It leads to where it comes from.'; // prettier-ignore
    const words = `routing group connector ${writtenName(names.give(connector.name))} to ?`;
    connector.settle('Cost', 'comment', 'The whole connector stands as a comment.');
    const written = { comments: [...connector.comments, `Not imported: ${text}`], words, block: more };
    blocks.add(sources[0]?.[0] ?? anyGroup, leftOut(connector, written));
    return 1;
  }
  if (good.length > 1) {
    const text =
      'Its servers are in several sites, of which mail takes one; here each site has a connector of its own.';
    connector.differs(text);
  }
  for (const { source, target } of good) {
    const place = sources.length > 1 ? source[0] : target[0];
    const words = `routing group connector ${writtenName(names.give(connector.name, place))} to ${writtenName(target[0])}`;
    const block = [
      { words: `bridgehead ${source[1].length === 0 ? 'any' : source[1].map(writtenName).join(', ')}` },
      { words: `target ${target[1].map(writtenName).join(', ')}` },
      ...more,
    ];
    blocks.add(source[0], { comments: [...connector.comments], words, block, isLong: false });
  }
  return cost;
}

type OfGroup = readonly [group: string, servers: readonly string[]];

/** Where it comes from: without servers it is any server of a routing group of 2003. */
function sourcesOf(connector: Fields, { server, legacyGroup }: Surroundings): readonly OfGroup[] {
  const found = byGroup(connector, 'SourceTransportServers', server);
  const group = connector.text('SourceRoutingGroup');
  return found.length > 0 || group === undefined || isLaterGroup(group) ? found : [[legacyGroup(group), []]];
}

/** Servers of a property, by the group that they are in. */
function byGroup(connector: Fields, property: string, server: Surroundings['server']): readonly OfGroup[] {
  const groups = new Map<string, Set<string>>();
  connector.settle(property, 'imported');
  for (const value of connector.values(property)) {
    const place = server(value);
    if (place === undefined) connector.settleValue(property, value, 'dropped', 'This server is not known.');
    else groups.set(place.group, (groups.get(place.group) ?? new Set()).add(place.name));
  }
  return [...groups]
    .map(([group, names]): OfGroup => [group, [...names].toSorted(compareText)])
    .toSorted(([a], [b]) => compareText(a, b));
}

/** What routing group connectors cost, 1 to 100 (Set-RoutingGroupConnector). */
function costOf(connector: Fields): number {
  const text = connector.text('Cost') ?? '';
  if (/^[1-9]\d?$|^100$/.test(text)) {
    connector.settle('Cost', 'imported');
    return Number(text);
  }
  if (connector.has('Cost')) connector.settle('Cost', 'differs', 'This is no cost of a connector; here it is 1.');
  else connector.differs('The export does not tell its cost; it is taken for 1.');
  return 1;
}

function writeLimit(connector: Fields): Written[] {
  const bytes = sizeOf(connector.text('MaxMessageSize') ?? '');
  if (bytes === undefined) return [];
  connector.settle('MaxMessageSize', bytes === Infinity ? 'default' : 'imported');
  return bytes === Infinity ? [] : [{ words: `limit size ${writtenSize(bytes)}` }];
}
