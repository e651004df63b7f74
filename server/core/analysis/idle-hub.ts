import { siteId } from '#core/model/element';
import type { Key } from '#core/model/topology';
import { plain } from '#core/syntax/words';
import { routingGroups } from './facts.ts';
import { rule } from './rule.ts';
import { siteMap, type SiteMap } from './site-map.ts';

/**
 * A hub site is on no least-cost path between two others, so no mail ever stops there: a hub elsewhere is ignored (§4.3)
 * [MS-RBADS]. Exchange costs bring paths over it: lower ones on its links, or higher ones on those that pass it.
 */
export const idleHub = rule({
  code: 'idle-hub',
  severity: 'warning',
  over: routingGroups,
  reads: { siteMap },
  concerns: ({ kind, hub }) => kind === 'site' && hub,
  *check({ key, name, faulty }, { siteMap }) {
    if (faulty || siteMap.isUnclear || (siteMap.neighbours.get(key)?.size ?? 0) === 0 || isPassed(siteMap, key)) return;
    yield {
      place: { statement: 'hub', of: { kind: 'routing group', key } },
      message:
        `No least-cost path leads through the hub site ${plain(name)}, so no mail stops there. Lower the Exchange cost of ` +
        "its site links, or raise that of the links that pass it; otherwise remove 'hub'.",
      fixes: [
        {
          title: "Remove 'hub'",
          edits: [{ without: { statement: 'hub', of: { kind: 'routing group', key } } }],
          preferred: false,
        },
      ],
      element: siteId(name),
    };
  },
});

/** A path leads through a site when the path between some two of its neighbours does: parts of paths are paths. */
function isPassed(map: SiteMap, hub: Key): boolean {
  const around = [...(map.neighbours.get(hub) ?? [])];
  return around.some(([from, there], i) => around.slice(i + 1).some(([to, back]) => leadsOver(map, hub, { from, to, cost: there + back }))); // prettier-ignore
}

/** Whether the path between two neighbours is the one over the hub; of equal ones that by the lower name is it (§3). */
function leadsOver(
  { neighbours, distance }: SiteMap,
  hub: Key,
  { from, to, cost }: { readonly from: Key; readonly to: Key; readonly cost: number },
): boolean {
  const least = distance(from, to);
  if (least === undefined || least.cost !== cost || least.links !== 2) return false;
  for (const [site, first] of neighbours.get(from) ?? []) {
    const second = neighbours.get(site)?.get(to);
    if (second !== undefined && first + second === cost && site < hub) return false;
  }
  return true;
}
