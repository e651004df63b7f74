// Logs that the language server cannot read itself, as in a browser: read here and handed on in parts.

import { Uri, workspace } from 'vscode';
import { encodingOf } from '#core/interchange/compare/log-names';
import type { ServerRequests } from '#core/protocol/requests';

type ReadLog = ServerRequests['bridgehead/readLog'];

const partCharacters = 1024 * 1024;

/** The log that parts are handed on of: one is read at a time, from its start to its end. */
let open: { readonly uri: string; readonly text: string } | undefined;

export async function readLog({ uri, part }: ReadLog['params']): Promise<ReadLog['result']> {
  if (open?.uri !== uri || part === 0) open = await textOf(uri);
  if (open === undefined) return null;
  const text = open.text.slice(part * partCharacters, (part + 1) * partCharacters);
  const isLast = (part + 1) * partCharacters >= open.text.length;
  if (isLast) open = undefined;
  return { text, isLast };
}

async function textOf(uri: string): Promise<typeof open> {
  try {
    const bytes = await workspace.fs.readFile(Uri.parse(uri, true));
    return { uri, text: new TextDecoder(encodingOf(bytes)).decode(bytes) };
  } catch {
    return undefined;
  }
}
