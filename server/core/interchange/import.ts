// From what real systems print to a topology: recognise each file by its content, read it, map what was read, write it,
// and look whether it reads back.

import type { Answer } from '../answer.ts';
import { parse, faultsOf } from '../syntax/parse.ts';
import { lineStarts, positionAt } from '../syntax/lines.ts';
import { absolute } from '../syntax/places.ts';
import { headAt } from '../syntax/cut.ts';
import { isMark, scan } from '../syntax/scan.ts';
import { writtenName } from '../syntax/words.ts';
import { compareText, Ledger, type Fate, type Report } from './ledger.ts';
import { headOf } from './limits.ts';
import { organizationOfAll } from './organization.ts';
import type { ExportFormat, ImportOptions, MailSystem, Part } from './part.ts';
import { withRecipients } from './recipients.ts';
import { textFile, UnreadableFile, type ExportFile, type SourceRecord } from './record.ts';
import { asComments, commentLines, linesApart, writeTopology, type Written } from './statements.ts';
import { mailSystems } from './systems.ts';
import { knownByForm } from './known-by-form.ts';
import { refuseApart } from './together.ts';

/** A topology that was made from files, and what became of everything in them. */
export interface Imported {
  readonly text: string;
  readonly report: Report;
}

/** How an import is run. */
export interface ImportRun {
  readonly systems?: readonly MailSystem[];
  /** Told how many files are read; what it throws ends the import. */
  readonly read?: (files: number) => void;
}

/**
 * Makes one topology of the given files, whatever order they come in. An error names the file and line that is to blame;
 * then there is no topology. Files of no known kind are told of in the report.
 */
export async function importFiles(
  files: readonly ExportFile[],
  options: ImportOptions = {},
  { systems = mailSystems, read: told }: ImportRun = {},
): Promise<Answer<Imported>> {
  const ledger = new Ledger();
  try {
    const read = await readAll(files, ledger, systems, told);
    const isMailbox = ({ kind }: SourceRecord) => kind === 'Mailbox';
    const mailboxes = read.flat().filter(isMailbox);
    const records = mailboxes.length === 0 ? read : read.map((all) => all.filter((each) => !isMailbox(each)));
    const given = systems.flatMap((system, at) => {
      const ofSystem = records[at] ?? [];
      const part = system.map(ofSystem, ledger, options);
      return part === undefined ? [] : [{ part, file: ofSystem[0]?.file ?? '' }];
    });
    if (given.length === 0) return { ok: false, error: await nothingFound(files) };
    refuseApart(given);
    const parts = withRecipients(
      given.map(({ part }) => part),
      mailboxes,
      ledger,
      options,
    );
    return { ok: true, value: written(parts, ledger) };
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const place = error.line === undefined ? error.file : `${error.file}:${String(error.line)}`;
    return { ok: false, error: `${place}: ${error.message}` };
  }
}

/**
 * What a text that was copied from a system is in statements, to stand in a topology that is there already; undefined
 * when it is nothing of the kind.
 */
export async function pastedStatements(
  text: string,
  systems: readonly MailSystem[] = mailSystems,
): Promise<string | undefined> {
  const ledger = new Ledger();
  try {
    const records = await readAll([textFile('clipboard', text)], ledger, systems);
    const parts = systems.flatMap((system, at) => system.map(records[at] ?? [], ledger, {}) ?? []);
    const declarations = parts.flatMap((part) => part.own ?? part.declarations);
    if (declarations.length > 0) return writeTopology([], withoutFaults(declarations, ledger));
    const statements = parts.flatMap((part) => part.organization.statements);
    return statements.length === 0 ? undefined : `${statements.map(({ words }) => words).join('\n')}\n`;
  } catch (error) {
    if (error instanceof UnreadableFile) return undefined;
    throw error;
  }
}

const unknown = 'This file is of no kind that can be imported; nothing of it was read.';

async function readAll(
  files: readonly ExportFile[],
  ledger: Ledger,
  systems: readonly MailSystem[],
  read: (files: number) => void = () => undefined,
): Promise<SourceRecord[][]> {
  const inOrder = files.toSorted((a, b) => compareText(a.path, b.path));
  const byPath = new Map(inOrder.map((file) => [file.path, file]));
  const asked = new Set<string>();
  const records = systems.map((): SourceRecord[] => []);
  const unrecognised: { readonly path: string; readonly encoding: string; readonly says: string }[] = [];
  for (const [at, file] of inOrder.entries()) {
    read(at);
    const head = await headOf(file);
    const found = recognise(head, file.path, systems);
    if (found === undefined) {
      unrecognised.push({ path: file.path, encoding: file.encoding, says: knownByForm(head) ?? unknown });
      continue;
    }
    let count = 0;
    await found.format.read(file, {
      ledger,
      paths: [...byPath.keys()],
      record: (record) => {
        count++;
        ledger.open(record);
        records[found.system]?.push(record);
      },
      other: (path) => {
        asked.add(path);
        return byPath.get(path);
      },
    });
    ledger.source({ path: file.path, kind: found.format.name, encoding: file.encoding, records: count });
  }
  for (const { path, encoding, says } of unrecognised) {
    if (asked.has(path)) continue;
    ledger.source({ path, kind: 'not known', encoding, records: 0 });
    ledger.note({ class: 'unknown', kind: 'file', object: path, file: path, text: says });
  }
  return records;
}

