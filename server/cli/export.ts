// Writes a topology in the words of a real mail system. Nothing that is written is run, and no file is overwritten that
// says something else, unless that is asked for.

import { join } from 'node:path';
import { serversSay } from '#core/interchange/drift/drift';
import { exportTargets, exportTopology, type ExportedFile, type ExportNote } from '#core/interchange/export';
import { importFiles } from '#core/interchange/import';
import { lostIn } from '#core/interchange/ledger';
import { notUnderstood } from '#core/interchange/understood';
import type { Topology } from '#core/model/topology';
import type { Call, Command, ExitStatus } from './command.ts';
import { exportFilesAt } from './export-files.ts';
import { type Loaded, loadOne } from './load.ts';
import { printable } from './report.ts';
import { CallError, type Terminal } from './terminal.ts';

const targets = exportTargets.map(({ name }) => name).join('|');

export const exportCommand: Command = {
  name: 'export',
  usage: `FILE --to ${targets} [--server S] [--against PATH]... --out DIR [--prune] [--force] [--report text|json]`,
  summary:
    'Writes the topology in the words of a real mail system, into DIR. Nothing is run. --against says what there is now, ' +
    'so that only the difference is written; --prune adds lines that remove, as comments; --force overwrites.',
  options: {
    to: 'value',
    server: 'value',
    against: 'values',
    out: 'value',
    prune: 'flag',
    force: 'flag',
    report: 'value',
  },
  formats: [],
  files: 'one',
  async run(call, terminal): Promise<ExitStatus> {
    const target = needed(call, 'to', `where it goes: ${targets}`);
    const folder = needed(call, 'out', 'the folder that is written to');
    const report = reportOf(call);
    const loaded = understood(loadOne(call.files, terminal));
    const against = await presentState(call.values('against'), terminal);
    if (call.flags.has('prune') && against === undefined) {
      throw new CallError('--prune needs --against: nobody knows what there is to be removed.');
    }
    const answer = exportTopology(loaded.topology, {
      target,
      server: call.value('server'),
      source: loaded.root === '-' ? 'standard input' : (loaded.root.split('/').at(-1) ?? loaded.root),
      against,
      prune: call.flags.has('prune'),
    });
    if (!answer.ok) throw new CallError(answer.error);
    const { files, notes } = answer.value;
    writeAll(files, folder, { isForced: call.flags.has('force') }, terminal);
    report({ target, folder, files, notes, loaded }, terminal);
    return 0;
  },
};

function needed(call: Call, option: string, meaning: string): string {
  const value = call.value(option);
  if (value === undefined || value === '') throw new CallError(`--${option} is missing: ${meaning}.`);
  return value;
}

function understood(loaded: Loaded): Loaded {
  const { length } = notUnderstood(loaded.project, loaded.topology);
  if (length === 0) return loaded;
  const count = `${String(length)} error${length === 1 ? '' : 's'}`;
  throw new CallError(
    `${loaded.root} has ${count} that would leave something out, so nothing is exported; see bridgehead check ${loaded.root}.`,
  );
}

/** What the servers say now: a topology, or what they print, which is imported. */
async function presentState(paths: readonly string[], terminal: Terminal): Promise<Topology | undefined> {
  const [path] = paths;
  if (path === undefined) return undefined;
  if (path.toLowerCase().endsWith('.topo')) {
    if (paths.length > 1) throw new CallError('--against takes one .topo file, or what the servers print.');
    return understood(loadOne([path], terminal)).topology;
  }
  const imported = await importFiles(await exportFilesAt(paths));
  if (!imported.ok) throw new CallError(imported.error);
  const { text, report } = imported.value;
  const lost = lostIn(report);
  if (lost > 0) {
    const said = `${String(lost)} thing${lost === 1 ? '' : 's'} of what is there now could not be taken over`;
    terminal.err(`bridgehead: ${said}, so the difference may be another; see bridgehead import ${paths.join(' ')}\n`);
  }
  const present = serversSay(text, paths.join(' '));
  if (!present.ok) throw new CallError(present.error);
  return present.value.topology;
}

interface Writing {
  readonly isForced: boolean;
}

/** All or nothing: what may not be overwritten is found before anything is written. */
function writeAll(files: readonly ExportedFile[], folder: string, { isForced }: Writing, terminal: Terminal): void {
  const planned = files.map(({ path, text, encoding }) => ({
    path: join(folder, path),
    text: encoding === 'utf-8-bom' ? `\ufeff${text}` : text,
  }));
  const present = planned.map((file) => ({ ...file, before: terminal.readIfThere(file.path) }));
  const other = present.filter(({ before, text }) => before !== undefined && before !== text).map(({ path }) => path);
  if (other.length > 0 && !isForced) {
    throw new CallError(
      `Nothing is written, as ${other.join(', ')} would be overwritten. Choose another folder, or add --force.`,
    );
  }
  for (const { path, text, before } of present) {
    if (before === undefined) terminal.create(path, text);
    else if (before !== text) terminal.write(path, text);
  }
}

interface Report {
  readonly target: string;
  readonly folder: string;
  readonly files: readonly ExportedFile[];
  readonly notes: readonly ExportNote[];
  readonly loaded: Loaded;
}

function reportOf(call: Call): (report: Report, terminal: Terminal) => void {
  switch (call.value('report')) {
    case undefined:
    case 'text':
      return reportText;
    case 'json':
      return reportJson;
    default:
      throw new CallError(`--report is text or json, not '${call.value('report') ?? ''}'.`);
  }
}

function reportText({ target, folder, files, notes, loaded }: Report, terminal: Terminal): void {
  const lines = [
    `Written to ${folder}: ${files.map(({ path }) => path).join(', ')}. Nothing was run.`,
    ...(notes.length === 0 ? [] : ['', `What ${target} cannot say as the topology does (${String(notes.length)}):`]),
    ...notes.map(
      (note) =>
        `  ${pointer(note, loaded)}${note.element === '' ? '' : `${note.element}: `}${note.class}. ${note.text}`,
    ),
  ];
  terminal.out(`${lines.map(printable).join('\n')}\n`);
}

function pointer({ place }: ExportNote, loaded: Loaded): string {
  if (place === undefined) return '';
  const { start } = loaded.range(place);
  return `${place.file}:${String(start.line + 1)}:${String(start.character + 1)}: `;
}

/** The JSON document of `export` (docs/language.md, Command line). */
function reportJson({ target, files, notes, loaded }: Report, terminal: Terminal): void {
  const document = {
    format: 1,
    target,
    files: files.map(({ path }) => path),
    notes: notes.map(({ class: kind, element, text, place }) => ({
      class: kind,
      element,
      text,
      path: place === undefined ? null : loaded.reportedPath(place.file),
      range: place === undefined ? null : loaded.range(place),
    })),
  };
  terminal.out(`${JSON.stringify(document)}\n`);
}
