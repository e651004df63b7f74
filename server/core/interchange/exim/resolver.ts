// Where Exim sends mail for an address: routers are asked in order and the first that accepts decides (The Exim
// specification, "How Exim receives and delivers mail", "The manualroute router", "The dnslookup router").

import type { Ground, NextHop, Way } from '../relay/host.ts';
import { type EximHost, hostList, type Router, type RouteRule, type Transport } from './host.ts';
import { inDomains, inLocalParts, itemsOf, keyFor, type Truth } from './patterns.ts';
import { words } from './reading/lists.ts';

/** What Exim does with mail for an address. */
export interface EximRoute {
  readonly way: Way;
  /** The router that accepted it; undefined when none did. */
  readonly router: Router | undefined;
  readonly transport: string | undefined;
  readonly grounds: readonly Ground[];
  /** Routers that came before and may take it: nobody here can tell. */
  readonly perhaps: readonly Router[];
  /** What else the way does, in words. */
  readonly remarks: readonly string[];
}

type Answer =
  | { readonly kind: 'accepts'; readonly way: Way; readonly transport?: string; readonly grounds: readonly Ground[]; readonly remarks?: readonly string[] } // prettier-ignore
  | { readonly kind: 'declines' }
  /** It takes what some of its users have; everybody else goes on. */
  | { readonly kind: 'perhaps here' }
  | { readonly kind: 'perhaps' };

/** @param address - `user@domain`, lower case. */
export function resolve(host: EximHost, address: string): EximRoute {
  const perhaps: Router[] = [];
  const local: Router[] = [];
  for (const router of host.routers) {
    const asked = isAsked(host, router, address);
    if (asked === false) continue;
    // A router that is `unseen` takes a copy, and the next ones are asked all the same.
    const isUnseen = router.options.get('unseen') === 'true';
    const answer: Answer = isUnseen ? { kind: 'perhaps' } : answerOf(host, router, address, asked);
    if (answer.kind === 'accepts') {
      const { way, transport, grounds, remarks = [] } = answer;
      return { way, router, transport, grounds, perhaps: way.kind === 'here' ? [] : [...perhaps, ...local], remarks };
    }
    if (answer.kind === 'perhaps') perhaps.push(router);
    if (answer.kind === 'perhaps here') local.push(router);
    if (answer.kind !== 'perhaps' && asked === true && router.options.get('more') === 'false') break;
  }
  const [first] = local;
  const nothing = { transport: undefined, remarks: [] };
  if (first !== undefined)
    return { ...nothing, way: { kind: 'here' }, router: first, grounds: [first.ground], perhaps: [] };
  return { ...nothing, way: { kind: 'nowhere' }, router: undefined, grounds: [], perhaps };
}

/** Whether a router is asked at all: its preconditions. */
function isAsked(host: EximHost, { options }: Router, address: string): Truth {
  const at = address.lastIndexOf('@');
  const [localPart, domain] = [address.slice(0, at), address.slice(at + 1)];
  const conditions: Truth[] = [];
  const domains = options.get('domains');
  if (domains !== undefined && domains !== '') conditions.push(inDomains(host, itemsOf(domains), domain));
  const localParts = options.get('local_parts');
  if (localParts !== undefined && localParts !== '')
    conditions.push(inLocalParts(host, itemsOf(localParts), localPart));
  conditions.push(hasAffix(options, 'prefix', localPart), hasAffix(options, 'suffix', localPart));
  if (options.get('verify_only') === 'true') conditions.push(false);
  conditions.push(constant(options.get('condition')));
  for (const each of ['senders', 'require_files']) if ((options.get(each) ?? '') !== '') conditions.push(undefined);
  if (options.get('check_local_user') === 'true') conditions.push(undefined);
  if (conditions.includes(false)) return false;
  return conditions.includes(undefined) ? undefined : true;
}

