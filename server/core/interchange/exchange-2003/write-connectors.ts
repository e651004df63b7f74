// Connectors of a routing group: SMTP, routing group, X.400, and those of gateways, each by what its tabs have (ms985758,
// ms980052). One that nothing can leave by is written as a comment, and so is one of which too little is known.

import { parseAddressSpace } from '../../syntax/values.ts';
import { writtenName, writtenVirtualServer } from '../../syntax/words.ts';
import { addressSpaceOf, writtenSpace, type ReadSpace } from '../exchange/values.ts';
import type { Fields } from '../fields.ts';
import { compareText } from '../ledger.ts';
import type { UniqueNames } from '../names.ts';
import { commentedOut, type Written } from '../statements.ts';
import { ofNames, type Directory, type RoutingGroup } from './directory.ts';
import type { DirectoryEntries, PlacedEntry } from './entries.ts';
import type { Recipients } from './recipients.ts';
import { highestCost, smartHostsIn } from './values.ts';
import { writeLimit, writeRestrictions } from './write-restrictions.ts';

const x400Kinds = ['rFC1006X400Link', 'x25X400Link', 'rASX400Link', 'x400Link'] as const;
const kinds = ['msExchRoutingSMTPConnector', 'msExchRoutingGroupConnector', ...x400Kinds, 'mailGateway'] as const;

/** All connectors of an export, by name. */
export function connectorsIn(entries: DirectoryEntries): readonly PlacedEntry[] {
  return kinds
    .flatMap((kind) => entries.of(kind))
    .toSorted((a, b) => compareText(a.fields.name, b.fields.name) || compareText(a.dn.key, b.dn.key));
}

/** Writes connectors, in the order of their names, so that each name is given once. */
export class ConnectorWriter {
  readonly #directory: Directory;
  readonly #recipients: Recipients;
  readonly #names: UniqueNames;
  readonly #read = new Map<Fields, Map<string, readonly Named[]>>();

  constructor(directory: Directory, recipients: Recipients, names: UniqueNames) {
    this.#directory = directory;
    this.#recipients = recipients;
    this.#names = names;
  }

