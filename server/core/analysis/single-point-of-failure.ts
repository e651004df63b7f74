import { connectorId } from '#core/model/element';
import { matchesEverything, meaningOf } from '#core/model/address-space';
import type { AddressSpace, Connector, Key } from '#core/model/topology';
import { derived, gist } from './fact.ts';
import { connectors } from './facts.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/** What more than one connector carries. */
const shared = derived(
  { said: gist(connectors, (connector) => openSpaces(connector).map(meaningOf)) },
  ({ said }): readonly string[] => repeated(said),
);

/** The connectors for everybody that carry `*`. */
const catchAlls = derived({ said: gist(connectors, catchAllOf) }, ({ said }): readonly CatchAll[] => said.flat());

/**
 * Only one connector carries an address space, and when it fails the mail waits, although another connector carries
 * `*`: a less close address space does not step in (routing.md §4 step 5, M19). Give the other connector the same
 * address space at a higher cost. Connectors for their own routing group only are left alone, as are those whose mail
 * nothing else could carry: `bridgehead analyze` lists every single point of failure.
 */
export const singlePointOfFailure = rule({
  code: 'single-point-of-failure',
  severity: 'warning',
  over: connectors,
  reads: { shared, catchAlls },
  concerns: (connector) => openSpaces(connector).some(isClose),
  *check(connector, { shared, catchAlls }) {
    const spare = catchAlls.find(({ key }) => key !== connector.key);
    const alone = openSpaces(connector).filter((space) => isClose(space) && !shared.includes(meaningOf(space)));
    const [first] = alone;
    if (spare === undefined || first?.place === undefined || carriesEverything(connector)) return;
    const spaces = listed(alone.map(({ pattern }) => pattern));
    yield {
      place: first.place,
      message:
        `Only ${quoted(connector.name)} carries ${spaces}: when it fails, that mail waits. ` +
        `${quoted(spare.name)} does not step in for a closer address space; give it ${spaces} as well, at a higher cost.`,
      fixes: [
        {
          title: `Give ${quoted(spare.name)} ${spaces} as well, at a higher cost`,
          edits: [{ endOf: { kind: 'connector', key: spare.key }, lines: [`address space ${asSpare(alone)}`] }],
        },
      ],
      element: connectorId(connector.name),
    };
  },
});

/** The address spaces with a cost that only matters when the connector that has them now is down. */
function asSpare(spaces: readonly AddressSpace[]): string {
  return spaces.map(({ pattern, cost }) => `${pattern} cost ${String(Math.min(100, cost + 50))}`).join(', ');
}

interface CatchAll {
  readonly key: Key;
  readonly name: string;
}

/** SMTP address spaces that the whole organization uses; none while part of the connector cannot be read. */
function openSpaces(connector: Connector): readonly AddressSpace[] {
  if (connector.kind !== 'smtp connector' || connector.scope !== 'organization' || connector.faulty) return [];
  return connector.addressSpaces.filter(({ type }) => type === 'SMTP');
}

function isClose(space: AddressSpace): boolean {
  return !matchesEverything(space);
}

function carriesEverything(connector: Connector): boolean {
  return openSpaces(connector).some(matchesEverything);
}

function catchAllOf(connector: Connector): readonly CatchAll[] {
  return carriesEverything(connector) ? [{ key: connector.key, name: connector.name }] : [];
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
