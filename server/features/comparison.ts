// The report of a comparison as a document: Markdown whose parts are written as code, so nothing in a log can be read as
// anything else.

import type { LogReport } from '#core/interchange/compare/report';
import { sectionsOf } from '#core/interchange/compare/words';

export function comparisonDocument(report: LogReport, topology: string): string {
  const [first, ...others] = sectionsOf(report);
  const title = `# ${topology === '' ? 'Topology' : topology} and its message logs`;
  const parts = [first, ...others].flatMap((section) => {
    if (section === undefined) return [];
    const heading = section === first ? section.heading : `## ${section.heading}`;
    return [heading, ...(section.lines.length === 0 ? [] : [section.lines.map(asCode).join('\n')])];
  });
  return `${[title, ...parts].join('\n\n')}\n`;
}

/** Four blanks make a line code. */
function asCode(line: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return `    ${line.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd')}`;
}
