import { commands, Range, type DocumentSymbol, type TextDocument } from 'vscode';

/** A declaration of a document, as its outline has it. */
export interface Outlined {
  /** Its keywords: `server`, `smtp connector`. */
  readonly kind: string;
  /** Its name as written, quotes included. */
  readonly written: string;
  readonly range: Range;
  readonly children: readonly Outlined[];
}

/** The declarations of a document, from the language server's outline. */
export async function outlineOf(document: TextDocument): Promise<readonly Outlined[]> {
  const symbols = await commands.executeCommand<DocumentSymbol[] | undefined>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  return (symbols ?? []).map((symbol) => outlined(document, symbol));
}

/** Every declaration of a kind, however deep, in the order of the text. */
export function allOfKind(outline: readonly Outlined[], kind: string): Outlined[] {
  return outline.flatMap((one) => [...(one.kind === kind ? [one] : []), ...allOfKind(one.children, kind)]);
}

function outlined(document: TextDocument, symbol: DocumentSymbol): Outlined {
  const head = document.getText(new Range(symbol.range.start, symbol.selectionRange.start));
  return {
    kind: head.trim().replace(/\s+/g, ' '),
    written: document.getText(symbol.selectionRange),
    range: symbol.range,
    children: symbol.children.map((child) => outlined(document, child)),
  };
}
