// The routing groups of Exchange 2003 and who is in them: as its directory tells where that was handed over, else as far as
// connectors of the cmdlets tell.

import type { ExchangeObjects } from '../exchange/objects.ts';
import { simpleName } from '../exchange/values.ts';
import type { Directory } from '../exchange-2003/directory.ts';
import type { Fields } from '../fields.ts';
import { compareText } from '../ledger.ts';
import type { UniqueNames } from '../names.ts';
import { ownName, parseDn } from '../read/dn.ts';
import { writtenName } from '../../syntax/words.ts';
import type { GroupBlocks } from './group-blocks.ts';
import { legacyMemberships } from './signs.ts';

/** Where a server stands: names as they are written. */
export interface Place {
  readonly name: string;
  readonly group: string;
}

/** Where servers go whose routing group nobody tells. */
const unknownGroup = 'Unknown routing group';

export class LegacyGroups {
  readonly #servers = new Map<string, Place>();
  readonly #groups = new Map<string, string>();
  readonly #names: { readonly servers: UniqueNames; readonly groups: UniqueNames };
  readonly #blocks: GroupBlocks;

  constructor(
    directory: Directory | undefined,
    names: { readonly servers: UniqueNames; readonly groups: UniqueNames },
    blocks: GroupBlocks,
  ) {
    this.#names = names;
    this.#blocks = blocks;
    for (const { name, fields, servers, isSite } of directory?.groups ?? []) {
      if (isSite) continue;
      for (const key of [fields?.name ?? name, fields?.text('distinguishedName') ?? name])
        this.#groups.set(keyOf(key), name);
      for (const server of servers)
        this.#servers.set(server.fields.name.toLowerCase(), { name: server.name, group: name });
    }
  }

  /** Takes in who is named, and writes those that no directory tells of. */
  read(objects: ExchangeObjects, isTheirs: (server: string) => boolean): void {
    const exported = new Map<string, Fields>();
    for (const fields of objects.of('ExchangeServer')) {
      if (!isTheirs(fields.name)) continue;
      const key = fields.name.toLowerCase();
      if (this.#servers.has(key)) fields.settleRest('duplicate');
      else exported.set(key, fields);
    }
    const memberships = legacyMemberships(objects);
    // Whoever says where a group stands comes before whoever only says its name.
    const inOrder = memberships.toSorted((a, b) => Number(isPlain(a.group)) - Number(isPlain(b.group)) || compareText(a.group, b.group)); // prettier-ignore
    for (const { by, group, servers } of inOrder) {
      const written = this.group(group);
      for (const server of servers) {
        const key = simpleName(server).toLowerCase();
        if (!this.#servers.has(key) && isTheirs(key)) this.#write(simpleName(server), written, exported.get(key), by);
      }
    }
    for (const [key, fields] of exported) {
      if (this.#servers.has(key)) continue;
      fields.missing('Get-ExchangeServer does not tell its routing group, and no connector names it.');
      this.#write(fields.name, this.#open('', unknownGroup), fields, fields);
    }
  }

  server(text: string): Place | undefined {
    const name = simpleName(text).toLowerCase();
    return this.#servers.get(name) ?? this.#servers.get(name.split('.')[0] ?? '');
  }

  /** The written name of a group. */
  group(text: string): string {
    const known = this.#groups.get(keyOf(text)) ?? this.#groups.get(simpleName(text).toLowerCase());
    if (known !== undefined) return known;
    const dn = parseDn(text);
    const written = this.#open(keyOf(text), dn === undefined ? simpleName(text) : ownName(dn));
    const simple = simpleName(text).toLowerCase();
    if (!this.#groups.has(simple)) this.#groups.set(simple, written);
    return written;
  }

  #open(key: string, name: string): string {
    const written = this.#groups.get(key) ?? this.#names.groups.give(name);
    this.#groups.set(key, written);
    this.#blocks.add(written);
    return written;
  }

  #write(original: string, group: string, fields: Fields | undefined, by: Fields): void {
    const name = this.#names.servers.give(original);
    this.#servers.set(original.toLowerCase(), { name, group });
    if (fields === undefined)
      by.missing(`It names the server ${original} of Exchange 2003, which is not in the export (Get-ExchangeServer).`); // prettier-ignore
    else settleServer(fields);
    const comments = fields?.comments ?? ['Only named in the export: nothing else is known of it.'];
    this.#blocks.add(group, { comments, words: `server ${writtenName(name)}`, block: [], isLong: false });
  }
}

function settleServer(fields: Fields): void {
  for (const property of ['Name', 'AdminDisplayVersion']) fields.settle(property, 'imported');
  fields.settleRest('ignored');
  fields.missing(
    'Its virtual servers are in no export of cmdlets (ldifde has them), so it has the one that setup makes.',
  );
}

function keyOf(text: string): string {
  return parseDn(text)?.key ?? text.toLowerCase();
}

function isPlain(group: string): boolean {
  return simpleName(group) === group;
}
