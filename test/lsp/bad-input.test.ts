// Whatever is opened, the server answers, keeps to the text, and is none the worse for it.

import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { DocumentSymbol } from 'vscode-languageserver/node';
import { connect, type Client } from './client.ts';
import { bundleServer, type ServerBundle } from './server-bundle.ts';

let bundle: ServerBundle;
let client: Client;
beforeAll(async () => {
  bundle = await bundleServer();
  client = await connect('ipc', bundle);
});
afterAll(async () => {
  expect(client.log).toEqual([]);
  await client.stop();
  bundle.remove();
});

const binary = Array.from({ length: 20_000 }, (_, i) => String.fromCharCode((i * 7919) % 256)).join('');
const good = 'routing group Office {\n  server EX01 { }\n}\n';

const inputs: Record<string, string> = {
  'an empty file': '',
  'a file of blanks': '  \t \n\n   ',
  'a binary file': binary,
  'five megabytes on one line': `routing group A { server B { address ${'10.0.0.1, '.repeat(500_000)} } }`,
  'five megabytes in one string': `server "${'x'.repeat(5_000_000)}`,
  'deep nesting': 'routing group A { '.repeat(5_000),
  'deep closing': '}'.repeat(20_000),
  CRLF: good.replaceAll('\n', '\r\n'),
  CR: good.replaceAll('\n', '\r'),
  'mixed line ends': 'routing group Office {\r\n  server EX01 {\r }\n\r}\n',
  'a byte-order mark': `\uFEFF${good}`,
  'unfinished strings': 'routing group "Office {\n  server "EX01 {\n  }\n}\n',
  'names that are keywords': 'routing group server { server server { } server "connector" { } }\n',
  'names that are HTML': 'routing group "<img src=x onerror=alert(1)>" { server "<script>" { } }\n',
  'a name of 10,000 characters': `routing group ${'N'.repeat(10_000)} { server EX01 { } }\n`,
  'half a surrogate pair': 'routing group "\uD83D" { server "\uDE00" { } }\n',
};

describe.each(Object.entries(inputs))('%s', (name, text) => {
  const uri = `file:///bad/${encodeURIComponent(name)}.topo`;

  test('is answered, and the document goes on as text', async () => {
    client.open(uri, text);
    await client.diagnostics(uri, 1);
    for (const method of [
      'hover',
      'completion',
      'definition',
      'documentHighlight',
      'linkedEditingRange',
      'prepareCallHierarchy',
      'onTypeFormatting',
    ]) {
      await client.connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri },
        position: { line: 0, character: Math.min(5, text.length) },
        ch: '}',
        options: { tabSize: 2, insertSpaces: true },
      });
    }
    for (const method of [
      'documentSymbol',
      'foldingRange',
      'semanticTokens/full',
      'semanticTokens/range',
      'documentLink',
      'formatting',
      'inlayHint',
      'codeAction',
    ]) {
      await client.connection.sendRequest(`textDocument/${method}`, {
        textDocument: { uri },
        options: { tabSize: 2, insertSpaces: true },
        range: range(0, 0, 99_999, 0),
        context: { diagnostics: [] },
      });
    }
    client.change(uri, 2, { range: range(0, 0, 0, 0), text: '# typed\n' });
    client.change(uri, 3, { text: good });
    const symbols = await client.connection.sendRequest<DocumentSymbol[]>('textDocument/documentSymbol', {
      textDocument: { uri },
    });
    expect(symbols.map((symbol) => symbol.name)).toEqual(['Office']);
    client.close(uri);
  });
});

test('a file that is deleted while it is open stays as the editor has it', async () => {
  const uri = 'file:///bad/deleted.topo';
  client.open(uri, `${good}nonsense\n`);
  const { diagnostics } = await client.diagnostics(uri, 1);
  expect(diagnostics).toHaveLength(1);
  await client.connection.sendNotification('workspace/didChangeWatchedFiles', { changes: [{ uri, type: 3 }] });
  client.change(uri, 2, { range: range(3, 0, 4, 0), text: '' });
  expect((await client.diagnostics(uri, 2)).diagnostics).toEqual([]);
  client.close(uri);
});

test('edits at places that do not exist are taken to the nearest one that does', async () => {
  const uri = 'file:///bad/outside.topo';
  client.open(uri, good);
  await client.diagnostics(uri, 1);
  client.change(uri, 2, { range: range(90, 5, 99, 99), text: '\nnonsense\n' });
  expect((await client.diagnostics(uri, 2)).diagnostics).toHaveLength(1);
  client.close(uri);
});

function range(line: number, character: number, endLine: number, endCharacter: number) {
  return { start: { line, character }, end: { line: endLine, character: endCharacter } };
}
