// What Enter means in a list that grows an item for what is typed. That item comes a moment after the key, so whoever
// types and presses Enter at once has chosen it before it is there.

import type { QuickPick, QuickPickItem } from 'vscode';

/**
 * What is chosen, when asked: an item, a text that is typed and has no item yet, or undefined when that is nothing. It
 * has to be made before anything else listens to the list, and the list be given its items anew for each text.
 */
export function choiceIn<T extends QuickPickItem>(input: QuickPick<T>): () => T | string | undefined {
  let isBehind = false;
  input.onDidChangeValue(() => (isBehind = true));
  input.onDidChangeActive(() => (isBehind = false));
  return () => {
    const typed = input.value.trim();
    if (typed !== '' && (isBehind || input.activeItems.length === 0)) return typed;
    return input.activeItems.length === 0 ? undefined : input.selectedItems[0];
  };
}
