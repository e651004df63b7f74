// The two ways in which the directory is written down, to records.

import { limits } from '../limits.ts';
import { shown } from '../ledger.ts';
import type { ExportFormat, Reading } from '../part.ts';
import { ownName, parseDn } from '../read/dn.ts';
import { isLdif, readLdif, type Entry, type Refused } from '../read/ldif.ts';
import { UnreadableFile, type ExportFile } from '../record.ts';
import { isCsvde, readCsvde } from './csvde.ts';
import { kindOf } from './kinds.ts';

export const ldif: ExportFormat = {
  name: 'LDIF',
  recognises: isLdif,
  read: (file, reading) => readLdif(file, sort(file, reading), refuse(file, reading)),
};

export const csvde: ExportFormat = {
  name: 'csvde',
  recognises: isCsvde,
  read: (file, reading) => readCsvde(file, sort(file, reading)),
};

/** Keeps what plays a part in routing, and counts what is of no known kind. */
function sort({ path }: ExportFile, { record, ledger }: Reading): (entry: Entry) => void {
  let count = 0;
  return ({ dn, line, properties }) => {
    const classes = properties.get('objectclass')?.values ?? [];
    const name = parseDn(dn);
    if (name === undefined) throw new UnreadableFile('This is no name of an entry, such as `CN=…,DC=…`.', path, line);
    const kind = kindOf(classes, properties.has('mail') || properties.has('proxyaddresses'));
    if (kind === undefined) {
      ledger.other(classes.at(-1) ?? 'entry without objectClass', path, line);
      return;
    }
    count++;
    if (count > limits.records) throw new UnreadableFile('There are more than 500,000 objects.', path, line);
    record({ kind, name: ownName(name), file: path, line, properties: withDn(properties, dn, line) });
  };
}

/** An entry's name is where a mapper looks for it, whether or not the attribute was exported. */
function withDn(properties: Entry['properties'], dn: string, line: number): Entry['properties'] {
  return new Map(properties).set('distinguishedname', { name: 'distinguishedName', values: [dn], line });
}

function refuse({ path }: ExportFile, { ledger }: Reading): (what: Refused) => void {
  return ({ dn, line, property, value, why }) => {
    const name = parseDn(dn);
    ledger.note({
      class: 'dropped',
      kind: 'entry',
      object: shown('', name === undefined ? dn : ownName(name)),
      ...(property === undefined ? {} : { property, value: shown(property, value ?? '') }),
      file: path,
      line,
      text: why,
    });
  };
}
