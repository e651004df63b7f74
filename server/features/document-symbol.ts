import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol } from 'vscode-languageserver';
import { bindingText } from '#core/model/bindings';
import { declarationRange } from '#core/syntax/places';
import type { ConnectorStatement, Declaration, DeclarationKind } from '#core/syntax/tree';
import { pieceRange, rangeOf } from './ranges.ts';
import type { Snapshot, SourceFile } from './snapshot.ts';

/** The outline: declarations within declarations, as System Manager shows them. */
export function documentSymbols({ source }: Snapshot): DocumentSymbol[] {
  return source.tree.declarations.map((declaration) => symbolOf(source, declaration));
}

function symbolOf(source: SourceFile, declaration: Declaration): DocumentSymbol {
  const { kind, name, piece, head, children } = declaration;
  return {
    name: name === undefined || name.value === '' ? `(${kind})` : name.value,
    detail: [kind, ...detailOf(declaration)].join(' '),
    kind: symbolKinds[kind],
    range: rangeOf(source, declarationRange(source.tree, declaration)),
    selectionRange: pieceRange(source, piece, name?.span ?? head),
    children: children.map((child) => symbolOf(source, child)),
  };
}

/** What tells a declaration from its neighbours, as it is written: where it listens, leads to, what it carries. */
function detailOf(declaration: Declaration): string[] {
  switch (declaration.kind) {
    case 'server': {
      const addresses = declaration.statements.flatMap((one) => (one.kind === 'address' ? one.addresses : []));
      if (addresses.length > 0) return [`at ${listed(addresses.map(({ value }) => value))}`];
      const count = declaration.children.filter(({ kind }) => kind === 'virtual server').length;
      return count === 0 ? [] : [`with ${count} virtual ${count === 1 ? 'server' : 'servers'}`];
    }
    case 'virtual server':
      return declaration.bindings.length === 0 ? [] : [`on ${listed(declaration.bindings.map(bindingText))}`];
    case 'routing group connector': {
      const cost = declaration.statements.find((one) => one.kind === 'cost');
      const to = declaration.to === undefined ? [] : [`to ${declaration.to.value}`];
      return cost === undefined ? to : [...to, `at cost ${cost.cost.value}`];
    }
    case 'smtp connector':
    case 'x400 connector':
      return outwards(declaration.statements);
    case 'routing group': {
      const count = declaration.children.filter(({ kind }) => kind === 'server').length;
      return count === 0 ? [] : [`with ${count} ${count === 1 ? 'server' : 'servers'}`];
    }
    case 'host': {
      const domains = declaration.statements.flatMap((one) => (one.kind === 'accepts' ? one.domains : []));
      return domains.length === 0 ? [] : [`for ${listed(domains.map(({ value }) => value))}`];
    }
    default:
      return [];
  }
}

function outwards(statements: readonly ConnectorStatement[]): string[] {
  const spaces = statements.flatMap((one) => (one.kind === 'address space' ? one.spaces : []));
  const groups = statements.flatMap((one) => (one.kind === 'connect' ? [one] : []));
  const carries = spaces.map(({ type, pattern, cost }) =>
    atCost(type === 'SMTP' ? pattern.value : `${type}:${pattern.value}`, cost?.value),
  );
  const leads = groups.map(({ group, cost }) => atCost(group.value, cost?.value));
  return [
    ...(carries.length === 0 ? [] : [`for ${listed(carries)}`]),
    ...(leads.length === 0 ? [] : [`to ${listed(leads)}`]),
  ];
}

function atCost(what: string, cost: number | undefined): string {
  return cost === undefined ? what : `${what} at cost ${cost}`;
}

/** An outline has one line for each. */
const most = 3;

function listed(items: readonly string[]): string {
  const rest = items.length - most;
  return [...items.slice(0, most), ...(rest > 0 ? [`${rest} more`] : [])].join(', ');
}

export const symbolKinds: Record<DeclarationKind, SymbolKind> = {
  organization: SymbolKind.Namespace,
  'administrative group': SymbolKind.Package,
  'routing group': SymbolKind.Module,
  server: SymbolKind.Class,
  'virtual server': SymbolKind.Object,
  'smtp connector': SymbolKind.Interface,
  'routing group connector': SymbolKind.Interface,
  'x400 connector': SymbolKind.Interface,
  site: SymbolKind.Module,
  'site link': SymbolKind.Interface,
  dag: SymbolKind.Package,
  'edge server': SymbolKind.Class,
  database: SymbolKind.Object,
  'receive connector': SymbolKind.Object,
  'send connector': SymbolKind.Interface,
  'foreign connector': SymbolKind.Interface,
  'delivery agent connector': SymbolKind.Interface,
  senders: SymbolKind.Array,
  host: SymbolKind.Constant,
  test: SymbolKind.Function,
  scenario: SymbolKind.Event,
};
