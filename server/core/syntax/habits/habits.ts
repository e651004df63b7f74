// What people write by habit, with the text of the language that says it. Asked only where the grammar takes nothing.

import { blocks, phraseAt } from '../blocks.ts';
import { keywords } from '../grammar.ts';
import { isMark, tokenText, type Tokens } from '../scan.ts';
import { spanOfTokens, syntaxFault } from '../syntax-fault.ts';
import type { BlockKind, Fault, Mend } from '../tree.ts';
import { canonicalIp, shown } from '../values.ts';
import { spaceCost } from './space-cost.ts';
import { leavingOut, spanOf, type Typed } from './typed.ts';
import { leftOut, wordsOfOthers } from './words.ts';

/** A statement that is longer is nobody's habit. */
const longestStatement = 2_000;

/** The habit that a statement shows. */
export function habitOf(block: BlockKind, tokens: Tokens, first: number, end: number): Fault | undefined {
  const typed = typedAt(block, tokens, first, end);
  if (typed === undefined) return undefined;
  for (const habit of habits) {
    const fault = habit(typed);
    if (fault !== undefined) return fault;
  }
  return undefined;
}

function typedAt(block: BlockKind, tokens: Tokens, first: number, end: number): Typed | undefined {
  const { start, end: stop } = spanOfTokens(tokens, first, end - 1);
  if (stop - start > longestStatement) return undefined;
  return { block, tokens, first, end, text: tokens.text.slice(start, stop), start };
}

const habits: readonly ((typed: Typed) => Fault | undefined)[] = [
  spaceCost,
  retryWithoutThen,
  looseSchedule,
  hostOfDelivery,
  portOfHost,
  anyBridgehead,
  statusAlone,
  senderAsSource,
  sourceBehindRecipient,
  kindOfElement,
  placeBehindServer,
  omitted,
  otherWords,
  markBehindKeyword,
];

// ---- the tables -----------------------------------------------------------------------------------------------------

const ofOthers = wordsOfOthers.map((row) => ({ ...row, pattern: patternOf(row.typed, row.isWhole === true) }));
const omissions = leftOut.map((row) => ({ ...row, pattern: patternOf(row.typed, true) }));

