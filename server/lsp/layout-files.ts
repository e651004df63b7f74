// The layout files beside the roots of topologies, as last read. They are read by whoever reads includes.

import { layoutFileOf, noLayout, readLayout, type LayoutFault, type LayoutFile } from '#core/graph/layout-file';
import type { FileId } from '#core/model/topology';
import type { FileSystem } from './session.ts';

/** A layout file: what it says, and what is wrong with it. */
export interface KnownLayout {
  readonly uri: FileId;
  /** Null: there is no such file. */
  readonly text: string | null;
  /** Of a file that cannot be understood, what it said before. */
  readonly file: LayoutFile;
  readonly fault: LayoutFault | undefined;
}

interface LayoutShell {
  readonly files: FileSystem;
  /** A file says something else than before. */
  readonly changed: () => void;
  readonly report: (during: string, error: unknown) => void;
}

export class LayoutFiles {
  readonly #shell: LayoutShell;
  readonly #known = new Map<FileId, KnownLayout>();
  readonly #reading = new Map<FileId, Promise<KnownLayout>>();

  constructor(shell: LayoutShell) {
    this.#shell = shell;
  }

  /** The file of a root, as far as it is known; it is read when it is not. */
  of(root: FileId): KnownLayout | undefined {
    const uri = layoutFileOf(root);
    const known = this.#known.get(uri);
    if (known === undefined && !this.#reading.has(uri)) void this.#read(uri);
    return known;
  }

  /** The file of a root, once it is read. */
  async ready(root: FileId): Promise<KnownLayout> {
    const uri = layoutFileOf(root);
    for (;;) {
      const reading = this.#reading.get(uri);
      const known = this.#known.get(uri);
      if (reading === undefined && known !== undefined) return known;
      await (reading ?? this.#read(uri));
    }
  }

  /** These files changed; those that are known are read again. */
  filesChanged(files: readonly FileId[]): void {
    for (const file of files) {
      if (this.#known.has(file) || this.#reading.has(file)) void this.#read(file);
    }
  }

  /** Reads a file as it is now: an editor may have changed it without saving. */
  reread(root: FileId): Promise<KnownLayout> {
    return this.#read(layoutFileOf(root));
  }

  #read(uri: FileId): Promise<KnownLayout> {
    const reading: Promise<KnownLayout> = this.#shell.files
      .read(uri)
      .catch((error: unknown) => {
        this.#shell.report(`reading ${uri}`, error);
        return null;
      })
      .then((text) => {
        // A later reading may be under way: what that one finds counts.
        if (this.#reading.get(uri) !== reading) return this.#known.get(uri) ?? understood(uri, text, undefined);
        this.#reading.delete(uri);
        return this.#arrived(uri, text);
      });
    this.#reading.set(uri, reading);
    return reading;
  }

  #arrived(uri: FileId, text: string | null): KnownLayout {
    const before = this.#known.get(uri);
    if (before?.text === text) return before;
    const now = understood(uri, text, before);
    this.#known.set(uri, now);
    if (before !== undefined || text !== null) this.#shell.changed();
    return now;
  }
}

function understood(uri: FileId, text: string | null, before: KnownLayout | undefined): KnownLayout {
  if (text === null) return { uri, text, file: noLayout, fault: undefined };
  const read = readLayout(text);
  if (read.ok) return { uri, text, file: read.value, fault: undefined };
  return { uri, text, file: before?.file ?? noLayout, fault: read.error };
}
