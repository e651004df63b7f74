import { changesBetween } from '#core/model/changes';
import { equal, sameElements, sameList } from '#core/model/memo';
import type { Diagnostic, Severity } from './diagnostic.ts';
import { inputsOf, isLate, valuesOf, type Fact, type Reads, type Values, type Version } from './fact.ts';
import { resettle, settle, type Finding, type Settled } from './finding.ts';

/** A kind of finding: its code names its file, its fixture and its section in docs/diagnostics.md. */
export interface Rule {
  readonly code: string;
  readonly severity: Severity;
  /** It says nothing before all ways of mail were looked at. */
  readonly isLate: boolean;
  /** What the rule finds in a version; the same list, and the same diagnostics in it, as long as they say the same. */
  run(now: Version, before: Version | undefined): readonly Diagnostic[];
}

interface Description<Subject, R extends Reads> {
  readonly code: string;
  /** Of a finding that does not say otherwise. */
  readonly severity: Severity;
  /** What the rule is about, one at a time: an edit has it run for the subjects that changed. */
  readonly over: Fact<readonly Subject[]>;
  /** What else it reads: when any of it changes, it is run for every subject. */
  readonly reads: R;
  /** Asked first, of every subject: whether there can be anything to find. For rules that run often, as it is quick. */
  concerns?(subject: Subject, values: Values<R>): boolean;
  check(subject: Subject, values: Values<R>): Iterable<Finding>;
}

interface Outcome<Subject> {
  readonly inputs: readonly unknown[];
  readonly subjects: readonly Subject[];
  /** Only of subjects that something was found about. */
  readonly found: ReadonlyMap<Subject, readonly Settled[]>;
  readonly diagnostics: readonly Diagnostic[];
}

/** A rule that looks at each subject of a list on its own. */
export function rule<Subject, R extends Reads>(description: Description<Subject, R>): Rule {
  const { code, severity, over, reads } = description;
  const outcomes = new WeakMap<Version, Outcome<Subject>>();
  return {
    code,
    severity,
    isLate: isLate([over, ...Object.values(reads)]),
    run(now, before) {
      const last = before === undefined ? undefined : outcomes.get(before);
      const inputs = inputsOf(reads, now, before);
      const subjects = over(now, before);
      const found = refreshed(search(description, { now, inputs, subjects }, last), description, now);
      const diagnostics =
        last !== undefined && found === last.found
          ? last.diagnostics
          : sameList(last?.diagnostics, diagnosticsOf(found));
      outcomes.set(now, { inputs, subjects, found, diagnostics });
      return diagnostics;
    },
  };
}

/** A rule that looks at what it reads as a whole. */
export function wholeRule<R extends Reads>(
  description: Pick<Description<undefined, R>, 'code' | 'severity' | 'reads'> & {
    check(values: Values<R>): Iterable<Finding>;
  },
): Rule {
  return rule({ ...description, over: () => theWhole, check: (_, values: Values<R>) => description.check(values) });
}
const theWhole = [undefined];

interface Search<Subject> {
  readonly now: Version;
  readonly inputs: readonly unknown[];
  readonly subjects: readonly Subject[];
}

function search<Subject, R extends Reads>(
  description: Description<Subject, R>,
  { now, inputs, subjects }: Search<Subject>,
  last: Outcome<Subject> | undefined,
): ReadonlyMap<Subject, readonly Settled[]> {
  const stale = last === undefined || !sameElements(last.inputs, inputs);
  if (!stale && last.subjects === subjects) return last.found;
  const { added, removed } = stale ? { added: subjects, removed: [] } : changesBetween(last.subjects, subjects);
  const found = new Map(stale ? [] : last.found);
  for (const subject of removed) found.delete(subject);
  const values = valuesOf(description.reads, inputs);
  for (const subject of added) {
    if (description.concerns?.(subject, values) === false) continue;
    const findings = [...description.check(subject, values)];
    if (findings.length > 0) found.set(subject, settleAll(findings, last?.found.get(subject), description, now));
  }
  return last !== undefined && sameFindings(last.found, found) ? last.found : found;
}

/** Findings that say what they said before keep their diagnostics. */
function settleAll(
  findings: readonly Finding[],
  before: readonly Settled[] | undefined,
  rule: { readonly code: string; readonly severity: Severity },
  now: Version,
): readonly Settled[] {
  const known = new Map((before ?? []).map((settled) => [keyOfFinding(settled.finding), settled]));
  return findings.map((finding) => {
    const settled = known.get(keyOfFinding(finding));
    return settled !== undefined && equal(settled.finding, finding) ? settled : settle(finding, rule, now);
  });
}

/** Tells the findings of one subject apart well enough; those it takes for one another are only made anew. */
function keyOfFinding({ place, message }: Finding): string {
  return 'span' in place ? `${String(place.span.start)} ${message}` : message;
}

function sameFindings<Subject>(
  one: ReadonlyMap<Subject, readonly Settled[]>,
  other: ReadonlyMap<Subject, readonly Settled[]>,
): boolean {
  if (one.size !== other.size) return false;
  for (const [subject, settled] of other) if (!sameElements(one.get(subject) ?? [], settled)) return false;
  return true;
}

/** Looks up again the places that findings only name. */
function refreshed<Subject>(
  found: ReadonlyMap<Subject, readonly Settled[]>,
  rule: { readonly code: string; readonly severity: Severity },
  now: Version,
): ReadonlyMap<Subject, readonly Settled[]> {
  let changed = false;
  const fresh = new Map<Subject, readonly Settled[]>();
  for (const [subject, settled] of found) {
    const again = sameList(
      settled,
      settled.map((each) => resettle(each, rule, now)),
    );
    changed ||= again !== settled;
    fresh.set(subject, again);
  }
  return changed ? fresh : found;
}

function diagnosticsOf(found: ReadonlyMap<unknown, readonly Settled[]>): readonly Diagnostic[] {
  const diagnostics: Diagnostic[] = [];
  for (const settled of found.values()) {
    for (const { diagnostic } of settled) if (diagnostic !== undefined) diagnostics.push(diagnostic);
  }
  return diagnostics;
}
