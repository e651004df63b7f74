// Drift in an editor: differences are diagnostics of a source of their own, with quick fixes, as long as somebody compares.

import { expect, test } from 'vitest';
import type { CodeAction, PublishDiagnosticsParams, TextEdit } from 'vscode-languageserver';
import { serversOf } from '#core/interchange/drift/drift';
import { textFile } from '#core/interchange/record';
import { exported, exportOffers } from '../../server/features/export.ts';
import { codeActions } from '../../server/features/code-action.ts';
import { Session } from '../../server/lsp/session.ts';
import { offsetAt, lineStarts } from '#core/syntax/lines';

const uri = 'file:///a.topo';
const ours = 'organization O { domain a.com; limit size 5MB }\nrouting group G {\n  server A { }\n  server B { }\n}\n';
const theirs = 'organization O { domain a.com; limit size 6MB }\nrouting group G { server A { } }\n';

async function desk(text: string) {
  const due: (() => void)[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const session = new Session({
    files: { read: () => Promise.resolve(null) },
    defer: (work) => due.push(work),
    rest: (work) => due.push(work),
    publish: (params) => published.push(params),
    topologyChanged: () => undefined,
    report: (during, error) => {
      throw new Error(during, { cause: error });
    },
  });
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 5; quiet++) {
      await Promise.resolve();
      for (let work = due.shift(); work !== undefined; work = due.shift()) work();
    }
  };
  session.open({ uri, languageId: 'topo', version: 1, text });
  await settle();
  const drift = () => published.at(-1)?.diagnostics.filter(({ source }) => source === 'Bridgehead drift') ?? [];
  const compare = async (say: string) => {
    const servers = await serversOf([textFile('servers.topo', say)]);
    if (!servers.ok) throw new Error(servers.error);
    await session.compareWith(servers.value, uri);
    await settle();
  };
  return { session, settle, drift, compare };
}

const edited = (text: string, edits: readonly TextEdit[]): string =>
  edits.reduceRight((done, { range, newText }) => {
    const lines = lineStarts(text);
    return done.slice(0, offsetAt(lines, range.start)) + newText + done.slice(offsetAt(lines, range.end));
  }, text);

async function actions(
  { session }: Awaited<ReturnType<typeof desk>>,
  line: number,
  commands: ReadonlySet<string> = new Set(),
): Promise<CodeAction[]> {
  const snapshot = await session.snapshot(uri);
  if (snapshot === undefined) throw new Error('The document is open.');
  const range = { start: { line, character: 0 }, end: { line, character: 60 } };
  return codeActions(snapshot, { range, context: { diagnostics: [] } }, undefined, { commands }).filter(({ title }) =>
    /^(Take over|Export)/.test(title),
  );
}

test('differences come, follow the text, and go when nobody compares', async () => {
  const all = await desk(ours);
  expect(all.drift()).toEqual([]);
  await all.compare(theirs);
  expect(all.drift().map(({ message, range }) => [range.start.line, message])).toEqual([
    [0, 'Organization, limit size: topology 5MB, servers 6MB.'],
    [3, "The servers have no server 'B', which the topology declares."],
  ]);
  all.session.change(uri, 2, [{ text: ours.replace('5MB', '6MB') }]);
  await all.settle();
  expect(all.drift()).toHaveLength(1);
  all.session.compareNoMore();
  await all.settle();
  expect(all.drift()).toEqual([]);
});

test('a quick fix takes one over, another one all', async () => {
  const all = await desk(ours);
  await all.compare(theirs);
  const offered = await actions(all, 3);
  expect(offered.map(({ title }) => title)).toEqual([
    'Take over from the servers',
    'Take over all from the servers (2)',
  ]);
  const [one, both] = offered.map((action) => edited(ours, action.edit?.changes?.[uri] ?? []));
  expect(one).toBe(ours.replace('  server B { }\n', ''));
  expect(both).toBe(ours.replace('  server B { }\n', '').replace('5MB', '6MB'));
  expect(await actions(all, 2)).toEqual([]);
});

test('an editor that can export is offered to change the servers instead, by what they say', async () => {
  const all = await desk(ours);
  await all.compare(theirs);
  const offered = await actions(all, 3, new Set(['bridgehead.export']));
  expect(offered.at(-1)).toMatchObject({ title: 'Export what changes the servers…', command: { arguments: [uri] } });
  const snapshot = await all.session.snapshot(uri);
  if (snapshot === undefined) throw new Error('The document is open.');
  expect(exportOffers(snapshot).hasDrift).toBe(true);
  const servers = snapshot.drift?.()?.servers ?? null;
  const answer = exported(snapshot, { target: 'exchange-2003', server: null }, servers);
  expect(answer.ok && answer.value.files.map(({ text }) => text).join('')).toContain('5120');
  all.session.compareNoMore();
  expect(exportOffers((await all.session.snapshot(uri)) ?? snapshot).hasDrift).toBe(false);
});

test('nothing is said of a text whose nesting is at fault', async () => {
  const all = await desk(ours);
  await all.compare(theirs);
  all.session.change(uri, 2, [{ text: `${ours}}\n` }]);
  await all.settle();
  expect(all.drift()).toEqual([]);
});
