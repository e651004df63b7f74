// The name under the cursor and what it means: definition, references, highlights, rename and hover start here.

import { declaredKey, hostNameAsKey } from '#core/model/host';
import { keyOf, virtualServerKey } from '#core/model/keys';
import { declaredAt, kindOfName, mayBeHost, meaningOf, useAt, usesOfMeaning } from '#core/model/references';
import type { Meaning, Use } from '#core/model/references';
import type { Key, Place, Topology } from '#core/model/topology';
import { declarationsAround, startOf } from '#core/syntax/places';
import type { Declaration, Name, Piece, Tree } from '#core/syntax/tree';
import type { Snapshot } from './snapshot.ts';

/** What a name means; some declarations are named by nobody else. */
export type Target =
  | Meaning
  | {
      readonly kind:
        'organization' | 'administrative group' | 'site link' | 'dag' | 'receive connector' | 'test' | 'scenario';
      readonly key: Key;
    };

export interface NameAt {
  /** As written here, without its quotes. */
  readonly name: string;
  readonly place: Place;
  readonly target: Target;
  /** This is where it is declared. */
  readonly declares: boolean;
}

export function nameAt(snapshot: Snapshot, offset: number): NameAt | undefined {
  return declaredNameAt(snapshot, offset) ?? usedNameAt(snapshot, offset);
}

function usedNameAt({ source, project, topology }: Snapshot, offset: number): NameAt | undefined {
  for (const { piece, start } of piecesAt(source.tree, offset)) {
    const use = useAt(project, source.file, piece, offset - start);
    if (use === undefined) continue;
    const { name, place } = use;
    return { name, place, target: mailSystemNamed(topology, use) ?? meaningOf(use), declares: false };
  }
  return undefined;
}

/** The mail system that is named as mail exchanger of a domain, where no server is called so. */
function mailSystemNamed({ serverByKey, mailSystemByKey }: Topology, use: Use): Meaning | undefined {
  const system = { kind: 'host', key: hostNameAsKey(use.name) } as const;
  const isMeant = mayBeHost(use, system) && !serverByKey.has(use.key) && mailSystemByKey.has(system.key);
  return isMeant ? system : undefined;
}

function declaredNameAt({ source }: Snapshot, offset: number): NameAt | undefined {
  const around = declarationsAround(source.tree, offset);
  const declaration = around.at(-1);
  if (declaration?.name === undefined) return undefined;
  const start = startOf(source.tree, declaration.piece);
  const { value, span } = declaration.name;
  if (offset < start + span.start || offset > start + span.end) return undefined;
  const target = targetOf(declaration, declaration.name, around.at(-2));
  const place = { file: source.file, piece: declaration.piece, span };
  return target && { name: value, place, target, declares: true };
}

/** What a declaration is, as others name it; undefined for a virtual server outside of a named server. */
function targetOf({ kind }: Declaration, { value }: Name, parent: Declaration | undefined): Target | undefined {
  const key = declaredKey(kind, value);
  if (kind === 'virtual server') {
    return parent?.name && { kind, key: virtualServerKey(keyOf(parent.name.value), key) };
  }
  return { kind: kindOfName(kind) as Exclude<ReturnType<typeof kindOfName>, 'virtual server'>, key };
}

/** The pieces that hold the offset or end at it, the first one first. */
function piecesAt(tree: Tree, offset: number): { piece: Piece; start: number }[] {
  const found: { piece: Piece; start: number }[] = [];
  let low = 0;
  let high = tree.starts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((tree.starts[middle] ?? 0) < offset) low = middle + 1;
    else high = middle;
  }
  for (let i = Math.max(0, low - 1); i < tree.pieces.length; i++) {
    const [piece, start] = [tree.pieces[i], tree.starts[i]];
    if (piece === undefined || start === undefined || start > offset) break;
    found.push({ piece, start });
  }
  return found;
}

/** Where the target is declared, a name that is taken twice in every place. */
export function declarationsOf(snapshot: Snapshot, target: Target): Place[] {
  const { topology, project } = snapshot;
  switch (target.kind) {
    case 'routing group':
    case 'server':
    case 'database':
    case 'connector':
    case 'senders':
    case 'host':
    case 'virtual server': {
      const first = declaredAt(topology, target);
      return first === undefined ? [] : [first, ...repeatedPlaces(snapshot, target)];
    }
    default:
      return project.files.flatMap(({ file, tree }) =>
        everyDeclaration(tree.declarations)
          .filter(({ kind, name }) => kind === target.kind && name !== undefined && keyOf(name.value) === target.key)
          .flatMap(({ piece, name }) => (name === undefined ? [] : [{ file, piece, span: name.span }])),
      );
  }
}

function everyDeclaration(declarations: readonly Declaration[]): readonly Declaration[] {
  return declarations.flatMap((each) => [each, ...everyDeclaration(each.children)]);
}

/** Of other topologies those that have a file in which this one declares the target. */
export function sharing(snapshot: Snapshot, target: Target, others: readonly Snapshot[]): readonly Snapshot[] {
  const files = new Set(declarationsOf(snapshot, target).map(({ file }) => file));
  return others.filter(
    ({ root, project }) => root !== snapshot.root && project.files.some(({ file }) => files.has(file)),
  );
}

function keyOfTarget({ kind }: Meaning, name: string): Key {
  return kind === 'host' ? hostNameAsKey(name) : keyOf(name);
}

function repeatedPlaces({ topology }: Snapshot, target: Meaning): Place[] {
  if (target.kind === 'virtual server') return [];
  return topology.duplicates
    .filter(
      (duplicate) => meantBy(duplicate.kind) === target.kind && keyOfTarget(target, duplicate.name) === target.key,
    )
    .map((duplicate) => duplicate.place);
}

function meantBy(kind: Topology['duplicates'][number]['kind']) {
  return kind === 'site' ? 'routing group' : kind;
}

/** Every place that names the target without declaring it. */
export function usesOf({ project }: Snapshot, target: Target): Place[] {
  switch (target.kind) {
    case 'routing group':
    case 'server':
    case 'database':
    case 'connector':
    case 'senders':
    case 'host':
    case 'virtual server':
      return usesOfMeaning(project, target).map((use) => use.place);
    default:
      return [];
  }
}
