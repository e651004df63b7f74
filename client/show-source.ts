import { Selection, TabInputText, Uri, ViewColumn, window, type TextEditor } from 'vscode';
import type { Location } from '#core/protocol/requests';

interface ShowOptions {
  /** The keyboard goes to the editor. */
  readonly focus: boolean;
  /** The column to leave alone, because what asks stands there. */
  readonly besides: ViewColumn | undefined;
}

/** Shows a place where it is open already, else beside what asks; what asks is hidden only when the keyboard leaves it. */
export async function showSource(location: Location, { focus, besides }: ShowOptions): Promise<TextEditor> {
  const uri = Uri.parse(location.uri, true);
  const column = columnOf(uri);
  return window.showTextDocument(uri, {
    viewColumn: column === undefined || (!focus && column === besides) ? freeColumn(besides) : column,
    preserveFocus: !focus,
    selection: selectionOf(location),
  });
}

export function selectionOf({ range: { start, end } }: Pick<Location, 'range'>): Selection {
  return new Selection(start.line, start.character, end.line, end.character);
}

/** Where a tab of the document is, in front of others first. */
export function columnOf(uri: Uri): ViewColumn | undefined {
  const holds = (input: unknown): boolean => input instanceof TabInputText && input.uri.toString() === uri.toString();
  const groups = window.tabGroups.all;
  const inFront = groups.find((group) => holds(group.activeTab?.input));
  return (inFront ?? groups.find((group) => group.tabs.some((tab) => holds(tab.input))))?.viewColumn;
}

function freeColumn(besides: ViewColumn | undefined): ViewColumn {
  return besides === ViewColumn.One ? ViewColumn.Beside : ViewColumn.One;
}
