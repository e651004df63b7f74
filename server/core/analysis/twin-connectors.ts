import { connectorId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import { carriers, type Carrier } from './carriers.ts';
import { derived } from './fact.ts';
import { outbid } from './outbid.ts';
import { rule } from './rule.ts';
import { quoted } from './wording.ts';

interface Twin {
  readonly key: Key;
  readonly name: string;
  readonly pattern: string;
  /** The one with the lower name. */
  readonly first: string;
  /** Mail from a source server of this one alone goes by it. */
  readonly hasSourcesOfItsOwn: boolean;
}

/** Connectors that are equal to another one with a lower name; each is told of once. */
const twins = derived({ carriers, outbid }, ({ carriers, outbid }): readonly Twin[] => {
  const idle = new Map(outbid.map(({ carrier, patterns }) => [carrier.key, patterns]));
  const first = new Map<string, Carrier>();
  const byName = [...carriers].sort((one, other) => (one.key < other.key ? -1 : 1));
  const found = new Map<Key, Twin>();
  for (const carrier of byName) {
    for (const { meaning, called, cost } of carrier.spaces) {
      const { key, name, scope, limit } = carrier;
      // A third one takes the mail of both.
      if (idle.get(key)?.includes(called) === true) continue;
      const alike = [meaning, cost, scope, limit, ...[...carrier.sites].sort()].join('\n');
      const other = first.get(alike);
      if (other === undefined) first.set(alike, carrier);
      else if (other !== carrier && !found.has(key)) {
        const hasSourcesOfItsOwn = carrier.sources.some((source) => !other.sources.includes(source));
        found.set(key, { key, name, pattern: called, first: other.name, hasSourcesOfItsOwn });
      }
    }
  }
  return [...found.values()];
});

/**
 * Two connectors have the same address space at the same cost from the same site, and the one with the lower name takes all.
 * They do not share the mail, as many expect (§5 step 6) [PR365-LB, TG-HA4]: smart hosts and source servers of one connector
 * are what takes turns, and what steps in.
 */
export const twinConnectors = rule({
  code: 'twin-connectors',
  severity: 'warning',
  over: twins,
  reads: {},
  *check({ key, name, pattern, first, hasSourcesOfItsOwn }) {
    const but = hasSourcesOfItsOwn ? ` but what is on source servers of ${quoted(name)} already` : '';
    yield {
      place: { statement: 'address space', of: { kind: 'connector', key } },
      message:
        `${quoted(first)} carries ${pattern} at the same cost from the same site. The two do not share its mail: ` +
        `${quoted(first)}, the lower name, takes all${but}. Put the source servers and smart hosts of both into one connector.`,
      element: connectorId(name),
    };
  },
});
