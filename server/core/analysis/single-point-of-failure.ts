import { connectorId } from '#core/model/element';
import { matchesEverything, meaningOf } from '#core/model/address-space';
import { isForOutside, isOpenCatchAll } from '#core/model/step-in';
import type { AcceptedDomain, AddressSpace, Connector, Key } from '#core/model/topology';
import { costsBetween } from './costs-between.ts';
import { derived, gist } from './fact.ts';
import { enabledConnectors, members, organization } from './facts.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/** What more than one connector carries. */
const shared = derived(
  { said: gist(enabledConnectors, (connector) => openSpaces(connector).map(meaningOf)) },
  ({ said }): readonly string[] => repeated(said),
);

/** The connectors that carry `*` for everybody, at any time. */
const catchAlls = derived(
  {
    said: gist(enabledConnectors, (connector): readonly CatchAll[] => {
      return isOpenCatchAll(connector) ? [{ key: connector.key, name: connector.name, group: connector.group }] : [];
    }),
  },
  ({ said }): readonly CatchAll[] => said.flat(),
);

const domains = derived({ organization }, ({ organization: { domains } }): readonly AcceptedDomain[] => domains);

/**
 * Only one connector carries an address space, and when it fails the mail waits, although another connector carries
 * `*`: a less close address space does not step in (routing.md §4 step 5, M19). Whether that one can deliver it too only
 * its administrator knows: a partner may take mail by its own line alone, and what is meant for an archive must not leave
 * for the Internet. So nothing is said of names that are known inside only (`archive.contoso.local`), of our own domains
 * and what is below them, and of connectors for their own routing group.
 */
export const singlePointOfFailure = rule({
  code: 'single-point-of-failure',
  severity: 'info',
  over: enabledConnectors,
  reads: { shared, catchAlls, domains, costsBetween, members },
  concerns: (connector) => openSpaces(connector).some((space) => !matchesEverything(space)),
  *check(connector, { shared, catchAlls, domains, costsBetween, members }) {
    const works = connector.bridgeheads === 'any' || connector.bridgeheads.some(({ server }) => members.get(server.key)?.group === connector.group); // prettier-ignore
    if (!works || openSpaces(connector).some(matchesEverything)) return;
    const alone = openSpaces(connector).filter(
      (space) => isForOutside(space, domains) && !shared.includes(meaningOf(space)),
    );
    const [first] = alone;
    if (first?.place === undefined) return;
    for (const spare of catchAlls) {
      const costs = alone.map(({ cost }) => spareCost(cost, costsBetween(spare.group, connector.group)));
      if (spare.key === connector.key || costs.includes(undefined)) continue;
      const spaces = listed(alone.map(({ pattern }) => pattern));
      const [it, its] = alone.length > 1 ? ['them', 'costs'] : ['it', 'a cost'];
      yield {
        place: first.place,
        message:
          `Only ${quoted(connector.name)} carries ${spaces}: when it fails, that mail waits, as ${quoted(spare.name)} does ` +
          `not step in for a closer address space. If ${quoted(spare.name)} can deliver it too, give it ${spaces} as ` +
          `well, at ${its} so high that it is used only then.`,
        fixes: [
          {
            title: `If ${quoted(spare.name)} can deliver to ${spaces}: give ${it} to it as well, as a spare`,
            edits: [
              { endOf: { kind: 'connector', key: spare.key }, lines: [`address space ${written(alone, costs)}`] },
            ],
            preferred: false,
          },
        ],
        element: connectorId(connector.name),
      };
      return;
    }
  },
});

/**
 * A cost at which a spare, so far from the connector that has the address space now, is used by nobody while that one is
 * up: whoever is nearer to the spare could go on from there. Undefined where it would be above 100.
 */
function spareCost(cost: number, distance: number): number | undefined {
  const least = distance === Infinity ? cost + 1 : cost + distance + 1;
  return least > 100 ? undefined : Math.min(100, least + 49);
}

function written(spaces: readonly AddressSpace[], costs: readonly (number | undefined)[]): string {
  return spaces.map(({ pattern }, index) => `${pattern} cost ${String(costs[index])}`).join(', ');
}

interface CatchAll {
  readonly key: Key;
  readonly name: string;
  readonly group: Key;
}

/** SMTP address spaces that the whole organization uses; none while part of the connector cannot be read. */
function openSpaces(connector: Connector): readonly AddressSpace[] {
  if (connector.kind !== 'smtp connector' || connector.scope !== 'organization' || connector.faulty) return [];
  return connector.addressSpaces.filter(({ type }) => type === 'SMTP');
}

/** What stands in more than one of the lists. */
function repeated(lists: readonly (readonly string[])[]): readonly string[] {
  const seen = new Set<string>();
  const twice = new Set<string>();
  for (const list of lists) {
    for (const key of new Set(list)) (seen.has(key) ? twice : seen).add(key);
  }
  return [...twice];
}
