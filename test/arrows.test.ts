// Every arrow that docs/architecture.md forbids is planted once, and exactly that rule has to see it. A rule that nobody
// planted a violation of fails here, too: a pattern that matches nothing forbids nothing. Arrows that it allows are
// planted as well, and no rule may see them.

import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { cruise, type ICruiseResult, type IConfiguration } from 'dependency-cruiser';
import { afterAll, beforeAll, expect, test } from 'vitest';

const config = createRequire(import.meta.url)('../.dependency-cruiser.cjs') as IConfiguration;
const model = 'server/core/routing/exchange-2003';

/** By rule: a file, and what it imports though it must not; a package or a module of Node by its name. */
const planted: Readonly<Record<string, readonly [from: string, to: string]>> = {
  'no-cycles': ['server/core/graph/one.ts', 'server/core/graph/other.ts'],
  'core-imports-nobody': ['server/core/graph/to-feature.ts', 'server/features/hover.ts'],
  'core-without-protocol': ['server/core/graph/to-protocol.ts', 'server/core/protocol/requests.ts'],
  'core-packages-are-pure': ['server/core/graph/to-package.ts', 'd3'],
  'core-without-node': ['server/core/graph/to-node.ts', 'node:fs'],
  'node-only-in-entry-points-and-cli': ['server/features/to-node.ts', 'node:fs'],
  'syntax-is-first': ['server/core/syntax/to-model.ts', 'server/core/model/topology.ts'],
  'model-knows-syntax-only': ['server/core/model/to-routing.ts', 'server/core/routing/route.ts'],
  'editing-knows-model-and-syntax': ['server/core/editing/to-graph.ts', 'server/core/graph/scene.ts'],
  'only-fixes-edit': ['server/core/graph/to-editing.ts', 'server/core/editing/addition.ts'],
  'routing-knows-model-and-syntax': ['server/core/routing/to-testing.ts', 'server/core/testing/run-test.ts'],
  'simulation-knows-routing-model-and-syntax': [
    'server/core/simulation/to-testing.ts',
    'server/core/testing/run-test.ts',
  ],
  'testing-knows-simulation-routing-model-and-syntax': [
    'server/core/testing/to-graph.ts',
    'server/core/graph/scene.ts',
  ],
  'failure-knows-routing-model-and-syntax': ['server/core/failure/to-graph.ts', 'server/core/graph/scene.ts'],
  'weaknesses-know-failure-routing-model-and-syntax': [
    'server/core/weaknesses/to-graph.ts',
    'server/core/graph/scene.ts',
  ],
  'the-routing-model-has-one-seam': ['server/core/failure/to-rules.ts', `${model}/hop/decide.ts`],
  'network-knows-only-earlier-rooms': [`${model}/network/to-paths.ts`, `${model}/paths/forest.ts`],
  'paths-knows-only-earlier-rooms': [`${model}/paths/to-state.ts`, `${model}/state/outage.ts`],
  'state-knows-only-earlier-rooms': [`${model}/state/to-hop.ts`, `${model}/hop/decide.ts`],
  'hop-knows-only-earlier-rooms': [`${model}/hop/to-losses.ts`, `${model}/losses/losses.ts`],
  'losses-knows-only-earlier-rooms': [`${model}/losses/to-rerun.ts`, `${model}/rerun/difference.ts`],
  'rerun-knows-no-losses': [`${model}/rerun/to-losses.ts`, `${model}/losses/losses.ts`],
  'analysis-below-graph': ['server/core/analysis/to-graph.ts', 'server/core/graph/scene.ts'],
  'features-below-lsp': ['server/features/to-lsp.ts', 'server/lsp/session.ts'],
  'lsp-below-cli': ['server/lsp/to-cli.ts', 'server/cli/run.ts'],
  'shells-never-meet': ['client/to-server.ts', 'server/features/hover.ts'],
  'client-without-media': ['client/to-media.ts', 'media/main.ts'],
  'media-without-client': ['media/to-client.ts', 'client/preview.ts'],
  'only-client-has-vscode': ['media/to-vscode.ts', 'vscode'],
};

