// Whether a domain or a local part is in one of Exim's lists (The Exim specification, "Domain, host, address, and local part
// lists"). Items are looked at in order and the first that matches decides; what nobody can tell without the host is
// `undefined`.

import type { EximHost, LookedUp } from './host.ts';
import { listItems } from './reading/lists.ts';

/** Yes, no, or nobody here can tell. */
export type Truth = boolean | undefined;

/** Lists name each other at most so deep. */
const deepest = 16;

/** What an item of a list is, as far as it can be told. */
export type Item =
  | { readonly kind: 'name'; readonly name: string }
  /** `*x`: whatever ends in x, a dot or not. */
  | { readonly kind: 'ending'; readonly ending: string }
  | { readonly kind: 'list'; readonly name: string }
  | { readonly kind: 'own name' }
  | { readonly kind: 'file'; readonly path: string; readonly partial: number | undefined }
  | { readonly kind: 'unseen' };

const exists = /^\$\{if exists\s*\{([^{}]+)\}\s*\{((?:partial\d*-)?lsearch;[^{}]+)\}\s*fail\s*\}$/;

/** The items of a list as it is written. Debian's way to look a file up only where it exists is the one that is understood. */
export function itemsOf(text: string): readonly string[] {
  const [, , lookup] = exists.exec(text.trim()) ?? [];
  if (lookup !== undefined) return [lookup];
  return text.includes('${') ? [text] : listItems(text);
}

/** @param item - Without `!` in front. */
export function readItem(item: string): Item {
  const lower = item.toLowerCase();
  const [, partial, path] = /^(?:partial(\d*)-)?lsearch\s*;\s*(\S+)$/.exec(item) ?? [];
  if (path !== undefined) {
    const isPartial = item.startsWith('partial');
    return { kind: 'file', path, partial: isPartial ? Number(partial === '' ? 2 : partial) : undefined };
  }
  if (/[$^;]|^@.|^\\N/.test(item)) return { kind: 'unseen' };
  if (item === '@') return { kind: 'own name' };
  if (item.startsWith('+')) return { kind: 'list', name: item.slice(1) };
  return item.startsWith('*') ? { kind: 'ending', ending: lower.slice(1) } : { kind: 'name', name: lower };
}

/** Whether a domain, lower case, is in a list. */
export function inDomains(host: EximHost, items: readonly string[], domain: string): Truth {
  return inList(host, host.domainLists, items, domain, 0);
}

/** Whether a local part is in a list. */
export function inLocalParts(host: EximHost, items: readonly string[], localPart: string): Truth {
  return inList(host, host.localPartLists, items, localPart.toLowerCase(), 0);
}

function inList(
  host: EximHost,
  lists: EximHost['domainLists'],
  items: readonly string[],
  subject: string,
  depth: number,
): Truth {
  // Behind an item that excludes, all else is in.
  let result: Truth = items.at(-1)?.startsWith('!') === true;
  for (const item of items.toReversed()) {
    const excludes = item.startsWith('!');
    const found = matches(host, lists, readItem(item.replace(/^!\s*/, '')), subject, depth);
    if (found === true) result = !excludes;
    else if (found === undefined && result !== !excludes) result = undefined;
  }
  return result;
}

function matches(host: EximHost, lists: EximHost['domainLists'], item: Item, subject: string, depth: number): Truth {
  switch (item.kind) {
    case 'name':
      return item.name === subject;
    case 'ending':
      return subject.endsWith(item.ending);
    case 'own name':
      // A name that no file says is none of the domains that they do say.
      return host.primaryHostname === subject;
    case 'list': {
      const named = lists.get(item.name);
      return named === undefined || depth >= deepest ? undefined : inList(host, lists, named, subject, depth + 1);
    }
    case 'file': {
      const file = host.files.get(item.path);
      return file === undefined ? false : keyFor(file, subject, item.partial) !== undefined;
    }
    case 'unseen':
      return undefined;
  }
}

/**
 * The key of a file that a domain is found by. With `partial`, after the domain itself `*.` before it, then before each
 * parent with at least that many labels (The Exim specification, "Partial matching").
 */
export function keyFor(file: LookedUp, domain: string, partial: number | undefined): string | undefined {
  if (file.has(domain)) return domain;
  if (partial === undefined) return undefined;
  const labels = domain.split('.');
  const parents = labels.map((_, at) => labels.slice(at)).filter((rest) => rest.length >= partial);
  return parents.map((rest) => `*.${rest.join('.')}`).find((key) => file.has(key));
}

/** Every domain that a list names, `d` for `*.d` too. */
export function domainsIn(host: EximHost, items: readonly string[], depth = 0): string[] {
  return items.flatMap((written) => {
    const item = readItem(written.replace(/^!\s*/, ''));
    switch (item.kind) {
      case 'name':
        return [item.name];
      case 'ending':
        return item.ending.replace(/^\./, '') === '' ? [] : [item.ending.replace(/^\./, '')];
      case 'own name':
        return host.primaryHostname === undefined ? [] : [host.primaryHostname];
      case 'list':
        return depth >= deepest ? [] : domainsIn(host, host.domainLists.get(item.name) ?? [], depth + 1);
      case 'file':
        return [...(host.files.get(item.path)?.keys() ?? [])].map((key) => key.replace(/^\*\./, ''));
      case 'unseen':
        return [];
    }
  });
}
