// Values of cmdlets' parameters: what they are, whether two are the same, and how PowerShell and people write them.

/** A value of a parameter. Lists replace the old list as a whole, and their order means nothing. */
export type Value =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: ListKind; readonly texts: readonly string[] }
  | { readonly kind: 'flag'; readonly on: boolean }
  | { readonly kind: 'number'; readonly count: number }
  /** In bytes, whole kilobytes; Infinity is no limit. */
  | { readonly kind: 'size'; readonly bytes: number }
  | { readonly kind: 'span'; readonly seconds: number }
  | { readonly kind: 'nothing' };

/** `names` are those of servers, which Exchange shows with what is before them; `hosts` show their addresses in brackets. */
type ListKind = 'texts' | 'names' | 'hosts';

export const nothing: Value = { kind: 'nothing' };

export function text(value: string): Value {
  return { kind: 'text', text: value };
}

/** A list; an empty one is nothing. */
export function list(texts: readonly string[], kind: ListKind = 'texts'): Value {
  return texts.length === 0 ? nothing : { kind, texts };
}

export function flag(on: boolean): Value {
  return { kind: 'flag', on };
}

/** A number; Infinity is no limit. */
export function number(count: number): Value {
  return count === Infinity ? text('Unlimited') : { kind: 'number', count };
}

export function size(bytes: number): Value {
  return { kind: 'size', bytes };
}

export function span(seconds: number): Value {
  return { kind: 'span', seconds };
}

/** Whether two values are the same to Exchange, which tells neither case nor the order of a list. */
export function isSame(one: Value, other: Value): boolean {
  return folded(one) === folded(other);
}

function folded(value: Value): string {
  return 'texts' in value
    ? JSON.stringify(value.texts.map((each) => each.toLowerCase()).sort())
    : said(value).toLowerCase();
}

/** A value for people. */
export function said(value: Value): string {
  switch (value.kind) {
    case 'text':
      return value.text;
    case 'texts':
    case 'names':
    case 'hosts':
      return value.texts.join(', ');
    case 'flag':
      return value.on ? '$true' : '$false';
    case 'number':
      return String(value.count);
    case 'size':
      return value.bytes === Infinity ? 'Unlimited' : inUnits(value.bytes);
    case 'span':
      return timeSpan(value.seconds);
    case 'nothing':
      return '$null';
  }
}

/** A value as PowerShell reads it: text in single quotes, so that nothing in it means anything. */
export function literal(value: Value): string {
  switch (value.kind) {
    case 'text':
      return quoted(value.text);
    case 'texts':
    case 'names':
    case 'hosts':
      return value.texts.map(quoted).join(',');
    case 'size':
      return value.bytes === Infinity ? quoted(said(value)) : said(value);
    case 'span':
      return quoted(said(value));
    default:
      return said(value);
  }
}

/** PowerShell ends a text in single quotes at each of these and takes two of them for one (about_Quoting_Rules). */
const singleQuotes = /['\u2018-\u201b]/g;

/** A text in single quotes. Who calls has made sure that it holds no control characters. */
export function quoted(value: string): string {
  return `'${value.replace(singleQuotes, '$&$&')}'`;
}

const kilobyte = 1024;
const megabyte = kilobyte * kilobyte;

function inUnits(bytes: number): string {
  return bytes % megabyte === 0 ? `${String(bytes / megabyte)}MB` : `${String(Math.ceil(bytes / kilobyte))}KB`;
}

/** A time span as .NET writes it: `2.00:00:00`, `00:05:00`. Parts of a second are not shown, as nothing here has any. */
function timeSpan(seconds: number): string {
  const two = (count: number) => String(Math.floor(count)).padStart(2, '0');
  const days = Math.floor(seconds / 86_400);
  const time = [(seconds % 86_400) / 3600, (seconds % 3600) / 60, seconds % 60].map(two).join(':');
  return days === 0 ? time : `${String(days)}.${time}`;
}
