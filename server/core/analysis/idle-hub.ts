import { siteId } from '#core/model/element';
import { plain } from '#core/syntax/words';
import { routingGroups } from './facts.ts';
import { rule } from './rule.ts';
import { isPassed, siteMap } from './site-map.ts';

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
