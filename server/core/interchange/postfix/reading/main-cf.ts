// main.cf, or what `postconf -n` prints: `name = value`, the last definition counts (postconf(5)).

import type { ExportFormat, Reading } from '../../part.ts';
import type { ExportFile, Property, SourceRecord } from '../../record.ts';
import { logicalLines } from './lines.ts';
import { Parameters } from './parameters.ts';
import { fileAt, folderOf, listElements, readLists } from './tables.ts';

/** Parameters whose tables and files of names say where mail goes. */
export const listParameters = [
  'transport_maps',
  'mydestination',
  'relay_domains',
  'virtual_mailbox_domains',
  'virtual_alias_domains',
  'virtual_alias_maps',
  'virtual_mailbox_maps',
  'sender_dependent_relayhost_maps',
  'sender_dependent_default_transport_maps',
] as const;

/** What no other file with `name = value` says. */
const typical =
  /^(?:myhostname|mydomain|myorigin|mydestination|mynetworks|relayhost|relay_domains|transport_maps|inet_interfaces|inet_protocols|compatibility_level|(?:smtpd?|virtual|alias|local|queue|command|daemon|mail|default|recipient|header|maximal|minimal)_\w+)[ \t]*=/gm;

export const mainCf: ExportFormat = {
  name: 'Postfix main.cf',
  recognises(head, path) {
    if (/^begin\s+\w+/m.test(head) || /^dc_\w+=/m.test(head) || /^#(?:TYPE|Fields)/.test(head)) return false;
    const found = new Set(head.match(typical)).size;
    return found >= (/(?:^|\/)main\.cf$/.test(path) ? 1 : 2);
  },
  async read(file, reading) {
    const record = await parametersIn(file, reading);
    reading.record(record);
    await readTables(record, reading);
  },
};

async function parametersIn(file: ExportFile, { ledger }: Reading): Promise<SourceRecord> {
  const properties = new Map<string, Property & { values: string[]; line: number }>();
  for await (const { text, line } of logicalLines(file)) {
    const equals = text.indexOf('=');
    const name = text.slice(0, Math.max(0, equals)).trim();
    if (name === '') {
      const note = 'This line is no parameter: it has no name before an equals sign. Postfix would not start with it.';
      ledger.note({ class: 'dropped', kind: 'main.cf', object: file.path, value: '(line)', file: file.path, line, text: note }); // prettier-ignore
      continue;
    }
    const value = text.slice(equals + 1).trim();
    const known = properties.get(name.toLowerCase());
    if (known === undefined) {
      properties.set(name.toLowerCase(), { name, values: [value], line });
    } else {
      known.values.push(value);
      known.line = line;
    }
  }
  return { kind: 'main.cf', name: file.path, file: file.path, line: 1, properties };
}

async function readTables(record: SourceRecord, reading: Reading): Promise<void> {
  const folder = folderOf(record.file);
  const parameters = new Parameters(record, 'localhost');
  await readLists(
    listParameters.flatMap((name) => parameters.get(name) ?? []),
    folder,
    reading,
  );
  // Other tables are not read: they may hold passwords, and nothing in them says where mail goes.
  for (const { name, values } of record.properties.values()) {
    if ((listParameters as readonly string[]).includes(name)) continue;
    for (const element of listElements(values.at(-1) ?? '')) {
      const given = element.kind === 'table' || element.kind === 'file' ? element.path : pathIn(element.text);
      const path = given === undefined ? undefined : fileAt(reading.paths, folder, given);
      const file = path === undefined ? undefined : reading.other(path);
      if (file !== undefined) {
        reading.ledger.source({ path: file.path, kind: 'table (not read)', encoding: file.encoding, records: 0 });
      }
    }
  }
}

/** The path of a table that is not read from its text: `pcre:/etc/postfix/header_checks`. */
function pathIn(text: string): string | undefined {
  return /^(?:regexp|pcre|cidr):(\/.*)$/.exec(text)?.[1];
}
