// A folder to work in, and an end for everything that was started there: also when something fails, and on Ctrl+C.

import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export class Workplace {
  /** Others than root may look into it, as daemons have users of their own. */
  readonly folder: string;
  readonly #ends: (() => void)[] = [];
  readonly #atExit = () => {
    this.close();
  };

  constructor() {
    this.folder = mkdtempSync(join(tmpdir(), 'bridgehead-reality-'));
    chmodSync(this.folder, 0o755);
    // An end by a signal is one without `exit`, unless somebody makes it one.
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, exit);
    process.on('exit', this.#atExit);
  }

  /** @param end - Ends what was started; waits until it has ended, and does nothing the second time. */
  onClose(end: () => void): void {
    this.#ends.unshift(end);
  }

  close(): void {
    process.off('exit', this.#atExit);
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.off(signal, exit);
    try {
      for (const end of this.#ends.splice(0)) attempt(end);
    } finally {
      rmSync(this.folder, { recursive: true, force: true, maxRetries: 5 });
    }
  }
}

/** What cannot be ended is told, and the rest is ended all the same. */
function attempt(end: () => void): void {
  try {
    end();
  } catch (error) {
    console.error(error);
    process.exitCode = 1;
  }
}

function exit(): void {
  process.exit(130);
}

export async function inWorkplace<T>(work: (place: Workplace) => Promise<T> | T): Promise<T> {
  const place = new Workplace();
  try {
    return await work(place);
  } finally {
    place.close();
  }
}
