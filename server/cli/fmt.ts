import { format } from '#core/syntax/format';
import type { Command } from './command.ts';

/** What decoding puts in the place of bytes that are not UTF-8. Writing it back would lose them. */
const notUtf8 = '\ufffd';

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
      if (before.includes(notUtf8)) {
        failed = true;
        terminal.err(
          `bridgehead: ${file} is not UTF-8 throughout, so it stays as it is; see bridgehead check ${file}\n`,
        );
        if (file === '-' && !call.flags.has('check')) terminal.out(before);
        continue;
      }
      const { faults, ...formatted } = format(before);
      const text = byteOrderMark(before) + formatted.text;
      if (faults.length > 0) {
        failed = true;
        const said = faults.length === 1 ? '1 fault, which stays' : `${String(faults.length)} faults, which stay`;
        terminal.err(`bridgehead: ${file} has ${said} as written; see bridgehead check ${file}\n`);
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

/** The tree counts no byte-order mark; a file that has one keeps it. */
function byteOrderMark(text: string): string {
  return text.startsWith('\ufeff') ? '\ufeff' : '';
}
