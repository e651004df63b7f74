import { isAbsolute, relative } from 'node:path';
import { CallError, type Terminal } from '../../server/cli/terminal.ts';
import { run } from '../../server/cli/run.ts';

export interface Outcome {
  readonly status: number;
  readonly out: string;
  readonly err: string;
  /** The files afterwards. */
  readonly files: Readonly<Record<string, string>>;
}

/** Runs one call of the command line over files held in memory. */
export async function call(argv: readonly string[], given: Readonly<Record<string, string>> = {}): Promise<Outcome> {
  const files = { ...given };
  let out = '';
  let err = '';
  const terminal: Terminal = {
    read: (path) => {
      const text = files[isAbsolute(path) ? relative('', path) : path];
      if (text === undefined) throw new CallError(`Cannot read '${path}': there is no such file.`);
      return text;
    },
    identify: (path) => (path === '-' ? path : `./${relative('', path)}`),
    write: (path, text) => {
      files[path] = text;
    },
    readIfThere: (path) => files[path],
    create: (path, text) => {
      files[path] = text;
    },
    out: (text) => {
      out += text;
    },
    err: (text) => {
      err += text;
    },
    color: false,
    showsProgress: false,
  };
  const status = await run(argv, terminal, '1.2.3');
  return { status, out, err, files };
}
