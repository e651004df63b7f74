// How severe a team finds what rules find: a severity by code, or off. Read from an editor's settings and from the
// command line, where people may have written anything.

import type { Diagnostic, Severity } from './diagnostic.ts';
import { nearestNames } from './nearest-names.ts';
import { kinds } from './rules.ts';
import { listed, quoted } from './wording.ts';

export const severities = ['error', 'warning', 'info', 'hint', 'off'] as const;

export type RuleSetting = Severity | 'off';

/** By code; what is not in it is as severe as its rule says. */
export type RuleSettings = ReadonlyMap<string, RuleSetting>;

/** Nothing is set; always the same object. */
export const noSettings: RuleSettings = new Map();

/** Text with such a fault is left out of the topology, so nobody may be left without knowing. */
export const alwaysOn: ReadonlySet<string> = new Set(['syntax']);

/** The settings that make sense, and a sentence about each that does not. */
export interface ReadSettings {
  readonly settings: RuleSettings;
  readonly problems: readonly string[];
}

/** Reads an object of severities by code, as it comes from an editor; nothing at all is no problem. */
export function readRuleSettings(value: unknown): ReadSettings {
  if (value === undefined || value === null) return { settings: noSettings, problems: [] };
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { settings: noSettings, problems: ['Rules are set by their codes, such as { "open-relay": "error" }.'] };
  }
  return readPairs(Object.entries(value));
}

/** Reads `CODE=SEVERITY`, each of which may say otherwise than one before. */
export function readRuleOptions(options: readonly string[]): ReadSettings {
  return readPairs(
    options.map((option) => {
      const sign = option.indexOf('=');
      return sign < 0 ? [option, undefined] : [option.slice(0, sign), option.slice(sign + 1)];
    }),
  );
}

function readPairs(pairs: readonly (readonly [code: string, severity: unknown])[]): ReadSettings {
  const settings = new Map<string, RuleSetting>();
  const problems: string[] = [];
  for (const [code, given] of pairs) {
    const severity = severities.find((known) => known === given);
    const problem = problemOf(code, given, severity);
    if (problem !== undefined) problems.push(problem);
    else if (severity !== undefined) settings.set(code, severity);
  }
  return { settings: settings.size === 0 ? noSettings : settings, problems };
}

function problemOf(code: string, given: unknown, severity: RuleSetting | undefined): string | undefined {
  if (!kinds.some((kind) => kind.code === code)) {
    const meant = nearestNames(
      code,
      kinds.map((kind) => kind.code),
    );
    const question = meant.length === 0 ? '' : ` Did you mean ${listed(meant.map(quoted), 'or')}?`;
    return `There is no rule '${code}'.${question}`;
  }
  if (severity === undefined) {
    const said = given === undefined ? 'has no severity' : `is '${written(given)}'`;
    return `'${code}' ${said}; it can be ${severities.slice(0, -1).join(', ')} or off.`;
  }
  if (severity === 'off' && alwaysOn.has(code)) return `'${code}' cannot be off, as faulty text is left out.`;
  return undefined;
}

function written(value: unknown): string {
  return typeof value === 'string' ? value : JSON.stringify(value);
}

/** What each diagnostic became under which severity, so that it stays the same object from check to check. */
const changed = new WeakMap<Diagnostic, Diagnostic>();

/** The diagnostic with the severity that is set for its code; itself where that is its own. */
export function asSet(diagnostic: Diagnostic, settings: RuleSettings): Diagnostic {
  const severity = settings.get(diagnostic.code);
  if (severity === undefined || severity === 'off' || severity === diagnostic.severity) return diagnostic;
  const known = changed.get(diagnostic);
  if (known?.severity === severity) return known;
  const now = { ...diagnostic, severity };
  changed.set(diagnostic, now);
  return now;
}
