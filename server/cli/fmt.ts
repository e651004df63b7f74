import { format } from '#core/syntax/format';
import type { Command } from './command.ts';

export const fmt: Command = {
  name: 'fmt',
  usage: 'FILE... [--check]',
  summary: 'Writes the canonical layout in place (-: to standard output). Faulty statements stay as they are.',
  options: { check: 'flag' },
  formats: [],
  files: 'some',
  run(call, terminal) {
    // All are read before any is written, so that a missing file changes nothing.
    const texts = call.files.map((file) => ({ file, before: terminal.read(file) }));
    let failed = false;
    for (const { file, before } of texts) {
      const { text, faults } = format(before);
      if (faults.length > 0) {
        failed = true;
        terminal.err(
          `bridgehead: ${file} has ${String(faults.length)} faulty statements, which stay as they are; see bridgehead check ${file}\n`,
        );
      }
      if (call.flags.has('check')) {
        if (text === before) continue;
        failed = true;
        terminal.out(`${file}\n`);
      } else if (file === '-') {
        terminal.out(text);
      } else if (text !== before) {
        terminal.write(file, text);
      }
    }
    return failed ? 1 : 0;
  },
};
