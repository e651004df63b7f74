// The Receive connectors of a server of Exchange 2007 or 2010 as virtual servers. The first of them is the default one, which
// is what listens at port 25 for everybody.

import type { ExportedServer } from '../exchange/directory.ts';
import { bindingOf, isEverybody, isTrue, sizeOf } from '../exchange/values.ts';
import { noteTrust, ofReceiveConnector, writeBindings } from '../exchange/write-receive-connector.ts';
import type { Fields } from '../fields.ts';
import { compareText, type Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import type { Written } from '../statements.ts';
import { writtenSize } from '../../routing/message/written-values.ts';
import { parseHostName } from '../../syntax/values.ts';
import { writtenName } from '../../syntax/words.ts';

/** Virtual servers, and lines above the server for what cannot be one. */
export interface WrittenVirtualServers {
  readonly comments: readonly string[];
  readonly virtualServers: readonly Written[];
}

/** @param ofDefault - Statements that belong to the default virtual server: those of the transport service. */
export function writeVirtualServers(
  server: ExportedServer,
  connectors: readonly Fields[],
  ofDefault: readonly Written[],
  ledger: Ledger,
): WrittenVirtualServers {
  const names = new UniqueNames('virtual server', ledger);
  const taken = new Set<string>();
  const comments: string[] = [];
  const virtualServers: Written[] = [];
  for (const connector of inOrder(connectors)) {
    const bindings = writeBindings(connector, 'all unassigned');
    const own = (bindings ?? '').split(', ').filter((binding) => binding !== '');
    settleWhatPlaysNoPart(connector);
    if (own.length === 0 || own.some((binding) => taken.has(binding))) {
      comments.push(leaveOut(connector, bindings));
      continue;
    }
    for (const binding of own) taken.add(binding);
    const block = [...statementsOf(connector), ...(virtualServers.length === 0 ? ofDefault : [])];
    connector.settle('Bindings', 'imported');
    const name = names.give(connector.name, server.name);
    const words = `virtual server ${writtenName(name)} on ${own.map((each) => each.replace(/:25$/, '')).join(', ')}`;
    virtualServers.push({ comments: connector.comments, words, ...(block.length > 0 && { block }) });
  }
  if (virtualServers.length === 0 && ofDefault.length > 0) {
    virtualServers.push({ words: 'virtual server "Default SMTP Virtual Server" on all unassigned', block: ofDefault });
  }
  return { comments, virtualServers };
}

/** What is enabled, at port 25, open to everybody, at every address; what else is at 25; the rest by port and name. */
function inOrder(connectors: readonly Fields[]): Fields[] {
  const rankOf = (connector: Fields) => {
    const bindings = connector.values('Bindings').flatMap((each) => bindingOf(each) ?? []);
    const port = bindings.reduce((least, each) => Math.min(least, each.port), Infinity);
    if (!isEnabled(connector) || !bindings.some((each) => each.port === 25)) return 1 + port;
    const isDefault = isOpen(connector) && bindings.some((each) => each.port === 25 && each.address === undefined);
    return isDefault ? 0 : 1;
  };
  return connectors.toSorted((a, b) => rankOf(a) - rankOf(b) || compareText(a.name, b.name));
}

function isEnabled(connector: Fields): boolean {
  return !connector.has('Enabled') || isTrue(connector.text('Enabled'));
}

function isOpen(connector: Fields): boolean {
  const ranges = connector.values('RemoteIPRanges');
  return ranges.length === 0 || ranges.some(isEverybody);
}

function settleWhatPlaysNoPart(connector: Fields): void {
  connector.settle('Name', 'imported');
  connector.settle('Server', 'imported');
  connector.ignore(ofReceiveConnector);
  connector.settle('TransportRole', 'ignored');
  connector.comment('Comment');
  noteTrust(connector);
}

function statementsOf(connector: Fields): Written[] {
  if (isOpen(connector)) connector.settle('RemoteIPRanges', 'default');
  else {
    connector.say(`RemoteIPRanges: ${connector.values('RemoteIPRanges').join(', ')}`);
    connector.settle('RemoteIPRanges', 'differs', 'Only these may connect there; here everybody may.');
  }
  connector.settle('Enabled', isEnabled(connector) ? 'default' : 'imported');
  return [
    ...fqdnOf(connector),
    ...numberOf(connector, 'MaxHopCount', 'hop limit', 30),
    ...limitOf(connector),
    ...numberOf(connector, 'MaxRecipientsPerMessage', 'limit recipients', 64_000),
    ...(isEnabled(connector) ? [] : [{ words: 'stopped' }]),
  ];
}

function fqdnOf(connector: Fields): Written[] {
  const fqdn = connector.text('Fqdn')?.toLowerCase();
  if (fqdn === undefined) return [];
  const isGood = parseHostName(fqdn).ok;
  connector.settle('Fqdn', isGood ? 'imported' : 'dropped', isGood ? undefined : 'This is no name of a host.');
  return isGood ? [{ words: `fqdn ${fqdn}` }] : [];
}

function limitOf(connector: Fields): Written[] {
  const bytes = sizeOf(connector.text('MaxMessageSize') ?? '');
  if (bytes === undefined) return [];
  connector.settle('MaxMessageSize', bytes === Infinity ? 'default' : 'imported');
  return bytes === Infinity ? [] : [{ words: `limit size ${writtenSize(bytes)}` }];
}

function numberOf(connector: Fields, property: string, keyword: string, unwritten: number): Written[] {
  const text = connector.text(property) ?? '';
  if (!/^[1-9]\d{0,8}$/.test(text)) return [];
  connector.settle(property, Number(text) === unwritten ? 'default' : 'imported');
  return Number(text) === unwritten ? [] : [{ words: `${keyword} ${text}` }];
}

const deciding = [
  'Bindings',
  'RemoteIPRanges',
  'MaxMessageSize',
  'MaxRecipientsPerMessage',
  'MaxHopCount',
  'Fqdn',
  'Enabled',
];

/** Two may listen at one address there, the one with the narrower range counts; a virtual server has its address alone. */
function leaveOut(connector: Fields, bindings: string | undefined): string {
  const why =
    bindings === undefined
      ? 'No address and port can be read, so nobody could connect to it.'
      : 'Another one of the server listens there for everybody else; virtual servers cannot share an address.';
  const said = deciding.flatMap((property) => {
    if (property === 'Enabled' && isEnabled(connector)) {
      connector.settle(property, 'default');
      return [];
    }
    const values = connector.values(property);
    if (connector.has(property)) connector.settle(property, 'comment', 'It stands above the server.');
    return values.length === 0 ? [] : [`${property} ${values.join(', ')}`];
  });
  connector.dropped(why);
  return [`Receive connector ${connector.name}: ${said.join('; ')}`, ...connector.comments].join('; ');
}
