// The three ways in which Exchange's cmdlets are written down, to records.

import { shown, type Ledger } from '../ledger.ts';
import { limits } from '../limits.ts';
import type { ExportFormat, Reading } from '../part.ts';
import { isClixml, readClixml } from '../read/clixml.ts';
import { isFormatList, readFormatList } from '../read/format-list.ts';
import { isJson, readJson } from '../read/json.ts';
import type { TypedObject } from '../read/typed-object.ts';
import { UnreadableFile, type ExportFile, type SourceRecord } from '../record.ts';
import { isListProperty, kindOf } from './kinds.ts';

export const clixml: ExportFormat = {
  name: 'Clixml',
  recognises: isClixml,
  read: (file, reading) => readClixml(file, sort(file, reading)),
};

export const json: ExportFormat = {
  name: 'JSON',
  recognises: isJson,
  read: (file, reading) => readJson(file, sort(file, reading)),
};

export const formatList: ExportFormat = {
  name: 'Format-List',
  recognises: isFormatList,
  read(file, reading) {
    reading.ledger.stand(
      'Format-List text is the poorest source: of a list only four values are written. Export-Clixml loses nothing.',
    );
    return readFormatList(file, isListProperty, sort(file, reading));
  },
};

/** Keeps what plays a part in routing, and counts what is of no known kind. */
function sort(file: ExportFile, { record, ledger }: Reading): (object: TypedObject) => void {
  let count = 0;
  return (object) => {
    const kind = kindOf(object);
    tellOverwritten(kind ?? typeOf(object), object, file, ledger);
    if (kind === undefined) {
      if (object.isOutermost) ledger.other(typeOf(object), file.path, object.line);
      return;
    }
    count++;
    if (count > limits.records)
      throw new UnreadableFile('There are more than 500,000 objects.', file.path, object.line);
    record(recordOf(kind, file, object));
  };
}

/** What a name said before it stood again says nothing now, so it is in no record (RFC 8259 4). */
function tellOverwritten(kind: string, object: TypedObject, { path }: ExportFile, ledger: Ledger): void {
  for (const { name: property, values, line } of object.overwritten ?? []) {
    const name = nameOf(kind, object);
    const value = shown(property, values.join(', '));
    const text = `${property} stands twice in this object; the last one counts.`;
    ledger.note({ class: 'duplicate', kind, object: shown('', name), property, value, file: path, line, text });
  }
}

function nameOf(kind: string, { properties }: Pick<TypedObject, 'properties'>): string {
  const textOf = (name: string) => properties.get(name)?.values.find((text) => text !== '');
  return textOf('name') ?? textOf('domainname') ?? textOf('identity') ?? kind;
}

function recordOf(kind: string, { path }: ExportFile, { properties, line }: TypedObject): SourceRecord {
  return { kind, name: nameOf(kind, { properties }), file: path, line, properties };
}

function typeOf({ types, properties }: TypedObject): string {
  const type = types[0]?.replace(/^Deserialized\./, '');
  return (
    type ??
    `object with ${[...properties.values()]
      .slice(0, 3)
      .map(({ name }) => name)
      .join(', ')}`
  );
}
