// The session by itself: which topologies there are, what is published and when, without a process.

import { describe, expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { noSettings, readRuleSettings } from '#core/analysis/rule-settings';
import { references } from '../../server/features/references.ts';
import { isRefusal, rename } from '../../server/features/rename.ts';
import { Session } from '../../server/lsp/session.ts';
import { generateTopology } from '../bench/generate.ts';

interface Desk {
  readonly session: Session;
  readonly published: PublishDiagnosticsParams[];
  readonly changes: string[];
  readonly disk: Map<string, string>;
  /** Lets everything happen that is due. */
  readonly settle: () => Promise<void>;
  /** What was published since last asked, as `file version: codes`. */
  readonly news: () => string[];
}

function desk(files: Record<string, string> = {}): Desk {
  const due: (() => void)[] = [];
  const published: PublishDiagnosticsParams[] = [];
  const changes: string[] = [];
  const disk = new Map(Object.entries(files));
  const session = new Session({
    files: { read: (uri) => Promise.resolve(disk.get(uri) ?? null) },
    defer: (work) => due.push(work),
    rest: (work) => due.push(work),
    publish: (params) => published.push(params),
    topologyChanged: ({ root }) => changes.push(root),
    report: (during, error) => {
      throw new Error(during, { cause: error });
    },
  });
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 5; quiet++) {
      await Promise.resolve();
      for (let work = due.shift(); work !== undefined; work = due.shift()) {
        quiet = 0;
        work();
      }
    }
  };
  const news = (): string[] =>
    published
      .splice(0)
      .map(({ uri, version, diagnostics }) => `${uri} ${version}: ${diagnostics.map(({ code }) => code).join(' ')}`);
  return { session, published, changes, disk, settle, news };
}

const item = (uri: string, text: string, version = 1) => ({ uri, languageId: 'topo', version, text });
const london = 'routing group London { server LON { } }\n';
const test1 = 'test T { send from LON to a@b.com }\n';

test('a burst of edits is checked once', async () => {
  const { session, settle, news } = desk();
  session.open(item('file:///a.topo', london));
  session.change('file:///a.topo', 2, [{ text: 'nonsense' }]);
  session.change('file:///a.topo', 3, [{ text: 'nonsense again' }]);
  await settle();
  expect(news()).toEqual(['file:///a.topo 3: syntax']);
});

test('the drawing of a large topology is prepared when all else is done', async () => {
  const { session, settle, news } = desk();
  session.open(item('file:///a.topo', generateTopology({ lines: 14_000 })));
  await settle();
  const state = await session.state('file:///a.topo');
  expect(state?.topology.routingGroups.length).toBeGreaterThan(300);
  expect(state?.isWorkDue).toBe(false);
  expect(state?.isDrawingDue).toBe(false);
  news();
  session.change('file:///a.topo', 2, [{ text: 'nonsense' }]);
  await settle();
  expect(news()).toEqual(['file:///a.topo 2: syntax']);
});

test('severities that are set are published, until they are set otherwise', async () => {
  const { session, settle, published } = desk();
  const { settings } = readRuleSettings({ 'empty-group': 'hint' });
  session.open(item('file:///a.topo', 'routing group A { }\n'));
  session.setRules(settings);
  await settle();
  expect(published.splice(0).map(({ diagnostics }) => diagnostics)).toMatchObject([[{ severity: 4 }]]);
  session.setRules(readRuleSettings({ 'empty-group': 'off' }).settings);
  await settle();
  expect(published.splice(0).map(({ diagnostics }) => diagnostics)).toEqual([[]]);
  session.setRules(noSettings);
  await settle();
  expect(published.splice(0).map(({ diagnostics }) => diagnostics)).toMatchObject([[{ severity: 2 }]]);
});

test('a comment is not called needless before everything is known', async () => {
  const { session, settle, news } = desk();
  const comment = '# bridgehead-disable-next-line stranded-mail: known';
  session.open(item('file:///a.topo', `routing group A {\n${comment}\nserver A1 { } }\n`));
  await settle();
  expect(news()).toEqual(['file:///a.topo 1: ', 'file:///a.topo 1: unused-disable']);
});

