import type { TiedExits } from '#core/weaknesses/tied-exits';
import { connectorId } from '#core/model/element';
import { keyOf } from '#core/model/keys';
import { found } from './fact.ts';
import { rule } from './rule.ts';
import { listed, quoted } from './wording.ts';

/**
 * Connectors in different routing groups carry the same address space, and from some groups they cost the same in all,
 * address space and way there together: no rule says which of them a message takes (routing.md §4 step 7, M17) [H-COST].
 */
export const tiedExits = rule({
  code: 'tied-exits',
  severity: 'warning',
  over: found(({ ties }) => ties),
  reads: {},
  *check({ connectors, space, sources }: TiedExits) {
    const last = connectors.at(-1);
    if (last === undefined) return;
    const from = listed(sources);
    yield {
      place: { statement: 'address space', of: { kind: 'connector', key: keyOf(last) } },
      message:
        `From ${from} ${listed(connectors.map(quoted))} cost the same for ${space}, so either may take the mail. Make one of ` +
        "them dearer, or say 'when connectors tie spread' to share the load.",
      element: connectorId(last),
    };
  },
});
