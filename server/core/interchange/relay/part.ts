// Hosts that relay become routing groups of one server each, with connectors that only their own group may use.

import { writtenName } from '../../syntax/words.ts';
import { compareText, type Ledger } from '../ledger.ts';
import type { Part } from '../part.ts';
import type { Written } from '../statements.ts';
import { check } from './check.ts';
import { type Decision, domainOf, type NextHop, type RelayHost, wayText, writtenHop } from './host.ts';
import { isOwnName, somebodyAt, spacesOf } from './spaces.ts';

/**
 * Hosts of one system as a part of a topology, which is looked at: where it sends mail another way than a host does,
 * what the host said is settled as `differs`.
 * @param source - `Postfix`, `Exim`.
 */
export function relayPart(hosts: readonly RelayHost[], source: string, ledger: Ledger): Part {
  const inOrder = hosts.toSorted((a, b) => compareText(a.name, b.name));
  const network = networkOf(inOrder);
  const owners = ownersOf(inOrder, network, source, ledger);
  const users = usersOf(inOrder, network);
  const relayed = [...new Set(inOrder.flatMap((host) => host.relayed))].filter((domain) => !owners.has(domain));
  const statements = [...domainStatements('domain', [...owners.keys()]), ...domainStatements('shared domain', relayed)];
  const declarations = inOrder.map((host) => groupOf(host, network, owners, users));
  const part: Part = { model: 'exchange-2003', source, organization: { name: undefined, statements }, declarations };
  check(part, inOrder, [...owners.keys()], ledger);
  return part;
}

/** Whose a next hop is; undefined for one outside. */
type Network = (hop: NextHop) => RelayHost | undefined;

function networkOf(hosts: readonly RelayHost[]): Network {
  const byName = new Map<string, RelayHost>();
  for (const host of hosts) {
    for (const name of [...host.names, ...host.addresses, host.name.toLowerCase()]) {
      if (!byName.has(name)) byName.set(name, host);
    }
  }
  return ({ host }) => byName.get(host);
}

/** The host that a decision hands mail to first, where that is one of the others. */
function nextOf(decision: Decision, from: RelayHost, network: Network): RelayHost | undefined {
  const [first] = decision.way.kind === 'hosts' ? decision.way.hosts : [];
  const next = first === undefined ? undefined : network(first);
  return next === from ? undefined : next;
}

/** The host that has the mailboxes of each domain of the organization. */
function ownersOf(
  hosts: readonly RelayHost[],
  network: Network,
  source: string,
  ledger: Ledger,
): Map<string, RelayHost> {
  const claims = new Map<string, RelayHost[]>();
  for (const host of hosts) {
    for (const domain of host.domains) {
      const address = somebodyAt(domain);
      if (isOwnName(host, address) || host.decide(address).way.kind !== 'here') continue;
      claims.set(domain, [...(claims.get(domain) ?? []), host]);
    }
  }
  const owners = new Map<string, RelayHost>();
  for (const [domain, claimants] of [...claims].toSorted(([a], [b]) => compareText(a, b))) {
    const routedTo = claimants.filter((claimant) =>
      hosts.some((host) => nextOf(host.decide(somebodyAt(domain)), host, network) === claimant),
    );
    const [owner] = routedTo.length > 0 ? routedTo : claimants;
    if (owner === undefined) continue;
    owners.set(domain, owner);
    if (claimants.length === 1) continue;
    const names = claimants.map(({ name }) => name).join(', ');
    const text =
      `${domain} is delivered on ${names}, and nothing says who has which mailboxes; ` +
      `all of them are written on ${owner.name}.`;
    ledger.note({ class: 'missing', kind: source, object: domain, text });
  }
  return owners;
}

/** Single addresses by the host that keeps them; of several the one that others hand them to. */
function usersOf(hosts: readonly RelayHost[], network: Network): Map<RelayHost, Set<string>> {
  const users = new Map<RelayHost, Set<string>>();
  for (const user of new Set(hosts.flatMap((host) => host.users))) {
    const claimants = hosts.filter((host) => host.decide(user).way.kind === 'here');
    const holder = claimants.find((each) => hosts.some((host) => nextOf(host.decide(user), host, network) === each));
    const [first] = holder === undefined ? claimants : [holder];
    if (first !== undefined) users.set(first, (users.get(first) ?? new Set()).add(user));
  }
  return users;
}

