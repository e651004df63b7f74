// A message tracking log -> entries about messages on their way. Both generations: comma-separated since Exchange 2007
// (columns by `#Fields`, message-tracking.md of Microsoft's documentation), tab-separated in Exchange 2000 and 2003 (columns
// by the line of names, KB 246965). Subjects, custom data and source contexts are never looked at.

import { type Happens, meaningOf } from './events.ts';
import { momentOf, momentOf2003 } from './moments.ts';
import { RowReader, type RowTaker, UnreadableLog } from './rows.ts';

/** What a row says about a message. Texts are cut out of the piece that was read: who keeps one makes it `kept`. */
export interface Entry {
  readonly happens: Happens;
  /** What joins rows of one message over servers and forks. */
  readonly message: string;
  readonly messageId: string;
  /** Milliseconds since 1970. Clocks of servers differ. */
  readonly time: number;
  /** The server that it happens on, as the row names it. */
  readonly server: string;
  /** From where it arrives, or whom it is sent to; '' where the row does not say. */
  readonly peer: string;
  readonly peerAddress: string;
  /** As the row has it; '' in Exchange 2003, which names none. */
  readonly connector: string;
  readonly recipients: readonly string[];
  /** Of `become` the addresses before. */
  readonly related: readonly string[];
  readonly bytes: number;
  readonly sender: string;
  /** A report about another message. */
  readonly isReport: boolean;
}

/** What stands in logs beside the entries. */
export interface LogCounts {
  rows: number;
  /** Rows with more or fewer cells than there are columns, or without a time. */
  oddRows: number;
  /** Logs whose last row is not whole. */
  unfinished: number;
  /** Rows without a message. */
  nameless: number;
  /** By name, events that say nothing of ways. */
  readonly ignored: Map<string, number>;
  /** By name, events that nobody knows here. */
  readonly unknown: Map<string, number>;
}

export function newLogCounts(): LogCounts {
  return { rows: 0, oddRows: 0, unfinished: 0, nameless: 0, ignored: new Map(), unknown: new Map() };
}

/** Reads one log, piece by piece. Throws `UnreadableLog`. */
export class TrackingLog implements RowTaker {
  private readonly counts: LogCounts;
  private readonly take: (entry: Entry) => void;
  private readonly rows = new RowReader(this);
  private columns: Columns | undefined;
  private is2003 = false;
  /** A row before the last that had too few cells is odd; the last one may be in the making. */
  private lastIsShort = false;
  private hasSaidWhatItIs = false;

  constructor(counts: LogCounts, take: (entry: Entry) => void) {
    this.counts = counts;
    this.take = take;
  }

  push(piece: string): void {
    this.rows.push(piece);
  }

  end(): void {
    const isOpen = this.rows.end();
    if (!this.hasSaidWhatItIs && !isOpen) throw notALog(1);
    if (!isOpen && !this.lastIsShort) return;
    this.counts.unfinished += 1;
    if (this.lastIsShort) this.counts.oddRows -= 1;
  }

  header(line: string, number: number): ',' | '\t' {
    const text = line.trim();
    if (text.startsWith('Message Tracking Log File')) this.is2003 = true;
    if (text.startsWith('Fields:')) {
      this.is2003 = false;
      this.columns = columnsOf(text.slice('Fields:'.length).split(','), today, number);
    } else if (this.is2003 && text.includes('\t')) {
      this.columns = columnsOf(text.split('\t'), of2003, number);
    }
    this.hasSaidWhatItIs ||= this.is2003 || this.columns !== undefined || isHeadOfToday(text);
    return this.is2003 ? '\t' : ',';
  }

  row(cells: readonly string[], number: number): void {
    const { columns, counts } = this;
    if (columns === undefined) throw notALog(number);
    counts.rows += 1;
    this.lastIsShort = cells.length < columns.count;
    if (cells.length !== columns.count) {
      counts.oddRows += 1;
      return;
    }
    const cell = (at: number) => (at < 0 ? '' : (cells[at] ?? ''));
    const event = cell(columns.event);
    const happens = meaningOf(event, cell(columns.source), this.is2003);
    if (happens === undefined || happens === 'ignored') {
      const names = happens === undefined ? counts.unknown : counts.ignored;
      if (names.has(event)) names.set(event, (names.get(event) ?? 0) + 1);
      else if (names.size < mostNames) names.set(kept(event).slice(0, 40), 1);
      return;
    }
    const entry = this.is2003 ? entryOf2003(cell, columns, happens) : entryOfToday(cell, columns, happens);
    if (entry === undefined) counts.oddRows += 1;
    else if (entry.message === '') counts.nameless += 1;
    else this.take(entry);
  }
}

const mostNames = 1000;

