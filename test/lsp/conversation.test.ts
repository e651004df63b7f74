// What a user does, over each of the ways in which the server is run.

import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { CancellationTokenSource, LSPErrorCodes } from 'vscode-languageserver/node';
import type {
  CompletionItem,
  CompletionList,
  Hover,
  InlayHint,
  SemanticTokens,
  SemanticTokensDelta,
  TextEdit,
  WorkspaceEdit,
} from 'vscode-languageserver/node';
import type { Answer } from '#core/answer';
import { updated } from '#core/graph/places-update';
import type {
  CoverageAnswer,
  EditAnswer,
  RouteAnswer,
  SceneAnswer,
  TestsAnswer,
  WizardAnswer,
} from '#core/protocol/requests';
import { applyEdits } from '../features/cursor.ts';
import { connect, type Client, type Transport } from './client.ts';
import { bundleServer, type ServerBundle } from './server-bundle.ts';

let bundle: ServerBundle;
beforeAll(async () => void (bundle = await bundleServer()));
afterAll(() => bundle.remove());

const office = `organization Contoso {
  domain contoso.com
}
routing group Office {
  server EX01 { address 10.0.0.1; mailbox *@contoso.com }
  smtp connector "Internet Mail" {
    bridgehead EX01
    address space *
  }
}
`;

