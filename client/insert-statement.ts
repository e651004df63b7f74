// The first things that an administrator does in a topology, as commands: each puts a statement or a declaration where it
// belongs, with its values selected one after the other.

import { Selection, SnippetString, ViewColumn, window, type TextEditor, type Uri } from 'vscode';
import { choice, endOfBlock, freeAddresses, indented, literal } from './block-text.ts';
import { allOfKind, outlineOf, type Outlined } from './outline.ts';
import { columnOf } from './show-source.ts';

export interface Insertion {
  readonly command: string;
  /** The kind of declaration that it goes into. */
  readonly into: string;
  /** What to do when there is none. */
  readonly missing: string;
  /** A block has one at most: the one that is there is shown instead. */
  readonly once?: RegExp;
  readonly snippet: (into: Outlined, text: string) => string;
}

export const insertions: readonly Insertion[] = [
  {
    command: 'insertVirtualServer',
    into: 'server',
    missing:
      'A virtual server belongs to a server, and this topology has none. Declare a server in a routing group first.',
    // The first address stays with the default virtual server.
    snippet: (server, text) => {
      const name = /^[\w.-]+$/.test(server.written) ? `SMTP-${server.written}` : 'Internet';
      return `virtual server \${1:${name}} on ${choice(2, [...freeAddresses(text).reverse(), 'all unassigned'])}`;
    },
  },
  {
    command: 'insertSmtpConnector',
    into: 'routing group',
    missing: 'A connector belongs to a routing group, and this topology has none. Declare a routing group first.',
    snippet: (group) =>
      [
        '',
        `smtp connector "\${1:Internet Mail SMTP Connector${ofFirstServer(group)}}" {`,
        `  bridgehead ${choice(2, bridgeheads(group))}`,
        '  address space ${3:*} cost ${4:1}',
        '}',
      ].join('\n'),
  },
  {
    command: 'keepConnectorToRoutingGroup',
    into: 'smtp connector',
    missing: 'Only an SMTP connector has a scope, and this topology has none. Insert an SMTP connector first.',
    once: /^[^\S\r\n]*scope\b.*/m,
    snippet: () => `scope ${choice(1, ['routing group', 'organization'])}`,
  },
  {
    command: 'relayThroughSmartHost',
    into: 'smtp connector',
    missing: 'Only an SMTP connector relays through a smart host, and this topology has none. Insert one first.',
    once: /^[^\S\r\n]*deliver\b.*/m,
    snippet: () => 'deliver through smart host ${1:SMARTHOST}',
  },
];

/** Puts the statement into the block around the cursor, else into the only one, else into the one that the user picks. */
export async function insertStatement(uri: Uri, insertion: Insertion): Promise<void> {
  const editor = await window.showTextDocument(uri, { viewColumn: columnOf(uri) ?? ViewColumn.Beside });
  const candidates = allOfKind(await outlineOf(editor.document), insertion.into);
  const block = await chooseBlock(editor, candidates, insertion);
  if (block === undefined) return;
  const text = editor.document.getText(block.range);
  const present = insertion.once?.exec(text);
  if (present) selectPart(editor, block, present.index, present[0]);
  else await insertAtEnd(editor, block, insertion.snippet(block, text));
}

async function chooseBlock(
  editor: TextEditor,
  candidates: readonly Outlined[],
  { into, missing }: Insertion,
): Promise<Outlined | undefined> {
  const around = candidates.findLast(({ range }) => range.contains(editor.selection.active));
  if (around !== undefined) return around;
  if (candidates.length > 1) {
    const items = candidates.map((candidate) => ({ label: candidate.written, candidate }));
    return (await window.showQuickPick(items, { placeHolder: `Which ${into}?` }))?.candidate;
  }
  if (candidates.length === 0) void window.showInformationMessage(missing);
  return candidates[0];
}

function selectPart(editor: TextEditor, { range }: Outlined, index: number, text: string): void {
  const start = editor.document.offsetAt(range.start) + index + (text.length - text.trimStart().length);
  const end = editor.document.offsetAt(range.start) + index + text.length;
  editor.selection = new Selection(editor.document.positionAt(start), editor.document.positionAt(end));
  editor.revealRange(editor.selection);
}

async function insertAtEnd(editor: TextEditor, { range, written }: Outlined, snippet: string): Promise<void> {
  const { document } = editor;
  const line = document.lineAt(range.start).text;
  const lead = /^\s*/.exec(line)?.[0] ?? '';
  const place = endOfBlock(document.getText(range), lead, tabOf(editor));
  if (place === undefined) {
    void window.showInformationMessage(`${written} has no block. Write '{' and '}' after its name first.`);
    return;
  }
  const position = document.positionAt(document.offsetAt(range.start) + place.offset);
  const body = new SnippetString(place.before + indented(snippet, place.indent) + place.after);
  await editor.insertSnippet(body, position);
  editor.revealRange(new Selection(position, position));
}

function tabOf({ options }: TextEditor): string {
  return options.insertSpaces === false ? '\t' : ' '.repeat(Number(options.tabSize) || 2);
}

function ofFirstServer(group: Outlined): string {
  const server = allOfKind([group], 'server')[0];
  return server === undefined ? '' : literal(` (${server.written.replaceAll('"', '')})`);
}

/** The group's virtual servers, the latest first: a connector wants one of its own. */
function bridgeheads(group: Outlined): string[] {
  const servers = allOfKind([group], 'server');
  const virtualServers = servers.flatMap((server) =>
    allOfKind([server], 'virtual server').map(({ written }) => `${server.written}/${written}`),
  );
  const all = [...virtualServers.reverse(), ...servers.map(({ written }) => written)];
  return all.length === 0 ? ['SERVER'] : all;
}