  /** The connector as one of the group; one that leads to several sites of later servers is written for each of them. */
  write({ fields }: PlacedEntry, group: RoutingGroup): Written[] {
    fields.settle('cn', 'imported');
    fields.ignore(ofConnector);
    fields.comment('adminDescription');
    return this.#sitesOf(fields).map((site) => {
      const name = this.#names.give(fields.name, site?.name ?? group.name);
      if (name !== fields.name) fields.say(`Its name is ${fields.name}.`);
      const written = this.#one(fields, writtenName(name), group, site);
      // What stands above the statement comes from all parts of it.
      return written.isWritten ? { ...written, comments: [...fields.comments] } : leftOut(fields, written);
    });
  }

  /** The sites that a routing group connector leads to, where there are several; else one undefined. */
  #sitesOf(fields: Fields): readonly (RoutingGroup | undefined)[] {
    const targets = fields.values('msExchTargetBridgeheadServersDN');
    const groups = new Set(targets.flatMap((each) => this.#directory.server(each)?.group ?? []));
    const isOfSites = groups.size > 1 && [...groups].every(({ isSite }) => isSite);
    return isOfSites ? [...groups].toSorted((a, b) => compareText(a.name, b.name)) : [undefined];
  }

  #one(fields: Fields, name: string, group: RoutingGroup, site: RoutingGroup | undefined): ReadConnector {
    switch (fields.record.kind) {
      case 'msExchRoutingGroupConnector':
        return this.#routingGroupConnector(fields, name, group, site);
      case 'msExchRoutingSMTPConnector':
        return this.#smtpConnector(fields, name, group);
      case 'mailGateway':
        return this.#unknownConnector(fields, `connector ${name}`, 'What it leads to is no SMTP and no X.400.');
      default:
        return this.#unknownConnector(fields, `x400 connector ${name}`, 'Which host it leads to is not known.');
    }
  }

  #routingGroupConnector(
    fields: Fields,
    name: string,
    group: RoutingGroup,
    site: RoutingGroup | undefined,
  ): ReadConnector {
    const bridgeheads = this.#bridgeheads(fields, group);
    const targets = this.#virtualServers(fields, 'msExchTargetBridgeheadServersDN').filter(
      (target) => site === undefined || target.group === site,
    );
    const groups = [...new Set(targets.map(({ group }) => group))];
    const isAny = !fields.has('msExchSourceBridgeheadServersDN');
    if (isAny) fields.say('msExchSourceBridgeheadServersDN is empty: any server of the group.');
    const words = `routing group connector ${name} to ${groups.map((group) => writtenName(group.name)).join(', ') || '?'}`;
    const block = [
      ...(bridgeheads.length === 0 ? [] : [{ words: `bridgehead ${listOf(bridgeheads)}` }]),
      ...(targets.length === 0 ? [] : [{ words: `target ${listOf(targets)}` }]),
      ...writeCost(fields),
      ...writeRestrictions(fields, this.#recipients),
    ];
    const why =
      targets.length === 0
        ? 'No server that it leads to is in the export.'
        : groups.length > 1
          ? 'It leads to servers of several routing groups.'
          : bridgeheads.length === 0 && !isAny
            ? 'None of its bridgeheads is in the export.'
            : undefined;
    return { words, block, why, isWritten: why === undefined };
  }

  #smtpConnector(fields: Fields, name: string, group: RoutingGroup): ReadConnector {
    const bridgeheads = this.#bridgeheads(fields, group);
    const { spaces, isScoped } = writeSpaces(fields);
    const hosts = fields.has('msExchSmtpSmartHost') ? smartHostsIn(fields) : [];
    const block = [
      ...(bridgeheads.length === 0 ? [] : [{ words: `bridgehead ${listOf(bridgeheads)}` }]),
      ...spaces,
      ...(isScoped ? [{ words: 'scope routing group' }] : []),
      ...(hosts.length === 0 ? [] : [{ words: `deliver through smart host ${hosts.join(', ')}` }]),
      ...writeRestrictions(fields, this.#recipients),
    ];
    for (const property of notKnown) fields.comment(property);
    const why =
      bridgeheads.length === 0
        ? 'None of its bridgeheads is in the export.'
        : fields.has('msExchSmtpSmartHost') && hosts.length === 0
          ? 'None of its smart hosts can be read.'
          : undefined;
    return { words: `smtp connector ${name}`, block, why, isWritten: why === undefined };
  }

  #unknownConnector(fields: Fields, words: string, why: string): ReadConnector {
    const mta = fields.text('homeMTA');
    const server = mta === undefined ? undefined : this.#directory.server(mta);
    if (mta !== undefined && server === undefined) fields.missing(`Its server is not in the export: ${mta}`);
    const block = [
      ...(server === undefined ? [] : [{ words: `bridgehead ${writtenName(server.name)}` }]),
      ...writeSpaces(fields).spaces,
      ...writeLimit(fields),
    ];
    return { words, block, why, isWritten: false };
  }

  /** Local bridgeheads; where later servers of several sites are bridgeheads, those of the site. */
  #bridgeheads(fields: Fields, group: RoutingGroup): readonly Named[] {
    const all = this.#virtualServers(fields, 'msExchSourceBridgeheadServersDN');
    return group.isSite ? all.filter((each) => each.group === group) : all;
  }

  /** Virtual servers that entries name, as they are written, with their groups. */
  #virtualServers(fields: Fields, property: string): readonly Named[] {
    const ofFields = this.#read.get(fields) ?? new Map<string, readonly Named[]>();
    this.#read.set(fields, ofFields);
    const known = ofFields.get(property) ?? this.#readVirtualServers(fields, property);
    ofFields.set(property, known);
    return known;
  }

  #readVirtualServers(fields: Fields, property: string): readonly Named[] {
    fields.settle(property, 'imported');
    const found = fields.values(property).flatMap((value): Named[] => {
      const known = this.#directory.virtualServer(value);
      if (known === undefined) {
        fields.settleValue(property, value, 'dropped', 'This virtual server is not in the export.');
        fields.missing(`${property} names ${value}, which is not in the export.`);
        return [];
      }
      const { server, virtualServer } = known;
      const isDefault = virtualServer === 'whole';
      if (isDefault && !server.group.isSite) fields.say(`${property}: ${value}`);
      return [
        {
          written: writtenVirtualServer(server.name, isDefault ? undefined : virtualServer.name),
          group: server.group,
        },
      ];
    });
    return found.toSorted((a, b) => compareText(a.written, b.written));
  }
}

