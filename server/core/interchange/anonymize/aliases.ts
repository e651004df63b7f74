// What stands for each name, domain and address, over all files at once.

import { isHostName } from '../../model/host.ts';
import { numberOf } from '../../syntax/ip-network.ts';
import { canonicalIp } from '../../syntax/values.ts';
import { captionCodes, wordsOfCaption } from './captions.ts';
import { ipCodes, type IpBlock } from './ip-codes.ts';
import type { Occurrence } from './occurrences.ts';
import { orderedCodes, patternCodes, type Codes } from './word-codes.ts';

export interface Aliases {
  /** `of` is what the name means: `server`, `connector`. */
  name(of: string, name: string): string;
  host(text: string): string;
  domain(text: string): string;
  address(type: string, text: string): string;
  space(type: string, text: string): string;
  queue(caption: string): string;
  /** A text with IP addresses in it. */
  computers(text: string): string;
}

/** A file and what is in it. */
export interface Known {
  readonly text: string;
  readonly occurrences: readonly Occurrence[];
}

/** Endings that no domain in the Internet has: what is said of them depends on the word. */
const privateEndings: ReadonlySet<string> = new Set(['local', 'localdomain', 'localhost', 'internal', 'intranet', 'private', 'corp', 'home', 'lan', 'test', 'invalid', 'onion', 'arpa']); // prettier-ignore

/** Names that setup gives, with the name in them; what they mean depends on the words. */
const givenBySetup: Readonly<Record<string, { readonly form: RegExp; readonly of: string }>> = {
  'receive connector': {
    form: /^((?:Default Frontend|Client Frontend|Outbound Proxy Frontend|Default internal receive connector|Client Proxy|Default) )(.+)()$/i,
    of: 'server',
  },
  connector: { form: /^(EdgeSync - )(.+)( to Internet)$/i, of: 'routing group' },
  database: { form: /^(Mailbox Database )(.+)()$/i, of: 'server' },
};

const defaultVirtualServer = 'default smtp virtual server';

/** What names of a kind are called; where names of setup are among them, so that they stay in order with these. */
const prefixes: Readonly<Record<string, (key: string) => string>> = {
  'routing group': () => 'group',
  'administrative group': () => 'admin',
  'virtual server': () => 'virtual',
  'site link': () => 'link',
  connector: (key) => (key < 'edgesync - ' ? 'connector' : 'way'),
  'receive connector': (key) =>
    key < 'client ' ? 'a-receive' : key < 'default ' ? 'd-receive' : key < 'outbound ' ? 'm-receive' : 'receive',
};

export function aliasesOf(files: readonly Known[]): Aliases {
  const all = files.flatMap(({ occurrences }) => occurrences);
  const taken = new Set(all.flatMap((each) => ('text' in each ? each.text.toLowerCase().split(/[@.]/).concat(each.text.toLowerCase()) : []))); // prettier-ignore
  const names = new Map<string, Set<string>>();
  for (const each of all) {
    if (each.kind === 'name') names.set(each.of, (names.get(each.of) ?? new Set()).add(each.text));
  }
  const codes = new Map<string, Codes>();
  for (const [of, texts] of names)
    codes.set(of, orderedCodes(texts, prefixes[of] ?? (() => of.replaceAll(' ', '-')), taken));

  const servers = new Set([...(names.get('server') ?? [])].map((name) => name.toLowerCase()));
  const labelCodes = orderedCodes(labelsIn(all), () => 'd', taken);
  const label = (text: string): string => {
    if (text.startsWith('*')) return text === '*' ? text : `*${label(text.slice(1))}`;
    if (servers.has(text.toLowerCase())) return codes.get('server')?.(text) ?? text;
    return privateEndings.has(text.toLowerCase()) ? text : labelCodes(text);
  };
  const computers = inComputers(ipCodes(files.flatMap(blocksIn)));
  const domain = (text: string): string =>
    text.startsWith('[') || canonicalIp(text) !== undefined ? computers(text) : text.split('.').map(label).join('.');

  const name = (of: string, text: string): string => {
    if (of === 'virtual server' && text.toLowerCase() === defaultVirtualServer) return text;
    const setup = givenBySetup[of];
    const [, before, inside, behind] = setup?.form.exec(text) ?? [];
    if (setup !== undefined && inside !== undefined && isKnown(names.get(setup.of), inside))
      return `${before ?? ''}${name(setup.of, inside)}${behind ?? ''}`;
    if (of === 'server' && isHostName(text)) return domain(text);
    return codes.get(of)?.(text) ?? text;
  };

  const locals = patternCodes(localsIn(all), 'user');
  const ofTypes = new Map<string, Codes>();
  for (const type of typesIn(all)) ofTypes.set(type, patternCodes(textsOfType(all, type), 'a'));
  const x400 = orderedCodes(x400ValuesIn(all), () => 'x', taken);
  const typed = (type: string, text: string): string =>
    type === 'X400' ? inX400(text, x400) : (ofTypes.get(type)?.(text) ?? text);

  const mail = (text: string): string => {
    const at = text.lastIndexOf('@');
    if (at < 0) return domain(text);
    const local = text.slice(0, at);
    return `${local === '*' ? local : locals(local)}@${domain(text.slice(at + 1))}`;
  };
  return {
    name,
    host: domain,
    domain,
    computers,
    address: (type, text) => (type === 'SMTP' ? mail(text) : typed(type, text)),
    space: (type, text) => (type === 'SMTP' ? domain(text) : typed(type, text)),
    queue: captionCodes(
      [
        ...[...names].flatMap(([of, texts]) => [...texts].map((text) => [text, name(of, text)] as const)),
        ...hostsIn(all).map((text) => [text, domain(text)] as const),
      ],
      { domain, computers, word: orderedCodes(captionsIn(all).flatMap(wordsOfCaption), () => 'word', taken) },
    ),
  };
}