/** Blanks are any blanks, upper and lower case alike; `=` or `:` may stand behind the words. */
function patternOf(typed: string, isWhole: boolean): RegExp {
  const words = typed.replace(/\((?!\?)/g, '(?:').replaceAll(' ', '[ \\t]+');
  return new RegExp(`^(?:${words})${isWhole ? '$' : '(?![\\p{L}\\p{N}_.-])(?:[ \\t]*[:=])?'}`, 'iu');
}

function otherWords({ block, text, start }: Typed): Fault | undefined {
  for (const { blocks: homes, pattern, written, isWhole, why } of ofOthers) {
    if (!homes.includes(block)) continue;
    const match = pattern.exec(text)?.[0];
    const said = match?.replace(/[ \t]*[:=]$/, '').replace(/[ \t]+/g, ' ');
    if (match === undefined || said === undefined || said === written) continue;
    const span = { start, end: start + match.length };
    const behind = text.charAt(match.length);
    const ports = written.endsWith('smart host') ? doubleColons(text, start) : [];
    const message = `'${shown(said)}' is written '${written}' here.${why === undefined ? '' : ` ${why}`}`;
    const space = isWhole === true || behind === '' || /\s/.test(behind) ? '' : ' ';
    return syntaxFault(span, message, changeTo(written, [{ span, text: written + space }, ...ports]));
  }
  return undefined;
}

/** A statement that the language leaves out, also when there are characters in it that the language has not. */
export function omissionOf(block: BlockKind, tokens: Tokens, first: number, end: number): Fault | undefined {
  const typed = typedAt(block, tokens, first, end);
  return typed && omitted(typed);
}

function omitted(typed: Typed): Fault | undefined {
  const row = omissions.find(
    ({ blocks: homes, pattern }) => (homes?.includes(typed.block) ?? true) && pattern.test(typed.text),
  );
  return row && syntaxFault(spanOf(typed), row.says, leavingOut(typed.tokens, typed.first, typed.end));
}

// ---- single ones ----------------------------------------------------------------------------------------------------

/** `cost: 5`, `bridgehead = A`, `expect cost = 5`. */
function markBehindKeyword({ block, tokens, first, end }: Typed): Fault | undefined {
  for (let mark = first + 1; mark + 1 < end; mark++) {
    const word = tokenText(tokens, mark - 1);
    if (!(isMark(tokens, mark, ':') || isMark(tokens, mark, '=')) || types.has(word) || !keywords.has(word)) continue;
    const sign = tokenText(tokens, mark);
    const phrase = phraseAt(blocks[block], tokens, first);
    const said = phrase?.split(' ').length === mark - first ? phrase : word;
    const span = spanOfTokens(tokens, mark);
    const blank = { start: tokens.ends[mark - 1] ?? span.start, end: tokens.starts[mark + 1] ?? span.end };
    return syntaxFault(span, `Nothing stands between '${said}' and its value. Remove the '${sign}'.`, {
      title: `Remove the '${sign}'`,
      edits: [{ span: blank, text: ' ' }],
    });
  }
  return undefined;
}

/** Keywords that may be the type of an address. */
const types: ReadonlySet<string> = new Set(['smtp', 'x400']);

/** `retry 10m, 10m, 10m, 15m`. */
function retryWithoutThen(typed: Typed): Fault | undefined {
  if (typed.block !== 'virtual server') return undefined;
  const interval = /^(first|second|third|subsequent)[ \t]+retry([ \t]+interval)?/i.exec(typed.text);
  if (interval !== null) {
    const message = "The retry intervals stand in one statement: 'retry 10m, 10m, 10m, then 15m'.";
    return syntaxFault(spanOf(typed), message, leavingOut(typed.tokens, typed.first, typed.end));
  }
  const [, rest = ''] = /^retry[ \t]+(.*)$/s.exec(typed.text) ?? [];
  const [, before = '', last = ''] =
    /^((?:[\w]+\s*,\s*)*[\w]+[ \t]+|(?:[\w]+\s*,\s*)*)(\w+|then[ \t]+\w+)$/.exec(rest) ?? [];
  if (/^\d+\w*(\s*,\s*\d+\w*)*$/.test(rest) && /(^|,)\s*\d+\s*(,|$)/.test(rest)) return retryInMinutes(typed, rest);
  const isThen = /^then[ \t]/.test(last);
  const value = last.replace(/^then[ \t]+/, '');
  if (!/^(\d+[a-z]+)+$/i.test(value) || isThen !== (before !== '' && !before.trimEnd().endsWith(','))) return undefined;
  const stop = typed.start + typed.text.length;
  const span = { start: stop - last.length, end: stop };
  if (isThen) {
    const blank = { start: span.start - (before.length - before.trimEnd().length), end: span.start };
    return syntaxFault(span, "A comma stands before 'then': 'retry 10m, 10m, 10m, then 15m'.", {
      title: "Write ', then'",
      edits: [{ span: blank, text: ', ' }],
    });
  }
  const text = before === '' ? `${value}, then ${value}` : `then ${value}`;
  return syntaxFault(span, `The last interval goes on for ever, so 'then' stands before it: '${text}'.`, {
    title: `Write '${text}'`,
    edits: [{ span, text }],
  });
}

/** `retry 10, 10, 10, 15`: Exchange's dialog counts in minutes. */
function retryInMinutes(typed: Typed, rest: string): Fault {
  const intervals = rest.split(',').map((item) => item.trim().replace(/^\d+$/, '$&m'));
  const [last = ''] = intervals.slice(-1);
  const before = intervals.length > 1 ? intervals.slice(0, -1) : intervals;
  const written = `retry ${before.join(', ')}, then ${last}`;
  const span = spanOf(typed);
  const message = `Intervals have a unit, and 'then' stands before the last: '${shown(written)}'.`;
  return syntaxFault(span, message, changeTo(shown(written), [{ span, text: written }]));
}

const everyDay = '"00:00-24:00"';
/** What is said of times, and the schedule; a `?` before it where something else may be meant. */
const times: readonly (readonly [RegExp, string])[] = [
  [/^(run )?always( run)?$/, 'always'],
  [/^(run )?never( run)?$/, 'never'],
  [/^(run )?(hourly|every hour)$/, 'every 1h'],
  [/^(run )?every (1|2|4) ?(hours?|h)$/, 'every $2h'],
  [/^(run )?(daily|every day) (at )?([01]\d|2[0-3]):?00$/, '"$4:00-$4:15"'],
  [/^(run )?(daily|every day) (at )?(\d):00$/, '"0$4:00-0$4:15"'],
  [/^(run )?(daily|every day)$/, `?${everyDay}`],
  [/^(at )?nights?(ly)?$|^at night$/, '?"20:00-06:00"'],
  [/^(work(ing)?|business|office) (hours|days)$/, '?"Mon-Fri 08:00-18:00"'],
  [/^(on )?(weekdays?|workdays?)$/, '"Mon-Fri 00:00-24:00"'],
  [/^(on )?weekends?$/, '"Sat,Sun 00:00-24:00"'],
  [/^((?:[a-z]{3})(?:[-,](?:[a-z]{3}))* \d?\d:\d\d-\d?\d:\d\d)$/i, '"$1"'],
  [/^(\d?\d:\d\d-\d?\d:\d\d)$/, '"$1"'],
];

/** `schedule nights`, `schedule Mon-Fri 08:00-18:00`, `always run`. */
function looseSchedule(typed: Typed): Fault | undefined {
  const isConnector = ['smtp connector', 'routing group connector', 'x400 connector'].includes(typed.block);
  const [, keyword = '', said = ''] =
    /^(schedule[ \t]*|connection time[ \t]*|)((?<=[ \t])\S.*|(?:always|never) run|run .*|use always schedule)$/is.exec(
      typed.text,
    ) ?? [];
  if (!isConnector || said === '') return undefined;
  const plain = said
    .toLowerCase()
    .replace(/[ \t]+/g, ' ')
    .replace(/[.]/g, ':');
  const found = times.find(([pattern]) => pattern.test(plain));
  if (found === undefined) return undefined;
  const [pattern, schedule] = found;
  const spelt = plain.replace(pattern, schedule.replace('?', ''));
  const text = spelt.replace(/\b(mon|tue|wed|thu|fri|sat|sun)\b/g, (day) => day.charAt(0).toUpperCase() + day.slice(1));
  const written = `schedule ${text.replace(/(?<![\d:])\d:/g, '0$&')}`;
  const isGuess = schedule.startsWith('?');
  const message = isGuess
    ? `A schedule says days and hours; '${shown(keyword + said)}' is perhaps '${written}'.`
    : `'${shown(keyword + said)}' is written '${written}'.`;
  const span = spanOf(typed);
  return syntaxFault(span, message, {
    ...changeTo(written, [{ span, text: written }]),
    ...(isGuess ? { isGuess } : {}),
  });
}

/** `deliver through relay.example.com`. */
function hostOfDelivery({ block, text, start }: Typed): Fault | undefined {
  if (block !== 'smtp connector') return undefined;
  const [, through = '', host = ''] = /^(deliver[ \t]+through)[ \t]+([^\s,]+)(?:,\s*[^\s,]+)*$/.exec(text) ?? [];
  if (host === '' || /^(dns|.{0,2}|d?n?sn?|smart|mx|smart-?hosts?)$/i.test(host)) return undefined;
  const written = 'deliver through smart host';
  const span = { start, end: start + through.length };
  const bare = host.replace('::', ':');
  const message = `Mail is delivered through 'dns' or through a smart host: '${written} ${shown(bare)}'.`;
  return syntaxFault(span, message, changeTo(written, [{ span, text: written }, ...doubleColons(text, start)]));
}

/** `smart host relay.example.com::587`, as Exim has it. */
function portOfHost({ block, text, start }: Typed): Fault | undefined {
  const own = block === 'virtual server' ? /^smart[ \t]+host[ \t]/ : /^deliver[ \t]+through[ \t]+smart[ \t]+host[ \t]/;
  if (!own.test(text)) return undefined;
  const edits = doubleColons(text, start);
  const [first] = edits;
  if (first === undefined) return undefined;
  const message = 'One colon stands between a smart host and its port, as in relay.example.com:587.';
  return syntaxFault(first.span, message, { title: 'Write one colon', edits });
}

/** The double colons before ports made single ones; those of an IPv6 address without brackets are its own. */
function doubleColons(text: string, start: number): Mend['edits'] {
  return [...text.matchAll(/(?<=[\s,])(\[[^\]\s]*\]|[^\s,:[\]]+)::\d{1,5}(?=\s*(?:,|$))/g)].flatMap((host) => {
    const [whole, name = ''] = host;
    if (canonicalIp(whole) !== undefined) return [];
    const at = start + host.index + name.length;
    return [{ span: { start: at, end: at + 2 }, text: ':' }];
  });
}