describe.each<Transport>(['stdio', 'command line', 'ipc', 'worker'])('over %s', (transport) => {
  let client: Client;
  const folder = mkdtempSync(join(tmpdir(), 'bridgehead-lsp-'));
  const at = (name: string): string => pathToFileURL(join(folder, name)).href;
  const files = new Map<string, string>();
  const write = (name: string, text: string): void => {
    writeFileSync(join(folder, name), text);
    files.set(at(name), text);
  };
  const ask = <R>(method: string, params: unknown): Promise<R> => client.connection.sendRequest<R>(method, params);

  beforeAll(async () => {
    client = await connect(transport, bundle, (uri) => Promise.resolve(files.get(uri) ?? null));
  });
  afterAll(async () => {
    expect(client.log).toEqual([]);
    await client.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a mistake is shown while it lasts', async () => {
    const uri = at('mistake.topo');
    client.open(uri, office, 1);
    expect(await client.diagnostics(uri, 1)).toMatchObject({ version: 1, diagnostics: [] });

    const wrong = { start: { line: 6, character: 15 }, end: { line: 6, character: 19 } };
    client.change(uri, 2, { range: wrong, text: 'EX02' });
    const broken = await client.diagnostics(uri, 2);
    expect(broken.diagnostics).toMatchObject([{ range: wrong, severity: 1, code: 'unresolved-name' }]);

    const actions = await ask<{ isPreferred?: boolean; edit: WorkspaceEdit }[]>('textDocument/codeAction', {
      textDocument: { uri },
      range: wrong,
      context: { diagnostics: broken.diagnostics },
    });
    const fix = actions.find((action) => action.isPreferred)!;
    client.change(uri, 3, ...fix.edit.changes![uri]!.map(({ range, newText }) => ({ range, text: newText })));
    expect((await client.diagnostics(uri, 3)).diagnostics).toEqual([]);
    client.close(uri);
  });

  test('a bridgehead is completed on a half-written line', async () => {
    const uri = at('completion.topo');
    client.open(uri, office.replace('bridgehead EX01', 'bridgehead '));
    const { items } = await ask<CompletionList>('textDocument/completion', {
      textDocument: { uri },
      position: { line: 6, character: 15 },
    });
    expect(items.map((item: CompletionItem) => item.label)).toContain('EX01');
    client.close(uri);
  });

  test('a server is renamed in every file of the topology', async () => {
    const [main, london] = [at('main.topo'), at('london.topo')];
    write('london.topo', 'routing group London {\n  server LON { }\n}\n');
    client.open(main, 'include "london.topo"\n\ntest T {\n  send from LON to a@b.com\n}\n');
    const { changes } = await ask<WorkspaceEdit>('textDocument/rename', {
      textDocument: { uri: main },
      position: { line: 3, character: 13 },
      newName: 'LON 2',
    });
    const renamed = '"LON 2"';
    expect(applyEdits(files.get(london)!, changes![london]!)).toBe(
      `routing group London {\n  server ${renamed} { }\n}\n`,
    );
    expect(changes![main]).toMatchObject([{ newText: renamed } satisfies Partial<TextEdit>]);
    client.close(main);
  });

  test('an open file counts before the one on disk', async () => {
    const [main, tokyo] = [at('with-tokyo.topo'), at('tokyo.topo')];
    write('tokyo.topo', 'routing group Tokyo { server TYO { } }\n');
    client.open(tokyo, 'routing group Tokyo { server TYO-2 { } }\n');
    client.open(main, 'include "tokyo.topo"\ntest T { send from TYO-2 to a@b.com; expect server TYO-2 }\n');
    const hover = await ask<Hover>('textDocument/hover', {
      textDocument: { uri: main },
      position: { line: 1, character: 21 },
    });
    expect(JSON.stringify(hover.contents)).toContain('TYO-2');
    client.close(main);
    client.close(tokyo);
  });

  test('tests are run, and written', async () => {
    const uri = at('tests.topo');
    client.open(uri, `${office}\ntest T { send from EX01 to someone@example.com; expect queued }\n`);
    expect((await client.diagnostics(uri)).diagnostics).toMatchObject([{ code: 'failed-expectation' }]);
    const { tests } = await ask<TestsAnswer>('bridgehead/tests', { uri });
    expect(tests).toMatchObject([
      { name: 'T', passed: false, failures: [{ comparison: { expected: 'queued', actual: 'delivered' } }] },
    ]);
    const covered = await ask<CoverageAnswer>('bridgehead/coverage', { uri });
    expect(covered.files.flatMap(({ declarations }) => declarations)).toContainEqual(
      expect.objectContaining({ kind: 'connector', name: 'Internet Mail', count: 1 }),
    );
    const message = { from: 'EX01', to: 'someone@example.com' };
    const written = await ask<Answer<EditAnswer>>('bridgehead/edit', {
      uri,
      edit: { kind: 'test', message, down: [] },
    });
    expect(written).toMatchObject({ ok: true, value: { at: { uri } } });
    expect(JSON.stringify(written)).toContain('EX01 to someone@example.com');
    expect(await ask('bridgehead/tests', { uri: at('nowhere.topo') })).toBeNull();
    // This client has said of no command that it knows it.
    expect(await ask('textDocument/codeLens', { textDocument: { uri } })).toEqual([]);
  });

  test('colours follow an edit by what it changed', async () => {
    const uri = at('colours.topo');
    client.open(uri, office);
    const textDocument = { uri };
    const before = await ask<SemanticTokens>('textDocument/semanticTokens/full', { textDocument });
    client.change(uri, 2, { range: { start: { line: 4, character: 2 }, end: { line: 4, character: 2 } }, text: '  ' });
    const previousResultId = before.resultId!;
    const { edits } = await ask<SemanticTokensDelta>('textDocument/semanticTokens/full/delta', {
      textDocument,
      previousResultId,
    });
    expect(edits).toMatchObject([{ deleteCount: 5 }]);
    const all = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const { data } = await ask<SemanticTokens>('textDocument/semanticTokens/range', { textDocument, range: all });
    expect(data).toHaveLength(before.data.length);
    client.close(uri);
  });

  test('what is not written is hinted at', async () => {
    const uri = at('hints.topo');
    client.open(uri, office);
    const range = { start: { line: 0, character: 0 }, end: { line: 99, character: 0 } };
    const hints = await ask<InlayHint[]>('textDocument/inlayHint', { textDocument: { uri }, range });
    expect(hints.map(({ label }) => label)).toEqual(['/Default SMTP Virtual Server', 'cost 1']);
    client.close(uri);
  });

  test('a whole file and a typed line are formatted', async () => {
    const uri = at('format.topo');
    client.open(uri, office.replace('  domain', '     domain'));
    const textDocument = { uri };
    const options = { tabSize: 2, insertSpaces: true };
    expect(await ask('textDocument/formatting', { textDocument, options })).toHaveLength(1);
    const position = { line: 2, character: 0 };
    const typed = await ask<TextEdit[]>('textDocument/onTypeFormatting', { textDocument, position, ch: '\n', options });
    expect(typed).toMatchObject([{ newText: '', range: { start: { line: 1 }, end: { line: 1 } } }]);
    client.close(uri);
  });

  test('a wizard asks about what is at the cursor, and writes in the end', async () => {
    const uri = at('wizard.topo');
    client.open(uri, office);
    const question = { uri, wizard: 'scope', at: { position: { line: 6, character: 6 } } };
    const first = await ask<Answer<WizardAnswer>>('bridgehead/wizard', { ...question, answers: [] });
    const proposed = ['Internet Mail'];
    expect(first).toMatchObject({ ok: true, value: { kind: 'step', step: { number: 1, of: 2, proposed } } });
    const last = await ask<Answer<WizardAnswer>>('bridgehead/wizard', { ...question, answers: [proposed, ['limit']] });
    expect(last).toMatchObject({ ok: true, value: { kind: 'write', edits: [{ at: { uri } }] } });
    const elsewhere = { ...question, uri: at('nowhere.topo'), answers: [] };
    expect(await ask('bridgehead/wizard', elsewhere)).toMatchObject({ ok: false });
    client.close(uri);
  });

  test('the drawing and a route are answered', async () => {
    const uri = at('route.topo');
    client.open(uri, office);
    const scene = await ask<SceneAnswer>('bridgehead/scene', { uri });
    const { places } = scene;
    expect(updated(undefined, places)?.places.nodes.map((node) => node.id)).toContain('server EX01');
    expect((await ask<SceneAnswer>('bridgehead/scene', { uri, known: places.version })).places).toEqual({
      kind: 'unchanged',
      version: places.version,
    });
    const message = { from: 'EX01', to: 'someone@example.com' };
    const route = await ask<Answer<RouteAnswer>>('bridgehead/route', { uri, message, down: [] });
    expect(route).toMatchObject({ ok: true, value: { route: { connectors: ['Internet Mail'] } } });
    expect(await ask('bridgehead/locate', { uri, element: 'server EX01' })).toMatchObject({
      uri,
      range: { start: { line: 4, character: 9 } },
    });
    expect(await ask('bridgehead/elementAt', { uri, position: { line: 6, character: 6 } })).toBe(
      'connector "Internet Mail"',
    );
    client.close(uri);
  });

  test('a request for a document that is not open has no answer', async () => {
    const uri = at('never-opened.topo');
    expect(await ask('textDocument/hover', { textDocument: { uri }, position: { line: 0, character: 0 } })).toBeNull();
    expect(await ask('bridgehead/scene', { uri })).toBeNull();
  });
});

describe('cancellation', () => {
  const waiting: ((text: string) => void)[] = [];
  let client: Client;
  const uri = 'file:///slow/main.topo';
  beforeAll(async () => {
    client = await connect('ipc', bundle, () => new Promise<string>((resolve) => waiting.push(resolve)));
    client.open(uri, 'include "other.topo"\n');
  });
  afterAll(() => client.stop());

  /** The server answers in order: with this answer here, it has read all that was sent before. */
  const untilRead = (): Promise<unknown> =>
    client.connection.sendRequest('bridgehead/suggestions', { uri: 'file:///none' });

  test('a request that waits for a file is answered as cancelled', async () => {
    const source = new CancellationTokenSource();
    const position = { line: 0, character: 0 };
    const params = { textDocument: { uri }, position };
    const answer = client.connection.sendRequest<Hover>('textDocument/hover', params, source.token);
    const cancelled = expect(answer).rejects.toMatchObject({ code: LSPErrorCodes.RequestCancelled });
    await untilRead();
    source.cancel();
    await untilRead();
    for (const arrive of waiting) arrive('');
    await cancelled;
  });
});
