// A topology in a fenced block of Markdown, drawn in light and dark.

import { check } from '#core/analysis/check';
import type { Answer } from '#core/answer';
import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import { parse } from '#core/syntax/parse';
import { drawingFile } from './drawing-file.ts';
import type { Theme } from './svg-style.ts';

/** The texts of two SVG files. */
export type DrawnBlock = Readonly<Record<Theme, string>>;

/** Long enough for every example, and drawn while somebody types. */
const longest = 100_000;

/** The drawing of a block; a sentence where there is none, the first error where it has some. */
export function drawnBlock(text: string): Answer<DrawnBlock> {
  if (text.length > longest) return { ok: false, error: 'This topology is too long to be drawn here.' };
  const file = 'block.topo';
  const tree = parse(text);
  const read = (asked: string) => (asked === file ? tree : undefined);
  const project = openProject(file, read, (_, path) => path);
  const topology = buildTopology(project);
  const error = check(project, topology).diagnostics.find(({ severity }) => severity === 'error');
  if (error !== undefined) return { ok: false, error: error.message };
  if (topology.routingGroups.length === 0) {
    return { ok: false, error: 'There is nothing to draw in this topology yet.' };
  }
  const drawn = (theme: Theme) => drawingFile(topology, { format: 'svg', theme });
  return { ok: true, value: { light: drawn('light'), dark: drawn('dark') } };
}
