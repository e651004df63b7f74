// Sends the diagnostics of each file, and only those that changed since they were last sent.

import type { Diagnostic as LspDiagnostic, PublishDiagnosticsParams } from 'vscode-languageserver';
import type { FileId } from '#core/model/topology';

export class Publisher {
  readonly #send: (params: PublishDiagnosticsParams) => void;
  readonly #sent = new Map<FileId, readonly LspDiagnostic[]>();

  constructor(send: (params: PublishDiagnosticsParams) => void) {
    this.#send = send;
  }

  /** The file's diagnostics are these; `version` is the open document's, undefined for a file on disk. */
  publish(file: FileId, uri: string, version: number | undefined, diagnostics: LspDiagnostic[]): void {
    const before = this.#sent.get(file);
    if (before === undefined ? diagnostics.length === 0 && version === undefined : same(before, diagnostics)) return;
    this.#sent.set(file, diagnostics);
    this.#send(version === undefined ? { uri, diagnostics } : { uri, version, diagnostics });
  }

  /** Files that no topology holds any more have no diagnostics. */
  keepOnly(files: ReadonlySet<FileId>): void {
    for (const [file, sent] of this.#sent) {
      if (files.has(file)) continue;
      this.#sent.delete(file);
      if (sent.length > 0) this.#send({ uri: file, diagnostics: [] });
    }
  }

  /** Sends this file's anew next time, whatever was sent before: the client forgot them. */
  forget(file: FileId): void {
    this.#sent.delete(file);
  }
}

function same(a: readonly LspDiagnostic[], b: readonly LspDiagnostic[]): boolean {
  return a.length === b.length && a.every((one, i) => sameDiagnostic(one, b[i]));
}

function sameDiagnostic(a: LspDiagnostic, b: LspDiagnostic | undefined): boolean {
  if (a === b) return true;
  return (
    b !== undefined &&
    a.code === b.code &&
    a.severity === b.severity &&
    a.message === b.message &&
    sameRange(a.range, b.range) &&
    sameRelated(a.relatedInformation ?? [], b.relatedInformation ?? [])
  );
}

type Related = NonNullable<LspDiagnostic['relatedInformation']>;

function sameRelated(a: Related, b: Related): boolean {
  return (
    a.length === b.length &&
    a.every(({ location, message }, i) => {
      const other = b[i];
      return (
        other !== undefined &&
        other.message === message &&
        other.location.uri === location.uri &&
        sameRange(location.range, other.location.range)
      );
    })
  );
}

function sameRange(a: LspDiagnostic['range'], b: LspDiagnostic['range']): boolean {
  return (
    a.start.line === b.start.line &&
    a.start.character === b.start.character &&
    a.end.line === b.end.line &&
    a.end.character === b.end.character
  );
}