test('a comment in a file of two topologies is needed when one of them needs it', async () => {
  const comment = '# bridgehead-disable-next-line unresolved-name: not in the lab';
  const { session, settle, news } = desk({
    'file:///shared.topo': `test T {\n${comment}\nsend from B to a@b.com\n}\n`,
  });
  session.open(item('file:///site.topo', 'include "shared.topo"\nrouting group B { server B { } }\n'));
  session.open(item('file:///lab.topo', 'include "shared.topo"\n'));
  await settle();
  expect(news().filter((line) => line.includes('shared'))).toEqual([]);
});

test('only what changed is published again', async () => {
  const { session, settle, news } = desk();
  session.open(item('file:///a.topo', 'nonsense\n'));
  session.open(item('file:///b.topo', 'nonsense\n'));
  await settle();
  expect(news()).toHaveLength(2);
  const start = { line: 1, character: 0 };
  session.change('file:///a.topo', 2, [{ range: { start, end: start }, text: '# a comment\n' }]);
  await settle();
  expect(news()).toEqual([]);
});

test('an included file is checked as a part of what includes it', async () => {
  const { session, settle, news } = desk({ 'file:///london.topo': london });
  session.open(item('file:///main.topo', `include "london.topo"\n${test1}`));
  await settle();
  expect(news()).toEqual(['file:///main.topo 1: ']);
});

test('a missing include is found when it comes, and missed when it goes', async () => {
  const { session, settle, news, disk } = desk();
  session.open(item('file:///main.topo', `include "london.topo"\n${test1}`));
  await settle();
  expect(news().join()).toMatch(/^file:\/\/\/main.topo 1: .*include/);

  disk.set('file:///london.topo', london);
  session.filesChanged(['file:///london.topo']);
  await settle();
  expect(news()).toEqual(['file:///main.topo 1: ']);

  disk.delete('file:///london.topo');
  session.filesChanged(['file:///london.topo']);
  await settle();
  expect(news().join()).toMatch(/include/);
});

test('findings in an included file that is not open are published, and taken back', async () => {
  const { session, settle, news } = desk({ 'file:///london.topo': `${london}nonsense\n` });
  session.open(item('file:///main.topo', 'include "london.topo"\n'));
  await settle();
  expect(news()).toEqual(expect.arrayContaining(['file:///london.topo undefined: syntax']));
  session.close('file:///main.topo');
  await settle();
  expect(news()).toEqual(['file:///london.topo undefined: ']);
});

test('when the including file closes, its parts stand for themselves', async () => {
  const { session, settle, news } = desk();
  session.open(item('file:///tests.topo', test1));
  session.open(item('file:///main.topo', `include "tests.topo"\n${london}`));
  await settle();
  expect(news().sort()).toEqual(['file:///main.topo 1: ', 'file:///tests.topo 1: ']);
  session.close('file:///main.topo');
  await settle();
  expect(news()).toEqual(['file:///tests.topo 1: unresolved-name']);
});

test('an untitled document is a topology of its own', async () => {
  const { session, settle, news } = desk();
  session.open(item('untitled:Untitled-1', `include "london.topo"\n${london}`));
  await settle();
  expect(news().join()).toMatch(/^untitled:Untitled-1 1: .*include/);
});

test('the topology is announced once for each change of it', async () => {
  const { session, settle, changes } = desk();
  session.open(item('file:///a.topo', london));
  await settle();
  expect(changes).toEqual(['file:///a.topo']);
  session.filesChanged(['file:///elsewhere.topo']);
  await settle();
  expect(changes).toEqual(['file:///a.topo']);
  session.change('file:///a.topo', 2, [{ text: london.replace('LON', 'LON2') }]);
  await settle();
  expect(changes).toEqual(['file:///a.topo', 'file:///a.topo']);
});

