import { virtualServerId } from '#core/model/element';
import { virtualServerKey } from '#core/model/keys';
import type { Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { derived, gist } from './fact.ts';
import { members, servers } from './facts.ts';
import { ownHosts } from './own-hosts.ts';
import { rule } from './rule.ts';
import { listed } from './wording.ts';

/** By server, the first host that it hands unknown recipients to. */
const handedOn = derived(
  {
    said: gist(servers, ({ key, virtualServers }) => {
      const host = virtualServers.flatMap(({ unresolvedRecipientsTo }) => unresolvedRecipientsTo ?? [])[0];
      return host === undefined ? undefined : ([key, host.address ?? host.text] as const);
    }),
    ownHosts,
  },
  ({ said, ownHosts }): ReadonlyMap<Key, Key> =>
    new Map(said.flatMap((each) => {
      const to = each === undefined ? undefined : ownHosts.get(each[1]);
      return each === undefined || to === undefined ? [] : [[each[0], to] as const];
    })), // prettier-ignore
);

/**
 * Servers hand recipients that nobody knows to each other, in a circle: the mail goes round until it has passed more
 * servers than the hop limit allows, and is returned with 4.4.6 (routing.md §2, M29) [KB-321721, BPA-LOOP].
 */
export const unresolvedLoop = rule({
  code: 'unresolved-loop',
  severity: 'error',
  over: servers,
  reads: { handedOn, members },
  concerns: ({ key }, { handedOn }) => handedOn.has(key),
  *check({ key, name, virtualServers }, { handedOn, members }) {
    const round = [key];
    for (let next = handedOn.get(key); next !== undefined && next !== key; next = handedOn.get(next)) {
      if (round.includes(next)) return;
      round.push(next);
    }
    const isFirst = [...handedOn.keys()].find((each) => round.includes(each)) === key;
    if (!isFirst || handedOn.get(round.at(-1) ?? key) !== key || round.length < 2) return;
    const virtualServer = virtualServers.find(({ unresolvedRecipientsTo }) => unresolvedRecipientsTo !== undefined);
    if (virtualServer === undefined) return;
    const others = listed(round.slice(1).map((each) => plain(members.get(each)?.name ?? '')));
    const of = { kind: 'virtual server', key: virtualServerKey(key, virtualServer.key) } as const;
    yield {
      place: { statement: 'unresolved recipients to', of },
      message:
        `${plain(name)} and ${others} hand recipients that nobody knows to each other, so their mail goes round until it is ` +
        "returned. Remove 'unresolved recipients to' from one of them: that one then says who is unknown.",
      fixes: [
        {
          title: "Remove 'unresolved recipients to'",
          edits: [{ without: { statement: 'unresolved recipients to', of } }],
          preferred: false,
        },
      ],
      element: virtualServerId(name, virtualServer.name),
    };
  },
});
