// Format-List text, as people paste it: `Name : value` lines, blocks divided by empty lines. What was too long for the
// window was broken into lines, and of a list only four values are written ($FormatEnumerationLimit, about_Preference_Variables).

import { limits, textOf } from '../limits.ts';
import { UnreadableFile, type ExportFile, type Property } from '../record.ts';
import type { TypedObject } from './typed-object.ts';

const propertyLine = /^(\s*)([A-Za-z][\w.-]*)( *) : ?(.*)$|^(\s*)([A-Za-z][\w.-]*)( *) :$/;

/** Whether a text has at least two properties one below the other, or is one whole property in a short text. */
export function isFormatList(head: string): boolean {
  const lines = head.split(/\r\n|\r|\n/);
  let together = 0;
  for (const line of lines) {
    if (propertyLine.test(line)) together++;
    else if (line.trim() === '' || !/^\s{4,}/.test(line)) together = 0;
    if (together >= 2) return true;
  }
  return false;
}

/** Hands on every block. `isList` says of which properties `{a, b}` is a list. Lines outside of blocks are passed over. */
export async function readFormatList(
  file: ExportFile,
  isList: (property: string) => boolean,
  found: (object: TypedObject) => void,
): Promise<void> {
  let block: Line[] = [];
  let line = 0;
  const end = () => {
    if (block.length > 0) found(objectOf(block, isList));
    block = [];
  };
  for (const text of (await textOf(file)).split(/\r\n|\r|\n/)) {
    line++;
    if (text.length > limits.value) throw new UnreadableFile('A line is longer than 1 MB.', file.path, line);
    const property = propertyLine.exec(text);
    const last = block.at(-1);
    if (property !== null && !isContinuation(text, last)) {
      const name = property[2] ?? property[6] ?? '';
      if (block.some((each) => each.name.toLowerCase() === name.toLowerCase())) end();
      block.push({ name, column: text.indexOf(' :') + 3, pieces: [property[4] ?? ''], line });
    } else if (text.trim() === '') end();
    else if (last !== undefined && isContinuation(text, last)) last.pieces.push(text.trim());
  }
  end();
}

interface Line {
  readonly name: string;
  /** Where values begin. */
  readonly column: number;
  readonly pieces: string[];
  readonly line: number;
}

/** A line that goes on begins where values do. */
function isContinuation(text: string, last: Line | undefined): boolean {
  return last !== undefined && text.trim() !== '' && text.length - text.trimStart().length >= last.column - 1;
}

function objectOf(block: readonly Line[], isList: (property: string) => boolean): TypedObject {
  const properties = new Map(block.map((line) => [line.name.toLowerCase(), propertyOf(line, isList(line.name))]));
  return { types: [], properties, line: block[0]?.line ?? 1, isOutermost: true };
}

function propertyOf({ name, pieces, line }: Line, isList: boolean): Property {
  const text = joined(pieces).trim();
  const inside = /^\{(.*)\}$/s.exec(text)?.[1];
  if (inside === undefined || !isList) {
    const isCut = /(?:\.\.\.|…)$/.test(text) || (isList && text.startsWith('{'));
    return { name, values: text === '' ? [] : [text], line, ...(isCut && { isCut }) };
  }
  const isCut = /(?:\.\.\.|…)$/.test(inside);
  const values = inside
    .replace(/(?:, )?(?:\.\.\.|…)$/, '')
    .split(/, /)
    .map((value) => value.trim())
    .filter((value) => value !== '');
  return { name, values, line, ...(isCut && { isCut }) };
}

/** Lines break at blanks; a line without any was broken within a word. */
function joined(pieces: readonly string[]): string {
  return pieces.reduce((text, piece, at) => {
    if (at === 0) return piece;
    const before = (pieces[at - 1] ?? '').trim();
    const isWithinWord = before.length > 20 && !/\s/.test(before) && !before.endsWith(',');
    return `${text.trimEnd()}${isWithinWord ? '' : ' '}${piece}`;
  }, '');
}
