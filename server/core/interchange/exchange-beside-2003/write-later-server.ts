// A server of Exchange 2007 or 2010 in the routing group of its site.

import { roles, type Directory, type ExportedServer } from '../exchange/directory.ts';
import type { ExchangeObjects } from '../exchange/objects.ts';
import { isTrue, timeSpanOf } from '../exchange/values.ts';
import type { Fields } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import type { Written } from '../statements.ts';
import { writtenDuration } from '../../routing/message/written-values.ts';
import { writtenName } from '../../syntax/words.ts';
import { writeVirtualServers } from './virtual-servers.ts';

/** Whether it hands mail on: a Hub Transport server, an Edge server, or one of which nothing is known but its name. */
export function hasTransport({ fields, isEdge }: ExportedServer): boolean {
  if (fields === undefined || isEdge) return true;
  if (fields.has('IsHubTransportServer')) return isTrue(fields.text('IsHubTransportServer'));
  return fields.text('ServerRole') === undefined || roles(fields).includes('hubtransport');
}

/** Writes servers; made once, as what belongs to a server is looked for among all objects. */
export class LaterServerWriter {
  readonly #ledger: Ledger;
  readonly #receivers: ReadonlyMap<ExportedServer, readonly Fields[]>;
  readonly #services: ReadonlyMap<ExportedServer, readonly Fields[]>;

  constructor(objects: ExchangeObjects, directory: Directory, ledger: Ledger) {
    this.#ledger = ledger;
    this.#receivers = byServer(objects.of('ReceiveConnector'), 'Server', directory);
    this.#services = byServer(objects.of('TransportService'), 'Name', directory);
  }

  write(server: ExportedServer): Written {
    const { name, fields } = server;
    const receivers = this.#receivers.get(server) ?? [];
    const services = (this.#services.get(server) ?? []).flatMap(writeTransportService);
    const { comments, virtualServers } = writeVirtualServers(server, receivers, services, this.#ledger);
    if (fields !== undefined && !hasTransport(server)) {
      fields.say('It has no Hub Transport role: no SMTP of its own.');
      fields.differs('It has no SMTP of its own; here a server always has a virtual server.');
    } else if (receivers.length === 0) {
      fields?.missing('No Receive connector of it is in the export (Get-ReceiveConnector), so its bindings are the default ones.'); // prettier-ignore
    }
    const own = fields?.comments ?? ['Only named in the export: nothing else is known of it.'];
    return {
      comments: [...own, ...comments],
      words: `server ${writtenName(name)}`,
      block: virtualServers,
      isLong: virtualServers.length > 0,
    };
  }
}

function byServer(
  objects: readonly Fields[],
  property: string,
  directory: Directory,
): ReadonlyMap<ExportedServer, readonly Fields[]> {
  const found = new Map<ExportedServer, Fields[]>();
  for (const each of objects) {
    const server = directory.server(each.text(property) ?? '');
    if (server === undefined) each.missing('The export does not tell whose it is.');
    else found.set(server, [...(found.get(server) ?? []), each]);
  }
  return found;
}

const [minute, hour, day] = [60, 60 * 60, 24 * 60 * 60];

/** What the transport service says, on the default virtual server (Get-TransportServer); what 2003 has unwritten is not. */
function writeTransportService(service: Fields): Written[] {
  const duration = (property: string, keyword: string, unwritten: number): Written[] => {
    const seconds = timeSpanOf(service.text(property) ?? '');
    if (seconds === undefined) return [];
    service.settle(property, seconds === unwritten ? 'default' : 'imported');
    return seconds === unwritten ? [] : [{ words: `${keyword} ${writtenDuration(seconds)}` }];
  };
  const count = (property: string, keyword: string, unwritten: number): Written[] => {
    const text = service.text(property);
    if (text === undefined) return [];
    if (!/^[1-9]\d{0,8}$/.test(text)) {
      service.settle(property, 'differs', 'It is unlimited there; here the number unwritten holds.');
      return [];
    }
    service.settle(property, Number(text) === unwritten ? 'default' : 'imported');
    return Number(text) === unwritten ? [] : [{ words: `${keyword} ${text}` }];
  };
  service.settle('Name', 'imported');
  const statements = [
    ...writeRetries(service),
    ...duration('DelayNotificationTimeout', 'delay notification', 12 * hour),
    ...duration('MessageExpirationTimeout', 'expire', 2 * day),
    ...count('MaxOutboundConnections', 'connections', 1000),
    ...count('MaxPerDomainOutboundConnections', 'connections per domain', 100),
  ];
  service.settleRest('ignored');
  return statements;
}

/** Tries that are written one by one; a service can have 15 (Set-TransportServer). */
const mostTries = 15;

function writeRetries(service: Fields): Written[] {
  const properties = [
    'TransientFailureRetryCount',
    'TransientFailureRetryInterval',
    'OutboundConnectionFailureRetryInterval',
  ];
  const count = Number(service.text('TransientFailureRetryCount') ?? NaN);
  const interval = timeSpanOf(service.text('TransientFailureRetryInterval') ?? '');
  const then = timeSpanOf(service.text('OutboundConnectionFailureRetryInterval') ?? '');
  if (!Number.isInteger(count) || interval === undefined || then === undefined) return [];
  const first = interval === 0 ? [] : new Array<number>(Math.min(mostTries, Math.max(0, count))).fill(interval);
  if (then < minute) {
    for (const property of properties)
      service.settle(property, 'dropped', 'Less than a minute is no wait that is written.');
    return [];
  }
  for (const property of properties) service.settle(property, 'imported');
  const waits = (first.length === 0 ? [then] : first).map(writtenDuration).join(', ');
  return [{ words: `retry ${waits}, then ${writtenDuration(then)}` }];
}