/** What may be imported, from each layer. */
const allowed: readonly (readonly [from: string, to: string])[] = [
  ['server/core/syntax/allowed.ts', 'ohm-js'],
  ['server/core/model/allowed.ts', 'server/core/syntax/tree.ts'],
  ['server/core/editing/allowed.ts', 'server/core/model/topology.ts'],
  ['server/core/routing/allowed.ts', 'server/core/model/topology.ts'],
  ['server/core/testing/allowed.ts', 'server/core/routing/route.ts'],
  ['server/core/failure/allowed.ts', 'server/core/routing/route.ts'],
  ['server/core/weaknesses/allowed.ts', 'server/core/failure/ways.ts'],
  ['server/core/analysis/allowed.ts', 'server/core/testing/run-test.ts'],
  ['server/core/analysis/allowed-fix.ts', 'server/core/editing/addition.ts'],
  ['server/core/graph/allowed.ts', 'server/core/analysis/check.ts'],
  ['server/core/protocol/allowed.ts', 'server/core/graph/scene.ts'],
  ['server/core/routing/allowed-models.ts', `${model}/model.ts`],
  [`${model}/paths/allowed.ts`, `${model}/network/links.ts`],
  [`${model}/state/allowed.ts`, `${model}/paths/forest.ts`],
  [`${model}/hop/allowed.ts`, `${model}/state/outage.ts`],
  [`${model}/losses/allowed.ts`, `${model}/hop/decide.ts`],
  [`${model}/rerun/allowed.ts`, `${model}/hop/decide.ts`],
  [`${model}/allowed.ts`, `${model}/losses/losses.ts`],
  ['server/features/allowed.ts', 'server/core/protocol/requests.ts'],
  ['server/features/allowed-routing.ts', 'server/core/routing/models.ts'],
  ['server/lsp/allowed.ts', 'server/features/hover.ts'],
  ['server/lsp/node.ts', 'node:fs'],
  ['server/cli/allowed.ts', 'server/lsp/session.ts'],
  ['server/cli/allowed-node.ts', 'node:fs'],
  ['client/allowed.ts', 'server/core/protocol/requests.ts'],
  ['client/allowed-vscode.ts', 'vscode'],
  ['client/node.ts', 'node:fs'],
  ['media/allowed.ts', 'server/core/protocol/requests.ts'],
  ['media/allowed-drawing.ts', 'd3'],
];

const root = realpathSync(mkdtempSync(join(tmpdir(), 'arrows-')));
const seen = new Map<string, Set<string>>();

beforeAll(async () => {
  plant('node_modules/d3/index.js', 'module.exports = {};\n');
  plant('node_modules/@types/vscode/index.d.ts', 'export {};\n');
  plant('node_modules/ohm-js/index.js', 'module.exports = {};\n');
  const all = [...Object.values(planted), ...allowed];
  for (const [, to] of all) plant(to, '');
  plant('server/core/graph/other.ts', "import './one.ts';\nexport const other = 1;\n");
  for (const [from, to] of all) plant(from, `import '${specifier(from, to)}';\nexport const here = 1;\n`);
  const { output } = await cruise(['server', 'client', 'media'], {
    ...config.options,
    tsConfig: {},
    baseDir: root,
    validate: true,
    ruleSet: { forbidden: config.forbidden ?? [] },
  });
  for (const { from, rule } of (output as ICruiseResult).summary.violations) {
    seen.set(from, (seen.get(from) ?? new Set()).add(rule.name));
  }
});
afterAll(() => rmSync(root, { recursive: true }));

function plant(path: string, text: string): void {
  if (!path.includes('.')) return;
  mkdirSync(dirname(join(root, path)), { recursive: true });
  writeFileSync(join(root, path), text === '' ? 'export const there = 1;\n' : text);
}

function specifier(from: string, to: string): string {
  if (!to.includes('/')) return to;
  const path = relative(dirname(from), to);
  return path.startsWith('.') ? path : `./${path}`;
}

test('every rule has a planted violation, and every planted violation a rule', () => {
  expect(Object.keys(planted).sort()).toEqual((config.forbidden ?? []).map(({ name }) => name ?? '').sort());
});

test.each(Object.keys(planted))('%s', (rule) => {
  const [from] = planted[rule]!;
  expect([...(seen.get(from) ?? [])]).toEqual([rule]);
});

test.each(allowed)('%s may import %s', (from) => {
  expect([...(seen.get(from) ?? [])]).toEqual([]);
});
