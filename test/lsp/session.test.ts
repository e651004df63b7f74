// The session by itself: which topologies there are, what is published and when, without a process.

import { expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { Session } from '../../server/lsp/session.ts';

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
