// Where mailboxes are, by a list that Get-Mailbox makes: no export of the systems themselves tells it.

import { parseAddress } from '../syntax/values.ts';
import { compareText, type Ledger } from './ledger.ts';
import { limits } from './limits.ts';
import type { Part } from './part.ts';
import { readCsv } from './read/csv.ts';
import { UnreadableFile, valueOf, type ExportFile, type Property, type SourceRecord } from './record.ts';
import type { Written } from './statements.ts';

/** A list of recipients, and what to do where a domain has them in several places. */
export interface RecipientList {
  readonly file: ExportFile;
  /** Who has most of a domain has all that are not listed. */
  readonly takesRest: boolean;
}

/**
 * Reads `PrimarySmtpAddress`, and `ServerName` or `Database`, by the names in the first row (Export-Csv, RFC 4180).
 * @throws UnreadableFile - where these columns are not there.
 */
export async function readRecipients(file: ExportFile, ledger: Ledger): Promise<readonly SourceRecord[]> {
  const separator = await separatorOf(file);
  const records: SourceRecord[] = [];
  let names: readonly string[] | undefined;
  await readCsv(
    file,
    (cells, line) => {
      // Windows PowerShell writes the type first unless it is told not to.
      if (names === undefined && cells[0]?.startsWith('#TYPE ') === true) return;
      if (names === undefined) {
        names = cells.map((name) => name.trim());
        refuseWithout(names, file, line);
        return;
      }
      if (records.length >= limits.records)
        throw new UnreadableFile('There are more than 500,000 recipients.', file.path, line);
      const record = recordOf(names, cells, file, line);
      ledger.open(record);
      records.push(record);
    },
    separator,
  );
  if (names === undefined)
    throw new UnreadableFile('The file is empty: a first row with names of columns is missing.', file.path);
  ledger.source({ path: file.path, kind: 'recipients', encoding: file.encoding, records: records.length });
  return records;
}

