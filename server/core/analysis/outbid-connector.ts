import { connectorId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { groupNames } from './facts.ts';
import type { Finding } from './finding.ts';
import { outbid, type Outbid } from './outbid.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/**
 * A connector is dearer than another one for the same address space wherever mail comes from, so no mail takes it. As a
 * standby it is of no use: a connector does not step in for one whose source servers or smart hosts are down, only for one
 * that is disabled (§5, §13.3) [MS-2010REROUTE, MS-2007AD]. The connector that an Edge subscription makes costs 100, so that
 * any other one for `*` nearby leaves the Edge servers idle [MS-EDGESUB]; and where site links are cheap, mail leaves by a
 * connector far off rather than by a dear one next door.
 */
export const outbidConnector = rule({
  code: 'outbid-connector',
  severity: 'warning',
  over: outbid,
  reads: { groupNames },
  *check(each, { groupNames }) {
    if (each.carrier.isEdge) yield idleEdge(each, groupNames);
    else if (each.carrier.sites.some((site) => each.other.sites.includes(site))) yield uselessStandby(each);
    else yield farButCheaper(each, groupNames);
  },
});

function idleEdge(
  { carrier, patterns, cost, other, otherCost }: Outbid,
  groupNames: ReadonlyMap<Key, string>,
): Finding {
  const site = plain(groupNames.get(carrier.sites[0] ?? carrier.key) ?? '');
  const what = listed(patterns);
  const of = { kind: 'connector', key: carrier.isImplicit ? other.key : carrier.key } as const;
  return {
    place: { statement: 'address space', of },
    message:
      `No mail leaves by the Edge servers of ${site}: for ${what} ${quoted(other.name)} costs ${String(otherCost)} there, ` +
      `${quoted(carrier.name)} ${String(cost)}. Take ${what} out of ${quoted(other.name)}, or disable it, if mail is to leave ` +
      'by the Edge servers.',
    element: connectorId(carrier.isImplicit ? other.name : carrier.name),
  };
}

/** Its address space costs more than that of the other one and the way there (§5). */
function farButCheaper(
  { carrier, patterns, cost, other, otherCost }: Outbid,
  groupNames: ReadonlyMap<Key, string>,
): Finding {
  const { key, name, sites } = carrier;
  const here = plain(groupNames.get(sites[0] ?? key) ?? '');
  return {
    place: { statement: 'address space', of: { kind: 'connector', key } },
    message:
      `No mail for ${listed(patterns)} takes ${quoted(name)}, not even from ${here}: there it costs ${String(cost)}, and ` +
      `${quoted(other.name)} ${String(otherCost)} with the way to it. Make it cheaper than ${String(otherCost)}, or disable it.`,
    element: connectorId(name),
  };
}

function uselessStandby({ carrier, patterns, isForAllOfThem, other }: Outbid): Finding {
  const { key, name } = carrier;
  const of = { kind: 'connector', key } as const;
  return {
    place: { statement: 'address space', of },
    message:
      `No mail for ${listed(patterns)} takes ${quoted(name)}: ${quoted(other.name)} is cheaper from everywhere, and nobody goes ` +
      'over to the dearer one when source servers or smart hosts fail. Put its source servers and smart hosts into ' +
      `${quoted(other.name)}, or keep ${quoted(name)} disabled until it is needed.`,
    fixes: isForAllOfThem
      ? [{ title: `Disable ${quoted(name)}`, edits: [{ endOf: of, lines: ['disabled'] }], preferred: false }]
      : [],
    element: connectorId(name),
  };
}