/** `bridgehead *`. */
function anyBridgehead(typed: Typed): Fault | undefined {
  if (typed.block !== 'routing group connector' || !/^bridgeheads?[ \t]+\*$/.test(typed.text)) return undefined;
  const span = spanOf(typed);
  const written = 'bridgehead any';
  return syntaxFault(
    span,
    `'*' is written 'any' here: '${written}' lets every server send for itself.`,
    changeTo(written, [{ span, text: written }]),
  );
}

/** `expect 5.1.1`. */
function statusAlone({ block, text, start }: Typed): Fault | undefined {
  const code =
    block === 'test'
      ? /^expect[ \t]+(?:status[ \t]+|code[ \t]+)?([245]\.\d{1,3}\.\d{1,3})$/.exec(text)?.[1]
      : undefined;
  if (code === undefined) return undefined;
  const span = { start, end: start + text.length };
  const written = `expect undeliverable ${code}`;
  return syntaxFault(
    span,
    `A status code stands behind 'undeliverable': '${written}'.`,
    changeTo(written, [{ span, text: written }]),
  );
}

/** `send from anna@contoso.com to bob@example.com`. */
function senderAsSource({ block, text, start }: Typed): Fault | undefined {
  if (block !== 'test' && block !== 'scenario') return undefined;
  const [, before = '', sender = '', behind = ''] =
    /^((?:at[ \t]+\S+[ \t]+)?send(?:[ \t]+\d+)?[ \t]+(?:from[ \t]+)?)([^\s@",]+@[^\s@",]+)([ \t]+to[ \t]+[^\s]+(?:[ \t].*)?)$/.exec(
      text,
    ) ?? [];
  if (sender === '') return undefined;
  const at = start + before.length;
  const span = { start: at, end: at + sender.length };
  const stop = start + text.length;
  const hasSender = /[ \t]sender[ \t]/.test(behind);
  const word = start + (/send$/.exec(before.trimEnd())?.input.length ?? 0);
  const edits = [
    ...(word > start ? [{ span: { start: word, end: word }, text: ' from' }] : []),
    { span, text: placeOfServer },
    ...(hasSender ? [] : [{ span: { start: stop, end: stop }, text: ` sender ${sender}` }]),
  ];
  const message = `Mail is sent from a server; an address stands behind 'sender': 'send from SERVER to … sender ${shown(sender)}'.`;
  return syntaxFault(span, message, { title: `Write 'sender ${shown(sender)}'`, edits, serverOf: sender });
}

