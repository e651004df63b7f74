// Postfix: hosts whose main.cf, master.cf and tables were given become routing groups of one server each, whose connectors
// only they use and which lead on to each other.

import { writtenName } from '#core/syntax/words';
import { compareText, type Ledger } from '../ledger.ts';
import type { MailSystem, Part } from '../part.ts';
import type { Written } from '../statements.ts';
import { costsFor, type Wanted } from './map/costs.ts';
import { type Domains, domainsOf } from './map/domains.ts';
import { type GivenHost, Hosts, hostsIn, written } from './map/hosts.ts';
import { settleParameters, settleServices } from './map/parameters.ts';
import { checkFirstHops } from './map/self-check.ts';
import { serverOf } from './map/servers.ts';
import { settleTables } from './map/tables.ts';
import { type Way, waysOf } from './map/ways.ts';
import { mainCf } from './reading/main-cf.ts';
import { masterCf } from './reading/master-cf.ts';
import { somebodyIn } from './first-hop.ts';

type CostOf = ReturnType<typeof costsFor>;

const kinds: ReadonlySet<string> = new Set(['main.cf', 'service', 'table', 'names']);

export const postfix: MailSystem = {
  formats: [mainCf, masterCf],
  map(records, ledger, options) {
    const own = records.filter(({ kind }) => kinds.has(kind));
    const hosts = new Hosts(hostsIn(own, ledger, options));
    if (hosts.all.length === 0) return undefined;
    return partOf(hosts, ledger);
  },
};

const standing = [
  'Postfix: which of several mail exchangers, or which address of a name, a host connects to is not in the topology.',
  'Postfix: a host tells a sender of a delay only where delay_warning_time says so; the topology has the default of the language.',
  'Postfix: the cost of a way between two hosts was made so that the cheapest path is the one in their tables; no host knows it.',
];

function partOf(hosts: Hosts, ledger: Ledger): Part {
  const domains = domainsOf(hosts, ledger);
  const ways = new Map(hosts.all.map((host) => [host, waysOf(host, hosts, domains)]));
  const cost = costsFor(hosts.all, nextHostsOf(ways), wantedOf(hosts, domains));
  const taken = new Set<string>();
  const declarations = hosts.all.map((host): Written => {
    const comments = [...settleParameters(host, ledger), ...settleTables(host, hosts, domains, ledger)];
    settleServices(host, ledger);
    const server = serverOf(host, domains.mailboxes.get(host) ?? [], comments);
    const connectors = connectorsOf(host, ways.get(host) ?? [], cost, taken);
    return { words: `routing group ${writtenName(host.name)}`, block: [server, ...connectors], isLong: true };
  });
  for (const sentence of standing) ledger.stand(sentence);
  const part: Part = {
    model: 'exchange-2003',
    source: 'Postfix',
    organization: { name: undefined, statements: [...statementsOf(domains), ...highestCost(ways, cost)] },
    declarations,
  };
  checkFirstHops(part, hosts, domains, ledger);
  return part;
}

function statementsOf({ accepted }: Domains): Written[] {
  const of = (shared: boolean) =>
    [...accepted]
      .filter(([, { isShared }]) => isShared === shared)
      .map(([domain, { coversBelow }]) => (coversBelow ? `*.${domain}` : domain))
      .toSorted(compareText);
  return [
    ...of(false).map((domain) => ({ words: `domain ${domain}` })),
    ...of(true).map((domain) => ({ words: `shared domain ${domain}` })),
  ];
}

/** What the language allows unless more is needed. */
const usualHighest = 100;

function highestCost(ways: ReadonlyMap<GivenHost, readonly Way[]>, cost: CostOf): Written[] {
  const costs = [...nextHostsOf(ways)].flatMap(([from, next]) => [...next].map((to) => cost(from, to)));
  const highest = costs.reduce((most, each) => Math.max(most, each), 0);
  return highest > usualHighest ? [{ words: `highest cost ${String(highest)}` }] : [];
}

function nextHostsOf(ways: ReadonlyMap<GivenHost, readonly Way[]>): Map<GivenHost, Set<GivenHost>> {
  return new Map(
    [...ways].map(([host, all]) => [host, new Set(all.flatMap(({ hop }) => (hop.kind === 'own' ? hop.to : [])))]),
  );
}

/** For every host and every host with mailboxes, which one is next. */
function wantedOf(hosts: Hosts, { mailboxes }: Domains): Wanted[] {
  return hosts.all.flatMap((from) =>
    [...mailboxes].flatMap(([home, patterns]): Wanted[] => {
      if (home === from) return [];
      return patterns.flatMap((pattern) => {
        const address = pattern.startsWith('*@') ? somebodyIn(pattern.slice(2)) : pattern;
        const hop = hosts.hopOf(from, address);
        return hop.kind === 'own' ? [{ from, home, next: hop.to }] : [];
      });
    }),
  );
}

function connectorsOf(host: GivenHost, ways: readonly Way[], cost: CostOf, taken: Set<string>): Written[] {
  const connected = new Set<GivenHost>();
  return ways.map((way) => {
    const { hop, spaces } = way;
    const name = free(`${host.name} ${titleOf(way)}`, taken);
    const isFirst = hop.kind === 'own' && !connected.has(hop.to);
    if (hop.kind === 'own') connected.add(hop.to);
    const service = hop.transport === 'smtp' || hop.transport === 'relay' ? [] : [`transport ${hop.transport} of master.cf`]; // prettier-ignore
    return {
      comments: service,
      words: `smtp connector ${writtenName(name)}`,
      block: [
        { words: `bridgehead ${writtenName(host.name)}` },
        ...(spaces.length === 0 ? [] : [{ words: `address space ${spaces.join(', ')}` }]),
        ...(hop.kind === 'own' && isFirst
          ? [{ words: `connect ${writtenName(hop.to.name)} cost ${String(cost(host, hop.to))}` }]
          : []),
        { words: 'scope routing group' },
        { words: deliveryOf(way) },
      ],
      isLong: true,
    };
  });
}

function titleOf({ hop, spaces, isDefault }: Way): string {
  if (isDefault) return 'other';
  return hop.kind === 'own' ? `to ${hop.to.name}` : (spaces[0] ?? 'other').replace(/^\*\./, '');
}

function deliveryOf({ hop }: Way): string {
  if (hop.kind === 'dns') return 'deliver through dns';
  return `deliver through smart host ${hop.destinations.map(written).join(', ')}`;
}

function free(name: string, taken: Set<string>): string {
  for (let number = 1; ; number++) {
    const candidate = number === 1 ? name.slice(0, 250) : `${name.slice(0, 245)} ${String(number)}`;
    if (taken.has(candidate.toLowerCase())) continue;
    taken.add(candidate.toLowerCase());
    return candidate;
  }
}
