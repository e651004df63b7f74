// The report of a comparison as a text to be read in an editor. Whatever stands in a log can move no line and turn no word
// round.

import type { LogReport } from '#core/interchange/compare/report';
import { sectionsOf } from '#core/interchange/compare/words';

export function comparisonText(report: LogReport, topology: string): string {
  const title = `${topology === '' ? 'The topology' : topology} and its message logs`;
  const sections = sectionsOf(report).map(({ heading, lines }) => [heading, ...lines].map(inOneLine).join('\n'));
  return `${[inOneLine(title), ...sections].join('\n\n')}\n`;
}

function inOneLine(text: string): string {
  // eslint-disable-next-line no-control-regex -- control characters are what is taken out
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/g, '\ufffd');
}
