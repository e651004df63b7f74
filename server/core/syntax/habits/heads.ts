// Heads of declarations as people write them by habit.

import { titleOf } from '../blocks.ts';
import type { Head } from '../cut.ts';
import { spanOfTokens, syntaxFault } from '../syntax-fault.ts';
import type { Tokens } from '../scan.ts';
import type { DeclarationKind, Fault, Mend } from '../tree.ts';
import { shown } from '../values.ts';

interface HeadHabit {
  readonly kinds: readonly (DeclarationKind | 'unknown')[];
  /** The whole head behind its keywords. */
  readonly typed: RegExp;
  readonly says: (match: RegExpExecArray) => { readonly message: string; readonly written?: string };
}

const name = String.raw`(?:"[^"\r\n]*"|[\p{L}\p{N}\p{M}_.-]+)`;
const behind = (pattern: string) => new RegExp(`^${pattern.replaceAll('NAME', name).replaceAll(' ', '[ \\t]+')}$`, 'u');

const habits: readonly HeadHabit[] = [
  {
    kinds: ['routing group connector'],
    typed: behind('(NAME) (?:from NAME to|into|towards?|for|with|in) (NAME)'),
    says: ([, own = '', group = '']) => leadsTo(own, group),
  },
  {
    kinds: ['routing group connector'],
    typed: behind('(NAME) (NAME)'),
    says: ([, own = '', group = '']) => leadsTo(own, group),
  },
  {
    kinds: ['routing group connector'],
    typed: behind('(NAME)'),
    says: ([, own = '']) => ({
      message: `The routing group that it leads to is missing: 'routing group connector ${shown(own)} to GROUP'.`,
    }),
  },
  {
    kinds: ['virtual server'],
    typed: behind('(NAME) on ((?:all unassigned|[\\d.]+|\\[[^\\s\\]]*\\])(?:,? port \\d+)(?:,.*)?|.*[^,],? port \\d+)'),
    says: ([, own = '', bindings = '']) => ({
      message: `The port stands behind ':' in a binding, as in '10.1.0.10:25'.`,
      written: `${own} on ${bindings.replace(/,?[ \t]+port[ \t]+(?=\d)/g, ':')}`,
    }),
  },
  {
    kinds: ['virtual server'],
    typed: behind(
      '(NAME)(?: on)? (?:\\*|all|any|every|port|\\(all unassigned\\)|all ips?|all addresses|0\\.0\\.0\\.0)((?::| port | )\\d+)?',
    ),
    says: ([, own = '', port = '']) => {
      const binding = `all unassigned${port === '' ? '' : `:${port.replace(/\D/g, '')}`}`;
      return {
        message: `Every address that no other virtual server has is written '${binding}'.`,
        written: `${own} on ${binding}`,
      };
    },
  },
  {
    kinds: ['virtual server'],
    typed: behind(
      '(NAME) (?:at |listen |listens on |ip |address )?((?:all unassigned|\\d[\\d.]*|\\[[\\da-fA-F:.]*\\])(?::\\d+)?)',
    ),
    says: ([, own = '', binding = '']) => ({
      message: `'on' stands before what it listens on: 'on ${binding}'.`,
      written: `${own} on ${binding}`,
    }),
  },
  {
    kinds: ['virtual server'],
    typed: behind('(NAME)'),
    says: ([, own = '']) => ({
      message: `What it listens on is missing: 'on all unassigned', or an address as in 'on 10.1.0.10:25'.`,
      written: `${own} on all unassigned`,
    }),
  },
  {
    kinds: ['server', 'smtp connector', 'x400 connector'],
    typed: behind('(NAME) (?:in|of)(?: routing group)? (NAME)'),
    says: ([, own = '', group = '']) => ({
      message: `It belongs to the routing group in whose block it stands; '${shown(group)}' is not said again.`,
      written: own,
    }),
  },
];

function leadsTo(own: string, group: string) {
  const written = `${own} to ${group}`;
  return { message: `'to' stands before the routing group that it leads to: '${shown(written)}'.`, written };
}

const longestHead = 1_000;

/** The habit that a head shows. */
export function headHabitOf(head: Head, tokens: Tokens): Fault | undefined {
  const whole = spanOfTokens(tokens, 0, head.endOfWords - 1);
  if (head.endOfWords === head.keywords) return nameless(head, tokens);
  const isUnknown = head.kind === 'unknown';
  const span = isUnknown ? whole : spanOfTokens(tokens, head.keywords, head.endOfWords - 1);
  if (span.end - span.start > longestHead) return undefined;
  const text = tokens.text.slice(span.start, span.end);
  for (const { kinds, typed, says } of habits) {
    const match = kinds.includes(head.kind) ? typed.exec(text) : null;
    if (match === null) continue;
    const { message, written } = says(match);
    const place = isUnknown ? spanOfTokens(tokens, 0, Math.min(1, head.endOfWords - 1)) : span;
    return syntaxFault(place, message, written === undefined ? undefined : mendOf(written, span));
  }
  return undefined;
}

function mendOf(written: string, span: { readonly start: number; readonly end: number }): Mend {
  return { title: `Change to '${shown(written)}'`, edits: [{ span, text: written }] };
}

function nameless({ kind, keywords }: Head, tokens: Tokens): Fault | undefined {
  const span = spanOfTokens(tokens, 0, keywords - 1);
  const words = tokens.text.slice(span.start, span.end);
  if (kind === 'unknown') return undefined;
  return syntaxFault(span, `This ${titleOf(kind)} has no name. Write one behind '${shown(words)}'.`);
}
