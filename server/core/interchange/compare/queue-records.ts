// Queues as servers list them: Get-Queue written down as Clixml, JSON or Format-List (queue-properties.md of Microsoft's
// documentation), and dumps of the WMI class Exchange_Link of Exchange 2003 as CSV. Send connectors among the exports tell
// which GUID is whose.

import { kindOf, isListProperty } from '../exchange/kinds.ts';
import { textOf } from '../limits.ts';
import { isClixml, readClixml } from '../read/clixml.ts';
import { isFormatList, readFormatList } from '../read/format-list.ts';
import { isJson, readJson } from '../read/json.ts';
import type { TypedObject } from '../read/typed-object.ts';
import { type ExportFile, UnreadableFile } from '../record.ts';
import { RowReader, UnreadableLog } from './rows.ts';

/** A queue of a server, as the server tells it. Texts are '' where it does not say. */
export interface ListedQueue {
  readonly server: string;
  /** `4`, `Submission`, or a link's name in Exchange 2003. */
  readonly name: string;
  /** '' in Exchange 2003. */
  readonly deliveryType: string;
  readonly nextHop: string;
  /** GUID in lower case; '' where none is used. */
  readonly connector: string;
  readonly status: string;
  readonly messages: number;
  readonly error: string;
  readonly since: string;
  readonly nextRetry: string;
}

export interface QueueExports {
  readonly queues: readonly ListedQueue[];
  /** Names of connectors by their GUIDs, in lower case. */
  readonly connectors: ReadonlyMap<string, string>;
}

/**
 * The queues in these files, in order.
 * @throws UnreadableFile - a file of no known kind, or one that is damaged.
 */
export async function readQueues(files: readonly ExportFile[]): Promise<QueueExports> {
  const queues: ListedQueue[] = [];
  const connectors = new Map<string, string>();
  const found = (object: TypedObject): void => {
    const kind = kindOf(object);
    if (kind === 'Queue') queues.push(queueOf(object));
    if (kind === 'SendConnector') connectors.set(first(object, 'Guid').toLowerCase(), first(object, 'Name'));
  };
  for (const file of files) await readOne(file, found, queues);
  return { queues, connectors };
}

async function readOne(file: ExportFile, found: (object: TypedObject) => void, queues: ListedQueue[]): Promise<void> {
  let head = '';
  for await (const piece of file.read()) {
    head += piece;
    if (head.length >= 4096) break;
  }
  if (isClixml(head)) return readClixml(file, found);
  if (isJson(head)) return readJson(file, found);
  if (isLinkDump(head)) return readLinks(file, queues);
  if (isFormatList(head)) return readFormatList(file, isListProperty, found);
  throw new UnreadableFile(
    'This lists no queues: known are Get-Queue as Export-Clixml, ConvertTo-Json or Format-List writes it, and Exchange_Link of WMI as CSV.',
    file.path,
  );
}

function first({ properties }: Pick<TypedObject, 'properties'>, name: string): string {
  return properties.get(name.toLowerCase())?.values.find((value) => value !== '') ?? '';
}

const noGuid = '00000000-0000-0000-0000-000000000000';

function queueOf(object: TypedObject): ListedQueue {
  const identity = first(object, 'Identity') || first(object, 'QueueIdentity');
  const slash = identity.indexOf('\\');
  const connector = first(object, 'NextHopConnector').toLowerCase();
  return {
    server: identity.slice(0, Math.max(0, slash)),
    name: identity.slice(slash + 1),
    deliveryType: first(object, 'DeliveryType'),
    nextHop: first(object, 'NextHopDomain'),
    connector: connector === noGuid ? '' : connector,
    status: first(object, 'Status'),
    messages: numberIn(first(object, 'MessageCount')),
    error: first(object, 'LastError'),
    since: first(object, 'FirstRetryTime'),
    nextRetry: first(object, 'NextRetryTime'),
  };
}

function numberIn(text: string): number {
  const number = Number(text);
  return Number.isSafeInteger(number) && number >= 0 ? number : 0;
}

function isLinkDump(head: string): boolean {
  const names = head.slice(0, 2000).toLowerCase();
  return names.includes('linkname') && names.includes('messagecount') && names.includes(',');
}

/** States of a link in WMI, the one that says most first. */
const states = ['Frozen', 'Retry', 'Scheduled', 'Remote', 'Active', 'Ready'];

async function readLinks(file: ExportFile, queues: ListedQueue[]): Promise<void> {
  let columns: ReadonlyMap<string, number> | undefined;
  const rows = new RowReader({
    header: () => ',',
    row(cells) {
      if (columns === undefined) {
        columns = new Map(cells.map((name, at) => [name.trim().toLowerCase(), at]));
        return;
      }
      const cell = (name: string) => cells[columns?.get(name.toLowerCase()) ?? -1] ?? '';
      const isTrue = (name: string) => cell(name).toLowerCase() === 'true';
      queues.push({
        server: cell('VirtualMachine') || cell('SystemName') || cell('Server') || cell('__SERVER'),
        name: cell('LinkName'),
        deliveryType: isTrue('TypeCurrentlyUnreachable') ? 'Unreachable' : '',
        nextHop: cell('LinkName'),
        connector: '',
        status: states.find((state) => isTrue(`State${state}`)) ?? '',
        messages: numberIn(cell('MessageCount')),
        error: cell('ExtendedStateInfo'),
        since: '',
        nextRetry: cell('NextScheduledConnection'),
      });
    },
  });
  try {
    rows.push(await textOf(file));
    rows.end();
  } catch (error) {
    if (error instanceof UnreadableLog) throw new UnreadableFile(`${error.message}.`, file.path, error.line);
    throw error;
  }
}
