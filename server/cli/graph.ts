import { buildGraph, type Graph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { dot } from '#core/graph/dot';
import { mermaid } from '#core/graph/mermaid';
import { svg } from '#core/graph/svg';
import type { Pins } from '#core/graph/places';
import { layoutBeside } from './layout-file.ts';
import { CallError } from './terminal.ts';
import type { Command } from './command.ts';
import { hasErrors } from './check.ts';
import { loadOne } from './load.ts';

const inSvg = (drawn: Graph, pins: Pins) => svg({ places: layout(drawn, undefined, pins), marks: [] });

const formats = new Map<string, (drawn: Graph, pins: Pins) => string>([
  ['svg', inSvg],
  ['dot', (drawn) => dot(drawn)],
  ['mermaid', mermaid],
  ['json', (drawn) => `${JSON.stringify({ format: 1, ...drawn })}\n`],
]);

export const graph: Command = {
  name: 'graph',
  usage: `FILE [--format ${[...formats.keys()].join('|')}] [--layout none]`,
  summary: 'Draws what is sound of a topology; SVG unless another format is asked for.',
  options: { layout: 'value' },
  formats: [...formats.keys()],
  files: 'one',
  run(call, terminal) {
    const wanted = call.value('layout') ?? 'beside';
    if (wanted !== 'beside' && wanted !== 'none') {
      throw new CallError(`'--layout' takes 'none'; without it the file beside FILE counts. '${wanted}' is neither.`);
    }
    const loaded = loadOne(call.files, terminal);
    const write = formats.get(call.value('format') ?? '') ?? inSvg;
    const beside = layoutBeside(call.files[0] ?? '-', wanted === 'beside', terminal);
    const drawn = buildGraph(loaded.topology);
    terminal.out(write(drawn, beside.pinsOf(drawn)));
    return hasErrors(loaded, terminal) || beside.isBroken ? 1 : 0;
  },
};
