// What Exim does with a file before it looks at options: macros, conditions and included files (The Exim specification,
// "Macros in the configuration file", "Conditional skips", "Inclusions"). Macros of the command line (-D), and those that
// are built into Exim, are not known here.

import type { Reading } from '../../part.ts';
import { type ExportFile, UnreadableFile } from '../../record.ts';
import { fileAt } from './files.ts';
import { longestLine, tooLong } from '../../read/unix-lines.ts';
import { type LogicalLine, logicalLines } from './lines.ts';

/** More macros than anybody has. */
const mostMacros = 1000;
const deepest = 8;

/** Macros by name, in the order in which they were defined. */
export type Macros = Map<string, string>;

interface Condition {
  /** Whether lines count here. */
  isOn: boolean;
  /** A branch of it was on already, or it stands where no line counts. */
  isDone: boolean;
}

/**
 * The lines of a file as Exim takes them, included files in their place.
 * @throws UnreadableFile - for files that include themselves, too many macros, a condition that does not end.
 */
export async function* preprocessed(
  file: ExportFile,
  reading: Reading,
  macros: Macros = new Map(),
  chain: readonly string[] = [],
): AsyncGenerator<LogicalLine> {
  if (chain.length >= deepest) throw new UnreadableFile('Files are included more than 8 deep.', file.path);
  const conditions: Condition[] = [];
  for await (const read of logicalLines(file)) {
    const directive = /^\s*\.(\w+)(.*)$/.exec(read.text);
    const isOn = conditions.every((each) => each.isOn);
    if (directive !== null && condition(directive[1] ?? '', directive[2] ?? '', conditions, macros, read)) continue;
    if (!isOn) continue;
    const text = expanded(read, macros);
    const include = /^\s*\.include(_if_exists)?\s+"?([^"]*?)"?\s*$/.exec(text);
    if (include !== null) {
      yield* included(include[2] ?? '', include[1] !== undefined, read, reading, macros, [...chain, file.path]);
      continue;
    }
    if (!define(read, text, macros)) yield { ...read, text };
  }
  if (conditions.length > 0) throw new UnreadableFile('.endif is missing.', file.path);
}

/** Whether a directive is about conditions; then it was obeyed. */
function condition(
  name: string,
  rest: string,
  conditions: Condition[],
  macros: Macros,
  { file, line }: LogicalLine,
): boolean {
  const holds = () => [...macros.keys()].some((macro) => rest.includes(macro));
  const last = conditions.at(-1);
  switch (name) {
    case 'ifdef':
    case 'ifndef': {
      const isOn = holds() === (name === 'ifdef');
      conditions.push({ isOn, isDone: isOn });
      return true;
    }
    case 'elifdef':
    case 'elifndef':
    case 'else': {
      if (last === undefined) throw new UnreadableFile(`.${name} stands without .ifdef.`, file, line);
      last.isOn = !last.isDone && (name === 'else' || holds() === (name === 'elifdef'));
      last.isDone ||= last.isOn;
      return true;
    }
    case 'endif':
      if (conditions.pop() === undefined) throw new UnreadableFile('.endif stands without .ifdef.', file, line);
      return true;
    default:
      return false;
  }
}

/** Each macro once, in the order of their definitions: what replaces one is looked at for later ones only. */
function expanded({ text, file, line }: LogicalLine, macros: Macros): string {
  // The name of a macro that is defined again is no use of it.
  const head = /^\s*[A-Z]\w*(?=\s*==?)/.exec(text)?.[0] ?? '';
  let result = text.slice(head.length);
  for (const [name, value] of macros) {
    if (!result.includes(name)) continue;
    const parts = result.split(name);
    if (result.length + (parts.length - 1) * value.length > longestLine) throw tooLong(file, line);
    result = parts.join(value);
  }
  return head + result;
}

function define({ file, line }: LogicalLine, text: string, macros: Macros): boolean {
  const [, name, again, value = ''] = /^\s*([A-Z]\w*)\s*=(=?)\s*(.*)$/.exec(text) ?? [];
  if (name === undefined) return false;
  if (macros.has(name) && again === '') {
    throw new UnreadableFile(`The macro ${name} is defined twice; Exim wants == for that.`, file, line);
  }
  if (macros.size >= mostMacros) throw new UnreadableFile('There are more than 1,000 macros.', file, line);
  macros.set(name, value);
  return true;
}

async function* included(
  path: string,
  mayBeMissing: boolean,
  { file, line }: LogicalLine,
  reading: Reading,
  macros: Macros,
  chain: readonly string[],
): AsyncGenerator<LogicalLine> {
  const given = fileAt(reading.paths, path, file);
  const found = given === undefined ? undefined : reading.other(given);
  if (found === undefined) {
    const text = mayBeMissing
      ? `${path} may be there, and is not among the files; it counts as not there.`
      : `${path} is included, and is not among the files.`;
    reading.ledger.note({ class: 'missing', kind: 'Exim configuration', object: path, file, line, text });
    return;
  }
  if (chain.includes(found.path)) throw new UnreadableFile(`${found.path} includes itself.`, file, line);
  yield* preprocessed(found, reading, macros, chain);
}