function notALog(line: number): UnreadableLog {
  return new UnreadableLog(
    'this is no message tracking log: it has neither a #Fields line nor the names of columns of Exchange 2003',
    line,
  );
}

function isHeadOfToday(text: string): boolean {
  return text.toLowerCase().startsWith('log-type: message tracking');
}

const today = {
  time: 'date-time',
  date: '',
  event: 'event-id',
  source: 'source',
  client: 'client-hostname',
  clientAddress: 'client-ip',
  server: 'server-hostname',
  serverAddress: 'server-ip',
  partner: '',
  connector: 'connector-id',
  network: 'network-message-id',
  id: 'message-id',
  recipients: 'recipient-address',
  related: 'related-recipient-address',
  bytes: 'total-bytes',
  sender: 'sender-address',
  returnPath: 'return-path',
};

const of2003: typeof today = {
  time: 'time',
  date: 'date',
  event: 'event-id',
  source: '',
  client: 'client-hostname',
  clientAddress: 'client-ip',
  server: 'server-hostname',
  serverAddress: 'server-ip',
  partner: 'partner-name',
  connector: '',
  network: '',
  id: 'msgid',
  recipients: 'recipient-address',
  related: '',
  bytes: 'total-bytes',
  sender: 'sender-address',
  returnPath: '',
};

/** Where each column is, -1 for one that the log does not have. */
type Columns = Readonly<Record<keyof typeof today | 'count', number>>;

const needed = ['time', 'event', 'id', 'recipients'] as const;

function columnsOf(names: readonly string[], wanted: typeof today, line: number): Columns {
  const places = new Map(names.map((name, at) => [name.trim().toLowerCase(), at]));
  const placeOf = (name: keyof typeof today) => places.get(wanted[name]) ?? -1;
  const missing = needed.find((name) => placeOf(name) < 0);
  if (missing !== undefined) throw new UnreadableLog(`its columns lack '${wanted[missing]}'`, line);
  const columns = Object.keys(wanted).map((name) => [name, placeOf(name as keyof typeof today)] as const);
  return { ...(Object.fromEntries(columns) as Record<keyof typeof today, number>), count: names.length };
}

type Cell = (at: number) => string;

const noNetworkId = '00000000-0000-0000-0000-000000000000';

function entryOfToday(cell: Cell, columns: Columns, happens: Happens): Entry | undefined {
  const time = momentOf(cell(columns.time));
  if (time === undefined) return undefined;
  const client = cell(columns.client);
  const clientAddress = cell(columns.clientAddress);
  const server = cell(columns.server);
  const serverAddress = cell(columns.serverAddress);
  const isSent = happens === 'send';
  const isFromElsewhere = happens === 'arrive' || happens === 'deliver';
  const network = cell(columns.network);
  const messageId = cell(columns.id);
  const here = isSent ? client || clientAddress : server || client || serverAddress;
  const returnPath = cell(columns.returnPath);
  return {
    happens,
    message: network === '' || network === noNetworkId ? messageId : network,
    messageId,
    time,
    server: here,
    peer: isSent ? server : isFromElsewhere ? client : '',
    peerAddress: isSent ? serverAddress : isFromElsewhere ? clientAddress : '',
    connector: cell(columns.connector),
    recipients: listOf(cell(columns.recipients)),
    related: happens === 'become' ? listOf(cell(columns.related)) : [],
    bytes: Number(cell(columns.bytes)) || 0,
    sender: cell(columns.sender),
    isReport: returnPath === '<>',
  };
}

function entryOf2003(cell: Cell, columns: Columns, happens: Happens): Entry | undefined {
  const time = momentOf2003(cell(columns.date), cell(columns.time));
  if (time === undefined) return undefined;
  const said = (at: number) => (cell(at) === '-' ? '' : cell(at));
  const isSent = happens === 'send' || happens === 'try';
  const partner = said(columns.partner);
  const recipient = said(columns.recipients);
  return {
    happens,
    message: said(columns.id),
    messageId: said(columns.id),
    time,
    server: said(columns.server) || said(columns.serverAddress),
    peer: isSent ? partner : happens === 'arrive' ? partner || said(columns.client) : '',
    peerAddress: happens === 'arrive' ? said(columns.clientAddress) : '',
    connector: '',
    recipients: recipient === '' ? [] : [recipient],
    related: [],
    bytes: Number(said(columns.bytes)) || 0,
    sender: said(columns.sender),
    isReport: said(columns.sender) === '<>',
  };
}

function listOf(text: string): readonly string[] {
  if (text === '') return [];
  if (!text.includes(';')) return [text];
  return text.split(';').filter((each) => each !== '');
}

/** A text of its own: one that was cut out of a piece keeps all of the piece in memory. */
export function kept(text: string): string {
  return text.length < 13 ? text : (JSON.parse(JSON.stringify(text)) as string);
}
