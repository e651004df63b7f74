// Every use of a name: what it should mean and where it stands. The unresolved-name rule, definition, references and
// rename all read this list, so they cannot disagree.

import type { Declaration, DeclarationKind, Piece } from '#core/syntax/tree';
import { allMade, flatMapAgain, type Made } from './changes.ts';
import { hostNameAsKey } from './host.ts';
import { keyOf, virtualServerKey } from './keys.ts';
import { perDeclaration, sameList } from './memo.ts';
import { namesIn, type Role } from './names.ts';
import { namelessGroup } from './parts.ts';
import type { Project } from './project.ts';
import type { FileId, Key, Place, Topology, VirtualServerKey } from './topology.ts';

interface UseBase {
  readonly key: Key;
  /** As written. */
  readonly name: string;
  readonly place: Place;
  readonly role: Role;
  /** The routing group that the name is used in, '' outside of one. */
  readonly group: Key;
  /** The connector whose statement it is in. */
  readonly connector: Key | undefined;
}

export type Use =
  | (UseBase & {
      readonly kind: 'routing group' | 'site' | 'group' | 'server' | 'database' | 'connector' | 'senders' | 'host';
    })
  /** The right side of `SERVER/VS`. */
  | (UseBase & { readonly kind: 'virtual server'; readonly server: Key });

/** The names that one declaration uses itself, not the declarations in it, in the order of the text. */
export type Uses = readonly Use[];

/** The uses of names in a whole project, and where they come from. */
export interface UsesSurvey {
  readonly byFile: ReadonlyMap<FileId, Made<Declaration, Uses>>;
  /** One list for each declaration that has any. */
  readonly uses: readonly Uses[];
}

/** The uses of names in a whole project, one list for each declaration that has any. */
export function usesIn(project: Project): readonly Uses[] {
  return surveyUses(project).uses;
}

/**
 * The same, from those before an edit. A list is the same object as long as its declaration is; the list of lists when
 * all of them are.
 */
export function surveyUses(project: Project, previous?: UsesSurvey): UsesSurvey {
  const byFile = new Map<FileId, Made<Declaration, Uses>>();
  for (const { file, tree } of project.files) {
    const list = tree.declarations;
    const inside = (declaration: Declaration) => usesInside(declaration, file, undefined);
    byFile.set(file, { list, made: flatMapAgain(list, previous?.byFile.get(file), inside) });
  }
  return { byFile, uses: sameList(previous?.uses, allMade(byFile)) };
}

const usesInside = perDeclaration((declaration: Declaration, file: FileId, _owner: undefined): readonly Uses[] => {
  const lists: Uses[] = [];
  const visit = (each: Declaration, group: Key): void => {
    const isGroup = each.kind === 'routing group' || each.kind === 'site';
    const inside = isGroup && each.name !== undefined ? keyOf(each.name.value) : group;
    const uses = usesOf(each, file, inside);
    if (uses.length > 0) lists.push(uses);
    for (const child of each.children) visit(child, inside);
  };
  visit(declaration, namelessGroup);
  return lists;
});

/** The uses in a declaration's own statements. */
const usesOf = perDeclaration((declaration: Declaration, file: FileId, group: Key): Uses => {
  const connector =
    isConnector(declaration) && declaration.name !== undefined ? keyOf(declaration.name.value) : undefined;
  return namesIn(declaration).map(({ piece, name, role, ...what }) => ({
    ...what,
    key: what.kind === 'host' ? hostNameAsKey(name.value) : keyOf(name.value),
    name: name.value,
    place: { file, piece, span: name.span },
    role,
    group,
    connector,
  }));
});

function isConnector({ kind }: Declaration): boolean {
  return kindOfName(kind) === 'connector';
}

/** What the name of a declaration means to those who use it: connectors that send share one kind, sites are groups. */
export function kindOfName(kind: DeclarationKind) {
  switch (kind) {
    case 'smtp connector':
    case 'routing group connector':
    case 'x400 connector':
    case 'send connector':
    case 'foreign connector':
    case 'delivery agent connector':
      return 'connector';
    case 'site':
      return 'routing group';
    case 'edge server':
      return 'server';
    default:
      return kind;
  }
}

/** Something that names can mean; what `useOf` and `declaredBy` tell apart. */
export type Meaning =
  | {
      /** A routing group may be a site. */
      readonly kind: 'routing group' | 'server' | 'database' | 'connector' | 'senders' | 'host';
      readonly key: Key;
    }
  | { readonly kind: 'virtual server'; readonly key: VirtualServerKey };

/** What a use should mean, declared or not. */
export function meaningOf(use: Use): Meaning {
  switch (use.kind) {
    case 'virtual server':
      return { kind: 'virtual server', key: virtualServerKey(use.server, use.key) };
    case 'site':
    case 'group':
      return { kind: 'routing group', key: use.key };
    default:
      return { kind: use.kind, key: use.key };
  }
}

/** Whether a use names this mail system as mail exchanger of some domains, where servers can be named too. */
export function mayBeHost(use: Use, meaning: Meaning): boolean {
  return (
    meaning.kind === 'host' &&
    use.role === 'exchanger of a domain' &&
    hostNameAsKey(use.name) === (meaning.key as string)
  );
}

/** Where something is declared: the place of its name; undefined when it is not declared or nobody wrote it. */
export function declaredAt(topology: Topology, meaning: Meaning): Place | undefined {
  switch (meaning.kind) {
    case 'routing group':
      return topology.routingGroupByKey.get(meaning.key)?.place;
    case 'database':
      return topology.databaseByKey.get(meaning.key)?.place;
    case 'server':
      return topology.serverByKey.get(meaning.key)?.place;
    case 'connector':
      return topology.connectorByKey.get(meaning.key)?.place;
    case 'senders':
      return topology.senderGroupByKey.get(meaning.key)?.place;
    case 'host':
      return topology.mailSystemByKey.get(meaning.key)?.place;
    case 'virtual server':
      return topology.virtualServerByKey.get(meaning.key)?.place;
  }
}

/** All uses of one thing, in the order of the text. */
export function usesOfMeaning(project: Project, meaning: Meaning): readonly Use[] {
  return usesIn(project)
    .flat()
    .filter((use) => {
      const meant = meaningOf(use);
      return (meant.kind === meaning.kind && meant.key === meaning.key) || mayBeHost(use, meaning);
    });
}

/** The use whose name touches an offset of a piece; the end of a name counts, as the cursor stands there when typing. */
export function useAt(project: Project, file: FileId, piece: Piece, offset: number): Use | undefined {
  return usesIn(project)
    .flat()
    .find(
      ({ place }) =>
        place.piece === piece && place.file === file && place.span.start <= offset && offset <= place.span.end,
    );
}