/** In the text of a mend with `serverOf`, where the server's name goes. */
export const placeOfServer = 'SERVER';

/** `send to bob@example.com from A`. */
function sourceBehindRecipient(typed: Typed): Fault | undefined {
  if (typed.block !== 'test' && typed.block !== 'scenario') return undefined;
  const [, before = '', to = '', from = '', behind = ''] =
    /^((?:at[ \t]+\S+[ \t]+)?send(?:[ \t]+\d+)?)[ \t]+(to[ \t]+\S+)[ \t]+(from[ \t]+(?:"[^"]*"|[^\s"])+)(.*)$/s.exec(
      typed.text,
    ) ?? [];
  if (to === '') return undefined;
  const span = spanOf(typed);
  const text = `${before} ${from} ${to}${behind}`;
  return syntaxFault(span, `'from' stands before 'to': '${shown(`${before} ${from} ${to}`)}'.`, {
    title: "Write 'from' first",
    edits: [{ span, text }],
  });
}

/** `down A`: whether a server, a connector or a group is meant cannot be told from its name. */
function kindOfElement({ block, text, start }: Typed): Fault | undefined {
  const [, down = '', name = ''] =
    block === 'test' ? (/^(down[ \t]+)((?:"[^"]*"|[\p{L}\p{N}_.-]+))$/u.exec(text) ?? []) : [];
  if (name === '' || kindsOfElements.has(name)) return undefined;
  const at = start + down.length;
  const edits = [{ span: { start: at, end: at }, text: 'server ' }];
  const message = `What ${shown(name)} is stands before its name: 'down server ${shown(name)}', or 'connector', 'routing group', 'line', 'host'.`;
  return syntaxFault({ start: at, end: at + name.length }, message, {
    ...changeTo(`down server ${shown(name)}`, edits),
    isGuess: true,
  });
}

const kindsOfElements: ReadonlySet<string> = new Set(['server', 'virtual', 'connector', 'routing', 'line', 'host']);

/** `server X in Y`, without a block. */
function placeBehindServer({ block, text, start }: Typed): Fault | undefined {
  if (block !== 'routing group') return undefined;
  const [whole, server = ''] =
    /^(server[ \t]+(?:"[^"]*"|\S+))[ \t]+(?:in|of|at)[ \t]+(?:"[^"]*"|\S+)$/.exec(text) ?? [];
  if (whole === undefined) return undefined;
  const span = { start, end: start + whole.length };
  const written = `${server} { }`;
  return syntaxFault(
    span,
    `A server stands in the block of its routing group, so its head is '${shown(server)} {'.`,
    changeTo(shown(written), [{ span, text: written }]),
  );
}

// ---- mends ----------------------------------------------------------------------------------------------------------

function changeTo(written: string, edits: Mend['edits']): Mend {
  return { title: `Change to '${written}'`, edits };
}
