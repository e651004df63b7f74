// master.cf: the services of a host, one a line with what it overrides (master(5)).

import type { ExportFormat } from '../../part.ts';
import type { Property, SourceRecord } from '../../record.ts';
import { elementsOf } from './parameters.ts';
import { logicalLines } from './lines.ts';

const service =
  /^(\S+)[ \t]+(inet|unix|unix-dgram|fifo|pass)[ \t]+([-yn])[ \t]+([-yn])[ \t]+([-yn])[ \t]+(\S+)[ \t]+(\S+)[ \t]+(\S+)/;

export const masterCf: ExportFormat = {
  name: 'Postfix master.cf',
  recognises(head) {
    const lines = head.split(/\r?\n/).filter((line) => !/^\s*(?:#|$)|^\s/.test(line));
    return lines[0] !== undefined && service.test(lines[0]);
  },
  async read(file, reading) {
    for await (const { text, line } of logicalLines(file)) {
      const record = serviceIn(text, file.path, line);
      if (record !== undefined) {
        reading.record(record);
        continue;
      }
      const note = 'This line is no service: it has not eight columns.';
      reading.ledger.note({ class: 'dropped', kind: 'service', object: file.path, file: file.path, line, text: note });
    }
  },
};

function serviceIn(text: string, file: string, line: number): SourceRecord | undefined {
  const [whole, name = '', type = '', isPrivate = '', , , , , command = ''] = service.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const properties = new Map<string, Property>();
  const add = (property: string, value: string) => {
    if (!properties.has(property)) properties.set(property, { name: property, values: [value], line });
  };
  add('service', name);
  add('type', type);
  add('private', isPrivate);
  add('command', command);
  const rest = elementsOf(text.slice(whole.length), /\s/);
  const others: string[] = [];
  for (let at = 0; at < rest.length; at++) {
    const word = rest[at] ?? '';
    if (word !== '-o') {
      others.push(word);
      continue;
    }
    const [, option, value] = /^\{?\s*(\w+)\s*=\s*([\s\S]*?)\s*\}?$/.exec(rest[++at] ?? '') ?? [];
    if (option !== undefined && value !== undefined) add(`-o ${option}`, value);
  }
  if (others.length > 0) add('arguments', others.join(' '));
  return { kind: 'service', name: `${name}/${type}`, file, line, properties };
}
