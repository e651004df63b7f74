import { Uri } from 'vscode';
import { editText } from './edit-text.ts';
import type { LanguageServer } from './language-server.ts';

/** Writes the comment that silences a diagnostic, with the reason to be filled in: the document, the code, the position. */
export async function disableRule(server: LanguageServer, args: readonly unknown[]): Promise<void> {
  const [uri, code, position] = args;
  if (typeof uri !== 'string' || typeof code !== 'string' || !isPosition(position)) return;
  await editText(server, {
    document: Uri.parse(uri, true),
    edit: { kind: 'disable', code, at: { uri, position } },
    show: { focus: true, besides: undefined },
  });
}

function isPosition(value: unknown): value is { readonly line: number; readonly character: number } {
  if (typeof value !== 'object' || value === null || !('line' in value) || !('character' in value)) return false;
  return typeof value.line === 'number' && typeof value.character === 'number';
}