interface Named {
  readonly written: string;
  readonly group: RoutingGroup;
}

interface ReadConnector extends Written {
  readonly isWritten: boolean;
  /** Why it stands as a comment. */
  readonly why: string | undefined;
}

function listOf(servers: readonly Named[]): string {
  return [...new Set(servers.map(({ written }) => written))].join(', ');
}

/** The whole connector as a comment; what would have been a statement is dropped. */
function leftOut(fields: Fields, { words, block, why }: ReadConnector): Written {
  for (const property of decidingRouting) {
    if (fields.has(property)) fields.settle(property, 'comment', 'The whole connector stands as a comment.');
  }
  fields.dropped(why ?? '');
  return commentedOut({ comments: [...fields.comments, `Not imported: ${why ?? ''}`], words, ...(block && { block }) });
}

const decidingRouting = [
  ...['msExchSourceBridgeheadServersDN', 'msExchTargetBridgeheadServersDN', 'homeMTA', 'routingList', 'cost'],
  ...['msExchSmtpSmartHost', 'delivContLength'],
];

function writeCost(fields: Fields): Written[] {
  const text = fields.text('cost');
  const cost = text === undefined ? 1 : Number(text);
  if (text === undefined) {
    fields.differs('The export does not tell its cost; it is taken for 1.');
    return [{ words: 'cost 1' }];
  }
  const written = Number.isInteger(cost) ? Math.min(highestCost, Math.max(1, cost)) : 1;
  if (written === cost) fields.settle('cost', 'imported');
  else fields.settle('cost', 'differs', `This is no cost of a connector; here it is ${String(written)}.`);
  return [{ words: `cost ${String(written)}` }];
}

function writeSpaces(fields: Fields): { readonly spaces: Written[]; readonly isScoped: boolean } {
  const property = 'routingList';
  const read: ReadSpace[] = [];
  fields.settle(property, 'imported');
  for (const value of fields.values(property)) {
    const space = addressSpaceOf(value);
    const written = writtenSpace(space);
    const isGood = space.cost >= 1 && space.cost <= 100 && parseAddressSpace(written.replace(/ cost \d+$/, '')).ok;
    if (isGood) read.push(space);
    else fields.settleValue(property, value, 'dropped', 'The language has no such address space.');
  }
  const isScoped = read.some((space) => space.isScoped);
  if (isScoped && read.some((space) => !space.isScoped)) {
    fields.differs('Some of its address spaces are for its routing group only; here all are.');
  }
  const inOrder = read.toSorted(
    (a, b) => compareText(a.type, b.type) || compareText(a.space, b.space) || a.cost - b.cost,
  );
  const written = [...new Set(inOrder.map(writtenSpace))];
  return { spaces: written.length === 0 ? [] : [{ words: `address space ${written.join(', ')}` }], isScoped };
}

/** Mail that waits for ETRN, and groups that it connects: their names are known, their values are not. */
const notKnown = [
  ...['msExchRoutingETRNDomains', 'msExchRoutingTriggeredDomains', 'msExchRoutingTriggered', 'connectedDomains'],
  ...['msExchRoutingTriggeredAuthentication', 'msExchRoutingTriggeredServer', 'msExchRoutingTriggeredSmartHost'],
];

const ofConnector = [
  ...ofNames,
  ...['msExchSmtpOutboundSecurityFlag', 'msExchSmtpOutboundSecurityUserName', 'msExchSmtpOutboundSecurityPassword'],
  ...['msExchConnectorFlags', 'msExchNoPFConnection', 'msExchSmtpTLSCertificate', 'homeMTABL', 'deliveryMechanism'],
];
