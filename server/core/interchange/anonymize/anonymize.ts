// A topology that can be shown to strangers: other names, domains and addresses, the same everywhere, and the same routes.
// Structure, costs, limits and times stay; comments go.

import type { Answer } from '../../answer.ts';
import type { Project } from '../../model/project.ts';
import { disableNextLine } from '../../syntax/disable-comments.ts';
import { format } from '../../syntax/format.ts';
import { faultsOf, parse } from '../../syntax/parse.ts';
import { absolute } from '../../syntax/places.ts';
import { scan } from '../../syntax/scan.ts';
import type { Span, Tree } from '../../syntax/tree.ts';
import { inQuotes, isBareWord, writtenName } from '../../syntax/words.ts';
import { aliasesOf, type Aliases } from './aliases.ts';
import { occurrencesIn, type Occurrence } from './occurrences.ts';

/**
 * The texts of topologies without anything that tells whose they are, each with what it includes. One name has one
 * replacement in all of them. Text that is not understood could give something away, so a fault is an error.
 */
export function anonymize(projects: readonly Project[]): Answer<readonly string[]> {
  for (const { files, problems, root } of projects) {
    const isFaulty = files.some(({ tree }) => faultsOf(tree).length > 0);
    if (files.length === 0 || isFaulty || problems.length > 0)
      return { ok: false, error: `${root} has errors, so parts of it would stay as they are. Mend it first.` };
  }
  const trees = new Set(projects.flatMap(({ files }) => files.map(({ tree }) => tree)));
  const byTree = new Map([...trees].map((tree) => [tree, occurrencesIn(tree)]));
  const aliases = aliasesOf([...byTree].map(([tree, occurrences]) => ({ text: tree.text, occurrences })));
  const texts = projects.map(({ files }) => {
    const parts = files.map(({ tree }) => rewritten(tree, byTree.get(tree) ?? [], aliases));
    return format(`${parts.join('\n').trim()}\n`).text;
  });
  const isSound = texts.every((text) => faultsOf(parse(text)).length === 0);
  if (!isSound) throw new Error('What anonymizing wrote is no topology.');
  return { ok: true, value: texts };
}

function rewritten(tree: Tree, occurrences: readonly Occurrence[], aliases: Aliases): string {
  const { text } = tree;
  const others = [
    ...occurrences.map((each) => ({ span: each.span, text: written(each, text, aliases) })),
    ...tree.includes.map(({ piece, span }) => ({ span: absolute(tree, piece, span), text: '' })),
  ].sort((one, other) => one.span.start - other.span.start);
  let result = '';
  let done = 0;
  for (const { span, text: other } of others) {
    result += withoutComments(text, { start: done, end: span.start }) + other;
    done = span.end;
  }
  return result + withoutComments(text, { start: done, end: text.length });
}

function written(occurrence: Occurrence, text: string, aliases: Aliases): string {
  const { span } = occurrence;
  const own = text.slice(span.start, span.end);
  switch (occurrence.kind) {
    case 'name':
      return writtenName(aliases.name(occurrence.of, occurrence.text));
    case 'host':
      return aliases.host(occurrence.text);
    case 'domain':
      return aliases.domain(occurrence.text);
    case 'address': {
      const other = aliases.address(occurrence.type, occurrence.text);
      return occurrence.type === 'SMTP' ? other : `${occurrence.type}:${quotedWhereNeeded(other)}`;
    }
    case 'space': {
      const other = aliases.space(occurrence.type, occurrence.text);
      return occurrence.type === 'SMTP' ? other : quotedWhereNeeded(other);
    }
    case 'queue':
      return inQuotes(aliases.queue(occurrence.text));
    case 'ip':
      return aliases.computers(own);
  }
}

function quotedWhereNeeded(text: string): string {
  return text === '*' || isBareWord(text) ? text : inQuotes(text);
}

/** A stretch without its comments and their lines; those that silence diagnostics stay, without their reason. */
function withoutComments(text: string, { start, end }: Span): string {
  const stretch = text.slice(start, end);
  const { starts, ends } = scan(stretch);
  let result = '';
  let done = 0;
  for (let i = 0; i <= starts.length; i++) {
    result += withoutOwnComments(stretch.slice(done, starts[i] ?? stretch.length));
    result += stretch.slice(starts[i] ?? stretch.length, ends[i] ?? stretch.length);
    done = ends[i] ?? stretch.length;
  }
  return result;
}

function withoutOwnComments(between: string): string {
  return between
    .replace(/#[ \t]*(bridgehead-disable[\w-]*)[ \t]+([^:\r\n]*):[^\r\n]*/g, (_, directive: string, codes: string) =>
      directive === disableNextLine ? `\u0000 ${directive} ${codes}: as before` : '',
    )
    .replace(/^[ \t]*#[^\r\n]*(\r\n|\n|\r)/gm, '')
    .replace(/#[^\r\n]*/g, '')
    .replaceAll('\u0000', '#');
}
