import { check as checkTopology } from '#core/analysis/check';
import { noSettings, readRuleOptions, type RuleSettings } from '#core/analysis/rule-settings';
import { unusedDisable } from '#core/analysis/unused-disable';
import { finishOnlyTests, startTests } from '#core/testing/test-run';
import { finishWeaknesses, startWeaknesses } from '#core/weaknesses/weakness-run';
import type { Diagnostic } from '#core/analysis/diagnostic';
import { CallError, type Terminal } from './terminal.ts';
import type { Call, Command, ExitStatus } from './command.ts';
import { load, type Loaded } from './load.ts';
import { reportGithub, reportJson, reportSarif, reportText, summarize, type Findings, type Summary } from './report.ts';

export const check: Command = {
  name: 'check',
  usage: 'FILE... [--format text|json|sarif|github] [--max-warnings N] [--rule CODE=SEVERITY]...',
  summary:
    'Prints all diagnostics. --rule says how severe those of a code are: error, warning, info, hint, or off for not at all.',
  options: { 'max-warnings': 'value', rule: 'values' },
  formats: ['text', 'json', 'sarif', 'github'],
  files: 'some',
  run(call, terminal, version) {
    const limit = maxWarnings(call);
    const settings = ruleSettings(call);
    const findings = eachOnce(load(call.files, terminal).map((loaded) => findingsOf(loaded, settings)));
    const summary = summarize(findings);
    switch (call.value('format')) {
      case 'json':
        terminal.out(`${JSON.stringify(reportJson(findings, summary))}\n`);
        break;
      case 'sarif':
        terminal.out(`${JSON.stringify(reportSarif(findings, version))}\n`);
        break;
      case 'github':
        terminal.out(reportGithub(findings));
        break;
      default:
        reportText(findings, summary, terminal);
    }
    return statusOf(summary, limit);
  },
};

export function findingsOf(loaded: Loaded, settings: RuleSettings = noSettings): Findings {
  const { project, topology } = loaded;
  const { found: weaknesses } = finishWeaknesses(startWeaknesses(topology));
  return { loaded, diagnostics: checkTopology(project, topology, undefined, { weaknesses, settings }).diagnostics };
}

/**
 * Whether the topology has errors, so that an answer about it may not be what its author meant; says so. Scenarios are not
 * played for that: what they expect is no part of the topology, and they may take long.
 */
export function hasErrors(loaded: Loaded, terminal: Terminal): boolean {
  const { project, topology } = loaded;
  const { found: weaknesses } = finishWeaknesses(startWeaknesses(topology));
  const tests = finishOnlyTests(startTests(topology));
  const { diagnostics } = checkTopology(project, topology, undefined, { tests, weaknesses });
  const { errors } = summarize([{ loaded, diagnostics }]);
  if (errors === 0) return false;
  const count = `${String(errors)} error${errors === 1 ? '' : 's'}`;
  terminal.err(`bridgehead: the topology has ${count}; see bridgehead check ${loaded.root}\n`);
  return true;
}

/** What is said of a file that several roots include is said once; that a comment is not needed, where none needs it. */
function eachOnce(findings: readonly Findings[]): readonly Findings[] {
  const said = new Set<string>();
  const keys = findings.map(({ loaded, diagnostics }) => ({
    files: new Set(loaded.files),
    keys: new Set(diagnostics.map((diagnostic) => keyOf(loaded, diagnostic))),
  }));
  const isNeeded = (key: string, { code, place }: Diagnostic): boolean =>
    code === unusedDisable.code && keys.some((root) => root.files.has(place.file) && !root.keys.has(key));
  return findings.map(({ loaded, diagnostics }) => {
    const fresh = diagnostics.filter((diagnostic) => {
      const key = keyOf(loaded, diagnostic);
      return !said.has(key) && !isNeeded(key, diagnostic);
    });
    for (const diagnostic of fresh) said.add(keyOf(loaded, diagnostic));
    return { loaded, diagnostics: fresh };
  });
}

function keyOf(loaded: Loaded, { code, message, place }: Diagnostic): string {
  return JSON.stringify([place.file, loaded.range(place), code, message]);
}

function maxWarnings(call: Call): number {
  const given = call.value('max-warnings');
  if (given === undefined) return Infinity;
  if (!/^\d+$/.test(given)) throw new CallError(`--max-warnings takes a whole number from 0, not '${given}'.`);
  return Number(given);
}

function ruleSettings(call: Call): RuleSettings {
  const { settings, problems } = readRuleOptions(call.values('rule'));
  if (problems.length > 0) throw new CallError(`--rule takes CODE=SEVERITY. ${problems.join(' ')}`);
  return settings;
}

function statusOf(summary: Summary, limit: number): ExitStatus {
  return summary.errors > 0 || summary.warnings > limit ? 1 : 0;
}
