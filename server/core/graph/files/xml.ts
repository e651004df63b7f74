// Names as the text of XML and HTML.

import { printable } from '../text-width.ts';

/** A name as XML text: markup is spelled out, and characters that XML cannot hold are gone. */
export function escaped(name: string): string {
  return name
    .split('\n')
    .map((part) => printable(part).replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? ''))
    .join('\n')
    .replaceAll(/[\uFFFE\uFFFF]/g, '');
}

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
