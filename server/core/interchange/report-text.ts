// The report of an import as text: first what changes routes, then what is missing, then what could not be said.

import { fates, type Entry, type Fate, type Report } from './ledger.ts';

/** What a class means, for people. */
const headings: readonly (readonly [Fate, string])[] = [
  ['differs', 'The real systems do otherwise'],
  ['missing', 'Not in what was handed over'],
  ['cut', 'Cut off in the export'],
  ['dropped', 'Not in the topology'],
  ['comment', 'Comments in the topology'],
  ['duplicate', 'Told twice, in different ways'],
];

/** The report, with lines of any length. */
export function reportText(report: Report): string {
  const objects = report.sources.reduce((sum, { records }) => sum + records, 0);
  const lines = [
    `${plural(objects, 'object')} in ${plural(report.sources.length, 'file')}.`,
    `Values: ${fates
      .filter((fate) => report.counts[fate] > 0)
      .map((fate) => `${String(report.counts[fate])} ${fate}`)
      .join(', ')}.`,
  ];
  for (const [fate, heading] of headings) {
    const entries = report.entries.filter((entry) => entry.class === fate);
    if (entries.length > 0) lines.push('', `${heading} (${String(entries.length)}):`, ...entries.map(entryLine));
  }
  if (report.standing.length > 0) lines.push('', 'Always:', ...report.standing.map((sentence) => `  ${sentence}`));
  const unknown = Object.entries(report.unknown).flatMap(([kind, properties]) =>
    Object.entries(properties).map(([name, { count }]) => `  ${kind} ${name}: ${String(count)}`),
  );
  if (unknown.length > 0) lines.push('', 'Not known to Bridgehead:', ...unknown);
  if (report.names.length > 0) {
    lines.push('', 'Written under another name:');
    lines.push(...report.names.map(({ kind, original, written }) => `  ${kind} ${original}: ${written}`));
  }
  lines.push('', 'Read:');
  lines.push(
    ...report.sources.map(
      ({ path, kind, encoding, records }) => `  ${path}: ${kind}, ${encoding}, ${plural(records, 'object')}`,
    ),
  );
  return `${lines.join('\n')}\n`;
}

function entryLine({ kind, object, property, value, file, line, text }: Entry): string {
  const what = property === undefined ? '' : ` ${property}${value === undefined || value === '' ? '' : ` = ${value}`}`;
  const place = file === undefined ? '' : ` (${file}${line === undefined ? '' : `:${String(line)}`})`;
  return `  ${kind} ${object}${what}${place}\n    ${text}`;
}

function plural(count: number, word: string): string {
  return `${String(count)} ${word}${count === 1 ? '' : 's'}`;
}
