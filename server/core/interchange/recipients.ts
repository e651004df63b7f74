// Where mailboxes are, by a list of them: `*@domain` where all of a domain are in one place, else each by its address. No
// export of the systems themselves tells it.

import { addTo, groupedBy } from '#core/model/multimap';
import { parseAddress } from '../syntax/values.ts';
import { compareText, type Ledger } from './ledger.ts';
import type { ImportOptions, Part } from './part.ts';
import { valueOf, type SourceRecord } from './record.ts';
import type { Written } from './statements.ts';
import { simpleName } from './exchange/values.ts';

interface Recipient {
  readonly address: string;
  readonly domain: string;
  /** The words of the declaration that has it: `server EX1`. */
  readonly home: string;
}

/** The parts with the mailboxes that are listed; where there is no list, and a system has none otherwise, that is told. */
export function withRecipients(
  parts: readonly Part[],
  mailboxes: readonly SourceRecord[],
  ledger: Ledger,
  { recipientsDefault = false }: ImportOptions,
): readonly Part[] {
  if (mailboxes.length === 0) {
    if (recipientsDefault)
      ledger.stand('There is no list of mailboxes, so nobody is the one who has most of a domain.');
    const text = 'No mailbox is in the export, so no server has recipients; write `mailbox *@…` where they are.';
    if (parts.some(({ lacksMailboxes }) => lacksMailboxes)) {
      ledger.note({ class: 'missing', kind: 'Mailbox', object: 'mailboxes', text });
    }
    return parts;
  }
  const domains = acceptedIn(parts);
  const recipients = recipientsIn(
    mailboxes,
    homesIn(parts.flatMap(({ declarations }) => declarations)),
    domains,
    ledger,
  );
  const hasDag = parts.some(({ declarations }) => declarations.some(({ words }) => words.startsWith('dag ')));
  if (recipients.length > 0 && hasDag) {
    const text =
      'A mailbox of a DAG is where its active copy is today; when that moves, the server of the list is another one.';
    ledger.note({ class: 'differs', kind: 'Mailbox', object: 'mailboxes', text });
  }
  const patterns = patternsOf(recipients, domains, ledger, recipientsDefault);
  return parts.map((part) => ({ ...part, declarations: part.declarations.map((each) => added(each, patterns)) }));
}

