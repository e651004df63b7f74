import { compileRouting } from '#core/routing/models';
import type { Scenario, Test } from '#core/model/topology';
import { runTest, type TestResult } from '#core/testing/run-test';
import { runScenario, type ScenarioVerdict } from '#core/testing/scenario-verdicts';
import type { Call, Command } from './command.ts';
import { coverageDocument, coverageTable, fileCoverages, lcovText } from './coverage.ts';
import { load, type Loaded } from './load.ts';
import { painter, printable } from './report.ts';
import { CallError, type Terminal } from './terminal.ts';

/** A test's result in the file that it is written in. */
interface Verdict {
  readonly name: string;
  readonly file: string;
  /** One-based. */
  readonly line: number;
  readonly passed: boolean;
  readonly failures: readonly string[];
}

export const test: Command = {
  name: 'test',
  usage: 'FILE... [--format text|json|junit] [--filter TEXT] [--coverage] [--lcov FILE]',
  summary:
    'Runs the tests of the topologies, and their scenarios that expect something. --filter runs those whose name contains TEXT. --coverage tells what no test has ' +
    'touched, --lcov writes that to FILE for other tools.',
  options: { filter: 'value', coverage: 'flag', lcov: 'value' },
  formats: ['text', 'json', 'junit'],
  files: 'some',
  run(call, terminal) {
    const runs = runsOf(load(call.files, terminal), call.value('filter'));
    const verdicts = verdictsOf(runs);
    const failed = verdicts.filter((verdict) => !verdict.passed).length;
    const covered = wantsCoverage(call) ? fileCoverages(runs) : [];
    const lcov = call.value('lcov');
    if (lcov !== undefined) terminal.write(lcov, lcovText(covered));
    switch (call.value('format')) {
      case 'json': {
        const coverage = call.flags.has('coverage') ? { coverage: coverageDocument(covered) } : {};
        terminal.out(`${JSON.stringify({ ...document(verdicts, failed), ...coverage })}\n`);
        break;
      }
      case 'junit':
        terminal.out(junit(verdicts, failed));
        break;
      default:
        reportVerdicts(verdicts, failed, terminal);
        if (call.flags.has('coverage')) terminal.out(coverageTable(covered, painter(terminal.color)));
    }
    return failed === 0 ? 0 : 1;
  },
};

function wantsCoverage(call: Call): boolean {
  if (call.flags.has('coverage') && call.value('format') === 'junit') {
    throw new CallError(`'--coverage' is text or json. With junit, write it to a file: --lcov FILE.`);
  }
  return call.flags.has('coverage') || call.value('lcov') !== undefined;
}

interface Run {
  readonly loaded: Loaded;
  readonly results: readonly TestResult[];
  /** Of the scenarios that expect something. */
  readonly scenarios: readonly ScenarioVerdict[];
}

function runsOf(topologies: readonly Loaded[], filter: string | undefined): readonly Run[] {
  const wanted = filter?.toLowerCase() ?? '';
  const runs = topologies.map((loaded) => {
    const { topology } = loaded;
    const routing = compileRouting(topology);
    const isWanted = ({ name }: { readonly name: string }) => name.toLowerCase().includes(wanted);
    const scenarios = topology.scenarios.filter(({ expectations }) => expectations.length > 0).filter(isWanted);
    return {
      loaded,
      results: topology.tests.filter(isWanted).map((each) => runTest(routing, each)),
      scenarios: scenarios.map((each) => runScenario(topology, each)),
    };
  });
  if (filter !== undefined && runs.every(({ results, scenarios }) => results.length + scenarios.length === 0)) {
    throw new CallError(`No test, nor scenario that expects something, has '${filter}' in its name.`);
  }
  return runs;
}

/** A test of a file that several roots include has one verdict: it passes when it passes in each of them. */
function verdictsOf(runs: readonly Run[]): readonly Verdict[] {
  const verdicts = new Map<string, Verdict>();
  for (const { loaded, results, scenarios } of runs) {
    for (const result of [...results, ...scenarios]) {
      const { kind, place, name } = declaredIn(result);
      const key = JSON.stringify([place?.file ?? loaded.root, kind, name]);
      const verdict = verdictOf(loaded, result);
      const known = verdicts.get(key);
      verdicts.set(key, known === undefined ? verdict : both(known, verdict));
    }
  }
  return [...verdicts.values()];
}

function both(one: Verdict, other: Verdict): Verdict {
  const failures = [...new Set([...one.failures, ...other.failures])];
  return { ...one, passed: one.passed && other.passed, failures };
}

function declaredIn(result: TestResult | ScenarioVerdict): Test | Scenario {
  return 'test' in result ? result.test : result.scenario;
}

function verdictOf(loaded: Loaded, result: TestResult | ScenarioVerdict): Verdict {
  const { passed, failures } = result;
  const { name, place } = declaredIn(result);
  const where = place === undefined ? undefined : { file: loaded.reportedPath(place.file), range: loaded.range(place) };
  return {
    name,
    file: where?.file ?? loaded.root,
    line: (where?.range.start.line ?? 0) + 1,
    passed,
    failures: failures.map((failure) => {
      if (failure.place === undefined) return failure.message;
      return `line ${String(loaded.range(failure.place).start.line + 1)}: ${failure.message}`;
    }),
  };
}

function document(tests: readonly Verdict[], failed: number): object {
  return { format: 1, tests, summary: { passed: tests.length - failed, failed } };
}

function reportVerdicts(verdicts: readonly Verdict[], failed: number, terminal: Terminal): void {
  const paint = painter(terminal.color);
  for (const { name, file, line, passed, failures } of verdicts) {
    const mark = passed ? paint('cyan', 'ok  ') : paint('red', 'FAIL');
    terminal.out(`${mark} ${printable(name)} ${paint('dim', `${file}:${String(line)}`)}\n`);
    for (const failure of failures) terminal.out(`     ${printable(failure)}\n`);
  }
  terminal.out(`${String(verdicts.length - failed)} passed, ${String(failed)} failed\n`);
}

/** JUnit XML, as CI servers read it: a suite for each file. */
function junit(verdicts: readonly Verdict[], failed: number): string {
  const files = [...new Set(verdicts.map(({ file }) => file))];
  const suites = files.map((file) => ({ file, tests: verdicts.filter((each) => each.file === file) }));
  const lines = suites.flatMap(({ file, tests }) => [
    `  <testsuite name="${xml(file)}" tests="${String(tests.length)}" failures="${String(tests.filter(({ passed }) => !passed).length)}">`,
    ...tests.flatMap((each) => testcase(each)),
    '  </testsuite>',
  ]);
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="Bridgehead" tests="${String(verdicts.length)}" failures="${String(failed)}">`,
    ...lines,
    '</testsuites>',
    '',
  ].join('\n');
}

function testcase({ name, file, line, passed, failures }: Verdict): readonly string[] {
  const attributes = `name="${xml(name)}" classname="${xml(file)}" file="${xml(file)}" line="${String(line)}"`;
  if (passed) return [`    <testcase ${attributes}/>`];
  return [
    `    <testcase ${attributes}>`,
    `      <failure message="${xml(failures[0] ?? '')}">${xml(failures.join('\n'))}</failure>`,
    '    </testcase>',
  ];
}

function xml(text: string): string {
  const references: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', '\n': '&#10;' };
  return printable(text).replaceAll(/[&<>"\n]/g, (character) => references[character] ?? character);
}
