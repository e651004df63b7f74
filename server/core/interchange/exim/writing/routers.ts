// Rules as routers (The Exim specification, "The manualroute router", "The dnslookup router", "The redirect router").

import type { NextHop } from '../../relay/host.ts';
import { type ExportRule, type ExportRules, textOf } from './rules.ts';

/** Rules that one router can have: of the same way, with nothing between them that has to be asked first. */
interface Group {
  readonly stage: string;
  readonly rules: ExportRule[];
}

/** The lines of the section, the router of local mail at its end. */
export function routersOf({ rules, kept }: ExportRules): string[] {
  const names = new Set<string>(['local_mail']);
  const lines = groupsOf(rules).flatMap((group) => routerLines(group, names));
  const local = ['local_mail:', '  driver = accept', '  domains = +local_domains', '  transport = local_delivery', ''];
  return kept.length > 0 ? [...lines, ...local] : lines;
}

function groupsOf(rules: readonly ExportRule[]): readonly Group[] {
  const groups = new Map<string, Group>();
  for (const rule of rules) {
    // Whole domains that stay here are those of the list of local domains.
    if (rule.localPart === undefined && rule.first.way.kind === 'here') continue;
    const stage = stageOf(rule);
    const key = `${stage}\n${textOf(rule.first)}\n${rule.localPart === undefined ? '' : rule.pattern}`;
    const group = groups.get(key) ?? { stage, rules: [] };
    groups.set(key, group);
    group.rules.push(rule);
  }
  return [...groups.values()];
}

/** Patterns of one stage exclude each other, so their order plays no part. */
function stageOf({ pattern, localPart }: ExportRule): string {
  if (localPart !== undefined) return localPart.includes('*') ? `users ${localPart}@${pattern}` : 'users';
  return pattern.startsWith('*.') ? `below ${String(pattern.split('.').length)}` : pattern === '*' ? 'all' : 'exact';
}

function routerLines({ stage, rules }: Group, names: Set<string>): string[] {
  const [rule] = rules;
  if (rule === undefined) return [];
  const patterns = rules.map(({ pattern }) => pattern);
  const isExact = stage === 'exact' || stage.startsWith('users');
  const domains = [...new Set(patterns)].map((each) => each).join(' : ');
  const guard = isExact ? domains : stage === 'all' ? '! +local_domains' : `! +local_domains : ${domains}`;
  const options = [
    `domains = ${guard}`,
    ...(rule.localPart === undefined
      ? []
      : [`local_parts = ${rules.map(({ localPart = '' }) => localPartItem(localPart)).join(' : ')}`]),
    ...wayOptions(rule, stage === 'all' || rule.localPart !== undefined ? ['*'] : patterns),
    ...(stage === 'all' ? ['no_more'] : []),
  ];
  return [`${freeName(rule, names)}:`, ...[...new Set(options)].map((option) => `  ${option}`), ''];
}

/** A local part in a list; what has stars is an expression, as a list knows them at the start alone. */
function localPartItem(localPart: string): string {
  if (!localPart.includes('*')) return localPart;
  return `\\N^${localPart.replace(/[.+]/g, '\\$&').replaceAll('*', '.*')}$\\N`;
}

function wayOptions({ first: { way, status = '5.4.4' } }: ExportRule, patterns: readonly string[]): string[] {
  switch (way.kind) {
    case 'here':
      return ['driver = accept', 'transport = local_delivery'];
    case 'dns':
      // Without no_more a domain that DNS does not know would go on to the next router.
      return ['driver = dnslookup', 'transport = remote_smtp', 'no_more'];
    case 'nowhere': {
      if (status.startsWith('4'))
        return ['driver = redirect', 'allow_defer', `data = :defer: ${status} the next host does not answer`];
      const why = status === '5.1.1' ? 'nobody here has this address' : 'no connector matches';
      return ['driver = redirect', 'allow_fail', `data = :fail: ${status} ${why}`];
    }
    case 'hosts': {
      const hosts = way.hosts.map(hostItem).join(' : ');
      const written = way.hosts.length > 1 ? `"${hosts}"` : hosts;
      const list = patterns.map((pattern) => `${pattern} ${written} byname`).join(' ; ');
      return ['driver = manualroute', 'transport = remote_smtp', `route_list = ${list}`, 'host_find_failed = defer'];
    }
  }
}

/** A host in a list: colons of its own twice. */
function hostItem({ host, port }: NextHop): string {
  const isV6 = host.includes(':');
  const plain = isV6 && port !== undefined ? `[${host}]` : host;
  return `${plain}${port === undefined ? '' : `:${String(port)}`}`.replaceAll(':', '::');
}

function freeName({ first, localPart }: ExportRule, names: Set<string>): string {
  const subject = first.connector ?? (first.way.kind === 'nowhere' ? 'undeliverable' : first.way.kind);
  const plain = subject.toLowerCase().replace(/[^a-z0-9]+/g, '_').replace(/^_+|_+$/g, '').slice(0, 40) || 'router'; // prettier-ignore
  const base = localPart === undefined ? plain : `${plain}_users`;
  let name = base;
  for (let number = 2; names.has(name); number++) name = `${base}_${String(number)}`;
  names.add(name);
  return name;
}