function groupOf(
  host: RelayHost,
  network: Network,
  owners: ReadonlyMap<string, RelayHost>,
  users: ReadonlyMap<RelayHost, ReadonlySet<string>>,
): Written {
  const domains = [...owners].filter(([, owner]) => owner === host).map(([domain]) => `*@${domain}`);
  const single = [...(users.get(host) ?? [])].filter((user) => owners.get(domainOf(user)) !== host);
  const mailboxes = listed('mailbox', [...single, ...domains].toSorted(compareText));
  const server = { words: `server ${writtenName(host.name)}`, block: [...host.statements, ...mailboxes] };
  const ofOthers = [
    ...[...owners].filter(([, owner]) => owner !== host).map(([domain]) => somebodyAt(domain)),
    ...[...users].filter(([holder]) => holder !== host).flatMap(([, all]) => [...all]),
  ];
  const connectors = connectorsOf(host, network, (domain) => owners.has(domain), ofOthers);
  return {
    comments: host.comments,
    words: `routing group ${writtenName(host.name)}`,
    block: [server, ...connectors],
    isLong: true,
  };
}

interface Draft {
  readonly way: Decision['way'];
  readonly patterns: string[];
  readonly comments: Set<string>;
  /** The host that it leads to with mail for mailboxes of ours. */
  connects: RelayHost | undefined;
}

/** One connector for each way. Only one that carries mail for mailboxes elsewhere connects groups. */
function connectorsOf(
  host: RelayHost,
  network: Network,
  isOwn: (domain: string) => boolean,
  ofOthers: readonly string[],
): Written[] {
  const drafts = new Map<string, Draft>();
  const draftOf = ({ way, comments = [] }: Decision): Draft => {
    const key = wayText(way);
    const draft = drafts.get(key) ?? { way, patterns: [], comments: new Set<string>(), connects: undefined };
    drafts.set(key, draft);
    for (const comment of comments) draft.comments.add(comment);
    return draft;
  };
  for (const { pattern, decision } of spacesOf(host, isOwn)) draftOf(decision).patterns.push(pattern);
  for (const address of ofOthers) {
    const decision = host.decide(address);
    const next = nextOf(decision, host, network);
    if (next !== undefined) draftOf(decision).connects = next;
  }
  const taken = new Set<string>();
  return [...drafts.values()]
    .map((draft) => ({ draft, subject: subjectOf(draft) }))
    .toSorted((a, b) => compareText(a.subject, b.subject) || compareText(wayText(a.draft.way), wayText(b.draft.way)))
    .map(({ draft, subject }) => connectorOf(host, draft, freeName(`${host.name} ${subject}`, taken)));
}

/** `other` for what carries `*`, the closest domain, or `to HOST`. */
function subjectOf({ patterns, connects }: Draft): string {
  if (patterns.includes('*')) return 'other';
  const [first] = patterns.map((pattern) => pattern.replace(/^\*\./, '')).toSorted(compareText);
  return first ?? `to ${connects?.name ?? ''}`;
}

function freeName(name: string, taken: Set<string>): string {
  let free = name;
  for (let number = 2; taken.has(free.toLowerCase()); number++) free = `${name} ${String(number)}`;
  taken.add(free.toLowerCase());
  return free;
}

function connectorOf(host: RelayHost, { way, patterns, comments, connects }: Draft, name: string): Written {
  const delivery = way.kind === 'hosts' ? `smart host ${way.hosts.map(writtenHop).join(', ')}` : 'dns';
  return {
    comments: [...comments].toSorted(compareText),
    words: `smtp connector ${writtenName(name)}`,
    block: [
      { words: `bridgehead ${writtenName(host.name)}` },
      ...listed(
        'address space',
        patterns.toSorted(compareText).map((pattern) => `${pattern} cost 1`),
      ),
      ...(connects === undefined ? [] : [{ words: `connect ${writtenName(connects.name)} cost 1` }]),
      { words: 'scope routing group' },
      { words: `deliver through ${delivery}` },
    ],
  };
}

function domainStatements(words: string, domains: readonly string[]): Written[] {
  return listed(words, domains.toSorted(compareText));
}

/** Long lists as several statements: lists add up. */
function listed(words: string, items: readonly string[]): Written[] {
  const lines: Written[] = [];
  for (let at = 0; at < items.length; at += 6) lines.push({ words: `${words} ${items.slice(at, at + 6).join(', ')}` });
  return lines;
}