function constant(condition: string | undefined): Truth {
  if (condition === undefined || condition === '') return true;
  if (/^(?:true|yes|[1-9]\d*)$/i.test(condition)) return true;
  return /^(?:false|no|0+)$/i.test(condition) ? false : undefined;
}

/** Whether the local part has the prefix or suffix that a router wants. */
function hasAffix(options: Router['options'], which: 'prefix' | 'suffix', localPart: string): Truth {
  const wanted = options.get(`local_part_${which}`);
  if (wanted === undefined || wanted === '' || options.get(`local_part_${which}_optional`) === 'true') return true;
  if (wanted.includes('$')) return undefined;
  return wanted.split(/\s*:\s*/).some((each) => {
    const text = each.replaceAll('*', '');
    if (each.includes('*')) return localPart.includes(text);
    return which === 'prefix' ? localPart.startsWith(text) : localPart.endsWith(text);
  });
}

function answerOf(host: EximHost, router: Router, address: string, asked: Truth): Answer {
  switch (router.driver) {
    case 'manualroute':
      return certainly(asked, ofRules(host, router, address));
    case 'dnslookup':
      return certainly(asked, ofDns(host, router));
    case 'ipliteral':
      return { kind: 'declines' };
    case 'accept':
      return ofAccept(host, router, asked);
    case 'redirect':
      return ofRedirect(router, asked);
    default:
      return { kind: 'perhaps' };
  }
}

function certainly(asked: Truth, answer: Answer): Answer {
  return asked === undefined && answer.kind !== 'declines' ? { kind: 'perhaps' } : answer;
}

function ofAccept(host: EximHost, router: Router, asked: Truth): Answer {
  const transport = router.options.get('transport') ?? '';
  const known = host.transports.get(transport);
  if (known?.driver === 'smtp') {
    const hosts = hostList(known.options.get('hosts') ?? '$', portOf(known));
    if (hosts === undefined || hosts.hosts.length === 0) return { kind: 'perhaps' };
    return certainly(asked, { kind: 'accepts', transport, way: { kind: 'hosts', hosts: hosts.hosts }, grounds: [router.ground] }); // prettier-ignore
  }
  if (asked === undefined) return { kind: 'perhaps here' };
  return { kind: 'accepts', transport, way: { kind: 'here' }, grounds: [router.ground] };
}

