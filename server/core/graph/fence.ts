// A topology in a fenced block of Markdown -> HTML: its drawing, or its text with the first error.

import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { parse } from '#core/syntax/parse';
import { check } from '#core/analysis/check';
import { drawingFile } from './drawing-file.ts';
import { escaped } from './xml.ts';

/** Long enough for every example, and drawn while somebody types. */
const longest = 100_000;

/** HTML for a block; `plain` is the HTML of its text, for a block that cannot be drawn. */
export function drawnFence(text: string, plain: string): string {
  if (text.length > longest) return withSentence(plain, 'This topology is too long to be drawn here.');
  const tree = parse(text);
  const project = openProject('block.topo', (file) => (file === 'block.topo' ? tree : undefined), (_, path) => path); // prettier-ignore
  const topology = buildTopology(project);
  const error = check(project, topology).diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return withSentence(plain, error.message);
  if (topology.routingGroups.length === 0) return withSentence(plain, 'There is nothing to draw in this topology yet.');
  const image = (theme: 'light' | 'dark') => {
    const address = encodeURIComponent(drawingFile(topology, { format: 'svg', theme }));
    return `<img class="bridgehead-${theme}" alt="Mail routing topology" src="data:image/svg+xml;charset=utf-8,${address.replaceAll("'", '%27')}">`;
  };
  return `<div class="bridgehead-drawing">${image('light')}${image('dark')}</div>\n`;
}

function withSentence(plain: string, sentence: string): string {
  return `${plain}<p class="bridgehead-error">${escaped(sentence)}</p>\n`;
}
