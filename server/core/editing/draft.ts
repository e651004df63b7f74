// A project that is edited step by step: each step sees the text as those before it left it, and at the end all of them
// are one list of edits of the text as it was. So a step need not know what else is done in the same block or line.

import { buildTopology } from '#core/model/build';
import type { Project } from '#core/model/project';
import type { FileId, Topology } from '#core/model/topology';
import { reparse } from '#core/syntax/parse';
import type { Span, Tree } from '#core/syntax/tree';

/** Text in place of a stretch of a file; the span counts from the start of the file. */
export interface FileEdit {
  readonly file: FileId;
  readonly span: Span;
  readonly text: string;
}

/** A stretch of the text as it was, or text that is new. */
type Segment = { readonly kept: Span } | { readonly text: string };

export class Draft {
  #project: Project;
  #topology: Topology;
  readonly #segments = new Map<FileId, readonly Segment[]>();
  /** Of each file as it was. */
  readonly #lengths = new Map<FileId, number>();

  constructor(project: Project, topology: Topology = buildTopology(project)) {
    this.#project = project;
    this.#topology = topology;
    for (const { file, tree } of project.files) {
      this.#segments.set(file, [{ kept: { start: 0, end: tree.length } }]);
      this.#lengths.set(file, tree.length);
    }
  }

  get project(): Project {
    return this.#project;
  }

  /** The topology as the text is now. */
  get topology(): Topology {
    return (this.#topology = buildTopology(this.#project, this.#topology));
  }

  treeOf(file: FileId): Tree {
    const found = this.#project.files.find((each) => each.file === file);
    if (found === undefined) throw new Error(`${file} is no file of ${this.#project.root}`);
    return found.tree;
  }

  /** Puts text in place of a stretch of the file as it is now. */
  replace(file: FileId, { start, end }: Span, text: string): void {
    const tree = reparse(this.treeOf(file), { start, end, text });
    const files = this.#project.files.map((each) => (each.file === file ? { file, tree } : each));
    this.#project = { ...this.#project, files };
    this.#segments.set(file, replaced(this.#segments.get(file) ?? [], { start, end }, text));
  }

  /** All that was done, as edits of the text as it was: in its order, none touching another one's stretch. */
  edits(): readonly FileEdit[] {
    return [...this.#segments].flatMap(([file, segments]) => editsIn(file, segments, this.#lengths.get(file) ?? 0));
  }
}

/** What is not kept goes, and what is new stands in its place. */
function editsIn(file: FileId, segments: readonly Segment[], length: number): readonly FileEdit[] {
  const edits: FileEdit[] = [];
  let done = 0;
  let text = '';
  const upTo = (start: number): void => {
    if (text !== '' || start > done) edits.push({ file, span: { start: done, end: start }, text });
    text = '';
  };
  for (const segment of segments) {
    if ('text' in segment) text += segment.text;
    else {
      upTo(segment.kept.start);
      done = segment.kept.end;
    }
  }
  upTo(length);
  return edits;
}

function replaced(segments: readonly Segment[], { start, end }: Span, text: string): readonly Segment[] {
  const before: Segment[] = [];
  const behind: Segment[] = [];
  let at = 0;
  for (const segment of segments) {
    const length = lengthOf(segment);
    const untilStart = part(segment, 0, Math.min(length, start - at));
    const fromEnd = part(segment, Math.max(0, end - at), length);
    if (untilStart !== undefined) before.push(untilStart);
    if (fromEnd !== undefined) behind.push(fromEnd);
    at += length;
  }
  return [...before, ...(text === '' ? [] : [{ text }]), ...behind];
}

function lengthOf(segment: Segment): number {
  return 'text' in segment ? segment.text.length : segment.kept.end - segment.kept.start;
}

function part(segment: Segment, from: number, to: number): Segment | undefined {
  if (to <= from) return undefined;
  if ('text' in segment) return { text: segment.text.slice(from, to) };
  const { start } = segment.kept;
  return { kept: { start: start + from, end: start + to } };
}
