// Names in Markdown: whatever stands in them, they are shown as they are and mean nothing.

/** A text as code. A backtick in it makes the fence longer (CommonMark 6.1). */
export function code(text: string): string {
  const runs = [...text.matchAll(/`+/g)].map(([run]) => run.length);
  const fence = '`'.repeat(runs.length === 0 ? 1 : Math.max(...runs) + 1);
  const isPadded =
    text === '' || text.startsWith('`') || text.endsWith('`') || (text.startsWith(' ') && text.endsWith(' '));
  return isPadded ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`;
}

/** A text in a sentence, its punctuation without meaning (CommonMark 2.4). */
export function inText(text: string): string {
  return text.replace(/[\\`*_[\]<>#|~&!]/g, '\\$&');
}
