import { connectorId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { carriers, holds, isCarrierUnclear, type CarriedSpace, type Carrier } from './carriers.ts';
import { derived } from './fact.ts';
import { groupNames } from './facts.ts';
import { mailboxServers } from './mailbox-servers.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

interface Alone {
  readonly key: Key;
  readonly name: string;
  readonly patterns: readonly string[];
  readonly sites: readonly Key[];
  /** Sites from which nothing else carries that. */
  readonly others: readonly Key[];
}

const alone = derived(
  { carriers, isCarrierUnclear, mailboxServers },
  ({ carriers, isCarrierUnclear, mailboxServers }): readonly Alone[] => {
    const scoped = carriers.filter(({ scope }) => scope === 'site');
    if (scoped.length === 0 || isCarrierUnclear) return [];
    const open = carriers.filter(({ scope }) => scope === 'organization').flatMap(({ spaces }) => spaces);
    return scoped.flatMap(({ key, name, sites, spaces }): readonly Alone[] => {
      const missing = spaces.filter((space) => !open.some((other) => isHeld(other, space)));
      const carriesAll = (site: Key) => missing.every((space) => scoped.some((each) => carriesIn(each, site, space)));
      const others = [...mailboxServers.keys()].filter((site) => !sites.includes(site) && !carriesAll(site));
      const patterns = missing.map(({ called }) => called);
      return others.length === 0 ? [] : [{ key, name, patterns, sites, others }];
    });
  },
);

function carriesIn({ sites, spaces }: Carrier, site: Key, space: CarriedSpace): boolean {
  return sites.includes(site) && spaces.some((other) => isHeld(other, space));
}

function isHeld(wide: CarriedSpace, narrow: CarriedSpace): boolean {
  if (wide.meaning === narrow.meaning || (wide.isForAll && wide.type === narrow.type)) return true;
  return wide.type === 'SMTP' && narrow.type === 'SMTP' && holds(wide.domain, narrow.domain);
}

/**
 * A connector is for its own site only, and elsewhere no other one is for its address space, not even one for `*`: mail from
 * there waits in the Unreachable queue (§1.4, §5) [MS-CONNSEL, MAZZ-SCOPE].
 */
export const scopedSpace = rule({
  code: 'scoped-space',
  severity: 'warning',
  over: alone,
  reads: { groupNames },
  *check({ key, name, patterns, sites, others }, { groupNames }) {
    const named = (keys: readonly Key[]) => listed(keys.map((site) => plain(groupNames.get(site) ?? '')));
    const of = { kind: 'connector', key } as const;
    yield {
      place: { statement: 'scope', of },
      message:
        `Only ${named(sites)} can use ${quoted(name)}, and no other connector is for ${listed(patterns)} elsewhere: mail from ` +
        `${named(others)} for it does not leave. Remove 'scope site', or add a connector for ${named(others)}.`,
      fixes: [{ title: "Remove 'scope site'", edits: [{ without: { statement: 'scope', of } }], preferred: false }],
      element: connectorId(name),
    };
  },
});
