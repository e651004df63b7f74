// What a request sees: one moment of a topology. Nothing in it changes, so an answer is a function of it.

import type { Check } from '#core/analysis/check';
import type { Difference } from '#core/interchange/drift/difference';
import type { Side } from '#core/interchange/drift/objects';
import type { Project } from '#core/model/project';
import type { FileId, Topology } from '#core/model/topology';
import type { Routing } from '#core/routing/routing';
import type { TestRun } from '#core/testing/test-run';
import type { Tree } from '#core/syntax/tree';
import type { LayoutText } from './layout-file.ts';

/** One version of a file: its tree and the offsets at which its lines start. */
export interface SourceFile {
  readonly file: FileId;
  readonly tree: Tree;
  readonly lines: ArrayLike<number>;
}

export interface Snapshot {
  /** The document that was asked about. */
  readonly source: SourceFile;
  /** The first file of the topology that the document is a part of. */
  readonly root: FileId;
  readonly project: Project;
  readonly topology: Topology;
  /** The file that a path in an `include` of `from` means. */
  readonly resolve: (from: FileId, path: string) => FileId;
  /** A file of the topology; undefined when it has none of that name. */
  readonly sourceOf: (file: FileId) => SourceFile | undefined;
  /** Computed when first asked for, as most requests need neither. */
  readonly check: () => Check;
  readonly routing: () => Routing;
  /** Results of tests, as far as they have been run. */
  readonly tests: () => TestRun;
  /** What is different on the servers; undefined while nobody compares. */
  readonly drift?: () => Drift | undefined;
  /** Where people put what is drawn, as far as it is read. */
  readonly layout?: () => LayoutText | undefined;
}

/** A comparison with what the servers say. */
export interface Drift {
  readonly servers: Side;
  readonly differences: readonly Difference[];
}
