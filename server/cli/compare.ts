import { startComparison, UnreadableLog } from '#core/interchange/compare/compare';
import { readMoment } from '#core/interchange/compare/moments';
import type { LogReport } from '#core/interchange/compare/report';
import { sectionsOf } from '#core/interchange/compare/words';
import type { Call, Command } from './command.ts';
import { type Loaded, loadOne } from './load.ts';
import { logFilesOnDisk } from './log-files.ts';
import { painter, printable } from './report.ts';
import { CallError, type Terminal } from './terminal.ts';

export const compare: Command = {
  name: 'compare',
  usage: 'FILE --log PATH... [--since T] [--until T] [--format text|json]',
  summary: 'Compares message tracking logs of Exchange with what the topology says. A PATH is a file or a folder.',
  options: { log: 'values', since: 'value', until: 'value' },
  formats: ['text', 'json'],
  files: 'one',
  run(call, terminal) {
    const paths = call.values('log');
    if (paths.length === 0) throw new CallError('--log PATH is missing: a message tracking log, or a folder of them.');
    const loaded = loadOne(call.files, terminal);
    const report = compareLogs(loaded, paths, call, terminal);
    if (call.value('format') === 'json') terminal.out(`${JSON.stringify(report)}\n`);
    else print(report, terminal);
    return report.verdicts.differs > 0 ? 1 : 0;
  },
};

function compareLogs({ topology }: Loaded, paths: readonly string[], call: Call, terminal: Terminal): LogReport {
  const comparison = startComparison(topology, { since: momentIn(call, 'since'), until: momentIn(call, 'until') });
  const files = [...new Set(paths.flatMap((path) => logFilesOnDisk.list(path)))];
  for (const [at, file] of files.entries()) {
    if (terminal.showsProgress) terminal.err(`\rReading log ${String(at + 1)} of ${String(files.length)} `);
    const log = comparison.log();
    try {
      for (const piece of logFilesOnDisk.read(file)) log.push(piece);
      log.end();
    } catch (error) {
      if (!(error instanceof UnreadableLog)) throw error;
      throw new CallError(`${file}:${String(error.line)}: ${error.message}.`);
    }
  }
  if (terminal.showsProgress) terminal.err('\r                                        \r');
  return comparison.report();
}

function momentIn(call: Call, option: 'since' | 'until'): number | undefined {
  const text = call.value(option);
  if (text === undefined) return undefined;
  const moment = readMoment(text);
  if (!moment.ok) throw new CallError(`--${option}: ${moment.error}`);
  return moment.value;
}

function print(report: LogReport, terminal: Terminal): void {
  const paint = painter(terminal.color);
  const text = sectionsOf(report).map(({ heading, lines }) =>
    [paint('bold', printable(heading)), ...lines.map(printable)].join('\n'),
  );
  terminal.out(`${text.join('\n\n')}\n`);
}
