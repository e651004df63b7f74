import { existsSync } from 'node:fs';
import { mailboxesCsv } from '#core/interchange/exchange/mailboxes-csv';
import { importFiles } from '#core/interchange/import';
import { lostIn } from '#core/interchange/ledger';
import type { ImportOptions } from '#core/interchange/part';
import { reportText } from '#core/interchange/report-text';
import type { Call, Command } from './command.ts';
import { exportFilesAt } from './export-files.ts';
import { CallError } from './terminal.ts';

export const importCommand: Command = {
  name: 'import',
  usage:
    'PATH... [--out FILE [--force]] [--name HOST] [--sites direct|links] [--recipients CSV [--recipients-default]] ' +
    '[--report text|json] [--max-lost N]',
  summary:
    'Makes a topology of what mail systems print: exports of Exchange, configurations of Postfix and Exim, files or ' +
    'folders. The topology goes to --out and the report to standard output, else the topology there and the report to ' +
    'standard error.',
  options: {
    out: 'value',
    force: 'flag',
    name: 'value',
    sites: 'value',
    recipients: 'value',
    'recipients-default': 'flag',
    report: 'value',
    'max-lost': 'value',
  },
  formats: [],
  files: 'some',
  async run(call, terminal) {
    const { out, mostLost, format, options, recipients } = readOptions(call);
    const imported = await importFiles(await exportFilesAt([...call.files, ...recipients]), options);
    if (!imported.ok) throw new CallError(imported.error);
    const { text, report } = imported.value;
    const other = report.sources.find(({ path, kind }) => recipients.includes(path) && kind !== mailboxesCsv.name);
    if (other !== undefined) {
      throw new CallError(`'${other.path}' is no CSV with the columns PrimarySmtpAddress and ServerName.`);
    }
    const told = format === 'json' ? `${JSON.stringify({ format: 1, ...report })}\n` : reportText(report);
    if (out === undefined) {
      terminal.out(text);
      terminal.err(told);
    } else {
      terminal.write(out, text);
      terminal.out(told);
    }
    return lostIn(report) > mostLost ? 1 : 0;
  },
};

function readOptions(call: Call) {
  const out = call.value('out');
  if (out !== undefined && existsSync(out) && !call.flags.has('force')) {
    throw new CallError(`'${out}' is there already. With --force it is written over.`);
  }
  const sites = call.value('sites');
  if (sites !== undefined && sites !== 'direct' && sites !== 'links') {
    throw new CallError(`'${sites}' is no way to write sites. There are direct and links.`);
  }
  const format = call.value('report') ?? 'text';
  if (format !== 'text' && format !== 'json') {
    throw new CallError(`'${format}' is no format of the report. It has text, json.`);
  }
  const most = call.value('max-lost');
  if (most !== undefined && !/^\d+$/.test(most)) throw new CallError(`'${most}' is no number of entries.`);
  const name = call.value('name');
  const options: ImportOptions = {
    ...(name !== undefined && { name }),
    ...(sites !== undefined && { sites }),
    ...(call.flags.has('recipients-default') && { recipientsDefault: true }),
  };
  const recipients = call.value('recipients');
  return {
    out,
    mostLost: most === undefined ? Infinity : Number(most),
    format,
    options,
    recipients: recipients === undefined ? [] : [recipients],
  };
}
