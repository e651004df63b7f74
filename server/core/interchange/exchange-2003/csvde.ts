// What csvde writes: a row for each entry, a column for each attribute, the values of one in one cell.

import { limits } from '../limits.ts';
import { firstRow, readCsv } from '../read/csv.ts';
import type { Entry } from '../read/ldif.ts';
import { UnreadableFile, type ExportFile, type Property } from '../record.ts';

/** Whether a text begins with the names of columns, of which the first is an entry's name. */
export function isCsvde(head: string): boolean {
  const names = firstRow(head)?.map((name) => name.trim().toLowerCase());
  return names?.[0] === 'dn' && names.includes('objectclass');
}

/** @throws UnreadableFile - where it is no CSV. */
export async function readCsvde(file: ExportFile, found: (entry: Entry) => void): Promise<void> {
  let names: readonly string[] | undefined;
  await readCsv(file, (cells, line) => {
    if (names === undefined) names = cells.map((name) => name.trim());
    else found(entryOf(names, cells, file, line));
  });
}

function entryOf(names: readonly string[], cells: readonly string[], file: ExportFile, line: number): Entry {
  if (cells.length > names.length) {
    throw new UnreadableFile('A row has more values than there are columns.', file.path, line);
  }
  const properties = new Map<string, Property>();
  for (const [at, name] of names.entries()) {
    const cell = cells[at] ?? '';
    if (at === 0 || cell === '') continue;
    const values = valuesOfCell(name, cell);
    const isCut = values.length > limits.list;
    properties.set(name.toLowerCase(), {
      name,
      values: isCut ? values.slice(0, limits.list) : values,
      line,
      ...(isCut ? { isCut } : {}),
    });
  }
  return { dn: cells[0] ?? '', line, properties };
}

/** Attributes of one value, which may have a `;` in it. */
const single = new Set(
  [
    ['adminDescription', 'adminDisplayName', 'cn', 'name', 'displayName', 'description', 'serialNumber', 'info'],
    ['msExchSmtpSmartHost', 'legacyExchangeDN', 'purportedSearch', 'msExchPurportedSearchUI', 'activationSchedule'],
  ].flatMap((names) => names.map((name) => name.toLowerCase())),
);

/** How a value begins, where a `;` in it may stand without a mark: the type of an address. */
const typed = new Set(['routinglist', 'gatewayproxy', 'disabledgatewayproxy', 'proxyaddresses']);
const typeFirst = /^(?:Local:)?[A-Za-z0-9_-]+:/i;
/** And the first part of an entry's name. */
const nameFirst = /^(?:[A-Za-z][\w-]*=|B:\d+:)/;

/** Values are joined by `;`; one in a value is written `\;`, or as it is. */
function valuesOfCell(name: string, cell: string): string[] {
  const key = name.toLowerCase();
  if (single.has(key)) return [cell.replaceAll('\\;', ';')];
  const pieces = cell.split(/(?<!\\);/).map((piece) => piece.replaceAll('\\;', ';'));
  const begins = typed.has(key) ? typeFirst : nameFirst.test(cell) ? nameFirst : undefined;
  if (begins === undefined) return pieces;
  const values: string[] = [];
  for (const piece of pieces) {
    const last = values.length - 1;
    if (last < 0 || begins.test(piece)) values.push(piece);
    else values[last] = `${values[last] ?? ''};${piece}`;
  }
  return values;
}