test('a client may spell a URI as it likes', async () => {
  const { session, settle, published } = desk();
  session.open(item('file:///c:/Mail (old)/a.topo', 'nonsense'));
  await settle();
  expect(published.map(({ uri }) => uri)).toEqual(['file:///c:/Mail (old)/a.topo']);
  expect(await session.snapshot('file:///c%3A/Mail%20%28old%29/a.topo')).toBeDefined();
});

test('a file that changes while it is being read is read again', async () => {
  const { session, settle, news, disk } = desk({ 'file:///london.topo': '' });
  session.open(item('file:///main.topo', `include "london.topo"\n${test1}`));
  const early = session.snapshot('file:///main.topo');
  disk.set('file:///london.topo', london);
  session.filesChanged(['file:///london.topo']);
  await settle();
  expect(news()).toEqual(['file:///main.topo 1: ']);
  expect((await early)?.topology.servers.map(({ name }) => name)).toEqual(['LON']);
});

describe('many tests of a large topology', () => {
  const large = generateTopology({ lines: 3000 });
  const servers = large.match(/(?<=server )\S+-MBX01/g)!;
  const tests = Array.from({ length: 60 }, (_, n) => {
    const server = servers[n % servers.length]!;
    return `test "From ${server} (${n})" { send from ${server} to a@fabrikam.com; expect cost 11 }`;
  });
  const text = [large, ...tests, ''].join('\n');
  const dearer = text.replace('address space * cost 1', 'address space * cost 2');
  const codes = ({ diagnostics }: PublishDiagnosticsParams) => new Set(diagnostics.map(({ code }) => code));

  test('do not keep the other diagnostics of an edit waiting', async () => {
    const { session, settle, published } = desk();
    session.open(item('file:///a.topo', text));
    await settle();
    expect(published.splice(0).map(({ diagnostics }) => diagnostics)).toEqual([[]]);
    session.change('file:///a.topo', 2, [{ text: `${dearer}nonsense\n` }]);
    await settle();
    expect(published.map(codes)).toEqual([new Set(['syntax']), new Set(['syntax', 'failed-expectation'])]);
    expect(published.at(-1)!.diagnostics).toHaveLength(tests.length + 1);
  });

  test('are complete when they are asked for, whatever is still to come', async () => {
    const { session, settle, published } = desk();
    session.open(item('file:///a.topo', text));
    await settle();
    session.change('file:///a.topo', 2, [{ text: dearer }]);
    const asked = session.tested('file:///a.topo');
    await settle();
    const run = (await asked)!.tests;
    expect(run.due).toEqual([]);
    expect(run.results.filter(({ passed }) => passed)).toEqual([]);
    session.change('file:///a.topo', 3, [{ text }]);
    session.change('file:///a.topo', 4, [{ text: dearer }]);
    session.change('file:///a.topo', 5, [{ text }]);
    await settle();
    expect((await session.tested('file:///a.topo'))!.tests.results.every(({ passed }) => passed)).toBe(true);
    expect(published.at(-1)).toMatchObject({ version: 5, diagnostics: [] });
  });
});

test('a name that two topologies share is found and renamed in both', async () => {
  const { session, settle } = desk();
  const other = 'include "london.topo"\ntest U { send from LON to a@b.com }\n';
  session.open(item('file:///london.topo', london));
  session.open(item('file:///a.topo', `include "london.topo"\n${test1}`));
  session.open(item('file:///b.topo', other));
  await settle();
  const snapshot = (await session.snapshot('file:///a.topo'))!;
  const all = await session.snapshots();
  const at = snapshot.source.tree.text.indexOf('LON');
  const places = references(snapshot, at, { includeDeclaration: true }, all).map(({ uri }) => uri);
  expect(places.sort()).toEqual(['file:///a.topo', 'file:///b.topo', 'file:///london.topo']);
  const edit = rename(snapshot, at, 'LONDON1', all);
  if (isRefusal(edit)) throw new Error(edit.refused);
  expect(Object.entries(edit.changes ?? {}).map(([uri, edits]) => `${uri} ${edits.length}`)).toEqual([
    'file:///london.topo 1',
    'file:///a.topo 1',
    'file:///b.topo 1',
  ]);
});
