// Sides to compare, from texts.

import { buildTopology } from '#core/model/build';
import { openProject } from '#core/model/project';
import type { FileEdit } from '#core/editing/draft';
import { faultsOf, parse } from '#core/syntax/parse';
import type { Side } from '#core/interchange/drift/objects';

/** A side of one text; throws when it has faults. */
export function side(text: string): Side {
  return sideOf({ 'root.topo': text });
}

/** A side of several files, the first of which is the root. */
export function sideOf(files: Readonly<Record<string, string>>): Side {
  const trees = new Map(Object.entries(files).map(([file, text]) => [file, parse(text)]));
  for (const [file, tree] of trees) {
    const faults = faultsOf(tree).map(({ fault }) => fault.message);
    if (faults.length > 0) throw new Error(`${file} has faults: ${faults.join(' ')}\n${tree.text}`);
  }
  const [root = ''] = trees.keys();
  const project = openProject(root, (file) => trees.get(file), (_, path) => path); // prettier-ignore
  return { project, topology: buildTopology(project) };
}

/** The text after the edits of its file. */
export function edited(text: string, edits: readonly FileEdit[], file = 'root.topo'): string {
  const own = edits.filter((edit) => edit.file === file);
  return own.reduceRight((done, { span, text: put }) => done.slice(0, span.start) + put + done.slice(span.end), text);
}
