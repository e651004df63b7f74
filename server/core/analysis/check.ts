// Runs the rules over a topology and puts what they find in the order of the text.

import { equal, sameElements, sameList } from '#core/model/memo';
import type { Project } from '#core/model/project';
import type { FileId, Topology } from '#core/model/topology';
import { noWeaknesses } from '#core/weaknesses/weakness-run';
import { modelOf } from '#core/routing/models';
import { startOf } from '#core/syntax/places';
import { finishTests, isDue, startTests } from '#core/testing/test-run';
import type { Piece, Tree } from '#core/syntax/tree';
import type { Diagnostic } from './diagnostic.ts';
import { disables, silenced, type Disable, type Silenced } from './disables.ts';
import type { Version } from './fact.ts';
import { settle } from './finding.ts';
import type { Rule } from './rule.ts';
import { alwaysOn, asSet, noSettings, type RuleSettings } from './rule-settings.ts';
import { kinds, rules } from './rules.ts';
import { unusedDisable, type Codes } from './unused-disable.ts';

/** What is wrong with a topology, and what the next check needs to be quick. */
export interface Check {
  readonly version: Version;
  readonly settings: RuleSettings;
  readonly comments: readonly Disable[];
  /** What each rule found, in the order of `rules`, and last what is said about comments that silence. */
  readonly found: readonly (readonly Diagnostic[])[];
  /** What of it no comment silences, with the severities of its rules, in the order of the text. */
  readonly audible: readonly Diagnostic[];
  /** In the order of the files, then of the text, then of the rules. The same list while nothing in it changed. */
  readonly diagnostics: readonly Diagnostic[];
}

export interface CheckOptions extends Partial<Pick<Version, 'tests' | 'weaknesses'>> {
  /** The analysis that `weaknesses` come from is not finished, so what is not among them may still be found. */
  readonly areWeaknessesDue?: boolean;
  /** How severe rules are where somebody finds otherwise than we do. */
  readonly settings?: RuleSettings;
}

/**
 * Finds everything that is known to be wrong. `previous` is the check of an earlier version of the same project: rules
 * run again only for what has changed since, and findings that stay are the same objects. Tests that an edit can have
 * changed are run unless their run is given: a caller whose run is not finished checks again when it is. Stranded mail and
 * single points of failure are told of where they are given. What a comment in the text silences, and what is switched off,
 * is not among the diagnostics.
 */
export function check(
  project: Project,
  topology: Topology,
  previous?: Check,
  { tests, weaknesses, areWeaknessesDue = weaknesses === undefined, settings = noSettings }: CheckOptions = {},
): Check {
  const version: Version = {
    project,
    topology,
    tests: tests ?? finishTests(startTests(topology, previous?.version.tests)),
    weaknesses: weaknesses ?? noWeaknesses,
  };
  const model = modelOf(topology);
  const before = previous !== undefined && modelOf(previous.version.topology) === model ? previous.version : undefined;
  const isOff = ({ code }: Pick<Rule, 'code'>): boolean => settings.get(code) === 'off';
  const byRules = rules.map((rule) =>
    model.meaningless.has(rule.code) || isOff(rule) ? nothing : rule.run(version, before),
  );
  const comments = disables(version, before);
  const { audible, used } = silenced(byRules, comments, alwaysOn);
  const codes = { all: allCodes, never: alwaysOn, unclear: unclear(version, areWeaknessesDue, settings) };
  const unneeded = isOff(unusedDisable)
    ? nothing
    : sameList(previous?.found.at(-1), unneededComments({ version, comments, used, codes }, previous?.found.at(-1)));
  const found = [...byRules, unneeded];
  const isSame =
    previous !== undefined &&
    sameElements(previous.found, found) &&
    sameElements(previous.comments, comments) &&
    sameFiles(previous.version.project, project);
  const ordered = isSame ? previous.audible : inOrder(project, merged([...audible, unneeded], previous));
  const said = sameList(previous?.audible, ordered);
  const diagnostics = settings.size === 0 ? said : said.map((diagnostic) => asSet(diagnostic, settings));
  return {
    version,
    settings,
    comments,
    found,
    audible: said,
    diagnostics: sameList(previous?.diagnostics, diagnostics),
  };
}

/** The same list each time, which an unchanged check is known by. */
const nothing: readonly Diagnostic[] = [];

const lateCodes = rules.filter(({ isLate }) => isLate).map(({ code }) => code);

/** Codes of which it cannot be told that nothing is found. */
function unclear({ tests }: Version, areWeaknessesDue: boolean, settings: RuleSettings): ReadonlySet<string> {
  const off = [...settings].flatMap(([code, severity]) => (severity === 'off' ? [code] : []));
  return new Set([...off, ...(isDue(tests) ? ['failed-expectation'] : []), ...(areWeaknessesDue ? lateCodes : [])]);
}

interface Comments {
  readonly version: Version;
  readonly comments: readonly Disable[];
  readonly used: Silenced['used'];
  readonly codes: Codes;
}

/** What is said about comments that silence; what was said before is the same object. */
function unneededComments(
  { version, comments, used, codes }: Comments,
  before: readonly Diagnostic[] = nothing,
): readonly Diagnostic[] {
  const known = new Map<Piece, Diagnostic[]>();
  for (const said of before) known.set(said.place.piece, [...(known.get(said.place.piece) ?? []), said]);
  return comments.flatMap((disable) =>
    [...unusedDisable.judge(version, disable, used.get(disable) ?? noCodes, codes)].flatMap((finding) => {
      const { diagnostic } = settle(finding, unusedDisable, version);
      return known.get(disable.piece)?.find((said) => equal(said, diagnostic)) ?? diagnostic ?? [];
    }),
  );
}

const noCodes: ReadonlySet<string> = new Set();

function sameFiles(one: Project, other: Project): boolean {
  return one.files.length === other.files.length && one.files.every(({ file }, i) => file === other.files[i]?.file);
}

/** What stays in the order it had, then what is new: nearly sorted, which makes sorting it nearly free. */
function merged(found: readonly (readonly Diagnostic[])[], previous: Check | undefined): readonly Diagnostic[] {
  const now = new Set(found.flat());
  const kept = previous === undefined ? [] : previous.audible.filter((diagnostic) => now.delete(diagnostic));
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

const allCodes = kinds.map(({ code }) => code);

const rankOf = new Map(kinds.map(({ code }, rank) => [code, rank]));

function rank({ code }: Diagnostic): number {
  return rankOf.get(code) ?? kinds.length;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : one > other ? 1 : 0;
}
