import { placed } from '#core/editing/placed-edit';
import { removal } from '#core/editing/removal';
import type { Place } from '#core/model/topology';
import { disableNextLine } from '#core/syntax/disable-comments';
import { absolute } from '#core/syntax/places';
import type { Span, Spanned } from '#core/syntax/tree';
import { isObeyed, type Disable } from './disables.ts';
import type { Version } from './fact.ts';
import type { Edit, Finding } from './finding.ts';
import { nearestNames } from './nearest-names.ts';
import { listed, quoted } from './wording.ts';

/** What is known of the codes that comments name. */
export interface Codes {
  readonly all: readonly string[];
  /** They cannot be silenced by a comment. */
  readonly never: ReadonlySet<string>;
  /** Not all that they find is known, or somebody switched them off: whether a comment is needed cannot be told. */
  readonly unclear: ReadonlySet<string>;
}

/**
 * A comment that should silence a diagnostic silences none: what it was written for is mended, stands elsewhere now, or its
 * code is misspelt. It is written `# bridgehead-disable-next-line CODE, CODE: why`, on a line of its own above the line in
 * which the diagnostics begin. One without a reason is not obeyed, as whoever comes next would not know why nobody is told
 * of what it hides.
 */
export const unusedDisable = {
  code: 'unused-disable',
  severity: 'info',
  *judge(version: Version, disable: Disable, used: ReadonlySet<string>, codes: Codes): Iterable<Finding> {
    const malformed = whatIsMalformed(disable);
    if (malformed !== undefined) {
      yield { place: at(disable, disable.comment.span), ...malformed };
      return;
    }
    const useless = disable.comment.codes.filter(({ value }) => !used.has(value) && !codes.unclear.has(value));
    const meant = new Map(useless.map((code) => [code, nearestTo(code.value, codes)]));
    const misspelt = useless.filter((code) => meant.get(code)?.length);
    for (const code of misspelt) yield misspeltCode(disable, code, meant.get(code) ?? []);
    const rest = useless.filter((code) => !misspelt.includes(code));
    if (rest.length > 0) yield needless(version, disable, rest, { codes, isMendable: misspelt.length === 0 });
  },
} as const;

const usage = `'# ${disableNextLine} CODE: why'`;

function whatIsMalformed(disable: Disable): Omit<Finding, 'place'> | undefined {
  const { directive, codes, isAlone, span } = disable.comment;
  if (directive.value !== disableNextLine) {
    const edit = { place: at(disable, directive.span), text: disableNextLine };
    return {
      message: `'${directive.value}' means nothing, so this comment silences nothing. Write ${usage} above the line.`,
      fixes: isAlone ? [{ title: `Change to '${disableNextLine}'`, edits: [edit] }] : [],
    };
  }
  if (!isAlone) {
    return {
      message: `This comment silences nothing here: it needs a line of its own, above the line that it is about.`,
    };
  }
  if (codes.length === 0) return { message: `This comment silences nothing: it names no code. Write ${usage}.` };
  if (!isObeyed(disable)) {
    const end = { start: span.end, end: span.end };
    const text = disable.piece.text.slice(span.start, span.end).endsWith(':') ? ' why' : ': why';
    return {
      message: `This comment silences nothing, as it gives no reason. Write ${usage}, so that others know why nobody is told.`,
      fixes: [{ title: 'Add a reason', edits: [{ place: at(disable, end), text }], preferred: false }],
    };
  }
  return undefined;
}

function nearestTo(code: string, { all }: Codes): readonly string[] {
  return all.includes(code) ? [] : nearestNames(code, all);
}

function misspeltCode(disable: Disable, { value, span }: Spanned<string>, meant: readonly string[]): Finding {
  const place = at(disable, span);
  return {
    place,
    message: `There is no rule '${value}', so it is not silenced. Did you mean ${listed(meant.map(quoted), 'or')}?`,
    fixes: meant.map((code) => ({
      title: `Change to '${code}'`,
      edits: [{ place, text: code }],
      preferred: meant.length === 1,
    })),
  };
}

function needless(
  version: Version,
  disable: Disable,
  needless: readonly Spanned<string>[],
  { codes: known, isMendable }: { readonly codes: Codes; readonly isMendable: boolean },
): Finding {
  const { codes, span } = disable.comment;
  const isWhole = needless.length === codes.length;
  const left = codes.filter((code) => !needless.includes(code)).map(({ value }) => value);
  const from = codes[0]?.span.start ?? span.start;
  const to = codes.at(-1)?.span.end ?? span.end;
  const change = { place: at(disable, { start: from, end: to }), text: left.join(', ') };
  const names = listed(needless.map(({ value }) => quoted(value)));
  const removed = isWhole ? lineRemoved(version, disable) : [change];
  return {
    place: at(disable, isWhole ? span : (needless[0]?.span ?? span)),
    message: reasonOf(disable, needless, known),
    fixes: isMendable ? [{ title: isWhole ? 'Remove this comment' : `Remove ${names}`, edits: removed }] : [],
  };
}

function reasonOf({ line }: Disable, codes: readonly Spanned<string>[], known: Codes): string {
  const names = listed(
    codes.map(({ value }) => quoted(value)),
    'or',
  );
  const kept = codes.every(({ value }) => known.never.has(value));
  if (kept) return `${names} cannot be silenced by a comment.`;
  if (codes.every(({ value }) => !known.all.includes(value))) return `There is no rule ${names}.`;
  if (line.length === 0) return 'This comment silences nothing: nothing stands in the line below it.';
  return `Nothing in the line below is ${names}, so this comment is not needed.`;
}

function lineRemoved({ project }: Version, { file, piece, comment }: Disable): readonly Edit[] {
  const tree = project.files.find((other) => other.file === file)?.tree;
  if (tree === undefined) return [];
  const { place } = placed(file, tree, removal(tree, absolute(tree, piece, comment.span)));
  return [{ place, text: '' }];
}

function at({ file, piece }: Disable, span: Span): Place {
  return { file, piece, span };
}