function ofRedirect({ options, ground }: Router, asked: Truth): Answer {
  const data = (options.get('data') ?? '').trim();
  if (asked === true && /^:(?:fail|defer|blackhole):/.test(data)) {
    return { kind: 'accepts', way: { kind: 'nowhere' }, grounds: [ground] };
  }
  // Aliases and forward files are of the host's own users; another address, of everybody that the router is for.
  const isAlias = options.has('file') || data === '' || /\$\{?lookup|\$local_part|\$\{local_part/.test(data);
  return { kind: isAlias ? 'perhaps here' : 'perhaps' };
}

function ofDns(host: EximHost, router: Router): Answer {
  const transport = router.options.get('transport');
  const known = host.transports.get(transport ?? '');
  const remarks =
    router.options.get('more') === 'false' ? [] : ['Domains that DNS does not know go on to the routers below.'];
  const overriding = overridden(known);
  if (overriding === undefined) return { kind: 'perhaps' };
  const way: Way = overriding.length > 0 ? { kind: 'hosts', hosts: overriding } : { kind: 'dns' };
  return { kind: 'accepts', way, ...(transport === undefined ? {} : { transport }), grounds: [router.ground], remarks };
}

/** The hosts that a transport takes in place of a router's; undefined when they cannot be read. */
function overridden(transport: Transport | undefined): readonly NextHop[] | undefined {
  if (transport?.options.get('hosts_override') !== 'true') return [];
  return hostList(transport.options.get('hosts') ?? '', portOf(transport))?.hosts;
}

/** The port of a transport; undefined for 25. */
function portOf(transport: Transport | undefined): number | undefined {
  const port = transport?.options.get('port') ?? (transport?.options.get('protocol') === 'smtps' ? '465' : '');
  const named: Readonly<Record<string, number>> = { smtp: 25, submission: 587, smtps: 465, submissions: 465 };
  const number = named[port] ?? (/^\d{1,5}$/.test(port) ? Number(port) : undefined);
  return number === 25 ? undefined : number;
}

function ofRules(host: EximHost, router: Router, address: string): Answer {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  let isUnseen = false;
  for (const rule of router.rules) {
    const found = rule.pattern === undefined ? true : inDomains(host, [rule.pattern], domain);
    if (found === undefined) isUnseen = true;
    if (found !== true) continue;
    const answer = ofRule(host, router, rule, domain);
    return isUnseen && answer.kind === 'accepts' ? { kind: 'perhaps' } : answer;
  }
  return { kind: isUnseen ? 'perhaps' : 'declines' };
}

const lookup = /^\$\{lookup\s*\{\s*\$domain\s*\}\s*(?:partial(\d*)-)?lsearch\s*\{\s*([^{}\s]+)\s*\}\s*\}$/;

function ofRule(host: EximHost, router: Router, rule: RouteRule, domain: string): Answer {
  const [, partial, path] = lookup.exec(rule.hosts) ?? [];
  if (path === undefined) return ofHosts(host, router, rule.hosts, rule.options, [rule.ground]);
  const file = host.files.get(path);
  const least = rule.hosts.includes('partial') ? Number(partial === '' ? 2 : partial) : undefined;
  const key = file === undefined ? undefined : keyFor(file, domain, least);
  const entry = file?.get(key ?? '');
  if (entry === undefined) return { kind: 'declines' };
  const [hosts = '', ...options] = words(entry.value);
  return ofHosts(host, router, hosts, options, [entry.ground]);
}

/** Options of a rule that are no transport. */
const ruleOptions = /^(?:byname|bydns|bydns_a|bydns_mx|ipv[46]_(?:only|prefer)|(?:no_)?randomize)$/;

function ofHosts(
  host: EximHost,
  router: Router,
  written: string,
  options: readonly string[],
  grounds: readonly Ground[],
): Answer {
  const transport = options.find((option) => !ruleOptions.test(option)) ?? router.options.get('transport');
  const known = host.transports.get(transport ?? '');
  const named = transport === undefined ? {} : { transport };
  if (known !== undefined && known.driver !== 'smtp')
    return { kind: 'accepts', way: { kind: 'here' }, ...named, grounds };
  const overriding = overridden(known);
  const list = hostList(written, portOf(known));
  if (list === undefined || overriding === undefined) return { kind: 'perhaps' };
  const hosts = withoutSelf(host, router, overriding.length > 0 ? overriding : list.hosts);
  if (hosts === 'pass') return { kind: 'declines' };
  const way: Way = hosts.length === 0 ? { kind: 'nowhere' } : { kind: 'hosts', hosts };
  const randomizes = options.includes('randomize') || (router.options.get('hosts_randomize') === 'true' && !options.includes('no_randomize')); // prettier-ignore
  const remarks = [
    ...(randomizes && hosts.length > 1 ? ['Its hosts are tried in any order.'] : []),
    ...list.byMx.map((each) => `Only MX records are asked of ${each}; without any, mail for it fails.`),
  ];
  return { kind: 'accepts', way, ...named, grounds, remarks };
}

/** The list up to the host itself; what happens where that is the first is what `self` says. */
function withoutSelf(host: EximHost, { options }: Router, hosts: readonly NextHop[]): readonly NextHop[] | 'pass' {
  const self = options.get('self') ?? 'freeze';
  if (self === 'send') return hosts;
  const own = hosts.findIndex((hop) => hop.host === host.primaryHostname || host.addresses.includes(hop.host));
  if (own < 0) return hosts;
  return own === 0 && self === 'pass' ? 'pass' : hosts.slice(0, own);
}