async function separatorOf(file: ExportFile): Promise<string> {
  let head = '';
  for await (const piece of file.read()) {
    head += piece;
    if (head.length >= 4096) break;
  }
  const first = head.split(/\r\n?|\n/).find((line) => !line.startsWith('#TYPE ')) ?? '';
  const counts = [',', ';', '\t'].map((each) => ({ each, count: first.split(each).length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.each ?? ',';
}

function refuseWithout(names: readonly string[], { path }: ExportFile, line: number): void {
  const lower = new Set(names.map((name) => name.toLowerCase()));
  const missing = !lower.has('primarysmtpaddress') ? 'PrimarySmtpAddress' : !lower.has('servername') && !lower.has('database') ? 'ServerName' : undefined; // prettier-ignore
  if (missing === undefined) return;
  const text = `No column is named ${missing}: Get-Mailbox | Select-Object PrimarySmtpAddress, ServerName, Database writes what is read here.`;
  throw new UnreadableFile(text, path, line);
}

function recordOf(
  names: readonly string[],
  cells: readonly string[],
  { path }: ExportFile,
  line: number,
): SourceRecord {
  const properties = new Map<string, Property>();
  for (const [at, name] of names.entries()) {
    properties.set(name.toLowerCase(), { name, values: [(cells[at] ?? '').trim()], line });
  }
  const name = properties.get('primarysmtpaddress')?.values[0] ?? '';
  return { kind: 'recipient list', name, file: path, line, properties };
}

interface Recipient {
  readonly address: string;
  readonly domain: string;
  /** The words of the declaration that has it: `server EX1`. */
  readonly home: string;
}

/** The parts with their recipients: `*@domain` where all of a domain are in one place, else one by one. */
export function withRecipients(
  parts: readonly Part[],
  records: readonly SourceRecord[],
  takesRest: boolean,
  ledger: Ledger,
): readonly Part[] {
  const homes = homesIn(parts.flatMap(({ declarations }) => declarations));
  const domains = acceptedIn(parts);
  const recipients = new Map<string, Recipient>();
  const inOrder = records.toSorted((a, b) => compareText(a.name, b.name) || compareText(placeOf(a), placeOf(b)) || a.line - b.line); // prettier-ignore
  for (const record of inOrder) {
    const recipient = recipientOf(record, homes, domains, ledger);
    if (recipient === undefined) continue;
    const before = recipients.get(recipient.address);
    if (before === undefined) recipients.set(recipient.address, recipient);
    else ledger.settle(record, 'PrimarySmtpAddress', 'duplicate', before.home === recipient.home ? undefined : `It is on ${before.home}, too, which counts.`); // prettier-ignore
  }
  if (
    recipients.size > 0 &&
    parts.some(({ declarations }) => declarations.some(({ words }) => words.startsWith('dag ')))
  ) {
    const text =
      'A mailbox of a DAG is where its active copy is today; when that moves, the server of the list is another one.';
    ledger.note({ class: 'differs', kind: 'recipient list', object: 'mailboxes', text });
  }
  const patterns = patternsOf([...recipients.values()], domains, takesRest);
  return parts.map((part) => ({ ...part, declarations: part.declarations.map((each) => added(each, patterns)) }));
}

function placeOf(record: SourceRecord): string {
  return `${valueOf(record, 'Database') ?? ''} ${valueOf(record, 'ServerName') ?? ''}`;
}

/** Databases and servers by name in small letters. */
interface Homes {
  readonly databases: ReadonlyMap<string, string>;
  readonly servers: ReadonlyMap<string, string>;
}

const declared = /^(server|database) (?:"((?:[^"\\]|\\.)*)"|(\S+))$/;

function homesIn(declarations: readonly Written[]): Homes {
  const databases = new Map<string, string>();
  const servers = new Map<string, string>();
  const look = ({ words, block = [] }: Written): void => {
    const [, kind, quoted, bare] = declared.exec(words) ?? [];
    const name = (quoted?.replace(/\\(.)/g, '$1') ?? bare ?? '').toLowerCase();
    if (kind !== undefined) (kind === 'server' ? servers : databases).set(name, words);
    block.forEach(look);
  };
  declarations.forEach(look);
  return { databases, servers };
}

/** Accepted domains, and whether all recipients of one are here. */
function acceptedIn(parts: readonly Part[]): ReadonlyMap<string, boolean> {
  const found = new Map<string, boolean>();
  for (const { words } of parts.flatMap(({ organization }) => organization.statements)) {
    const [, kind, list] = /^((?:(?:internal relay|external relay|shared) )?domain) (.+)$/.exec(words) ?? [];
    for (const domain of list?.split(', ') ?? []) if (!found.has(domain)) found.set(domain, kind === 'domain');
  }
  return found;
}

/** The accepted domain that a domain is, or is below of. */
function acceptedOf(domain: string, accepted: ReadonlyMap<string, boolean>): boolean | undefined {
  const labels = domain.split('.');
  const wider = labels.map((_, at) => `*.${labels.slice(at).join('.')}`);
  return [domain, ...wider].map((each) => accepted.get(each)).find((each) => each !== undefined);
}

function recipientOf(
  record: SourceRecord,
  { databases, servers }: Homes,
  accepted: ReadonlyMap<string, boolean>,
  ledger: Ledger,
): Recipient | undefined {
  const address = (valueOf(record, 'PrimarySmtpAddress') ?? '').toLowerCase();
  const server = (valueOf(record, 'ServerName') ?? '').toLowerCase();
  const ofServer = servers.get(server) ?? servers.get(server.split('.')[0] ?? '');
  const database = (valueOf(record, 'Database') ?? '').toLowerCase();
  const home = databases.get(database.slice(database.lastIndexOf('\\') + 1)) ?? ofServer;
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const why = !isWritable(address)
    ? 'This is no SMTP address.'
    : home === undefined
      ? 'Neither its server nor its database is in the topology.'
      : acceptedOf(domain, accepted) === undefined
        ? 'Its domain is no accepted domain, so mail for it does not come here.'
        : undefined;
  if (why !== undefined) ledger.settle(record, 'PrimarySmtpAddress', 'dropped', why);
  else
    for (const property of ['PrimarySmtpAddress', 'ServerName', 'Database'])
      ledger.settle(record, property, 'imported');
  ledger.settleRest(record, 'ignored');
  return why === undefined && home !== undefined ? { address, domain, home } : undefined;
}

/** Addresses that the language takes without quotation marks, and that are no patterns. */
function isWritable(address: string): boolean {
  return /^[\p{L}\p{N}\p{M}_.+'&%=!?^~$|`-]+@[\p{L}\p{N}\p{M}_.-]+$/u.test(address) && parseAddress(address).ok && !address.includes('?'); // prettier-ignore
}

/** What stands in each home. */
function patternsOf(
  recipients: readonly Recipient[],
  accepted: ReadonlyMap<string, boolean>,
  takesRest: boolean,
): ReadonlyMap<string, readonly string[]> {
  const patterns = new Map<string, string[]>();
  const put = (home: string, pattern: string) => patterns.set(home, [...(patterns.get(home) ?? []), pattern]);
  const byDomain = new Map<string, Recipient[]>();
  for (const each of recipients) {
    const ofDomain = byDomain.get(each.domain) ?? [];
    byDomain.set(each.domain, ofDomain);
    ofDomain.push(each);
  }
  for (const [domain, ofDomain] of [...byDomain].toSorted(([a], [b]) => compareText(a, b))) {
    const rest = restOf(ofDomain, acceptedOf(domain, accepted) === true, takesRest);
    if (rest !== undefined) put(rest, `*@${domain}`);
    const listed = new Map<string, string[]>();
    for (const { home, address } of ofDomain) {
      if (home === rest) continue;
      const ofHome = listed.get(home) ?? [];
      listed.set(home, ofHome);
      ofHome.push(address);
    }
    for (const [home, addresses] of listed) patterns.set(home, [...(patterns.get(home) ?? []), ...addresses.toSorted(compareText)]); // prettier-ignore
  }
  return patterns;
}

/** Who has all of a domain that are not listed: the only home, or where that was asked for the one with most. */
function restOf(recipients: readonly Recipient[], isOurs: boolean, takesRest: boolean): string | undefined {
  const counts = new Map<string, number>();
  for (const { home } of recipients) counts.set(home, (counts.get(home) ?? 0) + 1);
  if (!isOurs || (counts.size > 1 && !takesRest)) return undefined;
  return [...counts].toSorted(([a, one], [b, other]) => other - one || compareText(a, b))[0]?.[0];
}

/** How many recipients stand on one line. */
const perLine = 6;

function added(written: Written, patterns: ReadonlyMap<string, readonly string[]>): Written {
  const own = patterns.get(written.words) ?? [];
  const mailboxes: Written[] = [];
  for (let at = 0; at < own.length; at += perLine) {
    mailboxes.push({ words: `mailbox ${own.slice(at, at + perLine).join(', ')}` });
  }
  const inside = written.block?.map((each) => added(each, patterns));
  if (inside === undefined && mailboxes.length === 0) return written;
  const isDatabase = written.words.startsWith('database ');
  const block = isDatabase ? [...mailboxes, ...(inside ?? [])] : [...(inside ?? []), ...mailboxes];
  return { ...written, block, ...(mailboxes.length > 0 && { isLong: true }) };
}
