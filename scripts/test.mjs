// `npm test`: every check of the project, in the order in which they are quick to fail. All of them run even when one
// fails, each failure is listed, and the last line counts. Arguments go to vitest: `npm test -- -u`, `npm test -- hover`.
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '..');
const vitestArguments = process.argv.slice(2);
const scratch = mkdtempSync(join(tmpdir(), 'bridgehead-test-'));

/** @typedef {{ passed: number, failed: string[] }} Outcome */

/** @type {[title: string, run: () => Promise<Outcome>][]} */
const stages = [
  ['Formatting', () => check('Formatting: run `npm run format`', 'prettier', '--check', '--log-level=warn', '.')],
  ['Lint', () => check('Lint', 'eslint', '.', '--max-warnings', '0')],
  ['Layers', () => check('Layers', 'depcruise', '--config', '.dependency-cruiser.cjs', 'server', 'client', 'media')],
  ['Types', () => check('Types', 'tsc', '-b')],
  ['Unit tests, properties and fixtures', () => vitest('unit')],
  ['Server transports and preview', () => vitest('browser')],
  ['What was packed, in a real VS Code', () => vitest('packed')],
];

const started = performance.now();
/** @type {Outcome} */
const total = { passed: 0, failed: [] };
for (const [title, run] of stages) {
  console.log(`\n=== ${title}`);
  const from = performance.now();
  const outcome = await run();
  total.passed += outcome.passed;
  total.failed.push(...outcome.failed);
  console.log(`=== ${outcome.failed.length === 0 ? 'ok' : 'FAILED'}, ${seconds(from)}`);
}
rmSync(scratch, { recursive: true, force: true });
console.log(`\nTook ${seconds(started)}.`);
if (total.failed.length > 0) console.log(`\nFailed:\n${total.failed.map((name) => `  ${name}`).join('\n')}\n`);
console.log(`${total.passed} passed, ${total.failed.length} failed`);
process.exitCode = total.failed.length === 0 ? 0 : 1;

/**
 * A check that is all or nothing, so it counts as one.
 *
 * @param {string} name
 * @param {string} tool
 * @param {...string} args
 * @returns {Promise<Outcome>}
 */
async function check(name, tool, ...args) {
  return (await run(tool, ...args)) === 0 ? { passed: 1, failed: [] } : { passed: 0, failed: [name] };
}

/**
 * @param {string} project
 * @returns {Promise<Outcome>}
 */
async function vitest(project) {
  const report = join(scratch, `${project}.json`);
  const status = await run(
    'vitest',
    ...['run', '--project', project],
    ...['--reporter=default', '--reporter=json', `--outputFile.json=${report}`],
    // A filter may leave nothing of a project; without one, a project without tests is a mistake.
    ...(vitestArguments.length > 0 ? ['--passWithNoTests', ...vitestArguments] : []),
  );
  const outcome = readReport(report);
  // An error outside of a test, such as one that was thrown when nobody listened any more, fails no test by itself.
  if (status !== 0 && outcome.failed.length === 0) outcome.failed.push(`vitest of ${project}, outside of its tests`);
  return outcome;
}

/** @typedef {{ status: string, fullName: string }} Assertion */

/**
 * @param {string} path
 * @returns {Outcome}
 */
function readReport(path) {
  if (!existsSync(path)) return { passed: 0, failed: [] };
  /** @type {{ testResults: { name: string, status: string, assertionResults: Assertion[] }[] }} */
  const { testResults } = JSON.parse(readFileSync(path, 'utf8'));
  const files = testResults.map((file) => ({ ...file, path: relative(root, file.name) }));
  /** @param {string} status */
  const named = (status) =>
    files.flatMap(({ path, assertionResults }) =>
      assertionResults.filter((test) => test.status === status).map((test) => `${path}: ${test.fullName}`),
    );
  const unloaded = files.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  // Nothing is skipped here: a test that does not run is a test that nobody has. (A filter skips what it leaves out.)
  const unrun = vitestArguments.length === 0 ? ['skipped', 'pending', 'todo'].flatMap(named) : [];
  return {
    passed: named('passed').length,
    failed: [
      ...named('failed'),
      ...unloaded.map((file) => `${file.path} does not load`),
      ...unrun.map((name) => `${name} (did not run)`),
    ],
  };
}

/**
 * Runs a tool of node_modules and gives its exit status.
 *
 * @param {string} tool
 * @param {...string} args
 * @returns {Promise<number>}
 */
function run(tool, ...args) {
  const tools = join(root, 'node_modules', '.bin');
  const path = `${tools}${delimiter}${process.env['PATH'] ?? ''}`;
  return new Promise((resolve, reject) => {
    spawn(tool, args, {
      cwd: root,
      env: { ...process.env, PATH: path },
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
      .once('error', reject)
      .once('exit', (status) => resolve(status ?? 1));
  });
}

/** @param {number} from */
function seconds(from) {
  return `${((performance.now() - from) / 1000).toFixed(1)} s`;
}
