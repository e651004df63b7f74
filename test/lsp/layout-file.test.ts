// The layout file in a session: when it is read, what is said of it, and what a move and a rename make of it.

import { expect, test } from 'vitest';
import type { PublishDiagnosticsParams } from 'vscode-languageserver';
import { placed } from '../../server/features/layout-file.ts';
import { isRefusal, rename } from '../../server/features/rename.ts';
import { Session } from '../../server/lsp/session.ts';
import { applyEdits } from '../features/cursor.ts';

const root = 'file:///mail.topo';
const file = `${root}.layout.json`;
const text = `routing group London {
  server LON { }
  smtp connector Out { address space * }
  routing group connector "To Paris" to Paris { }
}
routing group Paris { server PAR { } }
`;
const layout = (places: Record<string, { x: number; y: number }>) => JSON.stringify({ format: 1, places });

function desk(files: Record<string, string>) {
  const disk = new Map(Object.entries(files));
  const due: (() => void)[] = [];
  const published: PublishDiagnosticsParams[] = [];
  let changes = 0;
  const session = new Session({
    files: { read: (uri) => Promise.resolve(disk.get(uri) ?? null) },
    defer: (work) => due.push(work),
    rest: (work) => due.push(work),
    publish: (params) => published.push(params),
    topologyChanged: () => changes++,
    report: (during, error) => {
      throw new Error(during, { cause: error });
    },
  });
  const settle = async (): Promise<void> => {
    for (let quiet = 0; quiet < 9; quiet++) {
      await Promise.resolve();
      for (let work = due.shift(); work !== undefined; work = due.shift()) {
        quiet = 0;
        work();
      }
    }
  };
  session.open({ uri: root, languageId: 'topo', version: 1, text });
  const drawing = async () => {
    const drawn = (await session.laidOut(root))!;
    const { state, layout } = drawn;
    const { places } = state.drawing.draw(state.topology, layout.file);
    return { ...state, topology: state.topology, project: state.project, places, layout };
  };
  const placeOf = async (id: string) => {
    const { x, y } = (await drawing()).places.nodes.find((node) => node.id === id)!;
    return { x, y };
  };
  const change = async (now: string | undefined) => {
    if (now === undefined) disk.delete(file);
    else disk.set(file, now);
    session.filesChanged([file]);
    await settle();
  };
  const problems = () =>
    published.splice(0).filter(({ uri }) => uri === file).map(({ diagnostics }) => diagnostics.map(({ message }) => message)); // prettier-ignore
  return { session, settle, drawing, placeOf, change, problems, changes: () => changes };
}

test('what the file says is drawn, at once and when it changes, and the preview is told', async () => {
  const { placeOf, change, settle, changes } = desk({ [file]: layout({ 'routing group Paris': { x: 700, y: 500 } }) });
  expect(await placeOf('routing group Paris')).toEqual({ x: 700, y: 500 });
  await settle();
  const before = changes();
  await change(layout({ 'routing group paris': { x: 900, y: 100 } }));
  expect(changes()).toBe(before + 1);
  expect(await placeOf('routing group Paris')).toEqual({ x: 900, y: 100 });
});

test('without the file all is laid out as if nothing had ever been moved', async () => {
  const fresh = await desk({}).drawing();
  const { drawing, change } = desk({ [file]: layout({ 'routing group London': { x: 700, y: 500 } }) });
  expect((await drawing()).places).not.toEqual(fresh.places);
  await change(undefined);
  expect((await drawing()).places).toEqual(fresh.places);
});

test('a file that cannot be understood is a problem of that file until it is mended, and moves nothing', async () => {
  const { placeOf, change, problems, settle } = desk({ [file]: layout({ 'routing group Paris': { x: 700, y: 500 } }) });
  await settle();
  await change('{ "format": 1, "places": { "routing group Paris": 5 } }');
  expect(problems()).toEqual([[expect.stringContaining("The place of 'routing group Paris'")]]);
  expect(await placeOf('routing group Paris')).toEqual({ x: 700, y: 500 });
  await change(layout({}));
  expect(problems()).toEqual([[]]);
});

test('a move is written with what is there, without what is gone, and never on top of what somebody put', async () => {
  const { drawing } = desk({
    [file]: layout({ 'routing group Paris': { x: 700, y: 500 }, 'routing group Gone': { x: 1, y: 1 } }),
  });
  const answer = placed(await drawing(), { element: 'routing group London', to: { x: 705, y: 505 } });
  if (!answer.ok) throw new Error(answer.error);
  expect(answer.value.fault).toBeNull();
  const { places } = JSON.parse(answer.value.text) as { places: Record<string, { x: number; y: number }> };
  expect(Object.keys(places)).toEqual(['routing group London', 'routing group Paris']);
  expect(places['routing group Paris']).toEqual({ x: 700, y: 500 });
  const box = (await drawing()).places.nodes.find((node) => node.id === 'routing group Paris')!;
  const { x, y } = places['routing group London']!;
  expect(Math.abs(x - 700) >= box.width || Math.abs(y - 500) >= box.height).toBe(true);
});

test('while something is missing from the text, no place is forgotten', async () => {
  const gone = { 'routing group Gone': { x: 1, y: 1 } };
  const { session, settle, drawing } = desk({ [file]: layout(gone) });
  session.change(root, 2, [{ text: `include "gone.topo"\n${text}` }]);
  await settle();
  const answer = placed(await drawing(), { element: 'routing group London', to: { x: 100, y: 100 } });
  if (!answer.ok) throw new Error(answer.error);
  expect(answer.value.text).toContain('"routing group Gone"');
});

test('what cannot be moved says why', async () => {
  const { drawing } = desk({});
  const to = { x: 0, y: 0 };
  expect(placed(await drawing(), { element: 'server LON', to })).toEqual({ ok: false, error: "'LON' moves with what it is in." }); // prettier-ignore
  expect(placed(await drawing(), { element: 'site Rome', to })).toEqual({ ok: false, error: "'site Rome' is not drawn any more, so it was not moved." }); // prettier-ignore
});

test('a broken file is not to be overwritten unasked', async () => {
  const { drawing } = desk({ [file]: '{ oh' });
  const answer = placed(await drawing(), { element: 'routing group London', to: { x: 100, y: 100 } });
  expect(answer).toMatchObject({ ok: true, value: { fault: expect.stringContaining('no JSON') as string } });
});

test('a rename takes the place along, in the same edit', async () => {
  const written = `{
  "format": 1,
  "places": {
    "routing group London": { "x": 700, "y": 500 },
    "routing group Paris": { "x": 1, "y": 2 }
  }
}
`;
  const { session } = desk({ [file]: written });
  await session.rereadLayouts();
  const snapshot = (await session.snapshot(root))!;
  const edit = rename(snapshot, text.indexOf('London') + 1, 'Big City', [snapshot]);
  if (isRefusal(edit)) throw new Error(edit.refused);
  expect(Object.keys(edit.changes ?? {}).sort()).toEqual([root, file]);
  expect(applyEdits(written, edit.changes?.[file] ?? [])).toBe(`{
  "format": 1,
  "places": {
    "routing group \\"Big City\\"": { "x": 700, "y": 500 },
    "routing group Paris": { "x": 1, "y": 2 }
  }
}
`);
  const other = rename(snapshot, text.indexOf('LON {') + 1, 'LON2', [snapshot]);
  expect(Object.keys((isRefusal(other) ? {} : other.changes) ?? {})).toEqual([root]);
});
