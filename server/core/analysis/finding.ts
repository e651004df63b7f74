// What a rule says, before it becomes a diagnostic. A rule that speaks of something declared elsewhere names it instead
// of giving its place: the place is looked up last, so that the rule need not be run again whenever that text moves.

import type { ElementId } from '#core/model/element';
import {
  endOfBlock,
  statementPlace,
  withoutStatement,
  type BlockName,
  type StatementName,
} from '#core/editing/named-block';
import type { PlacedEdit } from '#core/editing/placed-edit';
import { equal } from '#core/model/memo';
import { declaredAt, type Meaning } from '#core/model/references';
import type { Place } from '#core/model/topology';
import type { Diagnostic, Fix, Severity } from './diagnostic.ts';
import type { Version } from './fact.ts';

/** A place, the name of something declared, the organization's name, or a statement: its declaration's name without it. */
export type Where =
  | Place
  | { readonly declared: Meaning }
  | { readonly declared: 'organization' }
  | (StatementName & { readonly of: Meaning });

/**
 * An edit: replaces what is at a place, takes a statement out, or adds a member at the end of a block: its lines, without
 * indentation but for a tab for each level that they are deeper than the first.
 */
export type Edit =
  PlacedEdit | { readonly without: StatementName } | { readonly endOf: BlockName; readonly lines: readonly string[] };

export interface SuggestedFix {
  readonly title: string;
  readonly edits: readonly Edit[];
  /** The one to take when asked to fix without choosing; true unless said otherwise. */
  readonly preferred?: boolean;
}

export interface Related {
  readonly place: Where;
  readonly message: string;
}

export interface Finding {
  readonly place: Where;
  readonly message: string;
  readonly related?: readonly Related[];
  readonly fixes?: readonly SuggestedFix[];
  readonly element?: ElementId | undefined;
  /** Where it is not the rule's own. */
  readonly severity?: Severity;
}

/** A finding with the diagnostic that it became. */
export interface Settled {
  readonly finding: Finding;
  /** Whether it names something whose place has to be looked up. */
  readonly loose: boolean;
  readonly diagnostic: Diagnostic | undefined;
}

/** Looks up what a finding names. Undefined when its own place is gone; a fix that has lost its place is left out. */
export function settle(
  finding: Finding,
  rule: { readonly code: string; readonly severity: Severity },
  version: Version,
): Settled {
  return { finding, loose: isLoose(finding), diagnostic: diagnosticOf(finding, rule, version) };
}

/** The same with the places of a new version; the same object while they are. */
export function resettle(
  settled: Settled,
  rule: { readonly code: string; readonly severity: Severity },
  version: Version,
): Settled {
  if (!settled.loose) return settled;
  const diagnostic = diagnosticOf(settled.finding, rule, version);
  return equal(diagnostic, settled.diagnostic) ? settled : { ...settled, diagnostic };
}

function isLoose({ place, related = [], fixes = [] }: Finding): boolean {
  return (
    !('span' in place) ||
    related.some((other) => !('span' in other.place)) ||
    fixes.some(({ edits }) => edits.some((edit) => !('place' in edit)))
  );
}

function diagnosticOf(
  finding: Finding,
  rule: { readonly code: string; readonly severity: Severity },
  version: Version,
): Diagnostic | undefined {
  const place = placeOf(finding.place, version);
  if (place === undefined) return undefined;
  return {
    code: rule.code,
    severity: finding.severity ?? rule.severity,
    place,
    message: finding.message,
    related: (finding.related ?? []).flatMap((other) => {
      const place = placeOf(other.place, version);
      return place === undefined ? [] : [{ place, message: other.message }];
    }),
    fixes: (finding.fixes ?? []).flatMap((fix) => fixOf(fix, version) ?? []),
    element: finding.element,
  };
}

function placeOf(where: Where, { project, topology }: Version): Place | undefined {
  if ('span' in where) return where;
  if ('statement' in where) return statementPlace(project, where) ?? declaredAt(topology, where.of);
  return where.declared === 'organization' ? topology.organization.place : declaredAt(topology, where.declared);
}

function fixOf({ title, edits, preferred = true }: SuggestedFix, version: Version): Fix | undefined {
  const placed = edits.flatMap((edit) => editOf(edit, version) ?? []);
  return placed.length === edits.length ? { title, edits: placed, preferred } : undefined;
}

function editOf(edit: Edit, { project }: Version): PlacedEdit | undefined {
  if ('without' in edit) return withoutStatement(project, edit.without);
  return 'endOf' in edit ? endOfBlock(project, edit.endOf, edit.lines) : edit;
}
