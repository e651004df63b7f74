// Whom connectors let pass: recipients of the directory by their addresses, and distribution lists as groups of senders.

import type { Ledger } from '../ledger.ts';
import { UniqueNames } from '../names.ts';
import type { Written } from '../statements.ts';
import { parseAddress } from '../../syntax/values.ts';
import { writtenName } from '../../syntax/words.ts';
import type { DirectoryEntries, PlacedEntry } from './entries.ts';

/** The recipients of an export; lists are written when somebody asks for them. */
export class Recipients {
  readonly #entries: DirectoryEntries;
  readonly #names: UniqueNames;
  readonly #lists = new Map<string, { readonly name: string; block: readonly Written[] }>();

  constructor(entries: DirectoryEntries, ledger: Ledger) {
    this.#entries = entries;
    this.#names = new UniqueNames('senders', ledger);
  }

  /** The address of one recipient, as the language writes it; undefined where it is not known. */
  address(dn: string): string | undefined {
    const entry = this.#recipient(dn);
    return entry === undefined ? undefined : addressOf(entry);
  }

  /** The written name of a list's group of senders; undefined where the list is not in the export. */
  list(dn: string): string | undefined {
    const entry = this.#recipient(dn);
    if (entry === undefined) return undefined;
    const known = this.#lists.get(entry.dn.key);
    if (known !== undefined) return known.name;
    // Lists may hold each other: the name is given before the members are looked at.
    const list = { name: writtenName(this.#names.give(entry.fields.name)), block: [] as readonly Written[] };
    this.#lists.set(entry.dn.key, list);
    const members = entry.fields
      .values('member')
      .toSorted()
      .flatMap((member) => this.#member(entry, member) ?? []);
    const inOrder = [...new Set(members)].toSorted();
    list.block = inOrder.length === 0 ? [] : [{ words: `member ${inOrder.join(', ')}` }];
    entry.fields.settle('member', 'imported');
    return list.name;
  }

  /** The groups of senders that were asked for. */
  written(): readonly Written[] {
    const inOrder = [...this.#lists.values()].toSorted((a, b) => (a.name < b.name ? -1 : 1));
    return inOrder.map(({ name, block }) => ({ words: `senders ${name}`, block, isLong: false }));
  }

  #member(list: PlacedEntry, dn: string): string | undefined {
    const entry = this.#recipient(dn);
    const isList = entry?.fields.has('member') === true;
    const written = isList ? `senders ${this.list(dn) ?? ''}` : this.address(dn);
    if (written === undefined) list.fields.missing(`Its member ${dn} has no address in the export.`);
    return written;
  }

  #recipient(dn: string): PlacedEntry | undefined {
    const entry = this.#entries.named(dn);
    return entry?.fields.record.kind === 'recipient' ? entry : undefined;
  }
}

/** The primary address: `SMTP:` in capitals among proxyAddresses, or `mail`. */
function addressOf({ fields }: PlacedEntry): string | undefined {
  const primary = fields.values('proxyAddresses').find((each) => each.startsWith('SMTP:'));
  const address = primary?.slice('SMTP:'.length) ?? fields.text('mail');
  if (address === undefined || !writable.test(address) || !parseAddress(address).ok) return undefined;
  fields.settle(primary === undefined ? 'mail' : 'proxyAddresses', 'imported');
  return address.toLowerCase();
}

/** Addresses that the language takes without quotation marks. */
const writable = /^[\p{L}\p{N}\p{M}_.+'&%=!?^~$|`-]+@[\p{L}\p{N}\p{M}_.-]+$/u;
