// The three ways in which Exchange's cmdlets are written down, to records.

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

function recordOf(kind: string, { path }: ExportFile, { properties, line }: TypedObject): SourceRecord {
  const textOf = (name: string) => properties.get(name)?.values.find((text) => text !== '');
  const name = textOf('name') ?? textOf('domainname') ?? textOf('identity') ?? kind;
  return { kind, name, file: path, line, properties };
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
