import { absolute } from '#core/syntax/places';
import type { Declaration, Tree } from '#core/syntax/tree';

/** A fault with its absolute place, and the whole text as its mend would make it. */
export interface FoundFault {
  readonly code: string;
  readonly start: number;
  readonly end: number;
  readonly message: string;
  readonly mended: string | undefined;
}

/** All faults of a tree in the order of the text. */
export function faultsIn(tree: Tree): readonly FoundFault[] {
  const all = [...tree.pieces.flatMap((piece) => piece.faults.map((fault) => ({ piece, fault }))), ...tree.faults];
  const found = all.map(({ piece, fault }) => {
    const edits = fault.mend?.edits.map((edit) => ({
      ...absolute(tree, edit.piece ?? piece, edit.span),
      text: edit.text,
    }));
    const backwards = edits?.toSorted((one, other) => other.start - one.start);
    const mended = backwards?.reduce(
      (text, edit) => text.slice(0, edit.start) + edit.text + text.slice(edit.end),
      tree.text,
    );
    return { code: fault.code, ...absolute(tree, piece, fault.span), message: fault.message, mended };
  });
  return found.sort((one, other) => one.start - other.start);
}

/** A tree for people: declarations with what their statements say, then the faults. */
export function outline(tree: Tree): string {
  const includes = tree.includes.map(({ path }) => `include ${path.value}`);
  const faults = faultsIn(tree).map(({ code, start, end, message }) => {
    const line = tree.text.slice(0, start).split(/\r\n|\n|\r/).length;
    return `! line ${String(line)} ${code} at ${JSON.stringify(tree.text.slice(start, end))}: ${message}`;
  });
  return [...includes, ...tree.declarations.flatMap((declaration) => declared(declaration, '')), ...faults].join('\n');
}

function declared(declaration: Declaration, indent: string): readonly string[] {
  const { kind, name, documentation, statements, children } = declaration;
  const to = declaration.kind === 'routing group connector' ? ` to ${declaration.to?.value ?? '?'}` : '';
  const on = declaration.kind === 'virtual server' ? ` on ${declaration.bindings.map(shown).join(', ')}` : '';
  const about = documentation === '' ? '' : ` # ${JSON.stringify(documentation)}`;
  return [
    `${indent}${kind} ${JSON.stringify(name?.value)}${to}${on}${about}`,
    ...statements.map((statement) => `${indent}  - ${shown(statement)}`),
    ...children.flatMap((child) => declared(child, `${indent}  `)),
  ];
}

/** What a node says, without where; `{value: x}` alone is shown as x. */
function shown(node: unknown): string {
  if (Array.isArray(node)) return `[${node.map(shown).join(', ')}]`;
  if (typeof node !== 'object' || node === null) return typeof node === 'string' ? JSON.stringify(node) : String(node);
  const fields = Object.entries(node).filter(
    ([key, value]) => !['span', 'whole', 'piece'].includes(key) && value !== undefined,
  );
  if (fields.length === 1 && fields[0]?.[0] === 'value') return shown(fields[0][1]);
  return fields.map(([key, value]) => (key === 'kind' ? String(value) : `${key}: ${inner(value)}`)).join(' ');
}

function inner(value: unknown): string {
  const text = shown(value);
  return text.includes(' ') && !text.startsWith('[') && !text.startsWith('"') ? `(${text})` : text;
}
