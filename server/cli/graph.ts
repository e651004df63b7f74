import { buildGraph } from '#core/graph/graph';
import { layout } from '#core/graph/layout';
import { dot } from '#core/graph/dot';
import { mermaid } from '#core/graph/mermaid';
import { svg } from '#core/graph/svg';
import type { Command } from './command.ts';
import { hasErrors } from './check.ts';
import { loadOne } from './load.ts';

export const graph: Command = {
  name: 'graph',
  usage: 'FILE [--format svg|dot|mermaid|json]',
  summary: 'Draws what is sound of a topology; SVG unless another format is asked for.',
  options: {},
  formats: ['svg', 'dot', 'mermaid', 'json'],
  files: 'one',
  run(call, terminal) {
    const loaded = loadOne(call.files, terminal);
    const drawn = buildGraph(loaded.topology);
    switch (call.value('format')) {
      case 'dot':
        terminal.out(dot(drawn));
        break;
      case 'mermaid':
        terminal.out(mermaid(drawn));
        break;
      case 'json':
        terminal.out(`${JSON.stringify({ format: 1, ...drawn })}\n`);
        break;
      default:
        terminal.out(svg({ places: layout(drawn), marks: [] }));
    }
    return hasErrors(loaded, terminal) ? 1 : 0;
  },
};
