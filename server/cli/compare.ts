import { startComparison, UnreadableLog } from '#core/interchange/compare/compare';
import { readMoment } from '#core/interchange/compare/moments';
import type { LogReport } from '#core/interchange/compare/report';
import { readQueues } from '#core/interchange/compare/queue-records';
import { compareQueues } from '#core/interchange/compare/queues';
import { type Section, sectionsOf, sectionsOfQueues } from '#core/interchange/compare/words';
import { UnreadableFile } from '#core/interchange/record';
import type { Call, Command, ExitStatus } from './command.ts';
import { exportFilesAt } from './export-files.ts';
import { type Loaded, loadOne } from './load.ts';
import { logFilesOnDisk } from './log-files.ts';
import { painter, printable } from './report.ts';
import { CallError, type Terminal } from './terminal.ts';

export const compare: Command = {
  name: 'compare',
  usage: 'FILE (--log PATH... | --queues PATH...) [--since T] [--until T] [--format text|json]',
  summary:
    'Compares message tracking logs of Exchange with what the topology says, or says of the queues of Get-Queue what waits ' +
    'for what. A PATH is a file or a folder.',
  options: { log: 'values', queues: 'values', since: 'value', until: 'value' },
  formats: ['text', 'json'],
  files: 'one',
  async run(call, terminal) {
    const paths = call.values('log');
    const queues = call.values('queues');
    if (paths.length + queues.length === 0)
      throw new CallError('--log PATH is missing: a message tracking log, or a folder of them; or --queues PATH.');
    if (paths.length > 0 && queues.length > 0)
      throw new CallError('Give either --log or --queues: both tell of other times.');
    if (queues.length > 0) return sayWhatWaits(queues, call, terminal);
    const loaded = loadOne(call.files, terminal);
    const report = compareLogs(loaded, paths, call, terminal);
    if (call.value('format') === 'json') terminal.out(`${JSON.stringify(report)}\n`);
    else print(sectionsOf(report), terminal);
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

/** 1 when mail is stuck. */
async function sayWhatWaits(paths: readonly string[], call: Call, terminal: Terminal): Promise<ExitStatus> {
  const { topology } = loadOne(call.files, terminal);
  try {
    const report = compareQueues(topology, await readQueues(await exportFilesAt(paths)));
    if (call.value('format') === 'json') terminal.out(`${JSON.stringify(report)}\n`);
    else print(sectionsOfQueues(report), terminal);
    return report.stuck > 0 ? 1 : 0;
  } catch (error) {
    if (!(error instanceof UnreadableFile)) throw error;
    const place = error.line === undefined ? error.file : `${error.file}:${String(error.line)}`;
    throw new CallError(`${place}: ${error.message}`);
  }
}

function print(sections: readonly Section[], terminal: Terminal): void {
  const paint = painter(terminal.color);
  const text = sections.map(({ heading, lines }) =>
    [paint('bold', printable(heading)), ...lines.map(printable)].join('\n'),
  );
  terminal.out(`${text.join('\n\n')}\n`);
}
