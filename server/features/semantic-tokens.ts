// Names coloured by what they mean, which no grammar of the editor can know: a server is a server in `bridgehead` too.

import type { Range, SemanticTokensEdit, SemanticTokensLegend } from 'vscode-languageserver';
import { hostNameAsKey } from '#core/model/host';
import { usesIn } from '#core/model/references';
import { absolute } from '#core/syntax/places';
import { positionAt } from '#core/syntax/lines';
import type { Declaration, DeclarationKind, Span } from '#core/syntax/tree';
import { spanOf } from './ranges.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';

const types = ['namespace', 'class', 'property', 'interface', 'function'] as const;
const modifiers = ['declaration'] as const;

export const semanticTokensLegend: SemanticTokensLegend = { tokenTypes: [...types], tokenModifiers: [...modifiers] };

interface Token {
  readonly span: Span;
  readonly type: number;
  readonly declares: boolean;
}

/** The tokens of the file, or of a range of it, in LSP's encoding: five numbers each, relative to the token before. */
export function semanticTokens({ source, project }: Snapshot, range?: Range): number[] {
  const all = [...source.tree.declarations.flatMap((one) => declared(source, one)), ...used(source, project)];
  const tokens = range === undefined ? all : all.filter(within(source, range));
  tokens.sort((a, b) => a.span.start - b.span.start);
  return encode(source, tokens);
}

function within(source: SourceFile, range: Range): (token: Token) => boolean {
  const { start, end } = spanOf(source, range);
  return ({ span }) => span.start < end && start < span.end;
}

/** What leads from tokens to other ones: the run of whole tokens that differs. Nothing where none does. */
export function semanticTokensEdits(before: readonly number[], after: readonly number[]): SemanticTokensEdit[] {
  const shorter = Math.min(before.length, after.length);
  let same = 0;
  while (same < shorter && before[same] === after[same]) same++;
  if (same === before.length && same === after.length) return [];
  const start = same - (same % numbersOfToken);
  let tail = 0;
  while (tail < shorter - start && before[before.length - 1 - tail] === after[after.length - 1 - tail]) tail++;
  tail -= tail % numbersOfToken;
  return [{ start, deleteCount: before.length - tail - start, data: after.slice(start, after.length - tail) }];
}

const numbersOfToken = 5;

function declared(source: SourceFile, declaration: Declaration): Token[] {
  const { kind, piece, name, children } = declaration;
  const below = children.flatMap((child) => declared(source, child));
  if (name === undefined) return below;
  return [{ span: absolute(source.tree, piece, name.span), type: typeOf[kind], declares: true }, ...below];
}

/** Of hosts those that are declared: others are values like any. */
function used(source: SourceFile, project: Snapshot['project']): Token[] {
  const hosts = new Set(
    project.files.flatMap(({ tree }) =>
      tree.declarations.flatMap(({ kind, name }) => (kind === 'host' && name ? [hostNameAsKey(name.value)] : [])),
    ),
  );
  return usesIn(project).flatMap((uses) =>
    uses
      .filter(({ place, kind, key }) => place.file === source.file && (kind !== 'host' || hosts.has(key)))
      .map(({ place, kind }) => ({
        span: absolute(source.tree, place.piece, place.span),
        type: typeOf[kind === 'connector' ? 'smtp connector' : kind === 'group' ? 'site' : kind],
        declares: false,
      })),
  );
}

const typeOf: Record<DeclarationKind, number> = {
  organization: types.indexOf('namespace'),
  'administrative group': types.indexOf('namespace'),
  'routing group': types.indexOf('namespace'),
  server: types.indexOf('class'),
  'virtual server': types.indexOf('property'),
  'smtp connector': types.indexOf('interface'),
  'routing group connector': types.indexOf('interface'),
  'x400 connector': types.indexOf('interface'),
  site: types.indexOf('namespace'),
  'site link': types.indexOf('interface'),
  dag: types.indexOf('namespace'),
  'edge server': types.indexOf('class'),
  database: types.indexOf('property'),
  'receive connector': types.indexOf('property'),
  'send connector': types.indexOf('interface'),
  'foreign connector': types.indexOf('interface'),
  'delivery agent connector': types.indexOf('interface'),
  senders: types.indexOf('namespace'),
  host: types.indexOf('class'),
  test: types.indexOf('function'),
  scenario: types.indexOf('function'),
};

function encode(source: SourceFile, tokens: readonly Token[]): number[] {
  const data: number[] = [];
  let before = { line: 0, character: 0 };
  for (const { span, type, declares } of tokens) {
    const at = positionAt(source.lines, span.start);
    const isSameLine = at.line === before.line;
    data.push(at.line - before.line, isSameLine ? at.character - before.character : at.character);
    data.push(span.end - span.start, type, declares ? 1 : 0);
    before = at;
  }
  return data;
}
