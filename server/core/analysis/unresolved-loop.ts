import { acceptedAs } from '#core/model/accepted-domains';
import { hostId, virtualServerId } from '#core/model/element';
import { hostKey, hostNameKey } from '#core/model/host';
import { keyOf, virtualServerKey } from '#core/model/keys';
import { forwarderOf, forwardingFrom } from '#core/model/mail-system';
import type { Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { derived, gist, type Values } from './fact.ts';
import { acceptedDomains, mailSystems, members, servers } from './facts.ts';
import type { Finding } from './finding.ts';
import { ownHosts } from './own-hosts.ts';
import { hostsForDomain } from './hosts-for-domain.ts';
import { wholeRule } from './rule.ts';
import { listed } from './wording.ts';

/** By server, the first host that it hands unknown recipients to, and which virtual server does. */
const handed = derived(
  {
    said: gist(servers, ({ key, virtualServers }) => {
      const by = virtualServers.find(({ unresolvedRecipientsTo }) => unresolvedRecipientsTo !== undefined);
      if (by?.unresolvedRecipientsTo === undefined) return undefined;
      return [key, { host: hostKey(by.unresolvedRecipientsTo), virtualServer: by.key, name: by.name }] as const;
    }),
  },
  ({ said }) => new Map(said.flatMap((each) => (each === undefined ? [] : [each]))),
);

/** By server, the server of ours that it hands unknown recipients to. */
const handedOn = derived(
  { handed, ownHosts },
  ({ handed, ownHosts }): ReadonlyMap<Key, Key> =>
    new Map([...handed].flatMap(([key, { host }]) => {
      const to = ownHosts.get(host);
      return to === undefined ? [] : [[key, to] as const];
    })), // prettier-ignore
);

const systems = derived(
  { said: gist(mailSystems, (system) => [system.key as string, forwarderOf(system)] as const) },
  ({ said }) => new Map(said),
);

const reads = { handed, handedOn, systems, hostsForDomain, members, ownHosts, acceptedDomains };
type Known = Values<typeof reads>;

/**
 * Recipients that nobody knows are handed on in a circle: by servers to each other, by other mail systems to each other, or
 * by us to another system that hands those of a shared domain back. The mail goes round until it has passed more servers
 * than the hop limit allows, and is returned with 4.4.6 (routing.md §2, §13.23, M29) [KB-321721, BPA-LOOP].
 */
export const unresolvedLoop = wholeRule({
  code: 'unresolved-loop',
  severity: 'error',
  reads,
  *check(known) {
    for (const key of known.handedOn.keys()) yield* amongServers(key, known);
    for (const key of known.systems.keys()) yield* bySystem(key, known);
  },
});

function* amongServers(key: Key, { handed, handedOn, members }: Known): Iterable<Finding> {
  const round = [key];
  for (let next = handedOn.get(key); next !== undefined && next !== key; next = handedOn.get(next)) {
    if (round.includes(next)) return;
    round.push(next);
  }
  const isFirst = [...handedOn.keys()].find((each) => round.includes(each)) === key;
  if (!isFirst || handedOn.get(round.at(-1) ?? key) !== key || round.length < 2) return;
  const by = handed.get(key);
  if (by === undefined) return;
  const [name = '', ...others] = round.map((each) => members.get(each)?.name ?? '');
  const of = { kind: 'virtual server', key: virtualServerKey(key, by.virtualServer) } as const;
  yield {
    place: { statement: 'unresolved recipients to', of },
    message:
      `${plain(name)} and ${listed(others.map(plain))} hand recipients that nobody knows to each other, so their mail goes ` +
      "round until it is returned. Remove 'unresolved recipients to' from one of them: that one then says who is unknown.",
    fixes: [
      {
        title: "Remove 'unresolved recipients to'",
        edits: [{ without: { statement: 'unresolved recipients to', of } }],
        preferred: false,
      },
    ],
    element: virtualServerId(name, by.name),
  };
}

/** The circle that a mail system closes, for the first domain that has one: the system that hands mail back to us, or the first. */
function* bySystem(key: string, known: Known): Iterable<Finding> {
  const { systems, ownHosts } = known;
  const system = systems.get(key);
  const order = [...systems.keys()];
  for (const domain of system?.accepts ?? []) {
    const { passed, back, again } = forwardingFrom(systems, ownHosts, key, domain);
    const isFirst = again === 0 && passed.every((each) => order.indexOf(each) >= order.indexOf(key));
    const words = isFirst ? amongSystems(passed, domain, known) : undefined;
    const round = back === undefined || passed.length > 1 ? undefined : roundBy(key, back, domain, known);
    const message = words ?? (round && throughUs(round, domain, known));
    if (message === undefined) continue;
    const of = { kind: 'host', key: keyOf(key) } as const;
    yield {
      place: { statement: 'forwards unresolved to', of },
      message: `${message} ${system?.name ?? key} then says who is unknown.`,
      fixes: [
        {
          title: "Remove 'forwards unresolved to'",
          edits: [{ without: { statement: 'forwards unresolved to', of } }],
          preferred: false,
        },
      ],
      element: hostId(system?.name ?? key),
    };
    return;
  }
}

function amongSystems(passed: readonly string[], domain: string, { systems }: Known): string {
  const names = passed.map((each) => systems.get(each)?.name ?? each);
  const who = names.length === 1 ? `${listed(names)} hands` : `${listed(names)} hand`;
  const whom = names.length === 1 ? 'itself' : 'each other';
  return (
    `${who} recipients of ${domain} that nobody knows to ${whom}, so their mail goes round until it is returned. ` +
    "Remove 'forwards unresolved to':"
  );
}

/** The systems that mail passes which this one hands back to a server of ours, and which we hand on again. */
function roundBy(key: string, back: Key, domain: string, known: Known): readonly [Key, ...string[]] | undefined {
  const { systems, ownHosts } = known;
  for (const host of handedBy(back, domain, known)) {
    const { passed, back: again } = forwardingFrom(systems, ownHosts, host, domain);
    if (again === back && passed.includes(key)) return [back, ...passed];
  }
  return undefined;
}

function throughUs([server, ...passed]: readonly [Key, ...string[]], domain: string, known: Known): string {
  const name = plain(known.members.get(server)?.name ?? '');
  const [first = '', ...others] = passed.map((each) => known.systems.get(each)?.name ?? each);
  const further = others.map((each) => `, which hands them to ${each}`).join('');
  return (
    `Recipients of ${domain} that nobody knows go round until they are returned: ${name} hands them to ${first}${further}, ` +
    `which hands them back to ${name}. Remove 'forwards unresolved to':`
  );
}

/** The hosts outside that a server of ours hands recipients of a domain to that nobody here knows. */
function handedBy(server: Key, domain: string, known: Known): readonly string[] {
  const { handed, ownHosts, acceptedDomains, hostsForDomain } = known;
  const accepted = acceptedAs(acceptedDomains, domain);
  if (accepted === undefined) return [];
  const hosts: string[] = [];
  const seen = new Set<Key>();
  for (let at: Key | undefined = server; at !== undefined && !seen.has(at);) {
    seen.add(at);
    const host: string | undefined = handed.get(at)?.host;
    at = host === undefined ? undefined : ownHosts.get(host);
    if (host !== undefined && at === undefined) hosts.push(host);
  }
  return accepted.shared ? [...hosts, ...hostsForDomain(domain).map(hostNameKey)] : hosts;
}
