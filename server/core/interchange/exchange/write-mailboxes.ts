// Where mailboxes are, from a list of them: by domain where all of a domain are in one place, else each by its address.

import { parseAddress } from '../../syntax/values.ts';
import type { Fields } from '../fields.ts';
import { compareText, type Ledger } from '../ledger.ts';
import type { ImportOptions } from '../part.ts';
import type { Written } from '../statements.ts';
import type { Directory, ExportedServer } from './directory.ts';
import type { ExchangeObjects } from './objects.ts';
import { simpleName } from './values.ts';

/** A database that was exported, or a server. */
type Place = Fields | ExportedServer;

/** The `mailbox` statements of each database and server that has some. */
export type MailboxStatements = ReadonlyMap<Place, readonly Written[]>;

/** More of them would be a topology that nobody reads. */
const mostListed = 1000;

/** Settles the list of mailboxes; without one it is told as missing. */
export function writeMailboxes(
  objects: ExchangeObjects,
  directory: Directory,
  ledger: Ledger,
  { recipientsDefault = false }: ImportOptions,
): MailboxStatements {
  const mailboxes = objects.of('Mailbox');
  if (mailboxes.length === 0) {
    const text = 'No mailbox is in the export, so no server has recipients; write `mailbox *@…` where they are.';
    ledger.note({ class: 'missing', kind: 'Mailbox', object: 'mailboxes', text });
  }
  const patterns = new Map<Place, string[]>();
  for (const [domain, places] of byDomain(mailboxes, objects, directory)) {
    for (const [place, pattern] of patternsOf(domain, places, ledger, recipientsDefault)) {
      addTo(patterns, place, pattern);
    }
  }
  return new Map([...patterns].map(([place, all]) => [place, statementsOf(all)]));
}

type Places = ReadonlyMap<Place, readonly string[]>;

function byDomain(mailboxes: readonly Fields[], objects: ExchangeObjects, directory: Directory): [string, Places][] {
  const accepted = acceptedDomains(objects);
  const databases = new Map(objects.of('MailboxDatabase').map((each) => [each.name.toLowerCase(), each]));
  const found = new Map<string, Map<Place, string[]>>();
  for (const mailbox of mailboxes) {
    const address = parseAddress((mailbox.text('PrimarySmtpAddress') ?? '').toLowerCase());
    const server = directory.server(mailbox.text('ServerName') ?? '');
    const place = databases.get(simpleName(mailbox.text('Database') ?? '').toLowerCase()) ?? server;
    const why = whyNot(mailbox, address.ok ? address.value.domain : undefined, place, accepted);
    mailbox.settle('PrimarySmtpAddress', why === undefined ? 'imported' : 'dropped', why);
    for (const property of ['ServerName', 'Database'])
      mailbox.settle(property, why === undefined ? 'imported' : 'ignored');
    mailbox.settleRest('ignored');
    if (why !== undefined || place === undefined || !address.ok) continue;
    const { local = '', domain = '' } = address.value;
    const places = found.get(domain) ?? new Map<Place, string[]>();
    found.set(domain, places);
    addTo(places, place, `${local}@${domain}`);
  }
  return [...found].toSorted(([a], [b]) => compareText(a, b));
}

function addTo(lists: Map<Place, string[]>, place: Place, item: string): void {
  const list = lists.get(place);
  if (list === undefined) lists.set(place, [item]);
  else list.push(item);
}

/** Why a mailbox is not in the topology. */
function whyNot(
  mailbox: Fields,
  domain: string | undefined,
  place: Place | undefined,
  isAccepted: (domain: string) => boolean,
): string | undefined {
  if (domain === undefined) return 'This is no address that mail could be for.';
  if (place === undefined) return `Its server '${simpleName(mailbox.text('ServerName') ?? '')}' is not in the export.`;
  return isAccepted(domain) ? undefined : `${domain} is no accepted domain.`;
}

/** Whether mail for a domain is for this organization; for any, where no accepted domain is known. */
function acceptedDomains(objects: ExchangeObjects): (domain: string) => boolean {
  const accepted = objects.of('AcceptedDomain').map((each) => {
    const name = (each.text('DomainName') ?? '').toLowerCase();
    return { name: name.replace(/^\*\./, ''), isWild: name.startsWith('*.') || each.is('MatchSubDomains') };
  });
  if (accepted.length === 0) return () => true;
  return (domain) =>
    accepted.some(({ name, isWild }) => domain === name || name === '*' || (isWild && domain.endsWith(`.${name}`)));
}

/** The whole domain where all are in one place; the fullest place has it too where the user says so; else each address. */
function patternsOf(
  domain: string,
  places: Places,
  ledger: Ledger,
  hasDefault: boolean,
): readonly (readonly [Place, string])[] {
  const inOrder = [...places].toSorted(
    ([a, one], [b, other]) => other.length - one.length || compareText(a.name, b.name),
  );
  const [fullest, ...others] = inOrder;
  if (fullest === undefined) return [];
  const isWhole = others.length === 0 || hasDefault;
  const listed = isWhole ? others : inOrder;
  const count = listed.reduce((sum, [, addresses]) => sum + addresses.length, 0);
  if (count > mostListed) {
    const text =
      `${String(count)} mailboxes of ${domain} are in ${String(inOrder.length)} places, too many to list, so none is ` +
      'written. Write a pattern where most are, and the others by address' +
      (hasDefault ? '.' : '; --recipients-default writes the first.');
    ledger.note({ class: 'dropped', kind: 'Mailbox', object: domain, text });
    return [];
  }
  const each = listed.flatMap(([place, addresses]) => addresses.map((address) => [place, address] as const));
  return [...(isWhole ? [[fullest[0], `*@${domain}`] as const] : []), ...each];
}

/** So many patterns stand in one statement. */
const inOneStatement = 6;

function statementsOf(patterns: readonly string[]): readonly Written[] {
  const inOrder = [...new Set(patterns)].toSorted(compareText);
  return Array.from({ length: Math.ceil(inOrder.length / inOneStatement) }, (_, at) => ({
    words: `mailbox ${inOrder.slice(at * inOneStatement, (at + 1) * inOneStatement).join(', ')}`,
  }));
}