/** Each address once, in its home. */
function recipientsIn(
  mailboxes: readonly SourceRecord[],
  homes: Homes,
  accepted: ReadonlyMap<string, boolean>,
  ledger: Ledger,
): readonly Recipient[] {
  const found = new Map<string, Recipient>();
  const inOrder = mailboxes.toSorted(
    (a, b) => compareText(a.name, b.name) || compareText(placeOf(a), placeOf(b)) || a.line - b.line,
  );
  for (const record of inOrder) {
    const recipient = recipientOf(record, homes, accepted, ledger);
    if (recipient === undefined) continue;
    const before = found.get(recipient.address);
    if (before === undefined) found.set(recipient.address, recipient);
    else {
      const text = before.home === recipient.home ? undefined : `It is on ${before.home}, too, which counts.`;
      ledger.settle(record, 'PrimarySmtpAddress', 'duplicate', text);
    }
  }
  return [...found.values()];
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

/** Whether all recipients of a domain are here; undefined where mail for it is not accepted. Unknown domains tell nothing. */
function acceptedOf(domain: string, accepted: ReadonlyMap<string, boolean>): boolean | undefined {
  if (accepted.size === 0) return true;
  const labels = domain.split('.');
  const wider = labels.map((_, at) => `*.${labels.slice(at).join('.')}`);
  return [domain, ...wider, '*'].map((each) => accepted.get(each)).find((each) => each !== undefined);
}

function recipientOf(
  record: SourceRecord,
  { databases, servers }: Homes,
  accepted: ReadonlyMap<string, boolean>,
  ledger: Ledger,
): Recipient | undefined {
  const address = (valueOf(record, 'PrimarySmtpAddress') ?? '').trim().toLowerCase();
  const server = simpleName((valueOf(record, 'ServerName') ?? '').trim()).toLowerCase();
  const database = simpleName((valueOf(record, 'Database') ?? '').trim()).toLowerCase();
  const home = databases.get(database) ?? servers.get(server) ?? servers.get(server.split('.')[0] ?? '');
  const domain = address.slice(address.lastIndexOf('@') + 1);
  const why = !isWritable(address)
    ? 'This is no address that mail could be for.'
    : home === undefined
      ? `Neither its server '${server}' nor its database '${database}' is in the topology.`
      : acceptedOf(domain, accepted) === undefined
        ? `${domain} is no accepted domain, so mail for it does not come here.`
        : undefined;
  ledger.settle(record, 'PrimarySmtpAddress', why === undefined ? 'imported' : 'dropped', why);
  for (const property of ['ServerName', 'Database']) {
    ledger.settle(record, property, why === undefined ? 'imported' : 'ignored');
  }
  ledger.settleRest(record, 'ignored');
  return why === undefined && home !== undefined ? { address, domain, home } : undefined;
}

/** Addresses that the language takes without quotation marks, and that are no patterns. */
function isWritable(address: string): boolean {
  const isPlain = /^[\p{L}\p{N}\p{M}_.+'&%=!^~$|`-]+@[\p{L}\p{N}\p{M}_.-]+$/u.test(address);
  return isPlain && parseAddress(address).ok;
}

/** More of one domain would be a topology that nobody reads. */
const mostListed = 1000;

/** What stands in each home. */
function patternsOf(
  recipients: readonly Recipient[],
  accepted: ReadonlyMap<string, boolean>,
  ledger: Ledger,
  takesRest: boolean,
): ReadonlyMap<string, readonly string[]> {
  const patterns = new Map<string, string[]>();
  for (const [domain, ofDomain] of [...groupedBy(recipients, (each) => each.domain)].toSorted(([a], [b]) =>
    compareText(a, b),
  )) {
    const rest = restOf(ofDomain, acceptedOf(domain, accepted) === true, takesRest);
    const listed = ofDomain.filter(({ home }) => home !== rest);
    if (listed.length > mostListed) {
      noteTooMany(domain, listed.length, ledger, rest !== undefined);
      continue;
    }
    if (rest !== undefined) addTo(patterns, rest, `*@${domain}`);
    for (const { home, address } of listed.toSorted((a, b) => compareText(a.address, b.address))) {
      addTo(patterns, home, address);
    }
  }
  return patterns;
}

function noteTooMany(domain: string, count: number, ledger: Ledger, hasDefault: boolean): void {
  const text =
    `${String(count)} mailboxes of ${domain} would have to be listed one by one, too many to read, so none is written. ` +
    'Write a pattern where most are, and the others by address' +
    (hasDefault ? '.' : '; --recipients-default writes the first.');
  ledger.note({ class: 'dropped', kind: 'Mailbox', object: domain, text });
}

/** Who has all of a domain that are not listed: the only home, or where that was asked for the one with most. */
function restOf(recipients: readonly Recipient[], isOurs: boolean, takesRest: boolean): string | undefined {
  const counts = new Map<string, number>();
  for (const { home } of recipients) counts.set(home, (counts.get(home) ?? 0) + 1);
  if (!isOurs || (counts.size > 1 && !takesRest)) return undefined;
  return [...counts].toSorted(([a, one], [b, other]) => other - one || compareText(a, b))[0]?.[0];
}

/** So many patterns stand in one statement. */
const inOneStatement = 6;

function added(written: Written, patterns: ReadonlyMap<string, readonly string[]>): Written {
  const own = patterns.get(written.words) ?? [];
  const mailboxes = Array.from({ length: Math.ceil(own.length / inOneStatement) }, (_, at) => ({
    words: `mailbox ${own.slice(at * inOneStatement, (at + 1) * inOneStatement).join(', ')}`,
  }));
  const inside = written.block?.map((each) => added(each, patterns));
  if (inside === undefined && mailboxes.length === 0) return written;
  return { ...written, block: [...mailboxes, ...(inside ?? [])] };
}
