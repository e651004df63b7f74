// A difference, and how it is told.

import type { Place } from '../../model/topology.ts';
import { rowOf } from '../../syntax/statements/table.ts';
import type { Statement } from '../../syntax/tree.ts';
import { headText, plainWords, statementText } from '../../editing/declaration-text.ts';
import { ended, quoted } from '../../syntax/wording.ts';
import type { Aspect, Item } from './aspects.ts';
import { declarationOfObject, type ComparedObject, type ObjectId, type Side } from './objects.ts';

/** What is different, in the words of the language. */
export interface Difference {
  readonly change: Change;
  /** What differs, as the topology calls it, or the servers where they alone have it. */
  readonly object: { readonly id: ObjectId; readonly kind: string; readonly name: string; readonly server?: string };
  /** The words of the statement that differs, or what else is different of an object; undefined where all of it is. */
  readonly statement: string | undefined;
  /** The item of a list that differs. */
  readonly item: string | undefined;
  /** What each side says; null where it says nothing. */
  readonly topology: string | null;
  readonly servers: string | null;
  readonly message: string;
  /** In the topology: what differs, or else what it would stand in. */
  readonly place: Place;
}

export type Change = 'only in topology' | 'only on servers' | 'moved' | 'other kind' | 'says otherwise';

/** What both sides say. */
export type Said = Pick<Difference, 'topology' | 'servers'>;

/** What is different of an object that both sides have. */
export function ofBoth(
  one: ComparedObject,
  place: Place,
  what: Pick<Difference, 'change' | 'statement'> & Partial<Pick<Difference, 'item'>> & Said,
): Difference {
  const { topology, servers, statement } = what;
  const said = `topology ${topology ?? nothing}, servers ${servers ?? nothing}`;
  const message = `${labelOf(one)}${statement === undefined ? '' : `, ${statement}`}: ${said}`;
  return { item: undefined, ...what, object: namedOf(one), message: ended(capital(message)), place };
}

const nothing = 'none';

/** An object that one side alone has. */
export function ofOne(change: 'only in topology' | 'only on servers', one: ComparedObject, place: Place): Difference {
  const label = labelOf(one);
  const isHere = change === 'only in topology';
  return {
    change,
    object: namedOf(one),
    statement: undefined,
    item: undefined,
    topology: isHere ? label : null,
    servers: isHere ? null : label,
    message: isHere
      ? `The servers have no ${label}, which the topology declares.`
      : `The topology declares no ${label}, which the servers have.`,
    place,
  };
}

function namedOf({ id, kind, name, server }: ComparedObject): Difference['object'] {
  return server === undefined ? { id, kind, name } : { id, kind, name, server };
}

/** An object as sentences name it. */
export function labelOf({ kind, name, server }: Pick<ComparedObject, 'kind' | 'name' | 'server'>): string {
  if (kind === 'organization') return kind;
  return `${kind} ${quoted(name)}${server === undefined ? '' : ` of server ${quoted(server)}`}`;
}

function capital(sentence: string): string {
  return sentence.charAt(0).toUpperCase() + sentence.slice(1);
}

/** What a side says by its statements or in the head; what holds by default is said to. */
export function saidBy(side: Side, one: ComparedObject, { words, statements }: Aspect): string {
  const declaration = declarationOfObject(side, one);
  if (declaration === undefined) return 'as setup makes it';
  if (statements.length === 0) {
    const { piece, head, name } = declaration;
    const behind = plainWords(piece, { start: name?.span.end ?? head.start, end: head.end });
    return withoutWords(behind === '' ? headText(declaration) : behind, words);
  }
  const [kind] = statements;
  const row = kind && rowOf(kind, declaration.kind);
  const said = statementsOf(declaration, statements).map((each) => withoutWords(statementText(each), words));
  if (statements.length === 1 && row?.form === row?.keyword) return said.length > 0 ? 'yes' : 'no';
  if (said.length > 0) return said.join(', ');
  return row?.default === undefined ? nothing : `${row.default} (the default)`;
}

/** What a side says of an item. */
export function saidOfItem(item: Item | undefined): string | null {
  if (item?.place === undefined) return null;
  const words = plainWords(item.place.piece, item.place.span);
  return item.phrase.endsWith('domain') ? `${item.phrase} ${words}` : words;
}

/** The statements of a block of these kinds. */
export function statementsOf(
  { statements }: { readonly statements: readonly Statement[] },
  kinds: readonly Statement['kind'][],
): readonly Statement[] {
  return statements.filter(({ kind }) => kinds.includes(kind));
}

function withoutWords(text: string, words: string): string {
  return text.startsWith(`${words} `) ? text.slice(words.length + 1) : text;
}
