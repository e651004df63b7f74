import { buildGraph, type Graph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { dot } from '#core/graph/dot';
import { mermaid } from '#core/graph/mermaid';
import { svg } from '#core/graph/svg';
import type { Command } from './command.ts';
import { hasErrors } from './check.ts';
import { loadOne } from './load.ts';

const inSvg = (drawn: Graph) => svg({ places: layout(drawn), marks: [] });

const formats = new Map<string, (drawn: Graph) => string>([
  ['svg', inSvg],
  ['dot', (drawn) => dot(drawn)],
  ['mermaid', mermaid],
  ['json', (drawn) => `${JSON.stringify({ format: 1, ...drawn })}\n`],
]);

export const graph: Command = {
  name: 'graph',
  usage: `FILE [--format ${[...formats.keys()].join('|')}]`,
  summary: 'Draws what is sound of a topology; SVG unless another format is asked for.',
  options: {},
  formats: [...formats.keys()],
  files: 'one',
  run(call, terminal) {
    const loaded = loadOne(call.files, terminal);
    const write = formats.get(call.value('format') ?? '') ?? inSvg;
    terminal.out(write(buildGraph(loaded.topology)));
    return hasErrors(loaded, terminal) ? 1 : 0;
  },
};