function isKnown(names: ReadonlySet<string> | undefined, name: string): boolean {
  return [...(names ?? [])].some((each) => each.toLowerCase() === name.toLowerCase());
}

function domainsIn(occurrences: readonly Occurrence[]): readonly string[] {
  return occurrences.flatMap((each): readonly string[] => {
    if (each.kind === 'host' || each.kind === 'domain') return [each.text];
    if (each.kind === 'space') return each.type === 'SMTP' ? [each.text] : [];
    if (each.kind === 'address' && each.type === 'SMTP') return [each.text.slice(each.text.lastIndexOf('@') + 1)];
    return each.kind === 'name' && each.of === 'server' && isHostName(each.text) ? [each.text] : [];
  });
}

function hostsIn(occurrences: readonly Occurrence[]): readonly string[] {
  return occurrences.flatMap((each) => (each.kind === 'host' || each.kind === 'domain' ? [each.text] : []));
}

function captionsIn(occurrences: readonly Occurrence[]): readonly string[] {
  return occurrences.flatMap((each) => (each.kind === 'queue' ? [each.text] : []));
}

function labelsIn(occurrences: readonly Occurrence[]): readonly string[] {
  return domainsIn(occurrences)
    .filter((text) => canonicalIp(text) === undefined && !text.startsWith('['))
    .flatMap((text) => text.split('.'))
    .map((text) => text.replace(/^\*/, ''))
    .filter((text) => text !== '');
}

function localsIn(occurrences: readonly Occurrence[]): readonly string[] {
  return occurrences.flatMap((each) => {
    if (each.kind !== 'address' || each.type !== 'SMTP') return [];
    const local = each.text.slice(0, each.text.lastIndexOf('@'));
    return local === '*' ? [] : [local];
  });
}

function typesIn(occurrences: readonly Occurrence[]): readonly string[] {
  return [...new Set(occurrences.flatMap((each) => ('type' in each ? [each.type] : [])))];
}

function textsOfType(occurrences: readonly Occurrence[], type: string): readonly string[] {
  return occurrences.flatMap((each) => ('type' in each && each.type === type && each.text !== '*' ? [each.text] : []));
}

/** Countries are no secret, and blanks and `*` mean any. */
const x400Part = /(?<=^|[;/])(\s*([^=;/\s]+)\s*=)([^;/]*)/g;

function x400ValuesIn(occurrences: readonly Occurrence[]): readonly string[] {
  return textsOfType(occurrences, 'X400').flatMap((text) =>
    [...text.matchAll(x400Part)].map((part) => folded(part[3] ?? '')),
  );
}

function inX400(text: string, codes: Codes): string {
  return text.replace(x400Part, (all, head: string, name: string, value: string) => {
    const plain = folded(value);
    return plain === '' || plain === '*' || name.toLowerCase() === 'c' ? all : `${head}${codes(plain)}`;
  });
}

function folded(value: string): string {
  return value.trim().replace(/\s+/g, ' ').toLowerCase();
}

/** The addresses, networks and ranges of a file. */
function blocksIn({ text, occurrences }: Known): readonly IpBlock[] {
  return occurrences.flatMap((each) => blocksOf(text.slice(each.span.start, each.span.end)));
}

const ipText = String.raw`(?:\[[0-9a-fA-F:.]+\]|(?<![\w.[:])\d+\.\d+\.\d+\.\d+(?![\w.]))`;
const blockText = new RegExp(`(${ipText})(?:-(${ipText})|/(\\d+))?`, 'g');

function blocksOf(text: string): readonly IpBlock[] {
  return [...text.matchAll(blockText)].flatMap(([, one = '', other, prefix]) => {
    const [first, last] = [canonical(one), canonical(other ?? one)];
    const bits = bitsOf(first, last, prefix);
    return [{ first, bits }, ...(other === undefined ? [] : [{ first: last, bits }])];
  });
}

/** Addresses, networks and ranges in a text, each in the place of another one. */
function inComputers(ip: (address: string, bits: number) => string): (text: string) => string {
  const coded = (written: string, bits: number): string => {
    const code = ip(canonical(written), bits);
    return written.startsWith('[') ? `[${code}]` : code;
  };
  return (text) =>
    text.replace(blockText, (_, one: string, other: string | undefined, prefix: string | undefined) => {
      const bits = bitsOf(canonical(one), canonical(other ?? one), prefix);
      const range = other === undefined ? '' : `-${coded(other, bits)}`;
      return `${coded(one, bits)}${range}${prefix === undefined ? '' : `/${prefix}`}`;
    });
}

function canonical(written: string): string {
  const inside = written.replace(/[[\]]/g, '');
  return canonicalIp(inside) ?? inside;
}

/** How many of the last bits differ in a range or network. */
function bitsOf(first: string, last: string, prefix: string | undefined): number {
  if (prefix !== undefined) return (first.includes(':') ? 128 : 32) - Number(prefix);
  return (numberOf(first) ^ numberOf(last)).toString(2).replace(/^0$/, '').length;
}
