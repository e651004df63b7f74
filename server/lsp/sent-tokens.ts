// The colours that each document was last given, so that the next ones can be told as what is different.

import type { SemanticTokens, SemanticTokensDelta } from 'vscode-languageserver';
import type { FileId } from '#core/model/topology';
import { semanticTokensEdits } from '../features/semantic-tokens.ts';

interface Sent {
  readonly resultId: string;
  readonly data: number[];
}

export class SentTokens {
  readonly #sent = new Map<FileId, Sent>();
  #count = 0;

  whole(file: FileId, data: number[]): Sent {
    const sent = { resultId: String(++this.#count), data };
    this.#sent.set(file, sent);
    return sent;
  }

  /** What is different from those that the client names; all of them where it names others than the last. */
  since(previousResultId: string, file: FileId, data: number[]): SemanticTokens | SemanticTokensDelta {
    const before = this.#sent.get(file);
    const { resultId } = this.whole(file, data);
    if (before?.resultId !== previousResultId) return { resultId, data };
    return { resultId, edits: semanticTokensEdits(before.data, data) };
  }

  /** The document was closed: nobody asks what is different any more. */
  forget(file: FileId): void {
    this.#sent.delete(file);
  }
}