function recognise(
  head: string,
  path: string,
  systems: readonly MailSystem[],
): { readonly system: number; readonly format: ExportFormat } | undefined {
  for (const [system, { formats }] of systems.entries()) {
    const format = formats.find((candidate) => candidate.recognises(head, path));
    if (format !== undefined) return { system, format };
  }
  return undefined;
}

async function nothingFound(files: readonly ExportFile[]): Promise<string> {
  const [first] = files;
  if (first === undefined) return 'There is no file to import.';
  const says = knownByForm(await headOf(first));
  if (says !== undefined) return `${first.path}: ${says}`;
  const many = files.length === 1 ? first.path : `${first.path} and ${String(files.length - 1)} more`;
  return (
    `${many}: nothing here can be imported. Known are exports of Exchange's Get- cmdlets (Export-Clixml, ConvertTo-Json, ` +
    `Format-List), ldifde and csvde of Exchange 2000/2003, and the configuration of Postfix and Exim.`
  );
}

function written(parts: readonly Part[], ledger: Ledger): Imported {
  const organization = organizationOf(parts, ledger);
  const declarations = [organization, ...parts.flatMap((part) => part.declarations)];
  const head = headOfTopology(parts, ledger);
  const text = writeTopology(head, withoutFaults(declarations, ledger));
  return { text, report: ledger.report() };
}

/** One organization of all parts: the first name counts, statements of the same words stand once. */
function organizationOf(parts: readonly Part[], ledger: Ledger): Written {
  const name = parts.map((part) => part.organization.name).find((each) => each !== undefined);
  const model = parts[0]?.model ?? 'exchange-2003';
  const said = parts.map(({ source, organization }) => ({ source, statements: organization.statements }));
  const block = [
    ...(model === 'exchange-2003' ? [] : [{ words: `model ${model}` }]),
    ...organizationOfAll(said, ledger),
  ];
  return { words: `organization ${writtenName(name ?? 'Imported')}`, block, isLong: true };
}

/** No date, no path, no user, nothing that depends on how an export was written: the same systems give the same bytes. */
function headOfTopology(parts: readonly Part[], ledger: Ledger): string[] {
  const { counts } = ledger.report();
  const { objects } = ledger.size;
  const classes = headed.filter((fate) => counts[fate] > 0).map((fate) => `${String(counts[fate])} ${fate}`);
  const systems = [...new Set(parts.map(({ source }) => source))].join(', ');
  return [
    `Imported from ${systems}: ${String(objects)} ${objects === 1 ? 'object' : 'objects'}.`,
    `${classes.join(', ')}; the report tells each.`,
    ...parts.flatMap(({ head }) => head ?? []),
  ];
}

/** Classes that depend on what was exported, not on how it is written down. */
const headed: readonly Fate[] = ['imported', 'comment', 'differs', 'dropped', 'missing', 'cut'];

/** Every statement that does not read back is a comment, with its block; that is our fault, and it is told. */
function withoutFaults(declarations: readonly Written[], ledger: Ledger): readonly Written[] {
  const faulty = faultyIn(declarations);
  if (faulty.size === 0) return declarations;
  const text = 'This statement was written in words that the language does not have; it stands as a comment.';
  for (const { words } of faulty) {
    ledger.note({ class: 'dropped', kind: 'statement', object: commentLines(words).join(' '), text });
  }
  const mended = (each: Written): Written => {
    if (faulty.has(each)) return asComments(each);
    return each.block === undefined ? each : { ...each, block: each.block.map(mended) };
  };
  return withoutFaults(declarations.map(mended), ledger);
}

/**
 * The statements that are to blame for what does not read back: first those whose words open or close what others are
 * in, as then the fault is found anywhere; else the innermost of those on whose lines faults are.
 */
function faultyIn(declarations: readonly Written[]): ReadonlySet<Written> {
  const lines = linesApart(declarations);
  const text = lines.map((line) => line.text).join('\n');
  const tree = parse(text);
  const faults = faultsOf(tree);
  if (faults.length === 0) return new Set();
  const broken = lines.flatMap(({ of }) => (of === undefined || standsAlone(of) ? [] : of));
  if (broken.length > 0) return new Set(broken);
  const starts = lineStarts(text);
  const lineOf = ({ fault, piece }: (typeof faults)[number]) =>
    lines[positionAt(starts, absolute(tree, piece, fault.span).start).line];
  const blamed = new Set(faults.flatMap((each) => lineOf(each)?.of ?? []));
  const holdsBlamed = ({ block = [] }: Written): boolean => block.some((each) => blamed.has(each) || holdsBlamed(each));
  return new Set([...blamed].filter((each) => !holdsBlamed(each)));
}

/** Whether a statement leaves everything around it as it is: it is one, and what opens in its words ends in them. */
function standsAlone({ words, block }: Written): boolean {
  const tokens = scan(words);
  if (block === undefined && headAt(tokens, 0)?.opens === true) return false;
  let depth = 0;
  for (const [i, kind] of tokens.kinds.entries()) {
    if (kind === 'unclosed' || tokens.gaps[i] === 'line' || (depth === 0 && isMark(tokens, i, ';'))) return false;
    depth += isMark(tokens, i, '{') ? 1 : isMark(tokens, i, '}') ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth === 0;
}
