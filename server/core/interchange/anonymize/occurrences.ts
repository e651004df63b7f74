// Everything in a tree that says who somebody is: names, domains, addresses of mail and of computers. What is not known to
// be a word of the language or a number counts, so a statement that comes one day gives nothing away.

import { namesIn, type Naming } from '../../model/names.ts';
import { kindOfName } from '../../model/references.ts';
import type { Declaration, Piece, Span, Tree } from '../../syntax/tree.ts';
import { absolute } from '../../syntax/places.ts';

/** Where it stands, from the start of the file. */
export type Occurrence = { readonly span: Span } & (
  | { readonly kind: 'name'; readonly of: string; readonly text: string }
  /** A host by name or address, or a server of ours by the name that mail systems know it by. */
  | { readonly kind: 'host' | 'domain' | 'queue'; readonly text: string }
  /** Without its type. */
  | { readonly kind: 'address'; readonly type: string; readonly text: string }
  | { readonly kind: 'space'; readonly type: string; readonly text: string }
  /** A text with IP addresses in it. */
  | { readonly kind: 'ip' }
);

/** What is in a tree, in the order of the text. */
export function occurrencesIn(tree: Tree): readonly Occurrence[] {
  const found: Occurrence[] = [];
  const visit = (declaration: Declaration): void => {
    found.push(...ofDeclaration(tree, declaration));
    for (const child of declaration.children) visit(child);
  };
  for (const declaration of tree.declarations) visit(declaration);
  return found.sort((one, other) => one.span.start - other.span.start);
}

function ofDeclaration(tree: Tree, declaration: Declaration): readonly Occurrence[] {
  const { kind, piece, name } = declaration;
  const found: Occurrence[] = [];
  if (name !== undefined) {
    const span = absolute(tree, piece, name.span);
    found.push(kind === 'host' ? { kind: 'host', text: name.value, span } : { kind: 'name', of: kindOfName(kind), text: name.value, span }); // prettier-ignore
  }
  const known = new Set<number>();
  for (const naming of namesIn(declaration)) {
    const span = absolute(tree, naming.piece, naming.name.span);
    known.add(span.start);
    found.push({ ...named(naming), span });
  }
  const collect = (piece: Piece) => (span: Span, what: What) => {
    const at = absolute(tree, piece, span);
    if (!known.has(at.start)) found.push({ ...what, span: at });
  };
  if ('bindings' in declaration) walk(declaration.bindings, 'bindings', collect(piece));
  for (const statement of declaration.statements) {
    if (statement.kind === 'model') continue;
    const values = Object.entries(statement).filter(([field]) => !ofNode.has(field));
    for (const [field, value] of values) walk(value, field, collect(statement.piece));
  }
  return found;
}

/** What every statement has. */
const ofNode: ReadonlySet<string> = new Set(['piece', 'span', 'kind']);

type What = Occurrence extends infer One ? (One extends Occurrence ? Omit<One, 'span'> : never) : never;

function named({ kind, role, name: { value: text } }: Naming): What {
  if (kind === 'host') return { kind: 'host', text };
  if (role === 'exchanger of a domain' && text.includes('.')) return { kind: 'host', text };
  return { kind: 'name', of: kind === 'group' || kind === 'site' ? 'routing group' : kind, text };
}

/** Fields with words of the language, statuses and names of models. */
const words: ReadonlySet<string> = new Set(['value', 'code', 'outcome', 'priority', 'priorities', 'types', 'kind']);
const domains: ReadonlySet<string> = new Set(['domains', 'domain', 'host']);
const computers: ReadonlySet<string> = new Set(['addresses', 'address', 'ranges', 'bindings']);

/** Values with a place, however deep; `field` is what they are the value of. */
function walk(value: unknown, field: string, found: (span: Span, what: What) => void): void {
  if (Array.isArray(value)) for (const each of value) walk(each, field, found);
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
  const node = value as Readonly<Record<string, unknown>>;
  const { span } = node;
  if (isSpan(span)) {
    if ('local' in node)
      return found(span, { kind: 'address', type: String(node['type']), text: String(node['address']) });
    if ('bracketed' in node) return found(span, { kind: 'host', text: String(node['text']) });
    if ('pattern' in node && isSpanned(node['pattern'])) {
      const { value: text, span: at } = node['pattern'];
      return found(at, { kind: 'space', type: String(node['type']), text: String(text) });
    }
    if ('port' in node && typeof node['address'] === 'string') return found(span, { kind: 'ip' });
    if (isSpanned(node)) return ofSpanned(node, field, found);
  }
  if (field === 'queue' && isSpanned(node['name'])) {
    found(node['name'].span, { kind: 'queue', text: String(node['name'].value) });
  }
  for (const [name, each] of Object.entries(node)) if (!(field === 'queue' && name === 'name')) walk(each, name, found);
}

function ofSpanned({ value, span }: Valued, field: string, found: (span: Span, what: What) => void): void {
  if (typeof value === 'object' && value !== null) return found(span, { kind: 'ip' });
  if (typeof value !== 'string' || words.has(field)) return;
  if (computers.has(field)) return found(span, { kind: 'ip' });
  if (domains.has(field)) return found(span, { kind: 'domain', text: value });
  found(span, { kind: 'name', of: field === 'connector' ? 'receive connector' : field, text: value });
}

interface Valued {
  readonly value: unknown;
  readonly span: Span;
}

function isSpanned(node: unknown): node is Valued {
  return typeof node === 'object' && node !== null && 'value' in node && 'span' in node && isSpan(node.span);
}

function isSpan(value: unknown): value is Span {
  return typeof value === 'object' && value !== null && 'start' in value && 'end' in value;
}
