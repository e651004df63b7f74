// Exim's configuration, or what `exim -bP config` prints, as records: main options, one for each router, transport and
// retry rule, and one for each other section. Nothing is expanded or evaluated.

import type { Reading } from '../../part.ts';
import { type Property, type SourceRecord, UnreadableFile } from '../../record.ts';
import type { LogicalLine } from './lines.ts';
import { listItems, optionValue, routeRules } from './lists.ts';

/** Sections of drivers with options. */
const driverSections: ReadonlySet<string> = new Set(['routers', 'transports', 'authenticators']);

interface OpenRecord extends SourceRecord {
  readonly properties: Map<string, Property>;
}

/** Reads what the preprocessor left. */
export async function readConfiguration(
  lines: AsyncIterable<LogicalLine>,
  path: string,
  reading: Reading,
): Promise<SourceRecord[]> {
  const main: OpenRecord = { kind: 'main', name: path, file: path, line: 1, properties: new Map() };
  const records: OpenRecord[] = [main];
  let section = 'main';
  let open: OpenRecord | undefined = main;
  for await (const read of lines) {
    const text = read.text.trim();
    const [, begun] = /^begin\s+(\w+)$/.exec(text) ?? [];
    if (begun !== undefined) {
      section = begun;
      open = undefined;
      continue;
    }
    const [, name] = driverSections.has(section) || section === 'acl' ? (/^([\w-]+)\s*:$/.exec(text) ?? []) : [];
    if (name !== undefined) {
      open = { kind: kindOf(section), name, file: read.file, line: read.line, properties: new Map() };
      records.push(open);
    } else if (section === 'main' || (driverSections.has(section) && open !== undefined)) {
      addOption(open ?? main, text, read, reading);
    } else if (section === 'retry') {
      records.push(ruleRecord('retry', text, read));
    } else {
      if (open === undefined) {
        open = { kind: kindOf(section), name: section, file: read.file, line: read.line, properties: new Map() };
        records.push(open);
      }
      addStatement(open, text, read);
    }
  }
  return records;
}

function kindOf(section: string): string {
  return section.endsWith('s') ? section.slice(0, -1) : section;
}

function ruleRecord(kind: string, text: string, { file, line }: LogicalLine): OpenRecord {
  const property = { name: 'rule', values: [text], line };
  return { kind, name: text, file, line, properties: new Map([['rule', property]]) };
}

/** What stands in a section that says nothing of routes: one value with all its lines. */
function addStatement({ properties }: OpenRecord, text: string, { line }: LogicalLine): void {
  const known = properties.get('statements');
  const values = [known === undefined ? text : `${known.values[0] ?? ''}\n${text}`];
  properties.set('statements', { name: 'statements', values, line: known?.line ?? line });
}

/** Lists whose items are values of their own. */
const lists: ReadonlySet<string> = new Set(['local_interfaces', 'daemon_smtp_ports']);

function addOption(record: OpenRecord, text: string, { file, line }: LogicalLine, { ledger }: Reading): void {
  const plain = text.replace(/^hide\s+/, '');
  const [, given, rest] = /^([\w ]*?\w)\s*=(.*)$/s.exec(plain) ?? [];
  const name = given?.replace(/\s+/g, ' ').replace(/^(domain|host|address|localpart)list(?:_cache)? /, '$1list ');
  if (name === undefined || rest === undefined) {
    const flag = /^(?:(no|not)_)?(\w+)$/.exec(plain);
    if (flag === null) throw new UnreadableFile('This line is no option of Exim.', file, line);
    set(record, flag[2] ?? '', [flag[1] === undefined ? 'true' : 'false'], line);
    return;
  }
  const value = optionValue(rest);
  const key = name.toLowerCase();
  if (record.properties.has(key)) {
    const note = `${name} is set twice here; Exim would not start with it. The first one counts.`;
    ledger.note({ class: 'duplicate', kind: record.kind, object: record.name, property: name, file, line, text: note });
    return;
  }
  const isList = lists.has(key) || /^\w+list \w/.test(key);
  set(record, name, key === 'route_list' ? routeRules(value) : isList ? listItems(value) : [value], line);
}

function set({ properties }: OpenRecord, name: string, values: readonly string[], line: number): void {
  if (!properties.has(name.toLowerCase())) properties.set(name.toLowerCase(), { name, values, line });
}
