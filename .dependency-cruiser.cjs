// Which way imports go (docs/architecture.md). What the compiler's project references cannot see is checked here.

/** The rooms of a routing model, each may import those before it. */
const rooms = ['network', 'paths', 'state', 'hop', 'losses', 'rerun'];
const model = '^server/core/routing/exchange-2003';

const roomRules = rooms.slice(0, -1).map((room, at) => ({
  name: `${room}-knows-only-earlier-rooms`,
  severity: 'error',
  from: { path: `${model}/${room}/` },
  to: { path: `${model}/((${rooms.slice(at + 1).join('|')})/|[^/]+$)` },
}));

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'core-imports-nobody',
      severity: 'error',
      from: { path: '^server/core' },
      to: { path: '^(client|media|test|server/(features|lsp|cli))' },
    },
    {
      name: 'core-without-protocol',
      comment: 'What crosses a border is made of what core knows, never the other way round.',
      severity: 'error',
      from: { path: '^server/core', pathNot: '^server/core/protocol' },
      to: { path: '^server/core/protocol' },
    },
    {
      name: 'core-packages-are-pure',
      severity: 'error',
      from: { path: '^server/core' },
      to: { path: 'node_modules', pathNot: 'node_modules/(ohm-js|saxes|xmlchars|ipaddr\\.js|fastest-levenshtein)/' },
    },
    { name: 'core-without-node', severity: 'error', from: { path: '^server/core' }, to: { dependencyTypes: ['core'] } },
    {
      name: 'node-only-in-entry-points-and-cli',
      severity: 'error',
      from: {
        path: '^(server/(features|lsp)|client|media)',
        pathNot: '^(server/lsp/(node|stdio)\\.ts|client/node\\.ts)',
      },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'syntax-is-first',
      severity: 'error',
      from: { path: '^server/core/syntax' },
      to: {
        path: '^server/core/(model|editing|routing|testing|failure|weaknesses|analysis|graph|simulation|interchange)',
      },
    },
    {
      name: 'model-knows-syntax-only',
      severity: 'error',
      from: { path: '^server/core/model' },
      to: { path: '^server/core/(editing|routing|testing|failure|weaknesses|analysis|graph|simulation|interchange)' },
    },
    {
      name: 'editing-knows-model-and-syntax',
      severity: 'error',
      from: { path: '^server/core/editing' },
      to: { path: '^server/core/(routing|testing|failure|weaknesses|analysis|graph|simulation|interchange)' },
    },
    {
      name: 'only-fixes-edit',
      comment:
        'Who answers questions about a topology changes nothing in its text; in core the fixes of analysis do, and drift, ' +
        'which takes over what the servers say.',
      severity: 'error',
      from: { path: '^server/core/(routing|testing|failure|weaknesses|graph|simulation|interchange/(?!drift/))' },
      to: { path: '^server/core/editing' },
    },
    {
      name: 'routing-knows-model-and-syntax',
      severity: 'error',
      from: { path: '^server/core/routing' },
      to: { path: '^server/core/(testing|failure|weaknesses|analysis|graph|simulation|interchange)' },
    },
    {
      name: 'simulation-knows-routing-model-and-syntax',
      severity: 'error',
      from: { path: '^server/core/simulation' },
      to: { path: '^server/core/(testing|failure|weaknesses|analysis|graph|interchange)' },
    },
    {
      name: 'testing-knows-simulation-routing-model-and-syntax',
      severity: 'error',
      from: { path: '^server/core/testing' },
      to: { path: '^server/core/(failure|weaknesses|analysis|graph|interchange)' },
    },
    {
      name: 'failure-knows-routing-model-and-syntax',
      severity: 'error',
      from: { path: '^server/core/failure' },
      to: { path: '^server/core/(testing|weaknesses|analysis|graph|simulation|interchange)' },
    },
    {
      name: 'weaknesses-know-failure-routing-model-and-syntax',
      severity: 'error',
      from: { path: '^server/core/weaknesses' },
      to: { path: '^server/core/(testing|analysis|graph|simulation|interchange)' },
    },
    {
      name: 'the-routing-model-has-one-seam',
      comment: 'Everybody else knows the RoutingModel interface only.',
      severity: 'error',
      from: { pathNot: '^(server/core/routing|test)' },
      to: { path: '^server/core/routing/exchange-2003' },
    },
    ...roomRules,
    {
      name: 'rerun-knows-no-losses',
      comment: 'Two accelerations that know nothing of each other, nor of what is built from them.',
      severity: 'error',
      from: { path: `${model}/rerun/` },
      to: { path: `${model}/(losses/|[^/]+$)` },
    },
    {
      name: 'analysis-below-graph',
      severity: 'error',
      from: { path: '^server/core/analysis' },
      to: { path: '^server/core/graph' },
    },
    {
      name: 'features-below-lsp',
      severity: 'error',
      from: { path: '^server/features' },
      to: { path: '^server/(lsp|cli)' },
    },
    { name: 'lsp-below-cli', severity: 'error', from: { path: '^server/lsp' }, to: { path: '^server/cli' } },
    {
      name: 'shells-never-meet',
      severity: 'error',
      from: { path: '^(client|media)' },
      to: { path: '^server/(features|lsp|cli)' },
    },
    { name: 'client-without-media', severity: 'error', from: { path: '^client' }, to: { path: '^media' } },
    { name: 'media-without-client', severity: 'error', from: { path: '^media' }, to: { path: '^client' } },
    {
      name: 'only-client-has-vscode',
      severity: 'error',
      from: { pathNot: '^client' },
      to: { path: '^vscode$|node_modules/(@types/)?vscode/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'node', 'default'],
      extensions: ['.ts', '.js', '.mjs', '.json'],
    },
  },
};
