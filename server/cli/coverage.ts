// What tests have touched, for `bridgehead test --coverage` and `--lcov`.

import type { Range } from '#core/protocol/requests';
import { coverageOf, type Covered, type FileCoverage } from '#core/testing/coverage';
import { lcovRecord } from '#core/testing/lcov';
import type { TestResult } from '#core/testing/run-test';
import { lineStarts, positionAt } from '#core/syntax/lines';
import type { Loaded } from './load.ts';
import { type painter, printable } from './report.ts';

/** The coverage of one file, and what turns its offsets into lines. */
export interface CoveredFile {
  readonly coverage: FileCoverage;
  /** As it is reported. */
  readonly path: string;
  readonly rangeOf: (covered: Covered) => Range;
}

/** What the tests of topologies touched in each of their files; a file that several of them include comes once. */
export function fileCoverages(runs: readonly Run[]): readonly CoveredFile[] {
  const files = new Map<string, CoveredFile>();
  for (const covered of runs.flatMap(coveragesOf)) {
    const { file } = covered.coverage;
    const known = files.get(file);
    files.set(file, known === undefined ? covered : { ...known, coverage: together(known.coverage, covered.coverage) });
  }
  return [...files.values()];
}

interface Run {
  readonly loaded: Loaded;
  readonly results: readonly TestResult[];
}

/** The same file in two topologies: a declaration counts in both, and may be declared twice in one of them. */
function together(one: FileCoverage, other: FileCoverage): FileCoverage {
  const declarations = added(one.declarations, other.declarations, ({ kind, span }) => `${kind} ${String(span.start)}`);
  const lines = added(one.lines, other.lines, ({ line }) => line);
  return {
    file: one.file,
    declarations: declarations.sort((a, b) => a.span.start - b.span.start),
    lines: lines.sort((a, b) => a.line - b.line),
  };
}

/** What both have, with the sum of their counts, and what only one has. */
function added<T extends { readonly count: number }>(
  one: readonly T[],
  other: readonly T[],
  keyOf: (counted: T) => string | number,
): T[] {
  const all = new Map(one.map((counted) => [keyOf(counted), counted]));
  for (const counted of other) {
    const count = (all.get(keyOf(counted))?.count ?? 0) + counted.count;
    all.set(keyOf(counted), { ...counted, count });
  }
  return [...all.values()];
}

function coveragesOf({ loaded, results }: Run): readonly CoveredFile[] {
  return coverageOf(loaded.project, loaded.topology, results).map((coverage) => {
    const starts = lineStarts(textOf(loaded, coverage.file));
    const rangeOf = ({ span }: Covered) => ({
      start: positionAt(starts, span.start),
      end: positionAt(starts, span.end),
    });
    return { coverage, path: loaded.reportedPath(coverage.file), rangeOf };
  });
}

function textOf({ project }: Loaded, name: string): string {
  return project.files.find(({ file }) => file === name)?.tree.text ?? '';
}

/** For `--lcov`: a record for each file, by the path that leads to it from here. */
export function lcovText(files: readonly CoveredFile[]): string {
  return files
    .map(({ coverage, rangeOf }) => lcovRecord(coverage, coverage.file, (covered) => rangeOf(covered).start.line))
    .join('');
}

/** For `--format json`. */
export function coverageDocument(files: readonly CoveredFile[]): object {
  return files.map(({ coverage, path, rangeOf }) => ({
    path,
    declarations: coverage.declarations.map((covered) => {
      const { kind, name, connector, count } = covered;
      return { kind, name, connector, count, range: rangeOf(covered) };
    }),
  }));
}

type Paint = ReturnType<typeof painter>;

const kinds = [
  { kind: 'routing group', plural: 'routing groups' },
  { kind: 'server', plural: 'servers' },
  { kind: 'connector', plural: 'connectors' },
  { kind: 'address space', plural: 'address spaces' },
] as const;

/** How many of each kind were touched, and where those stand that were not. */
export function coverageTable(files: readonly CoveredFile[], paint: Paint): string {
  const all = files.flatMap(({ coverage }) => coverage.declarations);
  const totals = kinds.map(({ kind, plural }) => totalOf(all.filter((each) => each.kind === kind), plural)); // prettier-ignore
  const missed = files.flatMap((file) =>
    file.coverage.declarations.filter(({ count }) => count === 0).map((covered) => missedLine(file, covered, paint)),
  );
  return [
    '',
    'Touched by tests',
    ...totals,
    ...(missed.length === 0 ? [] : ['Touched by no test', ...missed]),
    '',
  ].join('\n');
}

function totalOf(of: readonly Covered[], plural: string): string {
  const touched = of.filter(({ count }) => count > 0).length;
  const percent = of.length === 0 ? '' : `${String(Math.floor((100 * touched) / of.length)).padStart(4)} %`;
  return `  ${plural.padEnd(15)} ${String(touched).padStart(5)} of ${String(of.length).padStart(5)}${percent}`;
}

function missedLine({ path, rangeOf }: CoveredFile, covered: Covered, paint: Paint): string {
  const { kind, name, connector } = covered;
  const whose = connector === null ? '' : ` of ${printable(connector)}`;
  return `  ${kind} ${printable(name)}${whose} ${paint('dim', `${path}:${String(rangeOf(covered).start.line + 1)}`)}`;
}
