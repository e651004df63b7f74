// Captions of queues are put together from names and words of Exchange's Queue Viewer, which stay.

import type { Codes } from './word-codes.ts';

/** Words that say what a queue is for, in both routing models. */
const ofQueueViewer: ReadonlySet<string> = new Set(
  [
    'SMTP X400 Connector Routing Group Local delivery Messages with an unreachable destination domain to on a the for',
    'pending submission awaiting directory lookup waiting be routed final DSN failed retry queue poison deferred',
    'categorizer post pre drop mailbox database site version 15 dag shadow internet EdgeSync default virtual server',
  ].flatMap((words) => words.toLowerCase().split(' ')),
);

/** How what is found in a caption is replaced. */
interface Replacements {
  readonly domain: Codes;
  readonly computers: Codes;
  readonly word: Codes;
}

const word = String.raw`[\p{L}\p{N}\p{M}_]+`;
const dotted = String.raw`[\p{L}\p{N}\p{M}_-]+(?:\.[\p{L}\p{N}\p{M}_-]+)+`;
const bracketed = String.raw`\[[0-9a-fA-F:.]+\]`;
const ipv4 = String.raw`\d+\.\d+\.\d+\.\d+`;

/** Other captions for those that name these; a name that nothing declares is replaced word by word. */
export function captionCodes(
  named: readonly (readonly [text: string, code: string])[],
  { domain, computers, word: other }: Replacements,
): Codes {
  const codes = new Map(named.filter(([text]) => text !== '').map(([text, code]) => [text.toLowerCase(), code]));
  const longestFirst = [...codes.keys()].sort((one, next) => next.length - one.length).map(escaped);
  const alternatives = [...longestFirst, bracketed, ipv4, dotted, word].join('|');
  const parts = new RegExp(String.raw`(?<![\p{L}\p{N}\p{M}_])(?:${alternatives})(?![\p{L}\p{N}\p{M}_])`, 'giu');
  return (caption) =>
    caption.replace(parts, (found) => {
      const code = codes.get(found.toLowerCase());
      if (code !== undefined) return code;
      if (found.startsWith('[') || /^[\d.]+$/.test(found)) return ofQueueViewer.has(found) ? found : computers(found);
      if (found.includes('.')) return domain(found);
      return ofQueueViewer.has(found.toLowerCase()) ? found : other(found);
    });
}

/** The words in a caption. */
export function wordsOfCaption(caption: string): readonly string[] {
  return caption.match(new RegExp(word, 'gu')) ?? [];
}

function escaped(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, String.raw`\$&`);
}
