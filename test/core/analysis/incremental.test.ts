// What an edit leaves behind equals what the same text gives when it is read for the first time; and what an edit does
// not touch stays the same object.

import { globSync, readFileSync } from 'node:fs';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { check, type Check } from '#core/analysis/check';
import { kinds } from '#core/analysis/rules';
import { buildTopology } from '#core/model/build';
import { openProject, type Project } from '#core/model/project';
import type { Topology } from '#core/model/topology';
import { parse, reparse } from '#core/syntax/parse';
import { startOf } from '#core/syntax/places';
import type { Tree } from '#core/syntax/tree';
import { filesOf } from './fixture.ts';
import { expectAlways } from '../../property.ts';

const root = 'main.topo';
const other = 'other.topo';

function projectOf(trees: ReadonlyMap<string, Tree>): Project {
  return openProject(
    root,
    (file) => trees.get(file),
    (_, path) => path,
  );
}

function isMap(value: unknown): value is ReadonlyMap<unknown, unknown> {
  return typeof value === 'object' && value !== null && 'entries' in value && !Array.isArray(value);
}

/** Plain data, every place by its file and absolute offsets. */
function flat(value: unknown, project: Project): unknown {
  return JSON.parse(
    JSON.stringify(value, (_, inner: unknown) => {
      if (isMap(inner)) return [...inner];
      if (inner === Infinity) return 'Infinity';
      if (typeof inner !== 'object' || inner === null || !('piece' in inner) || !('file' in inner)) return inner;
      const { file, piece, span } = inner as {
        file: string;
        piece: Tree['pieces'][number];
        span: Tree['pieces'][number]['faults'][number]['span'];
      };
      const tree = project.files.find((candidate) => candidate.file === file)!.tree;
      const start = startOf(tree, piece);
      return `${file}:${start + span.start}-${start + span.end}`;
    }),
  );
}

const sources = globSync(['test/fixtures/diagnostics/*.topo', 'examples/*.topo'])
  .flatMap((path) => [...filesOf(readFileSync(path, 'utf8')).values()])
  .filter((text) => text.length > 0);
const words = sources.flatMap((text) => text.match(/"[^"\n]*"|[\w.*@-]+|[{};,/]|\n/g) ?? []);
const lines = sources.flatMap((text) => text.split(/(?<=\n)/));

/** Comments that silence, or nearly. */
const comments = kinds.flatMap(({ code }) => [
  `# bridgehead-disable-next-line ${code}: for the property\n`,
  `\n  # bridgehead-disable-next-line ${code}, no-target, unresolved-name: for the property\n`,
  ` # bridgehead-disable-next-line ${code}\n`,
]);

const edit = fc.record({
  file: fc.constantFrom(root, root, root, other),
  at: fc.double({ min: 0, max: 1, noNaN: true }),
  remove: fc.oneof(fc.constant(0), fc.nat(3), fc.nat(80)),
  text: fc.oneof(
    fc.constantFrom('', '}', '{', '"', ',', '#', '\n', ' '),
    fc.constantFrom(...words),
    fc.constantFrom(...lines),
    fc.constantFrom(...comments),
    fc.constantFrom(...sources),
  ),
});

/** The text with a comment above each line that something is wrong with, so that some are silenced in every run. */
function silencing(text: string): string {
  const trees = new Map([[root, parse(text)]]);
  const project = projectOf(trees);
  const tree = trees.get(root)!;
  const wrong = check(project, buildTopology(project)).diagnostics.map(({ code, place }) => {
    return { code, at: text.slice(0, startOf(tree, place.piece) + place.span.start).search(/[^\r\n]*$/) };
  });
  return wrong
    .sort((one, other) => other.at - one.at)
    .reduce(
      (all, { code, at }) => `${all.slice(0, at)}# bridgehead-disable-next-line ${code}: known\n${all.slice(at)}`,
      text,
    );
}

test('an edited topology is the one that its text describes', () => {
  expectAlways(
    fc.property(
      fc.oneof(fc.constantFrom(...sources), fc.constantFrom(...sources).map(silencing)),
      fc.constantFrom(...sources),
      fc.array(edit, { minLength: 1, maxLength: 8 }),
      (first, second, edits) => {
        const trees = new Map([
          [root, parse(`include "${other}"\n${first}`)],
          [other, parse(second)],
        ]);
        let project = projectOf(trees);
        let topology: Topology = buildTopology(project);
        let checked: Check = check(project, topology);
        for (const { file, at, remove, text } of edits) {
          const tree = trees.get(file)!;
          const start = Math.floor(at * tree.text.length);
          trees.set(file, reparse(tree, { start, end: Math.min(tree.text.length, start + remove), text }));
          project = projectOf(trees);
          topology = buildTopology(project, topology);
          checked = check(project, topology, checked);

          const fresh = projectOf(new Map([...trees].map(([name, { text }]) => [name, parse(text)])));
          const freshTopology = buildTopology(fresh);
          expect(flat(topology, project)).toEqual(flat(freshTopology, fresh));
          expect(flat(checked.diagnostics, project)).toEqual(flat(check(fresh, freshTopology).diagnostics, fresh));
        }
      },
    ),
    { runs: 100 },
  );
});

test('an edit leaves everything else as it is', () => {
  const text = readFileSync('examples/four-cities.topo', 'utf8').replace('target LON-EX01', 'target LON-EX99');
  const tree = parse(text);
  const before = projectOf(new Map([[root, tree]]));
  const topology = buildTopology(before);
  const checked = check(before, topology);
  const at = text.lastIndexOf('cost 30');
  const edited = reparse(tree, { start: at, end: at + 7, text: 'cost 31' });
  const after = projectOf(new Map([[root, edited]]));
  const next = buildTopology(after, topology);
  const again = check(after, next, checked);

  const changed = next.connectors.filter((connector, i) => connector !== topology.connectors[i]);
  expect(changed.map(({ name }) => name)).toEqual(['Tokyo to Seattle']);
  for (const field of ['organization', 'routingGroups', 'servers', 'tests', 'scenarios', 'duplicates'] as const) {
    expect(next[field], field).toBe(topology[field]);
  }
  for (const field of ['routingGroupByKey', 'serverByKey', 'virtualServerByKey'] as const) {
    expect(next[field], field).toBe(topology[field]);
  }
  expect(checked.diagnostics.length).toBeGreaterThan(0);
  expect(again.diagnostics).toBe(checked.diagnostics);
});

test('a project that did not change keeps its topology and its diagnostics', () => {
  const trees = new Map([[root, parse(sources[0]!)]]);
  const topology = buildTopology(projectOf(trees));
  const checked = check(projectOf(trees), topology);
  expect(buildTopology(projectOf(trees), topology)).toBe(topology);
  expect(check(projectOf(trees), topology, checked).diagnostics).toBe(checked.diagnostics);
});
