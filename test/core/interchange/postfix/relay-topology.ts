// Topologies of relay hosts, made by dice: chains and meshes of groups, domains here and there, ways out by domain.

import { dice, type RelayTopology } from '../relay-topologies.ts';

/**
 * @param wildcards - Whether mailboxes as `a*@d` occur, which only expressions say.
 * @param addressesOnly - No smart host has a name.
 */
export function relayTopology(seed: number, { wildcards = false, addressesOnly = false } = {}): RelayTopology {
  const random = dice(seed);
  const upTo = (most: number) => Math.floor(random() * most);
  const chance = (probability: number) => random() < probability;
  const pick = <T>(list: readonly T[]): T => list[upTo(list.length)] as T;

  const groups = 2 + upTo(5);
  const servers = Array.from({ length: groups }, (_, group) => Array.from({ length: chance(0.3) ? 2 : 1 }, (_, at) => `mx${String(group)}${'abc'[at] ?? ''}`)); // prettier-ignore
  const domains: string[] = [];
  const users: string[] = [];
  const own: string[] = [];
  const shared: string[] = [];
  const mailboxes = new Map<string, string[]>();
  const lives = (server: string, pattern: string) => {
    mailboxes.set(server, [...(mailboxes.get(server) ?? []), pattern]);
  };
  const all = servers.flat();
  for (let count = 1 + upTo(5); count > 0; count--) {
    const domain = chance(0.3) && own.length > 0 ? `d${String(count)}.${pick(own)}` : `own${String(count)}.example`;
    own.push(domain);
    if (chance(0.9)) lives(pick(all), `*@${domain}`);
    if (chance(0.5)) user(domain);
  }
  for (let count = upTo(3); count > 0; count--) {
    const domain = `shared${String(count)}.example`;
    shared.push(domain);
    user(domain);
  }
  function user(domain: string): void {
    const name = `${pick(['anna', 'bert', 'carl'])}@${domain}`;
    if (users.includes(name)) return;
    users.push(name);
    lives(pick(all), name);
    if (!wildcards || !chance(0.5)) return;
    lives(pick(all), `z*@${domain}`);
    users.push(`zoe@${domain}`);
  }
  domains.push(...own, ...shared);

  const foreign = [
    'partner.example.net',
    'example.org',
    'sales.example.org',
    'deep.sales.example.org',
    'lab.example.com',
  ];
  domains.push(...foreign);
  const links = new Set<string>();
  for (let group = 1; group < groups; group++) link(upTo(group), group);
  for (let more = upTo(groups); more > 0; more--) link(upTo(groups), upTo(groups));
  function link(a: number, b: number): void {
    if (a === b) return;
    links.add(`${String(a)} ${String(b)}`);
    links.add(`${String(b)} ${String(a)}`);
  }
  const outside = ['[192.0.2.25]', '[192.0.2.25], [192.0.2.26]', '[192.0.2.25]:587', ...(addressesOnly ? [] : ['out.example.net', 'out.example.net, [192.0.2.9]'])]; // prettier-ignore
  const hostOf = (server: string) => {
    const group = servers.findIndex((inGroup) => inGroup.includes(server));
    return addressesOnly ? `[10.1.${String(group)}.${String((servers[group]?.indexOf(server) ?? 0) + 1)}]` : `${server}.farm.example`; // prettier-ignore
  };
  let number = 0;
  const lines = ['organization Farm {'];
  if (own.length > 0) lines.push(`  domain ${own.join(', ')}`);
  if (shared.length > 0) lines.push(`  shared domain ${shared.join(', ')}`);
  lines.push(`  when no connector matches ${chance(0.5) ? 'ndr' : 'dns'}`, '}');
  servers.forEach((inGroup, group) => {
    lines.push(`routing group G${String(group)} {`);
    inGroup.forEach((server, at) => {
      const name = `virtual server smtpd on 10.1.${String(group)}.${String(at + 1)}${chance(0.1) ? `, 10.1.${String(group)}.${String(at + 1)}:2525` : ''}`;
      lines.push(`  server ${server} {`, `    address 10.1.${String(group)}.${String(at + 1)}`, `    ${name} { fqdn ${server}.farm.example }`); // prettier-ignore
      const here = mailboxes.get(server) ?? [];
      if (here.length > 0) lines.push(`    mailbox ${here.join(', ')}`);
      lines.push('  }');
    });
    for (const pair of links) {
      const [from, to] = pair.split(' ').map(Number) as [number, number];
      if (from !== group) continue;
      const far = pick(servers[to] ?? []);
      const cost = String(1 + upTo(20));
      lines.push(`  routing group connector C${String(number++)} to G${String(to)} { bridgehead ${pick(inGroup)}; target ${far}; cost ${cost} }`); // prettier-ignore
    }
    const spaces = [...foreign.flatMap((domain) => [domain, `*.${domain}`]), ...shared].filter(() => chance(0.15));
    if (chance(group === 0 ? 1 : 0.4)) spaces.push('*');
    for (const space of spaces) {
      const delivery = chance(0.25)
        ? 'dns'
        : `smart host ${pick([...outside, ...all.filter((each) => !inGroup.includes(each)).map(hostOf)])}`;
      const isScoped = /farm\.example|\[10\.1\./.test(delivery) || chance(0.4);
      lines.push(`  smtp connector C${String(number++)} { bridgehead ${pick(inGroup)}; address space ${space} cost ${String(1 + upTo(5))}; scope ${isScoped ? 'routing group' : 'organization'}; deliver through ${delivery} }`); // prettier-ignore
    }
    lines.push('}');
  });
  return { text: `${lines.join('\n')}\n`, domains, users };
}

/** Whom to ask about: in each domain somebody, everybody by name, below each somebody, and outside. */
export function addressesOf({ domains, users }: RelayTopology): string[] {
  const somebody = domains.flatMap((domain) => [`somebody@${domain}`, `somebody@below.${domain}`]);
  return [...new Set([...users, ...somebody, 'somebody@elsewhere.test'])];
}
