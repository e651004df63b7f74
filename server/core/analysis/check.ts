// Runs the rules over a topology and puts what they find in the order of the text.

import { sameElements, sameList } from '#core/model/memo';
import type { Project } from '#core/model/project';
import type { FileId, Topology } from '#core/model/topology';
import { noWeaknesses } from '#core/failure/failure-run';
import { modelOf } from '#core/routing/models';
import { startOf } from '#core/syntax/places';
import { finishTests, startTests } from '#core/testing/test-run';
import type { Tree } from '#core/syntax/tree';
import type { Diagnostic } from './diagnostic.ts';
import type { Version } from './fact.ts';
import { rules } from './rules.ts';

/** What is wrong with a topology, and what the next check needs to be quick. */
export interface Check {
  readonly version: Version;
  /** What each rule found, in the order of `rules`. */
  readonly found: readonly (readonly Diagnostic[])[];
  /** In the order of the files, then of the text, then of the rules. The same list while nothing in it changed. */
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Finds everything that is known to be wrong. `previous` is the check of an earlier version of the same project: rules
 * run again only for what has changed since, and findings that stay are the same objects. Tests that an edit can have
 * changed are run unless their run is given: a caller whose run is not finished checks again when it is. Stranded mail and
 * single points of failure are told of where they are given.
 */
export function check(
  project: Project,
  topology: Topology,
  previous?: Check,
  { tests, failures }: Partial<Pick<Version, 'tests' | 'failures'>> = {},
): Check {
  const version: Version = {
    project,
    topology,
    tests: tests ?? finishTests(startTests(topology, previous?.version.tests)),
    failures: failures ?? noWeaknesses,
  };
  const model = modelOf(topology);
  const before = previous !== undefined && modelOf(previous.version.topology) === model ? previous.version : undefined;
  const found = rules.map((rule) => (model.meaningless.has(rule.code) ? nothing : rule.run(version, before)));
  const unchanged =
    previous !== undefined && sameElements(previous.found, found) && sameFiles(previous.version.project, project);
  const diagnostics = unchanged ? previous.diagnostics : inOrder(project, merged(found, previous));
  return { version, found, diagnostics: sameList(previous?.diagnostics, diagnostics) };
}

/** The same list each time, which an unchanged check is known by. */
const nothing: readonly Diagnostic[] = [];

function sameFiles(one: Project, other: Project): boolean {
  return one.files.length === other.files.length && one.files.every(({ file }, i) => file === other.files[i]?.file);
}

/** What stays in the order it had, then what is new: nearly sorted, which makes sorting it nearly free. */
function merged(found: Check['found'], previous: Check | undefined): readonly Diagnostic[] {
  const now = new Set(found.flat());
  const kept = previous === undefined ? [] : previous.diagnostics.filter((diagnostic) => now.delete(diagnostic));
  return [...kept, ...now];
}

function inOrder(project: Project, diagnostics: readonly Diagnostic[]): readonly Diagnostic[] {
  const files = new Map<FileId, { readonly order: number; readonly tree: Tree }>(
    project.files.map(({ file, tree }, order) => [file, { order, tree }]),
  );
  const places = diagnostics.map((diagnostic) => {
    const { file, piece, span } = diagnostic.place;
    const at = files.get(file);
    const start = at === undefined ? 0 : startOf(at.tree, piece) + span.start;
    return { diagnostic, order: at?.order ?? -1, start, length: span.end - span.start };
  });
  places.sort(
    (one, other) =>
      one.order - other.order ||
      one.start - other.start ||
      other.length - one.length ||
      rank(one.diagnostic) - rank(other.diagnostic) ||
      compare(one.diagnostic.message, other.diagnostic.message),
  );
  return places.map(({ diagnostic }) => diagnostic);
}

const rankOf = new Map(rules.map(({ code }, rank) => [code, rank]));

function rank({ code }: Diagnostic): number {
  return rankOf.get(code) ?? rules.length;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
