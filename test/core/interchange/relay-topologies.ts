// Topologies of hosts that relay, made up by dice: some have mailboxes, some know only the next host, some have hosts outside
// for some domains. All next hops are addresses of documentation networks (RFC 5737), so that no DNS is asked.

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
export function dice(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** The text of a topology and the domains that it names. */
export interface RelayTopology {
  readonly text: string;
  readonly domains: readonly string[];
  readonly users: readonly string[];
}

export function relayTopology(seed: number, { withDns = false } = {}): RelayTopology {
  const random = dice(seed);
  const below = (most: number) => Math.floor(random() * most);
  const chance = (of: number) => random() < of;
  const hosts = Array.from({ length: 2 + below(3) }, (_, at) => `relay${String(at)}`);
  const own = Array.from({ length: 1 + below(4) }, (_, at) => `own${String(at)}.example`);
  const outside = Array.from({ length: 2 + below(8) }, (_, at) => {
    const parent = chance(0.4) ? `.part${String(below(3))}` : '';
    return `d${String(at)}${parent}.example.${chance(0.5) ? 'net' : 'org'}`;
  });
  const parents = ['part0.example.net', 'part1.example.org', 'example.net', 'sub.own0.example'].filter(() =>
    chance(0.5),
  );
  const holder = new Map(own.map((domain) => [domain, below(hosts.length)]));
  const users: string[] = [];
  const smartHost = () => {
    const host = `[203.0.113.${String(10 + below(200))}]`;
    return chance(0.25) ? `${host}:${String(2525 + below(3))}` : host;
  };
  const delivery = () => {
    if (withDns && chance(0.2)) return 'deliver through dns';
    return `deliver through smart host ${chance(0.2) ? `${smartHost()}, ${smartHost()}` : smartHost()}`;
  };
  const groups = hosts.map((host, at) => {
    const mailboxes = own.flatMap((domain) => {
      if (holder.get(domain) === at) return [`*@${domain}`];
      if (!chance(0.3)) return [];
      users.push(`user${String(at)}@${domain}`);
      return [`user${String(at)}@${domain}`];
    });
    const connectors = hosts.flatMap((other, to) => {
      if (to === at || (to !== 0 && at !== 0 && chance(0.5))) return [];
      const name = `${host} to ${other}`;
      const cost = String(1 + below(3));
      return chance(0.5)
        ? [`routing group connector "${name}" to ${other} { target ${other}; cost ${cost} }`]
        : [
            `smtp connector "${name}" { bridgehead ${host}; connect ${other} cost ${cost}; scope routing group; ` +
              `deliver through smart host [198.51.100.${String(10 + to)}] }`,
          ];
    });
    const named = [...outside, ...parents.flatMap((domain) => [`*.${domain}`, domain])];
    const spaces = named.filter(() => chance(0.35)).map((pattern) => (chance(0.3) ? pattern : `${pattern} cost 2`));
    const exits = spaces.map(
      (space, number) =>
        `smtp connector "${host} ${String(number)}" { bridgehead ${host}; address space ${space}; ` +
        `scope ${chance(0.3) ? 'organization' : 'routing group'}; ${delivery()} }`,
    );
    const all = chance(0.7)
      ? [`smtp connector "${host} other" { bridgehead ${host}; address space *; scope routing group; ${delivery()} }`]
      : [];
    return [
      `routing group ${host} {`,
      `  server ${host} {`,
      `    address 198.51.100.${String(10 + at)}`,
      `    virtual server smtp on all unassigned { fqdn ${host}.farm.example }`,
      ...(mailboxes.length > 0 ? [`    mailbox ${mailboxes.join(', ')}`] : []),
      '  }',
      ...[...connectors, ...exits, ...all].map((connector) => `  ${connector}`),
      '}',
    ].join('\n');
  });
  const includes = chance(0.5) ? '' : '\n  wildcard includes its domain no';
  const organization = `organization Relays {\n  domain ${own.join(', ')}${includes}\n}`;
  const domains = [...new Set([...own, ...outside, ...parents])];
  return { text: [organization, ...groups, ''].join('\n'), domains, users };
}

/** An address for each of these numbers: of somebody known, in a domain that is named, below one, or elsewhere. */
export function addressFor({ domains, users }: RelayTopology, random: () => number): string {
  const one = (all: readonly string[]) => all[Math.floor(random() * all.length)] ?? 'elsewhere.invalid';
  const kind = random();
  if (kind < 0.15 && users.length > 0) return one(users);
  const person = `p${String(Math.floor(random() * 1000))}`;
  if (kind < 0.6) return `${person}@${one(domains)}`;
  if (kind < 0.85) return `${person}@${kind < 0.7 ? 'a.b' : 'sub'}.${one(domains)}`;
  return `${person}@host${String(Math.floor(random() * 50))}.invalid`;
}
