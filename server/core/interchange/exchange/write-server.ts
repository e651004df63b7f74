// A server in its site: databases, transport service, Receive connectors.

import { writtenDuration } from '../../routing/message/written-values.ts';
import { writtenName } from '../../syntax/words.ts';
import type { Fields } from '../fields.ts';
import type { Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import type { Written } from '../statements.ts';
import type { Directory, ExportedServer } from './directory.ts';
import type { ExchangeObjects } from './objects.ts';
import { timeSpanOf } from './values.ts';
import { writeReceiveConnectors } from './write-receive-connector.ts';

/** Writes servers; made once, as what belongs to a server is looked for among all objects. */
export class ServerWriter {
  readonly #directory: Directory;
  readonly #ledger: Ledger;
  readonly #receivers: ReadonlyMap<ExportedServer, readonly Fields[]>;
  readonly #databases: ReadonlyMap<ExportedServer, readonly Fields[]>;
  readonly #services: ReadonlyMap<ExportedServer, readonly Fields[]>;
  readonly #databaseNames: UniqueNames;

  constructor(objects: ExchangeObjects, directory: Directory, ledger: Ledger) {
    this.#directory = directory;
    this.#ledger = ledger;
    this.#receivers = byServer(objects.of('ReceiveConnector'), 'Server', directory);
    this.#databases = byServer(objects.of('MailboxDatabase'), 'Server', directory);
    this.#services = byServer(objects.of('TransportService'), 'Name', directory);
    this.#databaseNames = new UniqueNames('database', ledger);
  }

  write(server: ExportedServer): Written {
    const { name, isEdge, fields, version } = server;
    if (fields !== undefined && version !== undefined && version < 15 && version > 6) {
      fields.differs(
        'Exchange 2007 and 2010 route much as later versions do; where not, docs/import.md says what differs.',
      );
    }
    const block = [
      ...(this.#services.get(server) ?? []).flatMap((service) => writeTransportService(service, isEdge)),
      ...(this.#databases.get(server) ?? []).map((database) => this.#database(database)),
      ...writeReceiveConnectors(server, this.#receivers.get(server) ?? [], this.#ledger),
    ];
    return {
      comments: fields?.comments ?? ['Only named in the export: nothing else is known of it.'],
      words: `${isEdge ? 'edge server' : 'server'} ${writtenName(name)}`,
      block,
      isLong: block.some((each) => each.block !== undefined),
    };
  }

  #database(database: Fields): Written {
    const own = this.#directory.server(database.text('Server') ?? '')?.name;
    const copies = (database.has('Servers') ? database.values('Servers') : [])
      .flatMap((each) => this.#directory.server(each)?.name ?? [])
      .filter((each) => each !== own);
    for (const property of ['Name', 'Server', 'Servers']) database.settle(property, 'imported');
    database.ignore(['MasterServerOrAvailabilityGroup', 'DatabaseCopies', 'ActivationPreference', 'MasterType']);
    const words = `database ${writtenName(this.#databaseNames.give(database.name))}`;
    const block = copies.length === 0 ? [] : [{ words: `copy on ${copies.map(writtenName).join(', ')}` }];
    return { words, block };
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

/** What one setting of the transport service is in the language, and what it is unwritten (Get-TransportService). */
function writeTransportService(service: Fields, isEdge: boolean): Written[] {
  const statements: Written[] = [];
  const duration = (property: string, keyword: string, seconds: number) => {
    const found = timeSpanOf(service.text(property) ?? '');
    if (found === undefined) return;
    service.settle(property, found === seconds ? 'default' : 'imported');
    if (found !== seconds) statements.push({ words: `${keyword} ${writtenDuration(found)}` });
  };
  const count = (property: string, keyword: string, unwritten: number) => {
    const found = service.text(property);
    if (found === undefined) return;
    if (!/^[1-9]\d*$/.test(found)) {
      service.settle(property, 'differs', 'It is unlimited there; here the number unwritten holds.');
      return;
    }
    service.settle(property, Number(found) === unwritten ? 'default' : 'imported');
    if (Number(found) !== unwritten) statements.push({ words: `${keyword} ${found}` });
  };
  const retries = writeRetries(service, isEdge);
  if (retries !== undefined) statements.push(retries);
  duration('DelayNotificationTimeout', 'delay notification', 4 * 60 * 60);
  duration('MessageExpirationTimeout', 'expire', 2 * 24 * 60 * 60);
  count('MaxOutboundConnections', 'connections', 1000);
  count('MaxPerDomainOutboundConnections', 'connections per domain', 20);
  service.settle('Name', 'imported');
  service.settleRest('ignored');
  return statements;
}

/** Four tries a minute apart come first (QueueGlitchRetryCount, which no cmdlet shows), then those that are set. */
function writeRetries(service: Fields, isEdge: boolean): Written | undefined {
  const count = Number(service.text('TransientFailureRetryCount') ?? NaN);
  const interval = timeSpanOf(service.text('TransientFailureRetryInterval') ?? '');
  const then = timeSpanOf(service.text('OutboundConnectionFailureRetryInterval') ?? '');
  if (!Number.isInteger(count) || interval === undefined || then === undefined) return undefined;
  const isDefault = count === 6 && interval === (isEdge ? 600 : 300) && then === (isEdge ? 1800 : 600);
  for (const property of [
    'TransientFailureRetryCount',
    'TransientFailureRetryInterval',
    'OutboundConnectionFailureRetryInterval',
  ]) {
    service.settle(property, isDefault ? 'default' : 'imported');
  }
  if (isDefault || then === 0) return undefined;
  const set = count > 0 && interval > 0 ? `, ${String(count)} every ${writtenDuration(interval)}` : '';
  return { words: `retry 4 every 1m${set}, then ${writtenDuration(then)}` };
}
