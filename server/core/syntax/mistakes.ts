// What people type or paste besides the language's own forms, each with its mend: `10 MB`, a bare IPv6 address,
// `host;host`.

import { isMark, tokenText, type Tokens } from './scan.ts';
import { spanOfTokens, syntaxFault } from './syntax-fault.ts';
import type { Fault } from './tree.ts';
import { canonicalIp, parseBandwidth, parseDuration, parseSize, shown } from './values.ts';

/** The mistake that explains why the statement stops making sense at token `at`. */
export function mistake(tokens: Tokens, first: number, end: number, at: number): Fault | undefined {
  return parted(tokens, first, end, at) ?? bareIpv6(tokens, first, end, at);
}

/** `10 MB`. */
function parted(tokens: Tokens, first: number, end: number, at: number): Fault | undefined {
  if (at <= first || at >= end || !/^\d+$/.test(tokenText(tokens, at - 1)) || tokens.gaps[at] === 'none')
    return undefined;
  const joined = tokenText(tokens, at - 1) + tokenText(tokens, at);
  for (const parse of [parseSize, parseBandwidth, parseDuration]) {
    const parsed = parse(joined);
    const text = parsed.ok ? joined : parsed.mend;
    if (text === undefined) continue;
    const span = spanOfTokens(tokens, at - 1, at);
    return syntaxFault(span, `Number and unit are written together: ${text}.`, {
      title: `Write ${text}`,
      edits: [{ span, text }],
    });
  }
  return undefined;
}

/** `2001:db8::1`. */
function bareIpv6(tokens: Tokens, first: number, end: number, at: number): Fault | undefined {
  let from = Math.min(at, end - 1);
  while (from > first && tokens.gaps[from] === 'none' && !isMark(tokens, from - 1, ',')) from--;
  let to = from;
  while (to + 1 < end && tokens.gaps[to + 1] === 'none' && !isMark(tokens, to + 1, ',')) to++;
  const span = spanOfTokens(tokens, from, to);
  const written = tokens.text.slice(span.start, span.end);
  if (!written.includes(':') || canonicalIp(written) === undefined) return undefined;
  const text = `[${written}]`;
  return syntaxFault(span, `An IPv6 address stands in brackets: ${text}.`, {
    title: `Write ${text}`,
    edits: [{ span, text }],
  });
}

/** `smart host a.example;b.example`: one value alone behind a `;`, which ended the list before it. */
export function semicolonInList(tokens: Tokens, first: number, end: number): Fault | undefined {
  const before = first - 1;
  if (before < 1 || !isMark(tokens, before, ';') || tokens.gaps[first] === 'line') return undefined;
  for (let i = first + 1; i < end; i++) {
    if (tokens.gaps[i] !== 'none') return undefined;
  }
  const { start } = spanOfTokens(tokens, before);
  const value = tokens.text.slice(tokens.starts[first], tokens.ends[end - 1]);
  const span = { start, end: tokens.ends[end - 1] ?? start };
  return syntaxFault(span, `A comma goes on with a list, not ';': expected ', ${shown(value)}'.`, {
    title: 'Use a comma',
    edits: [{ span: { start, end: tokens.starts[first] ?? start }, text: ', ' }],
  });
}
