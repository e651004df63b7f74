import { SymbolKind } from 'vscode-languageserver';
import type { DocumentSymbol } from 'vscode-languageserver';
import { declarationRange } from '#core/syntax/places';
import type { Declaration, DeclarationKind } from '#core/syntax/tree';
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
    detail: detailOf(declaration),
    kind: symbolKinds[kind],
    range: rangeOf(source, declarationRange(source.tree, declaration)),
    selectionRange: pieceRange(source, piece, name?.span ?? head),
    children: children.map((child) => symbolOf(source, child)),
  };
}

function detailOf(declaration: Declaration): string {
  const to = declaration.kind === 'routing group connector' ? declaration.to?.value : undefined;
  return to === undefined ? declaration.kind : `${declaration.kind} to ${to}`;
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
  test: SymbolKind.Function,
  scenario: SymbolKind.Event,
};
