import type { CompletionItem } from 'vscode-languageserver';
import type { Snapshot } from './snapshot.ts';
export function completion(_snapshot: Snapshot, _offset: number): CompletionItem[] {
  return [];
}
