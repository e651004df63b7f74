// Topologies of relay hosts, made by dice: chains and meshes of groups, domains here and there, ways out by domain.

/** Numbers from 0 to 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface RelayTopology {
  readonly text: string;
  /** Domains that something is said about. */
  readonly domains: readonly string[];
  /** Mailboxes by name. */
  readonly users: readonly string[];
}

/** @param wildcards - Whether mailboxes as `a*@d` occur, which only expressions say. */
export function relayTopology(seed: number, { wildcards = false } = {}): RelayTopology {
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
        : `smart host ${pick(['[192.0.2.25]', 'out.example.net', '[192.0.2.25], [192.0.2.26]', 'out.example.net, [192.0.2.9]', '[192.0.2.25]:587', ...all.filter((each) => !inGroup.includes(each)).map((each) => `${each}.farm.example`)])}`; // prettier-ignore
      const isScoped = delivery.includes('farm.example') || chance(0.4);
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
