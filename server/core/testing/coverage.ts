// What the tests of a topology have touched: the declarations that their messages passed, and those that none did.

import { keyOf } from '#core/model/keys';
import type { Project, ProjectFile } from '#core/model/project';
import type { FileId, Key, Topology } from '#core/model/topology';
import type { Route } from '#core/routing/route';
import { addressSpaceName } from '#core/routing/message/written-values';
import { lineStarts, positionAt } from '#core/syntax/lines';
import { absolute, declarationRange } from '#core/syntax/places';
import type { Declaration, Span, Tree } from '#core/syntax/tree';
import type { TestResult } from './run-test.ts';

/** Something that messages can pass. */
export interface Covered {
  readonly kind: 'routing group' | 'server' | 'connector' | 'address space';
  /** As declared; an address space as `SMTP:*.example.net`. */
  readonly name: string;
  /** The connector of an address space; else null. */
  readonly connector: string | null;
  /** The whole block, an address space's pattern and cost; absolute. */
  readonly span: Span;
  /** How many tests' messages passed it, or wait in it. */
  readonly count: number;
}

export interface FileCoverage {
  readonly file: FileId;
  /** In the order of the text. */
  readonly declarations: readonly Covered[];
  /** Zero-based lines with words in them that belong to a declaration, with the count of the innermost one. */
  readonly lines: readonly { readonly line: number; readonly count: number }[];
}

/** What the messages of these tests touched in each file that declares anything which can be touched. */
export function coverageOf(
  project: Project,
  topology: Topology,
  results: readonly TestResult[],
): readonly FileCoverage[] {
  const counts = countsOf(results);
  return project.files.flatMap((source) => {
    const declarations = declarationsIn(source, topology, counts);
    return declarations.length === 0
      ? []
      : [{ file: source.file, declarations, lines: linesOf(source.tree, declarations) }];
  });
}

type Counts = ReadonlyMap<string, number>;

/** By kind and name of what messages passed: in how many tests. */
function countsOf(results: readonly TestResult[]): Counts {
  const counts = new Map<string, number>();
  for (const { route } of results) {
    if (route === undefined) continue;
    for (const name of new Set(passedBy(route))) counts.set(name, (counts.get(name) ?? 0) + 1);
  }
  return counts;
}

function passedBy({ hops }: Route): readonly string[] {
  return hops.flatMap(({ server, routingGroup, connector, addressSpace }) => [
    keyFor('server', keyOf(server)),
    keyFor('routing group', keyOf(routingGroup)),
    ...(connector === null ? [] : [keyFor('connector', keyOf(connector))]),
    ...(connector === null || addressSpace === undefined ? [] : [keyForSpace(keyOf(connector), addressSpace)]),
  ]);
}

function keyFor(kind: 'routing group' | 'server' | 'connector', key: Key): string {
  return `${kind} ${key}`;
}

function keyForSpace(connector: Key, name: string): string {
  return `address space ${name.toLowerCase()} of ${connector}`;
}

function declarationsIn({ file, tree }: ProjectFile, topology: Topology, counts: Counts): readonly Covered[] {
  const found: Covered[] = [];
  const visit = (declaration: Declaration): void => {
    found.push(...coveredBy(declaration, { file, tree, topology, counts }));
    declaration.children.forEach(visit);
  };
  tree.declarations.forEach(visit);
  return found;
}

interface Where extends ProjectFile {
  readonly topology: Topology;
  readonly counts: Counts;
}

/**
 * A declaration and its address spaces. Nothing for kinds that messages do not pass, and for a later declaration of a
 * name.
 */
function coveredBy(declaration: Declaration, where: Where): readonly Covered[] {
  const kind = kindOf(declaration);
  const { name, piece } = declaration;
  if (kind === undefined || name === undefined) return [];
  const key = keyOf(name.value);
  const declared = declaredIn(where.topology, kind, key);
  if (declared?.place?.piece !== piece || declared.place.span.start !== name.span.start) return [];
  const count = where.counts.get(keyFor(kind, key)) ?? 0;
  const span = declarationRange(where.tree, declaration);
  return [
    { kind, name: name.value, connector: null, span, count },
    ...(kind === 'connector' ? coveredSpaces(key, where) : []),
  ];
}

function kindOf({ kind }: Declaration): 'routing group' | 'server' | 'connector' | undefined {
  switch (kind) {
    case 'routing group':
    case 'server':
      return kind;
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
      return 'connector';
    default:
      return undefined;
  }
}

function declaredIn(topology: Topology, kind: 'routing group' | 'server' | 'connector', key: Key) {
  const maps = {
    'routing group': topology.routingGroupByKey,
    server: topology.serverByKey,
    connector: topology.connectorByKey,
  };
  return maps[kind].get(key);
}

function coveredSpaces(key: Key, { topology, tree, counts }: Where): readonly Covered[] {
  const connector = topology.connectorByKey.get(key);
  if (connector === undefined || connector.kind === 'routing group connector') return [];
  return connector.addressSpaces.flatMap((space): readonly Covered[] => {
    if (space.place === undefined) return [];
    const name = addressSpaceName(space);
    const span = absolute(tree, space.place.piece, space.place.span);
    const count = counts.get(keyForSpace(key, name)) ?? 0;
    return [{ kind: 'address space', name, connector: connector.name, span, count }];
  });
}

/** The innermost declaration has the last word on a line; of several that start on it, the one that is passed most. */
function linesOf({ text }: Tree, declarations: readonly Covered[]): FileCoverage['lines'] {
  const starts = lineStarts(text);
  const lineAt = (offset: number) => positionAt(starts, offset).line;
  const counts = new Map<number, number>();
  const heads = new Map<number, number>();
  for (const { span, count } of declarations) {
    const [first, last] = [lineAt(span.start), lineAt(span.end)];
    const head = Math.max(heads.get(first) ?? 0, count);
    for (let line = first; line <= last; line += 1) counts.set(line, line === first ? head : count);
    heads.set(first, head);
  }
  const hasWords = (line: number) => /^\s*[^\s#]/.test(text.slice(starts[line] ?? 0, starts[line + 1] ?? text.length));
  return [...counts]
    .filter(([line]) => hasWords(line))
    .map(([line, count]) => ({ line, count }))
    .sort((one, other) => one.line - other.line);
}
