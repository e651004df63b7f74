// What an import writes, before it is text: statements with their blocks and the comments above them. One place lays them
// out, so that every import reads as if one person had written it.

import { format } from '../syntax/format.ts';

/** A statement, or a declaration with its block. */
export interface Written {
  /** Above it, each one line; without `#`. */
  readonly comments?: readonly string[];
  /** The statement, or what stands before the block; names are written by `writtenName`. */
  readonly words: string;
  /** The statements of its block; undefined where it has no block. */
  readonly block?: readonly Written[];
  /** A block that goes on several lines even where one would do. */
  readonly isLong?: boolean;
}

/** A block without blocks and comments in it stands on one line up to this column. */
const longestLine = 180;

/** What is controlled by nobody's eyes: line ends, controls, marks that turn the direction of text round. */
const unprintable = /[\p{Cc}\ufffd\u2028\u2029]+/gu;
const turningRound = /[\u202a-\u202e\u2066-\u2069]/g;

/** Text from outside as one or more lines of a comment. */
export function commentLines(text: string): string[] {
  return text
    .split(/\r\n|[\r\n\u0085\u2028\u2029]/)
    .map((line) => line.replace(turningRound, '').replace(unprintable, ' ').trim())
    .filter((line) => line !== '');
}

/** A statement with its block as comment lines, where it can say something but not be one. */
export function commentedOut({ comments = [], words, block }: Written): Written {
  const inside = block === undefined ? '' : ` { ${block.map((each) => each.words).join('; ')} }`;
  const lines = commentLines(`${words}${inside}`);
  return { comments: [...comments, ...lines.slice(0, -1)], words: `# ${lines.at(-1) ?? ''}` };
}

/** A statement with all that is in it as comment lines, one for each of its own. */
export function asComments(written: Written): Written {
  const lines = linesApart([written]).flatMap(({ text }) => commentLines(text));
  return { comments: lines.slice(0, -1), words: `# ${lines.at(-1) ?? ''}` };
}

/** The text of a topology, laid out as formatting does. */
export function writeTopology(head: readonly string[], declarations: readonly Written[]): string {
  const lines = head.flatMap(commentLines).map((line) => `# ${line}`);
  declarations.forEach((declaration, at) => {
    if (at > 0) lines.push('');
    const own = linesOf({ ...declaration, isLong: declaration.isLong ?? true }, 0, isShort);
    lines.push(...own.map(({ text }) => text));
  });
  return format(`${lines.join('\n')}\n`).text;
}

/** One line of a text, and the statement whose first or last line it is; a comment is of none. */
export interface Line {
  readonly text: string;
  readonly of?: Written;
}

/** The lines of a text in which every statement has one of its own. */
export function linesApart(declarations: readonly Written[]): readonly Line[] {
  return declarations.flatMap((each) => linesOf(each, 0, () => false));
}

/** Whether a statement, which would be this line, stands on one with its block. */
function isShort({ block = [], isLong }: Written, line: string): boolean {
  const isPlain = block.every(
    ({ block, comments = [], words }) => block === undefined && comments.length === 0 && !words.startsWith('#'),
  );
  return isPlain && isLong !== true && line.length <= longestLine;
}

function linesOf(written: Written, depth: number, fits: (written: Written, line: string) => boolean): readonly Line[] {
  const { block, words } = written;
  const indent = '  '.repeat(depth);
  const own = (text: string): Line => ({ text: `${indent}${text}`, of: written });
  const comments = (written.comments ?? []).flatMap(commentLines).map((line) => ({ text: `${indent}# ${line}` }));
  if (block === undefined) return [...comments, own(words)];
  if (block.length === 0) return [...comments, own(`${words} {}`)];
  const line = own(`${words} { ${block.map((each) => each.words).join('; ')} }`);
  if (fits(written, line.text)) return [...comments, line];
  return [...comments, own(`${words} {`), ...block.flatMap((each) => linesOf(each, depth + 1, fits)), own('}')];
}
